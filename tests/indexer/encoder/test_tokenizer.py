import unicodedata

import pytest

from indexer.encoder.packed_file import PackedModel
from indexer.encoder.tokenizer import unigram_tokenizer


def tokens(tiny: PackedModel, text: str) -> list[str]:
    tokenizer = unigram_tokenizer(list(zip(tiny.pieces, tiny.scores, strict=True)), tiny.unknown_id)
    return list(tokenizer.encode(text).tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khai sinh", ["▁khai", "▁sinh"]),
        ("  khai   sinh ", ["▁khai", "▁sinh"]),
        ("khai\tsinh", ["▁khai", "▁sinh"]),
        ("ｋhai", ["▁khai"]),
        ("khaikhai", ["▁khai", "k", "h", "a", "i"]),
        (unicodedata.normalize("NFD", "kết hôn"), ["▁kết", "▁hôn"]),
    ],
)
def test_best_pieces_after_normalisation(tiny: PackedModel, text: str, expected: list[str]) -> None:
    assert tokens(tiny, text) == ["<s>", *expected, "</s>"]


def test_what_no_piece_covers_is_unknown(tiny: PackedModel) -> None:
    tokenizer = unigram_tokenizer(list(zip(tiny.pieces, tiny.scores, strict=True)), tiny.unknown_id)
    assert tokenizer.encode("khai Ω").ids == [0, 4, 6, 3, 2]
