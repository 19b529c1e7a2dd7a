"""Plain text: a blank line ends a paragraph, and a line is a unit of its own unless the text is hard-wrapped."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from srclint.article import Article, Kind, Paragraph, Span
from srclint.record import NamedTuple

# A lone carriage return, a form feed and Unicode's own separators end a line as well.
_OTHER_ENDS = "\r\f\v\u2028\u2029"

_Line = tuple[int, int, str]
"""A line that is not blank: where it starts and ends without the blanks around it, and what it says."""


def read_text(path: str, source: str) -> Article:
    """The article in a plain text file; its spans are those of the lines, trimmed of outer blanks."""
    paragraphs = [
        Paragraph(index, unit.text, unit.span, unit.span, Kind.TEXT, 0, unit.block, unit.segments)
        for index, unit in enumerate(units(source))
    ]
    return Article(path, source, "text", tuple(paragraphs))


class Unit(NamedTuple):
    """A paragraph of a plain text: the number of the block of lines it stands in, its span, text and segments."""

    block: int
    span: Span
    text: str
    segments: tuple[tuple[int, int, int], ...] = ()


def units(source: str) -> Iterator[Unit]:
    """The paragraphs of a plain text, with a blank for each tab, and for each line end inside one."""
    blocks = _blocks(source)
    wrapped = _hard_wrapped(blocks)
    tabbed = "\t" in source
    for number, lines in enumerate(blocks):
        if wrapped:
            yield _joined(number, lines)
        else:
            for start, end, text in lines:
                yield Unit(number, Span(start, end), text.replace("\t", " ") if tabbed else text)


def _joined(block: int, lines: Sequence[_Line]) -> Unit:
    """The lines of a block as one paragraph, with segments where more than one character parts two of them."""
    span = Span(lines[0][0], lines[-1][1])
    text = " ".join([line for _, _, line in lines]).replace("\t", " ")
    if len(text) == len(span):
        return Unit(block, span, text)
    lengths = [end - start for start, end, _ in lines]
    places = accumulate([length + 1 for length in lengths], initial=0)
    segments = zip(places, [start for start, _, _ in lines], lengths, strict=False)
    return Unit(block, span, text, tuple(segments))


def _blocks(source: str) -> list[list[_Line]]:
    """Runs of non-blank lines, each line trimmed of the blanks around it."""
    blocks: list[list[_Line]] = []
    block: list[_Line] = []
    at = 0
    for line in _with_plain_ends(source).split("\n"):
        text = line.strip()
        if text:
            start = at if len(text) == len(line) else at + len(line) - len(line.lstrip())
            block.append((start, start + len(text), text))
        elif block:
            blocks.append(block)
            block = []
        at += len(line) + 1
    return [*blocks, block] if block else blocks


def _with_plain_ends(source: str) -> str:
    """The text, character for character, with a line feed for whatever else ends a line."""
    for end in _OTHER_ENDS:
        if end in source:
            source = source.replace("\r\n", " \n").replace(end, "\n")
    return source


def _hard_wrapped(blocks: list[list[_Line]]) -> bool:
    """Whether lines are broken inside sentences at a like width: then the lines of a block are one paragraph.

    Asks for at least three inner line ends, lines of 40–120 characters whose lengths lie close together, and most
    of the inner line ends without a full stop before and followed by a lower-case letter or a digit often enough.
    """
    before = list(chain.from_iterable([block[:-1] for block in blocks]))
    if len(before) < 3:
        return False
    lengths = [len(text) for _, _, text in before]
    typical = sorted(lengths)[len(lengths) // 2]
    if not 40 <= typical <= 120:
        return False
    after = chain.from_iterable([block[1:] for block in blocks])
    near = sum(abs(length - typical) <= 15 for length in lengths)
    broken = sum(text[-1] not in ".!?\"”’'…:" for _, _, text in before)
    lower = sum(text[0].islower() for _, _, text in after)
    return near >= 0.7 * len(before) and broken >= 0.6 * len(before) and lower >= 0.4 * len(before)
