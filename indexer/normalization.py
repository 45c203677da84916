"""One spelling for index time and query time: lower case, folding of tone marks, syllables.

Everything here is pure and works on text that `corpus.orthography.tidy` has cleaned, as every text of a record is.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

NORMALIZATION_VERSION = "1"

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_COMBINING = re.compile(r"[\u0300-\u036f]")
_Y = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))
_FINAL_I = re.compile("[hklmst][iíìỉĩị]")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without tone and vowel marks, đ as d: "Đăng ký" -> "dang ky". Remembered: for words and short phrases."""
    return fold_text(text)


def fold_text(text: str) -> str:
    """The same for texts that are too long or too many to be remembered."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _COMBINING.sub("", decomposed)


def syllables(text: str) -> list[str]:
    """Lower-case syllables and numbers of a text, punctuation dropped: "Giấy CT01!" -> ["giấy", "ct01"]."""
    return _WORD.findall(text.lower())


def one_i(syllable: str) -> str:
    """Final i after a lone onset written y, as both spellings are in use: "kí" -> "ký", "bác sĩ" -> "bác sỹ"."""
    return syllable[:-1] + _Y[syllable[-1]] if _FINAL_I.fullmatch(syllable) else syllable


def calm(text: str) -> str:
    """Letters drawn out for emphasis brought back to one: "ơiiii" -> "ơi"."""
    return _REPEATED.sub(r"\1", text)


def is_marked(syllable: str) -> bool:
    """Whether a syllable carries a tone or vowel mark (or đ)."""
    return fold(syllable) != syllable.lower()


def marked_share(words: list[str]) -> float:
    """Share of alphabetic syllables that carry a mark; 0.0 for none. Vietnamese prose stands near 0.75."""
    letters = [word for word in words if word.isalpha()]
    return sum(map(is_marked, letters)) / len(letters) if letters else 0.0


def bigrams(words: list[str]) -> list[str]:
    """Adjacent pairs joined by an underscore: ["bằng", "lái"] -> ["bằng_lái"]."""
    return [f"{left}_{right}" for left, right in pairwise(words)]


def plain_key(text: str) -> str:
    """A key under which spelling differences vanish: folded syllables joined by a space."""
    return " ".join(fold(word) for word in syllables(text))
