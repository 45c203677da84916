"""Layers for questions: a file beside a model, with fewer layers that questions go through over the model's embeddings."""

import copy
import re
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

QUESTION_LAYERS = "question_layers.safetensors"
_PREFIX = "encoder.layer."
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.")


def save_layers(network: torch.nn.Module, path: Path) -> None:
    """Write the layers of a BERT at half precision."""
    layers = {name: tensor for name, tensor in network.state_dict().items() if name.startswith(_PREFIX)}
    save_file({name: tensor.half().contiguous() for name, tensor in layers.items()}, path)


def with_layers(network: torch.nn.Module, path: Path) -> torch.nn.Module:
    """A copy of a BERT with the layers of a file in the place of its own; ValueError where they are not layers of such a BERT."""
    made: Any = copy.deepcopy(network)
    depth = 1 + max((int(found[1]) for name in load_file(path) if (found := _LAYER.match(name))), default=-1)
    made.encoder.layer = made.encoder.layer[:depth]
    made.config.num_hidden_layers = depth
    load_layers(made, path)
    network_with_layers: torch.nn.Module = made
    return network_with_layers


def load_layers(network: torch.nn.Module, path: Path) -> None:
    """Put the layers of a file into a BERT of as many; ValueError where they are not those of such a BERT."""
    tensors = load_file(path)
    wanted = {name for name in network.state_dict() if name.startswith(_PREFIX)}
    if not wanted or wanted != set(tensors):
        raise ValueError(f"{path} does not hold the first layers of the model beside it, whole and nothing else")
    network.load_state_dict(tensors, strict=False)
