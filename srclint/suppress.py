"""Which findings a file's own directives silence, and which directives were not needed."""

from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Mapping

from srclint.article import Article, Span
from srclint.checks.srclint_own import MalformedSuppression, UnusedSuppression
from srclint.directives import Directive, Suppression, directives
from srclint.errors import ConfigError
from srclint.record import NamedTuple, record
from srclint.registry import rules, select
from srclint.rule import Edit, Finding, Fix, Rule, Safety


class _Table(NamedTuple):
    """For one code: the entry that covers the whole file, and the one that owns what follows each offset."""

    whole: int | None
    starts: tuple[int, ...]
    owners: tuple[int | None, ...]


@record
class Suppressions:
    """What the directives of one article silence; `entries` in order of place.

    `codes` are the codes that each entry stands for, and `unknown` says why an entry stands for none.
    """

    path: str = ""
    entries: tuple[Suppression, ...] = ()
    codes: tuple[frozenset[str], ...] = ()
    unknown: Mapping[int, str] = {}
    _tables: Mapping[str, _Table] = {}

    def covers(self, code: str, span: Span | None) -> Suppression | None:
        """The narrowest directive that silences `code` where `span` starts; None where none does.

        A finding about the whole file (no span) is silenced by `file-ignore` and front matter only.
        """
        table = self._tables.get(code)
        if table is None:
            return None
        row = bisect_right(table.starts, span.start) - 1 if span is not None else -1
        owner = table.owners[row] if row >= 0 else None
        owner = table.whole if owner is None else owner
        return None if owner is None else self.entries[owner]


class Applied(NamedTuple):
    """Findings after suppression: kept, silenced, and SL001 and SL002 about the directives themselves."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    own: tuple[Finding, ...]


def suppressions(article: Article, known: Mapping[str, Rule] | None = None) -> Suppressions:
    """The directives of an article, resolved to codes.

    Args:
        article: any article; only Markdown and HTML have directives.
        known: every rule there is, whether it runs or not; None means those that come with srclint.
    """
    entries = article.derived(directives).suppressions
    if not entries:
        return Suppressions(article.path)
    known = rules() if known is None else known
    codes: list[frozenset[str]] = []
    unknown: dict[int, str] = {}
    for number, entry in enumerate(entries):
        try:
            codes.append(select(dict(known), (entry.selector,)))
        except ConfigError as error:
            codes.append(frozenset())
            unknown[number] = str(error)
    named = frozenset[str]().union(*codes)
    tables = {code: _table(entries, [n for n, held in enumerate(codes) if code in held]) for code in named}
    return Suppressions(article.path, entries, tuple(codes), unknown, tables)


def apply(
    findings: Iterable[Finding],
    held: Suppressions,
    ran: Container[str],
    used: Collection[Suppression] = (),
) -> Applied:
    """Part the findings of an article into kept and suppressed, and judge its directives.

    Args:
        findings: the findings of this article.
        held: its directives.
        ran: the codes of the rules that ran on it; a directive for another rule is not called unused.
        used: directives that silenced a cross-file finding reported in another file.
    """
    if not held.entries:
        return Applied(tuple(findings), (), ())
    kept: list[Finding] = []
    silenced: list[Finding] = []
    needed = set(used)
    for finding in findings:
        entry = held.covers(finding.code, finding.span)
        if entry is None:
            kept.append(finding)
        else:
            silenced.append(finding)
            needed.add(entry)
    return Applied(tuple(kept), tuple(silenced), (*_unknown(held), *_unused(held, ran, needed)))


def _table(entries: tuple[Suppression, ...], numbers: list[int]) -> _Table:
    """A sweep over the ranges: at each offset where one starts or ends, the shortest that is open."""
    from heapq import heappop, heappush

    ranges: list[tuple[int, int, int]] = []
    whole: int | None = None
    for n in numbers:
        scope = entries[n].scope
        if scope is not None:
            ranges.append((scope.start, scope.end, n))
        elif whole is None:
            whole = n
    ranges.sort()
    bounds = sorted({at for start, end, _ in ranges for at in (start, end)})
    owners: list[int | None] = []
    open_: list[tuple[int, int, int]] = []
    coming = 0
    for at in bounds:
        while coming < len(ranges) and ranges[coming][0] <= at:
            start, end, n = ranges[coming]
            heappush(open_, (end - start, n, end))
            coming += 1
        while open_ and open_[0][2] <= at:
            heappop(open_)
        owners.append(open_[0][1] if open_ else None)
    return _Table(whole, tuple(bounds), tuple(owners))


def _unknown(held: Suppressions) -> Iterable[Finding]:
    for number, message in held.unknown.items():
        yield _finding(
            MalformedSuppression(),
            held.path,
            held.entries[number].directive.span,
            f"Malformed suppression: {message}",
        )


def _unused(held: Suppressions, ran: Container[str], needed: Collection[Suppression]) -> Iterable[Finding]:
    """A finding for each directive of which something was not needed."""
    idle: dict[Directive, list[str]] = {}
    for number, entry in enumerate(held.entries):
        judged = any(code in ran for code in held.codes[number])
        if judged and entry not in needed:
            idle.setdefault(entry.directive, []).append(entry.selector)
    for directive, names in idle.items():
        listed = ", ".join(names)
        ends = directive.verb == "enable"
        message = f"enable[{listed}] ends nothing" if ends else f"Unused suppression: {listed} finds nothing here"
        yield _finding(UnusedSuppression(), held.path, directive.span, message, _removal(directive, names))


def _removal(directive: Directive, names: list[str]) -> Fix | None:
    stay = [name for name in directive.selectors if name not in names]
    if stay and directive.listing is not None:
        return Fix(Safety.SAFE, (Edit(directive.listing, ", ".join(stay)),))
    if not stay and directive.removal is not None:
        return Fix(Safety.SAFE, (Edit(directive.removal),))
    return None


def _finding(rule: Rule, path: str, span: Span, message: str, fix: Fix | None = None) -> Finding:
    return Finding(rule.code, rule.name, rule.severity, message, path, span, authority=rule.authority, fix=fix)
