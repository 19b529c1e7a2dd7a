"""JUnit's and Checkstyle's XML: well-formed whatever a text holds, and failing where the run fails."""

import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Lines, Span
from srclint.record import replace
from srclint.reporters import reporter
from srclint.reporters.xml import content, element
from srclint.results import FileResult, RunInfo
from srclint.rule import Finding, Severity


def tree(name, results, info):
    out = io.StringIO()
    reporter(name)(results, info, out)
    return ET.fromstring(out.getvalue())  # noqa: S314 - of our own making


@given(st.text(), st.text())
def test_any_text_makes_well_formed_xml(one, other):
    made = ET.fromstring(element("a", content(other), b=one))  # noqa: S314 - as above
    assert made.tag == "a"
    assert [*made.attrib] == ["b"]
    if one.isprintable() and other.isprintable():
        assert (made.get("b"), made.text or "") == (one, other)


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
@given(path=st.text(min_size=1), message=st.text())
def test_any_path_and_message_makes_a_report(name, path, message):
    one = Finding("HYG410", "doubled-word", Severity.WARNING, message, path, Span(0, 1))
    results = [FileResult(path, findings=(one,), source="a", lines=Lines("a")), FileResult(path, error=message)]
    tree(name, results, RunInfo("0", "p"))


def test_a_suite_counts_its_tests(results, info):
    suites = tree("junit", results, info).findall("testsuite")
    assert [suite.get("name") for suite in suites] == [result.path for result in results]
    for suite in suites:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))


def test_what_does_not_fail_the_run_fails_no_test(results, info):
    def failed(info):
        cases = tree("junit", results, info).iter("testcase")
        return [case.get("name").partition(" ")[0] for case in cases if case.find("failure") is not None]

    usual = ["BP102", "HYG410", "META502", "DUP202", "HYG411", "score", "HYG410"]
    assert failed(info) == usual
    assert failed(replace(info, fail_under={})) == [name for name in usual if name != "score"]
    assert failed(replace(info, fail_on="error", fail_under={})) == ["META502"]
    assert failed(replace(info, fail_on="info", fail_under={})) == [
        "BP102", "HYG410", "HYG403", "META502", "DUP202", "HYG411", "HYG410",
    ]  # fmt: skip


def test_a_clean_file_is_a_test_that_passes_and_none_for_checkstyle(results, info):
    [suite] = [s for s in tree("junit", results, info) if s.get("name") == "stories/clean.txt"]
    assert suite.findtext("testcase/system-out") == "100 (clean 100)"
    files = [file.get("name") for file in tree("checkstyle", results, info)]
    assert files == ["stories/harbour.txt", "stories/broken.txt", "wire.jsonl"]
