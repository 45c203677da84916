"""Candidates: the records any source finds, with what each source said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.question import Question
from indexer.bundle import Bundle
from indexer.lexical_index import FOLDED, MARKED, SEARCHED_SECTIONS, Found
from indexer.tokenization import tokenize

LEXICAL_DEPTH = 20
DENSE_DEPTH = 40
FOLDED_WEIGHT = 0.5
RESTORED_WEIGHT = 0.3
BESIDE_WEIGHT = 0.5
WIDE_SHARE = 0.9

Mask = NDArray[np.bool_]
Term = tuple[str, str, float]
"""(form, term, weight)"""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Records some source found: `lexical` (n, sections of the lexical index) BM25, `dense` (n, SECTIONS) cosines or NaN."""

    rows: NDArray[np.int64]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.rows)


def lexical_terms(question: Question) -> list[Term]:
    """Weighted terms: a marked question asks marked fields first, an unmarked one the folded fields.

    Of a marked question only single syllables are folded too: its folded pairs cost time and improved nothing (docs/quality.md).
    """
    marked, folded = (RESTORED_WEIGHT, 1.0) if question.unmarked else (1.0, FOLDED_WEIGHT)
    weights: dict[tuple[str, str], float] = {}
    beside = [tokenize(phrase) for phrase in question.beside]
    for tokens, share in ((question.tokens, 1.0), *((tokens, BESIDE_WEIGHT) for tokens in beside)):
        folded_terms = tokens.folded if question.unmarked else tokens.folded_syllables
        for form, terms, weight in ((MARKED, tokens.marked, marked), (FOLDED, folded_terms, folded)):
            for term in terms:
                key = (form, term)
                weights[key] = max(weights.get(key, 0.0), weight * share)
    return [(form, term, weight) for (form, term), weight in weights.items()]


def find(question: Question, vector: NDArray[np.float32], bundle: Bundle, allowed: Mask) -> Candidates:
    """All records that a section of the lexical index or the dense index puts near its top, unordered.

    A mask that leaves most records in is applied to what was found; a narrow one must not starve the search.
    """
    wide = allowed.mean() > WIDE_SHARE
    depth = LEXICAL_DEPTH if wide else len(bundle.rows)
    terms = lexical_terms(question)
    found = [bundle.lexical.search(name, terms, depth) for name in SEARCHED_SECTIONS]
    near = bundle.dense.nearest_rows(vector, DENSE_DEPTH, None if wide else allowed)
    rows = _union(found, near, allowed)
    lexical = np.zeros((len(bundle.rows), len(found)), dtype=np.float32)
    for column, (matched, scores) in enumerate(found):
        lexical[matched, column] = scores
    return Candidates(rows, lexical[rows], bundle.dense.similarities(vector, rows))


def _union(found: Sequence[Found], near: Sequence[int], allowed: Mask) -> NDArray[np.int64]:
    """The first of every source, each allowed row once."""
    sources = [np.array(near, dtype=np.int64), *(matched for matched, _ in found)]
    first = [rows[allowed[rows]] for rows in sources]
    rows = np.concatenate([first[0], *(rows[:LEXICAL_DEPTH] for rows in first[1:])])
    return rows[np.sort(np.unique(rows, return_index=True)[1])]
