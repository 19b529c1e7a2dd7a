"""The language of an article: as configured, as its metadata say, or by a vote of its function words."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from srclint import data, kept
from srclint.article import Article
from srclint.data import parsed
from srclint.lazy import lazy

GLANCE = 400
SAMPLE = 1500
CLEAR = 2
MINIMUM_HITS = 3
MINIMUM_SHARE = 0.12
_WORD = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}


def language(article: Article) -> str | None:
    """The ISO 639-1 code of the article's language, or None where nothing tells.

    The configured language wins, then that of the metadata ("en-GB" is "en"), then the vote over a sample of at most
    1,500 characters, taken from the longer paragraphs first: menus and labels are often in no language at all. Where
    400 characters give a language twice the points of any other, the rest is not asked.
    """
    declared = article.hints.language or article.metadata.language
    if declared:
        code = re.split(r"[-_]", declared.strip().lower())[0]
        if 2 <= len(code) <= 3 and code.isalpha():
            return _SAME.get(code, code)
    return _at_a_glance(_sample(article, GLANCE)) or vote(_sample(article, SAMPLE))


def vote(text: str) -> str | None:
    """The language whose function words are the most frequent in `text`, or None when too few of them stand in it."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    ranked = _ranked(words)
    if not ranked:
        return None
    points, best = ranked[0]
    return best if points >= MINIMUM_HITS and points >= MINIMUM_SHARE * len(words) else None


def _at_a_glance(text: str) -> str | None:
    """The language that wins clearly among the words as blanks part them, or None."""
    words = text.lower().split()
    ranked = _ranked(words)
    if not ranked:
        return None
    (points, best), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0
    least = CLEAR * max(MINIMUM_SHARE * len(words), MINIMUM_HITS, second)
    return best if points >= least else None


def _ranked(words: Iterable[str]) -> list[tuple[int, str]]:
    """The points of the languages whose function words stand among some words, the most first.

    Of languages with equal points the one comes first whose function word comes first.
    """
    known = _function_words()
    tally: dict[str, int] = {}
    for word, times in Counter(filter(known.__contains__, words)).items():
        for code, weight in known[word]:
            tally[code] = tally.get(code, 0) + weight * times
    return sorted(((points, code) for code, points in tally.items()), key=_points, reverse=True)


def _points(row: tuple[int, str]) -> int:
    return row[0]


def _sample(article: Article, length: int) -> str:
    """Paragraphs of eight words and more, up to a length; all of them where none is so long."""
    chosen: list[str] = []
    room = length
    for paragraph in article.paragraphs:
        if paragraph.text.count(" ") >= 7:
            chosen.append(paragraph.text[:room])
            room -= len(paragraph.text)
            if room <= 0:
                break
    return "\n".join(chosen) or "\n".join(p.text for p in article.paragraphs[:200])[:length]


@cache
def function_words() -> frozenset[str]:
    """The function words of all languages known."""
    return frozenset(_function_words())


@cache
def _function_words() -> dict[str, tuple[tuple[str, int], ...]]:
    """Each function word with the languages it votes for; a word of one language alone counts twice."""
    return kept.made("votes", data.origin(), _votes, __file__)


def _votes() -> dict[str, tuple[tuple[str, int], ...]]:
    table: dict[str, list[str]] = {}
    for code, words in parsed("function-words.toml").items():
        for word in words.split():
            table.setdefault(word, []).append(code)
    return {word: tuple((code, 2 if len(codes) == 1 else 1) for code in codes) for word, codes in table.items()}
