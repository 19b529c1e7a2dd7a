"""Which pairs of stories are worth verifying: those that share rare shingles, and those that are alike as a whole."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from srclint.neardup.kernel import I64, Shingles
from srclint.neardup.rarity import Occurrences
from srclint.neardup.shingles import RARE, SKETCH_BITS
from srclint.neardup.signature import PERMUTATIONS, lean, signatures_of

SHARED = 12
SAMPLED_FROM = 20_000
BANDS = 32
ALIKE = 0.4
_BUCKET = 256

Pairs = set[tuple[int, int]]


def rare_pairs(found: Occurrences, labels: I64) -> Pairs:
    """The pairs of clusters, lower label first, that share at least 12 shingles found in at most 25 clusters.

    From 20,000 stories on, one shingle in eight is looked at (FracMinHash), and a pair needs one of those.
    """
    hashes, clusters, least = found.hashes, labels[found.stories], SHARED
    if len(labels) >= SAMPLED_FROM:
        small = hashes <= np.uint64((1 << 64 - SKETCH_BITS) - 1)
        hashes, clusters, least = hashes[small], clusters[small], 1
    order = np.lexsort((clusters, hashes))
    hashes, clusters = hashes[order], clusters[order]
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (clusters[1:] != clusters[:-1])
    hashes, clusters = hashes[fresh], clusters[fresh]
    codes = list(_codes(hashes, clusters, len(labels)))
    if not codes:
        return set()
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    return {(int(code) // len(labels), int(code) % len(labels)) for code in pairs[counts >= least]}


def _codes(hashes: np.ndarray, clusters: I64, number: int) -> Iterator[I64]:
    """A code, lower · number + higher, for each pair of clusters that share a rare shingle, once a shingle."""
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.empty(0, int)
    sizes = np.diff(np.append(starts, len(hashes)))
    for size in range(2, RARE + 1):
        groups = clusters[starts[sizes == size][:, None] + np.arange(size)]
        for low, high in combinations(range(size), 2):
            yield groups[:, low] * number + groups[:, high]


def alike_pairs(hashed: Shingles) -> Pairs:
    """The pairs that datasketch's MinHashLSH finds alike: 32 bands of four permutations, two fifths in agreement.

    Two stories half of whose shingles are the same meet with a chance of 0.87, at 0.7 of 0.9998. This finds the
    copies of stories so widely printed that none of their shingles is rare. In a bucket of more than 256
    stories each is paired with the 256 first.
    """
    from datasketch import MinHashLSH

    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    found = signatures_of(hashed)
    pairs: Pairs = set()
    for story in np.flatnonzero(np.diff(hashed.ends, prepend=0)).tolist():
        sketch = lean(found[story])
        others = sorted(lsh.query(sketch))[:_BUCKET]
        alike = (found[others] == found[story]).mean(axis=1) >= ALIKE
        pairs.update((other, story) for other, enough in zip(others, alike, strict=True) if enough)
        lsh.insert(story, sketch)
    return pairs
