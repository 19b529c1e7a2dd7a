"""Figures and names: what differs between two stories made from one template, and stays in a copy."""

from collections.abc import Iterable

from srclint.neardup.align import Match
from srclint.neardup.normalise import Words
from srclint.record import record

_FEWEST = 3
_SHARE = 0.25
_NAME = 4
_READ = 2 / 3


@record
class Facts:
    """Figures and names in the passages of two stories: how many are the same, how many stand changed."""

    same: int
    changed: int

    @property
    def template(self) -> bool:
        """Whether the stories tell different things in the same words.

        At least three places where both have a figure or name and none in common, and at least one such place for
        three figures and names that agree. On the development set no two stories from one template are called copies,
        and none of 1,602 copies is taken for a template.
        """
        return self.changed >= _FEWEST and self.changed >= _SHARE * (self.same + self.changed)


def compare_facts(a: Words, b: Words, matches: Iterable[Match]) -> Facts:
    """Compare the figures and names of the passages.

    A name is a word with a capital that neither story writes without one. "Holmcs" in a scan is Holmes, not changed.
    """
    common = a.lower | b.lower

    def fact(word: str) -> bool:
        return word[0].isdigit() or word.lower() not in common

    def facts(story: Words, first: int, end: int) -> set[str]:
        return {word.lower() for at in range(first, end) if (word := story.marked.get(at)) is not None and fact(word)}

    same: set[int] = set()
    changed = 0
    for match in matches:
        same.update(match.words[0])
        for of_a, of_b in match.gaps():
            one, other = facts(a, *of_a), facts(b, *of_b)
            changed += bool(one and other and one.isdisjoint(other) and not _misread(one, other))
    return Facts(sum(at in same and fact(word) for at, word in a.marked.items()), changed)


def _misread(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a name of one side is one of the other with a letter or two that a scanner took for others."""
    names = [name for name in other if len(name) >= _NAME and not name[0].isdigit()]
    return any(_alike(mine, name) for mine in one if len(mine) >= _NAME and not mine[0].isdigit() for name in names)


def _alike(one: str, other: str) -> bool:
    """Whether the letters that two names begin and end with in common are two thirds of the longer one."""
    start = _in_common(one, other)
    return start + _in_common(one[start:][::-1], other[start:][::-1]) >= _READ * max(len(one), len(other))


def _in_common(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, letter) in pairs if mine != letter), min(len(one), len(other)))
