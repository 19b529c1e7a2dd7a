"""Reviewdog's diagnostic format (rdjson), for comments on a change at any forge that reviewdog knows."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from srclint.article import Lines, Span
from srclint.files import file_of
from srclint.results import FileResult, RunInfo, Source
from srclint.rule import Finding

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write one object with a diagnostic a finding, as the files come."""
    del info
    out.write('{"source": {"name": "srclint"}, "diagnostics": [')
    separator = "\n"
    for result in results:
        for entry in _diagnostics(result):
            out.write(separator + json.dumps(entry))
            separator = ",\n"
    out.write("\n]}\n")


def _diagnostics(result: FileResult) -> Iterator[dict[str, Any]]:
    if result.error is not None:
        yield {"message": result.error, "location": {"path": file_of(result.path)}, "severity": "ERROR"}
    for finding in result.findings:
        entry: dict[str, Any] = {
            "message": "\n".join([finding.message, *_also(finding)]),
            "location": {"path": file_of(result.path)},
            "severity": _SEVERITIES[finding.severity.value],
            "code": {"value": finding.code},
        }
        if finding.span is not None and result.lines is not None:
            entry["location"]["range"] = _range(finding.span, result.source, result.lines)
        if finding.fix is not None and len(finding.fix.edits) == 1 and result.lines is not None:
            # Reviewdog takes several suggestions for a choice, and has no form for edits that belong together.
            [edit] = finding.fix.edits
            entry["suggestions"] = [{"range": _range(edit.span, result.source, result.lines), "text": edit.replacement}]
        yield entry


def _also(finding: Finding) -> Iterator[str]:
    for related in finding.related:
        at = f":{related.start.line}" if related.start is not None else ""
        yield f"also {related.path}{at}: {related.message}"


def _range(span: Span, source: Source, lines: Lines) -> dict[str, dict[str, int]]:
    return {"start": _position(span.start, source, lines), "end": _position(span.end, source, lines)}


def _position(offset: int, source: Source, lines: Lines) -> dict[str, int]:
    """Its columns count the bytes of UTF-8."""
    line, column, _ = lines.position(offset)
    before = source[offset - (column - 1) : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
