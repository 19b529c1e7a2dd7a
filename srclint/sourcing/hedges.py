"""Claims that nobody signs: "reportedly", "it was revealed", "an estimated"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from srclint.article import Article, Span
from srclint.language.whole import find_all, matches_near
from srclint.match import folded
from srclint.match import words as folded_words
from srclint.patterns import compiled
from srclint.sourcing.lexicon import words
from srclint.sourcing.passage import Passage, any_of, holding, inside, passages
from srclint.sourcing.result import Attribution, Hedge
from srclint.sourcing.stream import Stream

REACH = len("according to unconfirmed ")
"""How much a hedge has at most before the word that tells of it."""


def hedges(article: Article, s: Stream, attributions: Iterable[Attribution]) -> tuple[Hedge, ...]:
    """The hedges outside quotations, in order."""
    numbers = holding(article, s, _hedge_words()) | _with_passive(s)
    if not numbers:
        return ()
    contents = _named_contents(attributions)
    return tuple(h for passage in passages(s, numbers) for h in _hedges(article, passage, contents))


def _with_passive(s: Stream) -> set[int]:
    """The numbers of the paragraphs with a form of "be" closely before a word such as "believed"."""
    low, shape, passives = s.low, s.shape, _passives()
    return {s.paragraph_number(k) for k in s.triggers if low[k] in passives and shape.find("B", max(0, k - 3), k) >= 0}


def _named_contents(attributions: Iterable[Attribution]) -> dict[int, list[Span]]:
    """By paragraph, in order, what sources with names say there."""
    found: dict[int, list[Span]] = {}
    for a in attributions:
        if a.type in ("person", "organisation") or a.speaker is not None:
            found.setdefault(a.paragraph, []).extend(a.content)
    for spans in found.values():
        spans.sort()
    return found


def _hedges(article: Article, passage: Passage, contents: Mapping[int, Sequence[Span]]) -> Iterator[Hedge]:
    paragraph = passage.paragraph
    text = article.derived(folded)[paragraph.index]
    present = _telling().intersection(article.derived(folded_words)[paragraph.index])
    places = sorted([at for word in present for at in find_all(word, text)])
    for found in matches_near(_hedge(), text, [(at - REACH, at) for at in places]):
        start, end = found.span()
        if passage.quoted(start):
            continue
        span = paragraph.to_source(start, end)
        attributed = inside(contents.get(paragraph.index, ()), span)
        yield Hedge(
            span, passage.text[start:end], str(found.lastgroup), paragraph.index, passage.sentence(start), attributed
        )


@cache
def _hedge() -> re.Pattern[str]:
    """All hedges, a named group a kind."""
    reports = any_of("hedges", "reports")
    kinds = {
        "adverb": rf"(?:{any_of('hedges', 'adverb')})\b",
        "passive": r"(?:is|are|was|were|be|been|being)\s(?:also\s|now\s|widely\s|still\s|long\s)?"
        rf"(?:{any_of('hedges', 'passive')})\sto\b(?:\sbe\b)?",
        "impersonal": r"it\s(?:(?:is|was|has been|had been)\s(?:also\s|now\s|later\s|since\s|widely\s)?"
        rf"(?:{any_of('hedges', 'impersonal')})|(?:has\s|had\s)?(?:also\s|now\s|later\s|since\s)?emerged)\b",
        "told": rf"(?:has|have|had|was|were)\s(?:exclusively\s)?been\s"
        rf"(?:{any_of('hedges', 'told')})(?=[.,;]|$|\sthat\b)",
        "reports": rf"(?:according\sto\s(?:some\s|several\s|media\s|unconfirmed\s|recent\s|local\s)?(?:{reports})"
        rf"|(?:media\s|unconfirmed\s|some\s)?(?:{reports})\s(?:suggest|say|claim|indicate)(?:s|ed)?)\b",
        "estimate": r"an\sestimated\b|(?:is|are|was|were|been|be)\sestimated\s(?:to\s\w+|at)\b",
    }
    return compiled(rf"\b(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in kinds.items())})")


@cache
def _hedge_words() -> frozenset[str]:
    """Words that hedge whatever stands before them."""
    return words("hedges", "adverb") | words("hedges", "reports") | {"estimated", "emerged", "rumoured", "rumored"}


@cache
def _telling() -> frozenset[str]:
    """The words of which a hedge has one."""
    return _hedge_words() | _passives()


@cache
def _passives() -> frozenset[str]:
    return words("hedges", "passive") | words("hedges", "impersonal") | words("hedges", "told")
