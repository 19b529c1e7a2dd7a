"""From what one article brought to its result: what is suppressed, shown and rated, and the score."""

from collections.abc import Collection, Iterable, Sequence

from srclint.article import Lines
from srclint.directives import Suppression
from srclint.findings import Findings
from srclint.mendable import mendable
from srclint.plan import Plan
from srclint.record import NamedTuple, replace
from srclint.results import FileResult, Score, Source
from srclint.rule import Finding
from srclint.score import Figures, score
from srclint.suppress import Suppressions, apply


class Story(NamedTuple):
    """Which article a result is about, with the text that its findings count in."""

    path: str
    source: Source
    lines: Lines | None


class Brought(NamedTuple):
    """What comparing an article with others brought: see `across.Compared`.

    `containment` is None where nothing was compared.
    """

    findings: Sequence[Finding] = ()
    used: Collection[Suppression] = ()
    containment: float | None = None
    together: bool = False


def outcome(
    story: Story | FileResult,
    silencers: Suppressions,
    found: Sequence[Finding],
    numbers: Figures,
    plan: Plan,
    across: Brought = Brought(),  # noqa: B008 - immutable
) -> FileResult:
    """The result of one article.

    Args:
        story: the article.
        silencers: its directives.
        found: what the rules found in it alone.
        numbers: the figures for its score.
        plan: the rules of the run.
        across: what comparing it brought.
    """
    here = plan.ignored_in(story.path)
    ignored = plan.ignored | here if here else plan.ignored
    findings = [f for f in (*found, *across.findings) if f.code not in ignored]
    # A directive for a rule that had not all to compare with is not unused: --fix must not take it out.
    ran = frozenset(plan.rules) if across.together else plan.alone
    kept, silenced, own = apply(findings, silencers, ran - ignored if silencers.entries else ran, across.used)
    counted = _in_order(kept)
    told = _in_order((*counted, *own)) if own else counted
    shown = [_rated(f, plan) for f in told if f.code in plan.shown and f.code not in ignored]
    free = ignored | plan.unscored if here else plan.free
    total: Score = score(numbers, counted, silenced=silenced, ignored=free, containment=across.containment)
    return FileResult(
        path=story.path,
        findings=Findings.of(tuple(mendable(shown, story.path, story.source)), story.lines),
        score=total,
        source=story.source,
        lines=story.lines,
        suppressed=len(silenced),
    )


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place in the file, whole-file findings last, then by code: the same whatever order the rules ran in."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[bool, int, int, str, str, list[str]]:
    span = finding.span
    start, end = (span.start, span.end) if span is not None else (0, 0)
    related = [one.path for one in finding.related] if finding.related else []
    return span is None, start, end, finding.code, finding.message, related


def _rated(finding: Finding, plan: Plan) -> Finding:
    """The finding with the severity that the user gave its rule."""
    level = plan.severities.get(finding.code, finding.severity)
    return finding if level is finding.severity else replace(finding, severity=level)
