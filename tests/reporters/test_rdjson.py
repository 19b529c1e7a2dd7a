"""Reviewdog's format: its columns count bytes, and its ranges are what is meant."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Lines, Span
from srclint.reporters.rdjson import report
from srclint.results import FileResult, RunInfo
from srclint.rule import Edit, Finding, Fix, Safety, Severity

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=40)


def diagnostics(results):
    out = io.StringIO()
    report(results, RunInfo("0", "p"), out)
    return json.loads(out.getvalue())["diagnostics"]


def cut(text, place):
    """The text of a range, as a reader that counts lines and bytes finds it."""
    lines = [line.encode() for line in text.split("\n")]
    start, end = ((place[side]["line"] - 1, place[side]["column"] - 1) for side in ("start", "end"))
    at = [sum(len(line) + 1 for line in lines[:row]) + column for row, column in (start, end)]
    return text.encode()[at[0] : at[1]].decode()


@given(TEXT, st.data())
def test_a_range_holds_the_words_of_the_finding_and_of_its_edit(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    fix = Fix(Safety.SAFE, (Edit(Span(start, end), "x"),))
    one = Finding("HYG410", "doubled-word", Severity.WARNING, "m", "a.txt", Span(start, end), fix=fix)
    [entry] = diagnostics([FileResult("a.txt", findings=(one,), source=text, lines=Lines(text))])
    assert cut(text, entry["location"]["range"]) == text[start:end]
    [suggestion] = entry["suggestions"]
    assert (cut(text, suggestion["range"]), suggestion["text"]) == (text[start:end], "x")


def test_edits_that_belong_together_are_no_suggestions():
    fix = Fix(Safety.SAFE, (Edit(Span(0, 1), "x"), Edit(Span(2, 3), "y")))
    one = Finding("HYG410", "doubled-word", Severity.WARNING, "m", "a.txt", Span(0, 3), fix=fix)
    [entry] = diagnostics([FileResult("a.txt", findings=(one,), source="a b", lines=Lines("a b"))])
    assert "suggestions" not in entry


def test_a_file_in_error_is_a_diagnostic(results):
    [wrong] = [d for d in diagnostics(results) if d["location"]["path"] == "stories/broken.txt"]
    assert (wrong["severity"], "code" in wrong) == ("ERROR", False)
