"""Suggestions while a question is typed: popular names and titles that hold what was typed where a syllable begins.

All texts stand in one folded string, in the order in which they are to be shown; the places where syllables begin are
sorted by what follows (a suffix array, Manber and Myers 1990), so that a look-up is a binary search. Two strings of the
same length hold the vowel marks and the tones: a mark that was typed must agree, a missing one need not, because words
are looked up while they are half typed.
"""

import heapq
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.orthography import tidy
from indexer.catalogue import Row
from indexer.normalization import fold, one_i, syllables
from indexer.synonyms import Synonyms

MOST = 8
LONGEST_TYPED = 100
FROM_ONE_ACT = 2
SCANNED = 1000

_TONES = "\u0300\u0301\u0303\u0309\u0323"


class SuggestionKind(StrEnum):
    """Where a suggested text comes from."""

    NAME = "name"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to search for, and the record it leads to."""

    text: str
    kind: SuggestionKind
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A suggestion with what it is found by: `folded`, `shapes` and `tones` are of one length."""

    suggestion: Suggestion
    act: str
    folded: str
    shapes: str
    tones: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was typed, folded, and the marks in it: (place, letter) and (start of a syllable, tone)."""

    folded: str
    shapes: tuple[tuple[int, str], ...]
    tones: tuple[tuple[int, str], ...]


@lru_cache(maxsize=16384)
def _spelling(word: str) -> tuple[str, str, str]:
    """A syllable without marks, without its tone, and its tone as a digit: "được" -> "duoc", "đươc", "5" and blanks."""
    folded, letters = fold(word), unicodedata.normalize("NFD", word)
    tone = next((str(place) for place, mark in enumerate(_TONES, 1) if mark in letters), "0")
    shape = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return folded, shape if len(shape) == len(folded) else folded, tone.ljust(len(folded))


def _spelled(words: Sequence[str]) -> tuple[str, str, str]:
    """Folded text, vowel marks and tones of some syllables, in strings of one length."""
    folded, shapes, tones = zip(*map(_spelling, words), strict=True)
    return " ".join(folded), " ".join(shapes), " ".join(tones)


def _entries(rows: Sequence[Row]) -> Iterator[_Entry]:
    for row in rows:
        if not row.internal:
            for text, kind in (*((name, SuggestionKind.NAME) for name in row.names), (row.title, SuggestionKind.TITLE)):
                if words := [one_i(word) for word in syllables(text)]:
                    yield _Entry(Suggestion(text, kind, row.id, row.title), row.act, *_spelled(words))


def _in_order(rows: Sequence[Row]) -> list[_Entry]:
    """Entries in the order they are shown: acts in force everywhere and for everybody first, then short texts."""
    of = {row.id: row for row in rows}

    def standing(entry: _Entry) -> tuple[bool, bool, bool, int, str]:
        row = of[entry.suggestion.code]
        personal = any("ông dân" in audience for audience in row.audience)
        return row.obsolete, bool(row.province), not personal, len(entry.folded), entry.suggestion.text

    return list({entry.folded: entry for entry in sorted(_entries(rows), key=standing, reverse=True)}.values())[::-1]


class Suggestions:
    """Suggestions from one bundle; safe to share between threads."""

    def __init__(self, rows: Sequence[Row], synonyms: Synonyms) -> None:
        entries = _in_order(rows)
        self._synonyms = synonyms
        self._suggestions = tuple(entry.suggestion for entry in entries)
        self._acts = tuple(entry.act for entry in entries)
        self._folded, self._shapes, self._tones = (
            "".join(f"\n{getattr(entry, part)}" for entry in entries) for part in ("folded", "shapes", "tones")
        )
        self._places, self._ranks = self._sorted_places()

    def _sorted_places(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where syllables begin, sorted by the text from there, and the rank of each: its entry, later in a middle."""
        text, entries = self._folded, len(self._suggestions)
        places = [place + 1 for place, letter in enumerate(text) if letter in "\n "]
        places.sort(key=lambda place: text[place : place + LONGEST_TYPED])
        found = np.array(places, dtype=np.int32)
        starts = np.array([place for place, letter in enumerate(text) if letter == "\n"], dtype=np.int32)
        entry = np.searchsorted(starts, found) - 1
        return found, np.where(starts[entry] + 1 == found, entry, entries + entry).astype(np.int32)

    def suggest(self, typed: str, limit: int = MOST) -> tuple[Suggestion, ...]:
        """At most `limit` texts that begin with what was typed, then such that hold it; each once, few from one act."""
        shown: dict[int, None] = {}
        acts: dict[str, int] = {}
        readings = self._readings(tidy(typed[:LONGEST_TYPED]), typed[-1:].isspace())
        for rank in heapq.merge(*map(self._agreeing, readings)):
            entry = rank % len(self._suggestions)
            act = self._acts[entry]
            if entry not in shown and acts.get(act, 0) < FROM_ONE_ACT:
                shown[entry] = None
                acts[act] = acts.get(act, 0) + 1
            if len(shown) >= limit:
                break
        return tuple(self._suggestions[entry] for entry in shown)

    def _readings(self, typed: str, finished: bool) -> list[_Wanted]:
        """What may be meant: as typed, with y for i in the last syllable, with abbreviations written out."""
        words = syllables(typed)
        if not words:
            return []
        settled = [one_i(word) for word in words[:-1]]
        readings = ([*settled, words[-1]], [*settled, one_i(words[-1])], self._synonyms.written_out(words))
        return [_wanted(reading, finished) for reading in dict.fromkeys(map(tuple, readings)) if reading]

    def _agreeing(self, wanted: _Wanted) -> Iterator[int]:
        """Ranks of the entries that hold what is wanted, the best first."""
        text, length = self._folded, len(wanted.folded)
        first = bisect_left(self._places, wanted.folded, key=lambda place: text[place : place + length])
        end = bisect_right(self._places, wanted.folded, lo=first, key=lambda place: text[place : place + length])
        ranks, places = self._ranks[first:end], self._places[first:end]
        for found in np.argsort(ranks)[:SCANNED]:
            if self._agrees(int(places[found]), wanted):
                yield int(ranks[found])

    def _agrees(self, start: int, wanted: _Wanted) -> bool:
        shapes, tones = self._shapes, self._tones
        return all(shapes[start + place] == letter for place, letter in wanted.shapes) and all(
            tones[start + place] == tone for place, tone in wanted.tones
        )


def _wanted(words: Sequence[str], finished: bool) -> _Wanted:
    folded, shapes, tones = _spelled(words)
    marks = ((place, letter) for place, letter in enumerate(shapes) if letter != folded[place])
    toned = ((place, tone) for place, tone in enumerate(tones) if tone not in " 0")
    return _Wanted(folded + " " * finished, tuple(marks), tuple(toned))
