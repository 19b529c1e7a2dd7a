"""The engine: paths and settings in, one result a file out, in path order.

Each article is examined where it is read: rules, figures for the score, suppressions, and the summaries that cross-file
rules compare. What depends on other files (cross-file findings, the `original` sub-score) is added at the end, so a
run that compares nothing streams and keeps nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from srclint import __version__
from srclint.article import Article, Corpus, Lines, Span
from srclint.config import Settings, load_settings
from srclint.directives import Suppression
from srclint.load import Scope, load, rules_of, scope_of
from srclint.readers import Unreadable
from srclint.registry import is_cross_file, select
from srclint.results import FileResult, RunInfo, Score
from srclint.rule import CorpusRule, Finding, Rule, Severity
from srclint.score import PROFILE, Figures, figures, score, scored_codes
from srclint.suppress import Suppressions, apply, suppressions

if TYPE_CHECKING:
    from srclint.baseline import Baseline


@dataclass(frozen=True)
class Plan:
    """Which of the `known` rules run (`rules`), which of these are shown, and what the user ignores."""

    settings: Settings
    known: Mapping[str, Rule]
    rules: Mapping[str, Rule]
    shown: frozenset[str]
    ignored: frozenset[str]
    severities: Mapping[str, Severity]

    @property
    def unscored(self) -> frozenset[str]:
        """The rules in preview, which have no weight in a score."""
        return frozenset(code for code, rule in self.known.items() if rule.preview)

    @property
    def local(self) -> tuple[Rule, ...]:
        """The rules that look at one article at a time."""
        return tuple(rule for rule in self.rules.values() if not is_cross_file(rule))

    @property
    def across(self) -> tuple[CorpusRule, ...]:
        """The rules that compare files."""
        return tuple(rule for rule in self.rules.values() if isinstance(rule, CorpusRule))


@dataclass(frozen=True)
class Examined:
    """What one article brought, before anything that depends on other files."""

    path: str
    error: str | None = None
    named: bool = True
    findings: tuple[Finding, ...] = ()
    silencers: Suppressions | None = None
    source: str = ""
    lines: Lines | None = None
    numbers: Figures | None = None
    summaries: Mapping[Callable[[Article], Any], Any] = field(default_factory=dict)


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
) -> Run:
    """Lint article files.

    Args:
        paths: files, folders and globs; "-" stands for `stdin`.
        settings: the settings; None reads the nearest configuration file.
        stdin: the bytes that "-" stands for, and the file name to report them under.

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
    examined = (examine(item, plan, compare=scope.compares) for item in load(names, settings, stdin=stdin))
    results = _compared(examined, scope, plan) if scope.compares else (_result(item, plan) for item in examined)
    if settings.baseline is None:
        return Run(info, results)
    from srclint.baseline import load_baseline

    baseline = load_baseline(Path(settings.baseline))
    level = plan.severities.get("SL003", plan.known["SL003"].severity)
    return Run(info, baseline.screen(results, frozenset(info.rules), level), baseline)


def make_plan(settings: Settings) -> Plan:
    """The rules of a run.

    What is ignored does not run and costs nothing; what is not selected is not shown, but scored, since a score counts
    by its profile. Preview rules run only when they are shown. A selector that names a rule more closely wins.

    Raises:
        ConfigError: for a selector that stands for no rule.
    """
    known = rules_of(settings)
    wanted = (*settings.select, *settings.extend_select)
    unwanted = (*settings.ignore, *settings.extend_ignore)
    ignored = frozenset(
        code for code in select(known, unwanted) if _closeness(known[code], unwanted) >= _closeness(known[code], wanted)
    )
    shown = frozenset(code for code in select(known, wanted) - ignored if settings.preview or not known[code].preview)
    running = {
        code: rule
        for code, rule in known.items()
        if code in shown or ((code in scored_codes() or rule_scores(code)) and code not in ignored and not rule.preview)
    }
    return Plan(settings, known, running, shown, ignored, _severities(settings, known))


def rule_scores(code: str) -> bool:
    """Whether a ledger row can name the rule although the profile counts by figures, not by its findings."""
    return code.startswith(("SRC", "DUP"))


def examine(item: Article | Unreadable, plan: Plan, *, compare: bool) -> Examined:
    """Run the rules over one article; a rule that fails makes the file an error, never a clean one."""
    if isinstance(item, Unreadable):
        return Examined(item.path, error=item.message)
    findings: list[Finding] = []
    for rule in plan.local:
        try:
            findings.extend(rule.check(item))
        except Exception as error:  # noqa: BLE001 - a plugin's mistake must not lose the other files' results
            return Examined(item.path, error=f"internal error in rule {rule.code}: {type(error).__name__}: {error}")
    return Examined(
        path=item.path,
        findings=tuple(findings),
        silencers=suppressions(item, plan.known),
        source=item.source,
        lines=item.lines,
        numbers=figures(item),
        summaries=_summaries(item, plan) if compare else {},
    )


def _summaries(article: Article, plan: Plan) -> Mapping[Callable[[Article], Any], Any]:
    return {rule.summary: article.derived(rule.summary) for rule in plan.across}


def _summarised(item: Article | Unreadable, plan: Plan) -> Examined:
    """A file that is only compared with; one that cannot be read is left out, since nobody asked to lint it."""
    if isinstance(item, Unreadable):
        return Examined(item.path, error=item.message, named=False)
    return Examined(
        item.path,
        named=False,
        silencers=suppressions(item, plan.known),
        lines=item.lines,
        summaries=_summaries(item, plan),
    )


def _compared(items: Iterable[Examined], scope: Scope, plan: Plan) -> Iterator[FileResult]:
    from srclint.neardup import compare, greatest_earlier_containment, story_print

    named = list(items)
    others = [_summarised(item, plan) for item in scope.others({item.path.partition("#")[0] for item in named})]
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


def _closeness(rule: Rule, words: Iterable[str]) -> int:
    """How closely the best of the selectors names the rule: 0 for ALL, the length of a prefix, most for a name."""
    return max(
        (
            0 if word == "ALL" else len(rule.code) if word.lower() == rule.name else len(word)
            for word in words
            if word == "ALL" or word.lower() == rule.name or rule.code.startswith(word.upper())
        ),
        default=-1,
    )


def _severities(settings: Settings, known: dict[str, Rule]) -> dict[str, Severity]:
    """The configured severities by code; the selector that names a rule more closely wins."""
    closest: dict[str, tuple[int, Severity]] = {}
    for word, level in settings.severity.items():
        for code in select(known, (word,)):
            near = _closeness(known[code], (word,))
            if near >= closest.get(code, (-1,))[0]:
                closest[code] = near, Severity(level)
    return {code: level for code, (_, level) in closest.items()}
