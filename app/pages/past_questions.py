"""Questions that many people asked before, for those who are typing the same."""

import time
from pathlib import Path
from threading import Lock

from app.store.question_store import QuestionStore
from indexer.normalization import fold, syllables

FILE = Path(__file__).with_name("denied_words.txt")
FEWEST_ASKERS = 5
KNOWN = 500
LONGEST = 80
FRESH_SECONDS = 600.0
LEAST_TYPED = 3


def denied_phrases() -> tuple[str, ...]:
    """The reviewed phrases with which no question is shown to others."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(f" {' '.join(syllables(line))} " for line in lines if line and not line.startswith("#"))


class PastQuestions:
    """Good questions from the store, read again every FRESH_SECONDS; safe to share between threads."""

    def __init__(self, store: QuestionStore | None) -> None:
        self._store = store
        self._denied = denied_phrases()
        self._lock = Lock()
        self._questions: tuple[tuple[str, str], ...] = ()
        self._stale_at = 0.0

    def like(self, typed: str, limit: int) -> tuple[str, ...]:
        """At most `limit` questions that hold what was typed, the most frequent first."""
        wanted = fold(" ".join(syllables(typed)))
        if len(wanted) < LEAST_TYPED:
            return ()
        return tuple(text for text, folded in self._known() if f" {wanted}" in folded)[:limit]

    def _known(self) -> tuple[tuple[str, str], ...]:
        if self._store and time.monotonic() >= self._stale_at:
            with self._lock:
                if time.monotonic() >= self._stale_at:
                    asked = self._store.often_asked(FEWEST_ASKERS, KNOWN)
                    self._questions = tuple((text, fold(_padded(text))) for text in asked if self._may_be_shown(text))
                    self._stale_at = time.monotonic() + FRESH_SECONDS
        return self._questions

    def _may_be_shown(self, text: str) -> bool:
        """Short, without anything redacted, without a denied phrase."""
        return len(text) <= LONGEST and "[" not in text and not any(phrase in _padded(text) for phrase in self._denied)


def _padded(text: str) -> str:
    return f" {' '.join(syllables(text))} "
