"""The batch kernel: shingle hashes of many texts at once, without Python work per word.

The texts stand one after the other in a buffer, as bytes where all is ASCII, else as code points. A table folds
letters and makes everything that is no letter or digit 0; the prefix sums of letter × power give every word's
polynomial from its two ends, and the inverse power of its start brings it to the lowest: all modulo 2**64, where an
odd base has an inverse. The result equals `shingles.shingle_hashes` bit by bit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from srclint.language import fold
from srclint.neardup.shingles import BASE, PLACES, SHINGLE, SKETCH_BITS

U64 = NDArray[np.uint64]
_BLOCK = 1 << 16
_TABLED = 0x2100
_UNTABLED = 1 << 32


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
    for block in _blocks(texts):
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


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in runs of about 64 Ki characters, so that a run's arrays stay in the processor's cache."""
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


def _block(texts: list[str]) -> tuple[U64, NDArray[np.int64]]:
    letters = _letters("\n".join(["", *texts, ""]))
    edges = np.flatnonzero((letters[1:] != 0) != (letters[:-1] != 0)) + 1
    starts, ends = edges[::2], edges[1::2]
    hashes = _word_hashes(letters, starts, ends)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    # How many words lie before the end of each text, and so how many each text has.
    upto = np.searchsorted(starts, np.cumsum(lengths), side="right")
    values = _combine(hashes)
    # A run of five words that starts in one text and ends in the next is no shingle.
    keep = np.ones(len(values), bool)
    crossing = (upto[:-1, None] - np.arange(1, SHINGLE)).ravel()
    keep[crossing[(crossing >= 0) & (crossing < len(values))]] = False
    return values[keep], np.maximum(np.diff(upto, prepend=0) - SHINGLE + 1, 0)


def _letters(text: str) -> NDArray[np.uint64]:
    """The folded letters and digits of a text, 0 for all that is neither; as long as the text."""
    table = _table()
    if text.isascii():
        return table[np.frombuffer(text.encode("ascii"), np.uint8)]
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = table[np.minimum(codes, _TABLED)]
    odd = np.flatnonzero(letters == _UNTABLED)
    if len(odd):
        folded = fold(text)
        letters[odd] = [ord(folded[at]) if folded[at].isalnum() else 0 for at in odd.tolist()]
    return letters


def _word_hashes(letters: U64, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> U64:
    up, down = _powers(1 << max(len(letters) - 1, _BLOCK).bit_length())
    prefix = np.empty(len(letters) + 1, np.uint64)
    prefix[0] = 0
    np.cumsum(letters * up[: len(letters)], out=prefix[1:])
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
def _table() -> U64:
    """What the characters below `_TABLED` fold to; the last entry stands for all others, which are looked at singly."""
    folded = [fold(chr(code)) for code in range(_TABLED)]
    letters = [ord(letter) if letter.isalnum() else 0 for letter in folded]
    # A capital sigma folds by its place in the word.
    letters[ord("Σ")] = _UNTABLED
    return np.array([*letters, _UNTABLED], np.uint64)


@cache
def _powers(size: int) -> tuple[U64, U64]:
    """The powers of the base and of its inverse modulo 2**64."""
    return tuple(  # type: ignore[return-value]
        np.cumprod(np.concatenate(([np.uint64(1)], np.full(size - 1, factor, np.uint64))), dtype=np.uint64)
        for factor in (np.uint64(BASE), np.uint64(pow(BASE, -1, 1 << 64)))
    )
