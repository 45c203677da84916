"""Lived questions and popular names that are kept out of bundles and of training, so that confidence can be learnt honestly.

One question and one name of every act are held out, chosen by a hash of the code alone, and every other question without an answer.
Names are there because people type two words as often as a sentence: learnt from sentences alone, confidence takes every short
question for one without an answer.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from corpus.records import PopularNames


def question(entry: PopularNames) -> str:
    """The held-out question; empty where there are too few to spare one."""
    return _spared(entry.code, entry.questions)


def name(entry: PopularNames) -> str:
    """The held-out name; empty where there are too few to spare one."""
    return _spared(entry.code, entry.names)


def _spared(code: str, texts: Sequence[str]) -> str:
    place = int(hashlib.md5(code.encode(), usedforsecurity=False).hexdigest(), 16)
    return texts[place % len(texts)] if len(texts) > 1 else ""


def without(entries: Iterable[PopularNames]) -> Iterator[PopularNames]:
    """The entries without what is held out of them."""
    for entry in entries:
        questions = tuple(text for text in entry.questions if text != question(entry))
        names = tuple(text for text in entry.names if text != name(entry))
        yield entry.model_copy(update={"names": names, "questions": questions})


def shown(unanswerable: Sequence[str]) -> tuple[str, ...]:
    """The unanswerable questions that are not held out: every other one."""
    return tuple(unanswerable[::2])


def hidden(unanswerable: Sequence[str]) -> tuple[str, ...]:
    """The unanswerable questions that are held out."""
    return tuple(unanswerable[1::2])
