"""Bylines, dates and credits by the story: no part of its text, but nothing that a file should be rid of."""

import re
from collections.abc import Iterator, Mapping

from srclint.article import Article
from srclint.boilerplate.cues import cues
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.shape import last_character, prose
from srclint.lazy import lazy
from srclint.match import tokens, word_counts

CREDIT = "credit"
"""The code of such marks: no rule reports it, and it costs no points."""

_ABOVE = 8
_MOST_WORDS = 14
_BYLINE = lazy(r"(?i:by|von|par|por|di|door|av|af|od)\s+(?i:the )?[A-ZÀ-Þ][\w.'’-]")
_CREDITS = lazy(r"\W?(?:(?:additional )?reporting|writing|editing) (?:\w+ \w+ )?by ", re.IGNORECASE)
_ZONES = "pst pdt mst mdt cst cdt bst cet cest ist msk pt et ct"
_WHEN = frozenset(f"originally first last published updated posted modified on at of {_ZONES}".split())
_YEAR = lazy(r"\b(?:19|20)\d\d\b|\d[./-]\d{1,2}[./-]\d\d\b")


def credits_beside(article: Article, found: Mapping[int, Mark]) -> Iterator[Mark]:
    """Those of the marks `found` by looks alone that are on credits, as such.

    Right above the story these are bylines and dates, below it what agencies close with: "(Reporting by …)".
    """
    yield from _above(article, found)
    for mark in found.values():
        if mark.share < 1 and _CREDITS.match(article.paragraphs[mark.index].text):
            yield Mark(mark.index, CREDIT, "who worked on the story", safe=False, share=mark.share)


def _above(article: Article, found: Mapping[int, Mark]) -> Iterator[Mark]:
    counts, running = article.derived(word_counts), article.derived(prose)
    first = next((index for index, told in enumerate(running) if told and index not in found), 0)
    for index in range(max(0, first - _ABOVE), first):
        mark = found.get(index)
        if mark is None or mark.share == 1 or counts[index] > _MOST_WORDS:
            continue
        text = article.paragraphs[index].text
        if _is_byline(text) or _is_date(text, article.derived(tokens)[index]):
            yield Mark(index, CREDIT, "a byline or a date", safe=False, share=mark.share)


def _is_byline(text: str) -> bool:
    return bool(_BYLINE.match(text)) and last_character(text) not in ".!?…:"


def _is_date(text: str, words: list[str]) -> bool:
    """Whether a line holds a year, and besides figures only words of dates."""
    named = [word for word in words if word.isalpha()]
    return bool(_YEAR.search(text)) and _WHEN.union(cues()["calendar"]).issuperset(named)
