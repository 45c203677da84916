"""The catalogue as an Excel workbook: the head stays in view, every column has a filter."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from corpus.exporting.table import COLUMNS, Cell, rows
from corpus.records import Procedure

LONGEST_CELL = 32_767
_HEAD_FONT, _HEAD_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="8B1A1A")
_HEAD_ALIGNMENT = Alignment(vertical="center", wrap_text=True)


def as_xlsx(procedures: Iterable[Procedure]) -> bytes:
    """The workbook's file. Texts stay texts, whatever they begin with; a text too long for a cell ends in "…"."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Thủ tục hành chính")
    for number, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "C2"
    sheet.append([_head(sheet, column.heading) for column in COLUMNS])
    count = 1
    for row in rows(procedures):
        sheet.append([_cell(sheet, cell) for cell in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: WriteOnlyWorksheet, heading: str) -> object:
    cell = WriteOnlyCell(sheet, heading)
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD_ALIGNMENT
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> object:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…")
    cell.data_type = "s"
    return cell
