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


class Steps(NamedTuple):
    """The conditions on one feature: its thresholds, ascending and all above zero, and `least`, the first of them.

    The others go by how many thresholds are reached: `alone` is the sum of the weights of the conditions that hold
    then, `held` are their numbers, and `paired` those of them that have a weight together with another one.
    """

    least: float
    thresholds: Sequence[float]
    alone: Sequence[float]
    paired: Sequence[tuple[int, ...]]
    held: Sequence[tuple[int, ...]]


class Tally(NamedTuple):
    """The sum of the weights of conditions that hold, and those of them that have weights together with others."""

    score: float = 0.0
    paired: Sequence[int] = ()


class Weights(NamedTuple):
    """The threshold on the probability, the bias, and the weights of conditions, which go by their number.

    `steps` holds the conditions on each feature, `alone` for each condition its own weight, and `pairs` the weights
    that it has together with a second one. So only the features that a paragraph has are tested, and only the weights
    of what holds are looked at.
    """

    threshold: float
    bias: float
    conditions: tuple[Condition, ...]
    steps: Mapping[str, Steps]
    alone: Sequence[float]
    pairs: Mapping[int, Sequence[tuple[int, float]]]

    def tally(self, values: Mapping[str, float]) -> Tally:
        """What some of a paragraph's features weigh, so that it can be told once for all paragraphs that share them."""
        together: list[int] = []
        return Tally(self._sum(values, together), together)

    def probability(self, values: Mapping[str, float], shared: Tally = Tally()) -> float:  # noqa: B008 - immutable
        """The probability that a paragraph of these features, and those that were tallied, is boilerplate."""
        pairs = self.pairs
        together = list(shared.paired)
        score = self.bias + shared.score + self._sum(values, together)
        held = set(together)
        for first in together:
            if first in pairs:
                for second, weight in pairs[first]:
                    if second in held:
                        score += weight
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def _sum(self, values: Mapping[str, float], together: list[int]) -> float:
        """The sum of the weights that conditions have alone; adds to `together` those that have others."""
        steps, score = self.steps, 0.0
        for name in values:
            if name in steps:
                least, thresholds, alone, paired, _ = steps[name]
                value = values[name]
                if value >= least:
                    reached = bisect_right(thresholds, value)
                    score += alone[reached]
                    together += paired[reached]
        return score

    def strongest(self, values: Mapping[str, float]) -> list[str]:
        """The features that speak for boilerplate, the strongest first."""
        held: list[int] = []
        for name in values:
            if name in self.steps:
                steps = self.steps[name]
                held += steps.held[bisect_right(steps.thresholds, values[name])]
        points = {at: self.alone[at] for at in held}
        for first in held:
            if first in self.pairs:
                for second, weight in self.pairs[first]:
                    if second in points:
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
    both = pairs.keys() | {second for rows in pairs.values() for second, _ in rows}
    by_feature: dict[str, list[tuple[float, int]]] = {}
    for (name, least), at in numbers.items():
        by_feature.setdefault(name, []).append((least, at))
    steps: dict[str, Steps] = {}
    for name, tests in by_feature.items():
        tests.sort()
        held = [tuple(at for _, at in tests[:count]) for count in range(len(tests) + 1)]
        steps[name] = Steps(
            least=tests[0][0],
            thresholds=[least for least, _ in tests],
            alone=[sum(alone.get(at, 0.0) for at in own) for own in held],
            paired=[tuple(at for at in own if at in both) for own in held],
            held=held,
        )
    return Weights(threshold, bias, tuple(numbers), steps, [alone.get(at, 0.0) for at in range(len(numbers))], pairs)


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
