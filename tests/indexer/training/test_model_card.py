import dataclasses
from pathlib import Path

from indexer.training import question_side
from indexer.training.acts import Act
from indexer.training.contrastive import Plan
from indexer.training.model_card import add_question_side, data_hash, write


def test_the_card_tells_data_plan_and_figures(tmp_path: Path, acts: list[Act]) -> None:
    write(tmp_path, Plan(seed=9), acts[:6], acts[6:], 6, {"success@1": 0.25}, {"success@1": 0.5})
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "6 layers" in card
    assert "18 questions of 6 acts" in card
    assert data_hash(acts[:6]) in card
    assert '"seed": 9' in card
    assert "| success@1 | 0.250 | 0.500 |" in card


def test_the_hash_follows_every_part_of_the_material(acts: list[Act]) -> None:
    changed = [dataclasses.replace(acts[0], body=("một câu",)), *acts[1:]]
    assert data_hash(acts) == data_hash(list(acts)) != data_hash(changed)
    assert data_hash(acts) != data_hash(acts[::-1])


def test_the_question_side_is_told_once(tmp_path: Path, acts: list[Act]) -> None:
    write(tmp_path, Plan(), acts[:6], acts[6:], 6, {}, {})
    for cosine in (0.7, 0.9):
        add_question_side(tmp_path, question_side.Plan(layers=3), 40, cosine, {"mrr@10": 0.5}, {"mrr@10": 0.45})
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "18 questions of 6 acts" in card
    assert card.count("## Question side") == 1
    assert "questions: 0.900" in card
    assert "| mrr@10 | 0.500 | 0.450 |" in card


def test_a_second_leg_stands_under_the_first(tmp_path: Path) -> None:
    for continued in (False, True):
        add_question_side(
            tmp_path, question_side.Plan(), 40, 0.9, {"mrr@10": 0.5}, {"mrr@10": 0.4}, continued=continued
        )
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert [line for line in card.splitlines() if line.startswith("## ")] == [
        "## Question side",
        "## Question side, continued",
    ]
