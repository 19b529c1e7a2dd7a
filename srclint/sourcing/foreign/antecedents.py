"""Whom a pronoun means: whoever spoke or was the subject last and agrees with it, or nobody where that is not plain.

Words given to the wrong person are worse than words given to nobody: a person of whom only a role is told, or a name
that came up beside the subject, stands between a pronoun and whoever spoke before.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from srclint.sourcing.foreign.clauses import Said, Sentence, sentence_start
from srclint.sourcing.foreign.phrases import Source
from srclint.sourcing.foreign.runs import BODIES
from srclint.sourcing.foreign.words import Words
from srclint.sourcing.people import Entry

_KEPT = 12


class Heard(NamedTuple):
    """Somebody a pronoun may mean: an entry, a phrase not yet entered, or somebody unknown; `gender` m, f, n or ""."""

    entry: Entry | None = None
    source: Source | None = None
    gender: str = ""


class Talk:
    """Who came up in a story, the last one last."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._heard: list[Heard] = []

    def add(self, heard: Heard) -> None:
        """Note that somebody spoke or was spoken of."""
        self._heard = [*self._heard[-_KEPT:], heard]

    def meant(self, gender: str) -> Heard:
        """Whom a pronoun of that gender means; one of no gender (a Spanish verb's) means the last of all."""
        for heard in reversed(self._heard):
            own = heard.gender if heard.entry is None or heard.entry.kind != "person" else self._gender(heard.entry)
            if not gender or not own or own == gender:
                return heard
        return Heard()

    def _gender(self, entry: Entry) -> str:
        return entry.gender or guessed(entry.name, self._words)


def hearers(s: Sentence, said: Said, full: Mapping[str, str]) -> Iterator[Heard]:
    """The people named behind who speaks and not in what is said: an answer may be theirs."""
    if said.source is None or said.source.kind != "person":
        return
    inside = {n for a, b in said.content for n in range(a, b)}
    for n in range(said.source.end, s.end):
        token = s.reader.tokens[n]
        if token.capital and token.low in full and n not in inside:
            yield Heard(gender=guessed(full[token.low], s.reader.words))


def article_gender(s: Sentence, source: Source) -> str:
    """The gender of a body or of somebody without a name, by the word before it."""
    low, sets = s.reader.tokens[source.start].low, s.reader.words.sets
    return "f" if low in sets["feminine"] else "m" if low in sets["masculine"] else "n" if low == "das" else ""


def names_another(s: Sentence, end: int, full: Mapping[str, str], gender: str) -> bool:
    """Whether a name stands before a pronoun and its verb that the pronoun may mean as well as whoever spoke before."""
    words = s.reader.words
    return any(
        token.capital and token.low in full and gender in ("", guessed(full[token.low], words))
        for token in s.reader.tokens[s.start : end]
    )


def guessed(name: str, words: Words) -> str:
    """The gender that a first name most often has by its ending, where no title or role tells it."""
    first = name.split(maxsplit=1)[0].lower()
    sets = words.sets
    if first in sets["male_names"]:
        return "m"
    return "f" if first in sets["female_names"] or first.endswith(tuple(sets["female_endings"])) else "m"


def mentions(s: Sentence, full: Mapping[str, str]) -> Iterator[tuple[str, Heard]]:
    """The people of a sentence that nobody speaks in, with their names, the subject last.

    Nobody comes up beside a pronoun that is the subject: the talk is of the same person still.
    """
    tokens, words = s.reader.tokens, s.reader.words
    start = sentence_start(s, s.end)
    while start < s.end and not tokens[start].capital and tokens[start].low in words.sets["lead"]:
        start += 1
    subject = s.reader.source(start) or s.reader.described(start) if start < s.end else None
    if subject is not None and subject.kind == "pronoun":
        return
    told = range(subject.start, subject.end) if subject is not None else range(0)
    for n in range(s.start, s.end):
        token = tokens[n]
        if token.capital and token.low in full and n not in told:
            name = full[token.low]
            first = n - 1 if n > s.start and tokens[n - 1].text == name.split(maxsplit=1)[0] else n
            if first == s.start or tokens[first - 1].low not in words.sets["places"]:
                yield name, Heard(gender=guessed(name, words))
    if subject is None or subject.plural:
        return
    if subject.kind == "person" and subject.name is not None:
        yield subject.name, Heard(source=subject, gender=subject.gender or guessed(subject.name, words))
    elif subject.role is not None or subject.kind in BODIES:
        yield "", Heard(gender=subject.gender or article_gender(s, subject))
