"""One article at a time: what its rules find, and what the rest of a run needs of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from srclint.article import Article, Lines
from srclint.plan import Plan
from srclint.readers import ReadOptions, Unreadable, read_bytes
from srclint.record import field, record
from srclint.rule import Finding
from srclint.score import Figures, figures
from srclint.suppress import Suppressions, suppressions


class Contents(NamedTuple):
    """A file that holds one article: the path it is shown by, and its bytes."""

    display: str
    data: bytes


Work = Contents | Article
"""What is still to be examined: a file that was read, or a record of a JSONL file."""


@record
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
    at = ""
    try:
        for rule in plan.local:
            at = f"rule {rule.code}"
            findings.extend(rule.check(item))
        at = "the figures"
        return Examined(
            path=item.path,
            findings=tuple(findings),
            silencers=suppressions(item, plan.known),
            source=item.source,
            lines=item.lines,
            numbers=figures(item),
            summaries=_summaries(item, plan) if compare else {},
        )
    except Exception as error:  # noqa: BLE001 - one mistake must not lose the other files' results
        return Examined(item.path, error=f"internal error in {at}: {type(error).__name__}: {error}")


def summarised(item: Article | Unreadable, plan: Plan) -> Examined:
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


def _summaries(article: Article, plan: Plan) -> Mapping[Callable[[Article], Any], Any]:
    return {rule.summary: article.derived(rule.summary) for rule in plan.across}
