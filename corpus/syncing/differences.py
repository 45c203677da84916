"""What changed between two states of the procedures: new, amended (which fields, old and new), abolished."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from corpus.exporting.certain import spelt, time_words
from corpus.records import Case, Channel, Fee, LegalDocument, Procedure, Step, SubCase

_LABELS = {
    "title": "tên",
    "field": "lĩnh vực",
    "levels": "cấp thực hiện",
    "issuer": "cơ quan ban hành",
    "agency": "cơ quan thực hiện",
    "competent_agency": "cơ quan có thẩm quyền",
    "authorized_agency": "cơ quan được ủy quyền",
    "coordinating_agency": "cơ quan phối hợp",
    "reception_address": "nơi tiếp nhận",
    "province": "tỉnh, thành phố",
    "audience": "đối tượng",
    "keywords": "từ khóa",
    "life_events": "sự kiện",
    "steps": "trình tự",
    "channels": "cách thực hiện, thời hạn, phí",
    "cases": "thành phần hồ sơ",
    "sub_cases": "trường hợp",
    "conditions": "yêu cầu, điều kiện",
    "results": "kết quả",
    "legal_basis": "căn cứ pháp lý",
    "related": "thủ tục liên quan",
    "decision_number": "số quyết định",
    "decision_date": "ngày quyết định",
    "effective_date": "ngày hiệu lực",
    "expiry_date": "ngày hết hiệu lực",
    "state": "trạng thái",
    "regulation_type": "loại thủ tục",
    "internal": "nội bộ",
    "online_level": "mức trực tuyến",
    "note": "ghi chú",
}
_LONGEST_SHOWN = 160
_MOST_SHOWN = 100
_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its values as lines of text."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A procedure in the diff; `changes` are those of an amended one."""

    code: str
    title: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """What changed, by code."""

    new: tuple[Act, ...] = ()
    amended: tuple[Act, ...] = ()
    abolished: tuple[Act, ...] = ()

    def as_json(self) -> dict[str, object]:
        """JSON-ready values."""
        return {"schema": 1, **asdict(self)}

    def render(self) -> str:
        """Lines for a terminal; the longest lists are cut, `as_json` has all."""
        lines = [f"{len(self.new)} new, {len(self.amended)} amended, {len(self.abolished)} abolished"]
        for sign, acts in (("+", self.new), ("-", self.abolished), ("~", self.amended)):
            for act in acts[:_MOST_SHOWN]:
                lines.append(f"  {sign} {act.code}  {_cut(act.title)}")
                lines += [f"      {line}" for change in act.changes for line in _shown(change)]
            lines += [f"  {sign} {len(acts) - _MOST_SHOWN} more"] if len(acts) > _MOST_SHOWN else []
        return "\n".join(lines)


def between(old: Iterable[Procedure], new: Iterable[Procedure]) -> Differences:
    """The differences of two states; when and where a record was read does not count."""
    before, after = ({p.code: p for p in procedures} for procedures in (old, new))
    amended = (_amended(before[code], after[code]) for code in sorted(before.keys() & after.keys()))
    return Differences(
        new=_acts(after, after.keys() - before.keys()),
        amended=tuple(act for act in amended if act.changes),
        abolished=_acts(before, before.keys() - after.keys()),
    )


def _acts(procedures: Mapping[str, Procedure], codes: Iterable[str]) -> tuple[Act, ...]:
    return tuple(Act(code, procedures[code].title) for code in sorted(codes))


def _amended(before: Procedure, after: Procedure) -> Act:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _LABELS)
    changes = (FieldChange(_LABELS[name], _lines(one), _lines(other)) for name, one, other in pairs if one != other)
    return Act(after.code, after.title, tuple(changes))


def _lines(value: object) -> tuple[str, ...]:
    """A field's value as lines: one for each entry of a list, none for nothing."""
    if isinstance(value, tuple):
        return tuple(_spoken(entry) for entry in value)
    return (_spoken(value),) if value else ()


def _spoken(value: object) -> str:
    match value:
        case Channel():
            fees = "; ".join(map(_fee, value.fees))
            return ", ".join(filter(None, (value.method.value, time_words(value.time), fees, value.text)))
        case Case():
            papers = "; ".join(
                f"{paper.name} ({paper.originals or 0} bản chính, {paper.copies or 0} bản sao)"
                for paper in value.papers
            )
            return f"{value.name}: {papers}" if value.name else papers
        case SubCase():
            return ": ".join(filter(None, (f"{value.code} {value.name}", time_words(value.time))))
        case Step():
            return " ".join(filter(None, (value.name, value.text)))
        case LegalDocument():
            return " ".join(filter(None, (value.number, value.title)))
        case True:
            return "có"
    return str(value)


def _fee(fee: Fee) -> str:
    amount = f" {spelt(fee.amount, grouped=True)} {fee.currency}" if fee.amount is not None else ""
    return f"{fee.kind}{amount}{f' ({fee.text})' if fee.text else ''}"


def _shown(change: FieldChange) -> list[str]:
    """The change in a few lines: what one value became, or what was taken from and added to a list."""
    gone = [line for line in change.before if line not in change.after]
    come = [line for line in change.after if line not in change.before]
    if len(gone) <= 1 and len(come) <= 1:
        one, other = _trimmed(gone[0] if gone else "", come[0] if come else "")
        return (
            [f"{change.field}: {one or '(trống)'} -> {other or '(trống)'}"]
            if gone or come
            else [f"{change.field}: đổi thứ tự"]
        )
    return [f"{change.field}:", *(f"  - {_cut(line)}" for line in gone), *(f"  + {_cut(line)}" for line in come)]


def _trimmed(one: str, other: str) -> tuple[str, str]:
    """Both texts from shortly before where they part."""
    same = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    start = max(0, same - _CONTEXT) if max(len(one), len(other)) > _LONGEST_SHOWN else 0
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int = 0) -> str:
    shown = " ".join(text[start : start + _LONGEST_SHOWN].split())
    return f"{'…' if start else ''}{shown}{'…' if start + _LONGEST_SHOWN < len(text) else ''}"
