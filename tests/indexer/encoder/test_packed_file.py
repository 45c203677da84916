import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder.packed_file import Dimensions, PackedModel, dequantize, parse_packed, read_packed


def block(scale: float, nibbles: list[tuple[int, int]]) -> bytes:
    """(low, high) halves of 16 bytes behind a float16 scale."""
    return struct.pack("<e", scale) + bytes(low | high << 4 for low, high in nibbles)


def test_a_block_is_nibble_minus_eight_times_scale_low_halves_first() -> None:
    nibbles = [(0, 15), (8, 9)] + [(8, 8)] * 14
    (row,) = dequantize(block(0.5, nibbles), inputs=32)
    assert row[0] == (0 - 8) * 0.5
    assert row[16] == (15 - 8) * 0.5
    assert row[1] == 0
    assert row[17] == (9 - 8) * 0.5
    assert np.count_nonzero(row) == 3


def test_blocks_fill_rows_in_order() -> None:
    ones = [(9, 9)] * 16
    rows = dequantize(block(1, ones) + block(2, ones) + block(3, ones) + block(4, ones), inputs=64)
    assert rows.shape == (2, 64)
    assert rows[:, [0, 63]].tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(("length", "inputs"), [(17, 32), (18, 64), (36, 48)])
def test_parts_of_rows_are_refused(length: int, inputs: int) -> None:
    with pytest.raises(ValueError, match="not whole rows"):
        dequantize(bytes(length), inputs)


def test_everything_is_read(tiny: PackedModel) -> None:
    assert tiny.dimensions == Dimensions(32, 2, 2, 64, 18, 16, 2)
    assert tiny.pieces[4:6] == ("▁khai", "▁sinh")
    assert tiny.scores[4:6] == (-4.0, -4.5)
    assert tiny.unknown_id == 3
    assert tiny.tensors["emb.word"].shape == (18, 32)
    assert tiny.tensors["l1.fo.w"].shape == (32, 64)
    assert tiny.tensors["l1.fi.b"] == pytest.approx(np.full(64, 0.1))


def test_another_file_is_refused(write: Callable[[str, bytes], Path]) -> None:
    with pytest.raises(ValueError, match="not a packed E5S1"):
        read_packed(write("model.bin", b"GGUF and then some"))


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.1, 0.5, 0.999])
def test_a_file_cut_anywhere_is_refused(tiny_bytes: bytes, share: float) -> None:
    with pytest.raises(ValueError, match=r"truncated|not a packed"):
        parse_packed(tiny_bytes[: int(len(tiny_bytes) * share)])


def test_other_block_sizes_are_refused(tiny_bytes: bytes) -> None:
    at = 4 + 4 + 7 * 4 + 4
    with pytest.raises(ValueError, match="blocks of 64"):
        parse_packed(tiny_bytes[:at] + struct.pack("<i", 64) + tiny_bytes[at + 4 :])
