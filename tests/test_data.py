import json
import tomllib

import pytest

from srclint import data
from srclint.data import compile_tables, names, parsed, rules_dir


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A package beside its rules, with a place for compiled files, as in a checkout."""
    rules = tmp_path / "rules"
    (rules / "text").mkdir(parents=True)
    (rules / "words.json").write_text('{"a": [1, 2]}', encoding="utf-8")
    pack = '[[rule]]\ncode = "X001"\nkeywords = ["é"]\nbad = ["bad"]\ngood = ["good"]\n'
    (rules / "text" / "x.toml").write_text(pack, encoding="utf-8")
    monkeypatch.setattr(data, "rules_dir", lambda: rules)
    monkeypatch.setattr(data.kept, "place", lambda name: tmp_path / "cache" / f"{name}.bin")
    forget()
    yield tmp_path
    forget()


def forget():
    parsed.cache_clear()
    data._tables.cache_clear()


@pytest.mark.parametrize("path", sorted(p for p in rules_dir().rglob("*") if p.suffix in (".toml", ".json")), ids=str)
def test_the_compiled_form_says_what_the_file_says(path):
    text = path.read_text(encoding="utf-8")
    expected = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    for row in expected.get("rule", ()):
        row.pop("bad", None)
        row.pop("good", None)
    assert parsed(path.relative_to(rules_dir()).as_posix()) == expected


def test_a_checkout_parses_once_and_again_after_a_change(checkout):
    assert parsed("words.json") == {"a": [1, 2]}
    kept = (checkout / "cache" / "rules.bin").stat().st_mtime_ns
    forget()
    assert parsed("words.json") == {"a": [1, 2]}
    assert (checkout / "cache" / "rules.bin").stat().st_mtime_ns == kept
    (checkout / "rules" / "words.json").write_text('{"a": [1, 2, 3]}', encoding="utf-8")
    forget()
    assert parsed("words.json") == {"a": [1, 2, 3]}


def test_a_checkout_parses_again_after_a_change_of_what_compiles(checkout, monkeypatch):
    parsed("words.json")
    other = checkout / "data.py"
    other.write_text("", encoding="utf-8")
    monkeypatch.setattr(data, "__file__", str(other))
    monkeypatch.setattr(data, "_parsed", lambda path: {"compiled": path.stem})
    forget()
    assert parsed("words.json") == {"compiled": "words"}


@pytest.mark.parametrize("damage", [b"", b"\xff\x00nonsense", b"i\x01\x00\x00\x00"])
def test_a_damaged_compiled_file_is_made_anew(checkout, damage):
    parsed("words.json")
    (checkout / "cache" / "rules.bin").write_bytes(damage)
    forget()
    assert parsed("words.json") == {"a": [1, 2]}
    assert (checkout / "cache" / "rules.bin").read_bytes() != damage


def test_a_compiled_file_that_was_cut_off_is_made_anew(checkout):
    parsed("words.json")
    place = checkout / "cache" / "rules.bin"
    whole = place.read_bytes()
    place.write_bytes(whole[:-1])
    forget()
    assert parsed("words.json") == {"a": [1, 2]}
    assert place.read_bytes() == whole


def test_a_place_that_cannot_be_written_costs_only_time(checkout):
    (checkout / "cache").write_text("a file in the way", encoding="utf-8")
    assert parsed("words.json") == {"a": [1, 2]}


def test_a_wheel_reads_its_compiled_file_and_nothing_else(checkout):
    rules = checkout / "rules"
    (rules / data.COMPILED).write_bytes(compile_tables(rules))
    (rules / "words.json").unlink()
    assert parsed("words.json") == {"a": [1, 2]}
    assert names("text") == ("text/x.toml",)
    assert not (checkout / "cache").exists()
