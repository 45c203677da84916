"""Signs that a text was written before the reforms of 2025: the district level, ministries that are gone."""

import re
from collections.abc import Iterable

from corpus.records import ObsoleteFlag

_DISTRICT = re.compile(
    r"\bcấp (?:quận|huyện)\b|\bcấp (?:tỉnh|xã)\s*[,/]\s*huyện\b"
    r"|\b(?:UBND|ủy ban nhân dân|phòng [^.;,\n]{0,40}|công an|chủ tịch UBND)(?: các)? (?:quận|huyện)\b",
    re.IGNORECASE,
)
_AND = r"\s*(?:và|&|-|–)?\s*"
_GONE = "|".join(
    (
        rf"lao động\s*[-–,]?\s*thương binh{_AND}xã hội",
        "giao thông vận tải",
        rf"nông nghiệp{_AND}phát triển nông thôn",
        rf"kế hoạch{_AND}đầu tư",
        rf"tài nguyên{_AND}môi trường",
        rf"thông tin{_AND}truyền thông",
        r"LĐ\s*[-–]?\s*TB\s*(?:&|và|-)?\s*XH",
        "GTVT",
        r"NN\s*(?:&|và)?\s*PTNT",
        r"KH\s*(?:&|và)?\s*ĐT",
        r"TN\s*(?:&|và)?\s*MT",
        r"TT\s*(?:&|và)?\s*TT",
    )
)
_MINISTRY = re.compile(rf"\b(?:bộ trưởng )?(?:bộ|sở)\s+(?:{_GONE})\b", re.IGNORECASE)
# A document of a former ministry is still cited by its old name.
_CITATION = re.compile(
    r"(?:thông tư|quyết định|nghị định|văn bản hợp nhất|chỉ thị|công văn|quy chuẩn)[^;\n]{0,160}$", re.IGNORECASE
)


def _names_gone_ministry(text: str) -> bool:
    return any(
        not _CITATION.search(text[max(0, match.start() - 200) : match.start()]) for match in _MINISTRY.finditer(text)
    )


def flags(texts: Iterable[str]) -> tuple[ObsoleteFlag, ...]:
    """The signs found in the (tidy) texts of one record."""
    found = set()
    for text in texts:
        if _DISTRICT.search(text):
            found.add(ObsoleteFlag.DISTRICT_LEVEL)
        if _names_gone_ministry(text):
            found.add(ObsoleteFlag.VANISHED_MINISTRY)
    return tuple(flag for flag in ObsoleteFlag if flag in found)
