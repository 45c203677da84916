"""Tokens of a text: syllables and their pairs with marks, and the same without.

Vietnamese is written in syllables, and a pair of syllables is what a word mostly is, so that a question and a text meet in the same
pairs however a segmenter would cut them. underthesea's compound words beside them were measured and gave nothing
(docs/adr/0001-indexes.md); its dictionary tells which syllables exist. It is imported here only and only at index time: where torch
is installed its import takes seconds, and a server never needs it.
"""

from dataclasses import dataclass
from functools import cache

from indexer.normalization import bigrams, fold, one_i, syllables

TOKENIZER_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text: `marked` and `folded` hold syllables, then pairs."""

    marked: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def folded_syllables(self) -> tuple[str, ...]:
        """The folded syllables without their pairs."""
        return self.folded[: (len(self.folded) + 1) // 2]


def tokenize(text: str) -> Tokens:
    """Tokens of a text."""
    marked = [one_i(word) for word in syllables(text)]
    folded = [fold(word) for word in marked]
    return Tokens(marked=(*marked, *bigrams(marked)), folded=(*folded, *bigrams(folded)))


@cache
def dictionary_syllables() -> frozenset[str]:
    """The lower-case syllables of a general Vietnamese dictionary of 39,000 words (index time)."""
    from underthesea.corpus import viet_dict_39K

    return frozenset(syllable for word in viet_dict_39K.words for syllable in syllables(word) if syllable.isalpha())
