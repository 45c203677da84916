"""The records of the corpus: what an administrative procedure (thủ tục hành chính) is made of.

Names follow the official form (Điều 8 NĐ 63/2010/NĐ-CP); see DESIGN in docs/architecture.md. Every record is frozen and
validated on construction; texts are expected to have passed `corpus.orthography.tidy`.
"""

import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Code = Annotated[str, Field(pattern=r"^\d\.\d{6}$")]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class Record(BaseModel):
    """A frozen record; unknown fields are errors, so that a mistyped field name is never lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def facts(self) -> dict[str, object]:
        """The record as JSON-ready values without the fields that hold nothing."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of what the record says; where and when it was read does not count."""
        said = self.model_dump(mode="json", exclude={"source"}, exclude_defaults=True)
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Kind(StrEnum):
    """What a record is; the value of `kind=` in the API."""

    PROCEDURE = "procedure"
    FAQ = "faq"
    GUIDE = "guide"
    LIFE_EVENT = "life_event"
    PAKN = "pakn"
    REGULATION = "regulation"


class RecordField(StrEnum):
    """A field of a procedure's official form, as written content names the one it rests on."""

    FEE = "fee"
    TIME = "time"
    PAPERS = "papers"
    STEPS = "steps"
    WHERE = "where"
    WHO = "who"
    CONDITIONS = "conditions"
    RESULT = "result"
    LEGAL_BASIS = "legal_basis"
    TITLE = "title"


class Level(StrEnum):
    """Where an act is handled (cấp thực hiện). Since July 2025 there is no district level."""

    MINISTRY = "bộ"
    PROVINCE = "tỉnh"
    WARD = "xã"
    VERTICAL = "ngành dọc"
    OTHER = "cơ quan khác"


class Method(StrEnum):
    """How a dossier is handed in (cách thức thực hiện)."""

    DIRECT = "trực tiếp"
    ONLINE = "trực tuyến"
    POSTAL = "bưu chính"


class Unit(StrEnum):
    """Units of a processing time."""

    HOUR = "giờ"
    DAY = "ngày"
    WORKING_DAY = "ngày làm việc"
    MONTH = "tháng"
    YEAR = "năm"


class FeeKind(StrEnum):
    """Legal kinds of payment: phí, lệ phí, giá dịch vụ."""

    FEE = "phí"
    CHARGE = "lệ phí"
    PRICE = "giá"


class Fee(Record):
    """One payment. `amount` is None where the source states none; `doubt` says why an amount must not be trusted."""

    kind: FeeKind = FeeKind.CHARGE
    amount: float | None = None
    currency: str = "VND"
    text: str = ""
    doubt: str = ""


class Duration(Record):
    """A processing time: `amount` in `unit`, or only the words of the source where it states no number."""

    amount: float | None = None
    unit: Unit | None = None
    text: str = ""


class Channel(Record):
    """One way to hand in the dossier, with its own time and payments."""

    method: Method
    time: Duration | None = None
    fees: tuple[Fee, ...] = ()
    text: str = ""


class Paper(Record):
    """One paper of a dossier. `form` is the name of the attached form file, `code` the paper's code in the national list."""

    name: str
    originals: int | None = None
    copies: int | None = None
    form: str = ""
    code: str = ""


class Case(Record):
    """Papers for one case of the act (trường hợp); an empty name stands for every case."""

    name: str = ""
    papers: tuple[Paper, ...] = ()


class SubCase(Record):
    """A numbered sub-case of the act ("1.004222.01") with its own processing time."""

    code: str
    name: str
    time: Duration | None = None


class Step(Record):
    """One step of the procedure (trình tự thực hiện)."""

    name: str = ""
    text: str = ""


class LegalDocument(Record):
    """One document of the legal basis: its number ("75/2022/TT-BTC", may be empty) and its title."""

    number: str = ""
    title: str = ""


class Source(Record):
    """Where a record was read: the public address, the day it was retrieved and the format of the file."""

    address: str = ""
    retrieved: date | None = None
    format: str = ""


class ObsoleteFlag(StrEnum):
    """Signs that a text was written before the reforms of 2025."""

    DISTRICT_LEVEL = "cấp huyện"
    VANISHED_MINISTRY = "bộ cũ"


class Procedure(Record):
    """An administrative procedure, all fields of the official form."""

    kind: Literal[Kind.PROCEDURE] = Kind.PROCEDURE
    code: Code
    title: str = Field(min_length=3)
    field: str = ""
    levels: tuple[Level, ...] = ()
    issuer: str = ""
    agency: str = ""
    competent_agency: str = ""
    authorized_agency: str = ""
    coordinating_agency: str = ""
    reception_address: str = ""
    province: str = ""
    audience: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    channels: tuple[Channel, ...] = ()
    cases: tuple[Case, ...] = ()
    sub_cases: tuple[SubCase, ...] = ()
    conditions: str = ""
    results: tuple[str, ...] = ()
    legal_basis: tuple[LegalDocument, ...] = ()
    related: tuple[str, ...] = ()
    decision_number: str = ""
    decision_date: date | None = None
    effective_date: date | None = None
    expiry_date: date | None = None
    updated: date | None = None
    state: str = ""
    regulation_type: str = ""
    internal: bool = False
    online_level: str = ""
    obsolete: tuple[ObsoleteFlag, ...] = ()
    note: str = ""
    figures: dict[RecordField, tuple[str, ...]] = {}
    source: Source = Source()

    @property
    def identity(self) -> str:
        """The national code."""
        return self.code

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper of every case, in order, each name once."""
        return tuple({paper.name: paper for case in self.cases for paper in case.papers}.values())


class PopularNames(Record):
    """What people call an act, and what they ask about it: a search field and training data, never shown as fact."""

    code: Code
    names: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """The code of the act."""
        return self.code
