"""Which stories have a shingle: of all stories of a run, in little memory.

A story has some seven hundred shingles of eight bytes, of which nearly all stand in no other. Those of all stories are
parted by their upper bits, and each part is sorted by itself; from a few megabytes on they wait in a temporary file.
What stands in one story only is then counted and dropped.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from srclint.neardup.kernel import I64, U64
from srclint.neardup.shingles import COMMON, Hashes
from srclint.record import record
from srclint.shelf import Scratch

U32 = NDArray[np.uint32]
HELD = 1 << 19
"""Shingles that are held in memory before they are written: six megabytes."""
_BITS = 6
_STARTS = np.arange(1, 1 << _BITS, dtype=np.uint64) << np.uint64(64 - _BITS)
_SIZES = (8, 4)  # bytes of a hash, and of the number of a story

Part = tuple[U64, I64]


@record
class Frequency:
    """The shingles that stand in two clusters and more: hashes, sorted and distinct, and in how many each stands.

    One in 64 and more is as good as in 64.
    """

    hashes: U64
    counts: NDArray[np.uint8]

    def of(self, hashes: Hashes) -> Sequence[int]:
        """The frequencies of shingles; 1 for one that is not known."""
        if not len(self.hashes):
            return [1] * len(hashes)
        wanted = np.frombuffer(hashes, np.uint64)
        at = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        found: list[int] = np.where(self.hashes[at] == wanted, self.counts[at], 1).tolist()
        return found


class Occurrences:
    """The shingles that stand in two stories and more, with these; `single` tells how many others each story has.

    Stories go by number, in the order in which they were added. `close` gives back the space.
    """

    def __init__(self) -> None:
        self.stories = 0
        self.single: I64 = np.empty(0, np.int64)
        self._parts = [_Part() for _ in range(1 << _BITS)]
        self._held = 0
        self._scratch = Scratch()

    def add(self, stories: list[U64]) -> None:
        """Add stories by their distinct shingles, each sorted."""
        numbers = np.repeat(
            np.arange(self.stories, self.stories + len(stories), dtype=np.uint32), list(map(len, stories))
        )
        hashes = np.concatenate(stories) if stories else np.empty(0, np.uint64)
        order = np.argsort(hashes, kind="stable")
        hashes, numbers = hashes[order], numbers[order]
        cuts = np.searchsorted(hashes, _STARTS)
        pieces = zip(np.split(hashes, cuts), np.split(numbers, cuts), strict=True)
        for part, piece in zip(self._parts, pieces, strict=True):
            part.held.append(piece)
        self.stories += len(stories)
        self._held += len(hashes)
        if self._held >= HELD:
            self._write()

    def finish(self) -> None:
        """Count what stands in one story only, and keep the rest; nothing is added after that."""
        self.single = np.zeros(self.stories, np.int64)
        found = self._parts
        self._parts = [_Part() for _ in found]
        self._held = 0
        for part, kept in zip(found, self._parts, strict=True):
            hashes, numbers = part.read(self._scratch)
            order = np.argsort(hashes, kind="stable")
            hashes, numbers = hashes[order], numbers[order]
            repeated = np.zeros(len(hashes), bool)
            same = hashes[1:] == hashes[:-1]
            repeated[1:] = same
            repeated[:-1] |= same
            self.single += np.bincount(numbers[~repeated], minlength=self.stories)
            kept.held.append((hashes[repeated], numbers[repeated]))
            self._held += int(repeated.sum())
            if self._held >= HELD:
                self._write()

    def parts(self) -> Iterator[Part]:
        """Hashes, sorted, and beside each the number of a story, ascending; part by part, in order of the hashes."""
        for part in self._parts:
            hashes, numbers = part.read(self._scratch)
            yield hashes, numbers.astype(np.int64)

    def frequency(self, labels: I64) -> Frequency:
        """In how many clusters each shingle is; `labels[story]` is the story's cluster."""
        found: list[tuple[U64, NDArray[np.uint8]]] = []
        for hashes, stories in self.parts():
            keys, counts = np.unique(distinct(hashes, labels[stories])[0], return_counts=True)
            several = counts > 1
            found.append((keys[several], np.minimum(counts[several], COMMON).astype(np.uint8)))
        return Frequency(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def close(self) -> None:
        """Give back the space."""
        self._scratch.close()
        self._parts = []

    def _write(self) -> None:
        for part in self._parts:
            part.write(self._scratch)
        self._held = 0


class _Part:
    """Some of the pairs of hash and story: those in memory, and where the others stand in the file."""

    def __init__(self) -> None:
        self.held: list[tuple[U64, U32]] = []
        self._chunks: list[tuple[int, int]] = []

    def write(self, scratch: Scratch) -> None:
        hashes, numbers = _joined(self.held)
        if len(hashes):
            self._chunks.append((scratch.add(hashes.tobytes() + numbers.tobytes()), len(hashes)))
        self.held = []

    def read(self, scratch: Scratch) -> tuple[U64, U32]:
        """All of them, in the order in which they were added."""
        found: list[tuple[U64, U32]] = []
        for start, size in self._chunks:
            data = scratch.read(start, size * sum(_SIZES))
            found.append((np.frombuffer(data, np.uint64, size), np.frombuffer(data, np.uint32, size, size * _SIZES[0])))
        return _joined([*found, *self.held])


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


def _joined(pieces: list[tuple[U64, U32]]) -> tuple[U64, U32]:
    if not pieces:
        return np.empty(0, np.uint64), np.empty(0, np.uint32)
    return np.concatenate([hashes for hashes, _ in pieces]), np.concatenate([numbers for _, numbers in pieces])
