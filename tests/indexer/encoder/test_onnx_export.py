import contextlib
import io
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from sentence_transformers import SentenceTransformer

from indexer.encoder.model_folder import save_folder
from indexer.encoder.notices import copy_notice
from indexer.encoder.onnx_export import export, pooling_of
from indexer.encoder.packed_file import PackedModel
from indexer.encoder.question_layers import QUESTION_LAYERS, save_layers
from indexer.encoder.recovery import recover
from indexer.query_encoder import QueryEncoder

TEXTS = ["khai sinh", "kết hôn khai sinh khai", "a"]


@pytest.fixture(scope="module", params=["mean", "cls"])
def pooling(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def source(pooling: str, tiny: PackedModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model as a folder with either pooling."""
    folder = tmp_path_factory.mktemp("tiny") / f"tiny-{pooling}"
    save_folder(recover(tiny), folder)
    setting = {"word_embedding_dimension": 32, "pooling_mode_cls_token": pooling == "cls"}
    setting["pooling_mode_mean_tokens"] = pooling == "mean"
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(setting))
    tokens = json.loads((folder / "sentence_bert_config.json").read_text()) | {"max_seq_length": 12}
    (folder / "sentence_bert_config.json").write_text(json.dumps(tokens))
    return folder


@pytest.fixture(scope="module")
def exported(source: Path, pooling: str) -> Path:
    """Exported with the model's own prompts where it pools by mean, with given ones otherwise."""
    out, said = source.parent / "exported", io.StringIO()
    with contextlib.redirect_stdout(said):
        export(str(source), out, prompts=None if pooling == "mean" else ("", "văn bản: "))
    assert said.getvalue() == "", "the libraries are kept quiet"
    return out


def test_vectors_are_close_to_those_of_sentence_transformers(source: Path, exported: Path) -> None:
    prompts = json.loads((exported / "encoder.json").read_text(encoding="utf-8"))["prompts"]
    model = SentenceTransformer(str(source), device="cpu").float()
    encoder = QueryEncoder(exported)
    for prompt, got in (("query", encoder.encode_queries(TEXTS)), ("passage", encoder.encode_passages(TEXTS))):
        expected = model.encode([prompts[prompt] + text for text in TEXTS])
        assert (expected * got).sum(1) == pytest.approx(np.ones(3), abs=0.02)


def test_the_settings_are_the_models_own_but_for_given_prompts(exported: Path, pooling: str) -> None:
    own = {"query": "query: ", "passage": "passage: "}
    assert json.loads((exported / "encoder.json").read_text(encoding="utf-8")) == {
        "dimension": 32,
        "max_length": 12,
        "prompts": own if pooling == "mean" else {"query": "", "passage": "văn bản: "},
        "id": f"tiny-{pooling}",
    }


def test_matrices_and_tokens_are_int8(exported: Path) -> None:
    weights = onnx.load(exported / "model.onnx").graph.initializer
    kinds = (onnx.TensorProto.INT8, onnx.TensorProto.UINT8)
    eight_bit = [tuple(weight.dims) for weight in weights if weight.data_type in kinds]
    assert eight_bit.count((32, 64)) == eight_bit.count((64, 32)) == 2, "feed-forward of two layers"
    assert (15, 32) in eight_bit, "token table"
    assert {path.name for path in exported.iterdir()} == {"model.onnx", "tokenizer.json", "encoder.json"}


def test_the_licence_travels_with_the_weights(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "model" / "LICENSE-NOTICE.md").write_text("MIT")
    copy_notice(tmp_path / "model", tmp_path / "out")
    assert (tmp_path / "out" / "LICENSE-NOTICE.md").read_text() == "MIT"


def test_other_poolings_and_modules_are_refused(source: Path) -> None:
    model = SentenceTransformer(str(source), device="cpu")
    model[1].pooling_mode = "max"
    with pytest.raises(ValueError, match="max pooling"):
        pooling_of(model)
    del model[1]
    with pytest.raises(ValueError, match="only a transformer with pooling"):
        pooling_of(model)


def test_a_model_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ValueError, match="cannot load the model"):
        export(str(tmp_path / "nothing"), tmp_path / "out")


def test_a_question_side_is_exported_beside(source: Path, exported: Path, pooling: str, tmp_path: Path) -> None:
    model = SentenceTransformer(str(source), device="cpu").float()
    network = model[0].auto_model
    network.encoder.layer = network.encoder.layer[:1]
    with_side = tmp_path / "model"
    shutil.copytree(source, with_side)
    save_layers(network, with_side / QUESTION_LAYERS)
    export(str(with_side), tmp_path / "out", prompts=("", "văn bản: "))

    encoder, whole = QueryEncoder(tmp_path / "out"), QueryEncoder(exported)
    assert (model.encode(TEXTS) * encoder.encode_queries(TEXTS)).sum(1) == pytest.approx(np.ones(3), abs=0.02)
    if pooling == "cls":
        assert encoder.encode_passages(TEXTS) == pytest.approx(whole.encode_passages(TEXTS), abs=1e-5)
