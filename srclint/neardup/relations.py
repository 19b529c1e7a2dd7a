"""What kind of copy a pair is, which of the two came first, and whether it is agency text without a credit."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from srclint.article import Span
from srclint.lazy import lazy
from srclint.neardup.credit import mentions
from srclint.neardup.prints import StoryPrint

MOSTLY = 0.5
WIRE = 0.6
_TOLD = lazy(r"\b(?:told|tells|interview with|reported by|according to) (?:the )?((?:[A-Z][\w.&]*[ ]?){1,4})")


class Relation(StrEnum):
    """The kind of copy."""

    EXACT = "exact"
    NEAR = "near"
    CONTAINED = "contained"
    SUPERSEDED = "superseded"


class Passage(NamedTuple):
    """What both stories have: spans of code points in the sources of a and b, and how many words are the same."""

    a: Span
    b: Span
    words: int


class Pair(NamedTuple):
    """Two stories of which one copies the other; `a` and `b` number the prints, a before b by path.

    `containment` is the share of a's words that stand in b, and of b's in a. `jaccard` is that of their shingles.
    `score` is the greater share by weight of words. `original` tells which came first, where that is known;
    `uncredited` which one runs the text of an agency that the other credits, and credits nobody.
    """

    a: int
    b: int
    relation: Relation
    jaccard: float
    containment: tuple[float, float]
    score: float
    passages: tuple[Passage, ...]
    original: str | None = None
    uncredited: str | None = None

    @property
    def wire(self) -> bool:
        """Whether one of the two is agency text that credits nobody."""
        return self.uncredited is not None

    def side(self, index: int) -> str:
        """The name, "a" or "b", of one of the two prints."""
        return "a" if index == self.a else "b"


def relation(a: StoryPrint, b: StoryPrint, containment: tuple[float, float]) -> Relation:
    """The kind of copy that two stories are, known to be a pair and not the same word for word.

    Versions of one story (same outlet, and the same id, address or title) of different dates are superseded.
    """
    if min(containment) < MOSTLY:
        return Relation.CONTAINED
    if a.outlet and a.outlet == b.outlet and a.keys & b.keys and a.when and b.when and a.when != b.when:
        return Relation.SUPERSEDED
    return Relation.NEAR


def original(a: StoryPrint, b: StoryPrint) -> str | None:
    """Which of the two came first, "a" or "b": by date, else by who names whom, else None."""
    if a.when is not None and b.when is not None and a.when != b.when:
        return "a" if a.when < b.when else "b"
    named = [side for side, one, other in (("a", b, a), ("b", a, b)) if _names(one, other)]
    return named[0] if len(named) == 1 else None


def uncredited(a: StoryPrint, b: StoryPrint, containment: tuple[float, float]) -> str | None:
    """Which of the two runs the other's agency text and credits nobody.

    Three fifths of it and more stand in the agency's story; or it holds three fifths and more of that, as a digest
    does, and names the agency nowhere.
    """
    for side, one, other, share, held in (("a", a, b, *containment), ("b", b, a, *containment[::-1])):
        silent = other.credit and not one.credit and not _is_agency(one, other.credit)
        if silent and (share >= WIRE or (held >= WIRE and not mentions(one.text, other.credit or ""))):
            return side
    return None


def earlier(one: StoryPrint, other: StoryPrint) -> bool:
    """Whether `one` comes before `other`: by date where both have one and they differ, else by path."""
    if one.when is not None and other.when is not None and one.when != other.when:
        return one.when < other.when
    return one.path < other.path


def _names(one: StoryPrint, other: StoryPrint) -> bool:
    """Whether `one` credits the outlet of `other`, or says that somebody told it something."""
    home = _squeezed(other.outlet or "")
    if not home:
        return False
    names = [one.credit or "", *_told(one.text)]
    return any(len(name) > 1 and (name == home or name == _label(home)) for name in map(_squeezed, names))


def _told(text: str) -> Iterator[str]:
    for match in _TOLD.finditer(text):
        words = match[1].split()
        for count in range(1, len(words) + 1):
            name = " ".join(words[:count])
            yield name
            yield f"the {name}"


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum() or letter == ".").strip(".")


def _label(host: str) -> str:
    """The telling part of a host name: "theguardian" of theguardian.com and of theguardian.co.uk."""
    return host.partition(".")[0]


def _is_agency(story: StoryPrint, agency: str) -> bool:
    home = _squeezed(story.outlet or "")
    return bool(home) and _label(home).startswith(_squeezed(agency))
