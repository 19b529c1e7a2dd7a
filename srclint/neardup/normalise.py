"""The normal form in which stories are compared: words in small letters, whatever stands between them.

A word is a run of letters and digits. An apostrophe parts words like any other sign, so that it does not matter which
of the many forms of it a site uses.
"""

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from sys import intern

from srclint.language import fold
from srclint.lazy import lazy
from srclint.record import record

_OPENING = "“„"
_SIGN = lazy(r'["“„”\n]|\Z')
_WORD = lazy(r"[^\W_]+")


@record
class Words:
    """The words of a text: in normal form, and where they start in it."""

    text: str
    normal: tuple[str, ...]
    starts: "array[int]"

    def __len__(self) -> int:
        return len(self.normal)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where in the text the words from `first` on and before `end` stand; there is at least one."""
        return self.starts[first], self.starts[end - 1] + len(self.normal[end - 1])

    def opens(self, word: int) -> bool:
        """Whether a word is the first of its line."""
        before = self.span(word - 1, word)[1] if word else 0
        return word == 0 or "\n" in self.text[before : self.starts[word]]

    def written(self, word: int) -> str:
        """A word as the text writes it: its normal form is as long."""
        return self.text[slice(*self.span(word, word + 1))]

    @cached_property
    def marked(self) -> Mapping[int, str]:
        """The words that start with a digit or a capital, as the text writes them, by number."""
        return {
            word: self.written(word)
            for word, sign in enumerate(map(self.text.__getitem__, self.starts))
            if sign.isupper() or sign.isdigit()
        }

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that the text writes in small letters."""
        return frozenset(map(intern, filter(str.islower, set(_WORD.findall(self.text)))))

    @cached_property
    def quoted(self) -> "array[int]":
        """The numbers of the words between double quotation marks; an unclosed quote ends with its line."""
        found = array("I")
        inside, at = False, 0
        for sign in _SIGN.finditer(self.text):
            upto = bisect_left(self.starts, sign.start(), at)
            if inside:
                found.extend(range(at, upto))
            inside = sign[0] != "" and (sign[0] in _OPENING or (sign[0] == '"' and not inside))
            at = upto
        return found


def normal_words(text: str) -> list[str]:
    """The words of a text in their normal form."""
    return _WORD.findall(normal(text))


def words(text: str) -> Words:
    """The words of a text in both forms, with their places."""
    found = list(_WORD.finditer(normal(text)))
    return Words(text, tuple(intern(match[0]) for match in found), array("I", (match.start() for match in found)))


def normal(text: str) -> str:
    """The text folded letter by letter: a sigma at the end of a word is a sigma."""
    return fold(text).replace("ς", "σ")
