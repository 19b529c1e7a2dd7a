"""A story's print: what comparing it with others needs, small enough to keep for every file of a run."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from srclint.article import Article, Lines, Paragraph, Position, Span
from srclint.boilerplate import story
from srclint.lazy import lazy
from srclint.neardup.credit import credited
from srclint.neardup.dates import timestamp
from srclint.record import field, fields, record
from srclint.shelf import Shelf

LONGEST = 1_000_000
_BROKEN_WORD = lazy(r"(?<=[^\W\d_])-[ \n](?=[^\W\d_])")


@record
class StoryPrint:
    """One story, without its boilerplate.

    `text` holds the story's paragraphs, one a line, with words broken at a line's end joined, and not more than a
    million characters: no story is longer, but data saved under the wrong name is. `segments` are (offset in
    `text`, offset in the source, length) of its verbatim stretches, in order. `when` is the date in seconds since
    1970 (of the last change where the file tells it), `outlet` the site or publisher, `credit` the agency that the
    story says it is from. `keys` are what says that two files are versions of one story: its id, addresses and title.
    `known` tells of the shingles in the story's sketch in how many clusters of an archive they are, and `cluster` is
    the story's own one there; None for a story of the run. `sketched` are the archive's stories that have half of the
    sketch and more, but whose texts are not at hand: (path, share of the sketch), the greatest share first.
    """

    path: str
    text: str
    segments: tuple[tuple[int, int, int], ...]
    lines: Lines
    title: str | None = None
    when: float | None = None
    outlet: str | None = None
    credit: str | None = None
    keys: frozenset[str] = frozenset()
    known: Mapping[int, int] = field(default_factory=dict)
    cluster: int | None = None
    sketched: tuple[tuple[str, float], ...] = ()

    def source_span(self, start: int, end: int) -> Span:
        """The span of the article's source that `text[start:end]` was taken from."""
        first = self._locate(start)
        return Span(first, max(first, self._locate(end - 1) + 1)) if end > start else Span(first, first)

    def text_at(self, span: Span) -> str:
        """The story's text of a span of the source: what a reader sees there."""
        return self.text[self._text_offset(span.start) : self._text_offset(span.end - 1) + 1] if span else ""

    def positions(self, start: int, end: int) -> tuple[Position, Position]:
        """Where `text[start:end]` starts and ends in the file."""
        span = self.source_span(start, end)
        return self.lines.position(span.start), self.lines.position(span.end)

    def _text_offset(self, offset: int) -> int:
        row = max(0, bisect_right(self.segments, offset, key=lambda segment: segment[1]) - 1)
        text_at, source_at, length = self.segments[row]
        return text_at + max(0, min(offset - source_at, length - 1))

    def _locate(self, offset: int) -> int:
        row = bisect_right(self.segments, offset, key=lambda segment: segment[0]) - 1
        if row < 0:
            return 0
        text_at, source_at, length = self.segments[row]
        return source_at + min(offset - text_at, length)


class _Shelved(StoryPrint):
    """A print whose text and places are on a shelf, but for those looked at last."""

    def __init__(self, fetch: Callable[[], "_Body"] | None = None, **told: Any) -> None:  # noqa: ANN401 - a print's
        self.__dict__.update(told, _fetch=fetch)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as `object.__getattr__`
        if name not in _Body._fields:
            raise AttributeError(name)
        return getattr(_body(self._fetch), name)


class _Body(NamedTuple):
    text: str
    segments: tuple[tuple[int, int, int], ...]
    lines: Lines


@lru_cache(64)
def _body(fetch: Callable[[], _Body]) -> _Body:
    return fetch()


def shelved(story: StoryPrint, shelf: Shelf) -> StoryPrint:
    """The same print with what is large of it on a shelf, as long as that is open."""
    fetch = shelf.put(_Body(story.text, story.segments, story.lines))
    light = {name: getattr(story, name) for name in fields(story) if name not in _Body._fields}
    return _Shelved(fetch, **light)


def story_print(article: Article) -> StoryPrint:
    """The print of an article: the summary that the cross-file rules compare."""
    kept = article.derived(story)
    pieces: list[str] = []
    segments: list[tuple[int, int, int]] = []
    at = 0
    for paragraph in kept.paragraphs:
        for start, end in _stretches(paragraph.text[: LONGEST - at]):
            segments.extend(_segments(paragraph, start, end, at))
            pieces.append(paragraph.text[start:end])
            at += end - start
        pieces.append("\n")
        at += 1
        if at >= LONGEST:
            break
    outlet = _outlet(article)
    return StoryPrint(
        path=article.path,
        text="".join(pieces),
        segments=tuple(segments),
        lines=article.lines,
        title=kept.title or article.metadata.title,
        when=timestamp(article.metadata.modified) or timestamp(article.metadata.date),
        outlet=outlet,
        credit=credited(article),
        keys=frozenset(_keys(article, kept.title)),
    )


def _stretches(text: str) -> list[tuple[int, int]]:
    """The parts of a paragraph between the hyphens at which lines break a word."""
    if "- " not in text and "-\n" not in text:
        return [(0, len(text))]
    at, found = 0, []
    for broken in _BROKEN_WORD.finditer(text):
        found.append((at, broken.start()))
        at = broken.end()
    return [*found, (at, len(text))]


def _segments(paragraph: Paragraph, start: int, end: int, at: int) -> Iterator[tuple[int, int, int]]:
    if not paragraph.segments:
        yield at, paragraph.span.start + start, end - start
        return
    for text_at, source_at, length in paragraph.segments:
        low, high = max(text_at, start), min(text_at + length, end)
        if low < high:
            yield at + low - start, source_at + low - text_at, high - low


def _outlet(article: Article) -> str | None:
    """The host of the story's address without "www.", else the publisher's name in lower case."""
    for url in filter(None, (article.metadata.url, article.metadata.canonical)):
        from urllib.parse import urlsplit

        if host := urlsplit(url).hostname:
            return host.removeprefix("www.")
    return article.metadata.outlet.lower().strip() if article.metadata.outlet else None


def _keys(article: Article, headline: str | None) -> Iterator[str]:
    metadata = article.metadata
    if metadata.identifier:
        yield f"id:{metadata.identifier}"
    for url in (metadata.url, metadata.canonical):
        if url:
            yield f"url:{url.partition('#')[0].partition('?')[0].rstrip('/')}"
    for title in (metadata.title, headline):
        if title:
            yield "title:" + " ".join(title.lower().split())
