import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from indexer.encoder import pruning
from indexer.encoder.model_folder import WORD_EMBEDDINGS, BertFolder
from indexer.encoder.packed_file import PackedModel
from indexer.encoder.pruning import choose_pieces, kept_pieces, lines_of, prune, read_pieces, write_pieces
from indexer.encoder.recovery import recover

KEPT = ["<s>", "<pad>", "</s>", "<unk>", "▁sinh", "▁", "k", "▁kết", "<mask>"]


@pytest.fixture(scope="module")
def model(tiny: PackedModel) -> BertFolder:
    return recover(tiny)


def tokenizer(model: BertFolder) -> Tokenizer:
    return Tokenizer.from_str(json.dumps(model.tokenizer))


def test_ids_rows_and_pieces_move_together(model: BertFolder) -> None:
    cut = prune(model, KEPT)
    assert tokenizer(cut).encode("sinh kết").ids == [0, 4, 7, 2]
    assert np.array_equal(cut.tensors[WORD_EMBEDDINGS][[4, 7]], model.tensors[WORD_EMBEDDINGS][[5, 11]])
    assert cut.config["vocab_size"] == 9
    assert tokenizer(cut).token_to_id("<mask>") == 8


def test_special_tokens_follow_when_they_move(model: BertFolder) -> None:
    moved = {**model.tokenizer, "model": {**model.tokenizer["model"], "vocab": model.tokenizer["model"]["vocab"]}}
    cut = prune(BertFolder(model.config, model.tensors, moved), KEPT)
    assert (cut.config["bos_token_id"], cut.config["pad_token_id"], cut.config["eos_token_id"]) == (0, 1, 2)
    assert cut.tokenizer["post_processor"]["special_tokens"]["</s>"]["ids"] == [2]


def test_a_piece_the_model_lacks_is_named(model: BertFolder) -> None:
    with pytest.raises(ValueError, match="▁thuế"):
        prune(model, [*KEPT, "▁thuế"])


def test_chosen_are_used_special_marked_and_short_pieces(model: BertFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "COMMON_ASCII", 0)
    chosen = choose_pieces(model, ["KHAI 漢"])
    assert "▁khai" in chosen, "used once in lower case"
    assert "▁sinh" not in chosen, "neither used, marked nor short"
    assert {"▁kết", "▁hôn"} <= set(chosen), "Vietnamese letters with marks"
    assert {"k", "▁"} <= set(chosen), "short"
    assert "▁漢" not in chosen, "used but not readable here"
    assert set(pruning.SPECIAL) <= set(chosen)
    assert list(chosen) == [piece for piece, _ in model.tokenizer["model"]["vocab"] if piece in chosen]


def test_the_commonest_ascii_pieces_are_kept(model: BertFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    # By score: five special ones at 0, "▁" at -2, "▁khai" at -4, "▁sinh" at -4.5.
    monkeypatch.setattr(pruning, "COMMON_ASCII", 7)
    assert "▁sinh" not in choose_pieces(model, [])
    assert "▁khai" in choose_pieces(model, [])
    monkeypatch.setattr(pruning, "COMMON_ASCII", 8)
    assert "▁sinh" in choose_pieces(model, [])


def test_a_list_of_pieces_comes_back_as_written(tmp_path: Path) -> None:
    pieces = ("<s>", "▁đường", "\u2028", "\x85", "a\u00a0b")
    write_pieces(pieces, tmp_path / "pieces.txt.xz")
    assert read_pieces(tmp_path / "pieces.txt.xz") == pieces
    (tmp_path / "plain.txt").write_text("<s>\n")
    with pytest.raises(ValueError, match=r"plain\.txt"):
        read_pieces(tmp_path / "plain.txt")


def test_the_list_that_comes_with_the_program() -> None:
    pieces = kept_pieces()
    assert len(pieces) == len(set(pieces)) == 23_180
    assert pieces[:4] == ("<s>", "<pad>", "</s>", "<unk>")
    assert {"▁đường", "▁giấy", "▁khai", "▁sinh"} <= set(pieces)
    assert not any("\u4e00" <= letter <= "\u9fff" for piece in pieces for letter in piece)


def test_lines_come_from_text_and_from_every_string_of_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("khai sinh\n\n kết hôn \n", encoding="utf-8")
    record = {"name": "tạm trú", "steps": [{"text": "một\nhai"}], "fee": 5}
    (tmp_path / "b.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert list(lines_of([tmp_path / "a.txt", tmp_path / "b.jsonl"])) == [
        "hai",
        "khai sinh",
        "kết hôn",
        "một",
        "tạm trú",
    ]
