"""The headline of an article: from its metadata, or the line at the top that reads like one."""

import re
from dataclasses import dataclass

from srclint.article import Article, Kind, Paragraph, Span
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import is_headline_like, is_prose
from srclint.language import fold

_TOP = 5


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of the story; `index` is its paragraph, or None where only the metadata have it.

    `span` is where it stands in the source, None where the metadata do not say.
    """

    text: str
    index: int | None
    span: Span | None


def headline(article: Article) -> Headline | None:
    """The headline, or None for a text that opens with its lead."""
    title = article.metadata.title
    if title and title.strip():
        index = _repeated_at_top(article, title)
        span = article.metadata.spans.get("title")
        if span is None and index is not None:
            span = article.paragraphs[index].span
        return Headline(" ".join(title.split()), index, span)
    for paragraph in article.paragraphs[: 4 * _TOP]:
        if paragraph.kind is Kind.HEADING and paragraph.level == 1:
            return _of(article, paragraph)
    found = _line_at_top(article)
    return _of(article, found) if found else None


def _of(article: Article, paragraph: Paragraph) -> Headline:
    return Headline(" ".join(paragraph.shown(article.source).split()), paragraph.index, paragraph.span)


def _line_at_top(article: Article) -> Paragraph | None:
    """The first headline-like line before the lead; service lines, bylines, dates and short labels are passed over."""
    foreign = {**article.derived(phrases), **article.derived(blocks)}
    for paragraph in article.paragraphs[:_TOP]:
        if paragraph.index in foreign:
            continue
        if is_headline_like(paragraph.text):
            rest = article.paragraphs[paragraph.index + 1 :]
            return paragraph if any(is_prose(later.text) for later in rest) else None
        if is_prose(paragraph.text):
            return None
    return None


def _repeated_at_top(article: Article, title: str) -> int | None:
    wanted = _key(title)
    for paragraph in article.paragraphs[: 4 * _TOP]:
        if _key(paragraph.shown(article.source)) == wanted:
            return paragraph.index
    return None


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
