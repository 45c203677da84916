"""Logistic regression for confidence, and the limit below which questions are refused."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Matrix = NDArray[np.float32]
PENALTY = 1e-3


@dataclass(frozen=True, slots=True)
class Logistic:
    """Standardisation, weights and bias."""

    means: Matrix
    scales: Matrix
    weights: Matrix
    bias: float

    def probabilities(self, signals: Matrix) -> Matrix:
        """Probability (n,) of each line of signals (n, s)."""
        logits = ((signals - self.means) / self.scales) @ self.weights + self.bias
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def fit(signals: Matrix, right: NDArray[np.bool_], weights: Matrix) -> Logistic:
    """Fit on signals (n, s) with a weight for each line."""
    means, scales = signals.mean(axis=0), signals.std(axis=0) + 1e-6
    lines = (signals - means) / scales
    share = weights / weights.sum()

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = lines @ parameters[:-1] + parameters[-1]
        errors = (1 / (1 + np.exp(-logits)) - right) * share
        value = float((np.logaddexp(0, np.where(right, -logits, logits)) * share).sum())
        gradient = np.append(lines.T @ errors + 2 * PENALTY * parameters[:-1], errors.sum())
        return value + PENALTY * float(parameters[:-1] @ parameters[:-1]), gradient

    found = minimize(loss, np.zeros(signals.shape[1] + 1), jac=True, method="L-BFGS-B")
    return Logistic(means, scales, np.asarray(found.x[:-1], dtype=np.float32), float(found.x[-1]))


def refusal_limit(answerable: Sequence[float], wrongly_refused: float) -> float:
    """The confidence that `wrongly_refused` of the answerable questions fall below."""
    return float(np.quantile(np.asarray(answerable), wrongly_refused))
