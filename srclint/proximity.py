"""Words that stand near each other, found in time that grows with the text alone.

Said as a pattern, a wide gap (`.{0,200}`) makes an engine try every pair of places, or an automaton hold all of them;
here each word is looked for once, whatever lies between.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from srclint.article import Span
from srclint.lazy import lazy
from srclint.patterns import compiled

_WORD = lazy(r"\S+")


class Proximity:
    """One of some literals with one of others near it, in either order, with the methods that are used of `re.Pattern`.

    Literals stand as whole words. What is found runs from the start of the first to the end of the second.
    """

    def __init__(self, ones: Sequence[str], others: Sequence[str], distance: int) -> None:
        """`distance` is the most words that may stand between them, as blanks part words."""
        self._ones, self._others = _any_of(ones), _any_of(others)
        self._distance = distance

    def finditer(self, text: str) -> Iterator["Found"]:
        """The matches in a folded text, in order; each takes the nearest of what may stand near, and none overlap."""
        ones = [match.span() for match in self._ones.finditer(text)]
        others = [match.span() for match in self._others.finditer(text)] if ones else []
        if not others:
            return
        starts, ends = [start for start, _ in others], [end for _, end in others]
        words = [match.start() for match in _WORD.finditer(text)]
        done = 0
        for one in ones:
            before, after = bisect_right(ends, one[0]) - 1, bisect_left(starts, one[1])
            pairs = [(others[before], one)] if before >= 0 else []
            pairs += [(one, others[after])] if after < len(others) else []
            near = [
                (between, first[0], second[1])
                for first, second in pairs
                if first[0] >= done and (between := _between(words, first[1], second[0])) <= self._distance
            ]
            if near:
                _, start, done = min(near)
                yield Found(Span(start, done))

    def search(self, text: str, pos: int = 0) -> "Found | None":
        """The first match in a folded text, from an offset on."""
        return next((found for found in self.finditer(text) if found.start() >= pos), None)


class Found:
    """A match, with the methods that are used of `re.Match`."""

    __slots__ = ("_span",)

    def __init__(self, span: Span) -> None:
        self._span = span

    def span(self) -> Span:
        """Where it stands."""
        return self._span

    def start(self) -> int:
        """Where it starts."""
        return self._span.start

    def end(self) -> int:
        """Where it ends."""
        return self._span.end


def _between(words: Sequence[int], end: int, start: int) -> int:
    """How many words stand between two places, the word of neither counted; `words` are where words start."""
    return max(0, bisect_right(words, start) - bisect_right(words, end - 1) - 1)


def _any_of(literals: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(literals, key=len, reverse=True)
    return compiled("|".join(rf"(?<!\w){re.escape(literal)}(?!\w)" for literal in longest_first))
