"""The normal form in which stories are compared: words in small letters, whatever stands between them.

A word is a run of letters and digits. An apostrophe parts words like any other sign, so that it does not matter which
of the many forms of it a site uses.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from srclint.language import fold

_OPENING = "“„"
_SIGN = re.compile(r'["“„”\n]|\Z')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Words:
    """The words of a text: in normal form, as written, and where they stand in it."""

    text: str
    normal: tuple[str, ...]
    written: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that the text writes in small letters."""
        return frozenset(word for word in self.written if word.islower())

    @cached_property
    def quoted(self) -> tuple[int, ...]:
        """The numbers of the words between double quotation marks; an unclosed quote ends with its line."""
        found: list[int] = []
        inside, at = False, 0
        for sign in _SIGN.finditer(self.text):
            upto = bisect_left(self.spans, sign.span(), at)
            if inside:
                found.extend(range(at, upto))
            inside = sign[0] != "" and (sign[0] in _OPENING or (sign[0] == '"' and not inside))
            at = upto
        return tuple(found)


def normal_words(text: str) -> list[str]:
    """The words of a text in their normal form."""
    return _WORD.findall(normal(text))


def words(text: str) -> Words:
    """The words of a text in both forms, with their places."""
    found = list(_WORD.finditer(normal(text)))
    spans = tuple(match.span() for match in found)
    return Words(text, tuple(match[0] for match in found), tuple(text[start:end] for start, end in spans), spans)


def normal(text: str) -> str:
    """The text folded letter by letter: a sigma at the end of a word is a sigma."""
    return fold(text).replace("ς", "σ")
