"""Paragraphs that a phrase family knows: the entries of rules/boilerplate and of a project's own packs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from srclint.article import Article
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.shape import word_counts
from srclint.language.detect import language
from srclint.lazy import lazy
from srclint.match import entries, folded, places, spans
from srclint.pack import Entry

# Labels first: they may have teasers below them. What is learned or new gives way to what is known.
_ORDER = ("BP103", "BP101", "BP105", "BP111", "BP107", "BP106", "BP102", "BP108", "BP109")
_TURNED_AWAY = "BP112"
_WHOLE_FILE = frozenset({_TURNED_AWAY, "BP114"})
_HALF = 0.5
_SHOWN = 60
_ANY_LENGTH = 1_000_000_000
_WORD = lazy(r"\w+")

_Clue = tuple[int, str, int]
"""The most words of a paragraph that an entry can match, one of its keywords, and its number."""


class _Index(NamedTuple):
    """The entries on boilerplate in the order in which they are asked, by what must stand in a text they match.

    `by_word` goes by the first word of a keyword; `rest` are the keywords without a word, and "" for entries without
    keywords.
    """

    entries: tuple[Entry, ...]
    by_word: Mapping[str, Sequence[_Clue]]
    rest: Sequence[_Clue]


def phrases(article: Article) -> Mapping[int, Mark]:
    """By paragraph index, the mark of the first phrase family that fits; one mark a paragraph."""
    found: dict[int, Mark] = {}
    for index, candidates in article.derived(_candidates).items():
        paragraph = article.paragraphs[index]
        for entry in candidates:
            if entry.code not in _WHOLE_FILE:
                covered = sum(map(len, spans(entry, article, paragraph)))
                if covered >= _HALF * len(paragraph.text.strip()):
                    said = f"it says “{_excerpt(paragraph.text)}”"
                    found[index] = Mark(index, entry.code, said, safe=entry.fix == "safe")
                    break
    return found


def turned_away(article: Article) -> tuple[int, ...]:
    """The paragraphs that speak of scripts, robots, cookies or errors: signs of a page that is not a story."""
    return tuple(
        index
        for index, candidates in article.derived(_candidates).items()
        for entry in candidates
        if entry.code == _TURNED_AWAY and any(True for _ in spans(entry, article, article.paragraphs[index]))
    )


def _candidates(article: Article) -> Mapping[int, list[Entry]]:
    """By paragraph index, in ascending order, the entries that may match it, in the order in which they are asked."""
    index = _index(article.hints.packs)
    texts, counts, where = article.derived(folded), article.derived(word_counts), article.derived(places)
    hit: dict[int, set[int]] = {}
    for word in index.by_word.keys() & where.keys():
        at_hand = [(at, counts[at]) for at in where[word]]
        for most, keyword, number in index.by_word[word]:
            for at, count in at_hand:
                if count <= most and (keyword == word or keyword in texts[at]):
                    hit.setdefault(at, set()).add(number)
    for most, keyword, number in index.rest:
        for at, text in enumerate(texts):
            if keyword in text and counts[at] <= most:
                hit.setdefault(at, set()).add(number)
    spoken = article.derived(language) if hit else None
    return {at: list(_in_language(sorted(hit[at]), index.entries, spoken)) for at in sorted(hit)}


def _in_language(numbers: Iterable[int], known: Sequence[Entry], spoken: str | None) -> Iterator[Entry]:
    for number in numbers:
        entry = known[number]
        if not entry.lang or spoken is None or spoken in entry.lang:
            yield entry


@cache
def _index(packs: tuple[str, ...]) -> _Index:
    known = tuple(sorted((entry for entry in entries(packs) if entry.code.startswith("BP")), key=_rank))
    by_word: dict[str, list[_Clue]] = {}
    rest: list[_Clue] = []
    for number, entry in enumerate(known):
        most = entry.max_words if entry.max_words and entry.scope != "sentence" else _ANY_LENGTH
        for keyword in entry.keywords or ("",):
            first = _WORD.search(keyword)
            clues = rest if first is None else by_word.setdefault(first[0], [])
            clues.append((most, keyword, number))
    return _Index(known, by_word, rest)


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _rank(entry: Entry) -> tuple[int, str]:
    return (_ORDER.index(entry.code) if entry.code in _ORDER else len(_ORDER), entry.code)
