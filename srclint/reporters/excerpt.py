"""A line of the source with a mark under what is wrong."""

from bisect import bisect_left, bisect_right
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
    drawn, ends, reaches = _drawn((near if stop < 0 else near[:stop]).rstrip("\r"))
    head, begins, befores = _drawn(source[max(line_start, span.start - room) : span.start])
    before = befores[-1]
    cut = line_start < span.start - room
    if cut or before + reaches[-1] > room or not complete:
        cut = cut or before > _BEFORE
        first = bisect_left(befores, before - _BEFORE)
        head, before = ("…" if cut else "") + head[begins[first] :], cut + before - befores[first]
    whole = complete and before + reaches[-1] <= room
    fits = len(ends) - 1 if whole else max(0, bisect_right(reaches, room - before - 1) - 1)
    return head + drawn[: ends[fits]] + ("" if whole else "…"), before, reaches[min(fits, len(span))]


def _drawn(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """How a text is shown; where in that each of its characters begins, and in which column; and where it all ends."""
    if is_plain(text):
        every = range(len(text) + 1)
        return text, every, every
    drawn = [cell(char) for char in text]
    ends, reaches = (list(accumulate(map(size, drawn), initial=0)) for size in (len, cells))
    return "".join(drawn), ends, reaches
