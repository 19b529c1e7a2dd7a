"""A table of the findings for a spreadsheet: RFC 4180 with a header, one row a finding or file in error."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from srclint.reporters.spreadsheet import Cell, safe
from srclint.results import FileResult, RunInfo
from srclint.rule import Finding

COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "code", "name", "severity", "message", "authority", "fix",
    "related", "score",
)  # fmt: skip


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write the rows of each file as it comes; `score` is that of the file, `related` where else to look."""
    del info
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results:
        writer.writerows([safe(cell) for cell in row] for row in _rows(result))


def _rows(result: FileResult) -> Iterator[Sequence[Cell]]:
    if result.error is not None:
        yield (result.path, *[None] * 6, "error", result.error, *[None] * 4)
    score = result.score.total if result.score is not None else None
    for finding in result.findings:
        yield (
            result.path,
            *_place(finding, result),
            finding.code,
            finding.name,
            finding.severity.value,
            finding.message,
            finding.authority,
            finding.fix.safety.value if finding.fix is not None else None,
            "; ".join([f"{r.path}:{r.start.line}" if r.start is not None else r.path for r in finding.related]),
            score,
        )


def _place(finding: Finding, result: FileResult) -> Sequence[Cell]:
    if finding.span is None or result.lines is None:
        return (None,) * 4
    start, end = result.lines.position(finding.span.start), result.lines.position(finding.span.end)
    return start.line, start.column, end.line, end.column
