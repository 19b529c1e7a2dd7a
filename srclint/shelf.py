"""Things that a run sets aside until all files are read: in memory while they are few, then in a temporary file."""

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import IO, Self, TypeVar

T = TypeVar("T")
HELD = 256
"""Things that are held in memory."""


class Shelf:
    """A place for things that pickle. Use it in a `with` statement: at its end the file is gone."""

    def __init__(self) -> None:
        self._count = 0
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, thing: T) -> Callable[[], T]:
        """Set a thing aside; what comes back fetches it, as often as it is asked."""
        self._count += 1
        if self._count <= HELD:
            return lambda: thing
        import pickle

        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile(prefix="srclint-", buffering=0)  # noqa: SIM115 - `__exit__` closes it
        data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        start = self._file.seek(0, 2)
        self._file.write(data)
        return partial(_fetched, self._file, start, len(data))


def _fetched(file: IO[bytes], start: int, size: int) -> T:  # type: ignore[type-var]
    import pickle

    file.seek(start)
    found: T = pickle.loads(file.read(size))  # noqa: S301 - written by this process, to a file that has no name
    return found
