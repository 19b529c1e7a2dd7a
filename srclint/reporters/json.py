"""JSON, version 1: one object, a file to a line, written as the files come."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from srclint.article import Position, Span
from srclint.results import FileResult, RunInfo, Tally
from srclint.rule import Finding, Fix, Related

SCHEMA_VERSION = 1


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write the answer of `srclint check`; docs/schema/check-1.json describes it."""
    tally = Tally(info)
    head = json.dumps(header(info))
    out.write(f'{head[:-1]}, "files": [')
    separator = "\n"
    for result in tally.watch(results):
        out.write(separator + json.dumps(file_entry(result)))
        separator = ",\n"
    out.write(f'\n], "summary": {json.dumps(tally.summary())}}}\n')


def header(info: RunInfo) -> dict[str, Any]:
    """The versions that lead every answer."""
    return {"schema_version": SCHEMA_VERSION, "srclint_version": info.version, "profile": info.profile}


def file_entry(result: FileResult) -> dict[str, Any]:
    """The entry of one file, or of one record."""
    score = result.score
    return {
        "path": result.path,
        "error": result.error,
        "score": score.total if score is not None else None,
        "subscores": dict(score.subscores) if score is not None else {},
        "findings": [_finding(finding, result) for finding in result.findings],
    }


def _finding(finding: Finding, result: FileResult) -> dict[str, Any]:
    start, end = _ends(finding.span, result)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "authority": finding.authority or None,
        "start": start,
        "end": end,
        "fix": None if finding.fix is None else _fix(finding.fix, result),
        "related": [_related(related) for related in finding.related],
    }


def _ends(span: Span | None, result: FileResult) -> tuple[dict[str, int] | None, dict[str, int] | None]:
    if span is None or result.lines is None:
        return None, None
    return _position(result.lines.position(span.start)), _position(result.lines.position(span.end))


def _position(position: Position | None) -> dict[str, int] | None:
    if position is None:
        return None
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _fix(fix: Fix, result: FileResult) -> dict[str, Any]:
    base = result.lines.base if result.lines is not None else 0
    entry: dict[str, Any] = {
        "safety": fix.safety.value,
        "edits": [
            {"start": base + edit.span.start, "end": base + edit.span.end, "replacement": edit.replacement}
            for edit in sorted(fix.edits)
        ],
    }
    return entry if fix.encoding is None else entry | {"encoding": fix.encoding}


def _related(related: Related) -> dict[str, Any]:
    return {
        "path": related.path,
        "start": _position(related.start),
        "end": _position(related.end),
        "message": related.message,
    }
