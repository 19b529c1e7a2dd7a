"""Tables for a terminal: columns that line up whatever the script, and cells that wrap where the lines get too long."""

from collections.abc import Iterable, Iterator, Sequence

from srclint.record import NamedTuple
from srclint.reporters.style import Style, cells, visible

_GAP = 2


class Column(NamedTuple):
    """A column's heading; figures stand to the right, and a column that `gives` gets narrower where room is short.

    `least` is how narrow it may get.
    """

    heading: str
    figures: bool = False
    gives: bool = False
    least: int = 12


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], *, width: int, style: Style, indent: int = 2
) -> Iterator[str]:
    """The lines of a table under its headings; nothing without rows.

    Args:
        columns: from left to right.
        rows: texts of any kind; what would not show, or would do harm, is written out.
        width: columns of the terminal that a line should fit.
        style: paints the headings.
        indent: blanks before every line.
    """
    body = [[visible(text) for text in row] for row in rows]
    if not body:
        return
    widths = _widths(columns, body, width - indent)
    margin = " " * indent
    for line in _lines(columns, [column.heading for column in columns], widths):
        yield margin + style(line, "dim")
    for row in body:
        for line in _lines(columns, row, widths):
            yield margin + line


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at blanks, and inside a word only where that is wider."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        rest = word
        if line and cells(line) + 1 + cells(rest) <= width:
            line += f" {rest}"
            continue
        if line:
            lines.append(line)
        *full, line = _cut(rest, width)
        lines.extend(full)
    return [*lines, line]


def _cut(word: str, width: int) -> list[str]:
    """The pieces of a word, each at most `width` cells; what combines stays with its letter."""
    if cells(word) <= width:
        return [word]
    pieces = [""]
    taken = 0
    for char in word:
        wide = cells(char)
        if pieces[-1] and taken + wide > width:
            pieces.append("")
            taken = 0
        pieces[-1] += char
        taken += wide
    return pieces


def _widths(columns: Sequence[Column], body: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column; while they are too wide together, the widest of those that give gives."""
    widths = [
        max(cells(column.heading), *(cells(row[n]) for row in body)) if body else cells(column.heading)
        for n, column in enumerate(columns)
    ]
    over = sum(widths) + _GAP * (len(widths) - 1) - room
    while over > 0:
        giving = [n for n, column in enumerate(columns) if column.gives and widths[n] > column.least]
        if not giving:
            break
        widest = max(giving, key=lambda n: widths[n])
        second = max((widths[n] for n in giving if n != widest), default=0)
        step = max(1, min(over, widths[widest] - max(second, columns[widest].least)))
        widths[widest] -= step
        over -= step
    return widths


def _lines(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(text, width) for text, width in zip(row, widths, strict=True)]
    for n in range(max(map(len, wrapped))):
        shown = []
        for column, pieces, width in zip(columns, wrapped, widths, strict=True):
            text = pieces[n] if n < len(pieces) else ""
            blanks = " " * (width - cells(text))
            shown.append(blanks + text if column.figures else text + blanks)
        yield (" " * _GAP).join(shown).rstrip()
