"""How the records that are near a question in unmarked words write its words (pseudo-relevance feedback, Croft and Harper 1979).

"xuat nhap canh" stands in records about journeys, and there it is "cảnh", whatever is more frequent elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.lexical_index import MARKED, LexicalIndex
from indexer.normalization import one_i
from indexer.tokenization import tokenize

NEAREST = 10


@dataclass(frozen=True, slots=True)
class Nearby:
    """Asks a lexical index; records that are not `allowed` (records,) have no say."""

    index: LexicalIndex
    allowed: NDArray[np.bool_]

    def shares(self, folded: Sequence[str], forms: Sequence[str]) -> NDArray[np.float32]:
        """Share (forms,) of the records nearest to `folded` syllables that hold each marked form, weighted by how near they are."""
        terms = dict.fromkeys(tokenize(" ".join(folded)).folded)
        scores = np.where(self.allowed, self.index.folded_scores((*terms,)).sum(axis=0), 0)
        last = max(0, len(scores) - NEAREST)
        nearest = np.argpartition(scores, last)[last:] if last else np.arange(len(scores))
        weights = scores[nearest] / max(1e-6, scores[nearest].sum())
        shares: NDArray[np.float32] = self.index.holding(MARKED, [one_i(form) for form in forms], nearest) @ weights
        return shares
