"""The gates of a project's own packs run once a content."""

import os

import pytest

from srclint import kept, match
from srclint.errors import ConfigError
from srclint.gated import gated
from srclint.match import checked_pack
from srclint.pack import read_pack, with_cases
from srclint.record import replace

PACK = """
[[rule]]
code = "OWN101"
name = "own-words"
keywords = ["{word}"]
pattern = '\\b{word}\\b'
bad = ["a {word} b", "{word}"]
good = ["a", "b"]
"""


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """A pack, and a place of the test's own for what is kept."""
    monkeypatch.setattr(kept, "place", lambda name: tmp_path / f"{name}.bin")
    path = tmp_path / "own.toml"
    path.write_text(PACK.format(word="quay"), encoding="utf-8")
    return path


@pytest.fixture
def check():
    """`checked_pack`, with the paths that it was asked for."""

    def counted(path):
        counted.asked.append(path)
        return checked_pack(path)

    counted.asked = []
    return counted


def test_a_pack_passes_the_gates_once_a_content(pack, check):
    first, again = gated(pack, check), gated(pack, check)
    assert (first, check.asked) == (again, [pack])
    assert first == tuple(replace(entry, bad=(), good=()) for entry in read_pack(pack))
    assert with_cases(again[0]).bad == ("a quay b", "quay")
    pack.write_text(PACK.format(word="pier"), encoding="utf-8")
    assert gated(pack, check)[0].keywords == ("pier",)
    assert check.asked == [pack, pack]


def test_the_same_pack_elsewhere_has_its_own_place(pack, check):
    gated(pack, check)
    other = pack.with_name("copy.toml")
    other.write_bytes(pack.read_bytes())
    (entry,) = gated(other, check)
    assert (entry.place, check.asked) == (f"{other}: rule 1 (OWN101)", [pack])


@pytest.mark.parametrize("damage", [b"", b"nothing of the kind", None])
def test_what_cannot_be_read_is_judged_anew(pack, check, damage):
    before = gated(pack, check)
    place = kept.place("packs")
    if damage is None:
        place.unlink()
    else:
        place.write_bytes(damage)
    assert gated(pack, check) == before
    assert len(check.asked) == 2


def test_other_code_judges_anew(pack, check, monkeypatch):
    gated(pack, check)
    monkeypatch.setattr("sys.version", "another")
    gated(pack, check)
    assert len(check.asked) == 2


def test_a_pack_that_fails_fails_every_time(pack, check):
    pack.write_text(PACK.format(word="quay").replace('"b"]', "]"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ConfigError, match="two good cases"):
            gated(pack, check)
    assert len(check.asked) == 2
    pack.unlink()
    with pytest.raises(ConfigError, match=os.strerror(2)):
        gated(pack, check)


def test_the_entries_of_a_run_come_from_there(pack, monkeypatch):
    match.entries.cache_clear()
    own = match.entries((str(pack),))[-1]
    match.entries.cache_clear()
    monkeypatch.setattr(match, "read_pack", lambda path: pytest.fail(f"{path} is read again"))
    assert match.entries((str(pack),))[-1] == own
    match.entries.cache_clear()
