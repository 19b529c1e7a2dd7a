"""The engine: paths and settings in, one result a file out, in path order.

Each article is examined where it is read: rules, figures for the score, suppressions, and the summaries that cross-file
rules compare. What depends on other files (cross-file findings, the `original` sub-score) is added at the end, so a
run that compares nothing streams and keeps nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srclint import __version__
from srclint.article import Article, Corpus, Span
from srclint.config import Settings, load_settings
from srclint.directives import Suppression
from srclint.examine import Examined, summarised
from srclint.load import Scope, scope_of
from srclint.pipeline import Effort, examined
from srclint.plan import Plan, make_plan
from srclint.registry import select
from srclint.results import FileResult, RunInfo, Score
from srclint.rule import Finding
from srclint.score import PROFILE, score
from srclint.suppress import Suppressions, apply

if TYPE_CHECKING:
    from srclint.baseline import Baseline


@dataclass(frozen=True)
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
    plan = make_plan(settings)
    names = [str(path) for path in paths]
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
    results = _compared(items, scope, plan) if scope.compares else (_result(item, plan) for item in items)
    if settings.baseline is None:
        return Run(info, results)
    from srclint.baseline import load_baseline

    baseline = load_baseline(Path(settings.baseline))
    level = plan.severities.get("SL003", plan.known["SL003"].severity)
    return Run(info, baseline.screen(results, frozenset(info.rules), level), baseline)


def _compared(items: Iterable[Examined], scope: Scope, plan: Plan) -> Iterator[FileResult]:
    from srclint.neardup import compare, greatest_earlier_containment, story_print

    named = list(items)
    others = [summarised(item, plan) for item in scope.others({item.path.partition("#")[0] for item in named})]
    everything = sorted((e for e in (*named, *others) if e.error is None), key=lambda e: e.path)
    mine = {item.path for item in named}
    silencers = {item.path: item.silencers for item in everything if item.silencers is not None}
    corpora: dict[Callable[[Article], Any], Corpus[Any]] = {}
    found: dict[str, list[Finding]] = {}
    used: dict[str, list[Suppression]] = {}
    for rule in plan.across:
        if rule.summary not in corpora:
            corpora[rule.summary] = Corpus(
                tuple(item.summaries[rule.summary] for item in everything), tuple(item.named for item in everything)
            )
        for finding in rule.check_corpus(corpora[rule.summary]):
            if finding.path not in mine:
                continue
            elsewhere = _silenced_elsewhere(finding, silencers)
            if elsewhere is None:
                found.setdefault(finding.path, []).append(finding)
            else:
                used.setdefault(elsewhere[0], []).append(elsewhere[1])
    stories = corpora.get(story_print)
    comparison = stories.derived(compare) if stories is not None else None
    for item in named:
        containment = greatest_earlier_containment(comparison, item.path) if comparison is not None else None
        yield _result(
            item,
            plan,
            across=found.get(item.path, ()),
            used=used.get(item.path, ()),
            containment=containment[0] if containment else None,
        )


def _silenced_elsewhere(finding: Finding, silencers: Mapping[str, Suppressions]) -> tuple[str, Suppression] | None:
    """The directive in the other file of a cross-file finding that says that it is meant so, with that file."""
    for related in finding.related:
        if related.path not in silencers:
            continue
        start, end = related.start, related.end
        span = Span(start.offset, end.offset) if start is not None and end is not None else None
        entry = silencers[related.path].covers(finding.code, span)
        if entry is not None:
            return related.path, entry
    return None


def _result(
    item: Examined,
    plan: Plan,
    *,
    across: Iterable[Finding] | None = None,
    used: Sequence[Suppression] = (),
    containment: float | None = None,
) -> FileResult:
    """The result of one file; `across` are its cross-file findings, None where nothing was compared."""
    if item.error is not None or item.numbers is None or item.silencers is None:
        return FileResult(item.path, error=item.error)
    ignored = plan.ignored | _ignored_here(item.path, plan)
    findings = [f for f in (*item.findings, *(across or ())) if f.code not in ignored]
    # A directive for a rule that had nothing to compare with is not unused: --fix must not take it out.
    ran = frozenset(plan.rules) if across is not None else frozenset(rule.code for rule in plan.local)
    kept, silenced, own = apply(findings, item.silencers, ran - ignored, used)
    counted = _in_order(kept)
    shown = [
        replace(f, severity=plan.severities.get(f.code, f.severity))
        for f in (*kept, *own)
        if f.code in plan.shown and f.code not in ignored
    ]
    free = ignored | plan.unscored
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
    return sorted(
        findings, key=lambda f: (f.span is None, f.span or Span(0, 0), f.code, f.message, [r.path for r in f.related])
    )


def _ignored_here(path: str, plan: Plan) -> frozenset[str]:
    file = path.partition("#")[0]
    words = [
        word
        for glob, ignored in plan.settings.per_file_ignores.items()
        if fnmatch(file, glob) or fnmatch(Path(file).name, glob)
        for word in ignored
    ]
    return select(dict(plan.known), words) if words else frozenset()
