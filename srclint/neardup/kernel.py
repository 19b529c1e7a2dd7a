"""The batch kernel: shingle hashes of many texts at once, without Python work per word.

The texts stand one after the other in a byte buffer, where everything that is no letter or digit has become 0. Words
lie between its edges. A view of the buffer that starts an eight-byte number at every byte gives each word's first
chunk in one gather, masked to the word's length, and so on for longer words. The result equals
`shingles.shingle_hashes` bit by bit.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from srclint.neardup.normalise import normal
from srclint.neardup.shingles import CHUNK, CHUNKS, LENGTHS, LONGEST, PLACES, SHINGLE, SKETCH_BITS
from srclint.record import record

U8 = NDArray[np.uint8]
U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
_BLOCK = 1 << 17
_END = 1
# ASCII letters in small, digits as they are, all other ASCII 0; bytes of other characters stay.
_FOLDED = bytes(code if code > 127 else ord(chr(code).lower()) * chr(code).isalnum() for code in range(256))
# The bytes of an eight-byte number that belong to a word with so many bytes left.
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(CHUNK + 1)], np.uint64)


@record
class Shingles:
    """Shingle hashes of n texts: those of text i are `hashes[ends[i - 1] : ends[i]]`, one a word but the last four."""

    hashes: U64
    ends: I64

    def of(self, index: int) -> U64:
        """The hashes of one text, in the order of its words, repeats and all."""
        return self.hashes[self.ends[index - 1] if index else 0 : self.ends[index]]


def shingles(texts: Sequence[str]) -> Shingles:
    """The shingle hashes of the texts, in their order."""
    parts = [_block(block) for block in _blocks(texts)]
    if not parts:
        return Shingles(np.empty(0, np.uint64), np.empty(0, np.int64))
    return Shingles(
        np.concatenate([hashes for hashes, _ in parts]), np.cumsum(np.concatenate([counts for _, counts in parts]))
    )


def sketches(texts: Sequence[str]) -> list[U64]:
    """The sketch of each text: its distinct small hashes, sorted, as `shingles.sketch` gives them."""
    return sketches_of(shingles(texts))


def sketches_of(hashed: Shingles) -> list[U64]:
    """The sketches of texts whose shingles are known already."""
    if not len(hashed.ends):
        return []
    small = np.flatnonzero(hashed.hashes <= np.uint64((1 << 64 - SKETCH_BITS) - 1))
    hashes = hashed.hashes[small]
    bounds = np.searchsorted(small, hashed.ends)
    # One sort for each text: sorting all by text and hash costs three times as much.
    for start, end in pairwise([0, *bounds.tolist()]):
        hashes[start:end].sort()
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = hashes[1:] != hashes[:-1]
    fresh[bounds[bounds < len(hashes)]] = True
    return np.split(hashes[fresh], np.concatenate((np.zeros(1, np.int64), np.cumsum(fresh)))[bounds[:-1]])


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in runs of about 128 Ki characters, so that a run's arrays stay small."""
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text) + 1
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _block(texts: Sequence[str]) -> tuple[U64, I64]:
    """The hashes of all shingles, and how many of them each text has."""
    data = _buffer(texts)
    letters = np.frombuffer(data, np.uint8)
    inside = letters > _END
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts = edges[::2]
    # How many words lie before the end of each text, and so how many each text has.
    upto = np.searchsorted(starts, np.flatnonzero(letters == _END)[1:])
    values = _combine(_word_hashes(data, starts, edges[1::2] - starts))
    # A run of five words that starts in one text and ends in the next is no shingle.
    keep = np.ones(len(values), bool)
    crossing = (upto[:-1, None] - np.arange(1, SHINGLE)).ravel()
    keep[crossing[(crossing >= 0) & (crossing < len(values))]] = False
    return values[keep], np.maximum(np.diff(upto, prepend=0) - SHINGLE + 1, 0)


def _buffer(texts: Sequence[str]) -> bytes:
    """The normal form of the texts, each between two end marks, with room behind for a chunk."""
    parts = (text.encode("utf-8", "surrogatepass").translate(_FOLDED) for text in texts)
    data = b"\1".join([b"", *parts, bytes(CHUNK)])
    return data if data.isascii() else _normalised(data)


def _normalised(data: bytes) -> bytes:
    """The buffer with its other characters in their normal form, and those that are no letter or digit as 0."""
    letters = np.frombuffer(data, np.uint8)
    at = np.flatnonzero(letters >= 0xC0)
    lead = letters[at]
    sizes = 2 + (lead >= 0xE0) + (lead >= 0xF0)
    found, which = np.unique(_numbers(data)[at] & _MASKS[sizes], return_inverse=True)
    characters = [_character(int(value)) for value in found]
    sign = np.array([not character.isalnum() for character in characters])[which]
    cleared = letters.copy()
    for step in range(4):
        cleared[at[sign & (sizes > step)] + step] = 0
    data = cleared.tobytes()
    for character in characters:
        if character.isalnum() and (folded := normal(character)) != character:
            data = data.replace(character.encode(), folded.encode())
    return data


def _character(value: int) -> str:
    return value.to_bytes(CHUNK, "little").rstrip(b"\0").decode("utf-8", "surrogatepass")


def _numbers(data: bytes) -> U64:
    """The eight bytes from each byte of the buffer on as a number: a view, not a copy."""
    return np.ndarray((len(data) - CHUNK + 1,), np.dtype("<u8"), data, strides=(1,))


def _word_hashes(data: bytes, starts: I64, sizes: I64) -> U64:
    numbers = _numbers(data)
    total = numbers.take(starts)
    total &= _MASKS.take(sizes, mode="clip")
    total *= np.uint64(CHUNKS)
    place = 1
    long = np.flatnonzero(sizes > CHUNK)
    endless = long[sizes[long] > LONGEST]
    total[endless] += sizes[endless].astype(np.uint64) * np.uint64(LENGTHS)
    while len(long) and place * CHUNK < LONGEST:
        left = sizes[long] - place * CHUNK
        chunk = numbers[starts[long] + place * CHUNK] & _MASKS.take(left, mode="clip")
        total[long] += chunk * np.uint64((2 * place + 1) * CHUNKS & 0xFFFFFFFFFFFFFFFF)
        long = long[left > CHUNK]
        place += 1
    return _mix(total)


def _combine(hashes: U64) -> U64:
    count = len(hashes) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = hashes[:count] * np.uint64(PLACES[0])
    for place in range(1, SHINGLE):
        total += hashes[place : place + count] * np.uint64(PLACES[place])
    return _mix(total)


def _mix(value: U64) -> U64:
    """The finaliser of SplitMix64 in place, as `shingles` has it for lanes."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value ^= value >> np.uint64(shift)
        value *= np.uint64(factor)
    value ^= value >> np.uint64(31)
    return value
