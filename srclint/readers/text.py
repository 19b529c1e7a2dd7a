"""Plain text: a blank line ends a paragraph, and a line is a unit of its own unless the text is hard-wrapped."""

from collections.abc import Iterator

from srclint.article import Article, Metadata, Paragraph, Span
from srclint.lazy import lazy

# A lone carriage return, a form feed and Unicode's own separators end a line as well.
_LINE = lazy("[^\n\r\f\v\u2028\u2029]+")
_TO_BLANK = str.maketrans("\r\n\t\x0b\x0c\u2028\u2029", "       ")


def read_text(path: str, source: str) -> Article:
    """The article in a plain text file; its spans are those of the lines, trimmed of outer blanks."""
    paragraphs = tuple(
        Paragraph(index, on_one_line(source[unit.start : unit.end]), unit, unit, block=block)
        for index, (block, unit) in enumerate(units(source))
    )
    return Article(path, source, "text", paragraphs, Metadata())


def units(source: str) -> Iterator[tuple[int, Span]]:
    """The paragraphs of a plain text: the number of the block of lines each stands in, and its span."""
    blocks = _blocks(source)
    wrapped = _hard_wrapped(source, blocks)
    for number, lines in enumerate(blocks):
        if wrapped:
            yield number, Span(lines[0].start, lines[-1].end)
        else:
            yield from ((number, line) for line in lines)


def on_one_line(text: str) -> str:
    """The text with a blank for each line end and tab, one for one."""
    return text.translate(_TO_BLANK)


def _blocks(source: str) -> list[list[Span]]:
    """Runs of non-blank lines, each line trimmed of the blanks around it."""
    blocks: list[list[Span]] = []
    fresh, at = True, 0
    for match in _LINE.finditer(source):
        start, end = match.span()
        fresh = fresh or (start - at > 1 and source[at:start] != "\r\n")
        at = end
        line = match[0]
        body = line.strip()
        if not body:
            fresh = True
            continue
        if fresh:
            blocks.append([])
        start += len(line) - len(line.lstrip())
        blocks[-1].append(Span(start, start + len(body)))
        fresh = False
    return blocks


def _hard_wrapped(source: str, blocks: list[list[Span]]) -> bool:
    """Whether lines are broken inside sentences at a like width: then the lines of a block are one paragraph.

    Asks for at least three inner line ends, lines of 40–120 characters whose lengths lie close together, and most
    of the inner line ends without a full stop before and followed by a lower-case letter or a digit often enough.
    """
    inner = [(block[i], block[i + 1]) for block in blocks for i in range(len(block) - 1)]
    if len(inner) < 3:
        return False
    lengths = [len(first) for first, _ in inner]
    typical = sorted(lengths)[len(lengths) // 2]
    if not 40 <= typical <= 120:
        return False
    near = sum(abs(length - typical) <= 15 for length in lengths)
    broken = sum(source[first.end - 1] not in ".!?\"”’'…:" for first, _ in inner)
    lower = sum(source[second.start].islower() for _, second in inner)
    return near >= 0.7 * len(inner) and broken >= 0.6 * len(inner) and lower >= 0.4 * len(inner)
