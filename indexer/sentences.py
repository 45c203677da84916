"""The sentences of every record with the numbers of their folded words, so that the one that says most of a question is found
at once and without opening the record.

Words are numbered by their CRC-32: no vocabulary has to be kept, and two words of one number are rarer than misprints.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
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
        holders, words = self._held(firsts, ends, places, wanted)
        counts = np.bincount(holders, minlength=len(places))
        speaking = np.flatnonzero(counts)
        owners = ragged.owners(firsts, ends)
        leading = speaking[
            ragged.highest(owners[speaking] * len(SHOWN) + self._labels[places[speaking]], counts[speaking])
        ]
        found: list[list[tuple[int, int]]] = [[] for _ in rows]
        for owner, count, sentence in zip(
            owners[leading].tolist(), (-counts[leading]).tolist(), leading.tolist(), strict=True
        ):
            found[owner].append((count, sentence))
        chosen = [[sentence for _, sentence in sorted(said)[:most]] for said in found]
        sentences = self._said(np.array([*chain.from_iterable(chosen)], dtype=np.int64), places, holders, words)
        return [[*islice(sentences, len(said))] for said in chosen]

    def _held(
        self, firsts: NDArray[np.int64], ends: NDArray[np.int64], places: NDArray[np.int64], wanted: NDArray[np.uint32]
    ) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """The wanted words that sentences hold, in their order, and which of the sentences at `places` holds each."""
        starts, stops = self._word_starts[firsts].tolist(), self._word_starts[ends].tolist()
        words = np.concatenate([self._words[:0], *(self._words[a:b] for a, b in zip(starts, stops, strict=True))])
        # A question has few words, and comparing with each of them takes a third of the time of numpy.isin.
        hits = np.flatnonzero(np.logical_or.reduce(words == wanted[:, None]))
        sizes = self._word_starts[places + 1] - self._word_starts[places]
        return np.searchsorted(np.cumsum(sizes), hits, side="right"), words[hits]

    def _said(
        self,
        chosen: NDArray[np.int64],
        places: NDArray[np.int64],
        holders: NDArray[np.int64],
        words: NDArray[np.uint32],
    ) -> Iterator[Sentence]:
        """The chosen ones of the sentences at `places`, with the wanted words they hold."""
        columns = (
            self._labels[places[chosen]],
            self._text_starts[places[chosen]],
            self._text_starts[places[chosen] + 1],
            np.searchsorted(holders, chosen),
            np.searchsorted(holders, chosen, side="right"),
        )
        for label, start, end, first, last in zip(*(column.tolist() for column in columns), strict=True):
            text = self._texts[start:end].tobytes().decode()
            yield Sentence(SHOWN[label], text, tuple(words[first:last].tolist()))
