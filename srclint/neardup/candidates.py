"""Which pairs of stories are worth aligning: those that share rare shingles, and those that are alike as a whole.

However many stories there are, and however much they have in common, a story has at most 64 candidates among those
before it, and what is held for it is bounded. All is counted, nothing is sampled: a pair among a hundred thousand
stories is found as it is among twenty-six.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from srclint.neardup.kernel import I64
from srclint.neardup.occurrences import Occurrences, distinct
from srclint.neardup.rarity import WEIGHTS
from srclint.neardup.shingles import RARE
from srclint.neardup.signature import PERMUTATIONS, U32
from srclint.neardup.stories import DIGITS, FAINT, NEAREST, SHARED

BANDS = 32
ALIKE = 0.4
BESIDE = 32
_AT_ONCE = 1 << 18
"""Pairs of clusters that are counted at a time."""
_BANDS_AT_ONCE = 2
_ROWS = 1 << 13
_WEIGHTS = np.array(WEIGHTS)

U8 = NDArray[np.uint8]
I32 = NDArray[np.int32]
F64 = NDArray[np.float64]


class Likely(NamedTuple):
    """Pairs of stories or clusters by number, `earlier` < `later`, and how much of the smaller one they share, 0–1."""

    later: I64
    earlier: I64
    share: F64

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.intp] | slice) -> "Likely":
        """Some of the pairs."""
        return Likely(self.later[chosen], self.earlier[chosen], self.share[chosen])


NONE = Likely(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))


def nearest(
    found: Occurrences, labels: I64, new: Collection[int], alike: Likely = NONE
) -> Iterator[tuple[int, Sequence[int]]]:
    """Each cluster, in order, with those before it that are worth a look, the nearest first, at most 64.

    These are the ones that share at least 12 shingles found in at most 25 clusters, weighing a fiftieth of one of the
    two, lest all stories of an outlet be aligned for its slogan; and those that `alike` tells of. Pairs of which
    neither is `new` are left out.
    """
    is_new = np.zeros(len(labels), bool)
    is_new[list(new)] = True
    for first, end, rare in _Groups(found, labels).lots():
        begin, stop = np.searchsorted(alike.later, (first, end))
        pairs = _joined(rare, alike.where(slice(begin, stop)))
        pairs = best(pairs.where(is_new[pairs.later] | is_new[pairs.earlier]))
        clusters, starts = np.unique(pairs.later, return_index=True)
        yield from zip(clusters.tolist(), map(np.ndarray.tolist, np.split(pairs.earlier, starts)[1:]), strict=True)


def best(pairs: Likely) -> Likely:
    """Of each story's pairs with earlier ones the 64 nearest, in order; of a pair that is there twice the first."""
    pairs = pairs.where(np.lexsort((pairs.earlier, pairs.later)))
    fresh = np.ones(len(pairs.later), bool)
    fresh[1:] = (pairs.later[1:] != pairs.later[:-1]) | (pairs.earlier[1:] != pairs.earlier[:-1])
    pairs = pairs.where(fresh)
    pairs = pairs.where(np.lexsort((pairs.earlier, -pairs.share, pairs.later)))
    return pairs.where(np.arange(len(pairs.later)) - np.searchsorted(pairs.later, pairs.later) < NEAREST)


def _joined(one: Likely, other: Likely) -> Likely:
    return Likely(
        np.concatenate((one.later, other.later)),
        np.concatenate((one.earlier, other.earlier)),
        np.concatenate((one.share, other.share)),
    )


class _Groups:
    """The groups of clusters that share a rare shingle, one after the other; clusters ascend in each.

    `place` is how many of its group stand before an entry, `size` how many the group has. Of each cluster it is known
    how many entries it has, and how many stand before them: the pairs that will be met.
    """

    def __init__(self, found: Occurrences, labels: I64) -> None:
        self._number = len(labels)
        self._totals = np.bincount(labels, found.single * _WEIGHTS[1], self._number)
        self._entries, self._met = np.zeros(self._number, np.int64), np.zeros(self._number)
        entries: list[tuple[I32, U8, U8]] = []
        for values, stories in found.parts():
            hashes, clusters = distinct(values, labels[stories])
            starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else np.empty(0, int)
            lengths = np.diff(np.append(starts, len(hashes)))
            size = np.repeat(lengths, lengths)
            self._totals += np.bincount(clusters, _WEIGHTS.take(size, mode="clip"), self._number)
            rare = (size > 1) & (size <= RARE)
            place = (np.arange(len(hashes)) - np.repeat(starts, lengths))[rare]
            clusters, size = clusters[rare], size[rare]
            self._entries += np.bincount(clusters, minlength=self._number)
            self._met += np.bincount(clusters, place, self._number)
            entries.append((clusters.astype(np.int32), place.astype(np.uint8), size.astype(np.uint8)))
        self._clusters, self._place, self._size = map(np.concatenate, zip(*entries, strict=True))

    def lots(self) -> Iterator[tuple[int, int, Likely]]:
        """From which cluster on and before which, and the pairs whose later one is one of these.

        The pairs come in several lots: all at once would take more memory than all the rest.
        """
        # The entries by cluster: both in one number, which is sorted in its place.
        order = self._clusters.astype(np.uint64)
        order <<= np.uint64(32)
        order |= np.arange(len(order), dtype=np.uint32)
        order.sort()
        begins, met = np.append(0, np.cumsum(self._entries)), np.cumsum(self._met)
        first = 0
        while first < self._number:
            done = met[first - 1] if first else 0
            end = max(first + 1, int(np.searchsorted(met, done + _AT_ONCE, side="right")))
            entries = order[begins[first] : begins[end]] & np.uint64(0xFFFFFFFF)
            yield first, end, self._likely(entries.astype(np.int64))
            first = end

    def _likely(self, entries: I64) -> Likely:
        """The pairs of these entries' clusters with those before them in their groups."""
        before = self._place[entries].astype(np.int64)
        total = int(before.sum())
        steps = np.arange(total) - np.repeat(np.cumsum(before) - before, before)
        earlier = self._clusters[np.repeat(entries - before, before) + steps]
        codes = np.repeat(self._clusters[entries].astype(np.int64) * self._number, before) + earlier
        codes, which, counts = np.unique(codes, return_inverse=True, return_counts=True)
        weights = np.bincount(which, np.repeat(_WEIGHTS[self._size[entries]], before), len(codes))
        later, earlier = codes // self._number, codes % self._number
        least = np.minimum(self._totals[later], self._totals[earlier])
        enough = (counts >= SHARED) & (weights >= FAINT * least)
        return Likely(later, earlier, np.round(weights / np.maximum(least, weights), DIGITS)).where(enough)


def alike_pairs(found: U32) -> Likely:
    """Of each story the 64 nearest that datasketch's MinHashLSH finds alike: 32 bands of four permutations.

    Two fifths of the permutations agree. Two stories half of whose shingles are the same meet with a chance of 0.87,
    at 0.7 of 0.9998. This finds the copies of stories so widely printed that none of their shingles is rare. Where
    many agree in a band, a story is paired with the 32 before and after it, in the order of the permutations from the
    band on: stories made from one form agree in a band by the thousand, but two copies go on agreeing.

    Args:
        found: the signatures of the stories, one a row.
    """
    number = len(found)
    pairs = NONE
    for start in range(0, BANDS, _BANDS_AT_ONCE):
        met = (_met(found, band) for band in range(start, start + _BANDS_AT_ONCE))
        codes = np.unique(np.concatenate(list(met)))
        pairs = best(_joined(pairs, _agreeing(found, codes // number, codes % number)))
    return pairs


def _agreeing(found: U32, later: I64, earlier: I64) -> Likely:
    """Those of the pairs in whose signatures two fifths agree."""
    share = np.empty(len(later))
    for at in range(0, len(later), _ROWS):
        some = slice(at, at + _ROWS)
        share[some] = (found[later[some]] == found[earlier[some]]).mean(axis=1)
    return Likely(later, earlier, share).where(share >= ALIKE)


def _met(found: U32, band: int) -> I64:
    """Pairs of stories that agree in a band of their signatures, as later · number + earlier."""
    number, width = len(found), PERMUTATIONS // BANDS
    # Two values in one, and those of the band and of the two that follow it.
    values = np.ascontiguousarray(found[:, np.arange(band * width, (band + 3) * width) % PERMUTATIONS]).view(np.uint64)
    # Else stories that agree in everything would have the same neighbours in every band.
    drawn = np.random.RandomState(band).permutation(number)
    order = np.lexsort((drawn, *values.T[::-1]))
    inside = values[order, : width // 2]
    codes = []
    for step in range(1, min(BESIDE + 1, number)):
        same = np.flatnonzero((inside[step:] == inside[:-step]).all(axis=1))
        one, other = order[same], order[same + step]
        codes.append(np.maximum(one, other) * number + np.minimum(one, other))
    return np.concatenate(codes) if codes else np.empty(0, np.int64)
