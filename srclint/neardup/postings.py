"""Which stories have a shingle: the postings of an archive index.

A shingle of a sketch goes by 32 bits of its hash. Postings are kept in 65,536 blocks by the upper half of these; a
block holds its postings' lower halves, sorted, two bytes each, and behind them the numbers of their stories, four each.
New postings go into a small table first and move into the blocks by the thousand, because writing one story
would touch as many blocks as it has shingles. Of a shingle that is in more than 256 stories 256 are kept: enough
to see that it is common, or that all of them are one cluster.
"""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from srclint.neardup.store import KEPT, short

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srclint.neardup.kernel import U64

_OFFSET = 1 << 63
_LOW = (1 << 16) - 1
_MERGED_FROM = 4096
_MERGED_PART = 16
_POSTING = 6


def stories_with(connection: sqlite3.Connection, hashes: Iterable[int]) -> dict[int, list[int]]:
    """For each shingle the numbers of the stories that have it, ascending; some may have been removed since."""
    found = {hashed: _merged(connection, short(hashed)) for hashed in hashes}
    (some_are_new,) = connection.execute("SELECT EXISTS (SELECT * FROM recent)").fetchone()
    if some_are_new:
        for hashed, numbers in found.items():
            low = (short(hashed) << 32) - _OFFSET
            rows = connection.execute("SELECT key FROM recent WHERE key BETWEEN ? AND ?", (low, low + (1 << 32) - 1))
            numbers.extend(key - low for (key,) in rows)
    return found


def _merged(connection: sqlite3.Connection, value: int) -> list[int]:
    row = connection.execute("SELECT data FROM block WHERE id = ?", (value >> 16,)).fetchone()
    return _in_block(row[0], value & _LOW) if row else []


def _in_block(data: bytes, low: int) -> list[int]:
    number = len(data) // _POSTING
    view = memoryview(data)
    lows = view[: 2 * number].cast("H")
    start = bisect_left(lows, low)
    return view[2 * number :].cast("I")[start : bisect_right(lows, low, start)].tolist() if number else []


def keys_of(postings: Iterable[tuple[int, int]]) -> list[int]:
    """Postings, as (hash of a sketch, number of a story), in the form in which they are kept, sorted."""
    return sorted((short(hashed) << 32 | story) - _OFFSET for hashed, story in postings)


def add_keys(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Add postings, those of few stories; `merge` is for many."""
    connection.executemany("INSERT OR IGNORE INTO recent VALUES (?)", ((key,) for key in keys))


def due(connection: sqlite3.Connection) -> bool:
    """Whether the new postings should move into the blocks: those of 4,096 stories, and of a sixteenth of all."""
    merged, last = connection.execute(
        "SELECT (SELECT value FROM setting WHERE name = 'merged'), (SELECT max(id) FROM story)"
    ).fetchone()
    new = (last or 0) - int(merged or 0)
    return new >= max(_MERGED_FROM, (last or 0) // _MERGED_PART)


def merge(connection: sqlite3.Connection, keys: Sequence[int] = (), alive: "NDArray[np.bool_] | None" = None) -> None:
    """Move the new postings, and `keys`, into the blocks.

    With `alive`, which tells for each number whether there is such a story, every block is gone over, and the
    postings of the others are dropped.
    """
    import numpy as np

    recent = np.fromiter((key for (key,) in connection.execute("SELECT key FROM recent")), np.int64)
    # The sign bit back: the order of hashes is that of unsigned numbers.
    new = np.sort(np.concatenate((recent, np.asarray(keys, np.int64))).view(np.uint64) ^ np.uint64(_OFFSET))
    blocks = new >> np.uint64(48)
    touched = set(np.unique(blocks).tolist())
    if alive is not None:
        touched.update(block for (block,) in connection.execute("SELECT id FROM block"))
    for block in sorted(touched):
        start, end = np.searchsorted(blocks, np.array([block, block + 1], np.uint64))
        row = connection.execute("SELECT data FROM block WHERE id = ?", (block,)).fetchone()
        merged = np.union1d(_unpacked(row[0] if row else b""), new[start:end] & np.uint64((1 << 48) - 1))
        if alive is not None:
            merged = merged[alive[(merged & np.uint64(0xFFFFFFFF)).view(np.int64)]]
        connection.execute("INSERT OR REPLACE INTO block VALUES (?, ?)", (block, _packed(merged)))
    connection.execute("DELETE FROM recent")
    connection.execute("INSERT OR REPLACE INTO setting SELECT 'merged', coalesce(max(id), 0) FROM story")


def count(connection: sqlite3.Connection) -> int:
    """How many postings there are."""
    (size,) = connection.execute("SELECT coalesce(sum(length(data)), 0) FROM block").fetchone()
    (recent,) = connection.execute("SELECT count(*) FROM recent").fetchone()
    return int(size // _POSTING + recent)


def _unpacked(data: bytes) -> "U64":
    """The postings of a block: lower half of the hash, then the story, in one number; sorted."""
    import numpy as np

    number = len(data) // _POSTING
    lows, stories = np.frombuffer(data, np.uint16, number), np.frombuffer(data, np.uint32, number, 2 * number)
    return lows.astype(np.uint64) << np.uint64(32) | stories


def _packed(postings: "U64") -> bytes:
    """The bytes of a block; of each shingle's postings the first 256."""
    import numpy as np

    lows = (postings >> np.uint64(32)).astype(np.uint16)
    keep = np.ones(len(lows), bool)
    keep[KEPT:] = lows[KEPT:] != lows[:-KEPT]
    return lows[keep].tobytes() + postings[keep].astype(np.uint32).tobytes()
