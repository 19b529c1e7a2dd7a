"""The table of weights: a logistic regression over conditions on the features of a paragraph.

A condition is a feature at or above a threshold ("words>=7"), a feature that is there at all ("imperative"), or two of
these at once ("words>=7&capitals"). The log-odds of boilerplate are the sum of the weights of the conditions that
hold. The table is made by bench/train_boilerplate.py.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from srclint.data import parsed

Condition = tuple[str, float]


class Weights(NamedTuple):
    """The threshold on the probability, the bias, and the weights of conditions, which go by their number.

    `tests` holds for each feature its thresholds, all above zero, with the number of the condition; `rows` for each
    condition the weights that it has alone (-1) and together with a second one. So only the features that a
    paragraph has are tested, and only the weights of what holds are looked at.
    """

    threshold: float
    bias: float
    conditions: tuple[Condition, ...]
    tests: Mapping[str, Sequence[tuple[float, int]]]
    rows: Sequence[Sequence[tuple[int, float]]]

    def probability(self, values: Mapping[str, float]) -> float:
        """The probability that a paragraph of these features is boilerplate."""
        held = self._held(values)
        score = self.bias
        for first in held:
            for second, weight in self.rows[first]:
                if second < 0 or second in held:
                    score += weight
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def strongest(self, values: Mapping[str, float]) -> Iterator[str]:
        """The features that speak for boilerplate, the strongest first."""
        held = self._held(values)
        points: dict[str, float] = {}
        for first in held:
            for second, weight in self.rows[first]:
                if second < 0 or second in held:
                    for at in {first, second} - {-1}:
                        name = self.conditions[at][0]
                        points[name] = points.get(name, 0.0) + weight
        yield from (name for name in sorted(points, key=lambda name: -points[name]) if points[name] > 0)

    def _held(self, values: Mapping[str, float]) -> dict[int, None]:
        """The numbers of the conditions that hold, in the order of the features."""
        held: dict[int, None] = {}
        tests = self.tests
        for name, value in values.items():
            for least, number in tests.get(name, ()):
                if value >= least:
                    held[number] = None
        return held


def table(rows: Mapping[str, float], bias: float, threshold: float) -> Weights:
    """The weights of conditions in their written form."""
    numbers: dict[Condition, int] = {}

    def number(text: str) -> int:
        return numbers.setdefault(condition(text), len(numbers))

    built: dict[int, list[tuple[int, float]]] = {}
    for name, weight in rows.items():
        first, _, second = name.partition("&")
        built.setdefault(number(first), []).append((number(second) if second else -1, weight))
    tests: dict[str, list[tuple[float, int]]] = {}
    for (name, least), at in numbers.items():
        tests.setdefault(name, []).append((least, at))
    return Weights(threshold, bias, tuple(numbers), tests, [built.get(at, []) for at in range(len(numbers))])


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
