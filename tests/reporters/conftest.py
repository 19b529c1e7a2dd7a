"""A run that shows what reporters must cope with, and a way to hold their output to a golden file."""

import io
import os
from pathlib import Path

import pytest

from srclint.article import Lines, Position, Span
from srclint.reporters import reporter
from srclint.results import FileResult, LedgerRow, RunInfo, Score
from srclint.rule import Edit, Finding, Fix, Related, Rule, Safety, Severity

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "reporters"


class TeaserLine(Rule):
    """A line that points to another story.

    It is not the story's own text, and goes stale first.
    """

    code = "BP102"
    name = "teaser-line"
    authority = "House style: links"
    fixable = "safe"


class NoDate(Rule):
    """An article without a date."""

    code = "META502"
    name = "no-date"
    severity = Severity.ERROR


STORY = (
    "Harbour wall gives way\n\nThe wall fell, said Ada Brook.\n\n"
    "READ MORE: The tide, week by week\nREAD MORE: 100% of it\n\n漢字 and\ttabs: the the sea\u200b rose.\n"
)
RECORD = '{"text": "So so."}'


def finding(source, words, code, name, message, **more):
    span = None if words is None else Span(source.index(words), source.index(words) + len(words))
    return Finding(code, name, more.pop("severity", Severity.WARNING), message, "stories/harbour.txt", span, **more)


def deletion(source, words, safety=Safety.SAFE):
    at = source.index(words)
    return Fix(safety, (Edit(Span(at, at + len(words))),))


@pytest.fixture(scope="session")
def info():
    return RunInfo(
        version="0.1.0",
        profile="2026.1",
        compared_with="the other files named",
        rules={rule.code: rule for rule in (TeaserLine(), NoDate())},
        fail_under={"score": 80.0, "sourcing": 50.0},
    )


@pytest.fixture(scope="session")
def results():
    block = "READ MORE: The tide, week by week\nREAD MORE: 100% of it"
    harbour = (
        finding(
            STORY,
            block,
            "BP102",
            "teaser-line",
            "Two lines point to other stories: not this one, 100% sure",
            authority="House style: links",
            fix=deletion(STORY, block),
        ),
        finding(
            STORY,
            "the the",
            "HYG410",
            "doubled-word",
            "‘the’ stands twice",
            fix=Fix(Safety.UNSAFE, (Edit(Span(STORY.index(" the sea"), STORY.index(" sea")), ""),)),
        ),
        finding(
            STORY, "\u200b", "HYG403", "zero-width", "A zero-width\ncharacter", severity=Severity.INFO, preview=True
        ),
        finding(STORY, None, "META502", "no-date", "No date", severity=Severity.ERROR),
        finding(
            STORY,
            None,
            "DUP202",
            "near-duplicate",
            "Much of it stands in another file",
            related=(
                Related("stories/a, b: c.txt", "here", Position(3, 1, 40), Position(4, 6, 90)),
                Related("old.txt", "whole"),
            ),
        ),
        finding(STORY, None, "HYG411", "wrong-encoding", "Read as cp1252", fix=Fix(Safety.SAFE, (), encoding="utf-8")),
    )
    score = Score(
        71.5,
        {"clean": 80.0, "original": None, "sourcing": 45.0, "text": 92.3, "metadata": None},
        (LedgerRow("clean", "BP102", "12 of 90 words are not the story", 2, 28.5),),
        "2026.1",
    )
    record = finding(RECORD, "So so", "HYG410", "doubled-word", "‘so’ stands twice", fix=deletion(RECORD, " so"))
    return (
        FileResult(
            "stories/harbour.txt", findings=harbour, score=score, source=STORY, lines=Lines(STORY), suppressed=1
        ),
        FileResult("stories/broken.txt", error="not valid UTF-8: byte 0xff at byte 3 (line 1)"),
        FileResult(
            "wire.jsonl#7",
            findings=(record,),
            score=Score(None, {}, (), "2026.1"),
            source=RECORD,
            lines=Lines(RECORD, 500, 7),
            baselined=(record,),
        ),
        FileResult(
            "stories/clean.txt", score=Score(100, {"clean": 100.0}, (), "2026.1"), source="a", lines=Lines("a"), fixed=2
        ),
    )


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def written(results, info):
    """`written(format)` is what the reporter writes about the run."""

    def write(name):
        out = io.StringIO()
        reporter(name)(iter(results), info, out)
        return out.getvalue()

    return write


@pytest.fixture
def golden():
    """`golden(name, text)` compares with tests/golden/reporters/; UPDATE_GOLDEN=1 writes the file instead."""

    def compare(name, text):
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
