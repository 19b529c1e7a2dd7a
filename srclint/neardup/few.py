"""What the comparison of few stories begins with, in plain Python: to import numpy would take longer."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import chain, combinations
from math import fsum

from srclint.neardup.rarity import shingle_weights
from srclint.neardup.shingles import Hashes, shingle_hashes
from srclint.neardup.stories import FAINT, LEAST_SHINGLES, SHARED, Pairs


class Few:
    """At most 25 distinct stories, among which no shingle can be in so many that it is not rare: see `Stories`."""

    def __init__(self, texts: Iterable[str]) -> None:
        files: dict[bytes, list[int]] = {}
        self._stories: list[frozenset[int]] = []
        for number, text in enumerate(texts):
            hashes = self.hashes(text)
            if len(hashes) >= LEAST_SHINGLES:
                same = files.setdefault(hashes.tobytes(), [])
                if not same:
                    self._stories.append(frozenset(hashes))
                same.append(number)
        self.files = list(files.values())

    def rare_pairs(self, labels: Sequence[int], new: Collection[int]) -> Pairs:
        """The pairs of clusters that share rare shingles."""
        clusters = self._clusters(labels)
        counts = _Counts(chain.from_iterable(clusters.values()))
        total = cache(lambda label: counts.weight(clusters[label]))
        return {
            (one, other)
            for one, other in combinations(sorted(clusters), 2)
            if (one in new or other in new)
            and len(shared := clusters[one] & clusters[other]) >= SHARED
            and counts.weight(shared) >= FAINT * min(total(one), total(other))
        }

    def alike_pairs(self) -> Pairs:
        """None."""
        return set()

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


class _Counts(Counter[int]):
    """In how many clusters each shingle is."""

    def of(self, hashes: Iterable[int]) -> Sequence[int]:
        """The frequencies of shingles; 1 for one that is not known."""
        return [self.get(value, 1) for value in hashes]

    def weight(self, hashes: Iterable[int]) -> float:
        """What shingles weigh together."""
        return fsum(shingle_weights(self.of(hashes)))
