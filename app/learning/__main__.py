"""`python -m app.learning`: learn the calibration of confidence from held-out questions and names.

The bundle must have been built with `python -m indexer build --hold-out TOPICS`, which wrote the topics.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.evaluation.topics import FileError, Topic, read_topics
from app.learning import logistic
from app.learning.examples import Doubted, answered, doubted
from app.search.confidence import SIGNALS
from app.search.pipeline import SearchEngine
from indexer.bundle import Bundle, BundleError

SEED = 11
WRONGLY_REFUSED = 0.006
AMBIGUOUS_SHARE = 0.08
UNANSWERABLE_WEIGHT = 6.0


def learn_confidence(lines: Sequence[Doubted], margins: Sequence[float]) -> dict[str, object]:
    """Calibration as the bundle holds it."""
    signals = np.stack([line.signals for line in lines])
    known = np.array([line.answerable for line in lines])
    weights = np.array([line.weight if line.answerable or line.weight < 1 else UNANSWERABLE_WEIGHT for line in lines])
    model = logistic.fit(signals, known, weights.astype(np.float32))
    sure = model.probabilities(signals)
    limit = logistic.refusal_limit(sure[known].tolist(), WRONGLY_REFUSED)
    plain = np.array([not line.answerable and line.weight == 1 for line in lines])
    print(f"confidence: {np.mean(sure[plain] < limit):.3f} of the unanswerable below {limit:.3f}")
    columns = {"means": model.means, "scales": model.scales, "weights": model.weights}
    return {
        **{
            name: {s: round(float(x), 6) for s, x in zip(SIGNALS, values, strict=True)}
            for name, values in columns.items()
        },
        "bias": round(model.bias, 6),
        "refuse_below": round(limit, 4),
        "ambiguous_within": round(float(np.quantile(np.array(margins), AMBIGUOUS_SHARE)), 4),
    }


def run(args: argparse.Namespace) -> None:
    """Learn the calibration."""
    engine = SearchEngine(Bundle.open(args.bundle))
    topics: list[Topic] = read_topics(args.topics)
    done = list(answered(topics, engine, SEED))
    groups = [item.ranking.groups for item in done if item.topic.gold and len(item.ranking.groups) > 1]
    margins = [first.score - second.score for first, second, *_ in groups]
    calibration = learn_confidence(list(doubted(done, engine, SEED)), margins)
    args.out.write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m app.learning", description=__doc__)
    made.add_argument("--bundle", type=Path, required=True, help="a bundle built with --hold-out")
    made.add_argument("--topics", type=Path, required=True, help="the topics that build wrote")
    made.add_argument("--out", type=Path, required=True, help="calibration.json to write")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; expected mistakes end with one line on stderr and status 2."""
    try:
        run(parser().parse_args(arguments))
    except (BundleError, FileError, FileNotFoundError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
