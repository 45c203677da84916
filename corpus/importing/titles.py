"""Titles of procedures, without what sources put around them."""

import re

from corpus.importing.places import PROVINCES
from corpus.orthography import tidy

_STEPS_HEADING = re.compile(r"\s*\(?\s*\d?\s*[.)]?\s*trình tự thực hiện\s*:?.*$", re.IGNORECASE | re.DOTALL)
_CODE_AT_END = re.compile(r"\s*[-–]?\s*\(?\s*(?P<code>\d\.\d{6})\s*\)?\s*$")
_NUMBERING = re.compile(r"^(?:[-–•*+.]+|\d{1,2}[.)])\s+|^[.;,]+\s*")
# "Thủ tục hải quan" and the like are nouns of their own; what follows would not stand alone.
_PROCEDURE_WORD = re.compile(
    r"^thủ tục(?: hành chính)?\s*:\s*"
    r"|^thủ tục\s+(?=\S)(?!(?:hải quan|biên phòng|hành chính|điện tử|đối với|về|trong|cho(?! phép))\b)",
    re.IGNORECASE,
)
_ABBREVIATIONS = frozenset(
    {"ADN", "AEO", "ATM", "BHTN", "BHXH", "BHYT", "BNN", "CCCD", "CFS", "CITES", "CO", "CNTT", "EPS", "EVN", "GCN"}
    | {"GMDSS", "GPLX", "HCC", "HIV", "HTX", "ICAO", "ICD", "IMO", "IPA", "ISO", "KCB", "LRIT", "OCOP", "ODA", "PPP"}
    | {"QSDĐ", "SIM", "TTHC", "UAV", "UBND", "USD", "VIP", "VNEID", "WTO"}
)
_ROMAN = re.compile(r"(?:II|III|IV|VII|VIII|IX)")
_ROMAN_AFTER = re.compile(r"(?:cấp|loại|hạng|nhóm|bậc|phần|chương|mục|quý|khu|đợt)", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
_NAMES = {
    name.lower(): name
    for name in (
        *PROVINCES, "Việt Nam", "Nhà nước", "Chính phủ", "Thủ tướng", "Quốc hội", "Chủ tịch nước", "Hội đồng nhân dân",
        "Ủy ban nhân dân", "Trung Quốc", "Hoa Kỳ", "Campuchia", "Bộ luật", "Hiến pháp", "Giấy chứng nhận",
    )
}  # fmt: skip
_NAME = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _NAMES))})(?!\w)")
_LAW = re.compile(r"(?<=của )luật\b|(?<=theo )luật\b|\bđiều(?= \d)")
_PARENTHESES = re.compile(r"\([^()]*\)")
_LETTERS = re.compile(r"[^\W\d_]")


def cleaned(title: str, code: str) -> tuple[str, tuple[str, ...]]:
    """The title as it is shown, and what was put right in it ("all capitals", …)."""
    lines = [line for line in tidy(title).split("\n") if line]
    plain = " ".join(dict.fromkeys(lines))
    mends = ["edge spaces or line breaks"] if plain != title else []
    for what, cut in (
        ("heading of the steps", lambda text: _STEPS_HEADING.sub("", text)),
        ("own code", lambda text: _CODE_AT_END.sub(lambda match: "" if match["code"] == code else match.group(), text)),
        ("numbering", lambda text: _NUMBERING.sub("", text)),
        ("all capitals", _sentence_case),
        ("'Thủ tục' at the start", lambda text: _PROCEDURE_WORD.sub("", text)),
        ("closing punctuation", lambda text: text.rstrip(" .;:,")),
    ):
        shorter = cut(plain).strip()
        mends += [what] if shorter != plain else []
        plain = shorter
    return plain[:1].upper() + plain[1:], tuple(mends)


def _sentence_case(text: str) -> str:
    """Text in capitals outside its parentheses, written small; abbreviations and names keep theirs."""
    outside = "".join(_LETTERS.findall(_PARENTHESES.sub("", text)))
    if not outside or outside != outside.upper() or " " not in text.strip():
        return text
    words = re.split(r"(\W+)", text)
    for i in range(0, len(words), 2):
        before = words[i - 2] if i >= 2 else ""
        if words[i] == words[i].upper() and not _keeps_capitals(words[i], before):
            words[i] = words[i].lower()
    small = _NAME.sub(lambda match: _NAMES[match.group()], "".join(words))
    small = _LAW.sub(lambda match: match.group().capitalize(), small)
    return small[:1].upper() + small[1:]


def _keeps_capitals(word: str, before: str) -> bool:
    if word in _ABBREVIATIONS or not _VOWEL.search(word) or any(map(str.isdigit, word)):
        return len(word) > 1 or not _LETTERS.match(word) or bool(_ROMAN_AFTER.fullmatch(before))
    if _ROMAN.fullmatch(word):
        return True
    return bool(re.fullmatch(r"[IVX]+", word) and _ROMAN_AFTER.fullmatch(before))
