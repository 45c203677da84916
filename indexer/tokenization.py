"""Tokens of a text: syllables and their bigrams with marks, the same without, and underthesea's words.

underthesea is imported here only, and only when words are asked for, which is at index time: where torch is installed its import
takes seconds, and a server never needs it. Its tokeniser has an expression of exponential cost (runs of dots after "http://"),
so that texts are cut short and cleaned first, and a race on first use, so that one thread builds an index.
"""

import re
from dataclasses import dataclass
from functools import cache

from indexer.normalization import bigrams, fold, one_i, syllables

TOKENIZER_VERSION = "1"
SEGMENTED_CHARACTERS = 400

_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*|\S+@\S+")
_PUNCTUATION_RUN = re.compile(r"([^\w\s])\1+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text: `marked` and `folded` hold syllables then bigrams; `words` are underthesea's compound words."""

    marked: tuple[str, ...]
    folded: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def folded_syllables(self) -> tuple[str, ...]:
        """The folded syllables without their bigrams."""
        return self.folded[: (len(self.folded) + 1) // 2]


def segmentable(text: str) -> str:
    """The part of a text that underthesea may see: short, without addresses and runs of punctuation."""
    clean = _PUNCTUATION_RUN.sub(r"\1", _ADDRESS.sub(" ", text))
    return clean[:SEGMENTED_CHARACTERS]


def segment(text: str) -> tuple[str, ...]:
    """Compound words of a marked text, lower case, syllables joined by underscores; single syllables are left out."""
    from underthesea import word_tokenize

    pieces = word_tokenize(segmentable(text).lower())
    return tuple(piece.strip().replace(" ", "_") for piece in pieces if " " in piece.strip())


def tokenize(text: str, *, words: bool = False) -> Tokens:
    """Tokens of a text; `words` asks for underthesea's segmentation too (index time)."""
    marked = [one_i(word) for word in syllables(text)]
    folded = [fold(word) for word in marked]
    return Tokens(
        marked=(*marked, *bigrams(marked)),
        folded=(*folded, *bigrams(folded)),
        words=segment(text) if words else (),
    )


@cache
def dictionary_syllables() -> frozenset[str]:
    """The lower-case syllables of a general Vietnamese dictionary of 39,000 words (index time)."""
    from underthesea.corpus import viet_dict_39K

    return frozenset(syllable for word in viet_dict_39K.words for syllable in syllables(word) if syllable.isalpha())
