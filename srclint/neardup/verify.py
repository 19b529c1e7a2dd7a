"""The one test that decides whether two stories are a pair, on the full text of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from srclint.neardup.align import Match, Places, align
from srclint.neardup.facts import Facts, compare_facts
from srclint.neardup.normalise import Words

if TYPE_CHECKING:
    from srclint.neardup.rarity import F64

MOST = 0.5
ENOUGH = 0.22
SEVERAL_WORDS = 40
PART = 0.12
LONG_PASSAGE = 60
HEAVY_PASSAGE = 600.0


@dataclass(frozen=True, slots=True)
class Shared:
    """What two stories have in common, before it is weighed.

    `words` are, for a and for b, the words inside the passages that are the same on the other side, sorted.
    """

    matches: tuple[Match, ...]
    words: tuple[tuple[int, ...], tuple[int, ...]]
    facts: Facts


@dataclass(frozen=True, slots=True)
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
    matches = tuple(align(where, b.normal))
    one, other = (tuple(sorted({word for match in matches for word in match.words[side]})) for side in (0, 1))
    return Shared(matches, (one, other), compare_facts(a, b, matches))


def weigh(shared: Shared, a: "F64", b: "F64") -> Evidence:
    """Weigh what two stories share by the weights of their words."""
    best = shared.matches[0].words[0] if shared.matches else ()
    return Evidence(
        a_in_b=_part(shared.words[0], a),
        b_in_a=_part(shared.words[1], b),
        longest=len(best),
        heaviest=_sum(best, a),
    )


def _part(words: Sequence[int], weights: "F64") -> float:
    total = float(weights.sum())
    return _sum(words, weights) / total if total else 0.0


def _sum(words: Sequence[int], weights: "F64") -> float:
    return float(weights[list(words)].sum())


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
