import importlib.util
import json
import math
import os
from pathlib import Path

import pytest

from app.evaluation.metrics import auroc, cluster_grades, dcg, figures, gains
from app.evaluation.report import interval, report
from app.evaluation.topics import FileError, RunHit, RunLine, Topic, read_run, read_topics, write_run

CLUSTERS = {"a1": "a", "a2": "a", "b1": "b"}


def test_cluster_grades_take_the_best() -> None:
    assert cluster_grades({"a1": 1, "a2": 3, "b1": 2, "c": 1}, CLUSTERS) == {"a": 3, "b": 2, "c": 1}


def test_a_cluster_gains_once_but_takes_its_rank() -> None:
    hits = [RunHit(code="a1"), RunHit(code="a2"), RunHit(code="b1")]
    assert gains(hits, {"a": 3, "b": 2}, CLUSTERS) == ([3, 0, 2], {"a", "b"})


def test_variants_count_as_shown() -> None:
    assert gains([RunHit(code="x", variants=("a2",))], {"a": 3}, CLUSTERS)[0] == [3]


def test_dcg_by_hand() -> None:
    assert dcg([3, 0, 2]) == pytest.approx(7 / 1 + 0 + 3 / 2)
    assert dcg([]) == 0


def test_figures_by_hand() -> None:
    made = figures([RunHit(code="b1"), RunHit(code="a1")], {"a1": 3, "b1": 2}, CLUSTERS)
    assert made.success == 0
    assert made.reciprocal_rank == 0.5
    assert made.recall == 1
    assert made.ndcg == pytest.approx((3 + 7 / math.log2(3)) / (7 + 3 / math.log2(3)))


def test_figures_need_a_gold() -> None:
    with pytest.raises(ValueError, match="no ranking measures"):
        figures([], {}, {})


@pytest.mark.parametrize(("sure", "unsure", "area"), [([1, 2], [0, 1], 0.875), ([1], [1], 0.5), ([0], [1], 0.0)])
def test_auroc(sure: list[float], unsure: list[float], area: float) -> None:
    assert auroc(sure, unsure) == area


def test_auroc_of_one_side_is_unknown() -> None:
    assert math.isnan(auroc([1.0], []))


def test_interval_holds_the_mean() -> None:
    low, high = interval([0.0, 1.0] * 30)
    assert 0.3 < low < 0.5 < high < 0.7


TOPICS = [
    Topic(id="1", query="một", style="natural", gold={"a1": 3}),
    Topic(id="2", query="hai", style="typo", gold={"b1": 3, "c": 1}),
    Topic(id="3", query="ba", style="out_of_scope"),
]
RUN = {
    "1": RunLine(id="1", status="answered", confidence=0.9, hits=(RunHit(code="a2"),)),
    "2": RunLine(id="2", status="no_answer", confidence=0.4, hits=(RunHit(code="c"), RunHit(code="b1"))),
    "3": RunLine(id="3", status="no_answer", confidence=0.1),
}


def test_report() -> None:
    made = report(TOPICS, RUN, CLUSTERS, RUN)
    assert made["all"]["success@1"] == 0.5
    assert made["style:natural"]["ndcg@10"] == 1
    assert made["abstention"] == {
        "answerable": 2,
        "unanswerable": 1,
        "auroc": 1.0,
        "refused": 1.0,
        "wrongly_refused": 0.5,
    }
    assert made["difference"]["ndcg@10"] == {"difference": 0.0, "p": 1.0}
    assert [bin["topics"] for bin in made["reliability"]] == [1, 1]


def test_files(tmp_path: Path) -> None:
    write_run(tmp_path / "r.jsonl", RUN.values())
    assert read_run(tmp_path / "r.jsonl") == RUN
    (tmp_path / "t.jsonl").write_text('{"id": "1", "query": "một"}\n{"id": 2}\n', encoding="utf-8")
    with pytest.raises(FileError, match="line 2"):
        read_topics(tmp_path / "t.jsonl")


def test_agreement_with_the_reference_scorer() -> None:
    data = Path(os.environ.get("MOTCUA_DATA", Path(__file__).parents[4] / "shared" / "data"))
    script = data.parent / "tools" / "score.py"
    if not script.exists():
        pytest.skip("the reference scorer is not beside the repository")
    spec = importlib.util.spec_from_file_location("reference", script)
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    results = [json.loads(line.model_dump_json()) for line in RUN.values()]
    theirs, _ = reference.score([topic.model_dump() for topic in TOPICS], results, CLUSTERS)
    ours = report(TOPICS, RUN, CLUSTERS)
    for measure in ("ndcg@10", "success@1", "mrr@10", "recall@10"):
        assert ours["all"][measure] == theirs["all"][measure]
    assert ours["abstention"] == theirs["abstention"]
