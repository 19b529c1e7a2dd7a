"""The language of an article: as configured, as its metadata say, or by its letters and a vote of function words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

from srclint import data, kept
from srclint.article import Article, Paragraph
from srclint.data import parsed
from srclint.language.whole import whole
from srclint.lazy import lazy
from srclint.record import NamedTuple

UNKNOWN = "und"
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that part no words by blanks."""
MINIMUM_HITS = 3
MINIMUM_SHARE = 0.12
# How many kinds of words a vote needs: two, one more for every so many words, and no more than some. One or two such
# words may be everyday words of any language.
_KINDS, _WORDS_A_KIND, _MOST_KINDS = 2, 15, 6
# How many running words make a text that would be known for English, the share of telling words in one that is, and
# how many words would not be without any function word.
_ENOUGH_WORDS, _ENGLISH_SHARE, _FEW_WORDS = 16, 0.05, 8
# English at a glance: the share of telling words, which no other language has, the share of all words that may stand in
# paragraphs without any, and how many kinds of words may stand there that tell a language based on English.
_CLEAR, _UNTOLD, _BY_CHANCE = 0.08, 0.3, 1
# Languages of English words and some of their own: the share of these, twice counted, that tells them from English.
_ENGLISH_BASED = ("pcm", "sco")
_OWN_SHARE = 0.08
# Samples: how many pieces, of how many characters, of paragraphs with so many blanks; else of so many labels.
_GLANCE, _SAMPLE = 3, 7
_PIECE, _LEAST_BLANKS, _LABELS = 160, 7, 200
_LATIN_BYTES, _LAST_LATIN = 1.25, "\u024f"
_WORD = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_INITIALS = lazy(r"\b(?:[^\W\d_]\.){2,}")
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}


def language(article: Article) -> str | None:
    """The ISO 639 code of the article's language, "und" for one that is not known, or None where nothing tells.

    The configured language wins, then that of the metadata ("en-GB" is "en"), then the letters, then the vote over a
    sample of the longer paragraphs: menus and labels are often in no language at all. "und" (undetermined) is said of
    running text that is not in English either. None is left for what is short, and for names and figures: that may
    well be English.
    """
    return _declared(article) or _by_script(article.derived(whole).text) or _by_words(article.paragraphs)


def _declared(article: Article) -> str | None:
    declared = article.hints.language or article.metadata.language
    if declared:
        code = re.split(r"[-_]", declared.strip().lower())[0]
        if 2 <= len(code) <= 3 and code.isalpha():
            return _SAME.get(code, code)
    return None


def _by_words(paragraphs: Sequence[Paragraph]) -> str | None:
    """A glance at a few paragraphs settles what is English; the vote is for the rest."""
    if _is_english(_some(paragraphs)):
        return "en"
    pieces = _longest(paragraphs)
    if _is_english(pieces):
        return "en"
    found = _judged("\n".join(pieces))
    return (_judged(_without_notices(pieces)) or found) if found == "en" else found


def _judged(text: str) -> str | None:
    """As the vote has it, or "und" for running text that no language wins."""
    return vote(text) or (UNKNOWN if _is_foreign(text) else None)


def vote(text: str) -> str | None:
    """The language whose function words are the most frequent in `text`, or None when too few of them stand in it."""
    return _elected([word.lower() for word in _words(text)])


def _elected(words: Sequence[str]) -> str | None:
    """The language with the most points; its words must be of some kinds as well, as one may be met by chance."""
    known = _function_words()
    found = list(filter(known.__contains__, words))
    points = Counter(chain.from_iterable(map(known.__getitem__, found)))
    for code in _ENGLISH_BASED:
        if points[code] >= max(MINIMUM_HITS, _OWN_SHARE * len(words)):
            points["en"] = 0
    best = max(points, key=points.__getitem__, default="")
    if points[best] < max(MINIMUM_HITS, MINIMUM_SHARE * len(words)):
        return None
    if best == "en" and _english().telling.isdisjoint(found):
        return None
    kinds = sum(best in known[word] for word in set(found))
    return best if kinds >= min(_MOST_KINDS, _KINDS + len(words) // _WORDS_A_KIND) else None


def _by_script(text: str) -> str | None:
    """The language of a text that is not in Latin letters, by the letters alone or by the words in them."""
    if len(text.encode(errors="replace")) <= _LATIN_BYTES * len(text):
        return None
    from srclint.language.scripts import LANGUAGES, LATIN, script

    found = script(text)
    if found == LATIN:
        return None
    return _elected([word for word in text.split() if not word.isascii()]) or LANGUAGES.get(found, UNKNOWN)


def _is_english(pieces: Sequence[str]) -> bool:
    """Whether all pieces are clearly English: by a look at their words, before all languages are asked."""
    _, telling, foreign = _english()
    words: list[str] = []
    untold = 0
    for piece in pieces:
        own = piece.lower().split()
        words += own
        if telling.isdisjoint(own):
            untold += len(own)
    return (
        untold <= _UNTOLD * len(words)
        and sum(map(telling.__contains__, words)) >= max(MINIMUM_HITS, _CLEAR * len(words))
        and len(foreign.intersection(words)) <= _BY_CHANCE
    )


def _without_notices(pieces: Sequence[str]) -> str:
    """The pieces without a telling English word, where they are most of the text and not little.

    English has more function words than other languages: a notice of the site in it would outvote a story.
    """
    telling = _english().telling
    untold = [piece for piece in pieces if telling.isdisjoint(piece.lower().split())]
    size = sum(map(len, untold))
    return "\n".join(untold) if size > _PIECE and 2 * size > sum(map(len, pieces)) else ""


def _is_foreign(text: str) -> bool:
    """Whether a text that no language wins is running text that is not English, rather than names and figures.

    Of less text it is only believed where no English function word stands in it.
    """
    words = [word for word in _words(text) if word[0].islower() and word[0] <= _LAST_LATIN]
    every, telling, _ = _english()
    common = _everyday()
    if sum(word in telling or word in common for word in words) > _ENGLISH_SHARE * len(words):
        return False
    kinds = set(words)
    strange = sum(not word.isascii() for word in kinds)
    if len(kinds) >= _ENOUGH_WORDS or strange >= max(2, len(kinds) / 4):
        return True
    return len(kinds) >= _FEW_WORDS and (every | common).isdisjoint(kinds)


def _words(text: str) -> list[str]:
    """The words as written, without abbreviations ("U.S.", "AM", "W"): their letters are words of other languages."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text).replace("’", "'")
    words = _WORD.findall(_INITIALS.sub(" ", text))
    return words if text.isupper() else [word for word in words if not word.isupper()]


def _some(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The starts of a few paragraphs of eight words and more, about evenly spaced."""
    number = len(paragraphs)
    room = max(_PIECE, _GLANCE * _PIECE // max(1, number))
    found = []
    at = 0
    for n in range(_GLANCE):
        at = max(at, n * number // _GLANCE)
        while at < number and paragraphs[at].text.count(" ", 0, room) < _LEAST_BLANKS:
            at += 1
        if at >= number:
            break
        found.append(paragraphs[at].text[:room])
        at += 1
    return found


def _longest(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The starts of the longest paragraphs; all together where none has eight words."""
    texts = [paragraph.text for paragraph in paragraphs]
    room = max(_PIECE, _SAMPLE * _PIECE // max(1, len(texts)))
    longest = sorted(texts, key=len, reverse=True)[:_SAMPLE]
    found = [text[:room] for text in longest if text.count(" ") >= _LEAST_BLANKS]
    return found or ["\n".join(texts[:_LABELS])[: _SAMPLE * _PIECE]]


@cache
def function_words() -> frozenset[str]:
    """The function words that the classifier of boilerplate was trained with."""
    return frozenset(" ".join(parsed("function-words.toml").values()).split())


@cache
def _function_words() -> Mapping[str, Sequence[str]]:
    """Each function word with the languages that it gives a point; a word of one language alone gives two."""
    return kept.made("votes", data.origin(), _votes, __file__)


def _votes() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for code in _codes():
        for word in _listed(code):
            table.setdefault(word, []).append(code)
    return {word: codes if len(codes) > 1 else codes * 2 for word, codes in table.items()}


class _English(NamedTuple):
    """English function words, those that no other language has, and what languages that are based on English add."""

    every: frozenset[str]
    telling: frozenset[str]
    foreign: frozenset[str]


@cache
def _english() -> _English:
    return _English(*kept.made("english", data.origin(), _english_words, __file__))


def _english_words() -> tuple[frozenset[str], ...]:
    every = _listed("en")
    others = _listed(*[code for code in _codes() if code != "en"])
    return every, every - others, _listed(*_ENGLISH_BASED) - every


@cache
def _everyday() -> frozenset[str]:
    return frozenset(parsed("english.toml")["common"].split())


def _codes() -> Iterable[str]:
    return dict.fromkeys([*parsed("function-words.toml"), *parsed("languages.toml")])


def _listed(*codes: str) -> frozenset[str]:
    """The function words of some languages together."""
    tables = parsed("function-words.toml"), parsed("languages.toml")
    return frozenset(" ".join([table.get(code, "") for table in tables for code in codes]).split())
