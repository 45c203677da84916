"""Lists of procedures as the portal exports them to .xlsx: a row for each, below the headings."""

import io
from collections.abc import Iterator
from itertools import islice
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus.importing import portal_list
from corpus.importing.outcomes import Malformed, Origin, Outcome
from corpus.importing.portal_list import HEADINGS
from corpus.orthography import tidy

FORMAT = "xlsx-list"
_HEADING_WITHIN = 30
_MOST_ROWS = 200_000
_WIDEST = 64

# What openpyxl raises for parts that are missing, or hold something else than they should.
_BROKEN = (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError)


def outcomes(data: bytes, file: str) -> Iterator[Outcome]:
    """The procedures of the first sheet that has the headings. Raises `Malformed` where none has."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = (sheet.iter_rows(max_col=_WIDEST, values_only=True) for sheet in book.worksheets)
        tables = [[tuple(map(_cell, row)) for row in islice(rows, _MOST_ROWS + 1)] for rows in sheets]
    except _BROKEN as error:
        raise Malformed("file", "broken Office file", str(error)) from None
    for table in tables:
        if found := _heading(table):
            yield from _records(table, *found, file)
            return
    raise Malformed("file", "unknown format", "an .xlsx without the headings of a list of procedures")


def _cell(value: object) -> str:
    """A cell as text. A code that the spreadsheet took for a number has lost its closing zeros: codes have six digits."""
    if isinstance(value, float):
        return f"{value:.6f}"
    return "" if value is None else str(value)


def _heading(table: list[tuple[str, ...]]) -> tuple[int, list[str]] | None:
    """The index of the row of headings and the field of each column."""
    for index, row in enumerate(table[:_HEADING_WITHIN]):
        fields = [HEADINGS.get(tidy(cell).lower(), "") for cell in row]
        if "code" in fields and "title" in fields:
            return index, fields
    return None


def _records(table: list[tuple[str, ...]], heading: int, fields: list[str], file: str) -> Iterator[Outcome]:
    for index in range(heading + 1, min(len(table), _MOST_ROWS)):
        cells = {name: cell for name, cell in zip(fields, table[index], strict=False) if name}
        origin = Origin(file, index + 1)
        if any(map(str.strip, cells.values())):
            try:
                yield portal_list.row(cells, origin, FORMAT)
            except Malformed as error:
                yield error.rejection(origin)
    if len(table) > _MOST_ROWS:
        raise Malformed("file", "too many rows", f"more than {_MOST_ROWS}")
