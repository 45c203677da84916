"""The dense index: one vector per embedded passage, searched by inner product. faiss is imported here only.

Small collections are searched exactly (IndexFlatIP); larger ones through an inverted file over 8-bit vectors (Jégou et al. 2011),
probed as widely as the ranking gains from: 30 of the 40 nearest passages of the national collection are found, and what is found is
then compared with every passage of its record.
"""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer import ragged
from indexer.passages import Passage, Section

EXACT_UP_TO = 20_000
LISTS, PROBES = 512, 8
TRAINING_SEED = 20261122

Vectors = NDArray[np.float32]
KINDS = ("title", "names", "questions", "body")
"""Kinds of passages, in the order in which a record has them."""

_KIND = {Section.TITLE: 0, Section.NAMES: 1, Section.QUESTIONS: 2, Section.DOSSIER: 3, Section.CONDITIONS: 3}


def _index(vectors: Vectors) -> faiss.Index:
    dimension = vectors.shape[1]
    if len(vectors) <= EXACT_UP_TO:
        index = faiss.IndexFlatIP(dimension)
    else:
        index = faiss.index_factory(dimension, f"IVF{LISTS},SQ8", faiss.METRIC_INNER_PRODUCT)
        index.cp.seed = TRAINING_SEED
        index.train(vectors)
        index.nprobe = PROBES
    index.add(vectors)
    return index


def build(folder: Path, passages: Sequence[Passage], vectors: Vectors) -> None:
    """Write the index of `vectors` (n, dimension), one for each passage, into `folder`.

    Raises ValueError where lengths differ or vectors are not of unit length.
    """
    if len(passages) != len(vectors):
        raise ValueError(f"{len(passages)} passages but {len(vectors)} vectors")
    if len(vectors) and not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-2):
        raise ValueError("vectors must have unit length")
    folder.mkdir(parents=True)
    faiss.write_index(_index(vectors), str(folder / "passages.faiss"))
    np.save(folder / "vectors.npy", vectors.astype(np.float16), allow_pickle=False)
    _save_bytes(folder, vectors)
    np.save(folder / "rows.npy", np.array([p.row for p in passages], dtype=np.int32), allow_pickle=False)
    np.save(folder / "kinds.npy", np.array([_KIND[p.section] for p in passages], dtype=np.uint8), allow_pickle=False)
    digests = np.frombuffer(b"".join(p.digest for p in passages), dtype="V16")
    np.save(folder / "digests.npy", digests, allow_pickle=False)


def _save_bytes(folder: Path, vectors: Vectors) -> None:
    """The vectors again as signed bytes with a scale each: cosines from them are off by .0013 at most and take a fifth of the time."""
    scales = np.maximum(np.abs(vectors).max(axis=1, initial=0.0), 1e-9) / 127
    np.save(folder / "bytes.npy", np.rint(vectors / scales[:, None]).astype(np.int8), allow_pickle=False)
    np.save(folder / "scales.npy", scales.astype(np.float32), allow_pickle=False)


def kept_vectors(folder: Path) -> dict[bytes, NDArray[np.float16]]:
    """Passage digest -> vector of a built index, for reuse by the next build."""
    digests = np.load(folder / "digests.npy", allow_pickle=False)
    vectors = np.load(folder / "vectors.npy", allow_pickle=False)
    return {digest.tobytes(): vector for digest, vector in zip(digests, vectors, strict=True)}


class DenseIndex:
    """An opened index over `records` rows. Serving uses one OpenMP thread: more made it many times slower under load."""

    def __init__(self, folder: Path, records: int) -> None:
        faiss.omp_set_num_threads(1)
        self._index = faiss.read_index(str(folder / "passages.faiss"))
        self._bytes = np.load(folder / "bytes.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)
        self._scales: Vectors = np.load(folder / "scales.npy", allow_pickle=False)
        self._rows: NDArray[np.int32] = np.load(folder / "rows.npy", allow_pickle=False)
        self._kinds: NDArray[np.uint8] = np.load(folder / "kinds.npy", allow_pickle=False)
        self._starts = np.searchsorted(self._rows, np.arange(records + 1))

    @property
    def count(self) -> int:
        """Number of vectors."""
        return len(self._rows)

    def nearest_rows(self, query: Vectors, limit: int, allowed: NDArray[np.bool_] | None = None) -> NDArray[np.int32]:
        """Rows of the `limit` nearest passages, nearest first; `allowed` masks rows."""
        found = self._index.search(query.reshape(1, -1), limit, params=self._parameters(allowed))[1][0]
        rows: NDArray[np.int32] = self._rows[found[found >= 0]]
        return rows

    def _parameters(self, allowed: NDArray[np.bool_] | None) -> faiss.SearchParameters | None:
        if allowed is None:
            return None
        bits = np.packbits(allowed[self._rows], bitorder="little")
        selector = faiss.IDSelectorBitmap(bits)
        if isinstance(self._index, faiss.IndexFlat):
            return faiss.SearchParameters(sel=selector)
        return faiss.SearchParametersIVF(sel=selector, nprobe=LISTS)

    def similarities(self, query: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Cosines (n, len(KINDS)) of the nearest passage of each kind; NaN where a row has no such passage."""
        best = np.full((len(rows), len(KINDS)), np.nan, dtype=np.float32)
        starts, ends = self._starts[rows], self._starts[rows + 1]
        owners, places = ragged.owners(starts, ends), ragged.places(starts, ends)
        cosines = (self._bytes.take(places, axis=0).astype(np.float32) @ query) * self._scales[places]
        # The passages of a kind stand together in their record: each run of equal keys is one kind of one row.
        keys = owners * len(KINDS) + self._kinds[places]
        firsts = ragged.runs(keys)
        if len(firsts):
            best.flat[keys[firsts]] = np.maximum.reduceat(cosines, firsts)
        return best


class Exemplars:
    """Vectors of questions known to have no answer, as signed bytes; a question near one of them deserves doubt."""

    def __init__(self, vectors: Vectors) -> None:
        kind = faiss.ScalarQuantizer.QT_8bit_direct_signed
        self._index = faiss.IndexScalarQuantizer(vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        self._step = _step(vectors)
        self._index.add(np.rint(vectors / self._step))

    @classmethod
    def load(cls, path: Path) -> "Exemplars":
        """Read a (n, dimension) array of half-precision unit vectors."""
        return cls(np.load(path, allow_pickle=False).astype(np.float32))

    def nearest(self, query: Vectors) -> float:
        """Cosine of the nearest exemplar; 0.0 where there is none."""
        if not self._index.ntotal:
            return 0.0
        step = _step(query)
        # The index compares bytes with bytes, so a query is made of whole numbers too.
        products, _ = self._index.search(np.rint(query.reshape(1, -1) / step), 1)
        return float(products[0, 0]) * self._step * step


def _step(vectors: Vectors) -> float:
    """What one is worth where the largest number becomes 127."""
    return max(1e-9, float(np.abs(vectors).max(initial=0.0))) / 127
