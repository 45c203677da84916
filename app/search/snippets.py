"""Snippets: the sentence of each matching section that says most of the question, with what to highlight."""

import re
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
    """The folded words of a question that are worth highlighting, and their numbers among the sentences of a bundle."""

    words: frozenset[str]
    numbers: NDArray[np.uint32]

    @classmethod
    def of(cls, question: Question) -> "Wanted":
        """The words of a question without those that say nothing."""
        words = frozenset(map(fold, question.words)) - _EMPTY_WORDS
        return cls(words, np.array([word_number(word) for word in words], dtype=np.uint32))


def snippets(row: int, sentences: Sentences, wanted: Wanted) -> tuple[Snippet, ...]:
    """The best snippet of each section of a record that shares words with the question, at most SNIPPETS."""
    best = sorted(sentences.best(row, wanted.numbers), key=lambda sentence: -sentence.shared)[:SNIPPETS]
    return tuple(Snippet(said.section.value, said.text, _marks(said.text, wanted.words)) for said in best)


def _marks(text: str, wanted: frozenset[str]) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _WORD.finditer(text) if fold(match[0]) in wanted)
