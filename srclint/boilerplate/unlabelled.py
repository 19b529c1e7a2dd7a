"""Teasers, player titles and site labels that no label or phrase gives away: told by their shape and place."""

from collections.abc import Iterable, Iterator, Mapping

from srclint.article import Article, Kind
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import headline_like, is_list_item, last_characters, prose, word_count
from srclint.boilerplate.title import headline
from srclint.language import fold
from srclint.lazy import lazy
from srclint.match import word_counts

_TEASER_WORDS = range(6, 26)
_PLAYER_WORDS = range(4, 13)
_CAPITAL_WORDS = range(8, 26)
_LABEL_WORDS = 4
_LEAST_TITLE = 8
_VARIANT = 0.6
_MARKS_INSIDE = lazy(r"[:;,?!|\"“”„«»]|\s[–—-]\s")
_AUXILIARY = lazy(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b")
_TAIL_CODES = frozenset({"BP103", "BP105", "BP106", "BP107", "BP108", "BP111"})


def player_titles(article: Article) -> Mapping[int, Mark]:
    """By index, titles of players under the headline (BP109) and teasers set in capitals (BP102)."""
    return {mark.index: mark for mark in (*_player_title(article), *_in_capitals(article))}


def site_labels(article: Article) -> Mapping[int, Mark]:
    """By index, names standing alone between the last paragraph of the story and what follows it (BP110)."""
    return {mark.index: mark for mark in _site_labels(article)}


def doubtful(article: Article) -> Mapping[int, Mark]:
    """By index, headline-like lines in a row in the text (BP104)."""
    return {mark.index: mark for mark in _teasers(article)}


def _foreign(article: Article) -> set[int]:
    return {*article.derived(blocks), *article.derived(phrases)}


def _player_title(article: Article) -> Iterator[Mark]:
    """The short second title right under the headline, before a lead that is prose."""
    title = article.derived(headline)
    if title is None or title.index is None:
        return
    at = title.index + 1
    foreign = article.derived(_foreign)
    if at + 1 >= len(article.paragraphs) or at in foreign or article.format == "html":
        return
    paragraph, words = article.paragraphs[at], article.derived(word_counts)[at]
    if (
        at in article.derived(headline_like)
        and words in _PLAYER_WORDS
        and paragraph.kind is Kind.TEXT
        and article.derived(prose)[at + 1]
        and _is_plain(paragraph.text)
        and word_count(title.text) >= max(_LEAST_TITLE, words)
        and _shared_words(paragraph.text, title.text) < _VARIANT
    ):
        yield Mark(at, "BP109", "a second title between headline and lead: that of a player or picture", safe=False)


def _is_plain(text: str) -> bool:
    """Whether a line is as plain as captions are: no marks inside, no auxiliary, a name beside the first word."""
    words = text.split()
    return (
        not _MARKS_INSIDE.search(text)
        and not _AUXILIARY.search(text)
        and any(word[0].isupper() for word in words[1:])
        and not text.isupper()
    )


def _shared_words(text: str, title: str) -> float:
    """The share of the words of `text` that stand in `title`."""
    words = fold(text).split()
    return sum(word in set(fold(title).split()) for word in words) / len(words)


def _in_capitals(article: Article) -> Iterator[Mark]:
    """Titles of other stories set in capitals between paragraphs of a story that is not."""
    counts, ends, running = article.derived(word_counts), article.derived(last_characters), article.derived(prose)
    first = running.index(True) if True in running else len(running)
    for paragraph in article.paragraphs[first + 1 :]:
        index = paragraph.index
        if (
            paragraph.text.isupper()
            and counts[index] in _CAPITAL_WORDS
            and ends[index] not in ".:;,…"
            and paragraph.kind is Kind.TEXT
            and index not in article.derived(_foreign)
        ):
            yield Mark(index, "BP102", "a title set in capitals between paragraphs", safe=False)


def _teasers(article: Article) -> Iterator[Mark]:
    """Two or more headline-like lines in a row with running text before and after."""
    likely = article.derived(headline_like)
    if len(likely) < 2:
        return
    counts, ends, running = article.derived(word_counts), article.derived(last_characters), article.derived(prose)
    title = article.derived(headline)
    passed = {*article.derived(_foreign), title.index if title else None}
    lines = (
        index
        for index in sorted(likely)
        if counts[index] in _TEASER_WORDS and index not in passed and _is_text(article, index)
    )
    for run in _runs(lines):
        above, below = run[0] - 1, run[-1] + 1
        if len(run) < 2 or above < 0 or below == len(running):
            continue
        if running[above] and running[below] and ends[above] != ":":
            reason = f"{len(run)} headline-like lines in a row cut into the running text"
            yield from (Mark(member, "BP104", reason, safe=False, group=run[0]) for member in run)


def _is_text(article: Article, index: int) -> bool:
    paragraph = article.paragraphs[index]
    return paragraph.kind is Kind.TEXT and not is_list_item(paragraph.text)


def _runs(indexes: Iterable[int]) -> Iterator[list[int]]:
    """Neighbouring indexes, of ascending ones."""
    run: list[int] = []
    for index in indexes:
        if run and run[-1] != index - 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _site_labels(article: Article) -> Iterator[Mark]:
    """A short line in title case, with no full stop, right before a tail that is not the story."""
    foreign = {**article.derived(phrases), **article.derived(blocks)}
    if not foreign:
        return
    counts, ends, running = article.derived(word_counts), article.derived(last_characters), article.derived(prose)
    last = max((index for index, on in enumerate(running) if on and index not in foreign), default=-1)
    for below, mark in sorted(foreign.items()):
        index = below - 1
        if (
            mark.code in _TAIL_CODES
            and index >= 1
            and index not in foreign
            and running[index - 1]
            and 2 <= counts[index] <= _LABEL_WORDS
            and ends[index] not in ".!?:;,…"
            and all(word[0].isupper() or not word[0].isalpha() for word in article.paragraphs[index].text.split())
            and index > last
        ):
            yield Mark(index, "BP110", "a name standing alone before what follows the story", safe=False)
