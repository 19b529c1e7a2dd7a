"""Counts over the attributions of a story: statements, mentions and words quoted, by person and by body."""

import re
from collections import Counter
from collections.abc import Sequence

from srclint.article import Article, Span
from srclint.sourcing.people import Entry, Registry
from srclint.sourcing.profile import role_near
from srclint.sourcing.result import Attribution, Organisation, Person
from srclint.sourcing.streams import Part


def people(article: Article, parts: list[Part], registry: Registry, found: Sequence[Attribution]) -> tuple[Person, ...]:
    """The people of a story in order of appearance."""
    said = Counter(a.speaker for a in found if a.statement)
    words = _words_quoted(article, found)
    out = []
    for entry in registry.people:
        role, affiliation = entry.role, entry.affiliation
        if role is None:
            role, affiliation = role_near(entry.name, parts) or (None, None)
        out.append(
            Person(
                entry.id,
                entry.name,
                role,
                affiliation,
                mentions(entry, parts),
                said[entry.id],
                words[entry.id],
            )
        )
    return tuple(out)


def organisations(
    article: Article, parts: list[Part], registry: Registry, found: Sequence[Attribution]
) -> tuple[Organisation, ...]:
    """The bodies of a story in order of appearance."""
    said = Counter(a.speaker for a in found if a.statement)
    del article
    return tuple(Organisation(e.id, e.name, e.kind, mentions(e, parts), said[e.id]) for e in registry.bodies)


def mentions(entry: Entry, parts: list[Part]) -> tuple[Span, ...]:
    """Where the name stands in the story: in full, or a person's surname alone."""
    form = entry.name.split()[-1] if entry.kind == "person" else entry.name
    before = entry.name[: len(entry.name) - len(form)]
    found = []
    for paragraph, s in parts:
        at = s.text.find(form)
        while at >= 0:
            end = at + len(form)
            if not s.text[at - 1 : at].isalnum() and not s.text[end : end + 1].isalnum():
                start = at - len(before) if before and s.text.endswith(before, 0, at) else at
                found.append(paragraph.to_source(start, end))
            at = s.text.find(form, end)
    return tuple(found)


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
