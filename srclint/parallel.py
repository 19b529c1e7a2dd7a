"""Articles examined on several processes, in the order they came whatever the number of processes.

A pool of fresh interpreters takes a quarter of a second to start, and pays from about two seconds of work on.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from srclint.errors import SrclintError
from srclint.examine import Done, Examined, Step, Work, examine_all, size_of
from srclint.load import read_options
from srclint.plan import Plan, make_plan
from srclint.readers import ReadOptions
from srclint.settings import Settings

BATCH = 1 << 20
"""The size of a batch, in bytes of source."""

_KNOWN = 1 << 9  # what a result that is known already counts as, so that batches of them end too


def in_parallel(steps: Iterable[Step], settings: Settings, jobs: int, *, compare: bool) -> Iterator[Done]:
    """Every step with what was found, in order.

    Raises:
        SrclintError: one of the processes was killed.
    """
    context = get_context("spawn")
    heard, held = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_Worker.start, initargs=(settings, compare, heard))
    pending: deque[tuple[list[Step], Future[list[Examined]] | None]] = deque()
    try:
        for batch in _batches(steps):
            todo = [step for step in batch if not isinstance(step, Examined)]
            with _interrupts_put_off():
                pending.append((batch, pool.submit(_Worker.run, todo) if todo else None))
            while len(pending) > 2 * jobs:
                yield from _merged(*pending.popleft())
        while pending:
            yield from _merged(*pending.popleft())
        pool.shutdown()
    except BrokenProcessPool as error:
        raise SrclintError("one of the processes was killed, perhaps for want of memory; try --jobs 1") from error
    finally:
        held.close()
        pool.shutdown(cancel_futures=True)


def _batches(steps: Iterable[Step]) -> Iterator[list[Step]]:
    batch: list[Step] = []
    size = 0
    for step in steps:
        batch.append(step)
        size += _KNOWN if isinstance(step, Examined) else size_of(step)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _merged(batch: list[Step], future: Future[list[Examined]] | None) -> Iterator[Done]:
    fresh = iter(future.result() if future is not None else ())
    for step in batch:
        yield (None, step) if isinstance(step, Examined) else (step, next(fresh))


class _Worker:
    """The state of a worker process: the plan, made once."""

    plan: Plan
    options: ReadOptions
    compare: bool

    @classmethod
    def start(cls, settings: Settings, compare: bool, run: Connection) -> None:
        _end_with(run)
        cls.plan, cls.options, cls.compare = make_plan(settings), read_options(settings), compare

    @classmethod
    def run(cls, batch: list[Work]) -> list[Examined]:
        found = (examine_all(work, cls.plan, cls.options, compare=cls.compare) for work in batch)
        return list(chain.from_iterable(found))


@contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Keep Ctrl-C for later, also in processes that are started meanwhile, which would print a traceback for it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with(run: Connection) -> None:
    """End this process, whatever it is at, on Ctrl-C, and when the run that holds the other end of the pipe is over.

    A run that was killed cannot tell its processes so; without it they would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    def follow() -> None:
        run.poll(None)
        os._exit(1)

    Thread(target=follow, daemon=True).start()
