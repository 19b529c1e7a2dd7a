"""The article as every part of srclint sees it: immutable, with spans as code-point offsets into its source.

`Article.derived` and `Corpus.derived` are the one way analyses reach each other: an analysis is a function of
an article (or a corpus), computed when first asked for and shared by all who ask again.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Any, Generic, TypeVar

from srclint.lazy import lazy
from srclint.record import NamedTuple, field, record, replace

T = TypeVar("T")


class Span(NamedTuple):
    """A half-open range of code points, `start <= offset < end`; its length is the number of these."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlap(self, other: "Span") -> int:
        """Code points that both cover; 0 when they do not touch."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """The span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


class Cover:
    """Where spans are, to find those at another one without a look at all of them; empty ones do not count."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        found = sorted([(start, end) for start, end in spans if start < end])
        self._starts = [start for start, _ in found]
        self._reached = list(accumulate([end for _, end in found], max))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether one of the spans and this range have code points in common."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reached[before - 1] > start

    def covers(self, start: int, end: int) -> bool:
        """Whether this range lies wholly inside one of the spans."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reached[before - 1] >= end


class Position(NamedTuple):
    """A place for people and programs: 1-based line and column (code points), and the offset in the file."""

    line: int
    column: int
    offset: int


class Lines:
    """Offsets to lines of one source text; `base` and `first` place a JSONL record in its file."""

    __slots__ = ("_starts", "base", "first")

    def __init__(self, source: str, base: int = 0, first: int = 1) -> None:
        starts, at = [0], source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        self._starts = starts
        self.base = base
        self.first = first

    @classmethod
    def of(cls, starts: Sequence[int], base: int = 0, first: int = 1) -> "Lines":
        """The table of a source that is not at hand, from where its lines start."""
        lines = cls("", base, first)
        lines._starts = list(starts)
        return lines

    @property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each line starts."""
        return tuple(self._starts)

    def position(self, offset: int) -> Position:
        """The file position of an offset into the source."""
        row = bisect_right(self._starts, offset) - 1
        return Position(self.first + row, offset - self._starts[row] + 1, self.base + offset)

    def line_start(self, line: int) -> int:
        """The offset at which a (file) line number starts."""
        return self._starts[line - self.first]

    def __len__(self) -> int:
        return len(self._starts)


OBJECT = "\ufffc"
"""What stands in a paragraph's text for a code span or the like, which is no prose (Unicode's object replacement)."""

_OBJECT = lazy(OBJECT)
_WRAPPED = lazy(r"\s*\n[ \t>]*")


class Kind(StrEnum):
    """What a paragraph is by its markup; plain text knows only TEXT."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"


class Paragraph(NamedTuple):
    """One unit of prose.

    `text` is what a reader sees: entities decoded, inline markup gone. `span` is where it stands in the source and
    `outer` what goes when the paragraph is deleted (the whole element in HTML; the same as `span` in plain text).
    `segments` are (text offset, source offset, length in both) for the stretches copied verbatim; none means that
    the whole text is the source slice, character for character.
    `block` counts the runs of lines parted by blank lines (or the parent containers of HTML).
    `container` is the lower-case path of tags, ids and classes above an HTML paragraph, else "".
    `links` are the spans, in `text`, that are links. A code span is one `OBJECT` in `text`, so that no rule reads it
    as prose and no fix reaches into it; `shown` has it back.
    """

    index: int  # type: ignore[assignment]  # no part of a paragraph is looked for by `tuple.index`
    text: str
    span: Span
    outer: Span
    kind: Kind = Kind.TEXT
    level: int = 0
    block: int = 0
    segments: tuple[tuple[int, int, int], ...] = ()
    links: tuple[Span, ...] = ()
    container: str = ""

    def shown(self, source: str) -> str:
        """The text as a reader sees it, with the code of the article's source where `text` has an object."""
        if OBJECT not in self.text:
            return self.text
        return _OBJECT.sub(lambda found: self._code(source, found.start()), self.text)

    def _code(self, source: str, at: int) -> str:
        start, end = self.to_source(at, at + 1)
        return _WRAPPED.sub(" ", source[start:end]).strip() or OBJECT

    def to_source(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`.

        A range that cuts through something decoded (an entity, an escape) is widened to the whole of it.
        """
        if not self.segments:
            return Span(self.span.start + start, self.span.start + end)
        first = self._locate(start, at_end=False)
        return Span(first, max(first, self._locate(end, at_end=True)))

    def from_source(self, offset: int) -> int:
        """The offset in `text` of a character of the source; of a part of something decoded, that of the whole."""
        if not self.segments:
            return offset - self.span.start
        row = max(0, bisect_right(self.segments, offset, key=lambda segment: segment[1]) - 1)
        text_at, source_at, length = self.segments[row]
        return text_at + min(max(0, offset - source_at), length)

    def _locate(self, offset: int, *, at_end: bool) -> int:
        probe = offset - 1 if at_end and offset > 0 else offset
        row = bisect_right(self.segments, probe, key=lambda segment: segment[0]) - 1
        if row < 0:
            return self.span.start
        text_at, source_at, length = self.segments[row]
        inside = probe - text_at
        if inside < length:
            return source_at + inside + (1 if at_end and offset > 0 else 0)
        # Between two verbatim stretches: what lies there was decoded from the source between them.
        if not at_end:
            return source_at + length
        return self.segments[row + 1][1] if row + 1 < len(self.segments) else self.span.end


@record
class Metadata:
    """What an article's file says about the article; dates are as written.

    `titles` holds every competing title by where it was found ("title", "og:title", "headline"…), `spans` where a
    field's value stands in the source, and `has_fields` whether the format could have said it (a bare .txt cannot).
    `extra` is the rest of the front matter or record, as parsed.
    """

    title: str | None = None
    date: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    canonical: str | None = None
    language: str | None = None
    genre: str | None = None
    identifier: str | None = None
    description: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    has_fields: bool = False


@record
class Problem:
    """Something a reader noticed that a rule turns into a finding: the code of that rule, words, and a place."""

    code: str
    message: str
    span: Span | None = None


class Hints(NamedTuple):
    """What the configuration tells the analyses: a language for every file, and packs of marks of the project's own.

    `packs` are paths of TOML packs whose entries join the shipped ones.
    """

    language: str | None = None
    packs: tuple[str, ...] = ()


@record
class Article:
    """One story file, or one record of a JSONL file.

    `source` is the decoded text without a byte-order mark (of the record's line, for JSONL); all spans count code
    points in it. `base` and `line` say where it starts in the file.
    """

    path: str
    source: str
    format: str
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata = Metadata()
    problems: tuple[Problem, ...] = ()
    encoding: str = "utf-8"
    base: int = 0
    line: int = 1
    hints: Hints = Hints()

    @cached_property
    def _derived(self) -> dict[Any, Any]:
        return {}

    def derived(self, analysis: Callable[["Article"], T]) -> T:
        """The result of `analysis(self)`, computed once and kept."""
        known = self._derived
        result: T = known.get(analysis, known)  # `known` itself is no result, and an exception costs more than a look
        if result is known:
            result = known[analysis] = analysis(self)
        return result

    def with_hints(self, hints: Hints) -> "Article":
        """The same article under other hints; nothing derived is carried over."""
        return replace(self, hints=hints)

    def shown(self, span: Span) -> str:
        """What a reader sees of a stretch of the source inside one paragraph; elsewhere the source itself.

        Plain text is given as it stands, with its line ends: most files are, and need not be searched.
        """
        if self.format == "text":
            return self.source[span.start : span.end]
        row = bisect_right(self.paragraphs, span.start, key=_place) - 1
        paragraph = self.paragraphs[row] if row >= 0 else None
        if paragraph is None or not (span and paragraph.segments and paragraph.span.covers(span)):
            return self.source[span.start : span.end]
        return paragraph.text[paragraph.from_source(span.start) : paragraph.from_source(span.end - 1) + 1]

    @property
    def lines(self) -> Lines:
        """The line table of the source, with the record's place in its file."""
        return self.derived(_lines)


def _place(paragraph: Paragraph) -> int:
    return paragraph.span.start


def _lines(article: Article) -> Lines:
    return Lines(article.source, article.base, article.line)


class Corpus(Generic[T]):
    """What a cross-file rule sees: one summary an article, in path order, and a memo of what was derived from all.

    `named` tells for each whether the user named the file: the others are there to be compared with
    (`compare = "tracked"`, or an index), and findings are reported for named files only. `meant(code, path, span)`
    tells whether the file at a path says by a directive that a finding of that code is meant so; a rule that counts
    several files in one finding asks it for each of them.
    """

    def __init__(
        self,
        items: tuple[T, ...],
        named: tuple[bool, ...] | None = None,
        meant: Callable[[str, str, Span | None], bool] | None = None,
    ) -> None:
        self.items = items
        self.named = named if named is not None else (True,) * len(items)
        self.meant = meant or (lambda *_: False)
        self._derived: dict[Any, Any] = {}

    def derived(self, analysis: Callable[["Corpus[T]"], Any]) -> Any:  # noqa: ANN401 - as wide as the analyses
        """The result of `analysis(self)`, computed once and kept."""
        if analysis not in self._derived:
            self._derived[analysis] = analysis(self)
        return self._derived[analysis]
