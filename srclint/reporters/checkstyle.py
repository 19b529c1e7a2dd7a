"""Checkstyle's XML, which most build servers read."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from srclint.files import file_of
from srclint.reporters.xml import PROLOGUE, element, opened
from srclint.results import FileResult, RunInfo
from srclint.rule import Finding

_FORMAT = "4.3"
"""The version of Checkstyle whose form this is; readers ask for no other."""


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write an element a file with one for each finding, as the files come; a clean file has none."""
    del info
    out.write(f"{PROLOGUE}{opened('checkstyle', version=_FORMAT)}\n")
    for result in results:
        rows = list(_rows(result))
        if rows:
            out.write(f"  {opened('file', name=file_of(result.path))}\n")
            out.writelines(f"    {row}\n" for row in rows)
            out.write("  </file>\n")
    out.write("</checkstyle>\n")


def _rows(result: FileResult) -> Iterator[str]:
    if result.error is not None:
        yield element("error", line=1, severity="error", message=result.error, source="srclint")
    for finding in result.findings:
        yield element(
            "error",
            **_place(finding, result),
            severity=finding.severity.value,
            message=f"{finding.name}: {finding.message}",
            source=f"srclint.{finding.code}",
        )


def _place(finding: Finding, result: FileResult) -> dict[str, int]:
    if finding.span is None or result.lines is None:
        return {"line": result.lines.first if result.lines is not None else 1}
    start = result.lines.position(finding.span.start)
    return {"line": start.line, "column": start.column}
