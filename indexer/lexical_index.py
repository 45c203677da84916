"""The lexical index: BM25 over separate sections of every record, with marks and without, scored when it is built.

What a term gives to a section of a record does not depend on the question, so it is computed once and a search only adds up
(eager scoring: Lù 2024, BM25S). Each section is held twice, as marked and as folded tokens (syllables and pairs). Terms are
numbered by a hash of 64 bits: no vocabulary has to be kept, and nothing that is typed can be an error.

A term that stands in a section of more than COMMON_SHARE of the records, and of more than FEW, is left out there: it tells no act
from another, and such lists were a third of what a search had to add up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer import ragged
from indexer.passages import Section
from indexer.tokenization import tokenize

SEARCHED_SECTIONS = (Section.TITLE, Section.NAMES, Section.QUESTIONS)
MARKED, FOLDED = "marked", "folded"
SATURATION, LENGTH_SHARE = 1.2, 0.75
FEW, COMMON_SHARE = 200, 0.4
KEPT_SCORES = 8

Term = tuple[str, str, float]
"""(form, term, weight)"""
Scores = NDArray[np.float32]

NOWHERE = 2**64 - 1
_ARRAYS = ("terms", "starts", "cells", "impacts", "common", "records")


@lru_cache(maxsize=65536)
def term_number(form: str, term: str) -> int:
    """The number of a term in one of its forms."""
    return int.from_bytes(blake2b(f"{form} {term}".encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True)
class _Field:
    """The terms of one section of the record in `row`, in one form: their numbers and how often each is there."""

    row: int
    section: int
    form: str
    terms: NDArray[np.uint64]
    counts: NDArray[np.int64]


def _fields(row: int, record: Mapping[Section, str]) -> Iterator[_Field]:
    for place, section in enumerate(SEARCHED_SECTIONS):
        lines = [tokenize(line) for line in record.get(section, "").split("\n")]
        for form in (MARKED, FOLDED):
            counted = Counter(term for line in lines for term in getattr(line, form))
            terms = np.array([term_number(form, term) for term in counted], dtype=np.uint64)
            yield _Field(row, place, form, terms, np.array([*counted.values()], dtype=np.int64))


def build(folder: Path, records: Iterable[Mapping[Section, str]]) -> None:
    """Write the index of `records` (their sections, row by row) into `folder`.

    A cell is a section of a record: its place in SEARCHED_SECTIONS times the number of records, plus the row.
    """
    folder.mkdir(parents=True)
    fields = [field for row, record in enumerate(records) for field in _fields(row, record)]
    total = 1 + max((field.row for field in fields), default=-1)
    sizes = [len(field.terms) for field in fields]
    terms = np.concatenate([np.zeros(0, np.uint64), *(field.terms for field in fields)])
    cells = np.repeat([field.section * total + field.row for field in fields], sizes).astype(np.int32)
    gains = np.concatenate([np.zeros(0), *_gains(fields, total)])
    order = np.lexsort((cells, terms))
    holders = _holders(terms[order], cells[order] // max(1, total))
    telling = holders <= max(FEW, COMMON_SHARE * total)
    common = np.unique(terms[order][~telling])
    terms, cells, gains, holders = *(column[order][telling] for column in (terms, cells, gains)), holders[telling]
    different, starts = np.unique(terms, return_index=True)
    # The last term is none, and no record holds it: a search for the place of any number ends inside.
    arrays = {
        "terms": np.append(different, np.uint64(NOWHERE)),
        "starts": np.append(starts, [len(terms), len(terms)]),
        "cells": cells,
        "impacts": (gains * np.log1p((total - holders + 0.5) / (holders + 0.5))).astype(np.float32),
        "common": common,
        "records": np.array(total),
    }
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", arrays[name], allow_pickle=False)


def _gains(fields: Sequence[_Field], total: int) -> Iterator[NDArray[np.float64]]:
    """The share of BM25 that grows with the count of a term and falls with the length of its field."""
    lengths: Counter[tuple[int, str]] = Counter()
    for field in fields:
        lengths[field.section, field.form] += int(field.counts.sum())
    for field in fields:
        usual = max(1, lengths[field.section, field.form]) / total
        penalty = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * field.counts.sum() / usual)
        yield field.counts * (SATURATION + 1) / (field.counts + penalty)


def _holders(terms: NDArray[np.uint64], sections: NDArray[np.int32]) -> NDArray[np.int64]:
    """How many records hold the term in the section, for each of both (in order)."""
    firsts = ragged.runs(terms, sections)
    counts = np.diff(np.append(firsts, len(terms)))
    return np.repeat(counts, counts)


def _numbers(terms: Sequence[tuple[str, str]]) -> NDArray[np.uint64]:
    return np.array([term_number(form, term) for form, term in terms], dtype=np.uint64)


class LexicalIndex:
    """An opened index, read from disk where it is asked for; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        arrays = (np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _ARRAYS)
        # Slices of plain arrays are made several times faster than slices of memory maps.
        columns = (array.view(np.ndarray) for array in arrays)
        self._terms, self._starts, self._cells, self._impacts, self._common, records = columns
        self.count = int(records)
        self.folded_scores = lru_cache(maxsize=KEPT_SCORES)(self._folded_scores)

    def scores(self, weighted: Sequence[Term]) -> Scores:
        """BM25 (sections, records) of every record for weighted terms."""
        runs = self._runs(_numbers([(form, term) for form, term, _ in weighted]))
        cells = np.concatenate([self._cells[:0], *(self._cells[run] for run in runs)])
        impacts = np.concatenate([self._impacts[:0], *(self._impacts[run] for run in runs)])
        sizes = [run.stop - run.start for run in runs]
        weights = np.repeat(np.array([weight for _, _, weight in weighted], dtype=np.float32), sizes)
        summed = np.bincount(cells, impacts * weights, minlength=len(SEARCHED_SECTIONS) * self.count)
        return summed.astype(np.float32).reshape(len(SEARCHED_SECTIONS), self.count)

    def _folded_scores(self, terms: tuple[str, ...]) -> Scores:
        """BM25 (sections, records) for folded terms of weight 1, kept for a while: of a question without marks they are asked for twice."""
        scores = self.scores([(FOLDED, term, 1.0) for term in terms])
        scores.setflags(write=False)  # All threads are given the same array.
        return scores

    def holding(self, form: str, terms: Sequence[str], records: NDArray[np.int64]) -> Scores:
        """1 or 0 (terms, records): whether any section of the record holds the term.

        0.5 where that is not known, because the term was left out of a section or is in none.
        """
        numbers = _numbers([(form, term) for term in terms])
        runs = self._runs(numbers)
        sizes = np.array([run.stop - run.start for run in runs], dtype=np.int64)
        place_of = np.full((len(SEARCHED_SECTIONS), self.count), -1, dtype=np.int64)
        place_of[:, records] = np.arange(len(records))
        places = place_of.ravel()[np.concatenate([self._cells[:0], *(self._cells[run] for run in runs)])]
        hits = np.flatnonzero(places >= 0)
        held = np.zeros((len(terms), len(records)), dtype=np.float32)
        held[np.searchsorted(np.cumsum(sizes), hits, side="right"), places[hits]] = 1
        unknown = (sizes == 0) | np.isin(numbers, self._common)
        held[unknown] = np.maximum(held[unknown], 0.5)
        return held

    def _runs(self, wanted: NDArray[np.uint64]) -> list[slice]:
        """Where the cells of each term are."""
        places = np.searchsorted(self._terms[:-1], wanted)
        firsts = self._starts[places]
        ends = np.where(self._terms[places] == wanted, self._starts[places + 1], firsts)
        return [slice(first, end) for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)]
