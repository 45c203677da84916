"""The check that no measured question has leaked into the corpus: wordings against judged topics, by n-grams."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from corpus.checking.findings import Finding

NGRAM = 6
COPIED_SHARE = 0.6

_WORD = re.compile(r"[^\W_]+")


class Spoken(Protocol):
    """An entry of the corpus with wordings of people."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """What people are taken to say."""
        ...

    def finding(self, reason: str, text: str = "") -> Finding:
        """Something wrong with the entry."""
        ...


def words(text: str) -> tuple[str, ...]:
    """Lower-case words; the key under which texts are equal."""
    return tuple(_WORD.findall(text.lower()))


def _ngrams(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {said[start : start + NGRAM] for start in range(len(said) - NGRAM + 1)}


def overlaps(entries: Iterable[Spoken], topics: Mapping[str, str]) -> Iterator[Finding]:
    """Wordings that share most of their n-grams with a topic (id -> query), or equal one."""
    by_ngram: dict[tuple[str, ...], set[str]] = {}
    equal = {words(query): name for name, query in topics.items()}
    for name, query in topics.items():
        for ngram in _ngrams(query):
            by_ngram.setdefault(ngram, set()).add(name)
    for entry in entries:
        for text in entry.spoken:
            if len(words(text)) >= NGRAM and words(text) in equal:
                yield entry.finding(f"equal to topic {equal[words(text)]}", text)
                continue
            mine = _ngrams(text)
            shared = [ngram for ngram in mine if ngram in by_ngram]
            if mine and len(shared) / len(mine) >= COPIED_SHARE:
                yield entry.finding(f"copies topic {sorted(by_ngram[shared[0]])[0]}", text)
