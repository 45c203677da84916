"""How people type: marks left out, keystrokes left over, letters lost, words shortened. Every function is pure but for its draw."""

import random
import unicodedata
from collections.abc import Callable

from indexer.normalization import fold, is_marked

Slip = Callable[[str, random.Random], str]

_KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_LETTERS = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_SHORT = (
    ("giấy phép lái xe", "gplx"),
    ("căn cước công dân", "cccd"),
    ("bảo hiểm xã hội", "bhxh"),
    ("bảo hiểm y tế", "bhyt"),
    ("đăng ký kinh doanh", "đkkd"),
    ("hộ kinh doanh", "hkd"),
    ("ủy ban nhân dân", "ubnd"),
    ("bao nhiêu", "bn"),
    ("giấy tờ", "gt"),
    ("hồ sơ", "hs"),
    ("không", "ko"),
    ("được", "đc"),
    ("người", "ng"),
    ("gì", "j"),
    ("với", "vs"),
)


def unmarked(text: str, draw: random.Random) -> str:
    """No marks at all: "làm giấy khai sinh" -> "lam giay khai sinh"."""
    return fold(text)


def partly_unmarked(text: str, draw: random.Random) -> str:
    """Each word loses its marks with an even chance."""
    return " ".join(fold(word) if draw.random() < 0.5 else word for word in text.split())


def telex_residue(text: str, draw: random.Random) -> str:
    """One marked word as its Telex keystrokes: "giấy" -> "giaays"."""
    words = text.split()
    marked = [place for place, word in enumerate(words) if is_marked(word)]
    if marked:
        place = draw.choice(marked)
        words[place] = keystrokes(words[place])
    return " ".join(words)


def keystrokes(word: str) -> str:
    """The Telex keys of a word, the tone key last: "đường" -> "dduwowngf"."""
    tone = next((_KEYS[c] for c in unicodedata.normalize("NFD", word) if c in _KEYS), "")
    toneless = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", word) if c not in _KEYS))
    return "".join(_LETTERS.get(letter, letter) for letter in toneless) + tone


def slipped(text: str, draw: random.Random) -> str:
    """One letter lost, doubled or swapped with its neighbour."""
    if len(text) < 2:
        return text
    place = draw.randrange(len(text) - 1)
    kind = draw.choice(("lost", "doubled", "swapped"))
    if kind == "lost":
        return text[:place] + text[place + 1 :]
    if kind == "doubled":
        return text[: place + 1] + text[place:]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def shortened(text: str, draw: random.Random) -> str:
    """One common phrase as people abbreviate it."""
    found = [pair for pair in _SHORT if f" {pair[0]} " in f" {text} "]
    if not found:
        return text
    long, short = draw.choice(found)
    return f" {text} ".replace(f" {long} ", f" {short} ", 1).strip()
