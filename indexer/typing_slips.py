"""What fingers leave behind: Telex and VNI keystrokes that the keyboard did not turn into marks."""

import re
import unicodedata

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_LETTERS = (
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("uow", "ươ"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VNI_LETTERS = (("d9", "đ"), ("a6", "â"), ("e6", "ê"), ("o6", "ô"), ("a8", "ă"), ("o7", "ơ"), ("u7", "ư"))
_SYLLABLE = re.compile(
    r"^(?P<onset>(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?)(?P<rime>[aăâeêioôơuưy]+)(?P<coda>ch|ng|nh|[cmnpt])?$"
)


def with_tone(syllable: str, tone: str) -> str:
    """The syllable with a tone mark where modern spelling puts it ("hoa" + grave -> "hòa"); unchanged if it is none."""
    parts = _SYLLABLE.match(syllable)
    if not parts:
        return syllable
    onset, rime, coda = parts["onset"], parts["rime"], parts["coda"] or ""
    place = _tone_place(rime, bool(coda))
    return unicodedata.normalize("NFC", onset + rime[: place + 1] + tone + rime[place + 1 :] + coda)


def _tone_place(rime: str, closed: bool) -> int:
    """Index of the vowel that carries the tone."""
    for place in range(len(rime) - 1, -1, -1):
        if rime[place] in "ăâêôơư" and not (rime[place] == "ư" and "ơ" in rime):
            return place
    return 1 if len(rime) == 3 or (len(rime) == 2 and closed) else 0


def _spelled(word: str, tones: dict[str, str], letters: tuple[tuple[str, str], ...]) -> str | None:
    """The syllable behind raw keystrokes, or None where none of them is a mark key.

    One tone key may stand anywhere behind the first vowel ("giaasy", "giaays"); the letter keys are taken next.
    """
    spots = [i for i, key in enumerate(word) if key in tones and i > 0]
    options = [(word[:i] + word[i + 1 :], tones[word[i]]) for i in reversed(spots)]
    for bare, tone in [*options, (word, "")]:
        shaped = _shaped(bare, letters)
        if (tone or shaped != bare) and _SYLLABLE.match(shaped):
            return with_tone(shaped, tone) if tone else shaped
    return None


def _shaped(word: str, letters: tuple[tuple[str, str], ...]) -> str:
    word = re.sub(r"uo(?P<between>[^w7]*)[w7]", r"ươ\g<between>", word)
    for keys, letter in letters:
        word = word.replace(keys, letter)
        apart = re.sub(rf"{keys[0]}(?P<between>[^{keys[0]}]+){keys[1:]}$", rf"{letter}\g<between>", word)
        word = apart if len(keys) == 2 and _SYLLABLE.match(apart) and apart != word else word
    return word


def telex(word: str) -> str | None:
    """ "ddawng" -> "đăng", "giaays" -> "giấy"; None where the word holds no Telex keystrokes of a syllable."""
    return _spelled(word, _TELEX_TONES, _TELEX_LETTERS)


def vni(word: str) -> str | None:
    """ "d9a8ng" -> "đăng", "giay61" -> "giấy"; None where the word holds no VNI keystrokes of a syllable."""
    return _spelled(word, _VNI_TONES, _VNI_LETTERS) if any(key.isdigit() for key in word) else None
