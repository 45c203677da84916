"""The light columns of every record that ranking, grouping and filtering read without opening the record."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.companions import Companion, Faq, Pakn, Regulation, Written
from corpus.records import Level, Procedure
from indexer.normalization import fold, plain_key

_MISSIONS = ("Cơ quan đại diện", "Cơ quan lãnh sự")
_LEADING = re.compile(r"^(thu tuc hanh chinh|thu tuc|tthc) ")
_BRACKETED = re.compile(r"\([^()]*\)")
_PLACE = re.compile(r" (tren dia ban|tai dia ban|thuoc dia ban) (tinh|thanh pho) .*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: `act` is shared by records that are the same act (province copies, re-issues)."""

    id: str
    kind: str
    title: str
    act: str
    field: str = ""
    agency: str = ""
    issuer: str = ""
    province: str = ""
    levels: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    internal: bool = False
    updated: str = ""
    obsolete: bool = False
    procedures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def of_forces(self) -> bool:
        """Whether only the armed forces deal in it, which its title need not say."""
        return self.issuer == "Bộ Quốc phòng" or (self.issuer == "Bộ Công an" and self.field == "Chính sách")

    @property
    def of_missions(self) -> bool:
        """Whether it is done at missions abroad, which its title need not say."""
        agencies = (agency.strip() for agency in self.agency.split(";"))
        return all(agency.startswith(_MISSIONS) for agency in agencies) and "chủ sở hữu" not in self.agency

    @property
    def of_diplomats(self) -> bool:
        """Whether it is for foreign diplomats, which its title need not say."""
        return self.field == "Ưu đãi, miễn trừ"

    @property
    def central(self) -> bool:
        """Whether it is done at a ministry and nowhere nearer."""
        return Level.MINISTRY in self.levels and not {Level.PROVINCE, Level.WARD} & {*self.levels}

    @property
    def of_customs(self) -> bool:
        """Whether it is for the customs."""
        return self.field == "Hải quan"


def act_key(title: str, province: str = "") -> str:
    """The key of an act: its title without marks, punctuation, brackets (level, code), "thủ tục" and the copying province."""
    bare = _BRACKETED.sub(" ", title)
    key = _PLACE.sub("", _LEADING.sub("", plain_key(bare if plain_key(bare) else title)))
    place = fold(province)
    return re.sub(rf" (o |tai |cua )?(tinh |thanh pho )?{re.escape(place)}$", "", key) if place else key


def procedure_row(record: Procedure, names: Sequence[str] = ()) -> Row:
    """The columns of a procedure."""
    return Row(
        id=record.code,
        kind=record.kind.value,
        title=record.title,
        act=act_key(record.title, record.province),
        field=record.field,
        agency=record.agency,
        issuer=record.issuer,
        province=record.province,
        levels=tuple(level.value for level in record.levels),
        audience=record.audience,
        internal=record.internal,
        updated=record.updated.isoformat() if record.updated else "",
        obsolete=bool(record.obsolete),
        names=tuple(names),
    )


def companion_row(record: Companion) -> Row:
    """The columns of a record that goes with procedures.

    It is an act of its own, but the questions about one procedure are one: together they are one hit, not many.
    """
    single = isinstance(record, Faq) and len(record.procedures) == 1
    return Row(
        id=record.id,
        kind=record.kind.value,
        title=record.question if isinstance(record, Faq) else record.title,
        act=f"{record.kind.value} {record.procedures[0] if single else record.id}",
        field=getattr(record, "field", ""),
        agency=record.agency if isinstance(record, Pakn | Regulation) else "",
        province=record.province if isinstance(record, Pakn) else "",
        updated=_updated(record),
        procedures=record.procedures,
    )


def _updated(record: Companion) -> str:
    match record:
        case Written():
            day = record.reviewed
        case Pakn():
            day = record.answered
        case _:
            day = record.effective_date
    return day.isoformat() if day else ""


def save(path: Path, rows: Sequence[Row]) -> None:
    """Write the columns as one JSON array."""
    path.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False), encoding="utf-8")


def load(path: Path) -> tuple[Row, ...]:
    """Read what `save` wrote."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    lists = ("levels", "audience", "procedures", "names")
    return tuple(_row({key: tuple(value) if key in lists else value for key, value in row.items()}) for row in rows)


def _row(columns: dict[str, Any]) -> Row:
    return Row(**columns)


def speaking_of(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Code of a procedure -> the records that speak of it, in their order."""
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        for code in row.procedures:
            by_code.setdefault(code, []).append(row)
    return by_code
