"""Candidates: the records any source finds, with what each source said of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.search.question import Question
from indexer.bundle import Bundle
from indexer.lexical_index import FOLDED, MARKED, SEARCHED_SECTIONS
from indexer.passages import Section
from indexer.tokenization import tokenize

LEXICAL_DEPTH = 60
DENSE_DEPTH = 120
FOLDED_WEIGHT = 0.5
RESTORED_WEIGHT = 0.3
BESIDE_WEIGHT = 0.5
WIDE_SHARE = 0.9

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record some source found: BM25 by section of the lexical index, cosine by section of the dense one."""

    row: int
    lexical: dict[str, float] = field(default_factory=dict)
    dense: dict[Section, float] = field(default_factory=dict)


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


def find(question: Question, vector: NDArray[np.float32], bundle: Bundle, allowed: Mask) -> list[Candidate]:
    """All records that a section of the lexical index or the dense index puts near its top, unordered.

    A mask that leaves most records in is applied to what was found; a narrow one must not starve the search.
    """
    everything = allowed.mean() > WIDE_SHARE
    depth = LEXICAL_DEPTH if everything else len(bundle.rows)
    terms = lexical_terms(question)
    found = {section: bundle.lexical.search(section, terms, depth) for section in SEARCHED_SECTIONS}
    near = bundle.dense.nearest_rows(vector, DENSE_DEPTH, None if everything else allowed)
    rows = _union(found.values(), near, allowed)
    cosines = bundle.dense.similarities(vector, rows)
    return [
        Candidate(row, {s: scores[row] for s, scores in found.items() if row in scores}, dict(cosines.get(row, {})))
        for row in rows
    ]


def _union(found: Iterable[dict[int, float]], near: Sequence[int], allowed: Mask) -> list[int]:
    rows = dict.fromkeys(row for row in near if allowed[row])
    for scores in found:
        best = sorted((row for row in scores if allowed[row]), key=scores.__getitem__, reverse=True)
        rows.update(dict.fromkeys(best[:LEXICAL_DEPTH]))
    return list(rows)
