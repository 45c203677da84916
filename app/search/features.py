"""Named features of a candidate, from which ranking and explanation are made.

Everything a row needs for them (folded title and name syllables, cues) is prepared once, when a bundle is opened.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.candidates import Candidate
from app.search.cues import CUES, title_cues
from app.search.question import Question
from corpus.records import Level
from indexer.bundle import Bundle
from indexer.catalogue import Row
from indexer.lexical_index import SEARCHED_SECTIONS
from indexer.normalization import fold, plain_key
from indexer.passages import Section

_LEXICAL = tuple(SEARCHED_SECTIONS)
_DENSE = ("title", "names", "questions", "body")
_BODY = (Section.DOSSIER, Section.CONDITIONS)
_COVERAGE = ("title_covered", "title_back", "name_covered", "name_back")
_STANDING = (
    "ward",
    "province_level",
    "ministry",
    "provincial_copy",
    "place_named",
    "citizens",
    "obsolete",
    "faq",
    "has_names",
)
FEATURES: tuple[str, ...] = (
    *(f"lexical_{name}" for name in _LEXICAL),
    *(f"lexical_{name}_share" for name in _LEXICAL),
    *(f"dense_{name}" for name in _DENSE),
    "dense_best",
    "dense_best_gap",
    *_COVERAGE,
    *_STANDING,
    *(f"cue_{cue}_{how}" for cue in CUES for how in ("both", "extra", "missed")),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The folded syllables of a title or a name and the sum of their weights."""

    folded: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """The folded syllables of a question with their weights, and the sum of these."""

    weights: Mapping[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What ranking knows of a row before any question."""

    title: "Words"
    names: "tuple[Words, ...]"
    place: str
    standing: tuple[float, ...]


def _standing(row: Row) -> tuple[float, ...]:
    levels = row.levels
    return (
        float(Level.WARD in levels),
        float(Level.PROVINCE in levels),
        float(Level.MINISTRY in levels),
        float(bool(row.province)),
        0.0,
        float(any("ông dân" in audience for audience in row.audience)),
        float(row.obsolete),
        float(row.kind == "faq"),
        float(bool(row.names)),
    )


class FeatureTable:
    """Computes the features of candidates for one bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self._language = bundle.language
        self._rarest = math.log(1 + bundle.language.total)
        self._weights: dict[str, float] = {}
        self._profiles = [self._profile(row) for row in bundle.rows]
        held = [title_cues(row.title) for row in bundle.rows]
        self._cues = np.array(held, dtype=np.bool_).reshape(len(held), len(CUES))

    def _profile(self, row: Row) -> Profile:
        names = tuple(map(self._words, row.names))
        return Profile(self._words(row.title), names, fold(row.province), _standing(row))

    def _words(self, text: str) -> Words:
        folded = frozenset(plain_key(text).split())
        return Words(folded, sum(map(self.weight, folded)))

    def weight(self, word: str) -> float:
        """Rarity of a folded syllable: log of the corpus size over its count."""
        if word not in self._weights:
            self._weights[word] = max(0.5, self._rarest - math.log(1 + self._language.folded_count(word)))
        return self._weights[word]

    def asked(self, question: Question) -> Asked:
        """The weighted syllables of a question."""
        weights = {fold(word): self.weight(fold(word)) for word in question.words}
        return Asked(weights, max(1.0, sum(weights.values())))

    def matrix(self, question: Question, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
        """Features (n, len(FEATURES)) of the candidates, in their order."""
        if not candidates:
            return np.zeros((0, len(FEATURES)), dtype=np.float32)
        lexical = np.array([[c.lexical.get(name, 0.0) for name in _LEXICAL] for c in candidates], dtype=np.float32)
        dense = np.array([_cosines(c) for c in candidates], dtype=np.float32)
        best = dense.max(axis=1, keepdims=True)
        asked, place = self.asked(question), fold(question.text)
        rest = np.array([self._described(place, c, asked) for c in candidates], dtype=np.float32)
        cues = _cue_features(question.cues, self._cues[[c.row for c in candidates]])
        shares = lexical / np.maximum(lexical.max(axis=0, keepdims=True), 1e-6)
        return np.hstack([lexical / asked.total, shares, dense, best, best - best.max(), rest, cues]).astype(np.float32)

    def _described(self, folded: str, candidate: Candidate, asked: Asked) -> list[float]:
        profile = self._profiles[candidate.row]
        standing = list(profile.standing)
        standing[_STANDING.index("place_named")] = float(bool(profile.place) and profile.place in folded)
        name = max((_overlap(asked, name) for name in profile.names), key=sum, default=(0.0, 0.0))
        return [*_overlap(asked, profile.title), *name, *standing]


def _overlap(asked: Asked, words: Words) -> tuple[float, float]:
    """Share of the question's weight found in `words`, and share of the words' weight found in the question."""
    weights = asked.weights
    shared = sum(weights[word] for word in words.folded.intersection(weights))
    return shared / asked.total, shared / max(1e-6, words.weight)


def _cosines(candidate: Candidate) -> tuple[float, float, float, float]:
    """Cosines by kind of passage; where a record has no names or questions its title stands in for them."""
    dense = candidate.dense
    title = dense.get(Section.TITLE, 0.0)
    body = max((dense[section] for section in _BODY if section in dense), default=title)
    return title, dense.get(Section.NAMES, title), dense.get(Section.QUESTIONS, title), body


def _cue_features(asked: tuple[bool, ...], held: NDArray[np.bool_]) -> NDArray[np.float32]:
    """(n, 3 * cues): for every cue whether question and title hold it both, the title alone, the question alone."""
    wanted = np.array(asked)
    triples = np.stack([wanted & held, held & ~wanted, wanted & ~held], axis=2)
    return triples.reshape(len(held), -1).astype(np.float32)
