"""The catalogue as a table: one row a procedure, and as CSV that spreadsheets open without harm."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.exporting.certain import payments, time_words
from corpus.records import Procedure

Cell = str | date | None
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, and what it shows of a procedure."""

    heading: str
    width: int
    cell: Callable[[Procedure], Cell]


def _times(procedure: Procedure) -> str:
    times = ((channel.method.value, time_words(channel.time)) for channel in procedure.channels)
    return "; ".join(dict.fromkeys(f"{method}: {words}" if words else method for method, words in times))


def _fees(procedure: Procedure) -> str:
    certain = (payment for payment in payments(procedure) if payment.amount is not None)
    return "; ".join(dict.fromkeys(f"{payment.method}: {payment.words}" for payment in certain))


def _unclear(procedure: Procedure) -> str:
    return "có" if any(payment.doubtful for payment in payments(procedure)) else ""


COLUMNS = (
    Column("Mã thủ tục", 12, lambda p: p.code),
    Column("Tên thủ tục", 60, lambda p: p.title),
    Column("Lĩnh vực", 28, lambda p: p.field),
    Column("Cơ quan ban hành", 28, lambda p: p.issuer),
    Column("Cơ quan thực hiện", 32, lambda p: p.agency),
    Column("Cơ quan có thẩm quyền", 32, lambda p: p.competent_agency),
    Column("Tỉnh, thành phố", 16, lambda p: p.province),
    Column("Cấp thực hiện", 16, lambda p: ", ".join(p.levels)),
    Column("Đối tượng", 36, lambda p: "; ".join(p.audience)),
    Column("Cách nộp và thời hạn", 40, _times),
    Column("Phí, lệ phí", 36, _fees),
    Column("Có mức phí chưa rõ", 12, _unclear),
    Column("Thành phần hồ sơ", 60, lambda p: "; ".join(paper.name for paper in p.papers)),
    Column("Kết quả", 36, lambda p: "; ".join(p.results)),
    Column("Căn cứ pháp lý", 36, lambda p: "; ".join(law.number or law.title for law in p.legal_basis)),
    Column("Số quyết định", 18, lambda p: p.decision_number),
    Column("Ngày quyết định", 13, lambda p: p.decision_date),
    Column("Trực tuyến", 12, lambda p: p.online_level),
    Column("Trạng thái", 12, lambda p: p.state),
    Column("Địa chỉ nguồn", 44, lambda p: p.source.address),
    Column("Ngày lấy dữ liệu", 13, lambda p: p.source.retrieved),
)


def rows(procedures: Iterable[Procedure]) -> Iterator[tuple[Cell, ...]]:
    """The cells of every procedure, in the order of `COLUMNS`."""
    return (tuple(column.cell(procedure) for column in COLUMNS) for procedure in procedures)


def opens_formula(text: str) -> bool:
    """Whether a spreadsheet would take a cell of this text for a formula or a command."""
    return text.startswith(_FORMULA_STARTS)


def _safe(cell: Cell) -> str:
    text = cell.isoformat() if isinstance(cell, date) else cell or ""
    return f"'{text}" if opens_formula(text) else text


def as_csv(procedures: Iterable[Procedure]) -> bytes:
    """CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel misreads Vietnamese."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.heading for column in COLUMNS)
    writer.writerows(tuple(map(_safe, row)) for row in rows(procedures))
    return text.getvalue().encode("utf-8-sig")
