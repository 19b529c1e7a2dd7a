"""The table of weights that decides which words attribute and where contents start and end.

rules/model/sourcing-en.json holds, for each decision and feature, the values seen in training with their weights:
log-odds that add up. bench/train_sourcing.py writes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import exp
from typing import Any

from srclint.data import parsed
from srclint.sourcing import features, sources

Weights = dict[str, float]
LEAST = 0.03
_NOTHING = (0.0,) * 32


@dataclass(frozen=True, slots=True)
class Binary:
    """A yes-or-no decision: a bias, and one table of weights for each feature."""

    bias: float
    tables: tuple[Weights, ...]

    def odds(self, keys: Iterable[str]) -> float:
        """The log-odds of yes."""
        return sum(map(dict.get, self.tables, keys, _NOTHING), self.bias)

    def chance(self, keys: Iterable[str]) -> float:
        """The probability of yes."""
        return sigmoid(self.odds(keys))

    def stops(self, keys: Iterable[Iterable[str]], count: int) -> list[float]:
        """The probability of stopping at each of `count` places met in order, "yes" being to stop.

        The last place takes what is left. Once hardly anything is left, the places after are not asked for.
        """
        tables, bias = self.tables, self.bias
        out: list[float] = []
        left = 1.0
        if not count:
            return out
        for key in islice(keys, count - 1):
            odds = sum(map(dict.get, tables, key, _NOTHING), bias)
            taken = left / (1 + exp(-odds)) if odds > -30 else 0.0
            out.append(taken)
            left -= taken
            if left < LEAST:
                return out
        out.append(left)
        return out


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision among several classes: a binary table for each class but the first, which stands at 0."""

    classes: tuple[Binary, ...]

    def odds(self, keys: Sequence[str]) -> list[float]:
        """The log-odds of each class against the first."""
        return [0.0, *(one.odds(keys) for one in self.classes)]

    def chances(self, keys: Sequence[str]) -> list[float]:
        """The probability of each class."""
        odds = self.odds(keys)
        peak = max(odds)
        powers = [exp(value - peak) for value in odds]
        total = sum(powers)
        return [power / total for power in powers]


@dataclass(frozen=True)
class Model:
    """All decisions of the extractor."""

    cue: Binary
    layout: Choice
    statement: Binary
    start: Binary
    resume: Binary
    end: Binary
    left_end: Binary
    left_start: Binary
    source: Choice


NAMES = {
    "cue": features.CUE,
    "layout": features.CUE,
    "statement": features.STATEMENT,
    "start": features.START,
    "resume": features.START,
    "end": features.END,
    "left_end": features.LEFT_END,
    "left_start": features.LEFT_START,
    "source": sources.SOURCE,
}
CLASSES = {"layout": 3, "source": len(sources.KINDS)}


@cache
def model() -> Model:
    """The shipped weights."""
    return read(parsed("model/sourcing-en.json"))


def read(table: Mapping[str, Any]) -> Model:
    """The model of a parsed weight file: decision → feature → value → weight, a list of weights for a choice."""
    return Model(**{name: _decision(table[name], NAMES[name], CLASSES.get(name, 2)) for name in NAMES})


def _decision(rows: dict[str, Any], names: Sequence[str], classes: int) -> Any:  # noqa: ANN401 - Binary or Choice
    if classes == 2:
        return Binary(rows["bias"][""], tuple(rows.get(name, {}) for name in names))
    return Choice(tuple(_of_class(rows, names, k) for k in range(classes - 1)))


def _of_class(rows: dict[str, Any], names: Sequence[str], k: int) -> Binary:
    tables = tuple({value: w[k] for value, w in rows.get(name, {}).items() if w[k]} for name in names)
    return Binary(rows["bias"][""][k], tables)


def sigmoid(value: float) -> float:
    """The probability of a log-odds."""
    return 1 / (1 + exp(-value)) if value > -40 else 0.0
