"""Who says what, for people: the tables of one story, and what all stories say together."""

from collections import Counter
from collections.abc import Iterable, Iterator

from srclint.article import Article
from srclint.reporters.style import Style, visible
from srclint.reporters.table import Column, table, wrap
from srclint.results import plural
from srclint.sourcing import STANDINGS, Person, Sourcing, sourcing, standings
from srclint.sourcing.overview import Lean, Outlet, Overview, Spoken
from srclint.sourcing.shares import faceless

_WORDS = {
    "named": "by named people and documents",
    "institution": "by organisations",
    "described": "by sources described, not named",
    "nobody": "by nobody",
}
_NONE = "–"
_PLACES = 6
_PEOPLE = (
    Column("People", gives=True, least=22),
    Column("Role", gives=True),
    Column("Affiliation", gives=True),
    Column("Statements", figures=True),
    Column("Words quoted", figures=True),
)
_BODIES = (Column("Organisations and documents", gives=True), Column("Kind"), Column("Statements", figures=True))
_FACELESS = (
    Column("Without a name", gives=True),
    Column("Standing"),
    Column("Lines"),
    Column("Statements", figures=True),
)
_HEDGES = (Column("Hedges", gives=True), Column("Lines"))
_QUOTED = (
    Column("Most quoted", gives=True, least=20),
    Column("Role", gives=True),
    Column("Affiliation", gives=True),
    Column("Stories", figures=True),
    Column("Statements", figures=True),
    Column("Words quoted", figures=True),
)
_OUTLETS = (
    Column("Outlet", gives=True, least=20),
    Column("Stories", figures=True),
    Column("Statements", figures=True),
    Column("Named", figures=True),
    Column("Organisations", figures=True),
    Column("Described", figures=True),
    Column("Nobody", figures=True),
    Column("One source", figures=True),
    Column("No source", figures=True),
)


def story_lines(article: Article, width: int, style: Style) -> Iterator[str]:
    """The sourcing of one story: its shares, then who speaks, under what name and post, and what has no name."""
    found = article.derived(sourcing)
    yield style(visible(article.path), "bold")
    if found.unread:
        yield f"  {not_analysed(found.unread)}"
        return
    said = [a for a in found.attributions if a.statement]
    if not said and not found.unnamed and not found.hedges:
        yield "  nobody is quoted or reported"
        return
    shares = f"{plural(len(said), 'statement')}" + (f": {_shares(found)}" if said else "")
    yield from (f"  {line}" for line in wrap(shares, width - 2))
    for columns, rows in (
        (_PEOPLE, _people(found)),
        (_BODIES, _bodies(found)),
        (_FACELESS, _unnamed(article, found)),
        (_HEDGES, _hedges(article, found)),
    ):
        if rows:
            yield ""
        yield from table(columns, rows, width=width, style=style)


def not_analysed(why: str) -> str:
    """What is said of a story that was not analysed."""
    return f"{why}: not analysed, not scored"


def overview_lines(overview: Overview, width: int, style: Style, top: int) -> Iterator[str]:
    """All stories together: those with one named source and with none, the outlets, the most quoted, the totals."""
    counts = overview.counts()
    yield from _leaning("Stories with one source", overview.one_source(), width, style)
    yield from _leaning("Stories without a named source", overview.no_source(), width, style)
    outlets = [_outlet(outlet) for outlet in overview.outlets()]
    if len(outlets) > 1 or outlets[0][0] != _NONE:
        yield from table(_OUTLETS, outlets, width=width, style=style, indent=0)
        yield ""
    quoted = [
        (p.name, *_post(p), f"{p.stories:,}", f"{p.statements:,}", f"{p.words_quoted:,}")
        for p in overview.most_quoted(top)
    ]
    if quoted:
        yield from table(_QUOTED, quoted, width=width, style=style, indent=0)
        yield ""
    silent = counts["stories"] - counts["analysed"]
    yield from wrap(
        f"{plural(counts['stories'], 'story')}"
        + (f", {silent:,} not analysed" if silent else "")
        + f", {plural(counts['statements'], 'statement')}"
        + (f": {_parts(counts['by_standing'])}" if counts["statements"] else ""),
        width,
    )


def _people(found: Sourcing) -> list[tuple[str, ...]]:
    return [(p.name, *_post(p), f"{p.statements:,}", f"{p.words_quoted:,}") for p in found.people if p.statements]


def _post(person: Person | Spoken) -> tuple[str, str]:
    """Role and affiliation; a role that starts with the name of the body is shown without it."""
    role, affiliation = person.role or "", person.affiliation or ""
    if affiliation and role.startswith(f"{affiliation} "):
        role = role.removeprefix(affiliation).strip()
    return role or _NONE, affiliation or _NONE


def _bodies(found: Sourcing) -> list[tuple[str, ...]]:
    return [(o.name, o.kind, f"{o.statements:,}") for o in found.organisations if o.statements]


def _unnamed(article: Article, found: Sourcing) -> list[tuple[str, ...]]:
    return [
        (
            f'"{one.phrase}"' if one.phrase else "(nobody is given)",
            one.standing,
            _lines(article, one.places),
            f"{one.statements:,}",
        )
        for one in faceless(found)
    ]


def _hedges(article: Article, found: Sourcing) -> list[tuple[str, ...]]:
    places: dict[str, list[int]] = {}
    for hedge in found.hedges:
        places.setdefault(" ".join(hedge.phrase.lower().split()), []).append(hedge.span.start)
    return [(f'"{phrase}"', _lines(article, starts)) for phrase, starts in places.items()]


def _lines(article: Article, starts: Iterable[int]) -> str:
    """The line numbers of places in the source, each once; the first few of many."""
    numbers = list(dict.fromkeys(article.lines.position(start).line for start in starts))
    return ", ".join(map(str, numbers[:_PLACES])) + (" …" if len(numbers) > _PLACES else "")


def _shares(found: Sourcing) -> str:
    return _parts(Counter(standing for _, standing in standings(found)))


def _parts(count: dict[str, int] | Counter[str]) -> str:
    total = max(1, sum(count.values()))
    return ", ".join(f"{count[s] / total:.0%} {_WORDS[s]}" for s in STANDINGS if count.get(s))


def _leaning(title: str, stories: Iterable[Lean], width: int, style: Style) -> Iterator[str]:
    """The stories, their paths last and in one piece, to be copied."""
    rows = [(f"{lean.statements:,}", *([lean.source] if lean.source else []), lean.path) for lean in stories]
    if not rows:
        return
    source = [Column("Source", gives=True)] if len(rows[0]) > 2 else []
    columns = (Column("Statements", figures=True), *source, Column(f"{title}: {len(rows):,}"))
    yield from table(columns, rows, width=width, style=style, indent=0)
    yield ""


def _outlet(outlet: Outlet) -> tuple[str, ...]:
    shares = (
        f"{outlet.by_standing[standing] / outlet.statements:.0%}" if outlet.statements else _NONE
        for standing in STANDINGS
    )
    leaning = (f"{outlet.one_source:,}", f"{outlet.no_source:,}")
    return (outlet.name or _NONE, f"{outlet.stories:,}", f"{outlet.statements:,}", *shares, *leaning)
