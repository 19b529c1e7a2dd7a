"""What an article brought, as compressed JSON and back: the form in which a cache keeps it."""

import json
import zlib
from collections.abc import Iterable
from typing import Any

from srclint.article import Position, Span
from srclint.examine import Examined
from srclint.rule import Edit, Finding, Fix, Related, Safety, Severity
from srclint.score import Figures
from srclint.suppress import Suppressions


def to_bytes(item: Examined) -> bytes:
    """The findings and figures of an article without directives; source, lines and summaries are not part of it."""
    numbers = item.numbers
    figures = None
    if numbers is not None:
        statements = [(standing, [tuple(span) for span in spans]) for standing, spans in numbers.statements]
        marked = [(code, words, tuple(span)) for code, words, span in numbers.boilerplate]
        figures = (numbers.words, marked, statements, numbers.named, numbers.has_fields)
    fields = ([_from_finding(finding) for finding in item.findings], figures)
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def from_bytes(path: str, data: bytes) -> Examined:
    """What `to_bytes` wrote, of the article at `path`.

    Raises:
        ValueError, TypeError, zlib.error: the data is not of that form.
    """
    text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    findings, (words, marked, statements, named, has_fields) = json.loads(text)
    figures = Figures(
        words,
        tuple((code, count, Span(*span)) for code, count, span in marked),
        tuple((standing, tuple(Span(*span) for span in spans)) for standing, spans in statements),
        named,
        has_fields,
    )
    found = tuple(_to_finding(path, fields) for fields in findings)
    return Examined(path, findings=found, silencers=Suppressions(path), numbers=figures)


def _from_finding(finding: Finding) -> tuple[Any, ...]:
    return (
        finding.code,
        finding.name,
        finding.severity.value,
        finding.message,
        tuple(finding.span) if finding.span is not None else None,
        finding.authority,
        _from_fix(finding.fix) if finding.fix is not None else None,
        [(at.path, at.message, _from_position(at.start), _from_position(at.end)) for at in finding.related],
        finding.preview,
    )


def _to_finding(path: str, fields: Iterable[Any]) -> Finding:
    code, name, severity, message, span, authority, fix, related, preview = fields
    return Finding(
        code,
        name,
        Severity(severity),
        message,
        path,
        Span(*span) if span is not None else None,
        authority,
        _to_fix(*fix) if fix is not None else None,
        tuple(Related(at, words, _to_position(start), _to_position(end)) for at, words, start, end in related),
        preview,
    )


def _from_fix(fix: Fix) -> tuple[Any, ...]:
    return fix.safety.value, [(*edit.span, edit.replacement) for edit in fix.edits], fix.encoding


def _to_fix(safety: str, edits: Iterable[tuple[int, int, str]], encoding: str | None) -> Fix:
    return Fix(Safety(safety), tuple(Edit(Span(start, end), text) for start, end, text in edits), encoding)


def _from_position(at: Position | None) -> tuple[int, int, int] | None:
    return (at.line, at.column, at.offset) if at is not None else None


def _to_position(at: tuple[int, int, int] | None) -> Position | None:
    return Position(*at) if at is not None else None
