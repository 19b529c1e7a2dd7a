"""A paragraph of a story as the rules for hedges and unnamed sources read it, and the word lists they share."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

from srclint import match
from srclint.article import Article, Paragraph, Span
from srclint.record import NamedTuple
from srclint.sourcing.lexicon import words
from srclint.sourcing.stream import Stream


def any_of(table: str, key: str) -> str:
    """The words of a list of the lexicon as alternatives of a regular expression, the longest first."""
    longest = sorted(words(table, key), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\~", "\\s").replace("~", "\\s") for word in longest)


_start = itemgetter(0)


class Passage(NamedTuple):
    """A paragraph of a stream, in offsets of its text."""

    stream: Stream
    number: int
    paragraph: Paragraph

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.paragraph.text

    def token(self, at: int) -> int:
        """The token that stands at an offset, or the one before it."""
        first, _ = self.stream.tokens_of(self.number)
        return max(first, self.stream.token(self.stream.begins[self.number] + at))

    def start(self, token: int) -> int:
        """Where a token starts."""
        return self.stream.start(token) - self.stream.begins[self.number]

    def end(self, token: int) -> int:
        """Where a token ends."""
        return self.stream.bounds[token + 1] - self.stream.begins[self.number]

    def quoted(self, at: int) -> bool:
        """Whether an offset stands in a quotation."""
        ranges = self.stream.quoted.get(self.paragraph.index, ())
        before = bisect_right(ranges, at, key=_start) - 1
        return before >= 0 and at < ranges[before][1]

    def sentence(self, at: int) -> Span:
        """The sentence around an offset, in the article's source."""
        return self.stream.span(*self.stream.sentence(self.token(at)))


def passages(s: Stream, numbers: Iterable[int]) -> Iterator[Passage]:
    """The paragraphs of a stream that have these numbers, in order."""
    return (Passage(s, number, s.paragraphs[number]) for number in sorted(numbers))


def holding(article: Article, s: Stream, wanted: AbstractSet[str]) -> set[int]:
    """The numbers of the paragraphs of a stream in which one of the folded words stands."""
    known = article.derived(match.vocabulary) & wanted
    if not known:
        return set()
    by_index = article.derived(match.words)
    return {number for number, p in enumerate(s.paragraphs) if not known.isdisjoint(by_index[p.index])}


def inside(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the sorted spans, which hardly overlap, covers `span`."""
    at = bisect_right(spans, span.start, key=_start)
    return any(other.covers(span) for other in spans[max(0, at - 3) : at])
