"""The relevance gate: judged topics of our own over the shipped corpus, built by the real command with the real encoder.

The floors stand a little below what was measured when they were set (docs/quality.md); a change that falls through one of them has
made the search worse for people.
"""

import json
from pathlib import Path

import pytest

from app.evaluation.__main__ import run_line
from app.evaluation.report import report
from app.evaluation.topics import read_topics
from app.search.pipeline import SearchEngine
from app.search.results import Status
from corpus.records import Kind
from indexer.catalogue import act_key
from indexer.normalization import fold, marked_share, syllables

ROOT = Path(__file__).parents[2]
TOPICS = ROOT / "tests" / "golden" / "topics.jsonl"
MOSTLY_MARKED = 0.5
FLOORS = json.loads((ROOT / "tests" / "golden" / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def clusters(engine: SearchEngine) -> dict[str, str]:
    return {row.id: act_key(row.title, row.province) for row in engine.bundle.rows}


@pytest.fixture(scope="module")
def figures(engine: SearchEngine, clusters: dict[str, str]) -> dict[str, object]:
    topics = read_topics(TOPICS)
    run = {topic.id: run_line(topic, engine.search(topic.query, limit=20)) for topic in topics}
    return report(topics, run, clusters)


@pytest.mark.parametrize("measure", ["ndcg@10", "success@1", "recall@10"])
def test_ranking_holds_its_floor(figures: dict[str, dict[str, float]], measure: str) -> None:
    assert figures["all"][measure] >= FLOORS[measure]


def test_unmarked_questions_keep_up(figures: dict[str, dict[str, float]]) -> None:
    assert figures["style:no_diacritics"]["ndcg@10"] >= FLOORS["no_diacritics ndcg@10"]


def test_the_same_questions_typed_without_marks_keep_up(engine: SearchEngine, clusters: dict[str, str]) -> None:
    topics = [t for t in read_topics(TOPICS) if t.gold and marked_share(syllables(t.query)) > MOSTLY_MARKED]
    ndcg = [
        report(topics, {t.id: run_line(t, engine.search(typed(t.query), limit=20)) for t in topics}, clusters)["all"][
            "ndcg@10"
        ]
        for typed in (str, fold)
    ]
    assert ndcg[0] - ndcg[1] <= FLOORS["lost_without_marks ndcg@10"]


def test_a_question_without_an_object_is_asked_back(engine: SearchEngine) -> None:
    for typed in ("khiếu nại", "gia han giay phep", "cấp lại"):
        results = engine.search(typed)
        assert results.status is Status.AMBIGUOUS
        assert results.clarification is not None
        assert "lĩnh vực" in results.clarification.question
        choices = [choice.code for choice in results.clarification.choices]
        assert results.hits[0].row.id in choices
        assert all(engine.bundle.rows[engine.bundle.row_of[code]].kind == Kind.PROCEDURE for code in choices)
    for typed in ("hộ chiếu", "tạm trú", "khai sinh"):
        assert engine.search(typed).status is Status.ANSWERED


def test_whoever_types_a_title_is_not_asked_back(engine: SearchEngine) -> None:
    for typed in ("Tách hộ", "Gia hạn tạm trú", "Thành lập hội"):
        assert engine.search(typed).status is Status.ANSWERED


def test_abstention_holds_its_floor(figures: dict[str, dict[str, float]]) -> None:
    assert figures["abstention"]["auroc"] >= FLOORS["auroc"]
    assert figures["abstention"]["refused"] >= FLOORS["refused"]
    assert figures["abstention"]["wrongly_refused"] <= FLOORS["wrongly_refused"]
