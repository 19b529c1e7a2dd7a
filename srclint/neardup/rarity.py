"""How rare a shingle is, and what a word is worth as evidence of copying.

A shingle in one story in a million tells much, an outlet's slogan nothing. Frequency is counted over clusters of
copies, not over files, so that a story which sixty outlets print is still rare text. A shingle in d clusters weighs
max(0, ln(64 / d))²; a word weighs the mean of the shingles that cover it. In an archive that grows, stock phrases
pass 64 clusters and drop out, while a story's own words keep their weight.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import log
from operator import truediv
from typing import NamedTuple, TypeAlias

from srclint.neardup.shingles import COMMON, SHINGLE

WEIGHTS = tuple(log(COMMON / max(frequency, 1)) ** 2 for frequency in range(COMMON + 1))
"""What a shingle of each frequency weighs, up to 64: 17.3 for 1, 12.0 for 2, 0.9 for 25, and from 64 on nothing."""
Weights: TypeAlias = "array[float]"
"""What the words of a story weigh, in their order."""


class Weighed(NamedTuple):
    """What the words of a story weigh, each and all together."""

    words: Weights
    total: float


def shingle_weights(frequencies: Iterable[int]) -> list[float]:
    """What shingles of these frequencies weigh."""
    return [WEIGHTS[frequency] if frequency < COMMON else 0.0 for frequency in frequencies]


def word_weights(frequencies: Sequence[int]) -> Weights:
    """What each word of a story weighs, given its shingles' frequencies in the order of the text."""
    beyond = [0.0] * (SHINGLE - 1)
    weights = [*beyond, *shingle_weights(frequencies), *beyond]
    sums = map(sum, zip(*(weights[place:] for place in range(SHINGLE)), strict=False))
    return array("d", map(truediv, sums, _covering(len(frequencies))))


def _covering(shingles: int) -> list[int]:
    """How many of so many shingles cover each word: five, and fewer at either end of the story."""
    most = min(SHINGLE, shingles)
    words = shingles + SHINGLE - 1
    return [*range(1, most), *[most] * (words - 2 * (most - 1)), *range(most - 1, 0, -1)]


def at_least(frequencies: Sequence[int], hashes: Sequence[int], known: Mapping[int, int]) -> list[int]:
    """Raise the frequencies of a story's shingles to what an archive knows.

    The archive knows one shingle in eight, those in the sketch. A shingle between two of them is taken to be as
    frequent as the rarer of the two: inside a slogan both are common, at its edge one is not.
    """
    raised = list(frequencies)
    last, before = 0, 0
    for at, value in enumerate(hashes) if known else ():
        if value in known:
            count = known[value]
            if (least := min(before, count)) > 1:
                raised[last:at] = [max(one, least) for one in raised[last:at]]
            raised[at] = max(raised[at], count)
            last, before = at + 1, count
    return raised
