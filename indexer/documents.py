"""The records of a bundle on disk: JSON lines with an offset table, parsed when they are asked for.

Every record stands twice: whole, and as the outline a list of results shows, which is parsed in half the time or less.
"""

import json
import mmap
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field, TypeAdapter

from corpus.companions import Document
from corpus.records import Paper, Procedure

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Annotated[Document, Field(discriminator="kind")])
OUTLINES_KEPT = 4096
_PROSE = ("steps", "conditions", "results", "legal_basis", "related", "note", "figures")


def outlined(document: Document) -> Document:
    """A procedure without its prose, its papers numbered instead of named: a list tells how many; other records as they are."""
    if not isinstance(document, Procedure):
        return document
    number = {paper.name: Paper(name=str(place)) for place, paper in enumerate(document.papers, 1)}
    cases = [
        case.model_copy(update={"name": "", "papers": tuple(number[paper.name] for paper in case.papers)})
        for case in document.cases
    ]
    channels = [channel.model_copy(update={"text": ""}) for channel in document.channels]
    bare = {name: Procedure.model_fields[name].default for name in _PROSE}
    return document.model_copy(update=bare | {"cases": tuple(cases), "channels": tuple(channels)})


def write(folder: Path, documents: Iterable[Document]) -> None:
    """Write whole.jsonl and outlines.jsonl, each with its n + 1 byte offsets."""
    folder.mkdir(parents=True)
    kept = tuple(documents)
    _write(folder / "whole", kept)
    _write(folder / "outlines", map(outlined, kept))


def _write(path: Path, documents: Iterable[Document]) -> None:
    offsets = [0]
    with path.with_suffix(".jsonl").open("wb") as out:
        for document in documents:
            line = json.dumps({"kind": document.kind.value, **document.facts()}, ensure_ascii=False).encode() + b"\n"
            out.write(line)
            offsets.append(offsets[-1] + len(line))
    np.save(path.with_suffix(".npy"), np.array(offsets, dtype=np.int64), allow_pickle=False)


class Lines:
    """Random access to the records of one file; in memory are the offset table and the `kept` records asked for last."""

    def __init__(self, path: Path, kept: int = 0) -> None:
        self._offsets = np.load(path.with_suffix(".npy"), allow_pickle=False)
        self._file = path.with_suffix(".jsonl").open("rb")
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else None
        self._parsed = lru_cache(maxsize=kept)(self._parse)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> Document:
        return self._parsed(row)

    def _parse(self, row: int) -> Document:
        if self._map is None or not 0 <= row < len(self):
            raise IndexError(row)
        return _DOCUMENT.validate_json(self._map[self._offsets[row] : self._offsets[row + 1]])

    def close(self) -> None:
        """Give the file back."""
        if self._map is not None:
            self._map.close()
        self._file.close()


class Documents:
    """The records by row: `documents[row]` whole, `documents.outlines[row]` as a list shows them."""

    def __init__(self, folder: Path) -> None:
        self._whole = Lines(folder / "whole")
        self.outlines = Lines(folder / "outlines", OUTLINES_KEPT)

    def __len__(self) -> int:
        return len(self._whole)

    def __getitem__(self, row: int) -> Document:
        return self._whole[row]

    def close(self) -> None:
        """Give the files back."""
        self._whole.close()
        self.outlines.close()
