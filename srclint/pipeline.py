"""Files in, examined articles out: from the cache, in this process, or on several."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from srclint.article import Article
from srclint.discover import Found, discover
from srclint.examine import Contents, Done, Examined, Step, examine_all, size_of
from srclint.load import read_options
from srclint.plan import Plan
from srclint.readers import Unreadable, holds_records, read_articles, whole_file
from srclint.record import NamedTuple

if TYPE_CHECKING:
    from srclint.cache import Cache
    from srclint.timing import Clock

CACHE = ".srclint_cache"
"""The folder of the cache, beside the configuration file."""
SETTLED = 0.5
"""Seconds after which a run knows its own pace."""
MANY = 16
"""Files that are worth opening a cache."""
AHEAD = 500
"""Files that are looked up in the cache at a time."""
WORTH = 2.0
"""Seconds of work left that are worth a pool."""


class Effort(NamedTuple):
    """How a run does its work; nothing here changes what it finds.

    `jobs` is the number of processes, None for as many as the work is worth. `cache` is the folder where results are
    kept from run to run, `clock` takes the time of every rule.
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
    """Alone at first; what is left goes to a pool when the pace so far says that it pays."""
    steps = _steps(waiting, plan, cache)
    options = read_options(plan.settings)
    jobs = effort.jobs
    if effort.clock is not None:
        plan = effort.clock.timed(plan)
        for step in steps:
            yield from ((None, item) for item in effort.clock.examine(step, plan, options, compare=compare))
        return
    begun, size = perf_counter(), 0
    while jobs is None or jobs == 1:
        try:
            step = next(steps)
        except StopIteration:
            return
        if isinstance(step, Examined):
            yield None, step
            continue
        yield from ((step, item) for item in examine_all(step, plan, options, compare=compare))
        size += size_of(step)
        if jobs is None and (elapsed := perf_counter() - begun) > SETTLED:
            jobs = _worth(waiting, size / elapsed)
    from srclint.parallel import in_parallel

    yield from in_parallel(steps, plan.settings, jobs, compare=compare)


def _worth(waiting: deque[Found], pace: float) -> int:
    """The processes that pay for the files still waiting, at a pace in bytes a second."""
    from srclint.parallel import processors

    paths = (Path(found.path) for found in waiting if found.error is None)
    left = sum(path.stat().st_size for path in paths if path.is_file())
    return processors() if left > WORTH * pace else 1


def _steps(waiting: deque[Found], plan: Plan, cache: "Cache | None") -> Iterator[Step]:
    """Each file read, or what is known of it already; takes files off `waiting` as it goes."""
    options = read_options(plan.settings)
    looked_up = 0
    while waiting:
        if cache is not None and not looked_up:
            looked_up = min(len(waiting), AHEAD)
            cache.look_up([found.display for found in islice(waiting, looked_up)])
        looked_up -= 1
        found = waiting.popleft()
        if found.error is not None:
            yield Examined(found.display, error=found.error)
        elif holds_records(found.display):
            yield from (_known(item, cache) for item in read_articles(Path(found.path), found.display, options))
        else:
            known = cache.find_file(found) if cache is not None else None
            yield known or _step(whole_file(found.path, found.display, options), found.display)


def _known(item: Article | Unreadable, cache: "Cache | None") -> Step:
    if isinstance(item, Unreadable):
        return Examined(item.path, error=item.message)
    return (cache.find_record(item) if cache is not None else None) or item


def _step(data: bytes | Unreadable, display: str) -> Step:
    return Examined(display, error=data.message) if isinstance(data, Unreadable) else Contents(display, data)
