"""The normal form in which stories are compared: lower-case words, whatever the punctuation and the type of quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from srclint.language import fold

_STRAIGHT, _OPENING, _CLOSING = '"', "“„", "”"
_WORD = re.compile(r"[^\W_]+(?:'+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: in normal form ("dont"), as written ("Don't"), and where they stand in it."""

    normal: tuple[str, ...]
    written: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def plain(text: str) -> str:
    """The text folded, without apostrophes, and with a blank for every non-ASCII sign that is no letter or digit.

    What is left between ASCII punctuation and blanks are the words: the batch kernel can find them byte by byte, since
    every byte of a non-ASCII character belongs to a word.
    """
    text = fold(text).replace("'", "")
    if not text.isascii():
        for sign in set(text):
            if sign > "\x7f" and not sign.isalnum():
                text = text.replace(sign, " ")
    return text


def normal_words(text: str) -> list[str]:
    """The words of a text in their normal form."""
    return [match[0].replace("'", "") for match in _WORD.finditer(fold(text))]


def words(text: str) -> Words:
    """The words of a text in both forms, with their places."""
    found = list(_WORD.finditer(fold(text)))
    spans = tuple(match.span() for match in found)
    return Words(
        tuple(match[0].replace("'", "") for match in found), tuple(text[start:end] for start, end in spans), spans
    )


def quoted(text: str, found: Words) -> Iterator[int]:
    """The numbers of the words that stand between double quotation marks, an unclosed quote ending with its line."""
    at = 0
    inside = False
    for number, (start, _) in enumerate(found.spans):
        for sign in text[at:start]:
            if sign == "\n":
                inside = False
            elif sign in _STRAIGHT:
                inside = not inside
            elif sign in _OPENING or sign in _CLOSING:
                inside = sign in _OPENING
        at = start
        if inside:
            yield number
