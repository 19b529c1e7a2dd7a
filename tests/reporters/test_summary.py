"""The words that the readable formats share."""

import pytest

from srclint.article import Span
from srclint.reporters.summary import closing, fix_words
from srclint.results import FileResult, RunInfo, Tally
from srclint.rule import Edit, Finding, Fix, Safety, Severity

INFO = RunInfo("0", "p")


def a_finding(*edits, safety=Safety.SAFE):
    fix = Fix(safety, tuple(Edit(Span(start, end), text) for start, end, text in edits))
    return Finding("HYG401", "n", Severity.WARNING, "m", "a", fix=fix)


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ([(0, 1, "")], "--fix deletes 1 character"),
        ([(0, 0, "x\n")], "--fix inserts ‘x ’"),
        ([(0, 2, "x")], "--fix writes ‘x’"),
        ([(0, 2, "x" * 41)], "--fix makes 1 edit"),
        ([(0, 2, ""), (4, 5, "")], "--fix makes 2 edits"),
    ],
)
def test_what_a_fix_would_do(edits, words):
    assert fix_words(a_finding(*edits)) == words


@pytest.mark.parametrize(
    ("safeties", "line"),
    [
        ((), None),
        ((Safety.SAFE,), "1 fixable with --fix."),
        ((Safety.UNSAFE,), "1 fixable with --fix --unsafe-fixes."),
        ((Safety.SAFE, Safety.UNSAFE), "1 fixable with --fix, 1 more with --fix --unsafe-fixes."),
    ],
)
def test_what_can_be_fixed(safeties, line):
    tally = Tally(INFO)
    tally.add(FileResult("a", findings=tuple(a_finding((0, 1, ""), safety=safety) for safety in safeties)))
    assert [row for row in closing(tally, INFO) if "fixable" in row] == ([line] if line else [])


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        ([], "0 files"),
        (["a.txt"], "1 file"),
        (["a.jsonl#1", "a.jsonl#7"], "2 records"),
        (["a.jsonl#1", "story #1.txt", "b.txt"], "2 files and 1 record"),
    ],
)
def test_records_are_not_called_files(paths, words):
    tally = Tally(INFO)
    for path in paths:
        tally.add(FileResult(path, error="empty"))
    assert next(closing(tally, INFO)) == f"{words} checked, no findings."
    assert tally.reasons == ((f"{words} could not be checked",) if paths else ())
    assert tally.summary()["files"] == len(paths)


def test_a_clean_run_in_one_line():
    tally = Tally(INFO)
    tally.add(FileResult("a"))
    assert list(closing(tally, INFO)) == ["1 file checked, no findings."]
