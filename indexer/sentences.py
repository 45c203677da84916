"""The sentences of every record with the numbers of their folded words, so that the one that says most of a question is found
at once and without opening the record.

Words are numbered by their CRC-32: no vocabulary has to be kept, and two words of one number are rarer than misprints.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer import ragged
from indexer.normalization import fold
from indexer.passages import Section

SHOWN = (Section.TITLE, Section.DOSSIER, Section.CONDITIONS, Section.STEPS, Section.FEES, Section.RESULTS)
LONGEST = 220
IN_A_SECTION = 40

_SENTENCE = re.compile(r"[^\n.;]+")
_WORD = re.compile(r"[^\W_]+")
_ARRAYS = ("words", "word_starts", "labels", "text_starts", "row_starts")


class Sentence(NamedTuple):
    """A sentence of a section; `shared`: the numbers of the wanted words that it holds."""

    section: Section
    text: str
    shared: tuple[int, ...]


@lru_cache(maxsize=65536)
def word_number(word: str) -> int:
    """The number of a word, whatever its marks."""
    return crc32(fold(word).encode())


def first_sentences(text: str) -> Iterator[str]:
    """The first sentences of a section that hold a word, each cut at LONGEST characters."""
    cut = (found[0].strip()[:LONGEST] for found in islice(_SENTENCE.finditer(text), IN_A_SECTION))
    return (sentence for sentence in cut if _WORD.search(sentence))


def build(folder: Path, records: Iterable[Mapping[Section, str]]) -> None:
    """Write the sentences of `records` (their sections, row by row) into `folder`."""
    folder.mkdir(parents=True)
    words: list[NDArray[np.uint32]] = []
    labels, text_starts, counts = [], [0], []
    with (folder / "texts.bin").open("wb") as texts:
        for sections in records:
            said = [(label, one) for label, name in enumerate(SHOWN) for one in first_sentences(sections.get(name, ""))]
            counts.append(len(said))
            for label, sentence in said:
                words.append(np.array(sorted({*map(word_number, _WORD.findall(sentence))}), dtype=np.uint32))
                labels.append(label)
                text_starts.append(text_starts[-1] + texts.write(sentence.encode()))
    arrays = {
        "words": np.concatenate([np.zeros(0, np.uint32), *words]),
        "word_starts": np.cumsum([0, *map(len, words)]),
        "labels": np.array(labels, dtype=np.uint8),
        "text_starts": np.array(text_starts, dtype=np.int64),
        "row_starts": np.cumsum([0, *counts]),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


class Sentences:
    """Opened sentences, read from disk where they are asked for."""

    def __init__(self, folder: Path) -> None:
        arrays = (np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _ARRAYS)
        # Slices of plain arrays are made several times faster than slices of memory maps.
        plain = (array.view(np.ndarray) for array in arrays)
        self._words, self._word_starts, self._labels, self._text_starts, self._row_starts = plain
        texts = np.memmap(folder / "texts.bin", mode="r") if len(self._labels) else np.zeros(0, np.uint8)
        self._texts = texts.view(np.ndarray)

    def best(self, rows: Sequence[int], wanted: NDArray[np.uint32], most: int) -> list[list[Sentence]]:
        """For each record the sentence of each section that holds most of the `wanted` word numbers.

        The first of equals, of the `most` sections that say most. All records are looked through at once: calls cost more
        than numbers.
        """
        firsts, ends = self._row_starts[rows], self._row_starts[np.array(rows, dtype=np.int64) + 1]
        places = ragged.places(firsts, ends)
        shared = self._shared(firsts, ends, places, wanted)
        sections = ragged.owners(firsts, ends) * len(SHOWN) + self._labels[places]
        leading = ragged.highest(sections, shared)
        found: list[list[tuple[int, int]]] = [[] for _ in rows]
        for section, place, count in zip(
            sections[leading].tolist(), places[leading].tolist(), shared[leading].tolist(), strict=True
        ):
            if count:
                found[section // len(SHOWN)].append((-count, place))
        asked = frozenset(wanted.tolist())
        return [[self._sentence(place, asked) for _, place in sorted(said)[:most]] for said in found]

    def _shared(
        self, firsts: NDArray[np.int64], ends: NDArray[np.int64], places: NDArray[np.int64], wanted: NDArray[np.uint32]
    ) -> NDArray[np.int64]:
        """How many of the wanted words each sentence holds."""
        if not len(wanted) or not len(places):
            return np.zeros(len(places), dtype=np.int64)
        starts, stops = self._word_starts[firsts].tolist(), self._word_starts[ends].tolist()
        words = np.concatenate([self._words[start:stop] for start, stop in zip(starts, stops, strict=True)])
        sizes = self._word_starts[places + 1] - self._word_starts[places]
        shared: NDArray[np.int64] = np.add.reduceat(np.isin(words, wanted), np.cumsum(sizes) - sizes, dtype=np.int64)
        return shared

    def _sentence(self, place: int, asked: frozenset[int]) -> Sentence:
        start, end = self._text_starts[place : place + 2].tolist()
        first, last = self._word_starts[place : place + 2].tolist()
        shared = tuple(word for word in self._words[first:last].tolist() if word in asked)
        return Sentence(SHOWN[self._labels[place]], self._texts[start:end].tobytes().decode(), shared)
