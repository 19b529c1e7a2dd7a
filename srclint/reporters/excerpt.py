"""A line of the source with a mark under what is wrong."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from srclint.article import Lines, Span
from srclint.reporters.style import Style, cell, cells, is_plain
from srclint.results import Source

_BEFORE = 24


def excerpt(source: Source, lines: Lines, span: Span, width: int, style: Style) -> Iterator[str]:
    """The first line of a span with carets under it, and how many more lines it has.

    A line that does not fit into `width` columns is cut around the start of the span, with "…" where it was
    cut. Only the neighbourhood of the span is looked at, however long the line is.
    """
    start = lines.position(span.start)
    number = str(start.line)
    margin = " " * len(number)
    room = max(20, width - len(number) - 4)
    line_start = span.start - (start.column - 1)
    text, begin, length = _window(source, line_start, span, room)
    yield style(f"{margin} |", "blue")
    yield f"{style(f'{number} |', 'blue')} {text}".rstrip()
    yield f"{style(f'{margin} |', 'blue')} {' ' * begin}{style('^' * max(1, length), 'yellow', 'bold')}"
    last = lines.position(max(span.start, span.end - 1)).line
    if last > start.line:
        more = last - start.line
        yield f"{style(f'{margin} |', 'blue')} … and {more} more line{'' if more == 1 else 's'}"


def _window(source: Source, line_start: int, span: Span, room: int) -> tuple[str, int, int]:
    """The part of the line to show, and the column and width of the mark under it."""
    near = source[span.start : span.start + room]
    stop = near.find("\n")
    complete = stop >= 0 or span.start + room >= len(source)
    drawn, widths = _drawn((near if stop < 0 else near[:stop]).rstrip("\r"))
    head = "".join(_drawn(source[max(line_start, span.start - room) : span.start])[0])
    cut = line_start < span.start - room
    if cut or cells(head) + sum(widths) > room or not complete:
        cut = cut or cells(head) > _BEFORE
        head = ("…" if cut else "") + _last_cells(head, _BEFORE)
    left = room - cells(head)
    fits = len(drawn) if complete and sum(widths) <= left else _fitting(widths, left - 1)
    shown = "".join(drawn[:fits]) + ("" if fits == len(drawn) and complete else "…")
    return head + shown, cells(head), sum(widths[: min(fits, len(span))])


def _drawn(text: str) -> tuple[Sequence[str], list[int]]:
    """How each character is shown, and in how many columns."""
    if is_plain(text):
        return text, [1] * len(text)
    drawn = [cell(char) for char in text]
    return drawn, [cells(shape) for shape in drawn]


def _fitting(widths: list[int], room: int) -> int:
    """How many of the cells fit into `room` columns."""
    return sum(1 for reach in accumulate(widths) if reach <= room)


def _last_cells(text: str, room: int) -> str:
    while cells(text) > room:
        text = text[max(1, len(text) - room) :]
    return text
