"""Tokens and sentences of a paragraph, each quotation one token."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srclint.language.sentences import abbreviations

_PIECE = re.compile(r"\d+(?:[.,:]\d+)*(?:-[^\W\d_]+)*|[^\W\d_](?:\w|[-’'&](?=\w))*|\S")
_ELISION = re.compile(r"(?:l|d|n|s|j|c|m|t|qu|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)
_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?|on|je|vous|nous)$")
_OPENS_SPEECH = (".", "!", "?", ":", "…")  # then „Nein“, is said, however short
_DASHES = frozenset("—–")
_FIRST_WORD = re.compile(r"\s+([^\W\d_]+)")
_STARTERS = frozenset(
    "Der Die Das Ein Eine Er Sie Es In Im Am Auch Le La Les Un Une Il Elle Ils Elles En El Los Las Una".split()
)
_STOPS = frozenset(".!?…")
LEAST = 12
_MOST = 4
_NAMES_FOLLOW = frozenset("der die das dem den des laut wie le la du au el al del selon según journal diario".split())
_LONGEST = 300  # no sentence; what is read is bounded, so that the time stays linear


class Token(NamedTuple):
    """A word, a mark or a quotation (`kind` w, p or Q; q for a quotation of a word or two).

    `capital` tells of a word that starts like a name.
    """

    text: str
    low: str
    start: int
    end: int
    kind: str
    capital: bool = False


def tokenised(text: str, quoted: Sequence[tuple[int, int]], language: str) -> list[Token]:
    """The tokens of a paragraph's text; `quoted` are the ranges of its outer quotations in reading order."""
    out: list[Token] = []
    at = 0
    for start, end in quoted:
        out.extend(_words(text, at, start, language))
        shown = text[start:end]
        before = text[at:start].rstrip()
        spoken = text[end : end + 1] == "," and (before[-1:] in _OPENS_SPEECH or not text[:start].strip())
        kind = "q" if _is_name(shown, before) and not spoken else "Q"
        out.append(Token(shown, shown.lower(), start, end, kind))
        at = end
    out.extend(_words(text, at, len(text), language))
    return out


def _is_name(quotation: str, before: str) -> bool:
    """Whether a quotation is a word, or the name of an outlet or a work after an article: "der „Harzer Bote“"."""
    inside = quotation[1:-1].split()
    if len(inside) < 2 and len(quotation) < LEAST:
        return True
    lead = before.rpartition(" ")[2].lower()
    return lead in _NAMES_FOLLOW and 0 < len(inside) <= _MOST and all(word[0].isupper() for word in inside)


def _words(text: str, start: int, end: int, language: str) -> Iterator[Token]:
    """The words and marks of a stretch; French elisions and inverted pronouns stand alone, abbreviations keep a dot."""
    at = start
    while match := _PIECE.search(text, at, end):
        begin, at = match.span()
        word = match[0]
        if not word[0].isalnum():
            yield Token(word, word, begin, at, "p")
            continue
        if language == "fr":
            while elided := _ELISION.match(text, begin, at):
                yield _word(text, begin, elided.end())
                begin = elided.end()
            inverted = _INVERTED.search(text, begin, at)
            if inverted and inverted.start() > begin:
                yield _word(text, begin, inverted.start())
                found = text[inverted.start() : at]
                yield Token(found, found.rpartition("-")[2].lower(), inverted.start(), at, "w")
                continue
        if (
            text[at : at + 1] == "."
            and at < end
            and _abbreviates(text[begin:at], language)
            and not _starts(text, at + 1)
        ):
            at += 1
        if begin < at:
            yield _word(text, begin, at)


def _word(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(word, word.lower().replace("’", "'"), start, end, "w", word[0].isupper())


def _starts(text: str, at: int) -> bool:
    """Whether a sentence starts at a blank, by its first word: "auf der Plattform X. Die Stadt …"."""
    found = _FIRST_WORD.match(text, at)
    return found is not None and found[1] in _STARTERS


def _abbreviates(word: str, language: str) -> bool:
    if word.isdigit():
        return language == "de" and len(word) < 3
    return word.lower() in abbreviations("foreign") or (len(word) == 1 and word.isupper())


def sentence_ranges(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The ranges of tokens that are sentences; a quotation that ends like one ends it where a capital follows."""
    start = 0
    for n, token in enumerate(tokens):
        following = tokens[n + 1] if n + 1 < len(tokens) else None
        if n - start >= _LONGEST:
            yield start, n
            start = n
        ended = token.kind == "p" and token.text in _STOPS
        closed = token.kind == "Q" and token.text[:-1].rstrip()[-1:] in _STOPS
        if not (ended or closed):
            continue
        goes_on = following is not None and following.kind == "p" and following.text not in _DASHES
        if following is None or following.capital or following.kind == "Q" or (ended and not goes_on):
            if closed and following is not None and following.kind == "p":
                continue
            yield start, n + 1
            start = n + 1
    if start < len(tokens):
        yield start, len(tokens)
