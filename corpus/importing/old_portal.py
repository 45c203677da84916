"""JSON scraped from the pages of the old portal: labels as keys, tables as lists of objects (dumps of 2021 and 2025)."""

from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Origin
from corpus.importing.sheets import ChannelRow, PaperRow, Sheet, imported, label

FORMAT = "old-portal"
_TABLES = ("channels", "cases", "legal_basis")


def recognises(entry: Fields) -> bool:
    """Whether an entry's keys are the labels of the old page."""
    return {"steps", "channels"} & set(map(label, entry)) != set()


def read(entry: Fields, origin: Origin) -> Imported:
    """The procedure of one page; raises `Malformed`. The dump of 2021 holds no codes, so its entries cannot be imported."""
    keys = {label(key): key for key in entry}
    sheet = Sheet(address=entry.line("reference"))
    sheet.texts = {name: entry.written(key) for name, key in keys.items() if name and name not in _TABLES}
    sheet.texts.setdefault("title", entry.written("title"))
    sheet.channels = [_channel(row) for row in entry.rows(keys.get("channels", ""))]
    sheet.cases = _cases(entry, keys.get("cases", ""))
    sheet.legal = [(row.text("Số ký hiệu"), row.text("Trích yếu")) for row in entry.rows(keys.get("legal_basis", ""))]
    return imported(sheet, origin, FORMAT)


def _channel(row: Fields) -> ChannelRow:
    return ChannelRow(
        row.written("Hình thức nộp"),
        row.written("Thời hạn giải quyết"),
        (row.written("Phí, lệ phí"),),
        row.written("Mô tả"),
    )


def _cases(entry: Fields, key: str) -> list[tuple[str, list[PaperRow]]]:
    """Papers by case, or, in the older dump, one list of papers."""
    if isinstance(entry.raw(key), list):
        return [("", [_paper(row) for row in entry.rows(key)])]
    by_case = entry.inner(key)
    return [(name, [_paper(row) for row in by_case.rows(name)]) for name in by_case]


def _paper(row: Fields) -> PaperRow:
    quantity = row.written("Số lượng") or row.written("Số lượng - bản chính")
    return PaperRow(row.written("Tên giấy tờ"), row.written("Mẫu đơn, tờ khai"), quantity)
