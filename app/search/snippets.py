"""Snippets: the sentence of each matching section that says most of the question, with what to highlight."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.question import Question
from app.search.results import Snippet
from indexer.normalization import fold
from indexer.sentences import Sentences, word_number

SNIPPETS = 3

_WORD = re.compile(r"[^\W_]+")
_EMPTY_WORDS = frozenset(
    re.findall(r"\w+", "la co va cho cua thi o duoc khong gi can lam nao toi em minh phai the den voi nay mot nhu ra")
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a question that are worth highlighting, spelled by `spelling`, and their numbers among the sentences of a bundle.

    Marks that were typed are respected: "qua" does not light up "quả". A question without marks is compared without them.
    """

    words: frozenset[str]
    numbers: NDArray[np.uint32]
    spelling: Callable[[str], str]

    @classmethod
    def of(cls, question: Question) -> "Wanted":
        """The words of a question without those that say nothing."""
        spelling = fold if question.unmarked else str.lower
        telling = [word for word in question.words if fold(word) not in _EMPTY_WORDS]
        numbers = np.array(sorted(set(map(word_number, telling))), dtype=np.uint32)
        return cls(frozenset(map(spelling, telling)), numbers, spelling)

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Spans [start, end) of these words in a text."""
        return tuple(match.span() for match in _WORD.finditer(text) if self.spelling(match[0]) in self.words)


def snippets(row: int, sentences: Sentences, wanted: Wanted) -> tuple[Snippet, ...]:
    """The best snippet of each section of a record that shares words with the question, at most SNIPPETS."""
    best = sorted(sentences.best(row, wanted.numbers), key=lambda sentence: -sentence.shared)[:SNIPPETS]
    marked = (Snippet(said.section.value, said.text, wanted.marks(said.text)) for said in best)
    return tuple(snippet for snippet in marked if snippet.marks)
