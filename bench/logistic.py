"""A logistic model of named features, of answers that may be uncertain. Needs numpy and scipy."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

BIAS = ("bias",)
Features = Sequence[Hashable]


class Logistic(NamedTuple):
    """Weights (features, classes - 1), the first class standing at 0, and the row of each feature."""

    index: dict[Hashable, int]
    weights: np.ndarray

    def odds(self, rows: Sequence[Features]) -> np.ndarray:
        """The log-odds (rows, classes - 1) of each class but the first."""
        return _matrix(rows, self.index) @ self.weights


def fitted(rows: Sequence[Features], targets: np.ndarray, shares: np.ndarray, penalty: float, least: int) -> Logistic:
    """The model of rows whose `targets` (rows, classes) are probabilities and that count for their `shares`.

    `penalty` is that on the squares of weights; features of fewer than `least` rows are left out.
    """
    counts = Counter(feature for row in rows for feature in dict.fromkeys(row))
    index = {f: k for k, f in enumerate([BIAS, *(f for f, n in counts.items() if n >= least)])}
    x = _matrix(rows, index)
    transposed = x.T.tocsr()
    classes, d = targets.shape[1], len(index)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = np.zeros((d, classes))
        w[:, 1:] = flat.reshape(d, classes - 1)
        z = x @ w
        z -= z.max(1, keepdims=True)
        z -= np.log(np.exp(z).sum(1, keepdims=True))
        value = -(shares[:, None] * targets * z).sum() + 0.5 * penalty * (w * w).sum()
        return value, (transposed @ (shares[:, None] * (np.exp(z) - targets)) + penalty * w)[:, 1:].ravel()

    found = minimize(loss, np.zeros(d * (classes - 1)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return Logistic(index, found.x.reshape(d, classes - 1))


def _matrix(rows: Iterable[Features], index: dict[Hashable, int]) -> sp.csr_matrix:
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns += [index[feature] for feature in dict.fromkeys([BIAS, *row]) if feature in index]
        ends.append(len(columns))
    return sp.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(index)))
