"""Files that a run leaves beside srclint's bytecode, so that the next one need not do the same work again."""

import marshal
import os
import sys
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


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


def made(name: str, of: Hashable, make: Callable[[], T], *by: str) -> T:
    """What `make` makes, from an earlier run if there is one: plain values, as `marshal` knows them.

    Args:
        name: the name of the file.
        of: what tells whether it would be made of the same things now.
        make: makes it anew.
        by: the sources that make it, as paths; when one of them changes it is made anew.
    """
    path = place(name)
    stamp: tuple[Any, ...] = (sys.version, of, *map(_changed, by))
    try:
        known, found = marshal.loads(path.read_bytes())  # noqa: S302 - trusted as bytecode is
        if known == stamp:
            return found  # type: ignore[no-any-return]
    except (OSError, ValueError, EOFError, TypeError):
        pass
    result: Any = make()
    keep(path, marshal.dumps((stamp, result)))
    return result  # type: ignore[no-any-return]


def _changed(source: str) -> tuple[int, int]:
    try:
        status = os.stat(source)  # noqa: PTH116 - a tenth of the time of a path's
    except OSError:  # in an archive, which changes as a whole
        return 0, 0
    return status.st_size, status.st_mtime_ns
