"""One invented procedure, written in every form that the importers read."""

import io
import json
import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

DATA = Path(os.environ.get("MOTCUA_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real data (MOTCUA_DATA) is not here")

CODE = "9.099001"
IDENTIFIER = "0190aaaa-0000-7000-8000-000000000001"
TITLE = "Cấp thẻ bạn đọc thư viện cộng đồng"
DECISION = "77/QĐ-TVCĐ"
FIELD = "Thư viện"
AGENCY = "Ủy ban nhân dân cấp xã"
AUDIENCE = ("Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)")
STEPS = "Bước 1: Bạn đọc điền phiếu.\nBước 2: Thủ thư trao thẻ."
CONDITIONS = "Bạn đọc từ đủ 6 tuổi"
RESULT = "Thẻ bạn đọc"
CASES = {
    "Cấp thẻ lần đầu": (("Phiếu đăng ký bạn đọc", "phieu.docx", 1, 0), ("Ảnh chân dung", "", 2, 1)),
    "Cấp lại thẻ": (("Đơn trình bày lý do", "", 1, 0),),
}
LEGAL = (("12/2031/TT-TVCĐ", "Thông tư về thẻ bạn đọc"), ("34/2031/NĐ-CP", "Nghị định về thư viện cộng đồng"))
# Method in the API, method in words, working days, đồng, words beside the amount.
CHANNELS = (
    ("ONLINE", "Trực tuyến", 3, 15000, "mỗi thẻ 15.000 đồng"),
    ("DIRECT", "Trực tiếp", 5, 20000, "mỗi thẻ 20.000 đồng"),
)


def detail(**changes: object) -> dict[str, object]:
    """The API's detail of the procedure, with some fields changed."""
    agency = {"id": "a", "name": AGENCY, "code": "X"}
    made: dict[str, object] = {
        "id": IDENTIFIER,
        "code": CODE,
        "name": TITLE,
        "executionSteps": [{"name": "", "description": STEPS}],
        "executionMethods": [method(*channel) for channel in CHANNELS],
        "description": CONDITIONS,
        "requirementsAndConditions": CONDITIONS,
        "executionCases": [
            {"name": name, "profileComponents": [component(*paper) for paper in papers]}
            for name, papers in CASES.items()
        ],
        "profileComponents": [],
        "formalityType": "ASSIGNED_REGULATION",
        "state": "ACTIVE",
        "type": "STANDARD",
        "isInternal": False,
        "isWard": True,
        "keywords": "",
        "categoriesDetails": [{"id": "c", "name": FIELD, "code": "TV"}],
        "departmentsExecuting": [agency],
        "departmentsAuthority": [agency],
        "unitGroupsExecuting": [None],
        "legalBasisesDetails": [{"name": title, "code": number} for number, title in LEGAL],
        "resultsDetails": [{"name": RESULT, "code": "KQ.1"}],
        "subjectTypesDetails": [{"name": name} for name in AUDIENCE],
        "departmentPromulgateName": "Bộ Thư viện",
        "cases": [case(CODE + ".01", 3)],
        "updatedAt": 1774458000000,
        "procedureProposal": {"proposalNumber": DECISION, "decisionNumber": None, "decisionDate": 1774458000000},
    }
    return made | changes


def method(submission: str, _: str = "", days: object = 3, amount: object = 0, text: str = "") -> dict[str, object]:
    """A row of executionMethods with one fee."""
    return {
        "submissionMethod": submission,
        "processingTime": days,
        "processingTimeUnit": "WORKING_DAY",
        "description": "",
        "fees": [fee(amount, text)],
    }


def fee(value: object, text: str = "", kind: str = "FEE", **more: object) -> dict[str, object]:
    """A row of fees."""
    return {"type": kind, "value": value, "currencyId": "", "attachment": None, "description": text, **more}


def component(name: str, form: str = "", originals: int = 1, copies: int = 0) -> dict[str, object]:
    """A row of profileComponents."""
    files = [{"fileName": form}] if form else []
    return {"name": name, "originalQty": originals, "copyQty": copies, "required": False, "attachments": files}


def case(code: str, quantity: object, unit: str = "WORKING_DAY") -> dict[str, object]:
    """A row of cases."""
    return {"code": code, "name": TITLE, "processingDay": {"qty": quantity, "type": unit}, "profileComponents": []}


def item(**changes: object) -> dict[str, object]:
    """The API's list item of the procedure."""
    made: dict[str, object] = {
        "id": IDENTIFIER,
        "code": CODE,
        "name": TITLE,
        "categories": [FIELD],
        "departments": [AGENCY],
        "departmentPromulgate": "UBND tỉnh Lào Cai",
        "formalityTargetType": ["Công dân"],
        "state": "ACTIVE",
        "type": "SPECIFIC",
    }
    return made | changes


def labelled() -> dict[str, str]:
    """The texts of the official form by their labels."""
    return {
        "Mã thủ tục": CODE,
        "Số quyết định": DECISION,
        "Tên thủ tục": TITLE,
        "Cấp thực hiện": "Cấp Xã",
        "Loại thủ tục": "TTHC được luật giao quy định chi tiết",
        "Lĩnh vực": FIELD,
        "Trình tự thực hiện": STEPS,
        "Đối tượng thực hiện": ", ".join(AUDIENCE),
        "Cơ quan thực hiện": AGENCY,
        "Cơ quan có thẩm quyền": AGENCY,
        "Địa chỉ tiếp nhận HS": "Không có thông tin",
        "Cơ quan được ủy quyền": "Không có thông tin",
        "Cơ quan phối hợp": "--",
        "Kết quả thực hiện": RESULT,
        "Yêu cầu, điều kiện thực hiện": CONDITIONS,
        "Từ khóa": "Không có thông tin",
        "Mô tả": "Không có thông tin",
    }


def channel_cells() -> list[tuple[str, str, str, str]]:
    """The table of channels as the old forms print it."""
    return [
        (words, f"{days:02} Ngày làm việc", f"Phí : {amount:,} Đồng ({text})".replace(",", "."), "")
        for _, words, days, amount, text in CHANNELS
    ]


def paper_cells(case_name: str) -> list[tuple[str, str, str]]:
    """The table of papers of one case as the old forms print it."""
    return [
        (name, form, f"Bản chính: {originals}\nBản sao: {copies}") for name, form, originals, copies in CASES[case_name]
    ]


def old_page() -> dict[str, object]:
    """The old portal's page as JSON."""
    channel_keys = ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả")
    paper_keys = ("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng")
    return {
        "reference": "https://example.org/cu?ma=1",
        **{f"{label}:": text for label, text in labelled().items()},
        "Cách thức thực hiện:": [dict(zip(channel_keys, row, strict=True)) for row in channel_cells()],
        "Thành phần hồ sơ:": {
            name: [dict(zip(paper_keys, row, strict=True)) for row in paper_cells(name)] for name in CASES
        },
        "Căn cứ pháp lý:": [{"Số ký hiệu": number, "Trích yếu": title} for number, title in LEGAL],
    }


def old_page_2021() -> dict[str, object]:
    """The dump of 2021: no code, no labels with colons, papers in one list."""
    papers = [
        {"Tên giấy tờ": name, "Mẫu đơn, tờ khai": "https://example.org/tai?ma=9f", "Số lượng - bản chính": quantity}
        for case_name in CASES
        for name, _, quantity in paper_cells(case_name)
    ]
    return {
        "_id": {"$oid": "1"},
        "title": TITLE,
        "Trình tự thực hiện": STEPS.replace("\n", "</p> \n"),
        "Cách thức thực hiện": [
            {
                "Hình thức nộp": words,
                "Thời hạn giải quyết": f"{days} Ngày làm việc",
                "Phí, lệ phí": "Phí: ĐồngXem chi tiết",
            }
            for _, words, days, *_ in CHANNELS
        ],
        "Thành phần hồ sơ": papers,
        "Cơ quan thực hiện": AGENCY,
    }


def export_json() -> dict[str, object]:
    """JSON made of the .doc export, its columns one off."""
    texts = {label.lower().replace(",", "").replace(" ", "_"): text for label, text in labelled().items()}
    first = ("mã_thủ_tục", "tên_thủ_tục", "số_quyết_định", "cấp_thực_hiện", "loại_thủ_tục", "lĩnh_vực")
    return {
        "thu_tuc_id": CODE,
        "metadata": {key: texts[key] for key in first},
        "content": {key: text for key, text in texts.items() if key not in first},
        "tables": {
            "hinh_thuc_nop": [
                {"hinh_thuc": way, "thoi_han_giai_quyet": time, "phi_le_phi": cost, "mo_ta": ""}
                for way, time, cost, _ in channel_cells()
            ],
            "thanh_phan_ho_so": [
                {"ten_giay_to": name, "so_luong": form, "ghi_chu": quantity}
                for case_name in CASES
                for name, form, quantity in paper_cells(case_name)
            ],
            "can_cu_phap_ly": [{"so_ky_hieu": number, "trich_yeu": title} for number, title in LEGAL],
        },
    }


def page_amount(amount: int) -> str:
    """An amount as the new pages print it: "Miễn phí" for every zero."""
    return f"{amount:,} Việt Nam Đồng" if amount else "Miễn phí"


def page_quantity(originals: int, copies: int) -> str:
    """Quantities as the new pages print them."""
    return f"{originals} bản chính" + (f",{copies} bản sao" if copies else "")


def page_text() -> dict[str, str]:
    """The new portal's page as JSON of texts, its cells run together."""
    rows = "".join(
        f"{words}{days} Ngày làm việc{page_amount(amount)}({text})" for _, words, days, amount, text in CHANNELS
    )
    papers = "".join(
        case_name
        + "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
        + "".join(f"{name}{page_quantity(originals, copies)}" for name, _, originals, copies in papers)
        for case_name, papers in CASES.items()
    )
    return {
        "ma_thu_tuc": CODE,
        "detail_url": f"https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{IDENTIFIER}",
        "ten_thu_tuc": TITLE,
        "so_quyet_dinh": DECISION,
        "cap_thuc_hien": "Cấp xã",
        "loai_thu_tuc": "TTHC được giao luật quy định chi tiết",
        "linh_vuc": FIELD,
        "doi_tuong_thuc_hien": ", ".join(AUDIENCE),
        "co_quan_thuc_hien": AGENCY,
        "co_quan_co_tham_quyen": AGENCY,
        "trinh_tu_thuc_hien": STEPS,
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tả" + rows,
        "thanh_phan_ho_so": papers,
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bản" + "".join(title + number for number, title in LEGAL),
        "yeu_cau_dieu_kien": CONDITIONS,
        "ket_qua_xu_ly": f"{RESULT}Mã: KQ.G01.000001Từ khóaKhông có thông tinMô tảKhông có thông tin"
        "Chọn cơ quan thực hiệnTỉnh/ Thành phố",
    }


def html_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table of a new page; cells are HTML."""
    heading = "".join(f"<th><div>{cell}</div></th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td><div>{cell}</div></td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


def page_html() -> str:
    """The new portal's page as a browser rendered it."""
    top = ("Tên thủ tục", "Mã thủ tục", "Số quyết định", "Cấp thực hiện", "Loại thủ tục", "Lĩnh vực")
    top += ("Đối tượng thực hiện", "Cơ quan có thẩm quyền")
    pairs = "".join(f"<div><div>{label}</div><div>{escape(labelled()[label])}</div></div>" for label in top)
    ways = [
        (words, f"{days} Ngày làm việc", f"<span>{page_amount(amount)}</span><br><span>({text})</span>", "")
        for _, words, days, amount, text in CHANNELS
    ]
    papers = "".join(
        f"<div><h5>{name}</h5>"
        + html_table(
            ("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"),
            [(f"<span>{paper}</span>", form, page_quantity(full, copies)) for paper, form, full, copies in rows],
        )
        + "</div>"
        for name, rows in CASES.items()
    )
    sections = {
        "Trình Tự Thực Hiện": f"<ul><li><p> </p><p>{STEPS}</p></li></ul>",
        "Cách Thức Thực Hiện": f"<div>{html_table(('Hình thức nộp', 'Thời gian', 'Phí, lệ phí', 'Mô tả'), ways)}</div>",
        "Thành phần hồ sơ": f"<div>{papers}</div>",
        "Căn cứ pháp lý": html_table(
            ("Tên văn bản pháp lý", "Mã văn bản"), [(title, number) for number, title in LEGAL]
        ),
        "Cơ quan thực hiện": f"<p>{AGENCY}</p>",
        "Yêu cầu, điều kiện thực hiện": f"<p>{CONDITIONS}\n</p>",
        "Kết quả xử lý": f"<div><div><div>{RESULT}</div><div>Mã: KQ.1</div></div></div>",
        "Từ khóa": "<div>Không có thông tin</div>",
    }
    body = "".join(f"<div><h4>{heading}</h4>{content}</div>" for heading, content in sections.items())
    link = f'<link rel="canonical" href="https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{IDENTIFIER}">'
    return (
        f"<!DOCTYPE html><html><head>{link}<script>var a='<h4>x</h4>';</script></head><body>{pairs}{body}</body></html>"
    )


def page_list(rows: list[tuple[str, ...]]) -> str:
    """The new portal's list page; rows are code, title, issuer, agency, field."""
    linked = [(f'<a href="/thu-tuc-hanh-chinh/{IDENTIFIER}"> {code} </a>', *map(escape, rest)) for code, *rest in rows]
    return f"<html><body>{html_table(LIST_HEADINGS, linked)}</body></html>"


LIST_HEADINGS = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
LIST_ROW = (CODE, TITLE, "UBND tỉnh Lào Cai", f"{AGENCY}\nSở Thư viện", FIELD)


def docx(before: str = "") -> bytes:
    """The portal's Word export. `before` goes in front of the document element."""
    blocks = [_paragraph("Chi tiết thủ tục hành chính")]
    for label, text in labelled().items():
        blocks += (
            _paragraph(f"{label}: {text}")
            if label != "Trình tự thực hiện"
            else _paragraph(f"{label}: ") + _paragraph(text)
        )
        if label == "Trình tự thực hiện":
            blocks += _paragraph("Cách thức thực hiện: ") + _table(
                ("Hình thức nộp", "Thời hạn", "Phí", "Mô tả"), channel_cells()
            )
            blocks += _paragraph("Thành phần hồ sơ: ")
            for name in CASES:
                blocks += _paragraph(name) + _table(("Tên giấy tờ", "Mẫu đơn", "Số lượng"), paper_cells(name))
        if label == "Kết quả thực hiện":
            blocks += _paragraph("Căn cứ pháp lý: ") + _table(("Số ký hiệu", "Trích yếu"), list(LEGAL))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(blocks)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def _paragraph(text: str) -> str:
    runs = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(chr(10) + cell)}</w:tc>" for cell in row) for row in (head, *rows))
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of some members."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(rows: list[tuple[object, ...]], heading: tuple[str, ...] = LIST_HEADINGS) -> bytes:
    """A list of procedures as a workbook with a title above its headings."""
    book = Workbook()
    for row in (("DANH SÁCH THỦ TỤC HÀNH CHÍNH",), heading, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text(value: object) -> str:
    """JSON as files hold it."""
    return json.dumps(value, ensure_ascii=False)
