"""How rare a shingle is, and what a word is worth as evidence of copying.

A shingle in one story in a million tells much, an outlet's slogan nothing. Frequency is counted over clusters of
copies, not over files, so that a story which sixty outlets print is still rare text. A shingle in d clusters weighs
max(0, ln(64 / d))²; a word weighs the mean of the shingles that cover it. In an archive that grows, stock phrases
pass 64 clusters and drop out, while a story's own words keep their weight.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from srclint.neardup.kernel import I64, U64
from srclint.neardup.shingles import COMMON, SHINGLE
from srclint.record import record

F64 = NDArray[np.float64]


@record
class Frequency:
    """The shingles that stand in two clusters and more: hashes, sorted and distinct, and in how many each stands."""

    hashes: U64
    counts: I64

    def of(self, hashes: U64) -> I64:
        """The frequencies of shingles; 1 for one that is not known."""
        if not len(self.hashes):
            return np.ones(len(hashes), np.int64)
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, self.counts[at], 1)


def distinct(hashes: U64, clusters: I64) -> tuple[U64, I64]:
    """The distinct pairs of shingle and cluster, sorted; the shingles come sorted."""
    same = hashes[1:] == hashes[:-1]
    if not (same & (clusters[1:] <= clusters[:-1])).any():
        return hashes, clusters
    order = np.lexsort((clusters, hashes))
    clusters = clusters[order]
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = ~same | (clusters[1:] != clusters[:-1])
    return hashes[fresh], clusters[fresh]


def shingle_weights(frequencies: I64) -> F64:
    """What shingles of these frequencies weigh: 17.3 for 1, 12.0 for 2, 0.9 for 25, 0 from 64 on."""
    weights: F64 = np.maximum(0.0, np.log(COMMON / np.maximum(frequencies, 1))) ** 2
    return weights


def word_weights(frequencies: I64) -> F64:
    """What each word of a story weighs, given its shingles' frequencies in the order of the text."""
    ones = np.ones(SHINGLE)
    total: F64 = np.convolve(shingle_weights(frequencies), ones)
    return total / np.convolve(np.ones(len(frequencies)), ones)


def at_least(frequencies: I64, hashes: U64, known: Mapping[int, int]) -> I64:
    """Raise the frequencies of a story's shingles to what an archive knows.

    The archive knows one shingle in eight, those in the sketch. A shingle between two of them is taken to be as
    frequent as the rarer of the two: inside a slogan both are common, at its edge one is not.
    """
    raised = frequencies.copy()
    last: tuple[int, int] | None = None
    for at, value in enumerate(hashes.tolist()):
        if (count := known.get(value)) is not None:
            raised[at] = max(raised[at], count)
            if last is not None:
                between = raised[last[0] + 1 : at]
                np.maximum(between, min(last[1], count), out=between)
            last = at, count
    return raised
