"""Named features of candidates, from which ranking and explanation are made.

Everything a row needs for them (folded title and name syllables, cues, standing) is laid out in arrays once, when a bundle is
opened, so that a question costs a few array operations.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.candidates import Candidates
from app.search.cues import CUES, row_cues
from app.search.question import Question
from corpus.records import Level
from indexer import ragged
from indexer.bundle import Bundle
from indexer.catalogue import Row
from indexer.dense_index import SECTIONS
from indexer.lexical_index import SEARCHED_SECTIONS
from indexer.normalization import fold, plain_key
from indexer.passages import Section

_LEXICAL = tuple(SEARCHED_SECTIONS)
_DENSE = ("title", "names", "questions", "body")
_COVERAGE = ("title_covered", "title_back", "name_covered", "name_back")
_STANDING = ("ward", "province_level", "ministry", "provincial_copy", "citizens", "obsolete", "faq", "has_names")
FEATURES: tuple[str, ...] = (
    *(f"lexical_{name}" for name in _LEXICAL),
    *(f"lexical_{name}_share" for name in _LEXICAL),
    *(f"dense_{name}" for name in _DENSE),
    "dense_best",
    "dense_best_gap",
    *_COVERAGE,
    *_STANDING,
    "place_named",
    *(f"cue_{cue}_{how}" for cue in CUES for how in ("both", "extra", "missed")),
)

Matrix = NDArray[np.float32]


def _standing(row: Row) -> tuple[bool, ...]:
    return (
        Level.WARD in row.levels,
        Level.PROVINCE in row.levels,
        Level.MINISTRY in row.levels,
        bool(row.province),
        any("ông dân" in audience for audience in row.audience),
        row.obsolete,
        row.kind == "faq",
        bool(row.names),
    )


@dataclass(frozen=True)
class Wordings:
    """Texts by the folded words in them: `where` maps a word to the texts that hold it, `weight` is each text's own weight."""

    where: Mapping[str, NDArray[np.int64]]
    weight: Matrix

    @classmethod
    def of(cls, texts: Iterable[str], weight: Mapping[str, float]) -> "Wordings":
        """Lay out texts; `weight` gives the weight of a word."""
        words = [frozenset(plain_key(text).split()) for text in texts]
        where: dict[str, list[int]] = {}
        for place, text in enumerate(words):
            for word in text:
                where.setdefault(word, []).append(place)
        own = [max(1e-6, sum(weight[word] for word in text)) for text in words]
        return cls(
            {w: np.array(places, dtype=np.int64) for w, places in where.items()}, np.array(own, dtype=np.float32)
        )

    def shared(self, asked: Mapping[str, float]) -> Matrix:
        """Weight (texts,) of the asked words that each text holds."""
        shared = np.zeros(len(self.weight), dtype=np.float32)
        for word, weight in asked.items():
            if (places := self.where.get(word)) is not None:
                shared[places] += weight
        return shared


class _Weights(dict[str, float]):
    """Rarity of a folded word: log of the corpus size over its count, computed once."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self._language = bundle.language
        self._rarest = math.log(1 + bundle.language.total)

    def __missing__(self, word: str) -> float:
        self[word] = max(0.5, self._rarest - math.log(1 + self._language.folded_count(word)))
        return self[word]


class FeatureTable:
    """Computes the features of candidates for one bundle."""

    def __init__(self, bundle: Bundle) -> None:
        rows = bundle.rows
        self._weights = _Weights(bundle)
        self._titles = Wordings.of((row.title for row in rows), self._weights)
        self._names = Wordings.of((name for row in rows for name in row.names), self._weights)
        self._name_starts = np.cumsum([0, *(len(row.names) for row in rows)])
        self._standing = np.array([_standing(row) for row in rows], dtype=np.float32).reshape(len(rows), len(_STANDING))
        self._cues = np.array([row_cues(row) for row in rows], dtype=np.bool_).reshape(len(rows), len(CUES))
        self._places = [fold(row.province) for row in rows]

    def weight(self, word: str) -> float:
        """Rarity of a folded word."""
        return self._weights[word]

    def matrix(self, question: Question, found: Candidates) -> Matrix:
        """Features (n, len(FEATURES)) of the candidates, in their order."""
        if not len(found):
            return np.zeros((0, len(FEATURES)), dtype=np.float32)
        asked = {fold(word): self._weights[fold(word)] for word in question.words}
        total = max(1.0, sum(asked.values()))
        dense = _by_kind(found.dense)
        best = dense.max(axis=1, keepdims=True)
        parts = (
            found.lexical / total,
            found.lexical / np.maximum(found.lexical.max(axis=0, keepdims=True), 1e-6),
            dense,
            best,
            best - best.max(),
            self._coverage(asked, total, found.rows),
            self._standing[found.rows],
            self._place_named(question, found.rows),
            _cue_features(question.cues, self._cues[found.rows]),
        )
        return np.hstack(parts).astype(np.float32)

    def _coverage(self, asked: Mapping[str, float], total: float, rows: NDArray[np.int64]) -> Matrix:
        """(n, 4): share of the question in title and in the best name, share of title and of that name in the question."""
        titles, names = self._titles.shared(asked)[rows], self._names.shared(asked)
        made = np.zeros((len(rows), len(_COVERAGE)), dtype=np.float32)
        made[:, 0], made[:, 1] = titles / total, titles / self._titles.weight[rows]
        firsts, ends = self._name_starts[rows], self._name_starts[rows + 1]
        owners, places = ragged.owners(firsts, ends), ragged.places(firsts, ends)
        covered = names[places] / total
        back = names[places] / np.maximum(self._names.weight[places], 1e-6)
        best = ragged.highest(owners, covered + back)
        made[owners[best], 2], made[owners[best], 3] = covered[best], back[best]
        return made

    def _place_named(self, question: Question, rows: NDArray[np.int64]) -> Matrix:
        text = fold(question.text)
        named = [bool(place) and place in text for place in map(self._places.__getitem__, rows.tolist())]
        return np.array(named, dtype=np.float32).reshape(-1, 1)


def _column(dense: Matrix, sections: Sequence[Section], missing: Matrix) -> Matrix:
    """The best cosine of some sections; `missing` where a record has none of them."""
    best = np.fmax.reduce([dense[:, SECTIONS.index(section)] for section in sections])
    return np.where(np.isnan(best), missing, best)


def _by_kind(dense: Matrix) -> Matrix:
    """Cosines (n, 4) by kind of passage; where a record has no names, questions or body its title stands in."""
    title = np.nan_to_num(dense[:, SECTIONS.index(Section.TITLE)])
    kinds = ((Section.NAMES,), (Section.QUESTIONS,), (Section.DOSSIER, Section.CONDITIONS))
    return np.stack([title, *(_column(dense, sections, title) for sections in kinds)], axis=1)


def _cue_features(asked: tuple[bool, ...], held: NDArray[np.bool_]) -> Matrix:
    """(n, 3 * cues): for every cue whether question and title hold it both, the title alone, the question alone."""
    wanted = np.array(asked)
    triples = np.stack([wanted & held, held & ~wanted, wanted & ~held], axis=2)
    return triples.reshape(len(held), -1).astype(np.float32)
