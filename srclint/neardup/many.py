"""What the comparison of many stories begins with, in one pass over their texts."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from srclint.digest import blake2b
from srclint.neardup.candidates import NONE, alike_pairs, nearest
from srclint.neardup.kernel import U64, Shingles, shingles
from srclint.neardup.occurrences import Frequency, Occurrences
from srclint.neardup.shingles import RARE, Hashes
from srclint.neardup.signature import PERMUTATIONS, signatures_of
from srclint.neardup.stories import LEAST_SHINGLES

_AT_ONCE = 64


class Many:
    """Distinct stories, the shingles that several have, and the signatures: see `Stories`.

    No more than 64 texts are looked at at a time.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        files: dict[bytes, list[int]] = {}
        self.occurrences = Occurrences()
        signatures = [np.empty((0, PERMUTATIONS), np.uint32)]
        number = 0
        for hashed in _hashed(texts):
            fresh: list[U64] = []
            for index in range(len(hashed.ends)):
                mine = hashed.of(index)
                if len(mine) >= LEAST_SHINGLES:
                    same = files.setdefault(blake2b(mine.tobytes(), digest_size=16).digest(), [])
                    if not same:
                        fresh.append(_distinct(mine))
                    same.append(number + index)
            number += len(hashed.ends)
            if fresh:
                self.occurrences.add(fresh)
                signatures.append(signatures_of(Shingles(np.concatenate(fresh), np.cumsum(list(map(len, fresh))))))
        self.occurrences.finish()
        self.files = list(files.values())
        self.signatures = np.concatenate(signatures)

    def nearest(self, new: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Each story with those before it that share rare shingles, or are alike as a whole."""
        number = len(self.files)
        alike = alike_pairs(self.signatures) if number > RARE else NONE
        return nearest(self.occurrences, np.arange(number), new, alike)

    def nearest_clusters(self, labels: Sequence[int], new: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Each cluster with those before it that share rare shingles."""
        return nearest(self.occurrences, np.asarray(labels, np.int64), new)

    def frequency(self, labels: Sequence[int]) -> Frequency:
        """In how many clusters each shingle is."""
        return self.occurrences.frequency(np.asarray(labels, np.int64))

    def hashes(self, text: str) -> Hashes:
        """The shingles of a story."""
        return array("Q", shingles([text]).hashes.tobytes())

    def close(self) -> None:
        """Give back the space."""
        self.occurrences.close()


def _distinct(hashes: U64) -> U64:
    """The hashes sorted, each once; `np.unique` takes five times as long for a story's few hundred."""
    found = np.sort(hashes)
    once: U64 = found[np.append(True, found[1:] != found[:-1])]
    return once


def _hashed(texts: Iterable[str]) -> Iterator[Shingles]:
    waiting = iter(texts)
    while some := list(islice(waiting, _AT_ONCE)):
        yield shingles(some)
