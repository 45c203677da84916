import dataclasses

import numpy as np
import pytest

from indexer.encoder.layers import evenly_spaced, keep_layers
from indexer.encoder.packed_file import PackedModel
from indexer.encoder.recovery import recover

BIAS = "encoder.layer.{}.output.dense.bias"


@pytest.mark.parametrize(
    ("kept", "layers", "expected"),
    [
        (6, 12, (0, 2, 4, 7, 9, 11)),
        (4, 12, (0, 4, 7, 11)),
        (3, 12, (0, 6, 11)),
        (2, 12, (0, 11)),
        (1, 12, (0,)),
        (3, 3, (0, 1, 2)),
    ],
)
def test_spacing(kept: int, layers: int, expected: tuple[int, ...]) -> None:
    assert evenly_spaced(kept, layers) == expected


@pytest.mark.parametrize("kept", [0, 13])
def test_impossible_spacing(kept: int) -> None:
    with pytest.raises(ValueError, match=f"cannot keep {kept} of 12"):
        evenly_spaced(kept, 12)


def test_kept_layers_are_renumbered_and_the_rest_stays(tiny: PackedModel) -> None:
    model = recover(tiny)
    cut = keep_layers(model, [1])
    assert cut.config["num_hidden_layers"] == 1
    assert cut.tensors[BIAS.format(0)] == pytest.approx(np.full(32, 0.1))
    assert BIAS.format(1) not in cut.tensors
    untouched = {name for name in model.tensors if ".layer." not in name}
    assert untouched == {name for name in cut.tensors if ".layer." not in name}
    assert model.config["num_hidden_layers"] == 2


@pytest.mark.parametrize("numbers", [[], [2], [-1], [0, 0]])
def test_layers_the_model_does_not_have(tiny: PackedModel, numbers: list[int]) -> None:
    with pytest.raises(ValueError, match="different numbers from 0 to 1"):
        keep_layers(recover(tiny), numbers)


def test_a_folder_whose_parts_disagree_cannot_be_made(tiny: PackedModel) -> None:
    model = recover(tiny)
    with pytest.raises(ValueError, match="vocab_size 99"):
        dataclasses.replace(model, config={**model.config, "vocab_size": 99})
