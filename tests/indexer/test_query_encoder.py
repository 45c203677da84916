"""The query encoder over a graph written by hand: vector of a text = normalised mean of the rows of its tokens."""

import json
import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from indexer.query_encoder import QueryEncoder, passage_identity

WORDS = {"<pad>": 0, "hỏi:": 1, "văn": 2, "khai": 3, "sinh": 4, "thuế": 5}
ROWS = np.array([[9, 9], [1, 0], [0, 1], [3, 0], [0, 4], [-1, 0]], np.float32)


def mean_graph() -> onnx.ModelProto:
    nodes = [
        helper.make_node("Gather", ["rows", "input_ids"], ["states"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["states", "wide"], ["seen"]),
        helper.make_node("ReduceSum", ["seen", "middle"], ["sum"], keepdims=0),
        helper.make_node("ReduceL2", ["sum", "one"], ["length"], keepdims=1),
        helper.make_node("Div", ["sum", "length"], ["vectors"]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
        for name in ("input_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", 2])]
    constants = {"rows": ROWS, "last": np.array([2]), "middle": np.array([1]), "one": np.array([1])}
    graph = helper.make_graph(
        nodes, "mean", inputs, outputs, [numpy_helper.from_array(value, name) for name, value in constants.items()]
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    onnx.save(mean_graph(), tmp_path / "model.onnx")
    tokenizer = Tokenizer(models.WordLevel(WORDS, unk_token="<pad>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    settings = {"dimension": 2, "max_length": 3, "prompts": {"query": "hỏi: ", "passage": "văn "}}
    (tmp_path / "encoder.json").write_text(json.dumps(settings), encoding="utf-8")
    return tmp_path


def test_the_query_prompt_comes_first(folder: Path) -> None:
    # hỏi: (1, 0) + khai (3, 0) + sinh (0, 4) = (4, 4)
    assert QueryEncoder(folder).encode_query("khai sinh") == pytest.approx([math.sqrt(0.5)] * 2)


def test_passages_keep_their_order_whatever_their_length(folder: Path) -> None:
    encoder = QueryEncoder(folder)
    texts = ["sinh", "khai sinh", "khai", "thuế", "khai khai"]
    # văn (0, 1) and then: (0, 4) | (3, 4) | (3, 0) | (-1, 0) | (6, 0)
    sums = np.array([[0, 5], [3, 5], [3, 1], [-1, 1], [6, 1]])
    expected = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    for size in (1, 2, 32):
        assert encoder.encode_passages(texts, batch_size=size) == pytest.approx(expected)


def test_long_texts_are_cut(folder: Path) -> None:
    # The third token is the last: văn khai khai, without the sinh.
    encoder = QueryEncoder(folder)
    assert encoder.encode_passages(["khai khai sinh sinh"]) == pytest.approx(encoder.encode_passages(["khai khai"]))


def test_queries_are_the_single_queries(folder: Path) -> None:
    encoder = QueryEncoder(folder)
    texts = ["khai", "thuế sinh"]
    assert np.array_equal(encoder.encode_queries(texts), np.stack([encoder.encode_query(text) for text in texts]))


def test_nothing_gives_no_vectors(folder: Path) -> None:
    encoder = QueryEncoder(folder)
    assert encoder.encode_passages([]).shape == encoder.encode_queries([]).shape == (0, 2)
    assert encoder.dimension == 2


def test_vectors_are_float32(folder: Path) -> None:
    encoder = QueryEncoder(folder)
    assert encoder.encode_query("khai").dtype == encoder.encode_passages(["khai"]).dtype == np.float32


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "encoder.json"])
def test_a_missing_file_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(ValueError, match=missing):
        QueryEncoder(folder)


@pytest.mark.parametrize("content", ["{", "[]", '{"dimension": 2}', '{"dimension": 2, "max_length": 3, "prompts": []}'])
def test_settings_that_say_less_are_refused(folder: Path, content: str) -> None:
    (folder / "encoder.json").write_text(content)
    with pytest.raises(ValueError, match="not the settings file"):
        QueryEncoder(folder)


def test_identity_follows_the_content_of_each_file(folder: Path) -> None:
    before = QueryEncoder(folder).identity
    assert len(before) == 16
    assert QueryEncoder(folder).identity == before
    settings = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
    (folder / "encoder.json").write_text(json.dumps(settings | {"max_length": 2}), encoding="utf-8")
    assert QueryEncoder(folder).identity != before


def test_questions_have_a_graph_of_their_own_where_there_is_one(folder: Path) -> None:
    alone = QueryEncoder(folder)
    identity, of_passages = alone.identity, passage_identity(folder)
    swapped = mean_graph()
    swapped.graph.initializer[0].CopyFrom(numpy_helper.from_array(ROWS[:, ::-1].copy(), "rows"))
    onnx.save(swapped, folder / "questions.onnx")
    both = QueryEncoder(folder)
    assert both.encode_query("khai") == pytest.approx(alone.encode_query("khai")[::-1])
    assert both.encode_query("khai", whole=True) == pytest.approx(alone.encode_query("khai"))
    assert np.array_equal(both.encode_passages(["khai"]), alone.encode_passages(["khai"]))
    assert both.quick
    assert not alone.quick
    assert both.identity != identity
    assert passage_identity(folder) == of_passages


def test_threads_share_an_encoder(folder: Path) -> None:
    encoder = QueryEncoder(folder)
    texts = ["khai", "sinh", "thuế khai", "khai sinh"] * 50
    alone = [encoder.encode_query(text).tolist() for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert [vector.tolist() for vector in threads.map(encoder.encode_query, texts)] == alone


def test_it_needs_no_torch() -> None:
    check = "import sys, indexer.query_encoder; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[2], check=False).returncode == 0
