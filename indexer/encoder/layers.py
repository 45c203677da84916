"""A shallower encoder: a chosen few of the transformer layers, renumbered."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.encoder.model_folder import BertFolder

_LAYER_NAME = re.compile(r"(?P<before>.*\bencoder\.layer\.)(?P<number>\d+)(?P<after>\..*)")


def evenly_spaced(kept: int, layers: int) -> tuple[int, ...]:
    """`kept` of `layers` layer numbers, first and last among them: (6, 12) -> (0, 2, 4, 7, 9, 11)."""
    if not 1 <= kept <= layers:
        raise ValueError(f"cannot keep {kept} of {layers} layers")
    if kept == 1:
        return (0,)
    return tuple((2 * place * (layers - 1) + kept - 1) // (2 * (kept - 1)) for place in range(kept))


def keep_layers(model: BertFolder, numbers: Sequence[int]) -> BertFolder:
    """The encoder with these layers only, in this order; ValueError for a number the model does not have."""
    depth = model.config["num_hidden_layers"]
    if not numbers or any(not 0 <= number < depth for number in numbers) or len(set(numbers)) != len(numbers):
        raise ValueError(f"layers must be different numbers from 0 to {depth - 1}, not {list(numbers)}")
    tensors = {
        new_name: tensor
        for name, tensor in model.tensors.items()
        if (new_name := _renumbered(name, numbers)) is not None
    }
    return replace(model, config={**model.config, "num_hidden_layers": len(numbers)}, tensors=tensors)


def _renumbered(name: str, numbers: Sequence[int]) -> str | None:
    """The tensor's name after the cut, None when its layer is left out."""
    match = _LAYER_NAME.fullmatch(name)
    if match is None:
        return name
    if int(match["number"]) not in numbers:
        return None
    return f"{match['before']}{numbers.index(int(match['number']))}{match['after']}"
