"""MinHash signatures of many texts at once, bit-exact with datasketch 2's scheme "affine32".

A shingle's 32-bit hash is the upper half of its 64-bit hash. It is mixed once with the finaliser of MurmurHash3, then
each permutation maps it to a·h + b modulo 2**32 and the smallest value is kept: what `datasketch.MinHash.bulk` does for
one set at a time, done here for a tile of texts and eight permutations at a time so that the numbers stay in cache.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from srclint.neardup.kernel import Shingles, shingles

if TYPE_CHECKING:
    from datasketch import LeanMinHash

PERMUTATIONS = 128
SEED = 1
SCHEME = "affine32"
_TILE = 1 << 15
U32 = NDArray[np.uint32]


def signatures(texts: Sequence[str]) -> U32:
    """The signatures of the texts: an array of shape (texts, 128); a text without shingles has the largest values."""
    return signatures_of(shingles(texts))


def signatures_of(hashed: Shingles) -> U32:
    """The signatures of texts whose shingles are known already."""
    out = np.full((len(hashed.ends), PERMUTATIONS), np.uint32(0xFFFFFFFF))
    values = _finalise((hashed.hashes >> np.uint64(32)).astype(np.uint32))
    bounds = np.concatenate((np.zeros(1, np.int64), hashed.ends))
    full = np.flatnonzero(np.diff(bounds))
    at = 0
    while at < len(full):
        upto = int(np.searchsorted(bounds[full], bounds[full[at]] + _TILE, side="right"))
        rows = full[at : max(upto, at + 1)]
        first, last = bounds[rows[0]], bounds[rows[-1] + 1]
        _minima(values[first:last], bounds[rows] - first, rows, out)
        at += len(rows)
    return out


def lean(signature: U32) -> "LeanMinHash":
    """A signature as datasketch's object, to store, query, merge and compare there."""
    from datasketch import LeanMinHash

    return LeanMinHash(seed=SEED, hashvalues=signature, scheme=SCHEME)


def _minima(values: U32, starts: NDArray[np.int64], rows: NDArray[np.int64], out: U32) -> None:
    multipliers, addends = _permutations()
    buffer = np.empty_like(values)
    for column in range(PERMUTATIONS):
        np.multiply(values, multipliers[column], out=buffer)
        buffer += addends[column]
        out[rows, column] = np.minimum.reduceat(buffer, starts)


def _finalise(value: U32) -> U32:
    value ^= value >> np.uint32(16)
    value *= np.uint32(0x85EBCA6B)
    value ^= value >> np.uint32(13)
    value *= np.uint32(0xC2B2AE35)
    value ^= value >> np.uint32(16)
    return value


@cache
def _permutations() -> tuple[U32, U32]:
    """The multipliers and addends of datasketch's permutations, drawn as datasketch draws them.

    Asking datasketch for them would import SciPy: half a second, and sixty megabytes.
    """
    numbers = np.random.RandomState(SEED)
    multipliers = numbers.randint(0, 1 << 31, PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return multipliers, numbers.randint(0, 1 << 32, PERMUTATIONS, dtype=np.uint32)
