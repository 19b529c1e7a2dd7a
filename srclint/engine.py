"""The engine: paths and settings in, one result a file out, in path order.

Each article is examined where it is read: rules, figures for the score, suppressions, and the summaries that cross-file
rules compare. What depends on other files (cross-file findings, the `original` sub-score) is added at the end, so a
run that compares nothing streams and keeps nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from srclint import __version__
from srclint.config import Settings, load_settings
from srclint.load import scope_of
from srclint.outcome import Brought, outcome
from srclint.pipeline import Effort, examined
from srclint.plan import Plan, make_plan
from srclint.record import record, replace
from srclint.results import FileResult, RunInfo
from srclint.score import PROFILE

if TYPE_CHECKING:
    from srclint.across import Compared
    from srclint.baseline import Baseline


@record
class Run:
    """A run: what is the same for all files, the results as they come, and the baseline that screens them."""

    info: RunInfo
    results: Iterator[FileResult]
    baseline: "Baseline | None" = None


def lint(
    paths: Iterable[str | Path] = (".",),
    settings: Settings | None = None,
    *,
    stdin: tuple[bytes, str] | None = None,
    effort: Effort | None = None,
) -> Run:
    """Lint article files.

    Args:
        paths: files, folders and globs; "-" stands for `stdin`.
        settings: the settings; None reads the nearest configuration file.
        stdin: the bytes that "-" stands for, and the file name to report them under.
        effort: how the work is done: processes, cache, clock; the same results come out of any.

    Raises:
        ConfigError: for settings or rule packs that cannot be used. Files that cannot be read are results with an
            `error`, never exceptions.
    """
    settings = settings or load_settings()
    names = [str(path) for path in paths]
    if settings.learn:
        return _learning(names, settings, stdin, effort)
    plan = make_plan(settings)
    scope = scope_of(names, settings)
    info = RunInfo(
        version=__version__,
        profile=PROFILE,
        compared_with=scope.words,
        rules={code: rule for code, rule in plan.rules.items() if code in plan.shown},
        fail_on=settings.fail_on,
        fail_under=settings.fail_under,
    )
    items = examined(names, plan, effort or Effort(), stdin=stdin, compare=scope.compares)
    if scope.compares:
        from srclint.across import compared

        results = (_result(one, plan) for one in compared(items, scope, plan))
    else:
        results = (item.result or FileResult(item.path, error=item.error) for item in items)
    if settings.baseline is None:
        return Run(info, results)
    from srclint.baseline import load_baseline

    baseline = load_baseline(Path(settings.baseline))
    level = plan.severities.get("SL003", plan.known["SL003"].severity)
    return Run(info, baseline.screen(results, frozenset(info.rules), level), baseline)


def _learning(names: Sequence[str], settings: Settings, stdin: tuple[bytes, str] | None, effort: Effort | None) -> Run:
    """A run under what its own files teach; the pack of it goes when the last result is out."""
    from srclint.learning import learned_from

    taught, folder = learned_from(names, settings, stdin)
    run = lint(names, replace(taught, learn=False), stdin=stdin, effort=effort)

    def results() -> Iterator[FileResult]:
        with folder:
            yield from run.results

    return replace(run, results=results())


def _result(one: "Compared", plan: Plan) -> FileResult:
    """The result of one file, for which comparing it has mostly brought nothing."""
    item = one.item
    if item.result is None or item.silencers is None:
        return FileResult(item.path, error=item.error)
    changed = one.findings or one.containment or one.used or item.silencers.entries
    basis = item.made_from() if changed else None
    if basis is None:
        return item.result
    brought = Brought(one.findings, one.used, one.containment, one.together)
    return outcome(item.result, item.silencers, *basis, plan, brought)
