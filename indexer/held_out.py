"""Lived questions that are kept out of bundles and of training, so that ranking and confidence can be learnt honestly.

One question of every act is held out, chosen by a hash of the code alone, and every other question without an answer.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from corpus.records import PopularNames


def place(entry: PopularNames) -> int:
    """Which of the entry's questions is held out."""
    return int(hashlib.md5(entry.code.encode(), usedforsecurity=False).hexdigest(), 16) % len(entry.questions)


def question(entry: PopularNames) -> str:
    """The held-out question; empty where there are too few to spare one."""
    return entry.questions[place(entry)] if len(entry.questions) > 1 else ""


def without(entries: Iterable[PopularNames]) -> Iterator[PopularNames]:
    """The entries without their held-out questions."""
    for entry in entries:
        kept = tuple(text for text in entry.questions if text != question(entry))
        yield entry.model_copy(update={"questions": kept})


def shown(unanswerable: Sequence[str]) -> tuple[str, ...]:
    """The unanswerable questions that are not held out: every other one."""
    return tuple(unanswerable[::2])


def hidden(unanswerable: Sequence[str]) -> tuple[str, ...]:
    """The unanswerable questions that are held out."""
    return tuple(unanswerable[1::2])
