from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from indexer.encoder.question_layers import QUESTION_LAYERS, load_layers, save_layers, with_layers
from indexer.training.acts import Act, Typist
from indexer.training.contrastive import Trainee
from indexer.training.question_side import Plan, agreement, align, shallower, texts_of

PLAN = Plan(layers=1, epochs=30, learning_rate=1e-2, batch=8)


def test_texts_are_those_of_acts_each_once(acts: list[Act]) -> None:
    act = replace(acts[0], body=("Cấp giấy khai sinh. Nộp tờ khai; một hai. Trẻ em dưới sáu tuổi",))
    about = [*act.questions, *act.names, act.title, "Nộp tờ khai", "Trẻ em dưới sáu tuổi"]
    assert texts_of([act, act]) == about
    assert texts_of([act], ["trời mưa không"]) == [*about, *4 * ["trời mưa không"]]


def test_the_side_learns_to_agree_and_the_whole_stays(trainee: Trainee, acts: list[Act], typist: Typist) -> None:
    texts = texts_of(acts)
    side = shallower(trainee, 1)
    whole_before, before = trainee.query_vectors(texts), agreement(trainee, side, texts)
    embeddings = side.network.embeddings.word_embeddings.weight.clone()
    said: list[str] = []
    align(trainee, side, texts, typist, PLAN, said.append)
    assert agreement(trainee, side, texts) > max(0.9, before)
    assert np.array_equal(trainee.query_vectors(texts), whole_before)
    assert torch.equal(side.network.embeddings.word_embeddings.weight, embeddings)
    assert (trainee.layers, side.layers) == (2, 1)
    assert said[0] == f"{len(texts)} texts encoded"


def test_its_layers_come_back_from_their_file(trainee: Trainee, tmp_path: Path) -> None:
    side = shallower(trainee, 1)
    with torch.no_grad():
        side.network.encoder.layer[0].output.dense.weight.mul_(0.5)
    save_layers(side.network, tmp_path / QUESTION_LAYERS)
    again = with_layers(trainee.network, tmp_path / QUESTION_LAYERS).eval()
    fed = {"input_ids": torch.tensor([[2, 4, 5, 6]]), "attention_mask": torch.ones(1, 4, dtype=torch.long)}
    with torch.no_grad():
        expected = side.network.eval()(**fed).last_hidden_state
        assert again(**fed).last_hidden_state == pytest.approx(expected, abs=2e-3)
    assert trainee.layers == 2


@pytest.mark.parametrize("broken", ["missing", "foreign", "deep", "empty"])
def test_a_file_that_is_not_of_such_layers_is_refused(trainee: Trainee, tmp_path: Path, broken: str) -> None:
    path = tmp_path / QUESTION_LAYERS
    save_layers(shallower(trainee, 2).network, path)
    tensors = load_file(path)
    name, tensor = next(iter(tensors.items()))
    changed = {
        "missing": {other: kept for other, kept in tensors.items() if other != name},
        "foreign": tensors | {"pooler.dense.weight": tensor.clone()},
        "deep": tensors | {"encoder.layer.7.output.dense.weight": tensor.clone()},
        "empty": {},
    }
    save_file(changed[broken], path)
    with pytest.raises(ValueError, match=QUESTION_LAYERS):
        with_layers(trainee.network, path)


def test_a_side_goes_on_from_where_another_ended(trainee: Trainee, tmp_path: Path) -> None:
    first, second = shallower(trainee, 1), shallower(trainee, 1)
    with torch.no_grad():
        first.network.encoder.layer[0].output.dense.weight.mul_(0.5)
    save_layers(first.network, tmp_path / QUESTION_LAYERS)
    load_layers(second.network, tmp_path / QUESTION_LAYERS)
    assert agreement(first, second, ["xin giấy khai sinh", "thuế đất"]) > 0.999
    with pytest.raises(ValueError, match=QUESTION_LAYERS):
        load_layers(shallower(trainee, 2).network, tmp_path / QUESTION_LAYERS)
