"""A fraction of a second of work, shared with copies of this process.

A fresh interpreter takes as long to start as fifty stories take to examine. A copy made by `fork` is there in a
millisecond or two, with the rules loaded, so that already the files of one commit are worth sharing. A copy hands its
results back over a pipe; whatever one cannot do, this process does itself, so that nothing is lost.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from heapq import heapreplace
from typing import TypeVar

W = TypeVar("W")
R = TypeVar("R")


MOST = 61
"""What a pool on Windows can wait for at a time."""


def processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


def can_fork() -> bool:
    """Whether a copy of this process is a safe and cheap thing: on Linux, where no other thread runs."""
    threading = sys.modules.get("threading")
    return sys.platform == "linux" and (threading is None or threading.active_count() == 1)


def shared(work: Sequence[W], sizes: Iterable[int], do: Callable[[W], R], processes: int) -> list[R]:
    """What `do` makes of each piece of work, in order, done by this process and copies of it.

    Args:
        work: the pieces, at least one.
        sizes: how large each piece is, in any unit: the processes get about the same.
        do: what is done; what it returns can be pickled.
        processes: how many there are, this one included.
    """
    own, *others = (share for share in _shares(list(sizes), processes) if share)
    copies = [_Copy([work[k] for k in share], do) for share in others]
    try:
        results = {k: do(work[k]) for k in own}
        for share, copy in zip(others, copies, strict=True):
            found: list[R] | None = copy.results()
            results |= zip(share, [do(work[k]) for k in share] if found is None else found, strict=True)
    finally:
        for copy in copies:
            copy.end()
    return [results[k] for k in range(len(work))]


def _shares(sizes: list[int], processes: int) -> list[list[int]]:
    """Shares of about the same size: each piece, the largest first, to whom has the least so far."""
    heap: list[tuple[int, int, list[int]]] = [(0, number, []) for number in range(processes)]
    shares = [share for _, _, share in heap]
    for k in sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True):
        size, number, share = heap[0]
        share.append(k)
        heapreplace(heap, (size + sizes[k], number, share))
    return shares


class _Copy:
    """A copy of this process that does its share of the work and writes the results into a pipe."""

    def __init__(self, work: Sequence[W], do: Callable[[W], R]) -> None:
        self._read, write = os.pipe()
        self._pid = _fork()
        if self._pid == 0:
            code = 1
            try:
                with open(write, "wb") as pipe:  # noqa: PTH123 - a descriptor
                    pipe.write(pickle.dumps([do(piece) for piece in work], pickle.HIGHEST_PROTOCOL))
                code = 0
            finally:
                os._exit(code)
        os.close(write)

    def results(self) -> list[R] | None:
        """What came of its share; None where it came to grief."""
        with open(self._read, "rb", closefd=False) as pipe:
            data = pipe.read()
        if not self._well():
            return None
        found: list[R] = pickle.loads(data)  # noqa: S301 - of our own copy
        return found

    def _well(self) -> bool:
        """Whether there was a copy and it ended as it should; waits for its end."""
        pid, self._pid = self._pid, None
        return pid is not None and os.waitpid(pid, 0)[1] == 0

    def end(self) -> None:
        """Let go of the pipe, and of the copy if it is still at work."""
        os.close(self._read)
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._well()


def _fork() -> int | None:
    """The process id of a copy of this process, 0 in the copy; None where the system has no room for another."""
    try:
        return os.fork()
    except OSError:
        return None
