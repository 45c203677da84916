"""Facts only: what of a procedure may be copied into a catalogue, which is names, numbers and dates, but no sentences."""

import json
import lzma
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.records import Case, Channel, Duration, Fee, LegalDocument, Paper, Procedure

LONGEST_NAME = 120
LONGEST_CASE = 100
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]

_BULLET = re.compile(r"^(?:[-+*•–.\s]|\(?[0-9a-zđ]{1,2}[.)]\s?|\d+\.\d+\.?\s)+", re.IGNORECASE)
_REMARK = re.compile(
    r"\s*[(\[;:].*$|\s*,?\s+(?:theo mẫu|theo quy định|ban hành kèm|được quy định|quy định tại|nếu có|trong trường hợp)\b.*$",
    re.DOTALL,
)
_PROSE_STARTS = (
    "trường hợp|đối với|lưu ý|nếu|khi|người|cá nhân|tổ chức|doanh nghiệp|cơ quan|xuất trình|nộp|gửi|hồ sơ|thành phần|số lượng"
    "|không|các|những|và|hoặc|ngoài|bao gồm|gồm|01|02|03"
)
_PROSE = re.compile(
    rf"^(?:{_PROSE_STARTS})\b|[.!?]\s|\b(?:phải|được nộp|có trách nhiệm|xuất trình|thì)\b", re.IGNORECASE
)

_CLOSING = re.compile(r",?\s*(?:hồ sơ )?(?:bao gồm|gồm)(?: có)?(?: các giấy tờ sau)?\s*:?\s*$", re.IGNORECASE)
_INSTRUCTION = re.compile(r"\b(?:phải|xuất trình|nộp|gửi|thành phần)\b|[.!?]\s", re.IGNORECASE)


def paper_name(text: str) -> str:
    """The name of a paper without bullet and remarks; empty where the text is prose."""
    name = _REMARK.sub("", _BULLET.sub("", text.strip())).strip(" .,-")
    return name if 3 <= len(name) <= LONGEST_NAME and "\n" not in name and not _PROSE.search(name) else ""


def _case(case: Case) -> Case | None:
    named = ((paper_name(paper.name), paper) for paper in case.papers)
    papers = {name: Paper(name=name, originals=p.originals, copies=p.copies, form=p.form) for name, p in named if name}
    name = _case_name(case.name)
    return Case(name=name, papers=tuple(papers.values())) if papers else None


def _case_name(text: str) -> str:
    """The name of a case without bullet and closing words; empty where it is an instruction."""
    name = _CLOSING.sub("", _BULLET.sub("", text.strip())).strip(" .,:-")
    return name if len(name) <= LONGEST_CASE and "\n" not in name and not _INSTRUCTION.search(name) else ""


def _fee(fee: Fee) -> Fee:
    return fee.model_copy(update={"text": ""})


def _time(time: Duration | None) -> Duration | None:
    return time.model_copy(update={"text": ""}) if time and time.amount is not None else None


def _channel(channel: Channel) -> Channel:
    fees = tuple(dict.fromkeys(map(_fee, channel.fees)))
    return Channel(method=channel.method, time=_time(channel.time), fees=fees)


def facts_only(procedure: Procedure) -> Procedure:
    """The procedure without its sentences: no steps, conditions, remarks; papers, results and legal basis by name or number."""
    return procedure.model_copy(
        update={
            "steps": (),
            "conditions": "",
            "note": "",
            "reception_address": "",
            "channels": tuple(map(_channel, procedure.channels)),
            "cases": tuple(case for case in map(_case, procedure.cases) if case),
            "sub_cases": tuple(c.model_copy(update={"time": _time(c.time)}) for c in procedure.sub_cases),
            "results": tuple(name for name in map(paper_name, procedure.results) if name),
            "legal_basis": tuple(LegalDocument(number=law.number) for law in procedure.legal_basis if law.number),
        }
    )


def catalogue(procedures: Iterable[Procedure]) -> list[Procedure]:
    """Facts of every public procedure, by code."""
    return sorted((facts_only(p) for p in procedures if not p.internal), key=lambda p: p.code)


def write(path: Path, procedures: Iterable[Procedure]) -> int:
    """Write JSON lines, xz-compressed; the same records give the same bytes. The number of records written."""
    lines = [json.dumps({"kind": p.kind.value, **p.facts()}, ensure_ascii=False, sort_keys=True) for p in procedures]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), format=lzma.FORMAT_XZ, filters=FILTERS))
    return len(lines)
