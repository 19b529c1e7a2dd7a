"""What the comparison of few stories begins with, in plain Python: to import numpy would take longer."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import chain, combinations
from math import fsum

from srclint.neardup.rarity import shingle_weights
from srclint.neardup.shingles import RARE, Hashes, shingle_hashes
from srclint.neardup.stories import FAINT, LEAST_SHINGLES, SHARED, Pairs

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

    def candidates(self, new: Collection[int]) -> Pairs:
        """The pairs that share rare shingles, and those alike as a whole."""
        number = len(self._stories)
        rare = self.rare_pairs(range(number), new)
        if number <= RARE or not any(self._perhaps_alike(*pair) for pair in _pairs(range(number), new) - rare):
            return rare
        from srclint.neardup.candidates import alike_pairs
        from srclint.neardup.signature import signatures

        return rare | alike_pairs(signatures(self._texts))

    def rare_pairs(self, labels: Sequence[int], new: Collection[int]) -> Pairs:
        """The pairs of clusters that share rare shingles."""
        clusters = self._clusters(labels)
        counts = _Counts(chain.from_iterable(clusters.values()))
        common = {value for value, count in counts.items() if count > RARE} if len(clusters) > RARE else set()
        total = cache(lambda label: counts.weight(clusters[label]))
        return {
            (one, other)
            for one, other in _pairs(clusters, new)
            if len(shared := (clusters[one] & clusters[other]) - common) >= SHARED
            and counts.weight(shared) >= FAINT * min(total(one), total(other))
        }

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

    def _perhaps_alike(self, one: int, other: int) -> bool:
        mine, theirs = self._stories[one], self._stories[other]
        both = len(mine & theirs)
        return both >= _PERHAPS_ALIKE * (len(mine) + len(theirs) - both)


def _pairs(stories: Iterable[int], new: Collection[int]) -> Pairs:
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
