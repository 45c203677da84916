"""How well an encoder alone finds acts: held-out questions against the titles and names of all acts."""

import random
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.normalization import fold
from indexer.training.acts import Act, Typist
from indexer.training.contrastive import Trainee

DEPTH = 10
MEASURED = 500
SEED = 3

Vectors = NDArray[np.float32]


class Asker(Protocol):
    """What encodes questions."""

    def query_vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (n, dimension)."""
        ...


def figures(
    whole: Trainee,
    acts: Sequence[Act],
    questions: Mapping[str, str],
    held_out: frozenset[str],
    typist: Typist,
    side: Asker | None = None,
) -> dict[str, float]:
    """success@1 and MRR@10 of one held-out question of each act, marked and unmarked, for held-out and for trained acts.

    `questions` maps act keys to held-out questions; `held_out` are the keys of acts that were never trained on. Questions
    are read as the server reads them. `side` encodes them where that is not the work of the `whole` encoder.
    """
    texts, owners = searched(acts)
    vectors = whole.passage_vectors(texts)
    made: dict[str, float] = {}
    for name, keys in (("held-out acts", held_out), ("trained acts", frozenset(questions) - held_out)):
        asked = [(place, questions[act.key]) for place, act in enumerate(acts) if act.key in keys & questions.keys()]
        asked = random.Random(SEED).sample(asked, min(MEASURED, len(asked)))
        for marks, shape in (("marked", str.lower), ("unmarked", fold)):
            ranks = _ranks(
                side or whole, [(place, typist.meant(shape(text))) for place, text in asked], vectors, owners
            )
            made[f"{name}, {marks}: success@1"] = float(np.mean([rank == 1 for rank in ranks])) if ranks else 0.0
            made[f"{name}, {marks}: mrr@10"] = (
                float(np.mean([1 / r if r <= DEPTH else 0.0 for r in ranks])) if ranks else 0.0
            )
    return made


def searched(acts: Sequence[Act]) -> tuple[list[str], list[int]]:
    """The titles and names of acts, and the place of the act of each."""
    texts = [(place, text) for place, act in enumerate(acts) for text in (act.title, "; ".join(act.names)) if text]
    return [text for _, text in texts], [place for place, _ in texts]


def _ranks(
    side: Asker,
    asked: Sequence[tuple[int, str]],
    vectors: Vectors,
    owners: Sequence[int],
) -> list[int]:
    if not asked:
        return []
    cosines = side.query_vectors([text for _, text in asked]) @ vectors.T
    ranks = []
    for (right, _), row in zip(asked, cosines, strict=True):
        order = dict.fromkeys(owners[place] for place in np.argsort(-row)[: DEPTH * 5])
        ranks.append(next((rank for rank, owner in enumerate(order, 1) if owner == right), DEPTH + 1))
    return ranks
