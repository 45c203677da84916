"""Candidates: the records any source finds, with what each source said of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.question import Question
from indexer.bundle import Bundle
from indexer.lexical_index import FOLDED, MARKED, LexicalIndex, Scores, Term
from indexer.tokenization import tokenize

LEXICAL_DEPTH = 20
DENSE_DEPTH = 40
FOLDED_WEIGHT = 0.5
RESTORED_WEIGHT = 0.3
BESIDE_WEIGHT = 0.5
WIDE_SHARE = 0.9

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Records some source found: `lexical` (n, sections of the lexical index) BM25, `dense` (n, KINDS) cosines or NaN."""

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


def near_in_words(question: Question, bundle: Bundle, allowed: Mask) -> Scores:
    """BM25 (sections, records) of the LEXICAL_DEPTH best allowed records of each section, nothing for the others.

    To be near the top tells more than the score alone: what lies below would only add up common words (docs/quality.md).
    """
    scores = np.where(allowed, _scores(question, bundle.lexical), np.float32(0))
    if not (depth := min(LEXICAL_DEPTH, scores.shape[1])):
        return scores
    lowest = np.partition(scores, -depth, axis=1)[:, -depth, None]
    return np.where(scores >= lowest, scores, np.float32(0))


def _scores(question: Question, index: LexicalIndex) -> Scores:
    """BM25 (sections, records) of all records. What an unmarked question's own folded terms score is known from its repair."""
    terms = lexical_terms(question)
    if not question.unmarked:
        return index.scores(terms)
    own = dict.fromkeys(question.tokens.folded)
    others = [(form, term, weight) for form, term, weight in terms if form == MARKED or term not in own]
    return index.folded_scores((*own,)) + index.scores(others)


def find(lexical: Scores, vector: NDArray[np.float32], bundle: Bundle, allowed: Mask) -> Candidates:
    """All allowed records that are near in words or in the dense index, in the order of their rows."""
    # A mask that leaves most records in is applied to what was found, which is faster; a narrow one must not starve the search.
    wide = np.count_nonzero(allowed) > WIDE_SHARE * len(allowed)
    near = bundle.dense.nearest_rows(vector, DENSE_DEPTH, None if wide else allowed)
    found: Mask = np.any(lexical, axis=0)
    found[near] = allowed[near]
    rows = np.flatnonzero(found)
    return Candidates(rows, lexical[:, rows].T, bundle.dense.similarities(vector, rows))
