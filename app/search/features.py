"""Named features of candidates, from which ranking and explanation are made.

Everything a row needs for them (folded title and name syllables, cues, standing) is laid out in arrays once, when a bundle is
opened, so that a question costs a few array operations.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.candidates import Candidates
from app.search.cues import CUES, row_cues
from app.search.frames import core
from app.search.places import Places
from app.search.question import Question
from corpus.records import Level
from indexer import ragged
from indexer.bundle import Bundle
from indexer.catalogue import Row
from indexer.dense_index import KINDS
from indexer.lexical_index import SEARCHED_SECTIONS
from indexer.normalization import fold, plain_key
from indexer.reading import as_asked

_LEXICAL = tuple(SEARCHED_SECTIONS)
WHOLE = 0.999
_COVERAGE = ("title_covered", "title_back", "name_covered", "name_back", "name_itself")
_STANDING = ("ward", "province_level", "ministry", "provincial_copy", "citizens", "obsolete", "faq", "has_names")
FEATURES: tuple[str, ...] = (
    *(f"lexical_{name}" for name in _LEXICAL),
    *(f"lexical_{name}_share" for name in _LEXICAL),
    *(f"dense_{name}" for name in KINDS),
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
    """Texts as the numbers of the different folded words in them, end to end: text t has words[starts[t]:starts[t + 1]].

    `weights` are those of the words, `weight` is each text's own.
    """

    words: NDArray[np.int32]
    starts: NDArray[np.int64]
    weights: Matrix
    weight: Matrix

    @classmethod
    def of(cls, texts: Iterable[str], numbers: dict[str, int], weight: Mapping[str, float]) -> "Wordings":
        """Lay out texts; `numbers` gains the words it lacks, `weight` gives the weight of a word."""
        # A text without words holds the empty one, which nobody asks for.
        words = [sorted({*plain_key(text).split()}) or [""] for text in texts]
        starts = np.cumsum([0, *map(len, words)])
        flat = [numbers.setdefault(word, len(numbers)) for text in words for word in text]
        weights = np.array([weight[word] if word else 1e-6 for text in words for word in text], dtype=np.float32)
        return cls(np.array(flat, dtype=np.int32), starts, weights, np.add.reduceat(weights, starts[:-1]))

    def shared(self, asked: NDArray[np.bool_], texts: NDArray[np.int64]) -> Matrix:
        """Weight (texts,) of the asked words that each of the texts holds; `asked` tells by the number of a word."""
        firsts, ends = self.starts[texts], self.starts[texts + 1]
        places = ragged.places(firsts, ends)
        held = np.where(asked[self.words[places]], self.weights[places], np.float32(0))
        return np.add.reduceat(held, np.cumsum(ends - firsts) - (ends - firsts))

    def hold(self, words: Collection[str], texts: NDArray[np.int64], numbers: Mapping[str, int]) -> NDArray[np.bool_]:
        """Whether each of a few texts (texts,) holds all of the words."""
        wanted = {numbers.get(word, -1) for word in words}
        held = [wanted <= {*self.words[self.starts[text] : self.starts[text + 1]].tolist()} for text in texts.tolist()]
        return np.array(held, dtype=np.bool_)


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
        self._numbers: dict[str, int] = {}
        texts = (*(row.title for row in rows), *(name for row in rows for name in row.names))
        asked = (as_asked(text, bundle.synonyms) for text in texts)
        self._wordings = Wordings.of(asked, self._numbers, self._weights)
        self._name_starts = np.cumsum([len(rows), *(len(row.names) for row in rows)])
        self._standing = np.array([_standing(row) for row in rows], dtype=np.float32).reshape(len(rows), len(_STANDING))
        self._cues = np.array([row_cues(row) for row in rows], dtype=np.bool_).reshape(len(rows), len(CUES))
        self._provinces = [row.province for row in rows]
        self.places = Places(self._provinces)

    def weight(self, word: str) -> float:
        """Rarity of a folded word."""
        return self._weights[word]

    def matrix(self, question: Question, found: Candidates) -> Matrix:
        """Features (n, len(FEATURES)) of the candidates, in their order."""
        if not len(found):
            return np.zeros((0, len(FEATURES)), dtype=np.float32)
        asked = {fold(word): self._weights[fold(word)] for word in question.words}
        total = max(1.0, sum(asked.values()))
        dense = _with_titles(found.dense)
        best = dense.max(axis=1, keepdims=True)
        parts = (
            found.lexical / total,
            found.lexical / np.maximum(found.lexical.max(axis=0, keepdims=True), 1e-6),
            dense,
            best,
            best - best.max(),
            self._coverage(question, asked, total, found.rows),
            self._standing[found.rows],
            self._place_named(question, found.rows),
            _cue_features(question.cues, self._cues[found.rows]),
        )
        return np.hstack(parts, dtype=np.float32)

    def _coverage(
        self, question: Question, asked: Mapping[str, float], total: float, rows: NDArray[np.int64]
    ) -> Matrix:
        """(n, 5): share of the question in the title, of the title in the question, both of the best name, whether one is asked for."""
        known = np.zeros(len(self._numbers), dtype=np.bool_)
        known[[self._numbers[word] for word in asked if word in self._numbers]] = True
        firsts, ends = self._name_starts[rows], self._name_starts[rows + 1]
        owners, texts = ragged.owners(firsts, ends), np.concatenate([rows, ragged.places(firsts, ends)])
        shared = self._wordings.shared(known, texts)
        covered = np.stack([shared / total, shared / self._wordings.weight[texts]], axis=1)
        titles, names = covered[: len(rows)], covered[len(rows) :]
        best = ragged.highest(owners, names.sum(axis=1))
        made = np.zeros((len(rows), len(_COVERAGE)), dtype=np.float32)
        made[:, :2] = titles
        made[owners[best], 2:4] = names[best]
        said_whole = np.flatnonzero(names[:, 1] > WHOLE)
        called = self._wordings.hold(core(question.words), texts[len(rows) :][said_whole], self._numbers)
        made[owners[said_whole[called]], 4] = 1
        return made

    def _place_named(self, question: Question, rows: NDArray[np.int64]) -> Matrix:
        places = self.places.named(question)
        named = [self._provinces[row] in places for row in rows.tolist()]
        return np.array(named, dtype=np.float32).reshape(-1, 1)


def _with_titles(dense: Matrix) -> Matrix:
    """Cosines (n, KINDS); where a record has no names, questions or body its title stands in."""
    missing, title = np.isnan(dense), dense[:, :1]
    return np.where(missing, np.where(missing[:, :1], np.float32(0), title), dense)


def _cue_features(asked: tuple[bool, ...], held: NDArray[np.bool_]) -> Matrix:
    """(n, 3 * cues): for every cue whether question and title hold it both, the title alone, the question alone."""
    wanted = np.array(asked)
    triples = np.stack([wanted & held, held & ~wanted, wanted & ~held], axis=2)
    return triples.reshape(len(held), -1).astype(np.float32)
