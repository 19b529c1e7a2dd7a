"""Things set aside."""

from srclint import shelf
from srclint.shelf import Shelf


def test_what_is_set_aside_comes_back_as_often_as_asked(monkeypatch):
    monkeypatch.setattr(shelf, "HELD", 2)
    with Shelf() as place:
        things = [{"number": number, "text": "ü" * number} for number in range(5)]
        fetches = [place.put(thing) for thing in things]
        assert [fetch() for fetch in reversed(fetches)] == things[::-1]
        assert [fetch() for fetch in fetches] == things


def test_few_things_make_no_file():
    with Shelf() as place:
        thing = object()
        assert place.put(thing)() is thing
