"""Files in, examined articles out: from the cache, in this process, or on several."""

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from math import inf
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from srclint.article import Article
from srclint.discover import Found, discover
from srclint.examine import Contents, Done, Examined, Step, Work, examine_all, size_of
from srclint.load import read_options
from srclint.plan import Plan
from srclint.readers import ReadOptions, Unreadable, holds_records, read_articles, whole_file
from srclint.record import NamedTuple

if TYPE_CHECKING:
    from srclint.cache import Cache
    from srclint.timing import Clock

CACHE = ".srclint_cache"
"""The folder of the cache, beside the configuration file."""
SETTLED = 0.5
"""Seconds after which a run knows its own pace."""
MANY = 32
"""Files that are worth opening a cache: to open and write one takes as long as three or four files, and the files of a
commit are new to it."""
AHEAD = 500
"""Files that are looked up in the cache at a time."""
PRESUMED = 1e6
"""The pace of a run before it has one: bytes a second."""
QUICK = 0.02
"""Seconds of work that are worth a copy of the process."""
WORTH = 2.0
"""Seconds of work left that are worth a pool."""


class Effort(NamedTuple):
    """How a run does its work; nothing here changes what it finds.

    `jobs` is the greatest number of processes, None for the number of processors. `cache` is the folder where results
    are kept from run to run, `clock` takes the time of every rule.
    """

    jobs: int | None = 1
    cache: Path | None = None
    clock: "Clock | None" = None


def examined(
    names: Sequence[str], plan: Plan, effort: Effort, *, stdin: tuple[bytes, str] | None, compare: bool
) -> Iterator[Examined]:
    """The articles that the paths stand for, examined, in path order; "-" among `names` is `stdin`."""
    if stdin is not None and "-" in names:
        yield from examine_all(Contents(stdin[1], stdin[0]), plan, read_options(plan.settings), compare=compare)
    waiting = deque(discover([name for name in names if name != "-"], plan.settings))
    cache = _cache(waiting, plan, effort, compare=compare)
    try:
        for work, item in _done(waiting, plan, effort, cache, compare=compare):
            if cache is not None and work is not None:
                cache.keep(work, item)
            yield item
    finally:
        if cache is not None:
            cache.close()


def _cache(waiting: Collection[Found], plan: Plan, effort: Effort, *, compare: bool) -> "Cache | None":
    """The cache, where there is enough to look up to be worth opening one; None where it cannot be written."""
    many = len(waiting) >= MANY or any(holds_records(found.display) for found in waiting)
    if effort.cache is None or effort.clock is not None or not many:
        return None
    import sqlite3

    from srclint.cache import Cache

    try:
        return Cache(effort.cache, plan, compare=compare)
    except (OSError, sqlite3.Error):
        return None


def _done(waiting: deque[Found], plan: Plan, effort: Effort, cache: "Cache | None", *, compare: bool) -> Iterator[Done]:
    """Alone, as long as sharing what is left does not pay at the pace so far."""
    steps = _steps(waiting, plan, cache)
    options = read_options(plan.settings)
    if effort.clock is not None:
        plan = effort.clock.timed(plan)
        for step in steps:
            yield from ((None, item) for item in effort.clock.examine(step, plan, options, compare=compare))
        return
    if effort.jobs != 1:
        yield from _with_others(steps, waiting, PRESUMED, plan, effort, compare=compare)
    looks = iter(() if effort.jobs == 1 else (0.0, SETTLED))
    due = next(looks, inf)
    begun, size = perf_counter(), 0
    for step in steps:
        if isinstance(step, Examined):
            yield None, step
            continue
        yield from ((step, item) for item in examine_all(step, plan, options, compare=compare))
        size += size_of(step)
        elapsed = perf_counter() - begun
        if elapsed >= due and size:  # of empty files alone no pace can be told
            due = next(looks, inf)
            pace = size / elapsed
            yield from _with_others(steps, waiting, pace, plan, effort, compare=compare, known=due == inf)


def _with_others(
    steps: Iterator[Step],
    waiting: Iterable[Found],
    pace: float,
    plan: Plan,
    effort: Effort,
    *,
    compare: bool,
    known: bool = False,
) -> Iterator[Done]:
    """The rest of the steps on several processes; nothing where these do not pay (yet) at a pace in bytes a second.

    Whether a pool pays is decided once the pace is `known`, unless the user says how many processes to take.
    """
    left = _size(waiting, WORTH * pace) / pace
    if left <= QUICK:
        return
    from srclint.forked import can_fork, processors

    jobs = effort.jobs or processors()
    if left > WORTH and jobs > 1 and (known or effort.jobs):
        from srclint.parallel import in_parallel

        yield from in_parallel(steps, plan.settings, jobs, compare=compare)
    elif left <= WORTH and jobs > 1 and can_fork():
        yield from _shared(steps, pace, plan, jobs, compare=compare)


def _size(waiting: Iterable[Found], most: float) -> int:
    """The bytes of the files still waiting, counted until they are more than `most`."""
    total = 0
    for found in waiting:
        if found.error is None:
            with suppress(OSError):
                total += os.stat(found.path).st_size  # noqa: PTH116 - a Path takes longer to make than to ask
        if total > most:
            break
    return total


def _shared(steps: Iterable[Step], pace: float, plan: Plan, jobs: int, *, compare: bool) -> Iterator[Done]:
    """The rest of the steps, done by this process and as many copies of it as what is not known already is worth."""
    from srclint.forked import shared

    options = read_options(plan.settings)
    every = list(steps)
    work = [step for step in every if not isinstance(step, Examined)]
    sizes = [size_of(piece) for piece in work]

    def do(piece: Work) -> list[Examined]:
        return list(examine_all(piece, plan, options, compare=compare))

    with closing(shared(work, sizes, do, min(jobs, 1 + int(sum(sizes) / pace / QUICK)))) as done:
        for step in every:
            if isinstance(step, Examined):
                yield None, step
            else:
                yield from ((step, item) for item in next(done))


def _steps(waiting: deque[Found], plan: Plan, cache: "Cache | None") -> Iterator[Step]:
    """Each file read, or what is known of it already; a file is taken off `waiting` when all of it was handed on."""
    options = read_options(plan.settings)
    looked_up = 0
    while waiting:
        if cache is not None and not looked_up:
            looked_up = min(len(waiting), AHEAD)
            cache.look_up([found.display for found in islice(waiting, looked_up)])
        looked_up -= 1
        found = waiting[0]
        if found.error is None and holds_records(found.display):
            yield from (_known(item, cache) for item in read_articles(Path(found.path), found.display, options))
            waiting.popleft()
        else:
            yield _only(waiting.popleft(), options, cache)


def _only(found: Found, options: ReadOptions, cache: "Cache | None") -> Step:
    """The one article of a file."""
    if found.error is not None:
        return Examined(found.display, error=found.error)
    known = cache.find_file(found) if cache is not None else None
    return known or _step(whole_file(found.path, found.display, options), found.display)


def _known(item: Article | Unreadable, cache: "Cache | None") -> Step:
    if isinstance(item, Unreadable):
        return Examined(item.path, error=item.message)
    return (cache.find_record(item) if cache is not None else None) or item


def _step(data: bytes | Unreadable, display: str) -> Step:
    return Examined(display, error=data.message) if isinstance(data, Unreadable) else Contents(display, data)
