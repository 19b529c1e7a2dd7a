"""Counts over the attributions of a story: statements, mentions and words quoted, by person and by body."""

import re
from collections import Counter
from collections.abc import Sequence

from srclint.article import Article, Span
from srclint.sourcing.people import Entry, Registry
from srclint.sourcing.profile import full_name, named_at, role_near
from srclint.sourcing.result import Attribution, Organisation, Person
from srclint.sourcing.stream import Stream


def people(article: Article, s: Stream, registry: Registry, found: Sequence[Attribution]) -> tuple[Person, ...]:
    """The people of a story in order of appearance."""
    said = Counter(a.speaker for a in found if a.statement)
    words = _words_quoted(article, found)
    out = []
    for entry in registry.people:
        seen = named_at(entry.name, s)
        if " " not in entry.name:
            entry.name = full_name(entry.name, seen, s)
        role, affiliation = entry.role, entry.affiliation
        if role is None and " " in entry.name:
            seen = named_at(entry.name, s)
            role, affiliation = role_near(seen, s) or (None, None)
        spans = tuple(s.paragraphs[m.number].to_source(m.start, m.end) for m in seen)
        out.append(Person(entry.id, entry.name, role, affiliation, spans, said[entry.id], words[entry.id]))
    return tuple(out)


def organisations(s: Stream, registry: Registry, found: Sequence[Attribution]) -> tuple[Organisation, ...]:
    """The bodies of a story in order of appearance."""
    said = Counter(a.speaker for a in found if a.statement)
    return tuple(Organisation(e.id, e.name, e.kind, mentions(e, s), said[e.id]) for e in registry.bodies)


def mentions(entry: Entry, s: Stream) -> tuple[Span, ...]:
    """Where the name of a body stands; of one without a name, its sources."""
    if any(letter.isupper() for letter in entry.name):
        full = (m for m in named_at(entry.name, s) if m.full)
        return tuple(s.paragraphs[m.number].to_source(m.start, m.end) for m in full)
    return tuple(s.span(a, b) for a, b in entry.places)


def _words_quoted(article: Article, found: Sequence[Attribution]) -> Counter[str | None]:
    words: Counter[str | None] = Counter()
    for a in found:
        if a.speaker is None or a.form == "indirect":
            continue
        for span in a.content:
            words[a.speaker] += _quoted_words(article.source[span.start : span.end], whole=a.form == "direct")
    return words


_INSIDE = re.compile(r"[\"“„«]([^\"“”„«»]*)[\"”“»]?|‘([^‘]*?)’(?!\w)")


def _quoted_words(text: str, *, whole: bool) -> int:
    if whole:
        return len(text.split())
    return sum(len((m[1] or m[2] or "").split()) for m in _INSIDE.finditer(text))
