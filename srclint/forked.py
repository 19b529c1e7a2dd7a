"""A fraction of a second of work, shared with copies of this process.

A fresh interpreter takes as long to start as fifty stories take to examine. A copy made by `fork` is there in a
millisecond or two, with the rules loaded, so that already the files of one commit are worth sharing. All processes
take the next piece of work from one queue, a pipe that is filled beforehand. A copy hands its results back over a pipe
of its own; whatever one cannot do, this process does itself, so that nothing is lost.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any, TypeVar

try:
    from _pickle import Pickler, Unpickler  # without the pickler in Python that pickle.py defines beside it
except ImportError:
    from pickle import Pickler, Unpickler

W = TypeVar("W")
R = TypeVar("R")

MOST = 61
"""What a pool on Windows can wait for at a time."""
_ENTRIES = 4096
_WIDTH = 4
"""Entries of a queue, and the bytes of each: together less than a pipe holds on any system."""
_LENGTH = 8
"""Bytes in which a copy writes how much follows."""


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def can_fork() -> bool:
    """Whether a copy of this process is a safe and cheap thing: on Linux, where no other thread of any kind runs."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names, to count
    except OSError:
        return False


def shared(work: Sequence[W], sizes: Iterable[int], do: Callable[[W], R], processes: int) -> Generator[R]:
    """What `do` makes of each piece of work, in order, done by this process and copies of it.

    What this process did itself is handed on before it waits for a copy: a copy ends meanwhile.

    Args:
        work: the pieces.
        sizes: how large each piece is, in any unit: large ones are done first, so that all processes end together.
        do: what is done; what it returns can be pickled.
        processes: how many there are, this one included.
    """
    queue = _Queue(list(sizes))
    copies: list[_Copy] = []
    try:
        for _ in range(min(processes, len(work)) - 1):
            copies.append(_Copy(lambda: ((k, do(work[k])) for k in queue)))  # noqa: PERF401 - those made are ended
        results: dict[int, R] = {k: do(work[k]) for k in queue}
        unread = iter(copies)
        for k, piece in enumerate(work):
            while k not in results and (copy := next(unread, None)) is not None:
                results |= copy.results()
            yield results.pop(k) if k in results else do(piece)
    finally:
        queue.close()
        for copy in copies:
            copy.end()


class _Queue:
    """The numbers of pieces of work, the largest first; each is handed out once, whichever process asks."""

    def __init__(self, sizes: list[int]) -> None:
        self._many = len(sizes)
        self._step = -(-self._many // _ENTRIES) or 1
        starts = range(0, self._many, self._step)
        order = sorted(starts, key=lambda start: sum(sizes[start : start + self._step]), reverse=True)
        self._read, write = os.pipe()
        os.write(write, b"".join([start.to_bytes(_WIDTH, "little") for start in order]))
        os.close(write)

    def __iter__(self) -> Iterator[int]:
        while entry := os.read(self._read, _WIDTH):
            start = int.from_bytes(entry, "little")
            yield from range(start, min(start + self._step, self._many))

    def close(self) -> None:
        os.close(self._read)


class _Copy:
    """A copy of this process that does some of the work and writes the results into a pipe, their length first."""

    def __init__(self, do: Callable[[], Iterable[tuple[int, Any]]]) -> None:
        self._read, write = os.pipe()
        self._working = True
        self._pid = _fork()
        if self._pid == 0:
            code = 1
            try:
                with open(write, "wb") as pipe:  # noqa: PTH123 - a descriptor
                    data = _pickled(do())
                    pipe.write(len(data).to_bytes(_LENGTH, "little") + data)
                code = 0
            finally:
                os._exit(code)
        os.close(write)

    def results(self) -> dict[int, Any]:
        """What it made, by the number of the piece; nothing where it came to grief.

        All of it is there as soon as the pipe is closed: the end of the process itself takes a while longer.
        """
        with open(self._read, "rb", closefd=False) as pipe:
            length, data = int.from_bytes(pipe.read(_LENGTH), "little"), pipe.read()
        self._working = False
        if not length or len(data) != length:
            return {}
        return dict(_unpickled(data))

    def end(self) -> None:
        """Let go of the pipe, and of the copy, which is ended if it is still at work."""
        os.close(self._read)
        if not self._pid:
            return
        if self._working:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _pickled(results: Iterable[Any]) -> bytes:
    """Results, each packed as soon as it is there; what one has in common with those before it is packed once."""
    buffer = BytesIO()
    pickler = Pickler(buffer, -1)
    for result in results:
        pickler.dump(result)
    return buffer.getvalue()


def _unpickled(data: bytes) -> Iterator[Any]:
    buffer = BytesIO(data)
    unpickler = Unpickler(buffer)  # noqa: S301 - of our own copy
    while buffer.tell() < len(data):
        yield unpickler.load()


def _fork() -> int | None:
    """The process id of a copy of this process, 0 in the copy; None where the system has no room for another."""
    try:
        return os.fork()
    except OSError:
        return None
