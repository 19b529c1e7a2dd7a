"""Files: written so that a reader sees the old text or the new, never half of either, and their paths as text."""

import errno
import os
import stat
from pathlib import Path

from srclint.lazy import lazy

_RECORD = lazy(r"(?is)(.*?\.jsonl)#")


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the contents of a file, or create it.

    A link is written through to its target; mode bits are kept. The new text is written to a temporary file
    beside the target first.

    Raises:
        OSError: when the target is read-only, or its folder cannot be written; the target is then as it was.
    """
    import tempfile

    target = Path(os.path.realpath(path))
    mode = _mode(target)
    handle, name = tempfile.mkstemp(prefix=".srclint-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The mode bits to give the file: its own, or those that a new file gets.

    Raises:
        PermissionError: for a read-only file, which a rename would replace all the same.
    """
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only", str(target))
    return mode


def as_text(name: str) -> str:
    """A file's name as text: bytes that are none become escapes, where `os.fsdecode` left lone surrogates."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def file_of(path: str) -> str:
    """The file of an article's path: FILE for a record `FILE.jsonl#N`, else the path itself, "#" or not."""
    record = _RECORD.match(path) if "#" in path else None
    return record[1] if record is not None else path


def file_from(folder: Path, path: str) -> str:
    """The file of an article's path, relative to a folder, with forward slashes."""
    file = file_of(path)
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive, to which no relative path leads
        return Path(file).absolute().as_posix()


def slashed(relative: str) -> str:
    """A relative path as text with forward slashes."""
    return as_text(relative if os.sep == "/" else relative.replace(os.sep, "/"))
