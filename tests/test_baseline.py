"""The baseline: known findings stay known when text moves, new ones show, stale ones are told."""

import json

import pytest

from srclint.article import Lines, Span
from srclint.baseline import Baseline, fingerprint, load_baseline, write_baseline, write_entries
from srclint.errors import ConfigError
from srclint.results import FileResult
from srclint.rule import Finding, Severity

RAN = frozenset({"BP102", "META501", "SL003"})


def finding(source, words, code="BP102", path="a.txt", message="m 12"):
    span = None if words is None else Span(source.index(words), source.index(words) + len(words))
    return Finding(code, "a-name", Severity.WARNING, message, path, span)


def result(source, *words, path="a.txt"):
    return FileResult(
        path, findings=tuple(finding(source, w, path=path) for w in words), source=source, lines=Lines(source)
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def known(folder, *results):
    path = folder / ".srclint-baseline.json"
    write_baseline(path, results)
    return load_baseline(path)


def test_what_was_written_is_known_wherever_it_moves(folder):
    baseline = known(folder, result("READ MORE: Snow\n", "READ MORE: Snow"))
    moved = result("Rain fell.\n\n\nRead  more: snow\n", "Read  more: snow")
    assert baseline.split(moved.path, moved.findings, moved.source) == ([], list(moved.findings))


def test_a_second_one_of_the_same_text_is_new(folder):
    baseline = known(folder, result("READ MORE: Snow\n", "READ MORE: Snow"))
    twice = result("READ MORE: Snow\n", "READ MORE: Snow", "READ MORE: Snow")
    fresh, old = baseline.split("a.txt", twice.findings, twice.source)
    assert (len(fresh), len(old)) == (1, 1)


def test_another_rule_another_file_another_text_are_new(folder):
    source = "READ MORE: Snow\n"
    baseline = known(folder, result(source, "READ MORE: Snow"))
    other = finding(source, "READ MORE: Snow", code="BP103")
    assert baseline.split("a.txt", [other], source)[0] == [other]
    same = finding(source, "READ MORE: Snow")
    assert baseline.split("b.txt", [same], source)[0] == [same]
    assert baseline.split("a.txt", [finding(source, "Snow")], source)[0] != []


def test_a_finding_about_the_whole_file_is_known_by_its_message_without_figures():
    one = finding("", None, message="12.5 % of 1,200 words")
    assert fingerprint(one, "") == fingerprint(finding("", None, message="9 % of 80 words"), "")
    assert fingerprint(one, "") != fingerprint(finding("", None, message="no date"), "")


def test_the_file_holds_no_line_numbers_and_is_sorted(folder):
    known(folder, result("b\n", "b", path="b.txt"), result("a\n", "a", path="a.txt"))
    data = json.loads((folder / ".srclint-baseline.json").read_text())
    assert list(data["files"]) == ["a.txt", "b.txt"]
    [(digest, count)] = data["files"]["a.txt"]["BP102"].items()
    assert (len(digest), count) == (16, 1)


def test_paths_are_those_from_the_folder_of_the_baseline(folder, monkeypatch):
    (folder / "desk").mkdir()
    baseline_path = folder / "known.json"
    write_baseline(baseline_path, [result("Snow\n", "Snow", path="desk/a.txt")])
    monkeypatch.chdir(folder / "desk")
    baseline = load_baseline(baseline_path)
    assert baseline.split("a.txt", [finding("Snow\n", "Snow")], "Snow\n")[0] == []


def test_the_records_of_a_file_are_counted_together(folder):
    baseline = known(folder, result("Snow", "Snow", path="a.jsonl#1"), result("Hail", "Hail", path="a.jsonl#2"))
    moved = [
        result("Hail", "Hail", path="a.jsonl#1"),
        result("New", path="a.jsonl#2"),
        result("Snow", "Snow", path="a.jsonl#3"),
    ]
    screened = list(baseline.screen(moved, RAN))
    assert [len(r.findings) for r in screened] == [0, 0, 0]
    assert [len(r.baselined) for r in screened] == [1, 0, 1]


def test_a_stale_entry_is_told_in_its_file(folder):
    baseline = known(folder, result("Snow Snow\n", "Snow", "Snow"))
    [screened] = baseline.screen([result("Snow\n", "Snow")], RAN, Severity.ERROR)
    [own] = screened.findings
    assert (own.code, own.severity, own.span) == ("SL003", Severity.ERROR, None)
    assert own.message == "The baseline knows 1 finding of BP102 that is there no more"


def test_the_last_record_tells_what_is_stale(folder):
    baseline = known(folder, result("Snow", "Snow", path="a.jsonl#1"))
    screened = list(baseline.screen([result("x", path="a.jsonl#1"), result("y", path="a.jsonl#2")], RAN))
    assert [len(r.findings) for r in screened] == [0, 1]


def test_a_file_that_is_gone_is_told_and_one_that_was_not_named_is_not(folder):
    (folder / "b.txt").touch()
    baseline = known(folder, result("Snow\n", "Snow", path="b.txt"), result("Snow\n", "Snow", path="gone.txt"))
    assert [r.path for r in baseline.screen([], RAN)] == ["gone.txt"]


@pytest.mark.parametrize("ran", [{"SL003"}, {"BP102"}])
def test_rules_that_did_not_run_are_not_judged(folder, ran):
    baseline = known(folder, result("Snow\n", "Snow"))
    [screened] = baseline.screen([result("Rain\n")], ran)
    assert screened.findings == ()


def test_a_file_in_error_is_not_judged(folder):
    (folder / "a.txt").touch()
    baseline = known(folder, result("Snow\n", "Snow"))
    [screened] = baseline.screen([FileResult("a.txt", error="unreadable")], RAN)
    assert screened.findings == ()
    assert baseline.pruned(RAN) == baseline.entries


def test_pruning_takes_out_what_is_stale_and_nothing_else(folder):
    (folder / "c.txt").touch()
    baseline = known(
        folder,
        result("Snow Hail\n", "Snow", "Snow", "Hail"),
        result("x\n", "x", path="c.txt"),
        result("x\n", "x", path="gone.txt"),
    )
    list(baseline.screen([result("Snow\n", "Snow")], RAN))
    write_entries(baseline.path, baseline.pruned(RAN))
    again = load_baseline(baseline.path)
    assert set(again.entries) == {"a.txt", "c.txt"}
    assert list(again.entries["a.txt"]["BP102"].values()) == [1]


def test_what_is_in_the_baseline_stays_in_it_when_written_anew(folder):
    baseline = known(folder, result("Snow\n", "Snow"))
    screened = list(baseline.screen([result("Snow\n", "Snow")], RAN))
    assert write_baseline(baseline.path, screened) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 2, "files": {}}',
        '{"version": 1, "files": {"a": {"b": {"c": "x"}}}}',
        '{"version": 1}',
        "[" * 99999,
    ],
)
def test_a_file_that_is_no_baseline(folder, text):
    path = folder / "b.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"b\.json"):
        load_baseline(path)


def test_a_missing_baseline_is_an_error(folder):
    with pytest.raises(ConfigError, match=r"gone\.json"):
        load_baseline(folder / "gone.json")


def test_findings_are_used_up_once(folder):
    baseline = Baseline(folder / "b.json", {"a.txt": {"BP102": {fingerprint(finding("Snow", "Snow"), "Snow"): 1}}})
    assert baseline.split("a.txt", [finding("Snow", "Snow")], "Snow")[1] != []
    assert baseline.split("a.txt", [finding("Snow", "Snow")], "Snow")[1] == []
