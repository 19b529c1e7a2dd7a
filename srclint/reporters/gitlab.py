"""GitLab's Code Quality report: what a merge request shows as new and as mended."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from srclint.baseline import fingerprint
from srclint.files import file_of
from srclint.results import FileResult, RunInfo
from srclint.rule import Finding

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_UNREADABLE = "critical"


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write an array with an object a finding, as the files come.

    What is about a whole file stands at its first line, since GitLab wants a line of everything.
    """
    del info
    separator = "[\n"
    seen: Counter[tuple[str, str]] = Counter()
    for result in results:
        for entry in _entries(result, seen):
            out.write(separator + json.dumps(entry))
            separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def _entries(result: FileResult, seen: Counter[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    if result.error is not None:
        lines = {"begin": 1, "end": 1}
        yield _entry(result.path, "srclint", result.error, _UNREADABLE, lines, _digest(result.path, "error", 1))
    for finding in result.findings:
        text = f"{finding.code} {finding.name}: {finding.message}"
        known = result.path, fingerprint(finding, result.source)
        seen[known] += 1
        digest = _digest(*known, seen[known])
        severity = _SEVERITIES[finding.severity.value]
        yield _entry(result.path, finding.code, text, severity, _lines(finding, result), digest)


def _entry(
    path: str, check: str, description: str, severity: str, lines: dict[str, int], digest: str
) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": digest,
        "severity": severity,
        "location": {"path": file_of(path), "lines": lines},
    }


def _lines(finding: Finding, result: FileResult) -> dict[str, int]:
    if result.lines is None:
        return {"begin": 1, "end": 1}
    if finding.span is None:
        return {"begin": result.lines.first, "end": result.lines.first}
    start, end = finding.span
    return {
        "begin": result.lines.position(start).line,
        "end": result.lines.position(max(start, end - 1)).line,
    }


def _digest(path: str, known_by: str, number: int) -> str:
    """What tells a finding from all others of the project, whatever its line: the second of a kind in a file has 2."""
    return hashlib.sha256(f"{path}\0{known_by}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
