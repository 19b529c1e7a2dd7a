"""Findings as the JSON of `srclint check` has them, and back: what a reporter writes and a cache keeps."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any

from srclint.article import Lines, Position, Span
from srclint.rule import Edit, Finding, Fix, Related, Safety, Severity


def array(findings: Iterable[Finding], lines: Lines | None) -> str:
    """The "findings" of a file in the JSON format; without `lines` none of them has a place."""
    return f"[{', '.join([_entry(finding, lines) for finding in findings])}]"


def from_json(text: str | bytes, path: str, base: int, previews: Sequence[str] = ()) -> Iterator[Finding]:
    """The findings again.

    Args:
        text: what `array` wrote.
        path: the path of their article.
        base: where the article starts in its file.
        previews: the codes of the findings that are in preview, which the JSON does not say.

    Raises:
        ValueError, TypeError, KeyError: the text is no such JSON.
    """
    for entry in json.loads(text):
        start, end, fix = entry["start"], entry["end"], entry["fix"]
        yield Finding(
            entry["code"],
            entry["name"],
            Severity(entry["severity"]),
            entry["message"],
            path,
            Span(start["offset"] - base, end["offset"] - base) if start is not None else None,
            entry["authority"],
            _fix_from(fix, base) if fix is not None else None,
            tuple([_related_from(related) for related in entry["related"]]),
            entry["code"] in previews,
        )


def _entry(finding: Finding, lines: Lines | None) -> str:
    head, middle = _frame(finding.code, finding.name, str(finding.severity), finding.authority or None)
    span, fix, start, end = finding.span, finding.fix, "null", "null"
    if span is not None and lines is not None:
        start, end = _position(lines.position(span.start)), _position(lines.position(span.end))
    mended = _fix(fix, lines.base if lines is not None else 0) if fix is not None else "null"
    related = ", ".join(map(_related, finding.related)) if finding.related else ""
    message = encode_basestring_ascii(finding.message)
    return f'{head}{message}{middle}{start}, "end": {end}, "fix": {mended}, "related": [{related}]}}'


@lru_cache(1024)
def _frame(code: str, name: str, severity: str, authority: str | None) -> tuple[str, str]:
    """What all findings of a rule have in common: what stands before the message, and behind it."""
    said = json.dumps({"code": code, "name": name, "severity": severity, "message": ""})
    return said[: -len('""}')], f', "authority": {json.dumps(authority)}, "start": '


def _position(at: Position | None) -> str:
    return "null" if at is None else f'{{"line": {at.line}, "column": {at.column}, "offset": {at.offset}}}'


def _fix(fix: Fix, base: int) -> str:
    edits = [
        {"start": base + edit.span.start, "end": base + edit.span.end, "replacement": edit.replacement}
        for edit in sorted(fix.edits)
    ]
    entry: dict[str, Any] = {"safety": fix.safety.value, "edits": edits}
    return json.dumps(entry if fix.encoding is None else entry | {"encoding": fix.encoding})


def _related(related: Related) -> str:
    path, message = encode_basestring_ascii(related.path), encode_basestring_ascii(related.message)
    start, end = _position(related.start), _position(related.end)
    return f'{{"path": {path}, "start": {start}, "end": {end}, "message": {message}}}'


def _fix_from(entry: Mapping[str, Any], base: int) -> Fix:
    edits = (Edit(Span(e["start"] - base, e["end"] - base), e["replacement"]) for e in entry["edits"])
    return Fix(Safety(entry["safety"]), tuple(edits), entry.get("encoding"))


def _related_from(entry: Mapping[str, Any]) -> Related:
    start, end = (Position(**at) if at is not None else None for at in (entry["start"], entry["end"]))
    return Related(entry["path"], entry["message"], start, end)
