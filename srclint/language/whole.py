"""All paragraphs of an article as one text: where one look says that no paragraph has what a rule looks for."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from srclint.article import Article
from srclint.lazy import lazy
from srclint.record import NamedTuple


class Whole(NamedTuple):
    """The texts of paragraphs as written, a line feed after each; offsets are those of `match.whole`.

    `starts` are the offsets at which they start, and where the next one would. Before the first paragraph a line feed
    stands as well, at offset -1.
    """

    text: str
    starts: Sequence[int]

    def row(self, offset: int) -> int:
        """Which of the paragraphs an offset of the text lies in, counted from 0."""
        return bisect_right(self.starts, offset) - 1


def whole(article: Article) -> Whole:
    """The paragraphs of an article as one text; the row of a paragraph is its index."""
    return joined(paragraph.text for paragraph in article.paragraphs)


def joined(texts: Iterable[str]) -> Whole:
    """Texts as one."""
    parts = list(texts)
    starts = list(accumulate([len(part) + 1 for part in parts], initial=0))
    return Whole("\n".join([*parts, ""]), starts)


def find_all(sign: str, text: str) -> list[int]:
    """Where a sign stands in a text."""
    found = []
    at = text.find(sign)
    while at >= 0:
        found.append(at)
        at = text.find(sign, at + 1)
    return found


def matches_near(pattern: re.Pattern[str], text: str, windows: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The matches of a slow pattern that start with a word in one of some windows: (first, last) offsets, in order.

    What a search through the whole text finds where each of its matches starts in a window, but only the starts of the
    words there are tried.
    """
    done = 0
    for first, last in windows:
        for word in _WORD_START.finditer(text, max(done, first), last + 1):
            match = pattern.match(text, word.start())
            if match is not None:
                done = match.end()
                yield match
                break


_WORD_START = lazy(r"\b\w")
