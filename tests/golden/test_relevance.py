"""The relevance gate: judged topics of our own over the shipped corpus, built by the real command with the real encoder.

The floors stand a little below what was measured when they were set (docs/quality.md); a change that falls through one of them has
made the search worse for people.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.evaluation.__main__ import run_line
from app.evaluation.report import report
from app.evaluation.topics import read_topics
from app.search.pipeline import SearchEngine
from indexer.bundle import Bundle
from indexer.catalogue import act_key

ROOT = Path(__file__).parents[2]
TOPICS = ROOT / "tests" / "golden" / "topics.jsonl"
FLOORS = json.loads((ROOT / "tests" / "golden" / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    """The shipped bundle; vectors of an earlier run are reused."""
    out = ROOT / "build" / "golden"
    command = [sys.executable, "-m", "indexer", "build", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return SearchEngine(Bundle.open(out))


@pytest.fixture(scope="module")
def figures(engine: SearchEngine) -> dict[str, object]:
    topics = read_topics(TOPICS)
    run = {topic.id: run_line(topic, engine.search(topic.query, limit=20)) for topic in topics}
    clusters = {row.id: act_key(row.title, row.province) for row in engine.bundle.rows}
    return report(topics, run, clusters)


@pytest.mark.parametrize("measure", ["ndcg@10", "success@1", "recall@10"])
def test_ranking_holds_its_floor(figures: dict[str, dict[str, float]], measure: str) -> None:
    assert figures["all"][measure] >= FLOORS[measure]


def test_unmarked_questions_keep_up(figures: dict[str, dict[str, float]]) -> None:
    assert figures["style:no_diacritics"]["ndcg@10"] >= FLOORS["no_diacritics ndcg@10"]


def test_abstention_holds_its_floor(figures: dict[str, dict[str, float]]) -> None:
    assert figures["abstention"]["auroc"] >= FLOORS["auroc"]
    assert figures["abstention"]["refused"] >= FLOORS["refused"]
    assert figures["abstention"]["wrongly_refused"] <= FLOORS["wrongly_refused"]
