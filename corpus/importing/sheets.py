"""The official form of a procedure as a sheet of labelled texts and tables: what all the text formats have in common."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus import amounts
from corpus.importing import drafts
from corpus.importing.drafts import Draft
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Malformed, Origin
from corpus.orthography import one_line
from corpus.records import Channel, LegalDocument, Method, Paper

# Labels without their closing colon, commas and case, and the fields they stand for.
LABELS = {
    "mã thủ tục": "code",
    "mã số": "code",
    "tên thủ tục": "title",
    "số quyết định": "decision_number",
    "cấp thực hiện": "levels",
    "loại thủ tục": "regulation_type",
    "lĩnh vực": "field",
    "trình tự thực hiện": "steps",
    "cách thức thực hiện": "channels",
    "thành phần hồ sơ": "cases",
    "đối tượng thực hiện": "audience",
    "cơ quan thực hiện": "agency",
    "cơ quan có thẩm quyền": "competent_agency",
    "cơ quan được ủy quyền": "authorized_agency",
    "cơ quan phối hợp": "coordinating_agency",
    "cơ quan ban hành": "issuer",
    "địa chỉ tiếp nhận hs": "reception_address",
    "kết quả thực hiện": "results",
    "kết quả xử lý": "results",
    "căn cứ pháp lý": "legal_basis",
    "yêu cầu điều kiện thực hiện": "conditions",
    "yêu cầu điều kiện": "conditions",
    "thủ tục hành chính liên quan": "related",
    "thủ tục liên quan": "related",
    "từ khóa": "keywords",
    "mô tả": "note",
}
METHODS = {"trực tiếp": Method.DIRECT, "trực tuyến": Method.ONLINE, "dịch vụ bưu chính": Method.POSTAL}
_ALL_CASES = ("bao gồm", "thành phần hồ sơ")
# "Bản chính: 1\nBản sao: 0" in the old forms, "1 bản chính, 1 bản sao" on the new pages.
_ORIGINALS = re.compile(r"bản chính ?: ?(\d{1,4})|(\d{1,4}) ?bản chính(?! ?:)", re.IGNORECASE)
_COPIES = re.compile(r"bản sao ?: ?(\d{1,4})|(\d{1,4}) ?bản sao(?! ?:)", re.IGNORECASE)
_DECISION = re.compile(r"^quyết định\s*(?:số)?\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A row of "cách thức thực hiện": how, how long, what it costs (a text or several), remarks."""

    method: str
    time: str = ""
    fees: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of "thành phần hồ sơ"."""

    name: str
    form: str = ""
    quantity: str = ""


@dataclass(slots=True)
class Sheet:
    """A procedure's form as read; texts are by field name (see `LABELS`), raw.

    `rendered` says that the portal's pages printed it (see `amounts.fees`).
    """

    texts: dict[str, str] = field(default_factory=dict)
    channels: list[ChannelRow] = field(default_factory=list)
    cases: list[tuple[str, list[PaperRow]]] = field(default_factory=list)
    legal: list[tuple[str, str]] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    address: str = ""
    rendered: bool = False


def label(text: str) -> str:
    """The field a label stands for; "" for any other text."""
    words = re.sub(r"[_,\s]+", " ", text).strip(" :*").lower()
    return LABELS.get(words, "")


def imported(sheet: Sheet, origin: Origin, format_name: str) -> Imported:
    """The procedure of a sheet; raises `Malformed`."""
    fields = Fields(dict(sheet.texts))
    draft = Draft(fields.written("code"), fields.written("title"), _values(sheet, fields), fields.faults)
    return drafts.finished(draft, origin, format_name, sheet.address)


def _values(sheet: Sheet, fields: Fields) -> dict[str, object]:
    named = ("issuer", "field", "agency", "competent_agency", "authorized_agency", "coordinating_agency")
    values: dict[str, object] = {name: drafts.joined(fields.text(name).split("\n")) for name in named}
    values["regulation_type"] = fields.line("regulation_type").replace("được giao luật", "được luật giao")
    return values | {
        "reception_address": fields.text("reception_address"),
        "decision_number": _DECISION.sub("", fields.line("decision_number")),
        "levels": drafts.levels(fields.text("levels")),
        "audience": drafts.listed(fields.text("audience")),
        "keywords": drafts.listed(fields.text("keywords")),
        "steps": drafts.steps([("", fields.text("steps"))]),
        "conditions": fields.text("conditions", bare_no=True),
        "note": fields.text("note", bare_no=True),
        "results": _results(sheet, fields),
        "channels": tuple(_channel(row, fields.clean, sheet.rendered) for row in sheet.channels),
        "cases": drafts.cases((_case(name, fields), _papers(rows, fields)) for name, rows in sheet.cases),
        "legal_basis": tuple(filter(None, (_legal(row, fields) for row in sheet.legal))),
    }


def _results(sheet: Sheet, fields: Fields) -> tuple[str, ...]:
    """Results of their own rows; a text that joins them with commas is one result, for their names hold commas too."""
    rows = sheet.results or [fields.text("results")]
    return tuple(dict.fromkeys(filter(None, (drafts.bare_name(fields.clean(row)) for row in rows))))


def _channel(row: ChannelRow, clean: Callable[[str], str], rendered: bool) -> Channel:
    method = one_line(clean(row.method)).lower()
    if method not in METHODS:
        raise Malformed("channels", "unknown way of handing in", method[:80])
    return Channel(
        method=METHODS[method],
        time=amounts.duration(one_line(clean(row.time))),
        fees=tuple(fee for cell in row.fees for fee in amounts.fees(clean(cell), rendered=rendered)),
        text=clean(row.text),
    )


def _case(name: str, fields: Fields) -> str:
    cleaned = one_line(fields.clean(name))
    return "" if cleaned.lower().strip(" :") in _ALL_CASES else cleaned


def _papers(rows: list[PaperRow], fields: Fields) -> tuple[Paper, ...]:
    return tuple(paper for row in rows if (paper := _paper(row, fields)).name)


def _paper(row: PaperRow, fields: Fields) -> Paper:
    quantity = one_line(fields.clean(row.quantity))
    return Paper(
        name=fields.clean(row.name),
        originals=_quantity(_ORIGINALS, quantity),
        copies=_quantity(_COPIES, quantity),
        form=_file_name(one_line(fields.clean(row.form))),
    )


def _quantity(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(match[1] or match[2]) if match else None


def _file_name(path: str) -> str:
    """The last part of a path; "" for an address that names no file."""
    name = re.split(r"[\\/]", path)[-1]
    return "" if "?" in name or "=" in name else name


def _legal(row: tuple[str, str], fields: Fields) -> LegalDocument | None:
    number, title = (one_line(fields.clean(part)) for part in row)
    return drafts.legal_document(number, title)
