"""The engine: paths and settings in, one result a file out, in path order.

Each article is examined where it is read: rules, figures for the score, suppressions, and the summaries that cross-file
rules compare. What depends on other files (cross-file findings, the `original` sub-score) is added at the end, so a
run that compares nothing streams and keeps nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from srclint import __version__
from srclint.across import Compared, compared
from srclint.config import Settings, load_settings
from srclint.examine import Examined
from srclint.load import scope_of
from srclint.pipeline import Effort, examined
from srclint.plan import Plan, make_plan
from srclint.record import record, replace
from srclint.registry import select
from srclint.results import FileResult, RunInfo, Score
from srclint.rule import Finding
from srclint.score import PROFILE, score
from srclint.suppress import apply

if TYPE_CHECKING:
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
    results = (
        (_result(one.item, plan, one) for one in compared(items, scope, plan))
        if scope.compares
        else (_result(item, plan) for item in items)
    )
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


def _result(item: Examined, plan: Plan, across: Compared | None = None) -> FileResult:
    """The result of one file; `across` is what comparing it brought, None where nothing was compared."""
    if item.error is not None or item.numbers is None or item.silencers is None:
        return FileResult(item.path, error=item.error)
    ignored = plan.ignored | _ignored_here(item.path, plan)
    found = (*item.findings, *(across.findings if across is not None else ()))
    findings = [f for f in found if f.code not in ignored]
    # A directive for a rule that had not all to compare with is not unused: --fix must not take it out.
    together = across is not None and across.together
    ran = frozenset(plan.rules) if together else frozenset(rule.code for rule in plan.local)
    kept, silenced, own = apply(findings, item.silencers, ran - ignored, across.used if across is not None else ())
    counted = _in_order(kept)
    shown = [_rated(f, plan) for f in (*kept, *own) if f.code in plan.shown and f.code not in ignored]
    free = ignored | plan.unscored
    containment = across.containment if across is not None else None
    total: Score = score(item.numbers, counted, silenced=silenced, ignored=free, containment=containment)
    return FileResult(
        path=item.path,
        findings=tuple(_in_order(shown)),
        score=total,
        source=item.source,
        lines=item.lines,
        suppressed=len(silenced),
    )


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place in the file, whole-file findings last, then by code: the same whatever order the rules ran in."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[bool, int, int, str, str, list[str]]:
    span = finding.span
    start, end = (span.start, span.end) if span is not None else (0, 0)
    return span is None, start, end, finding.code, finding.message, [related.path for related in finding.related]


def _rated(finding: Finding, plan: Plan) -> Finding:
    """The finding with the severity that the user gave its rule."""
    level = plan.severities.get(finding.code, finding.severity)
    return finding if level is finding.severity else replace(finding, severity=level)


def _ignored_here(path: str, plan: Plan) -> frozenset[str]:
    file = path.partition("#")[0]
    words = [
        word
        for glob, ignored in plan.settings.per_file_ignores.items()
        if fnmatch(file, glob) or fnmatch(Path(file).name, glob)
        for word in ignored
    ]
    return select(dict(plan.known), words) if words else frozenset()
