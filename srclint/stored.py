"""What an article brought, as the columns of a cache's row and back.

The JSON of the findings is kept as an output prints it, and the score as numbers. The rest (the ledger, where lines
start, what a comparison scores by) is not decoded unless someone looks. A checksum stands for all of it.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from srclint.article import Lines, Span
from srclint.entries import from_json
from srclint.errors import ReadError
from srclint.examine import Basis, Examined
from srclint.findings import Findings, Later, Sort, sorts_of, to_json
from srclint.readers import decode_as
from srclint.record import NamedTuple
from srclint.results import FileResult, LedgerRow, Score, Source
from srclint.score import PROFILE, Figures
from srclint.suppress import Suppressions

_SILENT = Suppressions()
_encode = json.JSONEncoder(separators=(",", ":")).encode


class Columns(NamedTuple):
    """A stored article: its findings, its score with what a tally counts, the rest, and a checksum of the three."""

    found: bytes
    score: bytes
    rest: bytes
    check: int


class Text:
    """The text of a file that is read when something of it is wanted; empty where it cannot be read any more."""

    def __init__(self, path: str) -> None:
        self._path = path

    @cached_property
    def _text(self) -> str:
        try:
            return decode_as(self._path, Path(self._path).read_bytes()).text
        except (OSError, ReadError):
            return ""

    def __len__(self) -> int:
        return len(self._text)

    def __getitem__(self, at: slice, /) -> str:
        return self._text[at]


def to_columns(item: Examined) -> Columns | None:
    """What an article brought; None for what has no stored form.

    That is an article in error, one with directives, which speak to the whole run, and findings of which those of one
    code are partly in preview.
    """
    result = item.result
    if result is None or result.score is None or item.silencers is None or item.silencers.entries:
        return None
    shown = {finding.code for finding in result.findings}
    hidden = []
    figures = None
    basis = item.made_from()
    if basis is not None:
        findings, numbers = basis
        hidden = [finding for finding in findings if finding.code not in shown]
        statements = [(standing, [tuple(span) for span in spans]) for standing, spans in numbers.statements]
        marked = [(code, words, tuple(span)) for code, words, span in numbers.boilerplate]
        figures = (numbers.words, marked, statements, numbers.named, numbers.has_fields, numbers.unread)
    previews = sorted({finding.code for finding in (*result.findings, *hidden) if finding.preview})
    if not all(f.preview for f in (*result.findings, *hidden) if f.code in previews):
        return None
    total = result.score
    sorts = [(*sort, count) for sort, count in sorts_of(result.findings).items()]
    rows = [(row.subscore, row.code, row.what, row.count, row.points) for row in total.rows]
    starts = result.lines.starts if result.lines is not None else ()
    found = to_json(result.findings, result.lines).encode()
    score = _encode((total.total, total.subscores, sorts, previews)).encode()
    rest = f"[{_encode(rows)},{_encode(starts)},{to_json(hidden, result.lines)},{_encode(figures)}]".encode()
    return Columns(found, score, rest, _check(found, score, rest))


def from_columns(path: str, columns: Columns, source: Source, lines: Lines | None = None) -> Examined:
    """What `to_columns` was given, of the article at `path`.

    Args:
        path: the path that it is shown by.
        columns: what is stored of it.
        source: its text.
        lines: its line table; None for one that starts where its file does, and is stored.

    Raises:
        ValueError, TypeError: the columns are damaged.
    """
    found, score, rest, check = columns
    if _check(found, score, rest) != check:
        raise ValueError("damaged")
    total, subscores, sorts, previews = json.loads(score)
    more = _Rest(path, rest, previews, lines)
    places = lines if lines is not None else _StoredLines(more)
    findings = Findings(
        partial(from_json, found, path, places.base, previews),
        text=found.decode(),
        sorts={Sort(*sort): count for *sort, count in sorts},
    )
    result = FileResult(
        path=path,
        findings=findings,
        score=Score(total, subscores, Later(more.rows), PROFILE),
        source=source,
        lines=places,
    )
    return Examined(path, result=result, silencers=_SILENT, basis=partial(more.basis, findings))


class _Rest:
    """What is seldom asked for, decoded when it is."""

    def __init__(self, path: str, data: bytes, previews: Sequence[str], lines: Lines | None) -> None:
        self._path, self._data, self._previews = path, data, previews
        self._base = lines.base if lines is not None else 0

    @cached_property
    def _fields(self) -> list[Any]:
        fields: list[Any] = json.loads(self._data)
        return fields

    @property
    def starts(self) -> list[int]:
        starts: list[int] = self._fields[1]
        return starts

    def rows(self) -> Iterator[LedgerRow]:
        return (LedgerRow(*row) for row in self._fields[0])

    def basis(self, shown: Findings) -> Basis:
        _, _, hidden, (words, marked, statements, named, has_fields, unread) = self._fields
        figures = Figures(
            words,
            tuple((code, count, Span(*span)) for code, count, span in marked),
            tuple((standing, tuple(Span(*span) for span in spans)) for standing, spans in statements),
            named,
            has_fields,
            unread,
        )
        return Basis((*shown, *from_json(json.dumps(hidden), self._path, self._base, self._previews)), figures)


class _StoredLines(Lines):
    """The line table of a whole file, decoded when a place is asked for."""

    __slots__ = ("_rest",)

    def __init__(self, rest: _Rest) -> None:
        self._rest = rest
        self.base, self.first = 0, 1

    def __reduce__(self) -> tuple[type[Lines], tuple[_Rest]]:
        return _StoredLines, (self._rest,)

    @property
    def _starts(self) -> list[int]:  # type: ignore[override]
        return self._rest.starts


def _check(found: bytes, score: bytes, rest: bytes) -> int:
    return zlib.crc32(rest, zlib.crc32(score, zlib.crc32(found)))
