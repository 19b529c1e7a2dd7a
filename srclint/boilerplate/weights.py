"""The table of weights: a logistic regression over conditions on the features of a paragraph.

A condition is a feature at or above a threshold ("words>=7"), a feature that is there at all ("imperative"), or two of
these at once ("words>=7&capitals"). The log-odds of boilerplate are the sum of the weights of the conditions that
hold. The table is made by bench/train_boilerplate.py.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache, partial
from typing import Any

from srclint import data, kept
from srclint.data import parsed
from srclint.record import NamedTuple

Condition = tuple[str, float]
_Pairs = dict[int, list[tuple[int, float, tuple[str, str]]]]
_SortedOut = tuple[tuple[Condition, ...], dict[str, tuple[Any, ...]], _Pairs]
"""The conditions, the fields of the `Steps` of each feature, and those of the `Pair`s of each first condition."""
_SURE = 30.0
"""Log-odds beyond which nothing gets surer, and `exp` would overflow in the end."""
_MOST_KNOWN = 4096
"""Sets of conditions whose pairs are known; lines that look alike share one, and four in five look alike."""


class Steps(NamedTuple):
    """The conditions on one feature: its thresholds, ascending and all above zero; `least` and `second` lead them.

    The others go by how many thresholds are reached: `alone` is the sum of the weights of the conditions that hold
    then, and `paired` are the numbers of those that have a weight together with another one.
    """

    least: float
    second: float
    thresholds: Sequence[float]
    alone: Sequence[float]
    paired: Sequence[tuple[int, ...]]


class Pair(NamedTuple):
    """The weight that a condition has together with a `second` one, and the features that both are about."""

    second: int
    weight: float
    features: tuple[str, str]


class Tally(NamedTuple):
    """The sum of the weights of conditions that hold, and those of them that have weights together with others."""

    score: float = 0.0
    paired: Sequence[int] = ()


class Joint(NamedTuple):
    """The pairs of which both conditions hold, and the sum of their weights."""

    weight: float
    pairs: Sequence[Pair]


class Weights(NamedTuple):
    """The threshold on the probability, the bias, and the weights of conditions, which go by their number.

    `steps` holds the conditions on each feature, and `joint` tells which pairs of conditions hold among some that do.
    So only the features that a paragraph has are tested, and only the weights of what holds are looked at.
    """

    threshold: float
    bias: float
    conditions: tuple[Condition, ...]
    steps: Mapping[str, Steps]
    joint: Callable[[tuple[int, ...]], Joint]

    def tally(self, values: Mapping[str, float]) -> Tally:
        """What some of a paragraph's features weigh, so that it can be told once for all paragraphs that share them."""
        points, together = self._alone(values)
        return Tally(sum(points.values()), together)

    def probability(self, values: Mapping[str, float], shared: Tally = Tally()) -> float:  # noqa: B008 - immutable
        """The probability that a paragraph of these features, and those that were tallied, is boilerplate."""
        points, together = self._alone(values)
        joint = self.joint((*shared.paired, *together))
        return _logistic(self.bias + shared.score + sum(points.values()) + joint.weight)

    def strongest(self, values: Mapping[str, float]) -> list[str]:
        """The features of a paragraph that speak for boilerplate, the strongest first."""
        points, together = self._alone(values)
        for _, weight, (first, second) in self.joint(tuple(together)).pairs:
            points[first] += weight
            points[second] += weight
        return sorted([name for name in points if points[name] > 0], key=points.__getitem__, reverse=True)

    def _alone(self, values: Mapping[str, float]) -> tuple[dict[str, float], list[int]]:
        """The weights that conditions have alone, by their feature, and the conditions that have others."""
        points: dict[str, float] = {}
        together: list[int] = []
        steps_of = self.steps.get
        for name, value in values.items():
            if (steps := steps_of(name)) and value >= steps[0]:
                _, second, thresholds, alone, paired = steps
                reached = 1 if value < second else bisect_right(thresholds, value)
                points[name] = alone[reached]
                together += paired[reached]
        return points, together


def _logistic(score: float) -> float:
    if not -_SURE < score < _SURE:
        score = math.copysign(_SURE, score)
    return 1.0 / (1.0 + math.exp(-score))


def _joint(pairs: Mapping[int, Sequence[Pair]], together: tuple[int, ...]) -> Joint:
    held = set(together)
    found = [pair for first in together if first in pairs for pair in pairs[first] if pair.second in held]
    return Joint(sum([pair.weight for pair in found]), found)


def table(rows: Mapping[str, float], bias: float, threshold: float) -> Weights:
    """The weights of conditions in their written form."""
    return _weights(_sorted_out(rows), bias, threshold)


def _weights(sorted_out: _SortedOut, bias: float, threshold: float) -> Weights:
    conditions, steps, pairs = sorted_out
    by_first = {first: [Pair(*pair) for pair in joint] for first, joint in pairs.items()}
    by_feature = {name: Steps(*step) for name, step in steps.items()}
    joint = lru_cache(_MOST_KNOWN)(partial(_joint, by_first))
    return Weights(threshold, bias, conditions, by_feature, joint)


def _sorted_out(rows: Mapping[str, float]) -> _SortedOut:
    numbers: dict[Condition, int] = {}

    def number(one: Condition) -> int:
        return numbers.setdefault(one, len(numbers))

    alone: dict[int, float] = {}
    pairs: _Pairs = {}
    for written, weight in rows.items():
        name, _, joined = written.partition("&")
        if joined:
            one, other = condition(name), condition(joined)
            pairs.setdefault(number(one), []).append((number(other), weight, (one[0], other[0])))
        else:
            alone[number(condition(name))] = weight
    both = pairs.keys() | {second for joint in pairs.values() for second, _, _ in joint}
    by_feature: dict[str, list[tuple[float, int]]] = {}
    for (name, least), at in numbers.items():
        by_feature.setdefault(name, []).append((least, at))
    return tuple(numbers), {name: _steps(tests, alone, both) for name, tests in by_feature.items()}, pairs


def _steps(tests: list[tuple[float, int]], alone: Mapping[int, float], both: AbstractSet[int]) -> tuple[Any, ...]:
    """The fields of `Steps` for the thresholds on a feature, each with the number of its condition."""
    tests.sort()
    held = [tuple(at for _, at in tests[:count]) for count in range(len(tests) + 1)]
    return (
        tests[0][0],
        tests[1][0] if len(tests) > 1 else math.inf,
        [least for least, _ in tests],
        [sum(alone.get(at, 0.0) for at in own) for own in held],
        [tuple(at for at in own if at in both) for own in held],
    )


def condition(text: str) -> Condition:
    """A condition from its written form: "words>=7" is ("words", 7.0), "imperative" is ("imperative", 1.0)."""
    name, _, least = text.partition(">=")
    return name, float(least) if least else 1.0


@cache
def weights() -> Weights:
    """The shipped table for short paragraphs of any format."""
    return shipped("boilerplate-weights.json")


def shipped(name: str) -> Weights:
    """A table of rules/ by its file name."""
    file = parsed(name)
    return _weights(
        kept.made(name, data.origin(), lambda: _sorted_out(file["weights"]), __file__), file["bias"], file["threshold"]
    )
