"""JSON that others made of the portal's .doc exports: snake-case labels under `metadata`, `content` and `tables`."""

from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Origin
from corpus.importing.sheets import ChannelRow, PaperRow, Sheet, imported, label

FORMAT = "doc-export-json"


def recognises(entry: Fields) -> bool:
    """Whether an entry is such an export."""
    return "metadata" in entry and "content" in entry


def read(entry: Fields, origin: Origin) -> Imported:
    """The procedure of one export; raises `Malformed`."""
    parts, tables = (entry.inner("metadata"), entry.inner("content")), entry.inner("tables")
    texts = {label(key): part.written(key) for part in parts for key in part if label(key)}
    sheet = Sheet(texts=texts)
    sheet.channels = [
        ChannelRow(
            row.written("hinh_thuc"),
            row.written("thoi_han_giai_quyet"),
            (row.written("phi_le_phi"),),
            row.written("mo_ta"),
        )
        for row in tables.rows("hinh_thuc_nop")
    ]
    papers = [_paper(row) for row in tables.rows("thanh_phan_ho_so")]
    sheet.cases = [("", papers)]
    sheet.legal = [(row.written("so_ky_hieu"), row.written("trich_yeu")) for row in tables.rows("can_cu_phap_ly")]
    return imported(sheet, origin, FORMAT)


def _paper(row: Fields) -> PaperRow:
    """The columns are one off in these files: the form stands under "số lượng", the quantity under "ghi chú"."""
    form, quantity = row.written("so_luong"), row.written("ghi_chu")
    if "bản chính" in form.lower():
        form, quantity = row.written("mau_don"), form
    return PaperRow(row.written("ten_giay_to"), form, quantity)
