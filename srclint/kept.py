"""Files that a run leaves beside srclint's bytecode, so that the next one need not do the same work again."""

import marshal
import os
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
MARSHAL = 4
"""The form of `marshal` that every Python reads."""
UNREADABLE = (LookupError, ValueError, EOFError, TypeError)
"""What reading packed values raises where the bytes are not as expected."""
_TABLES = "tables"
_LENGTH = 4
"""Bytes that say how many the index of packed values takes."""


class Packed:
    """Plain values by key, each packed until it is asked for, as `packed` wrote them.

    `stamp` is what they were made of, `size` the number of all bytes. Other bytes raise one of `UNREADABLE`.
    """

    def __init__(self, data: "bytes | _File") -> None:
        self.size = len(data)
        start = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        self.stamp, self._places, end = marshal.loads(data[_LENGTH:start])  # noqa: S302 - trusted as bytecode is
        self._values, self._start = data, start
        if start + end != self.size:
            raise ValueError("cut off")

    def __iter__(self) -> Iterator[Any]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, key: Hashable) -> Any:  # noqa: ANN401 - what was packed
        return marshal.loads(self.bytes_of(key))  # noqa: S302 - as above

    def bytes_of(self, key: Hashable) -> bytes:
        """The packed value."""
        start, end = self._places[key]
        return self._values[self._start + start : self._start + end]


class _File:
    """The bytes of an open file, each slice read when it is asked for; the file is closed with the last look at it.

    A run asks for a part of what is kept, and what it does not read need not be copied.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __len__(self) -> int:
        return os.fstat(self._descriptor).st_size

    def __getitem__(self, at: slice) -> bytes:
        return os.pread(self._descriptor, at.stop - (start := at.start or 0), start)

    def __del__(self) -> None:
        os.close(self._descriptor)


def packed_in(path: Path) -> Packed:
    """The values that a file holds, in the form that `packed` gives them.

    Raises:
        OSError: there is no such file.
    """
    return Packed(_File(os.open(path, os.O_RDONLY)) if hasattr(os, "pread") else path.read_bytes())


def packed(stamp: Any, values: Mapping[Any, bytes]) -> bytes:  # noqa: ANN401 - as `marshal` takes it
    """The form that `Packed` reads; `values` are packed by `marshal` already."""
    places, at = {}, 0
    for key, value in values.items():
        places[key] = at, at + len(value)
        at += len(value)
    index = marshal.dumps((stamp, places, at), MARSHAL)
    return b"".join((len(index).to_bytes(_LENGTH, "big"), index, *values.values()))


def place(name: str) -> Path:
    """Where the file of that name for this Python lies, if there is one."""
    bytecode = __spec__.cached if __spec__ is not None else None
    folder = Path(bytecode).parent if bytecode else Path(__file__).parent / "__pycache__"
    return folder / f"{name}.{sys.implementation.cache_tag}.bin"


def keep(path: Path, data: bytes) -> None:
    """Write the file whole or not at all; where the folder cannot be written, the next run does the work again."""
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def found(name: str) -> Packed:
    """What earlier runs of this Python left under a name, packed with its version; empty where there is nothing."""
    try:
        known = packed_in(place(name))
        if known.stamp == sys.version:
            return known
    except (OSError, *UNREADABLE):
        pass
    return Packed(packed(sys.version, {}))


def made(name: str, of: Hashable, make: Callable[[], T], *by: str) -> T:
    """What `make` makes, from an earlier run if there is one: plain values, as `marshal` knows them.

    Args:
        name: what it is called in the file that holds all that is made so.
        of: what tells whether it would be made of the same things now.
        make: makes it anew.
        by: the sources that make it, as paths; when one of them changes it is made anew.
    """
    stamp: tuple[Any, ...] = (of, *map(status_of, by))
    try:
        known, value = _tables()[name]
        if known == stamp:
            return value  # type: ignore[no-any-return]
    except UNREADABLE:
        pass
    result: Any = make()
    tables = _tables()
    all_made = {other: tables.bytes_of(other) for other in tables} | {name: marshal.dumps((stamp, result))}
    keep(place(_TABLES), packed(sys.version, all_made))
    _tables.cache_clear()
    return result  # type: ignore[no-any-return]


@cache
def _tables() -> Packed:
    return found(_TABLES)


def status_of(source: str) -> tuple[int, int]:
    """What differs when a source does: its size and the time of its change."""
    try:
        status = os.stat(source)  # noqa: PTH116 - a tenth of the time of a path's
    except OSError:  # in an archive, which changes as a whole
        return 0, 0
    return status.st_size, status.st_mtime_ns
