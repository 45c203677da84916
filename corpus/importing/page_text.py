"""JSON made of the texts of the new portal's pages: the cells of tables run together without a mark between them.

What cannot be told apart ("7" days and "10,000" đồng glued to "710,000") is left out, never guessed.
"""

import re
from collections.abc import Iterator

from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Origin
from corpus.importing.sheets import METHODS, ChannelRow, PaperRow, Sheet, imported

FORMAT = "page-text"
_FIELDS = {
    "ma_thu_tuc": "code",
    "ten_thu_tuc": "title",
    "so_quyet_dinh": "decision_number",
    "cap_thuc_hien": "levels",
    "loai_thu_tuc": "regulation_type",
    "linh_vuc": "field",
    "doi_tuong_thuc_hien": "audience",
    "co_quan_thuc_hien": "agency",
    "co_quan_co_tham_quyen": "competent_agency",
    "co_quan_duoc_uy_quyen": "authorized_agency",
    "co_quan_phoi_hop": "coordinating_agency",
    "dia_chi_tiep_nhan": "reception_address",
    "trinh_tu_thuc_hien": "steps",
    "yeu_cau_dieu_kien": "conditions",
}
_CAPITALS = "".join(letter for letter in map(chr, range(ord("A"), ord("Ỹ") + 1)) if letter.isupper())
_METHOD = re.compile(rf"(?:{'|'.join(word.capitalize() for word in METHODS)})(?=[\d{_CAPITALS}])")
_TIME = re.compile(r"\d[\d.,]* ?(?:Ngày làm việc|Ngày|Giờ|Tháng|Năm)|\d{1,3}(?=Miễn phí|$)")
_AMOUNT = re.compile(r"Miễn phí|[\d.,]+ ?(?:Việt Nam Đồng|Đồng|USD)")
_PAPERS_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
_QUANTITY = re.compile(r"(?P<digits>\d{1,9}) ?bản chính(?:, ?\d{1,9} ?bản sao)?|(?P<copies>\d{1,9}) ?bản sao")
_RESULT_CODE = re.compile(r"Mã: ?[A-Z0-9][A-Z0-9.-]*\d")
# A number that closes its row: what follows begins the next title. Digits glued in front make it ambiguous.
_TITLE_START = (
    "Luật|Bộ luật|Pháp lệnh|Ngh[ịi]|Thông tư|Quy|Sửa đổi|Hướng dẫn|Ban hành|Về|quy|sửa đổi|hướng dẫn|ban hành|về"
)
_LEGAL_NUMBER = re.compile(
    r"(?<![\d./])(?<!QH)\d{1,4}(?:\.\d+)?/(?:\d{4}/)?(?:QH\d\d|[A-ZĐ]{2,}(?:-[A-ZĐ]{2,})*)"
    rf"(?=\s*(?:{_TITLE_START})|\s*$)"
)


def recognises(entry: Fields) -> bool:
    """Whether an entry is a page's text."""
    return "ma_thu_tuc" in entry


def read(entry: Fields, origin: Origin) -> Imported:
    """The procedure of one page; raises `Malformed`."""
    sheet = Sheet(address=entry.line("detail_url"), rendered=True)
    sheet.texts = {name: entry.written(key) for key, name in _FIELDS.items()}
    results, _, rest = entry.written("ket_qua_xu_ly").partition("Từ khóa")
    sheet.texts["keywords"], _, note = rest.partition("Mô tả")
    sheet.texts["note"] = note.partition("Chọn cơ quan thực hiện")[0]
    sheet.results = _RESULT_CODE.split(results)
    sheet.channels = list(_channels(entry.text("cach_thuc_thuc_hien")))
    sheet.cases = list(_cases(entry.text("thanh_phan_ho_so")))
    sheet.legal = [(number, "") for number in _LEGAL_NUMBER.findall(entry.text("can_cu_phap_ly"))]
    return imported(sheet, origin, FORMAT)


def _channels(text: str) -> Iterator[ChannelRow]:
    starts = list(_METHOD.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=False):
        yield _channel(start.group(), text[start.end() : end])


def _channel(method: str, row: str) -> ChannelRow:
    time = _TIME.match(row)
    if not time:
        return ChannelRow(method, text=row)
    fees, rest = _fees(row[time.end() :])
    return ChannelRow(method, time.group(), fees, rest)


def _fees(text: str) -> tuple[tuple[str, ...], str]:
    """The amounts at the start of a text, each with its words in parentheses, and what follows them."""
    fees = []
    while amount := _AMOUNT.match(text):
        end = _closed(text, amount.end())
        fees.append(text[:end])
        text = text[end:]
    return tuple(fees), text


def _closed(text: str, start: int) -> int:
    """Where the parentheses that open at `start` close; `start` where none opens, the end where none closes."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth <= 0:
            return place + 1 if text[place] == ")" and place > start else start
    return len(text)


def _cases(text: str) -> Iterator[tuple[str, list[PaperRow]]]:
    """The name of a case stands before the heading of its table, right behind the papers of the case before."""
    name, *tables = text.split(_PAPERS_HEAD)
    for table in tables:
        papers, following = _papers(table)
        yield name, papers
        name = following


def _papers(table: str) -> tuple[list[PaperRow], str]:
    papers, start = [], 0
    for match in _QUANTITY.finditer(table):
        digits = match["digits"] or match["copies"]
        glued = len(digits) > 1
        name = table[start : match.start()] + digits[:-1]
        papers.append(PaperRow(name, quantity="" if glued else match.group()))
        start = match.end()
    return papers, table[start:]
