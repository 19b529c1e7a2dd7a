"""Shingles: the runs of five neighbouring words by which stories are compared, as 64-bit hashes.

A word's hash is the sum of its UTF-8 bytes taken eight at a time as little-endian numbers, each times the multiplier
of its place, mixed; a shingle's is the sum of its words' hashes, each times the multiplier of its place, mixed again
(arithmetic modulo 2**64). That form can be computed for many texts at once (`kernel`); this module is the same in
plain Python, for one story, so that a hook on a single file needs no numpy. It computes with all shingles of the story
in one large integer, of which each has 128 bits, a lane: as much as a product of two hashes takes.
"""

import sys
from array import array
from functools import lru_cache
from typing import TypeAlias

from srclint.neardup.normalise import normal_words

SHINGLE = 5
CHUNK = 8
CHUNKS = 0x9E3779B97F4A7C15
LENGTHS = 0xC2B2AE3D27D4EB4F
LONGEST = 256
PLACES = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB)
SKETCH_BITS = 3
# A shingle in at most so many clusters is worth following; one in so many and more is no evidence of copying.
RARE, COMMON = 25, 64
_MASK = (1 << 64) - 1
_LANE = 16  # bytes
_WORDS, _TEXTS = 1 << 12, 64
"""Words and texts whose hashes are kept: the text of a candidate is asked for three times."""

Hashes: TypeAlias = "array[int]"
"""Hashes of shingles, as unsigned numbers of 64 bits."""


@lru_cache(_WORDS)
def word_hash(word: str) -> int:
    """The 64-bit hash of a word in its normal form; chunk k, counted from 0, is multiplied by (2k + 1) · `CHUNKS`.

    Of a word longer than 256 bytes only these and its length count: that is no word, and to go on would take long.
    """
    data = word.encode()
    total = len(data) * LENGTHS if len(data) > LONGEST else 0
    for place, at in enumerate(range(0, min(len(data), LONGEST), CHUNK)):
        total += int.from_bytes(data[at : min(at + CHUNK, LONGEST)], "little") * (2 * place + 1) * CHUNKS
    return _mix(total & _MASK, 1)


@lru_cache(_TEXTS)
def shingle_hashes(text: str) -> Hashes:
    """The hash of the shingle that starts at each word but the last four; none for a text of under five words."""
    words = normal_words(text)
    number = len(words)
    if number < SHINGLE:
        return array("Q")
    known = {word: word_hash(word).to_bytes(_LANE, "little") for word in set(words)}
    lanes = int.from_bytes(b"".join(map(known.__getitem__, words)), "little")
    ones = int.from_bytes((b"\1" + bytes(_LANE - 1)) * number, "little")
    terms = ((lanes >> 8 * _LANE * place) * factor & ones * _MASK for place, factor in enumerate(PLACES))
    found = array("Q", _mix(sum(terms) & ones * _MASK, ones).to_bytes(_LANE * number, "little"))
    if sys.byteorder == "big":
        found.byteswap()
    return found[: 2 * (number - SHINGLE + 1) : 2]


def _mix(lanes: int, ones: int) -> int:
    """Spread every bit of each lane, as the finaliser of SplitMix64 does (Steele et al., 2014): a bijection.

    Args:
        lanes: 64-bit numbers, each in a lane.
        ones: 1 in each lane.
    """
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        lanes = (lanes ^ lanes >> shift & ones * (_MASK >> shift)) * factor & ones * _MASK
    return lanes ^ lanes >> 31 & ones * (_MASK >> 31)


def sketch(text: str) -> list[int]:
    """The story's sketch: those of its shingles, about one in eight, whose hash is small; distinct and sorted.

    Two stories that share shingles share about one in eight of them in their sketches, whatever their lengths
    (FracMinHash; Irber et al., 2022).
    """
    limit = 1 << 64 - SKETCH_BITS
    return sorted({value for value in shingle_hashes(text) if value < limit})
