"""Shingles: the runs of five neighbouring words by which stories are compared, as 64-bit hashes.

A word's hash is the sum of its UTF-8 bytes taken eight at a time as little-endian numbers, each times the multiplier
of its place, mixed; a shingle's is the sum of its words' hashes, each times the multiplier of its place, mixed again
(arithmetic modulo 2**64). That form can be computed for many texts at once (`kernel`); this module is the same in
plain Python, for one story, so that a hook on a single file needs no numpy.
"""

from collections.abc import Sequence

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


def mix(value: int) -> int:
    """A bijection of 64-bit numbers that spreads every bit: the finaliser of SplitMix64 (Steele et al., 2014)."""
    value ^= value >> 30
    value = value * 0xBF58476D1CE4E5B9 & _MASK
    value ^= value >> 27
    value = value * 0x94D049BB133111EB & _MASK
    return value ^ value >> 31


def word_hash(word: str) -> int:
    """The 64-bit hash of a word in its normal form; chunk k, counted from 0, is multiplied by (2k + 1) · `CHUNKS`.

    Of a word longer than 256 bytes only these and its length count: that is no word, and to go on would take long.
    """
    data = word.encode()
    total = len(data) * LENGTHS if len(data) > LONGEST else 0
    for place, at in enumerate(range(0, min(len(data), LONGEST), CHUNK)):
        total += int.from_bytes(data[at : min(at + CHUNK, LONGEST)], "little") * (2 * place + 1) * CHUNKS
    return mix(total & _MASK)


def shingle_hashes(text: str) -> list[int]:
    """The hash of the shingle that starts at each word but the last four; none for a text of under five words."""
    known: dict[str, int] = {}
    hashes = [known[word] if word in known else known.setdefault(word, word_hash(word)) for word in normal_words(text)]
    return [_shingle(hashes[at : at + SHINGLE]) for at in range(len(hashes) - SHINGLE + 1)]


def _shingle(hashes: Sequence[int]) -> int:
    return mix(sum(value * place for value, place in zip(hashes, PLACES, strict=True)) & _MASK)


def sketch(text: str) -> list[int]:
    """The story's sketch: those of its shingles, about one in eight, whose hash is small; distinct and sorted.

    Two stories that share shingles share about one in eight of them in their sketches, whatever their lengths
    (FracMinHash; Irber et al., 2022).
    """
    limit = 1 << 64 - SKETCH_BITS
    return sorted({value for value in shingle_hashes(text) if value < limit})
