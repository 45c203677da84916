"""Candidates: the records any source finds, with what each source said of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from app.search.question import Question
from indexer.bundle import Bundle
from indexer.lexical_index import FOLDED, MARKED, SEARCHED_SECTIONS
from indexer.tokenization import tokenize

LEXICAL_DEPTH = 40
DENSE_DEPTH = 100
FOLDED_WEIGHT = 0.5
RESTORED_WEIGHT = 0.3
BESIDE_WEIGHT = 0.5
WIDE_SHARE = 0.9

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Records some source found: `lexical` (n, sections of the lexical index) BM25, `dense` (n, SECTIONS) cosines or NaN."""

    rows: NDArray[np.int64]
    lexical: NDArray[np.float32]
    dense: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.rows)


def lexical_terms(question: Question) -> list[tuple[str, str, float]]:
    """Weighted terms: a marked question asks marked fields first, an unmarked one the folded fields."""
    marked, folded = (RESTORED_WEIGHT, 1.0) if question.unmarked else (1.0, FOLDED_WEIGHT)
    weights: dict[tuple[str, str], float] = {}
    beside = [tokenize(phrase) for phrase in question.beside]
    for tokens, share in ((question.tokens, 1.0), *((tokens, BESIDE_WEIGHT) for tokens in beside)):
        for form, terms, weight in ((MARKED, tokens.marked, marked), (FOLDED, tokens.folded, folded)):
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
    found = [bundle.lexical.search(section, terms, depth) for section in SEARCHED_SECTIONS]
    near = bundle.dense.nearest_rows(vector, DENSE_DEPTH, None if wide else allowed)
    rows = _union(found, near, allowed)
    lexical = np.zeros((len(rows), len(found)), dtype=np.float32)
    for column, scores in enumerate(found):
        lexical[:, column] = [scores.get(row, 0.0) for row in rows.tolist()]
    return Candidates(rows, lexical, bundle.dense.similarities(vector, rows))


def _union(found: Sequence[dict[int, float]], near: Sequence[int], allowed: Mask) -> NDArray[np.int64]:
    """The first of every source, each allowed row once."""
    rows = dict.fromkeys(row for row in near if allowed[row])
    for scores in found:
        rows.update(dict.fromkeys(islice((row for row in scores if allowed[row]), LEXICAL_DEPTH)))
    return np.fromiter(rows, dtype=np.int64, count=len(rows))
