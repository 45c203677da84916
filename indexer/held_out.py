"""Lived questions and popular names that are kept out of bundles and of training, so that confidence can be learnt honestly.

One question and one name of every act are held out, chosen by a hash of the code alone, and about half of the questions without an
answer, chosen by a hash of each: what is added or taken away changes nothing for the others. Names are there because people type
two words as often as a sentence: learnt from sentences alone, confidence takes every short question for one without an answer.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from corpus.records import PopularNames
from indexer.normalization import fold


def question(entry: PopularNames) -> str:
    """The held-out question; empty where there are too few to spare one."""
    return _spared(entry.code, entry.questions)


def name(entry: PopularNames) -> str:
    """The held-out name; empty where there are too few to spare one."""
    return _spared(entry.code, entry.names)


def _number(text: str) -> int:
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16)


def _spared(code: str, texts: Sequence[str]) -> str:
    return texts[_number(code) % len(texts)] if len(texts) > 1 else ""


def without(entries: Iterable[PopularNames]) -> Iterator[PopularNames]:
    """The entries without what is held out of them."""
    for entry in entries:
        spared = (question(entry), name(entry))
        questions, names = (tuple(t for t in texts if t not in spared) for texts in (entry.questions, entry.names))
        yield entry.model_copy(update={"names": names, "questions": questions})


def shown(unanswerable: Sequence[str]) -> tuple[str, ...]:
    """The unanswerable questions that are not held out."""
    return tuple(text for text in unanswerable if not _is_hidden(text))


def hidden(unanswerable: Sequence[str]) -> tuple[str, ...]:
    """The unanswerable questions that are held out."""
    return tuple(text for text in unanswerable if _is_hidden(text))


def _is_hidden(text: str) -> bool:
    """By the folded text: a question typed twice, with marks and without, is not split."""
    return _number(fold(text)) % 2 == 1
