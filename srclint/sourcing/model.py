"""The table of weights that decides which words attribute and where contents start and end.

rules/model/sourcing-en.json holds, per decision and feature, the values seen in training with their weights:
log-odds that add up. tools/train_sourcing.py writes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp

from srclint.data import parsed
from srclint.sourcing.features import Feature

Table = dict[str, dict[str, Sequence[float]]]


@cache
def tables() -> Mapping[str, Table]:
    """The weights by decision, feature and value."""
    return parsed("model/sourcing-en.json")


def scores(table: Table, features: Iterable[Feature], classes: int) -> list[float]:
    """The sum of the weights of the features, for each class but the first (which stands at 0)."""
    total = [0.0] * classes
    for name, value in features:
        weights = table[name].get(value) if name in table else None
        if weights is not None:
            for k in range(classes):
                total[k] += weights[k]
    return total


def softmax(values: Sequence[float]) -> list[float]:
    """Probabilities of the classes; `values` without the first class, which stands at 0."""
    peak = max(0.0, *values)
    powers = [exp(-peak), *(exp(value - peak) for value in values)]
    total = sum(powers)
    return [power / total for power in powers]


def sigmoid(value: float) -> float:
    """The probability of a log-odds."""
    return 1 / (1 + exp(-value)) if value > -40 else 0.0


def stops(hazards: Sequence[float]) -> list[float]:
    """The probability of stopping at each place, of hazards met in order; the last place takes what is left."""
    out: list[float] = []
    left = 1.0
    for place, hazard in enumerate(hazards):
        taken = left if place == len(hazards) - 1 else left * hazard
        out.append(taken)
        left -= taken
    return out
