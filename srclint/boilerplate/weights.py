"""The table of weights: a logistic regression over conditions on the features of a paragraph.

A condition is a feature at or above a threshold ("words>=7"), a feature that is there at all ("imperative"), or two of
these at once ("words>=7&capitals"). The log-odds of boilerplate are the sum of the weights of the conditions that
hold. The table is made by bench/train_boilerplate.py.
"""

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from srclint.data import parsed

Condition = tuple[str, float]


class Weights(NamedTuple):
    """The threshold on the probability, the bias, and (weight, first condition, second condition or -1) rows.

    The rows name conditions by their number in `conditions`, so that each is tested once a paragraph.
    """

    threshold: float
    bias: float
    conditions: tuple[Condition, ...]
    rows: tuple[tuple[float, int, int], ...]

    def probability(self, values: Mapping[str, float]) -> float:
        """The probability that a paragraph of these features is boilerplate."""
        held = self._held(values)
        score = self.bias + sum(w for w, a, b in self.rows if held[a] and (b < 0 or held[b]))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def strongest(self, values: Mapping[str, float]) -> Iterator[str]:
        """The features that speak for boilerplate, the strongest first."""
        held = self._held(values)
        points: dict[str, float] = {}
        for weight, a, b in self.rows:
            if held[a] and (b < 0 or held[b]):
                for at in {a, b} - {-1}:
                    name = self.conditions[at][0]
                    points[name] = points.get(name, 0.0) + weight
        yield from (name for name in sorted(points, key=lambda name: -points[name]) if points[name] > 0)

    def _held(self, values: Mapping[str, float]) -> list[bool]:
        get = values.get
        return [get(name, 0.0) >= least for name, least in self.conditions]


def table(rows: Mapping[str, float], bias: float, threshold: float) -> Weights:
    """The weights of conditions in their written form."""
    numbers: dict[Condition, int] = {}

    def number(text: str) -> int:
        return numbers.setdefault(condition(text), len(numbers))

    built = []
    for name, weight in rows.items():
        first, _, second = name.partition("&")
        built.append((weight, number(first), number(second) if second else -1))
    return Weights(threshold, bias, tuple(numbers), tuple(built))


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
