"""Figures of a text: amounts of money, spans of time, counts, percentages, form codes and numbers of documents.

They are what a reader of a guide relies on, so written content is compared with its records figure by figure. A catalogue
of facts keeps them for the sections whose sentences it must leave out.
"""

import re
from collections.abc import Iterable

from corpus.records import Procedure, RecordField

# Units that tell one figure from another; the longest first, so that working days are never taken for days.
_UNITS = (
    "ngày làm việc|ngày|giờ làm việc|giờ|phút|tháng tuổi|tháng|năm|tuần|tuổi|đồng|lần|bản|bộ|ảnh|người|xe|chỗ|"
    "mét vuông|m2|km|kw|kg|tấn|cc|cm3|%"
)
_SPELT = {"m²": "m2", "mét vuông": "m2", "vnđ": "đồng", "vnd": "đồng", "đ": "đồng", "cm³": "cm3"}
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
_DOCUMENT = re.compile(r"\b\d+/\d{4}/[A-ZĐ][A-ZĐ0-9-]*(?:-[A-ZĐ]+)*")
_FORM = re.compile(r"\b(?:[A-ZĐ]{1,4}\d{1,3}[a-zđ]?(?:-[A-ZĐ0-9]+)*|\d{2}[A-Za-z]?/[A-ZĐ][A-ZĐa-z0-9-]*)(?![\w/])")
_NUMBERED_FORM = re.compile(r"\bmẫu(?: số)?\s+(\d[\w/.-]*\w|\d)", re.IGNORECASE)
_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b|\bngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:[.,]\d{3})+|\d+(?:,\d{1,2})?)(?![\d/])"
    rf"(?:\s*\([^)]{{1,20}}\)|\))?(?:\s*(nghìn|ngàn|triệu|tỷ)\b)?(?:\s*({_UNITS}|m²|cm³|vnđ|vnd|đ)(?![^\W\d_]))?",
    re.IGNORECASE,
)


def figures(text: str) -> frozenset[str]:
    """The figures a text states, each in one spelling: "3 ngày làm việc", "10000 đồng", "ct01", "66/2023/tt-bca", "18 tuổi"."""
    found = {match.lower() for match in _DOCUMENT.findall(text)}
    found |= {"/".join(part.lstrip("0") for part in match if part) for match in _DATE.findall(text)}
    rest = _DATE.sub(" ", _DOCUMENT.sub(" ", text))
    found |= {_form(match) for match in _NUMBERED_FORM.findall(rest)}
    rest = _NUMBERED_FORM.sub(" ", rest)
    found |= {_form(match) for match in _FORM.findall(rest)}
    return frozenset(found | {_spelt(*match) for match in _NUMBER.findall(_FORM.sub(" ", rest))})


def _form(code: str) -> str:
    plain = code.lower().lstrip("0") or "0"
    return f"mẫu {plain}" if plain.isdecimal() else plain


def _spelt(number: str, scale: str, unit: str) -> str:
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number)
    value = float(re.sub(r"[.,]", "", number) if grouped else number.replace(",", "."))
    amount = f"{value * _SCALES.get(scale.lower(), 1):.10g}" if value < 1e9 else f"{value:.0f}"
    named = _SPELT.get(unit.lower(), unit.lower())
    return f"{amount} {named}".strip()


def unsupported(stated: Iterable[str], known: frozenset[str]) -> list[str]:
    """The stated figures that `known` does not hold; a figure without a unit may stand there with one."""
    bare = {figure.split(" ")[0] for figure in known}
    return sorted(figure for figure in stated if figure not in known and not (" " not in figure and figure in bare))


def of_record(procedure: Procedure) -> dict[RecordField, frozenset[str]]:
    """The figures of each field of a record, from its texts and from those its catalogue of facts kept."""
    kept = {field: frozenset(values) for field, values in procedure.figures.items()}
    return {
        field: figures(" \n ".join(texts)) | kept.get(field, frozenset()) for field, texts in _texts(procedure).items()
    }


def _texts(procedure: Procedure) -> dict[RecordField, list[str]]:
    """What each field of the record says, as texts."""
    times = [channel.time for channel in procedure.channels] + [case.time for case in procedure.sub_cases]
    fees = [fee for channel in procedure.channels for fee in channel.fees]
    remarks = [channel.text for channel in procedure.channels]
    papers = [
        part for paper in procedure.papers for part in (paper.name, paper.form, _counted(paper.originals, paper.copies))
    ]
    return {
        RecordField.FEE: [f"{_amount(fee.amount)} {_currency(fee.currency)}. {fee.text}" for fee in fees] + remarks,
        RecordField.TIME: [f"{_amount(t.amount)} {t.unit or ''}. {t.text}" for t in times if t] + remarks,
        RecordField.PAPERS: papers + [case.name for case in procedure.cases],
        RecordField.STEPS: [text for step in procedure.steps for text in (step.name, step.text)],
        RecordField.WHERE: [procedure.agency, procedure.competent_agency, procedure.reception_address, *remarks],
        RecordField.WHO: list(procedure.audience),
        RecordField.CONDITIONS: [procedure.conditions],
        RecordField.RESULT: list(procedure.results),
        RecordField.LEGAL_BASIS: [law.number for law in procedure.legal_basis],
        RecordField.TITLE: [procedure.title, *(case.name for case in procedure.sub_cases)],
    }


def _amount(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}".replace(".", ",")


def _currency(code: str) -> str:
    return "đồng" if code == "VND" else code


def _counted(originals: int | None, copies: int | None) -> str:
    return ", ".join(f"{count} bản" for count in (originals, copies) if count)
