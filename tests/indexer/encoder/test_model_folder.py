import stat
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder.model_folder import load_folder, save_folder
from indexer.encoder.notices import write_notices
from indexer.encoder.packed_file import PackedModel
from indexer.encoder.recovery import recover


def test_what_is_saved_is_loaded_in_half_precision(tiny: PackedModel, tmp_path: Path) -> None:
    model = recover(tiny)
    save_folder(model, tmp_path)
    again = load_folder(tmp_path)
    assert again.tokenizer == model.tokenizer
    assert again.config == {**model.config, "dtype": "float16"}
    for name, tensor in model.tensors.items():
        assert np.array_equal(again.tensors[name], tensor.astype(np.float16)), name


def test_the_same_model_gives_the_same_bytes(tiny: PackedModel, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save_folder(recover(tiny), tmp_path / name)
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) == 8
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
        assert stat.S_IMODE((tmp_path / "one" / file).stat().st_mode) & 0o044, "readable by others"


@pytest.mark.parametrize("missing", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named(tiny: PackedModel, tmp_path: Path, missing: str) -> None:
    save_folder(recover(tiny), tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(ValueError, match=missing):
        load_folder(tmp_path)


def test_sentence_transformers_reads_the_folder(tiny: PackedModel, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    save_folder(recover(tiny), tmp_path)
    model = SentenceTransformer(str(tmp_path), device="cpu")
    assert model.prompts == {"query": "query: ", "document": "passage: "}
    assert model.max_seq_length == 512
    (vector,) = model.float().encode(["khai sinh"])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_card_and_licence_go_beside_the_weights(tiny: PackedModel, tmp_path: Path) -> None:
    write_notices(recover(tiny), tmp_path)
    assert "2 transformer layers" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in (tmp_path / "LICENSE-NOTICE.md").read_text(encoding="utf-8")
