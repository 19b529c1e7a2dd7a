"""`srclint sources`: who says what in each story, and how well it is known who."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from srclint.article import Article, Span
from srclint.commands.options import reading, settings_from
from srclint.commands.streams import articles, finish
from srclint.readers import Unreadable
from srclint.reporters.style import cells, visible
from srclint.results import plural
from srclint.sourcing import STANDINGS, Sourcing, sources_entry, sources_summary, sourcing, standings

_WORDS = {
    "named": "by named people and documents",
    "institution": "by organisations",
    "described": "by sources described, not named",
    "nobody": "by nobody",
}


@click.command("sources")
@reading
@click.option("--output-format", type=click.Choice(("text", "json")), default="text")
def command(paths: tuple[str, ...], stdin_filename: str | None, output_format: str, **given: Any) -> int:  # noqa: ANN401
    """Report each story's named people with role and affiliation, organisations and documents, and what is unnamed."""
    entries: list[dict[str, Any]] = []
    answers: list[Sourcing] = []
    failed = False
    for item in articles(paths, settings_from(**given), stdin_filename):
        if isinstance(item, Unreadable):
            failed = True
            click.echo(f"{item.path}: error: {item.message}", err=True)
            entries.append(
                {"path": item.path, "error": item.message, "attributions": [], "people": [], "organisations": []}
            )
            continue
        found = item.derived(sourcing)
        answers.append(found)
        if output_format == "json":
            entries.append(sources_entry(item))
        else:
            click.echo("\n".join(_story(item, found)) + "\n")
    summary = sources_summary(answers)
    if output_format == "json":
        click.echo(json.dumps({"schema_version": 1, "files": entries, "summary": summary}, ensure_ascii=False))
    elif len(answers) > 1:
        click.echo("\n".join(_total(answers)))
    return finish(failed=failed)


def _story(article: Article, found: Sourcing) -> Iterator[str]:
    yield article.path
    if not found.supported:
        yield f"  no lexicon for the language {found.language!r}: not analysed"
        return
    said = [a for a in found.attributions if a.statement]
    if not said and not found.unnamed and not found.hedges:
        yield "  nobody is quoted or reported"
        return
    people = [p for p in found.people if p.statements]
    yield from _table(
        "People",
        [
            (
                p.name,
                ", ".join(filter(None, (p.role, p.affiliation))) or "no role given",
                _counts(p.statements, p.words_quoted),
            )
            for p in people
        ],
    )
    bodies = [o for o in found.organisations if o.statements]
    yield from _table(
        "Organisations and documents", [(o.name, o.kind, plural(o.statements, "statement")) for o in bodies]
    )
    yield from _phrases("Unnamed", article, ((claim.span, claim.phrase) for claim in found.unnamed))
    yield from _phrases("Hedges", article, ((hedge.span, hedge.phrase) for hedge in found.hedges))
    yield f"  {plural(len(said), 'statement')}" + (f": {_shares(found)}" if said else "")


def _total(answers: Sequence[Sourcing]) -> Iterator[str]:
    """What all stories together say, and who is quoted most."""
    statements = sum(a.statement for found in answers for a in found.attributions)
    spoken: Counter[str] = Counter()
    for found in answers:
        spoken.update({p.name: p.statements for p in found.people if p.statements})
    yield f"{plural(len(answers), 'story')}, {plural(statements, 'statement')}"
    yield from _table("Most quoted", [(name, plural(count, "statement")) for name, count in spoken.most_common(10)])


def _counts(statements: int, words: int) -> str:
    return plural(statements, "statement") + (f", {plural(words, 'word')} quoted" if words else "")


def _shares(found: Sourcing) -> str:
    count = Counter(standing for _, standing in standings(found))
    total = max(1, count.total())
    return ", ".join(f"{count[s] / total:.0%} {_WORDS[s]}" for s in STANDINGS if count[s])


def _table(title: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    yield f"  {title}"
    shown = [tuple(visible(cell) for cell in row) for row in rows]
    widths = [max(cells(cell) for cell in column) for column in zip(*shown, strict=True)]
    for row in shown:
        padded = (cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True))
        yield f"    {'  '.join(padded)}".rstrip()


def _phrases(title: str, article: Article, found: Iterable[tuple[Span, str]]) -> Iterator[str]:
    rows = [(f"line {article.lines.position(span.start).line}", f'"{visible(phrase)}"') for span, phrase in found]
    yield from _table(title, rows)
