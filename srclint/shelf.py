"""Things that a run sets aside until all files are read: in memory while they are few, then in a temporary file."""

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import IO, Self, TypeVar

from srclint.errors import SrclintError

T = TypeVar("T")
HELD = 256
"""Things that are held in memory."""


class Scratch:
    """A temporary file that has no name, made when the first bytes come."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def add(self, data: bytes) -> int:
        """Write behind all that is there; where it starts.

        Raises:
            SrclintError: there is no room for it, or no folder for temporary files.
        """
        try:
            if self._file is None:
                from tempfile import TemporaryFile

                self._file = TemporaryFile(prefix="srclint-", buffering=0)  # noqa: SIM115 - `close` does
            start = self._file.seek(0, 2)
            left = memoryview(data)
            while left:  # a write may take a part only, as the last one on a full disk does
                left = left[self._file.write(left) :]
        except OSError as error:
            raise SrclintError(f"cannot write a temporary file: {error.strerror}; TMPDIR may name a folder") from error
        return start

    def read(self, start: int, size: int) -> bytes:
        """The bytes that were written there."""
        if self._file is None:
            raise ValueError("closed")
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        """Give back the space."""
        if self._file is not None:
            self._file.close()


class Shelf:
    """A place for things that pickle. Use it in a `with` statement: at its end the file is gone."""

    def __init__(self) -> None:
        self._count = 0
        self._scratch = Scratch()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scratch.close()

    def put(self, thing: T) -> Callable[[], T]:
        """Set a thing aside; what comes back fetches it, as often as it is asked.

        Raises:
            SrclintError: there is no room for it.
        """
        self._count += 1
        if self._count <= HELD:
            return lambda: thing
        import pickle

        data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        return partial(_fetched, self._scratch, self._scratch.add(data), len(data))


def _fetched(scratch: Scratch, start: int, size: int) -> T:  # type: ignore[type-var]
    import pickle

    found: T = pickle.loads(scratch.read(start, size))  # noqa: S301 - written by this process, to a file without a name
    return found
