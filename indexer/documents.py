"""The records of a bundle on disk: JSON lines with an offset table, parsed when they are asked for."""

import json
import mmap
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field, TypeAdapter

from corpus.records import Faq, Procedure

Document = Procedure | Faq
_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Annotated[Document, Field(discriminator="kind")])


def write(folder: Path, documents: Iterable[Document]) -> None:
    """Write documents.jsonl and offsets.npy (n + 1 byte offsets)."""
    folder.mkdir(parents=True)
    offsets = [0]
    with (folder / "documents.jsonl").open("wb") as out:
        for document in documents:
            line = json.dumps({"kind": document.kind.value, **document.facts()}, ensure_ascii=False).encode() + b"\n"
            out.write(line)
            offsets.append(offsets[-1] + len(line))
    np.save(folder / "offsets.npy", np.array(offsets, dtype=np.int64), allow_pickle=False)


class Documents:
    """Random access to the records by row; nothing but the offset table is held in memory."""

    def __init__(self, folder: Path) -> None:
        self._offsets = np.load(folder / "offsets.npy", allow_pickle=False)
        self._file = (folder / "documents.jsonl").open("rb")
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else None

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> Document:
        if self._map is None or not 0 <= row < len(self):
            raise IndexError(row)
        return _DOCUMENT.validate_json(self._map[self._offsets[row] : self._offsets[row + 1]])

    def close(self) -> None:
        """Give the file back."""
        if self._map is not None:
            self._map.close()
        self._file.close()
