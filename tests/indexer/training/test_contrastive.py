import math
import random
from dataclasses import replace

import numpy as np
import pytest
import torch

from indexer.training import contrastive
from indexer.training.acts import Act, Typist, is_held_out
from indexer.training.contrastive import Plan, Trainee, batch, loss, neighbours, pair, train
from indexer.training.measuring import figures

HELD_OUT_SHARE = 0.2


def test_the_loss_of_two_orthogonal_pairs() -> None:
    # Scores / 0.5 are [[2, 0], [0, 2]]: each row costs log(1 + e^-2), each column as much at BACKWARD_SHARE.
    vectors = torch.eye(2)
    expected = (1 + contrastive.BACKWARD_SHARE) * math.log(1 + math.exp(-2))
    assert loss(vectors, vectors, temperature=0.5).item() == pytest.approx(expected, rel=1e-5)


def test_the_loss_is_higher_when_questions_meet_the_wrong_passages() -> None:
    vectors = torch.eye(3)
    assert loss(vectors, vectors.roll(1, 0), 0.1) > loss(vectors, vectors, 0.1)


def test_vectors_keep_the_order_of_texts_of_any_length(trainee: Trainee) -> None:
    texts = ["xin giấy khai sinh ở đâu", "xin", "làm giấy", "xin hộ chiếu ở đâu", "thuế"]
    together = trainee.query_vectors(texts)
    alone = np.concatenate([trainee.query_vectors([text]) for text in texts])
    assert (together * alone).sum(1) == pytest.approx(np.ones(5), abs=1e-2)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(5), abs=1e-4)


def test_neighbours_are_other_acts(trainee: Trainee, acts: list[Act]) -> None:
    near = neighbours(trainee, acts, count=3)
    assert all(len(found) == 3 and place not in found for place, found in enumerate(near))


def test_a_batch_holds_an_act_once(acts: list[Act]) -> None:
    near = [[other for other in range(8) if other != place] for place in range(8)]
    plan = Plan(seeds=2, twins=2)
    for seed in range(50):
        chosen = batch(acts, near, plan, random.Random(seed))
        assert len(chosen) == len(set(chosen)) == plan.batch == 6


def test_a_batch_ends_where_there_are_few_acts_or_many_twins(acts: list[Act]) -> None:
    few = [act if place < 2 else replace(act, questions=()) for place, act in enumerate(acts)]
    near = [[other for other in range(8) if other != place][:1] for place in range(8)]
    assert 2 <= len(batch(few, near, Plan(seeds=16, twins=10), random.Random(1))) <= 4


def test_a_question_is_paired_with_another_text_of_its_act(acts: list[Act], typist: Typist) -> None:
    act = acts[0]
    seen = {pair(act, typist, random.Random(seed)) for seed in range(300)}
    assert {passage for _, passage in seen} == {*act.questions, *act.names, act.title}
    assert not any(query == passage for query, passage in seen if query in act.questions)


def test_whole_acts_are_held_out_at_about_the_share_asked_for() -> None:
    many = [Act(f"act {number}", "", "", (), (), ()) for number in range(4_000)]
    share = sum(is_held_out(act, HELD_OUT_SHARE) for act in many) / len(many)
    # Three standard deviations of a coin of .2 thrown 4,000 times: .019.
    assert share == pytest.approx(HELD_OUT_SHARE, abs=0.019)
    assert not any(is_held_out(act, 0) for act in many)


def test_training_teaches(trainee: Trainee, acts: list[Act], typist: Typist) -> None:
    questions = {act.key: f"xin làm giấy {act.key}" for act in acts}
    before = figures(trainee, acts, questions, frozenset(), typist)
    said: list[str] = []
    plan = Plan(epochs=8, learning_rate=1e-2, seeds=2, twins=1)
    train(trainee, acts, typist, plan, said.append)
    after = figures(trainee, acts, questions, frozenset(), typist)
    assert after["trained acts, marked: success@1"] == 1.0
    assert after["trained acts, marked: mrr@10"] >= before["trained acts, marked: mrr@10"]
    assert "pairs/s" in said[0]


def test_training_is_the_same_for_the_same_seed(trainee: Trainee, acts: list[Act], typist: Typist) -> None:
    start = {name: weight.clone() for name, weight in trainee.model.state_dict().items()}
    results = []
    for _ in range(2):
        trainee.model.load_state_dict(start)
        train(trainee, acts, typist, Plan(epochs=2, seeds=2, twins=1), lambda line: None)
        results.append(trainee.query_vectors(["xin giấy khai sinh"]))
    assert np.array_equal(*results)


@pytest.mark.parametrize("held_out", [frozenset(), frozenset({"khai sinh", "lái xe"})])
def test_figures_are_split_by_held_out_acts(
    trainee: Trainee, acts: list[Act], typist: Typist, held_out: frozenset[str]
) -> None:
    made = figures(trainee, acts, {act.key: act.title for act in acts}, held_out, typist)
    # Asked for by its own title, an act cannot be far; asked for by nothing, it is not counted.
    assert made["trained acts, marked: success@1"] > 0.5
    assert (made["held-out acts, marked: success@1"] > 0) == bool(held_out)
    assert len(made) == 8
