"""A report: figures by slice with bootstrap intervals, abstention, calibration, and the difference to an earlier run."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from app.evaluation.metrics import Figures, auroc, figures, mean
from app.evaluation.topics import RunLine, Topic

RESAMPLES = 2000
SEED = 7
MEASURES = ("ndcg", "success", "reciprocal_rank", "recall")
SHOWN = {"ndcg": "ndcg@10", "success": "success@1", "reciprocal_rank": "mrr@10", "recall": "recall@10"}
BINS = 10
NOTHING = RunLine(id="")


@dataclass(frozen=True, slots=True)
class Scored:
    """One answerable topic with its measures."""

    topic: Topic
    figures: Figures


def score(topics: Sequence[Topic], run: Mapping[str, RunLine], clusters: Mapping[str, str]) -> list[Scored]:
    """The measures of every answerable topic; a topic without a line in the run scores nothing."""
    return [
        Scored(topic, figures(run.get(topic.id, NOTHING).hits, topic.gold, clusters)) for topic in topics if topic.gold
    ]


def _length(topic: Topic) -> str:
    words = len(topic.query.split())
    return "1-5" if words <= 5 else "6-12" if words <= 12 else "13+"


SLICES: Mapping[str, Callable[[Topic], str]] = {
    "style": lambda topic: topic.style or "?",
    "intent": lambda topic: topic.intent or "?",
    "domain": lambda topic: topic.domain or "?",
    "length": _length,
    "family": lambda topic: "near-twins" if len(topic.gold) > 3 else "few",
}


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Percentile bootstrap interval (95 %) of a mean (Efron 1979), seeded."""
    if not values:
        return math.nan, math.nan
    array = np.asarray(values)
    draws = np.random.default_rng(SEED).integers(0, len(array), size=(RESAMPLES, len(array)))
    low, high = np.percentile(array[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def summary(scored: Sequence[Scored]) -> dict[str, float | list[float]]:
    """Means and intervals of the four measures over some topics."""
    line: dict[str, float | list[float]] = {"topics": len(scored)}
    for measure in MEASURES:
        values = [asdict(item.figures)[measure] for item in scored]
        line[SHOWN[measure]] = round(mean(values), 4)
        line[f"{SHOWN[measure]} 95%"] = [round(bound, 3) for bound in interval(values)]
    return line


def abstention(topics: Sequence[Topic], run: Mapping[str, RunLine]) -> dict[str, float]:
    """How well answerable and unanswerable topics are told apart."""
    lines = [(bool(topic.gold), run.get(topic.id, NOTHING)) for topic in topics]
    sure = [line.confidence for answerable, line in lines if answerable]
    unsure = [line.confidence for answerable, line in lines if not answerable]
    return {
        "answerable": len(sure),
        "unanswerable": len(unsure),
        "auroc": round(auroc(sure, unsure), 4),
        "refused": round(mean([float(line.status == "no_answer") for known, line in lines if not known]), 4),
        "wrongly_refused": round(mean([float(line.status == "no_answer") for known, line in lines if known]), 4),
    }


def reliability(scored: Sequence[Scored], run: Mapping[str, RunLine]) -> list[dict[str, float]]:
    """Ten bins of confidence: how many topics, how sure, how often right (a reliability diagram in numbers)."""
    pairs = [(run.get(item.topic.id, NOTHING).confidence, item.figures.success) for item in scored]
    bins = []
    for number in range(BINS):
        inside = [(sure, right) for sure, right in pairs if min(BINS - 1, int(sure * BINS)) == number]
        if inside:
            sure, right = (round(mean(list(column)), 3) for column in zip(*inside, strict=True))
            bins.append({"from": number / BINS, "topics": len(inside), "confidence": sure, "success": right})
    return bins


def difference(after: Sequence[Scored], before: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """Paired difference of two runs on the same topics with a sign-flip permutation p-value (Smucker et al. 2007)."""
    earlier = {item.topic.id: asdict(item.figures) for item in before}
    found: dict[str, dict[str, float]] = {}
    for measure in MEASURES:
        deltas = np.array([asdict(i.figures)[measure] - earlier[i.topic.id][measure] for i in after])
        flips = np.random.default_rng(SEED).choice([-1.0, 1.0], size=(RESAMPLES, len(deltas)))
        extreme = np.abs((flips * deltas).mean(axis=1)) >= abs(deltas.mean()) - 1e-12
        chance = (1 + int(extreme.sum())) / (1 + RESAMPLES)
        found[SHOWN[measure]] = {"difference": round(float(deltas.mean()), 4), "p": round(chance, 4)}
    return found


def report(
    topics: Sequence[Topic],
    run: Mapping[str, RunLine],
    clusters: Mapping[str, str],
    before: Mapping[str, RunLine] | None = None,
) -> dict[str, object]:
    """Everything: all, slices, abstention, reliability and, with an earlier run, the paired difference."""
    scored = score(topics, run, clusters)
    made: dict[str, object] = {"all": summary(scored)}
    for name, slice_of in SLICES.items():
        for value in sorted({slice_of(item.topic) for item in scored}):
            made[f"{name}:{value}"] = summary([item for item in scored if slice_of(item.topic) == value])
    made["abstention"] = abstention(topics, run)
    made["reliability"] = reliability(scored, run)
    if before is not None:
        made["difference"] = difference(scored, score(topics, before, clusters))
    return made
