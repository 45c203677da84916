import dataclasses
import zipfile
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder.packed_file import PackedModel
from indexer.encoder.recovery import PACKED_MEMBER, packed_model_in, recover


def test_names_and_shapes_are_those_of_bert(tiny: PackedModel) -> None:
    from transformers import BertConfig, BertModel

    model = recover(tiny)
    expected = BertModel(BertConfig(**{key: value for key, value in model.config.items() if key != "architectures"}))
    shapes = {name: tuple(tensor.shape) for name, tensor in expected.state_dict().items() if "position_ids" not in name}
    assert {name: tensor.shape for name, tensor in model.tensors.items()} == shapes


def test_padding_rows_of_the_token_table_are_dropped(tiny: PackedModel) -> None:
    words = recover(tiny).tensors["embeddings.word_embeddings.weight"]
    assert np.array_equal(words, tiny.tensors["emb.word"][:15])


def test_missing_tensors_are_named(tiny: PackedModel) -> None:
    tensors = {name: tensor for name, tensor in tiny.tensors.items() if name != "l1.fo.w"}
    with pytest.raises(ValueError, match=r"l1\.fo\.w"):
        recover(dataclasses.replace(tiny, tensors=tensors))


def test_the_packed_file_is_found_in_a_wheel(tmp_path: Path, tiny_bytes: bytes, tiny: PackedModel) -> None:
    with zipfile.ZipFile(tmp_path / "tiny.whl", "w") as archive:
        archive.writestr(PACKED_MEMBER, tiny_bytes)
    assert packed_model_in(tmp_path / "tiny.whl").pieces == tiny.pieces


def test_a_wheel_without_model_and_a_file_that_is_no_wheel_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.whl", "w") as archive:
        archive.writestr("other/__init__.py", "")
    (tmp_path / "text.whl").write_text("text")
    with pytest.raises(ValueError, match=PACKED_MEMBER):
        packed_model_in(tmp_path / "other.whl")
    with pytest.raises(ValueError, match="not a wheel"):
        packed_model_in(tmp_path / "text.whl")
