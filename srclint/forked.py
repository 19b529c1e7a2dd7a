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
_LAST = 4
"""Entries at the end of a queue that are in order of size."""
_LENGTH = 8
"""Bytes in which a copy writes how much follows."""
_CHUNK = 1 << 16
"""Bytes that are read from a pipe at a time: what it holds on Linux."""


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

    What is ready is handed on between two pieces of this process's own, so that what is done with it, writing say,
    takes its time while the copies work.

    Args:
        work: the pieces.
        sizes: how large each piece is, in any unit.
        do: what is done; what it returns can be pickled.
        processes: how many there are, this one included.
    """
    queue = _Queue(list(sizes))
    copies: list[_Copy] = []
    results: dict[int, R] = {}
    due = 0
    try:
        for _ in range(min(processes, len(work)) - 1):
            copies.append(_Copy(lambda: ((k, do(work[k])) for k in queue)))  # noqa: PERF401 - those made are ended
        for k in queue:
            results[k] = do(work[k])
            for copy in copies:
                results.update(copy.results())
            while due in results:
                yield results.pop(due)
                due += 1
        for k in range(due, len(work)):
            while k not in results and (working := [copy for copy in copies if copy.working]):
                results.update(working[0].results(wait=True))
                for copy in working[1:]:
                    results.update(copy.results())
            yield results.pop(k) if k in results else do(work[k])
    finally:
        queue.close()
        for copy in copies:
            copy.end()


class _Queue:
    """The numbers of pieces of work; each is handed out once, whichever process asks.

    They come in order, so that what is made of them can be handed on soon. But those of more than twice the mean size
    come first, and the last few by size, so that all processes end together.
    """

    def __init__(self, sizes: list[int]) -> None:
        self._many = len(sizes)
        self._step = -(-self._many // _ENTRIES) or 1
        starts = range(0, self._many, self._step)
        entries = [sum(sizes[start : start + self._step]) for start in starts]
        large = 2 * sum(entries) / max(1, len(entries))
        order = sorted(starts, key=lambda start: -size if (size := entries[start // self._step]) > large else 0)
        order[-_LAST:] = sorted(order[-_LAST:], key=lambda start: -entries[start // self._step])
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
    """A copy of this process that does some of the work and writes each result into a pipe, its length first.

    What one result has in common with those before it is packed once.
    """

    def __init__(self, do: Callable[[], Iterable[tuple[int, Any]]]) -> None:
        self._read, write = os.pipe()
        self.working = True
        self._pid = _fork()
        if self._pid == 0:
            code = 1
            try:
                with open(write, "wb") as pipe:  # noqa: PTH123 - a descriptor
                    for packed in _pickled(do()):
                        pipe.write(len(packed).to_bytes(_LENGTH, "little") + packed)
                        pipe.flush()
                code = 0
            finally:
                os._exit(code)
        os.close(write)
        self._unread = b""
        self._packed = BytesIO()
        self._unpickler = Unpickler(self._packed)  # noqa: S301 - of our own copy

    def results(self, *, wait: bool = False) -> dict[int, Any]:
        """What it made since it was last asked, by the number of the piece; with `wait`, something or its end.

        All of it is there as soon as the pipe is closed: the end of the process itself takes a while longer. Of a copy
        that came to grief on the way, what was not written whole counts for nothing.
        """
        data = self._unread + self._received(wait=wait)
        found, start = [], 0
        while (begin := start + _LENGTH) <= len(data):
            end = begin + int.from_bytes(data[start:begin], "little")
            if end > len(data):
                break
            found.append(self._unpickled(data[begin:end]))
            start = end
        self._unread = data[start:]
        return dict(found)

    def _received(self, *, wait: bool) -> bytes:
        """What is in the pipe; with `wait`, once there is something."""
        chunks = []
        os.set_blocking(self._read, wait)
        with suppress(BlockingIOError):
            while chunk := os.read(self._read, _CHUNK):
                chunks.append(chunk)
                os.set_blocking(self._read, False)
            self.working = False
        return b"".join(chunks)

    def _unpickled(self, packed: bytes) -> tuple[int, Any]:
        self._packed.seek(0)
        self._packed.truncate()
        self._packed.write(packed)
        self._packed.seek(0)
        found: tuple[int, Any] = self._unpickler.load()
        return found

    def end(self) -> None:
        """Let go of the pipe, and of the copy, which is ended if it is still at work."""
        os.close(self._read)
        if not self._pid:
            return
        if self.working:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _pickled(results: Iterable[Any]) -> Iterator[bytes]:
    """Results, each packed as soon as it is there; what one has in common with those before it is packed once."""
    buffer = BytesIO()
    pickler = Pickler(buffer, -1)
    for result in results:
        pickler.dump(result)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _fork() -> int | None:
    """The process id of a copy of this process, 0 in the copy; None where the system has no room for another."""
    try:
        return os.fork()
    except OSError:
        return None
