"""Ranking: a linear model over named features, whose weights are tuned; every weight can be read and explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.features import FEATURES


@dataclass(frozen=True)
class Ranker:
    """Weights of the features, in the order of FEATURES."""

    weights: NDArray[np.float32]

    @classmethod
    def read(cls, content: Mapping[str, object]) -> "Ranker":
        """From the JSON of the bundle: {"weights": {feature: weight}}; a feature without a weight counts nothing."""
        weights = content["weights"]
        if not isinstance(weights, dict):
            raise ValueError("ranking weights must be an object of numbers")
        return cls(np.array([float(weights.get(name, 0.0)) for name in FEATURES], dtype=np.float32))

    def scores(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores (n,) of a feature matrix (n, len(FEATURES))."""
        return np.asarray(features @ self.weights, dtype=np.float32)

    def contributions(self, features: NDArray[np.float32]) -> list[tuple[str, float]]:
        """(feature, share of the score) of one candidate's features, largest in size first."""
        shares: Sequence[float] = (features * self.weights).tolist()
        named = [(name, share) for name, share in zip(FEATURES, shares, strict=True) if share]
        return sorted(named, key=lambda item: abs(item[1]), reverse=True)
