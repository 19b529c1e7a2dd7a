"""JUnit's XML, for build servers that show tests: a suite a file, a test a finding."""

from collections.abc import Iterable
from typing import TextIO

from srclint.reporters.style import visible
from srclint.reporters.summary import place, score_words
from srclint.reporters.xml import PROLOGUE, content, element, opened
from srclint.results import FileResult, RunInfo, shortfalls
from srclint.rule import Finding, Severity


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write the suite of each file as it comes.

    What fails the run fails its test: findings at or above `--fail-on`, scores under `--fail-under`, files in error.
    Lesser findings are tests that pass and say what was found.
    """
    out.write(f"{PROLOGUE}{opened('testsuites', name='srclint')}\n")
    for result in results:
        failed, tests = _tests(result, info)
        errors = int(result.error is not None)
        count = {"tests": len(tests), "failures": failed, "errors": errors}
        out.write(f"  {opened('testsuite', name=result.path, **count)}\n")
        out.writelines(f"    {test}\n" for test in tests)
        out.write("  </testsuite>\n")
    out.write("</testsuites>\n")


def _tests(result: FileResult, info: RunInfo) -> tuple[int, list[str]]:
    """How many tests of a file fail, and its tests."""
    if result.error is not None:
        return 0, [_test(result, "readable", _failure(result.error, "unreadable", tag="error"))]
    low = list(shortfalls(result.path, result.score, info.fail_under)) if result.score is not None else []
    least = Severity(info.fail_on).rank
    fails = [finding.severity.rank >= least for finding in result.findings]
    tests = [_found(finding, result, fails=one) for finding, one in zip(result.findings, fails, strict=True)]
    return sum(fails) + bool(low), [*tests, _score(result, low)]


def _found(finding: Finding, result: FileResult, *, fails: bool) -> str:
    at = place(finding, result).removeprefix(visible(result.path)).removeprefix(":")
    name = f"{finding.code} {finding.name}{at and f' ({at})'}"
    if not fails:
        return _test(result, name, element("system-out", content(finding.message)))
    return _test(result, name, _failure(finding.message, finding.severity.value, f"{place(finding, result)}: "))


def _score(result: FileResult, low: list[str]) -> str:
    if low:
        return _test(result, "score", _failure("; ".join(low), "score"))
    words = score_words(result.score) if result.score is not None else "none"
    return _test(result, "score", element("system-out", content(words)))


def _failure(message: str, kind: str, before: str = "", *, tag: str = "failure") -> str:
    """Why a test failed, twice: some readers show the attribute, others what stands in the element."""
    return element(tag, content(before + message), message=message, type=kind)


def _test(result: FileResult, name: str, inner: str) -> str:
    return element("testcase", inner, classname=result.path, name=name)
