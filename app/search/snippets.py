"""Snippets: the sentence of each matching section that says most of the question, with what to highlight."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.search.question import Question
from app.search.results import Snippet
from indexer.normalization import fold, fold_text
from indexer.sentences import Sentence, Sentences, word_number

SNIPPETS = 2

_EMPTY_WORDS = frozenset(
    re.findall(r"\w+", "la co va cho cua thi o duoc khong gi can lam nao toi em minh phai the den voi nay mot nhu ra")
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a question that are worth highlighting, spelled by `spelling`, by their numbers among the sentences of a bundle.

    Marks that were typed are respected: "qua" does not light up "quả". A question without marks is compared without them.
    """

    words: Mapping[int, frozenset[str]]
    spelling: Callable[[str], str]

    @classmethod
    def of(cls, question: Question) -> "Wanted":
        """The words of a question without those that say nothing."""
        spelling = fold_text if question.unmarked else str.lower
        words: dict[int, set[str]] = {}
        for word in question.words:
            if fold(word) not in _EMPTY_WORDS:
                words.setdefault(word_number(word), set()).add(spelling(word))
        return cls({number: frozenset(spelled) for number, spelled in words.items()}, spelling)

    @property
    def numbers(self) -> NDArray[np.uint32]:
        """The numbers of the words."""
        return np.array([*self.words], dtype=np.uint32)

    def marks(self, sentence: Sentence) -> tuple[tuple[int, int], ...]:
        """Spans [start, end) of these words in a text; none where its spelling has another length, so that no span is off."""
        spelled = self.spelling(sentence.text)
        if len(spelled) != len(sentence.text):
            return ()
        padded = f" {spelled} "
        spans = []
        for word in chain.from_iterable(self.words[number] for number in sentence.shared):
            start = padded.find(word)
            while start > 0:
                end = start + len(word)
                if not padded[start - 1].isalnum() and not padded[end].isalnum():
                    spans.append((start - 1, end - 1))
                start = padded.find(word, end)
        return tuple(sorted(spans))


def snippets(rows: Sequence[int], sentences: Sentences, wanted: Wanted) -> list[tuple[Snippet, ...]]:
    """For each record the best snippet of each section that shares words with the question, at most SNIPPETS."""
    return [
        tuple(snippet for snippet in _marked(found, wanted) if snippet.marks)
        for found in sentences.best(rows, wanted.numbers, SNIPPETS)
    ]


def _marked(found: Iterable[Sentence], wanted: Wanted) -> Iterator[Snippet]:
    for sentence in found:
        yield Snippet(sentence.section.value, sentence.text, wanted.marks(sentence))
