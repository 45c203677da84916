"""Examples for learning: held-out questions and names as people would type them, answered by a bundle that does not hold them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.topics import Topic
from app.search.pipeline import Ranking, SearchEngine
from indexer.normalization import fold

UNMARKED_SHARE = 0.5
MISSING_ACT_SHARE = 0.3
MISSING_ACT_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Answered:
    """A topic and how it was ranked."""

    topic: Topic
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class Doubted:
    """Signals of one question, whether it can be answered, and how much it counts."""

    signals: NDArray[np.float32]
    answerable: bool
    weight: float


def typed(topics: Sequence[Topic], seed: int) -> Iterator[tuple[Topic, str]]:
    """Each topic with its question, half of them without marks."""
    draw = random.Random(seed)
    for topic in topics:
        yield topic, fold(topic.query) if draw.random() < UNMARKED_SHARE else topic.query


def right_acts(topic: Topic, engine: SearchEngine) -> set[str]:
    """Acts of the topic's exactly right codes."""
    rows, row_of = engine.bundle.rows, engine.bundle.row_of
    return {rows[row_of[code]].act for code, grade in topic.gold.items() if grade == 3 and code in row_of}


def answered(topics: Sequence[Topic], engine: SearchEngine, seed: int) -> Iterator[Answered]:
    """Every topic ranked."""
    for topic, query in typed(topics, seed):
        yield Answered(topic, engine.rank(query))


def doubted(done: Sequence[Answered], engine: SearchEngine, seed: int) -> Iterator[Doubted]:
    """Signals for confidence; some answerable questions come back as if the collection lacked their act."""
    draw = random.Random(seed)
    for item in done:
        groups = item.ranking.groups
        if groups:
            yield Doubted(engine.signals(item.ranking, groups), bool(item.topic.gold), 1.0)
        acts = right_acts(item.topic, engine)
        others = [g for g in groups if engine.bundle.rows[g.lead.row].act not in acts]
        if acts and others and draw.random() < MISSING_ACT_SHARE:
            yield Doubted(engine.signals(item.ranking, others), False, MISSING_ACT_WEIGHT)
