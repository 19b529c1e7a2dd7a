"""The headline of an article: from its metadata, or the line at the top that reads like one."""

from srclint.article import OBJECT, Article, Kind, Metadata, Paragraph, Span
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.cues import cues
from srclint.boilerplate.menus import menus
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import MOST_TITLE, OVER_LEAD, headline_like, is_signature, lead, prose, stands_over_lead
from srclint.language import fold
from srclint.language.detect import UNSPACED, function_words, language
from srclint.lazy import lazy
from srclint.match import tokens, word_counts, words
from srclint.record import record

_TOP = 5
_KINDS = ("title", "h1", "og:title", "twitter:title")
_WORD = lazy(r"\w+")
_PRESENTED = lazy(r"(?i:in (?:pictures|photos)|watch(?: live)?|video|photos|gallery|live)\s?[:|–—]")
_MOST_SIGNS = 60
_ORDINARY = 3  # letters of a word that tells nothing, at most
_CLOSING = ("。", "！", "？", "」", "”", ".", "ฯ", "។", "။")


@record
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
        wanted = _words(title)
        index = _repeated_at_top(article, wanted)
        span = _stated_at(article.metadata, wanted)
        if span is None and index is not None:
            span = article.paragraphs[index].span
        return Headline(" ".join(title.split()), index, span)
    for paragraph in article.paragraphs[: 4 * _TOP]:
        if paragraph.kind is Kind.HEADING and paragraph.level == 1:
            return _of(article, paragraph)
    found = _line_at_top(article)
    return _of(article, _over_lead(article, found)) if found else None


def _of(article: Article, paragraph: Paragraph) -> Headline:
    return Headline(" ".join(paragraph.shown(article.source).split()), paragraph.index, paragraph.span)


def _line_at_top(article: Article) -> Paragraph | None:
    """The first headline-like line before the lead; service lines, bylines, dates and short labels are passed over.

    A lead that is cut off is no sentence, but longer than any title. A file of one line may be a headline alone.
    """
    if article.derived(language) in UNSPACED:
        return _line_without_blanks(article)
    known, labelled, menu = article.derived(phrases), article.derived(blocks), article.derived(menus)
    running, likely = article.derived(prose), article.derived(headline_like)
    counts = article.derived(word_counts)
    passed = {*known, *labelled, *menu}
    for paragraph in article.paragraphs[:_TOP]:
        index = paragraph.index
        if index == 0 and index in likely and _PRESENTED.match(paragraph.text):
            return paragraph  # only below a headline does "In pictures: ..." point to another story
        if index in passed or is_signature(paragraph.text):
            continue
        if index in likely:
            if index + 1 in likely and index + 1 not in passed and _is_of_the_page(article, index):
                return article.paragraphs[index + 1]
            follows = True in running[index + 1 :] or max(counts[index + 1 :], default=0) > MOST_TITLE
            return paragraph if follows or len(counts) == 1 else None
        if running[index]:
            return None
    return None


def _is_of_the_page(article: Article, index: int) -> bool:
    """Whether a line says nothing that the story says, and the next one, right above the lead, what the lead says.

    So does an outlet's motto, or a note to readers, over the headline.
    """
    below = article.derived(words)[index + 1 :]
    if not (len(below) > 1 and article.derived(prose)[index + 2]):
        return False
    own, title = (_telling(article.derived(words)[at]) for at in (index, index + 1))
    return not title.isdisjoint(below[1]) and all(map(own.isdisjoint, below))


def _telling(said: frozenset[str]) -> frozenset[str]:
    listed = cues()
    return frozenset(
        word
        for word in said - function_words()
        if len(word) > _ORDINARY and word not in listed["service"] and word not in listed["sections"]
    )


def _over_lead(article: Article, line: Paragraph) -> Paragraph:
    """The same line nearer to the lead, if there is one: a page that was copied whole opens with its window's title."""
    if stands_over_lead(article, line.index):
        return line
    counted, below = article.derived(tokens), article.derived(lead)
    near = reversed(article.paragraphs[below - OVER_LEAD : below])
    return next((other for other in near if counted[other.index] == counted[line.index]), line)


def _line_without_blanks(article: Article) -> Paragraph | None:
    """The same in a language that parts no words: a first line that is short and not closed, above one that is."""
    first, *others = article.paragraphs[: _TOP + 1] or (None,)
    if first is None or len(first.text) > _MOST_SIGNS or first.text.endswith(_CLOSING):
        return None
    return first if any(other.text.endswith(_CLOSING) for other in others) else None


def _stated_at(metadata: Metadata, wanted: list[str]) -> Span | None:
    """Where the metadata say the title, with or without the outlet's name behind it; other titles are not it."""
    for kind in _KINDS:
        if kind in metadata.spans and _words(metadata.titles.get(kind, ""))[: len(wanted)] == wanted:
            return metadata.spans[kind]
    return None


def _repeated_at_top(article: Article, wanted: list[str]) -> int | None:
    """Where a title stands among the first paragraphs: as a heading, else, above it, as the last step of a path."""
    at = None
    for paragraph, found in zip(article.paragraphs[: 4 * _TOP], article.derived(tokens), strict=False):
        if (_words(paragraph.shown(article.source)) if OBJECT in paragraph.text else found) == wanted:
            if paragraph.kind is Kind.HEADING:
                return paragraph.index
            at = paragraph.index if at is None else at
    return at


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
