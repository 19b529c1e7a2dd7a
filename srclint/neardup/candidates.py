"""Which pairs of stories are worth verifying: those that share rare shingles, and those that are alike as a whole."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from srclint.neardup.kernel import I64
from srclint.neardup.occurrences import Occurrences, distinct
from srclint.neardup.rarity import WEIGHTS
from srclint.neardup.shingles import RARE
from srclint.neardup.signature import PERMUTATIONS, U32
from srclint.neardup.stories import FAINT, SHARED, Pairs

SAMPLED_FROM = 20_000
BANDS = 32
ALIKE = 0.4
_BUCKET = 256
_AT_ONCE = 1 << 18
"""Pairs of clusters that are counted at a time."""
_ROWS = 1 << 13
_WEIGHTS = np.array(WEIGHTS)

I32 = NDArray[np.int32]
F64 = NDArray[np.float64]


def rare_pairs(found: Occurrences, labels: I64) -> Pairs:
    """The pairs of clusters, lower label first, that share at least 12 shingles found in at most 25 clusters.

    What they share must weigh a fiftieth of one of them, lest all stories of an outlet be aligned for its slogan.
    From 20,000 stories on, one shingle in eight is looked at (FracMinHash), and a pair needs one of those.
    """
    number = len(labels)
    sampled = number >= SAMPLED_FROM
    least = 1 if sampled else SHARED
    groups = _Groups(number)
    single = found.sampled if sampled else found.single
    totals = np.bincount(labels, single * shingle_weights(np.ones(1, np.int64)), number)
    for values, stories in found.parts(sampled=sampled):
        hashes, clusters = distinct(values, labels[stories])
        starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else np.empty(0, np.int64)
        sizes = np.diff(np.append(starts, len(hashes)))
        totals += np.bincount(clusters, np.repeat(shingle_weights(sizes), sizes), number)
        groups.add(clusters, starts, sizes)
    pairs: Pairs = set()
    for codes, counts, weights in groups.tallies():
        one, other = codes // number, codes % number
        enough = (counts >= least) & (weights >= FAINT * np.minimum(totals[one], totals[other]))
        pairs.update(zip(one[enough].tolist(), other[enough].tolist(), strict=True))
    return pairs


def shingle_weights(frequencies: I64) -> F64:
    """What shingles of these frequencies weigh."""
    return _WEIGHTS.take(frequencies, mode="clip")


class _Groups:
    """The groups of clusters that share a rare shingle, by size; clusters ascend in each."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._by_size: dict[int, list[I32]] = {size: [] for size in range(2, RARE + 1)}

    def add(self, clusters: I64, starts: I64, sizes: I64) -> None:
        """Add groups: number i is `clusters[starts[i] : starts[i] + sizes[i]]`."""
        for size, found in self._by_size.items():
            found.append(clusters[starts[sizes == size][:, None] + np.arange(size)].astype(np.int32))

    def tallies(self) -> Iterator[tuple[I64, F64, F64]]:
        """Each pair of clusters, as lower · number + higher, how many shingles it shares, and what these weigh.

        The pairs come in several lots, by their lower cluster: all at once would take more memory than all the rest.
        """
        groups = {size: np.concatenate(found) for size, found in self._by_size.items() if found}
        meetings = np.zeros(self._number, np.int64)
        for size, rows in groups.items():
            for column in range(size - 1):
                meetings += np.bincount(rows[:, column], minlength=self._number) * (size - 1 - column)
        before = np.cumsum(meetings)
        first = 0
        while first < self._number and before[-1] > (done := before[first - 1] if first else 0):
            end = max(first + 1, int(np.searchsorted(before, done + _AT_ONCE, side="right")))
            yield self._tally(groups, first, end)
            first = end

    def _tally(self, groups: Mapping[int, I32], first: int, end: int) -> tuple[I64, F64, F64]:
        """The pairs whose lower cluster is one from `first` on and before `end`."""
        parts = []
        for size, rows in groups.items():
            near = rows[(rows[:, 0] < end) & (rows[:, -2] >= first)].astype(np.int64)
            low, high = np.triu_indices(size, 1)
            lower = near[:, low]
            within = (lower >= first) & (lower < end)
            codes, counts = np.unique(lower[within] * self._number + near[:, high][within], return_counts=True)
            parts.append((codes, counts, counts * shingle_weights(np.array([size]))))
        codes, which = np.unique(np.concatenate([codes for codes, _, _ in parts]), return_inverse=True)
        shared, weight = (
            np.bincount(which, np.concatenate([part[n] for part in parts]), len(codes)).astype(np.float64)
            for n in (1, 2)
        )
        return codes, shared, weight


def alike_pairs(found: U32) -> Pairs:
    """The pairs that datasketch's MinHashLSH finds alike: 32 bands of four permutations, two fifths in agreement.

    Two stories half of whose shingles are the same meet with a chance of 0.87, at 0.7 of 0.9998. This finds the
    copies of stories so widely printed that none of their shingles is rare. A story that more than 256 others come
    before is paired with the 256 first.

    Args:
        found: the signatures of the stories, one a row.
    """
    number = len(found)
    codes = np.empty(0, np.int64)
    for start in range(0, PERMUTATIONS, PERMUTATIONS // BANDS):
        codes = np.union1d(codes, _met(found[:, start : start + PERMUTATIONS // BANDS]))
    later, earlier = codes // number, codes % number
    # Of each story the first so many: codes are sorted, so that its place is that from where the story's own begin.
    kept = np.arange(len(codes)) - np.searchsorted(later, later) < _BUCKET
    later, earlier = later[kept], earlier[kept]
    pairs: Pairs = set()
    for at in range(0, len(later), _ROWS):
        one, other = earlier[at : at + _ROWS], later[at : at + _ROWS]
        alike = (found[one] == found[other]).mean(axis=1) >= ALIKE
        pairs.update(zip(one[alike].tolist(), other[alike].tolist(), strict=True))
    return pairs


def _met(band: U32) -> I64:
    """The pairs of stories that agree in a band of their signatures, as later · number + earlier, sorted.

    Each story is paired with the first 256 that agree with it.
    """
    number = len(band)
    first, second = np.ascontiguousarray(band).view(np.uint64).T
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    fresh = np.append(True, (first[1:] != first[:-1]) | (second[1:] != second[:-1]))
    starts = np.flatnonzero(fresh)
    sizes = np.diff(np.append(starts, number))
    found = [np.empty(0, np.int64)]
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = order[start : start + size]
        at, before = np.tril_indices(size, -1, min(size, _BUCKET))
        found.append(members[at] * number + members[before])
    return np.sort(np.concatenate(found))
