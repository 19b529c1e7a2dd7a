"""The distinct stories among many texts, and what their comparison begins with, in one pass over the texts."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import numpy as np

from srclint.neardup.kernel import U64, Shingles, shingles
from srclint.neardup.occurrences import Occurrences
from srclint.neardup.signature import PERMUTATIONS, U32, signatures_of

LEAST_SHINGLES = 4
_AT_ONCE = 64


class Gathered(NamedTuple):
    """Distinct stories by number: the texts that hold each, the shingles that several have, and the signatures.

    `files` are the numbers of the texts, in order. Stories of under eight words are not compared.
    """

    files: list[list[int]]
    occurrences: Occurrences
    signatures: U32


def gather(texts: Iterable[str]) -> Gathered:
    """Tell apart the stories of texts, of which no more than 64 are looked at at a time."""
    files: dict[bytes, list[int]] = {}
    occurrences = Occurrences()
    signatures = [np.empty((0, PERMUTATIONS), np.uint32)]
    number = 0
    for hashed in _hashed(texts):
        fresh: list[U64] = []
        for index in range(len(hashed.ends)):
            mine = hashed.of(index)
            if len(mine) >= LEAST_SHINGLES:
                same = files.setdefault(blake2b(mine.tobytes(), digest_size=16).digest(), [])
                if not same:
                    fresh.append(np.unique(mine))
                same.append(number + index)
        number += len(hashed.ends)
        if fresh:
            occurrences.add(fresh)
            signatures.append(signatures_of(Shingles(np.concatenate(fresh), np.cumsum(list(map(len, fresh))))))
    occurrences.finish()
    return Gathered(list(files.values()), occurrences, np.concatenate(signatures))


def _hashed(texts: Iterable[str]) -> Iterator[Shingles]:
    waiting = iter(texts)
    while some := list(islice(waiting, _AT_ONCE)):
        yield shingles(some)
