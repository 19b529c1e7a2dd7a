import os
import sys
from pathlib import Path

import pytest

from srclint import data, kept, match
from srclint.sourcing import lexicon


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The folder of a Python that has kept nothing yet."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(kept, "place", lambda name: folder / f"{name}.bin")
    kept._tables.cache_clear()
    yield folder
    kept._tables.cache_clear()


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "maker.py"
    path.write_text("1", encoding="utf-8")
    return path


class Maker:
    """Counts how often it makes something."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return {"a": [(1, "é")], "keys": frozenset("a")}


@pytest.mark.usefixtures("place")
def test_a_later_run_takes_what_an_earlier_one_made(source):
    make = Maker()
    first, second = (kept.made("x", (("a", 1),), make, str(source)) for _ in range(2))
    assert first == second == {"a": [(1, "é")], "keys": frozenset("a")}
    assert make.times == 1


@pytest.mark.usefixtures("place")
def test_what_is_made_of_another_thing_that_is_made_is_kept_with_it(source):
    inner, make = Maker(), Maker()
    for _ in range(2):
        kept.made("y", 1, lambda: (kept.made("x", 1, inner, str(source)), make()), str(source))
        kept.made("x", 1, inner, str(source))
        kept._tables.cache_clear()
    assert inner.times == make.times == 1


@pytest.mark.usefixtures("place")
def test_it_is_made_anew_of_other_things_or_by_another_source(source):
    make = Maker()
    kept.made("x", 1, make, str(source))
    kept.made("x", 2, make, str(source))
    assert make.times == 2
    source.write_text("12", encoding="utf-8")
    kept.made("x", 2, make, str(source))
    assert make.times == 3
    os.utime(source, ns=(7, 7))
    kept.made("x", 2, make, str(source))
    assert make.times == 4
    source.unlink()
    kept.made("x", 2, make, str(source))
    kept.made("x", 2, make, str(source))
    assert make.times == 5


@pytest.mark.parametrize("damage", [b"", b"\xff nonsense", b"i\x01\x00\x00\x00"])
def test_what_is_damaged_is_made_anew(place, source, damage):
    make = Maker()
    kept.made("x", 1, make, str(source))
    (place / "tables.bin").write_bytes(damage)
    kept._tables.cache_clear()
    kept.made("x", 1, make, str(source))
    kept.made("x", 1, make, str(source))
    assert make.times == 2


def test_what_is_cut_off_is_made_anew(place, source):
    make = Maker()
    kept.made("x", 1, make, str(source))
    path = place / "tables.bin"
    path.write_bytes(path.read_bytes()[:-1])
    kept._tables.cache_clear()
    kept.made("x", 1, make, str(source))
    assert make.times == 2


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists the open files of a process")
def test_no_file_stays_open_that_nobody_looks_into(place, source):
    before = sorted(Path("/proc/self/fd").iterdir())
    for n in range(3):
        kept.made("x", n, Maker(), str(source))
    assert (place / "tables.bin").exists()
    kept._tables.cache_clear()
    assert sorted(Path("/proc/self/fd").iterdir()) == before


def test_a_place_that_cannot_be_written_costs_only_time(place, source):
    place.write_text("a file in the way", encoding="utf-8")
    assert kept.made("x", 1, Maker(), str(source)) == Maker()()


@pytest.fixture
def forget(monkeypatch):
    """Forget what this process knows of the rules, now and at the end of the test."""

    def now():
        for known in (data.parsed, data._tables, match.entries, match._prefilter, lexicon.lexicon, lexicon.forms):
            known.cache_clear()

    now()
    yield now
    monkeypatch.undo()
    now()


@pytest.mark.usefixtures("place")
def test_index_and_forms_follow_the_rules(tmp_path, monkeypatch, forget):
    copy = tmp_path / "rules"
    for path in data.rules_dir().rglob("*"):
        if path.suffix in (".toml", ".json"):
            (copy / path.relative_to(data.rules_dir())).parent.mkdir(parents=True, exist_ok=True)
            (copy / path.relative_to(data.rules_dir())).write_bytes(path.read_bytes())
    monkeypatch.setattr(data, "rules_dir", lambda: copy)
    forget()
    index, forms = match._prefilter(())[1], lexicon.forms()
    assert index == match._index(match.entries())
    assert forms == lexicon._forms()
    assert {*kept._tables()} >= {"index", "forms"}
    forget()
    monkeypatch.setattr(match, "_index", None)
    monkeypatch.setattr(lexicon, "_forms", None)
    assert match._prefilter(())[1] == index
    assert lexicon.forms() == forms
    monkeypatch.undo()


@pytest.mark.usefixtures("place")
def test_a_changed_rule_is_noticed(tmp_path, monkeypatch, forget):
    copy = tmp_path / "rules"
    (copy / "text").mkdir(parents=True)
    pack = copy / "text" / "x.toml"
    row = '[[rule]]\ncode = "STY999"\nname = "x"\nkeywords = ["{}"]\npattern = "{}"\n'
    monkeypatch.setattr(data, "rules_dir", lambda: copy)
    for word in ("gadget", "gizmo"):
        pack.write_text(row.format(word, word), encoding="utf-8")
        forget()
        assert match._prefilter(())[1].keys == {word}
