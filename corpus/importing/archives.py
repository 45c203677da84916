"""Opening files of any packing: gzip and xz are told by their first bytes and unpacked within limits."""

import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpus.importing.outcomes import Malformed

LARGEST_UNPACKED = 2 * 1024**3
_LZMA_MEMORY = 512 * 1024**2
_CHUNK = 256 * 1024
_DEEPEST = 3
_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"

# What reading a cut-off or damaged packing raises.
DAMAGE = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile)


class _Xz(io.RawIOBase):
    """An xz stream within a memory limit, which `lzma.open` cannot set; raises EOFError where it is cut off."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self._decoder = packed, self._new_decoder()
        self._started = False

    @staticmethod
    def _new_decoder() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while True:
            data = self._unpacked(len(buffer))
            if data is None or data:
                buffer[: len(data or b"")] = data or b""
                return len(data or b"")

    def _unpacked(self, size: int) -> bytes | None:
        """Up to `size` bytes, empty when more input is needed, None at the end."""
        more = self._decoder.unused_data if self._decoder.eof else b""
        if (self._decoder.needs_input or self._decoder.eof) and not more:
            more = self._packed.read(_CHUNK)
        if self._decoder.eof:
            if not more.strip(b"\0"):
                return None
            self._decoder = self._new_decoder()
        elif self._decoder.needs_input and not more:
            raise EOFError("xz data end before the end of the stream")
        return self._decoder.decompress(more, size)


class _Bounded(io.RawIOBase):
    """A stream that raises `Malformed` once it has yielded more than `limit` bytes."""

    def __init__(self, stream: io.BufferedReader, limit: int) -> None:
        self._stream, self._left = stream, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        count = self._stream.readinto(buffer)
        self._left -= count
        if self._left < 0:
            raise Malformed("file", "too large when unpacked")
        return count


@contextmanager
def opened(path: Path, limit: int = LARGEST_UNPACKED) -> Iterator[io.BufferedReader]:
    """The unpacked bytes of a file, at most `limit` of them. Raises OSError; reading may raise `DAMAGE`, `Malformed`."""
    with path.open("rb") as packed:
        stream: io.BufferedReader = packed
        for _ in range(_DEEPEST):
            head = stream.peek(len(_XZ))
            if head.startswith(_GZIP):
                stream = io.BufferedReader(gzip.GzipFile(fileobj=stream))
            elif head.startswith(_XZ):
                stream = io.BufferedReader(_Xz(stream))
        yield io.BufferedReader(_Bounded(stream, limit), _CHUNK)


def whole(stream: io.BufferedReader, limit: int, what: str) -> bytes:
    """The rest of a stream, read piece by piece so that a small file takes little memory. Raises `Malformed` over `limit`."""
    pieces, size = [], 0
    while piece := stream.read(_CHUNK):
        size += len(piece)
        if size > limit:
            raise Malformed("file", f"{what} too large", f"more than {limit} bytes")
        pieces.append(piece)
    return b"".join(pieces)
