"""Things set aside."""

import errno
import os
from types import SimpleNamespace

import pytest

from srclint import shelf
from srclint.errors import SrclintError
from srclint.shelf import Scratch, Shelf


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


def test_a_full_disk_is_told_in_a_line(monkeypatch):
    def full(**_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(SrclintError, match=os.strerror(errno.ENOSPC)):
        Scratch().add(b"more")


def test_what_is_written_in_parts_is_written_whole(tmp_path):
    file = (tmp_path / "scratch").open("w+b", buffering=0)
    place = Scratch()
    place._file = SimpleNamespace(seek=file.seek, write=lambda data: file.write(data[:3]), read=file.read)
    assert [place.add(b"abcdefgh"), place.add(b"ij")] == [0, 8]
    assert (place.read(0, 8), place.read(8, 2)) == (b"abcdefgh", b"ij")
    file.close()
