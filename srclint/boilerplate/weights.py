"""The table of weights: a logistic regression over conditions on the features of a paragraph.

A condition is a feature at or above a threshold ("words>=7"), a feature that is there at all ("imperative"), or two of
these at once ("words>=7&capitals"). The log-odds of boilerplate are the sum of the weights of the conditions that
hold. The table is made by bench/train_boilerplate.py.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from srclint.data import parsed

Condition = tuple[str, float]


class Step(NamedTuple):
    """The thresholds of one feature, ascending, and the conditions that hold where none, one, two… are reached."""

    thresholds: Sequence[float]
    held: Sequence[tuple[int, ...]]


class Weights(NamedTuple):
    """The threshold on the probability, the bias, and the weights of conditions, which go by their number.

    `steps` holds the conditions of each feature, all with thresholds above zero; `alone` for each condition its own
    weight, and `pairs` the weights that it has together with a second one. So only the features that a paragraph has
    are tested, and only the weights of what holds are looked at.
    """

    threshold: float
    bias: float
    conditions: tuple[Condition, ...]
    steps: Mapping[str, Step]
    alone: Sequence[float]
    pairs: Mapping[int, Sequence[tuple[int, float]]]

    def probability(self, values: Mapping[str, float]) -> float:
        """The probability that a paragraph of these features is boilerplate."""
        return self.chance(self.held(values))

    def held(self, values: Mapping[str, float]) -> Mapping[int, None]:
        """The numbers of the conditions that hold, in the order of the features."""
        steps = self.steps
        held: list[int] = []
        for name in values:
            if name in steps:
                thresholds, reached = steps[name]
                held += reached[bisect_right(thresholds, values[name])]
        return dict.fromkeys(held)

    def chance(self, held: Mapping[int, None]) -> float:
        """The probability that a paragraph is boilerplate for which these conditions hold."""
        pairs = self.pairs
        joined = [weight for first in held if first in pairs for second, weight in pairs[first] if second in held]
        score = self.bias + sum(map(self.alone.__getitem__, held)) + sum(joined)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def strongest(self, held: Mapping[int, None]) -> list[str]:
        """The features that speak for boilerplate where these conditions hold, the strongest first."""
        points = {at: self.alone[at] for at in held}
        for first in held:
            for second, weight in self.pairs.get(first, ()):
                if second in held:
                    points[first] += weight
                    points[second] += weight
        names: dict[str, float] = {}
        for at, weight in points.items():
            name = self.conditions[at][0]
            names[name] = names.get(name, 0.0) + weight
        return [name for name in sorted(names, key=names.__getitem__, reverse=True) if names[name] > 0]


def table(rows: Mapping[str, float], bias: float, threshold: float) -> Weights:
    """The weights of conditions in their written form."""
    numbers: dict[Condition, int] = {}

    def number(text: str) -> int:
        return numbers.setdefault(condition(text), len(numbers))

    alone: dict[int, float] = {}
    pairs: dict[int, list[tuple[int, float]]] = {}
    for written, weight in rows.items():
        name, _, joined = written.partition("&")
        if joined:
            pairs.setdefault(number(name), []).append((number(joined), weight))
        else:
            alone[number(name)] = weight
    weights = [alone.get(at, 0.0) for at in range(len(numbers))]
    return Weights(threshold, bias, tuple(numbers), _steps(numbers), weights, pairs)


def _steps(numbers: Mapping[Condition, int]) -> Mapping[str, Step]:
    by_feature: dict[str, list[tuple[float, int]]] = {}
    for (name, least), at in numbers.items():
        by_feature.setdefault(name, []).append((least, at))
    found: dict[str, Step] = {}
    for name, tests in by_feature.items():
        tests.sort()
        reached = [tuple(at for _, at in tests[:count]) for count in range(len(tests) + 1)]
        found[name] = Step([least for least, _ in tests], reached)
    return found


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
    data = parsed(name)
    return table(data["weights"], data["bias"], data["threshold"])
