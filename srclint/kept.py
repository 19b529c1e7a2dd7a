"""Files that a run leaves beside srclint's bytecode, so that the next one need not do the same work again."""

import os
import sys
from contextlib import suppress
from pathlib import Path


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
