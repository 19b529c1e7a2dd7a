"""Which pairs of stories are worth verifying: those that share rare shingles, and those that are alike as a whole."""

import numpy as np

from srclint.neardup.kernel import I64, Shingles
from srclint.neardup.rarity import F64, Occurrences, distinct, shingle_weights
from srclint.neardup.shingles import RARE, SKETCH_BITS
from srclint.neardup.signature import PERMUTATIONS, lean, signatures_of

SHARED = 12
SAMPLED_FROM = 20_000
BANDS = 32
ALIKE = 0.4
FAINT = 0.02
_BUCKET = 256

Pairs = set[tuple[int, int]]


def rare_pairs(found: Occurrences, labels: I64) -> Pairs:
    """The pairs of clusters, lower label first, that share at least 12 shingles found in at most 25 clusters.

    What they share must weigh a fiftieth of one of them, lest all stories of an outlet be aligned for its slogan.
    From 20,000 stories on, one shingle in eight is looked at (FracMinHash), and a pair needs one of those.
    """
    hashes, clusters, least = found.hashes, labels[found.stories], SHARED
    if len(labels) >= SAMPLED_FROM:
        small = hashes <= np.uint64((1 << 64 - SKETCH_BITS) - 1)
        hashes, clusters, least = hashes[small], clusters[small], 1
    hashes, clusters = distinct(hashes, clusters)
    starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(hashes)))
    totals = np.bincount(clusters, np.repeat(shingle_weights(sizes), sizes), len(labels))
    codes, counts, weights = _tally(clusters, starts, sizes, len(labels))
    one, other = codes // len(labels), codes % len(labels)
    enough = (counts >= least) & (weights >= FAINT * np.minimum(totals[one], totals[other]))
    return set(zip(one[enough].tolist(), other[enough].tolist(), strict=True))


def _tally(clusters: I64, starts: I64, sizes: I64, number: int) -> tuple[I64, F64, F64]:
    """Each pair of clusters that share rare shingles: lower · number + higher, how many, and their weight."""
    parts = []
    for size in range(2, RARE + 1):
        groups = clusters[starts[sizes == size][:, None] + np.arange(size)]
        low, high = np.triu_indices(size, 1)
        codes, counts = np.unique(groups[:, low] * number + groups[:, high], return_counts=True)
        parts.append((codes, counts, counts * shingle_weights(np.array([size]))))
    codes, which = np.unique(np.concatenate([codes for codes, _, _ in parts]), return_inverse=True)
    shared, weight = (
        np.bincount(which, np.concatenate([part[n] for part in parts]), len(codes)).astype(np.float64) for n in (1, 2)
    )
    return codes, shared, weight


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
