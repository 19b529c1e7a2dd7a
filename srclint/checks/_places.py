"""Where in a story something stands that a slow pattern may match: the places are found in the whole text at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter, itemgetter

from srclint.article import Article, Paragraph
from srclint.boilerplate import story
from srclint.language.whole import find_all, whole
from srclint.match import whole as folded_whole
from srclint.sourcing.streams import quoted_ranges


def quoted(article: Article, paragraph: Paragraph, at: int) -> bool:
    """Whether an offset of a paragraph stands in a quotation."""
    ranges = article.derived(quoted_ranges).get(paragraph.index, ())
    before = bisect_right(ranges, at, key=_start)
    return before > 0 and at < ranges[before - 1][1]


def linked(paragraph: Paragraph, at: tuple[int, int]) -> bool:
    """Whether a link touches a stretch of a paragraph's text."""
    before = bisect_left(paragraph.links, at[1], key=_start)
    return before > 0 and at[0] < paragraph.links[before - 1].end


def following(article: Article, index: int) -> Paragraph | None:
    """The next paragraph of the story after one of the article, which may be no part of the story."""
    paragraphs = article.derived(story).paragraphs
    after = bisect_right(paragraphs, index, key=_index)
    return paragraphs[after] if after < len(paragraphs) else None


def last_before(article: Article, index: int) -> Paragraph | None:
    """The last paragraph of the story before one of the article."""
    paragraphs = article.derived(story).paragraphs
    before = bisect_left(paragraphs, index, key=_index)
    return paragraphs[before - 1] if before else None


def right_before(article: Article, words: Iterable[str], what: re.Pattern[str]) -> list[int]:
    """Where in the folded text of the whole article one of some words stands right before what a pattern matches."""
    text = article.derived(folded_whole)
    return [at for word in words for at in find_all(word, text) if what.match(text, at + len(word))]


def by_paragraph(article: Article, found: Iterable[int]) -> Iterator[tuple[Paragraph, list[int]]]:
    """The paragraphs of the story that places in the text of the whole article lie in, with their offsets there."""
    written = article.derived(whole)
    rows: dict[int, list[int]] = {}
    for place in sorted(found):
        row = written.row(place)
        rows.setdefault(row, []).append(place - written.starts[row])
    if rows:
        story_paragraphs = article.derived(story).paragraphs
        yield from [(paragraph, rows[paragraph.index]) for paragraph in story_paragraphs if paragraph.index in rows]


_start = itemgetter(0)
_index = attrgetter("index")
