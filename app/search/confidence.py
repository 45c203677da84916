"""Confidence: how likely the first hit is right, from a logistic model (Platt 1999) over a few signals of the ranking."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.features import FEATURES, FeatureTable
from app.search.question import Question
from indexer.normalization import fold

SIGNALS: tuple[str, ...] = (
    "score",
    "margin",
    "dense_best",
    "dense_title",
    "dense_questions",
    "title_covered",
    "covered",
    "known_share",
    "unanswerable",
    "unanswerable_gap",
)


def signals(
    question: Question,
    scores: Sequence[float],
    lead: NDArray[np.float32],
    unanswerable: float,
    table: FeatureTable,
) -> NDArray[np.float32]:
    """The signals (len(SIGNALS),): `scores` of acts by rank, `lead` the first record's features.

    `unanswerable` is the cosine of the nearest question known to have no answer.
    """
    named = dict(zip(FEATURES, lead.tolist(), strict=True))
    # A number is neither known nor unknown: it tells nothing of what is asked.
    weights = [0.0 if word.isdigit() else table.weight(fold(word)) for word in question.words]
    known = sum(weight for weight, known in zip(weights, question.known, strict=True) if known)
    return np.array(
        [
            scores[0],
            scores[0] - (scores[1] if len(scores) > 1 else scores[0] - 5.0),
            named["dense_best"],
            named["dense_title"],
            named["dense_questions"],
            named["title_covered"],
            max(named["title_covered"], named["name_covered"]),
            known / max(1e-6, sum(weights)),
            unanswerable,
            named["dense_best"] - unanswerable,
        ],
        dtype=np.float32,
    )


@dataclass(frozen=True)
class Calibration:
    """A standardised logistic model, the confidence below which a question is refused, and the score margin of rivals."""

    means: NDArray[np.float32]
    scales: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float
    refuse_below: float
    ambiguous_within: float

    @classmethod
    def read(cls, content: Mapping[str, object]) -> "Calibration":
        """From the JSON of the bundle: {"means", "scales", "weights": {signal: x}, "bias", "refuse_below", "ambiguous_within"}."""

        def column(name: str) -> NDArray[np.float32]:
            values = content[name]
            if not isinstance(values, dict):
                raise ValueError(f"calibration {name} must be an object of numbers")
            return np.array([float(values[signal]) for signal in SIGNALS], dtype=np.float32)

        def number(name: str) -> float:
            value = content[name]
            if not isinstance(value, int | float):
                raise ValueError(f"calibration {name} must be a number")
            return float(value)

        columns = (column("means"), column("scales"), column("weights"))
        return cls(*columns, number("bias"), number("refuse_below"), number("ambiguous_within"))

    def confidence(self, values: NDArray[np.float32]) -> float:
        """Probability between 0 and 1."""
        logit = float(((values - self.means) / self.scales) @ self.weights) + self.bias
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))
