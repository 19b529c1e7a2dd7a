"""Sourcing in German, French and Spanish: direct quotations with their cues and speakers, unnamed sources, hedges.

Quotations come from their marks, speakers from the words beside a cue. There is no model for these languages:
reported speech without marks is not looked for.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from srclint.article import Article, Paragraph, Span
from srclint.language.sentences import sentences
from srclint.sourcing.lexicon import lexicon
from srclint.sourcing.people import Registry
from srclint.sourcing.result import Attribution, Hedge, Person, Sourcing, Unnamed
from srclint.sourcing.streams import quoted_ranges

LANGUAGES = frozenset(("de", "fr", "es"))
REACH = 100
LEAST = 12
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_PARTICLE = r"(?:von|van|de|del|la|du|der|den|zu)"
_NAME = rf"{_CAPITAL}(?:\s(?:{_PARTICLE}\s)?{_CAPITAL}){{0,3}}"


class Patterns(NamedTuple):
    """The compiled patterns of one language: `beside` are tried on what follows a quotation."""

    beside: tuple[re.Pattern[str], ...]
    before: re.Pattern[str]
    unnamed: re.Pattern[str]
    hedge: re.Pattern[str]
    pronouns: frozenset[str]
    titles: frozenset[str]


@cache
def _patterns(language: str) -> Patterns:
    table = lexicon(language)
    helper = rf"(?:(?:{_any(table['after'])})\s)?"
    cue = rf"(?P<cue>{helper}(?:{_any(table['cues'])}))"
    pronoun = rf"(?:{_any(table['pronouns'])})(?!\w)"
    who = rf"(?P<who>{pronoun}|(?:[a-zà-öø-ÿ][\w’'.-]*\s){{0,4}}?(?:(?:{_any(table['titles'])})\.?\s)?{_NAME})"
    people = "|".join(f"(?P<{group}>{_any(table[group])})" for group in ("experts", "officials", "sources"))
    speaking = rf"(?:{_any(table['speaking'])})"
    return Patterns(
        beside=(
            re.compile(rf"[\s,.]*{cue}(?:-t)?[\s-]+{who}(?!\w)"),
            re.compile(rf"[\s,]*a-t-(?P<who>{pronoun})\s(?P<cue>{_any(table['cues'])})(?!\w)"),
            re.compile(rf"[\s,]*(?:so\s)?{who}\s{cue}(?!\w)"),
        ),
        before=re.compile(rf"{who}(?:,[^,:]{{3,70}},)?\s{cue}(?!\w)[^:.!?]{{0,50}}:\s*$"),
        unnamed=re.compile(
            rf"(?<!\w)(?:{people})(?:\s[\w’'-]+){{0,4}}?\s{speaking}(?!\w)"
            rf"|(?<!\w)(?:{_any(table['told_by'])})\s(?:\w+\s){{0,2}}?(?P<told>{_any(table['sources'])})(?!\w)",
            re.IGNORECASE,
        ),
        hedge=re.compile(rf"(?<!\w)(?:{table['hedges']})(?!\w)", re.IGNORECASE),
        pronouns=frozenset(table["pronouns"].split()),
        titles=frozenset(table["titles"].split()),
    )


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


def foreign_sourcing(paragraphs: list[Paragraph], article: Article, language: str) -> Sourcing:
    """The sourcing of a story in one of `LANGUAGES`."""
    patterns = _patterns(language)
    registry = Registry()
    speaker: str | None = None
    found: list[Attribution] = []
    hedges: list[Hedge] = []
    unnamed: list[Unnamed] = []
    quoted = article.derived(quoted_ranges)
    for paragraph in paragraphs:
        ranges = quoted.get(paragraph.index, [])
        for one in _attributions(paragraph, ranges, patterns, registry, language):
            resolved = replace(one, speaker=speaker) if one.type == "pronoun" else one
            speaker = resolved.speaker or speaker
            found.append(resolved)
        hedges += _hedges(paragraph, ranges, patterns)
        unnamed += _unnamed(paragraph, ranges, patterns)
    return Sourcing(
        language,
        supported=True,
        attributions=tuple(found),
        people=_people(registry, found, article),
        hedges=tuple(hedges),
        unnamed=tuple(unnamed),
        words=sum(len(p.text.split()) for p in paragraphs),
    )


def _attributions(
    paragraph: Paragraph,
    ranges: list[tuple[int, int]],
    patterns: Patterns,
    registry: Registry,
    language: str,
) -> Iterator[Attribution]:
    text = paragraph.text
    for start, end in ranges:
        if end - start < LEAST:
            continue
        match = next((m for p in patterns.beside if (m := p.match(text, end, end + REACH))), None)
        match = match or patterns.before.search(text, max(0, start - REACH), start)
        if match is None:
            continue
        source = paragraph.to_source(*match.span("who"))
        kind, name = _kind(match["who"], patterns, registry, language)
        yield Attribution(
            (source,),
            (paragraph.to_source(*match.span("cue")),),
            (paragraph.to_source(start, end),),
            kind,
            "direct",
            name=name,
            speaker=registry.person(name).id if kind == "person" and name else None,
            described=kind == "unnamed",
            paragraph=paragraph.index,
            lemma=match["cue"].split()[-1],
            phrase=match["who"],
        )


def _kind(who: str, patterns: Patterns, registry: Registry, language: str) -> tuple[str, str | None]:
    """The type of a source phrase and its name; a German noun is capitalised too, so one word names who is known."""
    words = who.split()
    if words[0].lower() in patterns.pronouns and len(words) == 1:
        return "pronoun", None
    first = next(k for k, word in enumerate(words) if word[0].isupper())
    titled = words[first].lower().strip(".") in patterns.titles or (
        first > 0 and words[first - 1].lower().strip(".") in patterns.titles
    )
    name = words[first + 1 :] if words[first].lower().strip(".") in patterns.titles else words[first:]
    if not name:
        return "unnamed", None
    known = name[-1].lower() in registry.surnames
    if language == "de" and len(name) == 1 and not titled and not known:
        return "unnamed", None
    if language == "de" and len(name) > 2 and not known:
        name = name[-2:]
    return "person", " ".join(name)


def _hedges(paragraph: Paragraph, ranges: list[tuple[int, int]], patterns: Patterns) -> Iterator[Hedge]:
    for match in patterns.hedge.finditer(paragraph.text):
        if not _quoted(ranges, match.start()):
            span = paragraph.to_source(*match.span())
            yield Hedge(span, match[0], "adverb", paragraph.index, _sentence(paragraph, match.start()))


def _unnamed(paragraph: Paragraph, ranges: list[tuple[int, int]], patterns: Patterns) -> Iterator[Unnamed]:
    for match in patterns.unnamed.finditer(paragraph.text):
        if _quoted(ranges, match.start()):
            continue
        group = next((g for g in ("experts", "officials") if match[g]), "sources")
        span = paragraph.to_source(*match.span())
        yield Unnamed(span, match[0], group, paragraph.index, _sentence(paragraph, match.start()))


def _quoted(ranges: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in ranges)


def _sentence(paragraph: Paragraph, at: int) -> Span:
    span = next((s for s in sentences(paragraph.text) if s.end > at), Span(0, len(paragraph.text)))
    return paragraph.to_source(span.start, span.end)


def _people(registry: Registry, found: list[Attribution], article: Article) -> tuple[Person, ...]:
    said = Counter(a.speaker for a in found)
    words: Counter[str | None] = Counter()
    places: dict[str | None, list[Span]] = {}
    for a in found:
        words[a.speaker] += sum(len(article.source[s.start : s.end].split()) for s in a.content)
        if a.type == "person":
            places.setdefault(a.speaker, []).extend(a.source)
    return tuple(
        Person(e.id, e.name, mentions=tuple(places.get(e.id, ())), statements=said[e.id], words_quoted=words[e.id])
        for e in registry.people
    )
