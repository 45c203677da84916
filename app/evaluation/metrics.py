"""Measures of a ranking, over clusters of codes that are one act.

nDCG: Järvelin & Kekäläinen 2002, gain 2^grade - 1; reciprocal rank: Voorhees 1999; AUROC as the Mann-Whitney statistic.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.evaluation.topics import RunHit

DEPTH = 10
RIGHT = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of one topic."""

    ndcg: float
    success: float
    reciprocal_rank: float
    recall: float


def cluster_grades(gold: Mapping[str, int], clusters: Mapping[str, str]) -> dict[str, int]:
    """Best grade of every cluster."""
    grades: dict[str, int] = {}
    for code, grade in gold.items():
        cluster = clusters.get(code, code)
        grades[cluster] = max(grades.get(cluster, 0), grade)
    return grades


def gains(hits: Sequence[RunHit], grades: Mapping[str, int], clusters: Mapping[str, str]) -> tuple[list[int], set[str]]:
    """Grade gained at each of the first DEPTH ranks (a cluster gains once), and all clusters shown."""
    seen: set[str] = set()
    gained = []
    for hit in hits[:DEPTH]:
        named = {clusters.get(code, code) for code in (hit.code, *hit.variants)}
        gained.append(max((grades.get(cluster, 0) for cluster in named - seen), default=0))
        seen |= named
    return gained, seen


def dcg(grades: Sequence[int]) -> float:
    """Discounted cumulated gain: sum of (2^g - 1) / log2(rank + 1)."""
    return float(sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades)))


def figures(hits: Sequence[RunHit], gold: Mapping[str, int], clusters: Mapping[str, str]) -> Figures:
    """The measures of one answerable topic. Raises ValueError where nothing is graded."""
    grades = cluster_grades(gold, clusters)
    if not grades:
        raise ValueError("a topic without an answer has no ranking measures")
    gained, seen = gains(hits, grades, clusters)
    wanted = {cluster for cluster, grade in grades.items() if grade == RIGHT}
    first = next((rank for rank, grade in enumerate(gained, 1) if grade == RIGHT), None)
    return Figures(
        ndcg=dcg(gained) / dcg(sorted(grades.values(), reverse=True)[:DEPTH]),
        success=float(first == 1),
        reciprocal_rank=1 / first if first else 0.0,
        recall=len(wanted & seen) / min(len(wanted), DEPTH) if wanted else 0.0,
    )


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Chance that a positive scores above a negative, ties half; nan where a side is empty."""
    if not positives or not negatives:
        return math.nan
    wins = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return wins / (len(positives) * len(negatives))


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; nan for nothing."""
    return sum(values) / len(values) if values else math.nan
