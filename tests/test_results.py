"""The tally: counts, exit codes and their reasons."""

import pytest

from srclint.results import FileResult, RunInfo, Score, Tally, plural, shortfalls
from srclint.rule import Finding, Severity


def tally(*results, **info):
    counted = Tally(RunInfo("0", "p", **info))
    assert list(counted.watch(results)) == list(results)
    return counted


def found(severity):
    return FileResult("a", findings=(Finding("X101", "n", severity, "m", "a"),))


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        (Severity.WARNING, "warning", 1),
        (Severity.INFO, "warning", 0),
        (Severity.INFO, "info", 1),
        (Severity.WARNING, "error", 0),
        (Severity.ERROR, "warning", 1),
    ],
)
def test_the_exit_code_follows_the_severity(severity, fail_on, code):
    assert tally(found(severity), fail_on=fail_on).exit_code == code


def test_an_error_wins_over_findings():
    both = tally(found(Severity.ERROR), FileResult("b", error="unreadable"))
    assert both.exit_code == 2
    assert both.reasons == ("1 file could not be checked", "1 finding at or above 'warning' (--fail-on)")


def test_a_clean_run():
    clean = tally(FileResult("a", score=Score(100, {}, (), "p")))
    assert (clean.exit_code, clean.reasons, clean.mean_score) == (0, (), 100)


def test_a_score_that_falls_short_is_said_in_words():
    low = tally(
        FileResult("a", score=Score(49.5, {"sourcing": 20.0, "clean": None}, (), "p")), fail_under={"score": 50}
    )
    assert low.exit_code == 1
    assert low.reasons == ("a: score 49.5 is under 50 (--fail-under)",)


def test_sub_scores_fall_short_only_where_they_apply():
    score = Score(80, {"sourcing": 20.0, "clean": None}, (), "p")
    assert list(shortfalls("a", score, {"sourcing": 50, "clean": 90})) == [
        "a: sourcing score 20 is under 50 (--fail-under)"
    ]
    assert not list(shortfalls("a", score, {"score": 80}))


def test_no_score_no_mean():
    assert tally(FileResult("a", score=Score(None, {}, (), "p"))).mean_score is None


def test_plural():
    assert (plural(1, "file"), plural(1200, "file"), plural(0, "file")) == ("1 file", "1,200 files", "0 files")
