"""The one test that decides whether two stories are a pair, on the full text of both."""

from array import array
from math import fsum

from srclint.neardup.align import Places, align
from srclint.neardup.facts import compare_facts
from srclint.neardup.normalise import Words
from srclint.neardup.rarity import Weighed, Weights
from srclint.record import record

MOST = 0.5
ENOUGH = 0.22
SEVERAL_WORDS = 40
PART = 0.12
LONG_PASSAGE = 60
HEAVY_PASSAGE = 600.0
OWN = 0.15
CLOSING, CLOSING_WORDS = 0.95, 150


@record
class Run:
    """A passage: its ranges of words in a and in b, and how many of them are the same."""

    ranges: tuple[tuple[int, int], tuple[int, int]]
    size: int


@record
class Shared:
    """What two stories have in common, before it is weighed.

    `runs` are the passages, longest first, `longest` the words of a in the first that are the same in b. `words` are,
    for a and for b, the words inside the passages that are the same on the other side, sorted. `innocent` tells that
    they say nothing of copying: the two are made from one template, quote one speech, or close with the same words.
    """

    runs: tuple[Run, ...]
    longest: "array[int]"
    words: "tuple[array[int], array[int]]"
    innocent: bool


@record
class Evidence:
    """The weighed proof: which share of a's weight stands in b and of b's in a, and the weight of the best passage."""

    a_in_b: float
    b_in_a: float
    longest: int
    heaviest: float

    @property
    def score(self) -> float:
        """0–1: the greater share."""
        return max(self.a_in_b, self.b_in_a)


def share(a: Words, b: Words, where: Places) -> Shared:
    """Align two stories; `where` are the places of a's runs of words."""
    matches = align(where, b.normal)
    one, other = (array("I", sorted(set[int]().union(*(match.words[side] for match in matches)))) for side in (0, 1))
    runs = tuple(Run(match.ranges, match.size) for match in matches)
    both = (a, one), (b, other)
    return Shared(
        runs=runs,
        longest=array("I", matches[0].words[0] if matches else ()),
        words=(one, other),
        innocent=compare_facts(a, b, matches).template
        or all(_quotes(story, shared) for story, shared in both)
        or (len(runs) == 1 and all(_closes(story, runs[0], side) for side, story in enumerate((a, b)))),
    )


def _quotes(story: Words, shared: "array[int]") -> bool:
    """Whether nearly all that is shared is quoted, though the story tells something in words of its own."""
    quoted = set(story.quoted)
    told = len(story) - len(quoted)
    return told >= OWN * len(story) and len(quoted.intersection(shared)) >= (1 - OWN) * len(shared)


def _closes(story: Words, run: Run, side: int) -> bool:
    """Whether a passage is the last paragraphs of the story, whole, and less than what stands before them.

    So outlets say at the end who they are, and reporters what they have said of a matter before: in 150 words at most.
    """
    first, _ = run.ranges[side]
    rest = len(story) - first
    return first > rest <= CLOSING_WORDS and run.size >= CLOSING * rest and story.opens(first)


def weigh(shared: Shared, a: Weighed, b: Weighed) -> Evidence:
    """Weigh what two stories share by the weights of their words."""
    return Evidence(
        a_in_b=_part(shared.words[0], a),
        b_in_a=_part(shared.words[1], b),
        longest=len(shared.longest),
        heaviest=_sum(shared.longest, a.words),
    )


def _part(words: "array[int]", weighed: Weighed) -> float:
    return _sum(words, weighed.words) / weighed.total if weighed.total else 0.0


def _sum(words: "array[int]", weights: Weights) -> float:
    return fsum(map(weights.__getitem__, words))


def is_pair(shared: Shared, evidence: Evidence) -> bool:
    """Whether one story copies the other, in whole or in part.

    Half of one story's weight stands in the other; or more than a fifth of it, and forty words and more; or an
    eighth of it, with a passage of sixty rare words in one piece. And what they share says something of copying.
    """
    if shared.innocent:
        return False
    several = max(map(len, shared.words)) >= SEVERAL_WORDS
    passage = evidence.longest >= LONG_PASSAGE and evidence.heaviest >= HEAVY_PASSAGE
    return evidence.score >= MOST or (evidence.score >= ENOUGH and several) or (evidence.score >= PART and passage)
