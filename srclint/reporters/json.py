"""JSON, version 1: one object, a file to a line, written as the files come."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from srclint.findings import to_json
from srclint.results import FileResult, RunInfo, Score, Tally

SCHEMA_VERSION = 1


def report(results: Iterable[FileResult], info: RunInfo, out: TextIO) -> None:
    """Write the answer of `srclint check`; docs/schema/check-1.json describes it."""
    tally = Tally(info)
    head = json.dumps(header(info))
    out.write(f'{head[:-1]}, "files": [')
    separator = "\n"
    for result in tally.watch(results):
        out.write(f"{separator}{{{file_entry(result)}}}")
        separator = ",\n"
    out.write(f'\n], "summary": {json.dumps(tally.summary())}}}\n')


def header(info: RunInfo) -> dict[str, Any]:
    """The versions that lead every answer."""
    return {"schema_version": SCHEMA_VERSION, "srclint_version": info.version, "profile": info.profile}


def file_entry(result: FileResult) -> str:
    """The entry of one file, or of one record, without its braces."""
    path, error = json.dumps(result.path), json.dumps(result.error)
    findings = to_json(result.findings, result.lines)
    return f'"path": {path}, "error": {error}, {_score(result.score)}, "findings": {findings}'


def _score(score: Score | None) -> str:
    if score is None:
        return '"score": null, "subscores": {}'
    return f'"score": {json.dumps(score.total)}, "subscores": {json.dumps(dict(score.subscores))}'
