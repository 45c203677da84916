"""Which provinces a question names: whole words, and with their marks unless the whole question lacks them.

"thuế" is not Huế, "nhà đa năng" is not in Đà Nẵng, and "làm đồng" is not Lâm Đồng.
"""

from collections.abc import Iterable, Mapping

from app.search.question import Question
from indexer.normalization import fold, syllables


class Places:
    """The provinces that records are of."""

    def __init__(self, provinces: Iterable[str]) -> None:
        longest_first = sorted({*provinces} - {""}, key=lambda place: (-len(place), place))
        self._marked = {f" {' '.join(syllables(place))} ": place for place in longest_first}
        self._folded = {fold(words): place for words, place in self._marked.items()}

    def named(self, question: Question) -> tuple[str, ...]:
        """The provinces that the question names, the longest name first."""
        text = f" {question.text} "
        if question.unmarked:
            return _within(fold(text), self._folded)
        return _within(text, self._marked)


def _within(text: str, places: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(place for words, place in places.items() if words in text)
