"""Articles examined on several processes, in the order they came whatever the number of processes.

A pool of fresh interpreters takes a quarter of a second to start, and pays from about two seconds of work on.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context

from srclint.examine import Done, Examined, Step, Work, examine_all, size_of
from srclint.load import read_options
from srclint.plan import Plan, make_plan
from srclint.readers import ReadOptions
from srclint.settings import Settings

BATCH = 1 << 20
"""The size of a batch, in bytes of source."""

_KNOWN = 1 << 9  # what a result that is known already counts as, so that batches of them end too


def in_parallel(steps: Iterable[Step], settings: Settings, jobs: int, *, compare: bool) -> Iterator[Done]:
    """Every step with what was found, in order."""
    pending: deque[tuple[list[Step], Future[list[Examined]] | None]] = deque()
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_Worker.start, initargs=(settings, compare)
    )
    try:
        for batch in _batches(steps):
            todo = [step for step in batch if not isinstance(step, Examined)]
            pending.append((batch, pool.submit(_Worker.run, todo) if todo else None))
            while len(pending) > 2 * jobs:
                yield from _merged(*pending.popleft())
        while pending:
            yield from _merged(*pending.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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
    def start(cls, settings: Settings, compare: bool) -> None:
        cls.plan, cls.options, cls.compare = make_plan(settings), read_options(settings), compare

    @classmethod
    def run(cls, batch: list[Work]) -> list[Examined]:
        found = (examine_all(work, cls.plan, cls.options, compare=cls.compare) for work in batch)
        return list(chain.from_iterable(found))
