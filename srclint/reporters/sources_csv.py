"""Who says what, for a spreadsheet: RFC 4180 with a header, one row a source or one row a statement."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from srclint.article import Article, Span
from srclint.reporters.spreadsheet import Cell, safe
from srclint.sourcing import Attribution, Organisation, Person, sourcing, standings
from srclint.sourcing.shares import faceless

ROWS = ("sources", "statements")
SOURCES = (
    "path", "outlet", "date", "kind", "name", "role", "affiliation", "statements", "words_quoted", "line",
)  # fmt: skip
STATEMENTS = (
    "path", "outlet", "date", "line", "standing", "type", "form", "source", "name", "role", "affiliation", "cue",
    "content",
)  # fmt: skip


def header(rows: str) -> bytes:
    """The first line of the table."""
    return as_csv([SOURCES if rows == "sources" else STATEMENTS])


def story_csv(article: Article, outlet: str, rows: str) -> bytes:
    """The lines of one story: its sources with and without a name, or its statements."""
    return as_csv((_sources if rows == "sources" else _statements)(article, outlet))


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as UTF-8; lines end in CR LF on every system."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _sources(article: Article, outlet: str) -> Iterator[Sequence[Cell]]:
    found = article.derived(sourcing)
    file = (article.path, outlet, article.metadata.date)
    first: dict[str | None, Span] = {}
    for a in found.attributions:
        first.setdefault(a.speaker, next(iter((*a.source, *a.content, *a.cue)), Span(0, 0)))
    for p in found.people:
        if p.statements:
            line = _line(article, first[p.id].start)
            yield (*file, "person", p.name, p.role, p.affiliation, p.statements, p.words_quoted, line)
    for o in found.organisations:
        if o.statements:
            yield (*file, o.kind, o.name, None, None, o.statements, None, _line(article, first[o.id].start))
    for one in faceless(found):
        line = _line(article, one.places[0])
        yield (*file, one.standing, one.phrase, None, None, one.statements, None, line)


def _statements(article: Article, outlet: str) -> Iterator[Sequence[Cell]]:
    found = article.derived(sourcing)
    known: dict[str | None, Person | Organisation] = {person.id: person for person in found.people}
    known.update({body.id: body for body in found.organisations})
    for a, standing in standings(found):
        speaker = known.get(a.speaker)
        place = next(iter((*a.source, *a.content, *a.cue)), Span(0, 0)).start
        yield (
            article.path,
            outlet,
            article.metadata.date,
            _line(article, place),
            standing,
            a.type,
            a.form,
            _words(article, a.source),
            speaker.name if speaker is not None else a.name,
            speaker.role if isinstance(speaker, Person) else None,
            speaker.affiliation if isinstance(speaker, Person) else None,
            _words(article, a.cue),
            _content(article, a),
        )


def _line(article: Article, offset: int) -> int:
    return article.lines.position(offset).line


def _content(article: Article, a: Attribution) -> str:
    return " … ".join(_words(article, (span,)) for span in a.content)


def _words(article: Article, spans: Iterable[Span]) -> str:
    return " ".join(" ".join(article.shown(span).split()) for span in spans)
