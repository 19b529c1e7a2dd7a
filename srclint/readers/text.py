"""Plain text: a blank line ends a paragraph, and a line is a unit of its own unless the text is hard-wrapped."""

import re
from statistics import median

from srclint.article import Article, Metadata, Paragraph, Span

_LINE = re.compile(r"[^\r\n]*")
_NEWLINES = str.maketrans("\r\n\t\x0b\x0c", "     ")


def read_text(path: str, source: str) -> Article:
    """The article in a plain text file; its spans are those of the lines, trimmed of outer blanks."""
    blocks = list(_blocks(source))
    wrapped = _hard_wrapped(source, blocks)
    paragraphs: list[Paragraph] = []
    for number, lines in enumerate(blocks):
        units = [Span(lines[0].start, lines[-1].end)] if wrapped else lines
        for unit in units:
            text = source[unit.start : unit.end].translate(_NEWLINES)
            paragraphs.append(Paragraph(len(paragraphs), text, unit, unit, block=number))
    return Article(path, source, "text", tuple(paragraphs), Metadata())


def _blocks(source: str) -> list[list[Span]]:
    """Runs of non-blank lines, each line trimmed of the blanks around it."""
    blocks: list[list[Span]] = []
    fresh, at = True, 0
    while at <= len(source):
        end = source.find("\n", at)
        end = len(source) if end < 0 else end
        line = source[at:end]
        body = line.strip()
        if not body:
            fresh = True
        else:
            start = at + len(line) - len(line.lstrip())
            if fresh:
                blocks.append([])
            blocks[-1].append(Span(start, start + len(body)))
            fresh = False
        at = end + 1
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
    typical = median(lengths)
    if not 40 <= typical <= 120:
        return False
    near = sum(abs(length - typical) <= 15 for length in lengths)
    broken = sum(source[first.end - 1] not in ".!?\"”’'…:" for first, _ in inner)
    lower = sum(source[second.start].islower() for _, second in inner)
    return near >= 0.7 * len(inner) and broken >= 0.6 * len(inner) and lower >= 0.4 * len(inner)
