"""The batch kernel: shingle hashes of many texts at once, at the byte level and without Python work per word.

The texts stand one after the other in a byte buffer. A table tells word bytes from the rest; the prefix sums of
byte × power give every word's polynomial from its two ends, and the inverse power of its start brings it to the
lowest: all modulo 2**64, where an odd base has an inverse. The result equals `shingles.shingle_hashes` bit by bit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from srclint.neardup.normalise import plain
from srclint.neardup.shingles import BASE, PLACES, SHINGLE, SKETCH_BITS

U64 = NDArray[np.uint64]
_BLOCK = 1 << 17


@dataclass(frozen=True)
class Shingles:
    """Shingle hashes of n texts: those of text i are `hashes[ends[i - 1] : ends[i]]`, one a word but the last four."""

    hashes: U64
    ends: NDArray[np.int64]

    def of(self, index: int) -> U64:
        """The hashes of one text, in the order of its words, repeats and all."""
        return self.hashes[self.ends[index - 1] if index else 0 : self.ends[index]]


def shingles(texts: Sequence[str]) -> Shingles:
    """The shingle hashes of the texts, in their order."""
    hashes: list[U64] = []
    counts: list[NDArray[np.int64]] = []
    for block in _blocks(plain(text).encode() for text in texts):
        values, number = _block(block)
        hashes.append(values)
        counts.append(number)
    if not hashes:
        return Shingles(np.empty(0, np.uint64), np.empty(0, np.int64))
    return Shingles(np.concatenate(hashes), np.cumsum(np.concatenate(counts)))


def sketches(texts: Sequence[str]) -> list[U64]:
    """The sketch of each text: its distinct small hashes, sorted, as `shingles.sketch` gives them."""
    every = shingles(texts)
    limit = np.uint64((1 << 64 - SKETCH_BITS) - 1)
    small = np.flatnonzero(every.hashes <= limit)
    cuts = np.searchsorted(small, every.ends[:-1])
    return [np.unique(part) for part in np.split(every.hashes[small], cuts)] if len(texts) else []


def _blocks(texts: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The texts in runs of about 128 KiB, so that a run's arrays stay in the processor's cache."""
    block: list[bytes] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text) + 1
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _block(texts: list[bytes]) -> tuple[U64, NDArray[np.int64]]:
    data = np.frombuffer(b"\n" + b"\n".join(texts) + b"\n", np.uint8)
    starts, ends = _words(data)
    hashes = _word_hashes(data, starts, ends)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    # How many words lie before the end of each text, and so how many each text has.
    upto = np.searchsorted(starts, np.cumsum(lengths), side="right")
    words = np.diff(upto, prepend=0)
    values = _combine(hashes)
    number = np.maximum(words - SHINGLE + 1, 0)
    # A run of five words that starts in one text and ends in the next is no shingle.
    keep = np.ones(len(values), bool)
    crossing = (upto[:-1, None] - np.arange(1, SHINGLE)).ravel()
    keep[crossing[(crossing >= 0) & (crossing < len(values))]] = False
    return values[keep], number


def _words(data: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where words start and end in the buffer, which begins and ends outside of a word."""
    inside = _word_bytes()[data]
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return edges[::2], edges[1::2]


def _word_hashes(data: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> U64:
    up, down = _powers(1 << max(len(data) - 1, _BLOCK).bit_length())
    prefix = np.zeros(len(data) + 1, np.uint64)
    np.cumsum(data * up[: len(data)], out=prefix[1:])
    return _mix((prefix[ends] - prefix[starts]) * down[starts])


def _combine(hashes: U64) -> U64:
    count = len(hashes) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = hashes[:count] * np.uint64(PLACES[0])
    for place in range(1, SHINGLE):
        total += hashes[place : place + count] * np.uint64(PLACES[place])
    return _mix(total)


def _mix(value: U64) -> U64:
    """`shingles.mix`, in place, for an array."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value ^= value >> np.uint64(shift)
        value *= np.uint64(factor)
    value ^= value >> np.uint64(31)
    return value


@cache
def _word_bytes() -> NDArray[np.bool_]:
    table = np.zeros(256, bool)
    table[128:] = True
    table[np.frombuffer(b"0123456789abcdefghijklmnopqrstuvwxyz", np.uint8)] = True
    return table


@cache
def _powers(size: int) -> tuple[U64, U64]:
    """The powers of the base and of its inverse modulo 2**64."""
    return tuple(  # type: ignore[return-value]
        np.cumprod(np.concatenate(([np.uint64(1)], np.full(size - 1, factor, np.uint64))), dtype=np.uint64)
        for factor in (np.uint64(BASE), np.uint64(pow(BASE, -1, 1 << 64)))
    )
