"""A small real encoder: word vectors weighed by rarity, averaged and normalised in an ONNX graph, made in a second."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from indexer.query_encoder import GRAPH, QUESTION_GRAPH, SETTINGS, TOKENIZER

DIMENSION = 64
SEED = 7
SPECIAL = ("[UNK]", "<pad>", "query", "passage")
OPSET, IR_VERSION = 18, 10


def write_encoder(folder: Path, texts: Iterable[str]) -> Path:
    """An encoder folder whose vocabulary is the words of `texts`."""
    tokenizer = Tokenizer(models.WordLevel({}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    splitters = [pre_tokenizers.Punctuation("removed"), pre_tokenizers.Whitespace()]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(splitters)
    counts = Counter(word for text in texts for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(text.lower()))
    words = [*SPECIAL, *sorted(set(counts) - set(SPECIAL))]
    tokenizer.model = models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]")
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / TOKENIZER))
    onnx.save(_graph(_table(words, counts)), str(folder / GRAPH))
    prompts = {"query": "query: ", "passage": "passage: "}
    content = {"dimension": DIMENSION, "max_length": 128, "prompts": prompts, "id": "small"}
    (folder / SETTINGS).write_text(json.dumps(content), encoding="utf-8")
    return folder


def add_blurred_side(folder: Path) -> None:
    """Give an encoder folder a graph for questions that takes every word for another one."""
    graph = onnx.load(folder / GRAPH)
    table = numpy_helper.to_array(graph.graph.initializer[0])
    graph.graph.initializer[0].CopyFrom(numpy_helper.from_array(table[::-1].copy(), "table"))
    onnx.save(graph, folder / QUESTION_GRAPH)


def _table(words: list[str], counts: Counter[str]) -> NDArray[np.float32]:
    """Random vectors, long for rare words; prompts and unknown words count next to nothing."""
    vectors = np.random.default_rng(SEED).standard_normal((len(words), DIMENSION))
    weights = np.array([0.01 if word in SPECIAL else 1 / np.sqrt(counts[word]) for word in words])
    return (vectors * weights[:, None]).astype(np.float32)


def _graph(table: NDArray[np.float32]) -> onnx.ModelProto:
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["words"]),
        helper.make_node("Cast", ["attention_mask"], ["held"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["held", "last"], ["mask"]),
        helper.make_node("Mul", ["words", "mask"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "middle"], ["sum"], keepdims=0),
        helper.make_node("LpNormalization", ["sum"], ["vectors"], axis=1, p=2),
    ]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "s"]) for n in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["b", DIMENSION])]
    constants = {"table": table, "last": np.array([2]), "middle": np.array([1])}
    initializers = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "small", inputs, outputs, initializers)
    return helper.make_model(graph, ir_version=IR_VERSION, opset_imports=[helper.make_opsetid("", OPSET)])
