"""The one test that decides whether two stories are a pair, on the full text of both."""

from array import array
from math import fsum

from srclint.neardup.align import Places, align
from srclint.neardup.facts import Facts, compare_facts
from srclint.neardup.normalise import Words
from srclint.neardup.rarity import Weights
from srclint.record import record

MOST = 0.5
ENOUGH = 0.22
SEVERAL_WORDS = 40
PART = 0.12
LONG_PASSAGE = 60
HEAVY_PASSAGE = 600.0


@record
class Run:
    """A passage: its ranges of words in a and in b, and how many of them are the same."""

    ranges: tuple[tuple[int, int], tuple[int, int]]
    size: int


@record
class Shared:
    """What two stories have in common, before it is weighed.

    `runs` are the passages, longest first, `longest` the words of a in the first that are the same in b. `words` are,
    for a and for b, the words inside the passages that are the same on the other side, sorted.
    """

    runs: tuple[Run, ...]
    longest: "array[int]"
    words: "tuple[array[int], array[int]]"
    facts: Facts


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
    one, other = (array("I", sorted({word for match in matches for word in match.words[side]})) for side in (0, 1))
    return Shared(
        runs=tuple(Run(match.ranges, match.size) for match in matches),
        longest=array("I", matches[0].words[0] if matches else ()),
        words=(one, other),
        facts=compare_facts(a, b, matches),
    )


def weigh(shared: Shared, a: Weights, b: Weights) -> Evidence:
    """Weigh what two stories share by the weights of their words."""
    return Evidence(
        a_in_b=_part(shared.words[0], a),
        b_in_a=_part(shared.words[1], b),
        longest=len(shared.longest),
        heaviest=_sum(shared.longest, a),
    )


def _part(words: "array[int]", weights: Weights) -> float:
    total = fsum(weights)
    return _sum(words, weights) / total if total else 0.0


def _sum(words: "array[int]", weights: Weights) -> float:
    return fsum(map(weights.__getitem__, words))


def is_pair(shared: Shared, evidence: Evidence) -> bool:
    """Whether one story copies the other, in whole or in part.

    Half of one story's weight stands in the other; or more than a fifth of it, and forty words and more; or an
    eighth of it, with a passage of sixty rare words in one piece. And the two are not made from one template.
    """
    if shared.facts.template:
        return False
    several = max(map(len, shared.words)) >= SEVERAL_WORDS
    passage = evidence.longest >= LONG_PASSAGE and evidence.heaviest >= HEAVY_PASSAGE
    return evidence.score >= MOST or (evidence.score >= ENOUGH and several) or (evidence.score >= PART and passage)
