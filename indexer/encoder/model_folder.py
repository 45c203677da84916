"""A sentence-transformers folder with a BERT inside, held as plain arrays.

It is written by hand in the long-standing layout, without torch, so that one input gives one output everywhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save

WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"
MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "document": "passage: "}
_PLAIN_FILES = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ],
    "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
    "config_sentence_transformers.json": {
        "prompts": PROMPTS,
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    },
    "tokenizer_config.json": {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "model_input_names": ["input_ids", "attention_mask"],
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
        "mask_token": "<mask>",
    },
}


@dataclass(frozen=True)
class BertFolder:
    """Configuration, named weights and tokenizer (the parsed `tokenizer.json`) of one encoder."""

    config: Mapping[str, Any]
    tensors: Mapping[str, NDArray[Any]]
    tokenizer: Mapping[str, Any]

    def __post_init__(self) -> None:
        rows, pieces = len(self.tensors[WORD_EMBEDDINGS]), len(self.tokenizer["model"]["vocab"])
        if rows != pieces or rows != self.config["vocab_size"]:
            raise ValueError(f"{rows} word embeddings, {pieces} pieces, vocab_size {self.config['vocab_size']}")

    @property
    def parameters(self) -> int:
        """Number of weights."""
        return sum(tensor.size for tensor in self.tensors.values())


def load_folder(folder: Path) -> BertFolder:
    """Read a folder; ValueError names the file that is missing, or says that it holds no plain BERT."""
    for name in ("config.json", "tokenizer.json", "model.safetensors"):
        if not (folder / name).is_file():
            raise ValueError(f"no {name} in the model folder {folder}")
    tensors = load_file(folder / "model.safetensors")
    if WORD_EMBEDDINGS not in tensors:
        raise ValueError(f"the model in {folder} has no {WORD_EMBEDDINGS}")
    return BertFolder(_read_json(folder / "config.json"), tensors, _read_json(folder / "tokenizer.json"))


def save_folder(model: BertFolder, folder: Path) -> None:
    """Write the encoder as a sentence-transformers folder, weights as float16, mean pooling and normalisation."""
    (folder / "1_Pooling").mkdir(parents=True, exist_ok=True)
    (folder / "2_Normalize").mkdir(exist_ok=True)
    for name, content in _PLAIN_FILES.items():
        _write_json(folder / name, content)
    _write_json(folder / "1_Pooling" / "config.json", _mean_pooling(model.config["hidden_size"]))
    _write_json(folder / "config.json", {**model.config, "dtype": "float16"})
    _write_json(folder / "tokenizer.json", model.tokenizer, compact=True)
    half = {name: np.ascontiguousarray(tensor, np.float16) for name, tensor in sorted(model.tensors.items())}
    (folder / "model.safetensors").write_bytes(save(half, metadata={"format": "pt"}))


def _mean_pooling(dimension: int) -> dict[str, Any]:
    return {"word_embedding_dimension": dimension, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True}


def _read_json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _write_json(path: Path, content: object, compact: bool = False) -> None:
    layout: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
    path.write_text(json.dumps(content, ensure_ascii=False, **layout) + "\n", encoding="utf-8")
