"""What the comparison of few stories begins with, in plain Python: to import numpy would take longer."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations
from math import fsum

from srclint.neardup.rarity import shingle_weights
from srclint.neardup.shingles import RARE, Hashes, shingle_hashes
from srclint.neardup.stories import DIGITS, FAINT, LEAST_SHINGLES, NEAREST, SHARED

Two = tuple[int, int]
Shares = dict[Two, float]
_PERHAPS_ALIKE = 0.1
"""Of two stories with less than so much in common not two fifths of a signature agree: once in 10**18 pairs."""


class Few:
    """A few stories that are not too long: see `Stories`. Their shingles are in memory, and each pair is looked at."""

    def __init__(self, texts: Iterable[str]) -> None:
        files: dict[bytes, list[int]] = {}
        self._texts: list[str] = []
        self._stories: list[frozenset[int]] = []
        for number, text in enumerate(texts):
            hashes = self.hashes(text)
            if len(hashes) >= LEAST_SHINGLES:
                same = files.setdefault(hashes.tobytes(), [])
                if not same:
                    self._texts.append(text)
                    self._stories.append(frozenset(hashes))
                same.append(number)
        self.files = list(files.values())

    def nearest(self, new: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Each story with those before it that share rare shingles, or are alike as a whole."""
        everything = range(len(self._stories))
        rare = self._rare(everything, new)
        return _ranked(everything, self._alike(_pairs(everything, new) - rare.keys()) | rare)

    def nearest_clusters(self, labels: Sequence[int], new: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Each cluster with those before it that share rare shingles."""
        return _ranked(sorted(set(labels)), self._rare(labels, new))

    def frequency(self, labels: Sequence[int]) -> "_Counts":
        """In how many clusters each shingle is."""
        return _Counts(chain.from_iterable(self._clusters(labels).values()))

    def hashes(self, text: str) -> Hashes:
        """The shingles of a story."""
        return shingle_hashes(text)

    def close(self) -> None:
        """Nothing is held outside of memory."""

    def _clusters(self, labels: Sequence[int]) -> dict[int, frozenset[int]]:
        """The shingles of each cluster by its label."""
        clusters: dict[int, frozenset[int]] = {}
        for label, story in zip(labels, self._stories, strict=True):
            clusters[label] = clusters[label] | story if label in clusters else story
        return clusters

    def _rare(self, labels: Sequence[int], new: Collection[int]) -> Shares:
        """The pairs of clusters that share rare shingles, and how much of the smaller one these weigh."""
        clusters = self._clusters(labels)
        counts = _Counts(chain.from_iterable(clusters.values()))
        common = {value for value, count in counts.items() if count > RARE} if len(clusters) > RARE else set()
        total = cache(lambda label: counts.weight(clusters[label]))
        shares: Shares = {}
        for one, other in _pairs(clusters, new):
            if len(shared := (clusters[one] & clusters[other]) - common) >= SHARED:
                share = counts.weight(shared) / min(total(one), total(other))
                if share >= FAINT:
                    shares[one, other] = round(share, DIGITS)
        return shares

    def _alike(self, pairs: Collection[Two]) -> Shares:
        """Those of the pairs that are alike as a whole, and how much."""
        if len(self._stories) <= RARE or not any(self._perhaps_alike(*pair) for pair in pairs):
            return {}
        from srclint.neardup.candidates import alike_pairs
        from srclint.neardup.signature import signatures

        found = alike_pairs(signatures(self._texts))
        return dict(
            zip(zip(found.earlier.tolist(), found.later.tolist(), strict=True), found.share.tolist(), strict=True)
        )

    def _perhaps_alike(self, one: int, other: int) -> bool:
        mine, theirs = self._stories[one], self._stories[other]
        both = len(mine & theirs)
        return both >= _PERHAPS_ALIKE * (len(mine) + len(theirs) - both)


def _ranked(stories: Iterable[int], shares: Shares) -> Iterator[tuple[int, Sequence[int]]]:
    """Each story with those before it of which it shares something, the nearest first."""
    before: dict[int, list[int]] = {story: [] for story in stories}
    for one, other in sorted(shares, key=lambda pair: (-shares[pair], pair)):
        before[other].append(one)
    return ((story, near[:NEAREST]) for story, near in before.items())


def _pairs(stories: Iterable[int], new: Collection[int]) -> set[Two]:
    """All pairs of stories of which one at least is new, the lower number first."""
    return {(one, other) for one, other in combinations(sorted(stories), 2) if one in new or other in new}


class _Counts(Counter[int]):
    """In how many clusters each shingle is."""

    def of(self, hashes: Iterable[int]) -> Sequence[int]:
        """The frequencies of shingles; 1 for one that is not known."""
        return [self.get(value, 1) for value in hashes]

    def weight(self, hashes: Iterable[int]) -> float:
        """What shingles weigh together."""
        return fsum(shingle_weights(self.of(hashes)))
