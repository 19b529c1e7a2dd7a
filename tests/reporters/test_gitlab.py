"""GitLab's Code Quality report: what it asks of each entry."""

import io
import json

from srclint.article import Lines, Span
from srclint.reporters.gitlab import report
from srclint.results import FileResult
from srclint.rule import Finding, Severity

LINE = "It rained on the the quay.\n"


def entries(results, info):
    out = io.StringIO()
    report(results, info, out)
    return json.loads(out.getvalue())


def doubled(text):
    at = [n for n in range(len(text)) if text.startswith("the the", n)]
    found = tuple(Finding("HYG410", "doubled-word", Severity.WARNING, "m", "a.txt", Span(n, n + 7)) for n in at)
    return FileResult("a.txt", findings=found, source=text, lines=Lines(text))


def test_every_entry_has_what_gitlab_reads(results, info):
    found = entries(results, info)
    assert len(found) == sum(len(r.findings) + (r.error is not None) for r in results)
    for entry in found:
        assert entry.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in found}) == len(found)


def test_a_finding_keeps_its_fingerprint_when_it_moves(info):
    [before] = entries([doubled(LINE)], info)
    [after] = entries([doubled("A line above.\n" + LINE)], info)
    assert before["location"]["lines"] != after["location"]["lines"]
    assert before["fingerprint"] == after["fingerprint"]


def test_the_same_words_twice_are_two_entries(info):
    first, second = entries([doubled(LINE + LINE)], info)
    assert first["fingerprint"] != second["fingerprint"]


def test_no_findings_are_an_empty_array(info):
    assert entries([FileResult("a.txt")], info) == []
