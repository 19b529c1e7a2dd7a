"""Text woven from stretches of a source: what was copied, what was decoded, and where each came from."""

from bisect import bisect_left

from srclint.article import Paragraph, Span

Segment = tuple[int, int, int]


class Weave:
    """Builds a paragraph's text with the segments that lead back to its source.

    A decoded piece (an entity, an escape) gets an empty segment at its start and, where something else follows it in
    the source, one at its end: `Paragraph.to_source` then names exactly the piece, never the markup beside it.
    """

    __slots__ = ("_parts", "_segments", "length")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self.length = 0

    @property
    def blank_end(self) -> bool:
        """Whether nothing was added yet, or the last character is a plain blank."""
        return not self._parts or self._parts[-1].endswith(" ")

    def copy(self, text: str, at: int) -> None:
        """Add `text`, whose characters stand one to one in the source from `at` on."""
        if not text:
            return
        if self._segments:
            text_at, source_at, length = self._segments[-1]
            if length and source_at + length == at and text_at + length == self.length:
                self._segments[-1] = (text_at, source_at, length + len(text))
                self._add(text)
                return
        self._segments.append((self.length, at, len(text)))
        self._add(text)

    def decode(self, text: str, start: int, end: int) -> None:
        """Add `text`, which the source writes otherwise, in `source[start:end]`."""
        if not text:
            return
        self._segments.append((self.length, start, 0))
        self._add(text)
        self._segments.append((self.length, end, 0))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def finish(self) -> tuple[str, tuple[Segment, ...]]:
        """The text, and its segments."""
        return "".join(self._parts), tuple(self._segments)


def cut(segments: tuple[Segment, ...], start: int, end: int) -> tuple[Segment, ...]:
    """The segments of `text[start:end]`, as segments of that slice."""
    out: list[Segment] = []
    row = max(0, bisect_left(segments, start, key=_text_at) - 1)
    while row < len(segments) and segments[row][0] <= end:
        text_at, source_at, length = segments[row]
        row += 1
        skip = max(0, start - text_at)
        kept = min(text_at + length, end) - text_at - skip
        if kept > 0 or (length == 0 and text_at >= start) or (length == 0 and _next_at(segments, row) > start):
            out.append((max(0, text_at - start), source_at + min(skip, length), max(0, kept)))
    return tuple(out)


def _text_at(segment: Segment) -> int:
    return segment[0]


def _next_at(segments: tuple[Segment, ...], row: int) -> int:
    return segments[row][0] if row < len(segments) else 0


def trim(text: str, segments: tuple[Segment, ...]) -> tuple[str, tuple[Segment, ...]]:
    """Text and segments without the blanks at both ends."""
    body = text.strip()
    if len(body) == len(text):
        return text, segments
    start = len(text) - len(text.lstrip())
    return body, cut(segments, start, start + len(body))


def extent(text: str, segments: tuple[Segment, ...]) -> Span:
    """The span in the source of all of `text`."""
    first, last = segments[0], segments[-1]
    if first[2] and last[2]:  # copied at both ends
        return Span(first[1], last[1] + last[2])
    whole = Paragraph(0, text, Span(segments[0][1], segments[-1][1] + segments[-1][2]), Span(0, 0), segments=segments)
    return whole.to_source(0, len(text))


def plain(source: str, text: str, span: Span, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """No segments where the text is the source slice, character for character; else the segments."""
    same = len(span) == len(text) and source.startswith(text, span.start)
    return () if same else segments
