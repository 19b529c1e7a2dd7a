"""A paragraph with what changes from day to day made slots: the form under which boilerplate recurs."""

from functools import cache

from srclint.boilerplate.cues import cues
from srclint.language import fold
from srclint.lazy import lazy

NUMBER, DATE, NAME = "{number}", "{date}", "{name}"
_DIGITS = lazy(r"\d+(?:[.,:/]\d+)*")
_NAMES = lazy(r"(?<![.!?:\"“„]\s)(?<=\s)[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)+")
_WORD = lazy(r"[^\W\d_]+")
_BLANKS = lazy(r"\s+")
_LEAST_WORDS = 5
_MOST_CAPITALS = 0.6


def template(text: str) -> str:
    """The folded text with numbers, names of days and months, and names of people and places as slots.

    Names are slots only in sentences: in a title or a menu every word is written like a name.
    """
    words = text.split()
    upper = sum(word[:1].isupper() for word in words)
    if len(words) >= _LEAST_WORDS and upper <= _MOST_CAPITALS * len(words):
        text = _NAMES.sub(NAME, text)
    low = _WORD.sub(lambda found: DATE if found[0] in _calendar() else found[0], fold(text))
    return _BLANKS.sub(" ", _DIGITS.sub(NUMBER, low)).strip()


@cache
def _calendar() -> frozenset[str]:
    return frozenset(word for word in cues()["calendar"] if len(word) > 3)
