"""The spelling of Vietnamese text: one form for every letter, so that equal words are equal strings.

`tidy` is applied to every text of the corpus when it is imported; `faults` names what it has to mend.
"""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from itertools import product

_LETTER = r"[^\W\d_]"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


class Fault(StrEnum):
    """What a text may have wrong with it, in words for the import summary."""

    NOT_COMPOSED = "not NFC"
    ODD_SPACE = "no-break or other odd space"
    TAB = "tab"
    INVISIBLE = "zero-width mark or control character"
    BULLET = "private-use bullet"
    LOOKALIKE = "Cyrillic or Greek look-alike in a Latin word"
    ETH = "eth for Đ"
    TONE = "tone placement"


_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухіјѕиΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaeopcyxijsuABEZHIKMNOPTYXo",
)
# The eth and the African D look like Đ and stand for it in texts typed with old fonts.
_ETHS = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_ETH_LETTERS = "ÐðƉɖ"
_ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_BULLET_MARKS = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_FOREIGN_LETTERS = "\u0370-\u03ff\u0400-\u04ff"
_MARKS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# Only a text with one of these, or one that is not NFC, needs more than its tones and spaces put right.
_SUSPECT = re.compile(f"[\r\t¬{_ODD_SPACES}{_LINE_BREAKS}{_MARKS}{_BULLET_MARKS}{_ETH_LETTERS}{_FOREIGN_LETTERS}]")
_LINE_ENDS = re.compile(f"\r\n?|[{_LINE_BREAKS}]")
_ODD_BLANKS = re.compile(f"[\t{_ODD_SPACES}]")
_BLANKS = re.compile(" {2,}")
_LINE_EDGES = re.compile(" +\n *|\n +")
_NOTHING = re.compile(f"[{_MARKS}]")
# Some converters turn the soft hyphen inside a word into a not sign.
_NOT_SIGN = re.compile(f"(?<={_LETTER})¬(?={_LETTER})")
_BULLETS = re.compile(f"[{_BULLET_MARKS}]")
_FOREIGN = re.compile(f"[{_FOREIGN_LETTERS}]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(f"{_LETTER}+")


def _toned(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


def _moved(nuclei: tuple[str, ...], tone_on: int) -> dict[str, str]:
    """Two-letter nuclei with the tone on letter `tone_on` (0 or 1), mapped to the same with the tone on the other."""
    moves = {}
    for nucleus, tone in product(nuclei, _TONES):
        for pair in product(*((letter, letter.upper()) for letter in nucleus)):
            on_first = _toned(pair[0], tone) + pair[1]
            on_second = pair[0] + _toned(pair[1], tone)
            moves.update({on_first: on_second} if tone_on == 0 else {on_second: on_first})
    return moves


_OPEN, _CLOSED = _moved(("oa", "oe", "uy"), 1), _moved(("oa", "oe", "uy"), 0)
_AFTER_Q, _AFTER_G = _moved(("ua", "ue", "uo", "uy"), 0), _moved(("ia", "io", "iu"), 0)
_GLIDED = [q + nucleus for q in "qQ" for nucleus in _AFTER_Q] + [g + nucleus for g in "gG" for nucleus in _AFTER_G]


def _by_first_letter(words: Collection[str]) -> str:
    """A pattern for the words whose alternatives all begin with a plain letter: re searches that ten times as fast."""
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(word[1])
    rests = {word[2:] for word in words}
    third = f"[{''.join(sorted(rests))}]" if rests != {""} else ""
    return "|".join(f"{first}[{''.join(sorted(letters))}]{third}" for first, letters in seconds.items())


_NUCLEI = re.compile("|".join(map(_by_first_letter, ([*_OPEN, *_CLOSED], _GLIDED))))


def _placed(match: re.Match[str]) -> str:
    """The nucleus with its tone in place: hoá -> hóa, tòan -> toàn, qúy -> quý, gía -> giá; quý and hoàn stay."""
    found, text, start = match.group(), match.string, match.start()
    before, after = text[max(0, start - 1) : start], text[match.end() : match.end() + 1]
    if "\u0300" <= after <= "\u036f":
        return found
    if len(found) == 3:
        return found[0] + _after_glide(found[0].lower(), found[1:], before)
    if before in ("q", "Q"):
        return found
    return (_CLOSED if after.isalpha() else _OPEN).get(found, found)


def _after_glide(glide: str, nucleus: str, before: str) -> str:
    """The nucleus after "q" or "g"; only "gi" at the start of a word is a glide, "nghía" is none."""
    fits = nucleus in _AFTER_Q if glide == "q" else nucleus in _AFTER_G and not before.isalpha()
    return (_AFTER_Q | _AFTER_G)[nucleus] if fits else nucleus


def _latinised(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_LOOKALIKES) if _LATIN.search(word) else word


def _composed(text: str) -> str:
    text = _BULLETS.sub("- ", _NOTHING.sub("", _ODD_BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))))
    # A letter and its mark are two characters until they are composed: what stands between letters is seen afterwards.
    text = unicodedata.normalize("NFC", _NOT_SIGN.sub("", unicodedata.normalize("NFC", text))).translate(_ETHS)
    return unicodedata.normalize("NFC", _WORD.sub(_latinised, text)) if _FOREIGN.search(text) else text


def tidy(text: str) -> str:
    """The text in NFC, Vietnamese letters, one placement of tones (hóa, thủy) and single spaces; line breaks stay."""
    if _SUSPECT.search(text) or not unicodedata.is_normalized("NFC", text):
        text = _composed(text)
    text = _NUCLEI.sub(_placed, text)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return (_LINE_EDGES.sub("\n", text) if "\n" in text else text).strip()


def one_line(text: str) -> str:
    """A tidy text with spaces for its line breaks."""
    return _BLANKS.sub(" ", text.replace("\n", " ")) if "\n" in text else text


_SIGNS = {
    Fault.ODD_SPACE: re.compile(f"[{_ODD_SPACES}]"),
    Fault.TAB: re.compile("\t"),
    Fault.INVISIBLE: _NOTHING,
    Fault.BULLET: _BULLETS,
    Fault.ETH: re.compile(f"[{_ETH_LETTERS}]"),
}


def faults(text: str) -> frozenset[Fault]:
    """What `tidy` would mend in the text, double spaces and line ends aside."""
    found = {fault for fault, sign in _SIGNS.items() if sign.search(text)}
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        found.add(Fault.NOT_COMPOSED)
    if _FOREIGN.search(text) and any(_latinised(word) != word.group() for word in _WORD.finditer(composed)):
        found.add(Fault.LOOKALIKE)
    if _NUCLEI.sub(_placed, composed) != composed:
        found.add(Fault.TONE)
    return frozenset(found)


_LONGEST_ABSENCE = 60
_ABSENT = re.compile(
    r"[\W_]*|(?:không (?:có|rõ) thông tin|chưa (?:có )?(?:thông tin|cập nhật)|đang cập nhật|n/a|null|none|undefined)[\s.]*",
    re.IGNORECASE,
)
_BARE_NO = re.compile(
    r"[-\s]*(?:không(?: có| quy định(?: cụ thể)?| yêu cầu)?|chưa (?:có )?quy định|chưa có)(?:\s*(?:yêu cầu|điều kiện|,))*[\s.;!]*",
    re.IGNORECASE,
)


def absent(text: str, *, bare_no: bool = False) -> bool:
    """Whether a tidy text only says that there is no value ("Không có thông tin", "--", "").

    A bare "Không" or "Không quy định" is a value of its own in most fields; `bare_no` counts it as absent too.
    """
    if len(text) > _LONGEST_ABSENCE:
        return False
    return bool(_ABSENT.fullmatch(text) or (bare_no and _BARE_NO.fullmatch(text)))
