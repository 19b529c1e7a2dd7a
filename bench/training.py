"""What the scripts that train tables of weights share. Needs scikit-learn."""

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from srclint.boilerplate.features import Features

RULES = Path(__file__).resolve().parents[1] / "rules"
FOLDS = 5


@dataclass(frozen=True)
class Sample:
    """Features of one paragraph, whether it is boilerplate, and how much it counts."""

    values: Features
    label: bool
    weight: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """What a table may be made of.

    `steps` are the thresholds of the features that are numbers, `crossed` the conditions that may be joined in pairs,
    `strength` the inverse of the L1 penalty (less means fewer weights), `least` the paragraphs a condition must hold
    for, and `threshold` the probability from which a paragraph is marked.
    """

    steps: Mapping[str, Sequence[float]]
    crossed: Sequence[str]
    strength: float
    least: int
    threshold: float

    def conditions(self, values: Features) -> Iterator[str]:
        """The written form of all conditions that hold, single and in pairs."""
        single = {f"{name}>={s:g}" for name, steps in self.steps.items() for s in steps if values.get(name, 0) >= s}
        held = single | {name for name in values if name not in self.steps}
        yield from held
        pairs = [name for name in self.crossed if name in held]
        pairs += [name for name in held if name.startswith("between:")]
        for number, name in enumerate(pairs):
            yield from (f"{name}&{other}" for other in pairs[number + 1 :])


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def train(samples: Sequence[Sample], recipe: Recipe) -> tuple[dict[str, float], float]:
    """Weights by condition, and the bias."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    held = [list(recipe.conditions(sample.values)) for sample in samples]
    often = Counter(name for names in held for name in names)
    column = {name: n for n, name in enumerate(sorted(name for name, c in often.items() if c >= recipe.least))}
    cells = [[column[name] for name in names if name in column] for names in held]
    starts = [0]
    for row in cells:
        starts.append(starts[-1] + len(row))
    flat = [number for row in cells for number in row]
    matrix = csr_matrix(([1.0] * len(flat), flat, starts), shape=(len(samples), len(column)))
    model = LogisticRegression(C=recipe.strength, l1_ratio=1.0, solver="liblinear", max_iter=400)
    model.fit(matrix, [s.label for s in samples], sample_weight=[s.weight for s in samples])
    weights = {name: round(float(model.coef_[0][n]), 3) for name, n in column.items()}
    return {name: weight for name, weight in sorted(weights.items()) if weight}, round(float(model.intercept_[0]), 3)


def folds(outlets: Iterable[str]) -> Iterator[frozenset[str]]:
    """The outlets in five parts that do not depend on their order."""
    names = frozenset(outlets)
    for fold in range(FOLDS):
        yield frozenset(name for name in names if _number(name) % FOLDS == fold)


def _number(name: str) -> int:
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16)


def write(name: str, weights: Mapping[str, float], bias: float, recipe: Recipe) -> None:
    """Write a table into rules/."""
    data = {"threshold": recipe.threshold, "bias": bias, "weights": weights}
    (RULES / name).write_text(json.dumps(data, indent=0) + "\n", encoding="utf-8")


def by_outlet(
    pages: Iterable[dict[str, Any]], samples: Callable[[dict[str, Any]], Iterable[Sample]]
) -> dict[str, list[Sample]]:
    """The samples of pages, by their outlet."""
    found: dict[str, list[Sample]] = {}
    for page in pages:
        found.setdefault(page["domain"], []).extend(samples(page))
    return found
