"""Teasers, player titles and site labels that no label or phrase gives away: told by their shape and place."""

from collections.abc import Iterator, Mapping

from srclint.article import Article, Kind
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import (
    is_headline_like,
    is_list_item,
    is_prose,
    last_character,
    prose,
    word_count,
)
from srclint.boilerplate.title import headline

_TEASER_WORDS = range(6, 26)
_PLAYER_WORDS = range(4, 13)
_LABEL_WORDS = 4
_TAIL_CODES = frozenset({"BP103", "BP105", "BP106", "BP107", "BP108", "BP111"})


def unlabelled(article: Article) -> Mapping[int, Mark]:
    """By index, player titles under the headline (BP109), teasers in the text (BP104), site labels (BP110)."""
    found: dict[int, Mark] = {}
    for mark in (*_player_title(article), *_teasers(article), *_site_labels(article)):
        found.setdefault(mark.index, mark)
    return found


def _foreign(article: Article) -> set[int]:
    return {*article.derived(blocks), *article.derived(phrases)}


def _player_title(article: Article) -> Iterator[Mark]:
    """The short second title right under the headline, before a lead that is prose."""
    title = article.derived(headline)
    if title is None or title.index is None:
        return
    at = title.index + 1
    foreign = _foreign(article)
    if at + 1 >= len(article.paragraphs) or at in foreign or article.format == "html":
        return
    paragraph, lead = article.paragraphs[at], article.paragraphs[at + 1]
    if (
        paragraph.kind is Kind.TEXT
        and word_count(paragraph.text) in _PLAYER_WORDS
        and is_headline_like(paragraph.text)
        and last_character(paragraph.text) not in "?!"
        and is_prose(lead.text)
        and " ".join(paragraph.text.split()) != title.text
    ):
        yield Mark(at, "BP109", "a second title between headline and lead: that of a player or picture", safe=False)


def _teasers(article: Article) -> Iterator[Mark]:
    """Two or more headline-like lines in a row with running text before and after."""
    foreign, running = _foreign(article), article.derived(prose)
    title = article.derived(headline)
    at = title.index if title else None
    run: list[int] = []
    for paragraph in article.paragraphs:
        index = paragraph.index
        if (
            paragraph.kind is Kind.TEXT
            and index not in foreign
            and index != at
            and word_count(paragraph.text) in _TEASER_WORDS
            and is_headline_like(paragraph.text)
            and not is_list_item(paragraph.text)
        ):
            run.append(index)
            continue
        if len(run) >= 2 and running[index] and _after_prose(article, run[0], running):
            reason = f"{len(run)} headline-like lines in a row cut into the running text"
            yield from (Mark(member, "BP104", reason, safe=False, group=run[0]) for member in run)
        run = []


def _after_prose(article: Article, index: int, running: tuple[bool, ...]) -> bool:
    return index > 0 and running[index - 1] and last_character(article.paragraphs[index - 1].text) != ":"


def _site_labels(article: Article) -> Iterator[Mark]:
    """A short line in title case, with no full stop, right before a tail that is not the story."""
    foreign = {**article.derived(phrases), **article.derived(blocks)}
    for paragraph in article.paragraphs[1:]:
        below = foreign.get(paragraph.index + 1)
        if (
            below is not None
            and below.code in _TAIL_CODES
            and paragraph.index not in foreign
            and word_count(paragraph.text) <= _LABEL_WORDS
            and last_character(paragraph.text) not in ".!?:;,…"
            and all(word[0].isupper() or not word[0].isalpha() for word in paragraph.text.split())
            and _ends_the_story(article, paragraph.index, foreign)
        ):
            yield Mark(paragraph.index, "BP110", "a name standing alone before what follows the story", safe=False)


def _ends_the_story(article: Article, index: int, foreign: Mapping[int, Mark]) -> bool:
    running = article.derived(prose)
    return not any(running[later] and later not in foreign for later in range(index + 1, len(running)))
