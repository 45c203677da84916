"""Files that survive being killed at any moment: lines added one by one, whole files replaced in one step."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

Line = Mapping[str, object]


def packed(line: Line) -> bytes:
    """A JSON line."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def append(path: Path, lines: Iterable[Line]) -> None:
    """Add lines and wait until the disk has them."""
    with path.open("ab") as file:
        file.write(b"".join(map(packed, lines)))
        _settle(file)


def mend(path: Path) -> None:
    """Cut off a line that was being written when the process died."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        data = file.read()
        end = data.rfind(b"\n") + 1
        if end < len(data):
            file.truncate(end)
            _settle(file)


def replace(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file beside the old one and put it in its place when the disk has it."""
    unfinished = path.with_name(f"{path.name}.part")
    with unfinished.open("wb") as file:
        file.writelines(pieces)
        _settle(file)
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of a file of JSON lines, each with the byte it starts at; nothing where there is no file."""
    if not path.exists():
        return
    start = 0
    with path.open("rb") as file:
        for line in file:
            yield start, json.loads(line)
            start += len(line)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
