"""Snippets: the sentence of each matching section that says most of the question, with what to highlight."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.question import Question
from app.search.results import Snippet
from indexer.normalization import fold, fold_text
from indexer.sentences import Sentence, Sentences, word_number

SNIPPETS = 3

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
        spelling = fold_text if question.unmarked else str.lower
        telling = [word for word in question.words if fold(word) not in _EMPTY_WORDS]
        numbers = np.array(sorted(set(map(word_number, telling))), dtype=np.uint32)
        return cls(frozenset(map(spelling, telling)), numbers, spelling)

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Spans [start, end) of these words in a text; none where its spelling has another length, so that no span is off."""
        spelled = self.spelling(text)
        if len(spelled) != len(text):
            return ()
        spans = []
        for word in self.words:
            start = spelled.find(word)
            while start >= 0:
                end = start + len(word)
                if not spelled[max(0, start - 1) : start].isalnum() and not spelled[end : end + 1].isalnum():
                    spans.append((start, end))
                start = spelled.find(word, end)
        return tuple(sorted(spans))


def snippets(rows: Sequence[int], sentences: Sentences, wanted: Wanted) -> list[tuple[Snippet, ...]]:
    """For each record the best snippet of each section that shares words with the question, at most SNIPPETS."""
    return [
        tuple(snippet for snippet in _marked(found, wanted) if snippet.marks)
        for found in sentences.best(rows, wanted.numbers, SNIPPETS)
    ]


def _marked(found: Iterable[Sentence], wanted: Wanted) -> Iterator[Snippet]:
    for sentence in found:
        yield Snippet(sentence.section.value, sentence.text, wanted.marks(sentence.text))
