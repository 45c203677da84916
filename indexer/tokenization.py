"""Tokens of a text: syllables and their bigrams with marks, the same without, and underthesea's words.

underthesea is imported here only. Its tokeniser has an expression of exponential cost (runs of dots after "http://") and a
race on first use, so that texts are cut short and cleaned first, and `warm_up` is called before threads start.
"""

import re
from dataclasses import dataclass

from underthesea import word_tokenize

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


def warm_up() -> None:
    """Load underthesea's model now, in one thread."""
    segment("đăng ký khai sinh")


def segmentable(text: str) -> str:
    """The part of a text that underthesea may see: short, without addresses and runs of punctuation."""
    clean = _PUNCTUATION_RUN.sub(r"\1", _ADDRESS.sub(" ", text))
    return clean[:SEGMENTED_CHARACTERS]


def segment(text: str) -> tuple[str, ...]:
    """Compound words of a marked text, lower case, syllables joined by underscores; single syllables are left out."""
    pieces = word_tokenize(segmentable(text).lower())
    return tuple(piece.strip().replace(" ", "_") for piece in pieces if " " in piece.strip())


def tokenize(text: str, *, words: bool = False) -> Tokens:
    """Tokens of a text; `words` asks for underthesea's segmentation too (index time, or short marked queries)."""
    marked = [one_i(word) for word in syllables(text)]
    folded = [fold(word) for word in marked]
    return Tokens(
        marked=(*marked, *bigrams(marked)),
        folded=(*folded, *bigrams(folded)),
        words=segment(text) if words else (),
    )
