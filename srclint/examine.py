"""One article at a time: what its rules find, and what the rest of a run needs of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from srclint.article import Article
from srclint.outcome import Brought, Story, outcome
from srclint.plan import Plan
from srclint.readers import ReadOptions, Unreadable, read_bytes
from srclint.record import NamedTuple, record
from srclint.results import FileResult
from srclint.rule import Finding, Rule
from srclint.score import Figures, figures
from srclint.suppress import Suppressions, suppressions


class Contents(NamedTuple):
    """A file that holds one article: the path it is shown by, and its bytes."""

    display: str
    data: bytes


Work = Contents | Article
"""What is still to be examined: a file that was read, or a record of a JSONL file."""


class Basis(NamedTuple):
    """What a result is made from: all that the rules found in the article alone, and the figures for its score."""

    findings: Sequence[Finding]
    numbers: Figures


@record
class Examined:
    """What one article brought, before anything that depends on other files.

    `result` is the result of the article as long as no other file changes it; None for a file in error, and for one
    that is only compared with. Where files are compared, `basis` is, or fetches, what the result is made anew from.
    """

    path: str
    error: str | None = None
    named: bool = True
    result: FileResult | None = None
    silencers: Suppressions | None = None
    basis: Basis | Callable[[], Basis] | None = None
    summaries: Mapping[Callable[[Article], Any], Any] = {}

    def made_from(self) -> Basis | None:
        """The basis, fetched."""
        return self.basis if self.basis is None or isinstance(self.basis, Basis) else self.basis()


Step = Work | Examined
"""Something to examine, or what is known of it already."""
Done = tuple[Work | None, Examined]
"""What was examined (None where it was known already), with what it brought."""


def size_of(work: Work) -> int:
    """The size of an article's source, in bytes or characters."""
    return len(work.data) if isinstance(work, Contents) else len(work.source)


def examine_all(work: Work, plan: Plan, options: ReadOptions, *, compare: bool) -> Iterator[Examined]:
    """Examine what was read; standard input may hold several records, anything else is one article."""
    if isinstance(work, Article):
        yield examine(work, plan, compare=compare)
    else:
        for item in read_bytes(work.data, work.display, options):
            yield examine(item, plan, compare=compare)


def examine(item: Article | Unreadable, plan: Plan, *, compare: bool) -> Examined:
    """Run the rules over one article; a rule or an analysis that fails makes the file an error, never a clean one."""
    if isinstance(item, Unreadable):
        return Examined(item.path, error=item.message)
    findings: list[Finding] = []
    at: Rule | str = ""
    try:
        for rule in plan.local:
            at = rule
            findings.extend(rule.check(item))
        at = "the figures"
        basis = Basis(tuple(findings), figures(item))
        at = "the result"
        silencers = suppressions(item, plan.known)
        summaries = _summaries(item, plan) if compare else {}
        across = Brought(containment=0.0 if compare and plan.compares_stories else None)
        result = outcome(Story(item.path, item.source, item.lines), silencers, *basis, plan, across)
        return Examined(item.path, None, True, result, silencers, basis if compare else None, summaries)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - one mistake must not lose the other files' results
        at = _to_blame(item, plan) if at == "the result" else at
        where = f"rule {at.code}" if isinstance(at, Rule) else at
        return Examined(item.path, error=f"internal error in {where}: {type(error).__name__}: {error}")


def _to_blame(item: Article, plan: Plan) -> Rule | str:
    """The rule of which what it found makes no result, being no findings, say; else the result itself."""
    story, numbers = Story(item.path, item.source, item.lines), figures(item)
    for rule in plan.local:
        try:
            outcome(story, Suppressions(), tuple(rule.check(item)), numbers, plan)
        except Exception:  # noqa: BLE001 - whatever was raised over all that was found
            return rule
    return "the result"


def summarised(item: Article | Unreadable, plan: Plan) -> Examined:
    """A file that is only compared with; one that cannot be read is left out, since nobody asked to lint it."""
    if isinstance(item, Unreadable):
        return Examined(item.path, error=item.message, named=False)
    return Examined(
        item.path,
        named=False,
        silencers=suppressions(item, plan.known),
        summaries=_summaries(item, plan),
    )


def _summaries(article: Article, plan: Plan) -> Mapping[Callable[[Article], Any], Any]:
    return {rule.summary: article.derived(rule.summary) for rule in plan.across}
