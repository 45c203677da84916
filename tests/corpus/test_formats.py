"""One procedure written in every form: every reader gets the same facts, so far as the form holds them."""

import json
from pathlib import Path

import pytest

from corpus.importing import Collection, read
from corpus.records import Level, Procedure
from tests.corpus import sources
from tests.corpus.sources import DATA, needs_data

WRITTEN: dict[str, bytes] = {
    "portal-api": sources.text(sources.detail()).encode(),
    "page-text": sources.text(sources.page_text()).encode(),
    "old-portal": sources.text(sources.old_page()).encode(),
    "doc-export": sources.docx(),
    "doc-export-json": sources.text(sources.export_json()).encode(),
    "page-html": sources.page_html().encode(),
}
LISTS: dict[str, bytes] = {
    "portal-list": sources.text(sources.item()).encode(),
    "xlsx-list": sources.xlsx([sources.LIST_ROW]),
    "page-html-list": sources.page_list([sources.LIST_ROW]).encode(),
}


def one(folder: Path, content: bytes, name: str = "tep") -> Procedure:
    """The one procedure of a file whose name says nothing about its format."""
    (folder / name).write_bytes(content)
    collection = read([folder / name], strict=True)
    (procedure,) = collection.procedures
    return procedure


def channel_facts(procedure: Procedure) -> list[tuple[object, ...]]:
    return [
        (
            channel.method.value,
            channel.time and (channel.time.amount, channel.time.unit),
            [fee.amount for fee in channel.fees],
        )
        for channel in procedure.channels
    ]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Procedure:
    return one(tmp_path_factory.mktemp("api"), WRITTEN["portal-api"])


@pytest.mark.parametrize("name", WRITTEN)
def test_every_form_tells_the_same_facts(name: str, tmp_path: Path, api: Procedure) -> None:
    procedure = one(tmp_path, WRITTEN[name])
    assert procedure.source.format == name
    for field in ("code", "title", "decision_number", "levels", "field", "agency", "competent_agency", "audience"):
        assert getattr(procedure, field) == getattr(api, field), field
    for field in ("conditions", "results", "regulation_type", "province", "internal", "keywords", "note", "obsolete"):
        assert getattr(procedure, field) == getattr(api, field), field
    assert channel_facts(procedure) == channel_facts(api)
    assert [fee.text for channel in procedure.channels for fee in channel.fees] == [
        text for *_, text in sources.CHANNELS
    ]
    assert [law.number for law in procedure.legal_basis] == [number for number, _ in sources.LEGAL]
    assert [step.text for step in procedure.steps] == [sources.STEPS]


@pytest.mark.parametrize("name", sorted(set(WRITTEN) - {"doc-export-json"}))
def test_every_form_tells_the_same_papers(name: str, tmp_path: Path, api: Procedure) -> None:
    procedure = one(tmp_path, WRITTEN[name])
    assert [(case.name, [paper.name for paper in case.papers]) for case in procedure.cases] == [
        (case.name, [paper.name for paper in case.papers]) for case in api.cases
    ]
    assert [paper.originals for paper in procedure.papers] == [paper.originals for paper in api.papers]
    assert [paper.copies or 0 for paper in procedure.papers] == [paper.copies for paper in api.papers]


def test_an_export_as_json_has_no_cases_but_all_papers(tmp_path: Path, api: Procedure) -> None:
    procedure = one(tmp_path, WRITTEN["doc-export-json"])
    assert procedure.cases[0].name == ""
    assert [(p.name, p.form, p.originals, p.copies) for p in procedure.papers] == [
        (p.name, p.form, p.originals, p.copies) for p in api.papers
    ]


@pytest.mark.parametrize("name", LISTS)
def test_lists_tell_the_names(name: str, tmp_path: Path) -> None:
    procedure = one(tmp_path, LISTS[name])
    assert (procedure.code, procedure.title, procedure.field) == (sources.CODE, sources.TITLE, sources.FIELD)
    assert (procedure.issuer, procedure.province) == ("UBND tỉnh Lào Cai", "Lào Cai")
    assert procedure.agency.split("; ")[0] == sources.AGENCY
    assert procedure.source.format == name


@pytest.mark.parametrize("name", ["portal-api", "page-text", "page-html", "portal-list", "page-html-list"])
def test_the_address_is_the_public_page(name: str, tmp_path: Path) -> None:
    procedure = one(tmp_path, (WRITTEN | LISTS)[name])
    assert procedure.source.address == f"https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{sources.IDENTIFIER}"


@pytest.mark.parametrize("name", WRITTEN | LISTS)
@pytest.mark.parametrize("suffix", ["json", "doc", "xlsx", "html", "xz", "txt"])
def test_a_file_is_known_by_its_content(name: str, suffix: str, tmp_path: Path) -> None:
    assert one(tmp_path, (WRITTEN | LISTS)[name], f"tep.{suffix}").source.format == name


@pytest.mark.parametrize(
    "wrapped",
    [
        {"code": "OK", "data": sources.detail(), "message": ""},
        {"id": "1", "code": sources.CODE, "name": sources.TITLE, "detail": sources.detail()},
        [sources.detail()],
        {"code": "OK", "data": {"items": [sources.item()], "lastId": "1", "total": 1}},
        {"code": "OK", "data": {"rows": [sources.item()]}},
        {"code": "OK", "data": [sources.detail()]},
    ],
)
def test_envelopes_of_the_api_are_opened(wrapped: object, tmp_path: Path) -> None:
    assert one(tmp_path, json.dumps(wrapped, indent=1).encode()).title == sources.TITLE


def test_the_pages_print_free_for_every_zero(tmp_path: Path) -> None:
    text = sources.page_text() | {"cach_thuc_thuc_hien": "Trực tiếp5 NgàyMiễn phí(Do hội đồng quyết định)"}
    (fee,) = one(tmp_path, sources.text(text).encode()).channels[0].fees
    assert (fee.amount, fee.text, fee.doubt) == (0, "Do hội đồng quyết định", "zero_but_set_elsewhere")


def test_glued_cells_that_cannot_be_told_apart_are_left_out(tmp_path: Path) -> None:
    text = sources.page_text() | {
        "cach_thuc_thuc_hien": "Trực tuyến710,000 Việt Nam ĐồngTrực tiếp7Miễn phí",
        "thanh_phan_ho_so": "Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn theo mẫu 011 bản chính",
        "can_cu_phap_ly": "Luật thư viện 203160/2031/QH15Thông tư về thẻ7/2031/TT-TV",
    }
    procedure = one(tmp_path, sources.text(text).encode())
    assert [(channel.time, [fee.amount for fee in channel.fees]) for channel in procedure.channels] == [
        (None, []),
        (None, [0]),
    ]
    assert [(paper.name, paper.originals) for paper in procedure.papers] == [("Đơn theo mẫu 01", None)]
    assert [law.number for law in procedure.legal_basis] == ["7/2031/TT-TV"]


def test_several_amounts_of_a_page_stay_apart(tmp_path: Path) -> None:
    cell = "<span>15.000 Việt Nam Đồng</span><br><span>(thẻ mới)</span><br><span>5 USD</span><br><span>(khách)</span>"
    page = sources.page_html().replace("<span>15,000 Việt Nam Đồng</span><br><span>(mỗi thẻ 15.000 đồng)</span>", cell)
    fees = one(tmp_path, page.encode()).channels[0].fees
    assert [(fee.amount, fee.currency, fee.text) for fee in fees] == [(15000, "VND", "thẻ mới"), (5, "USD", "khách")]


def test_a_code_that_a_spreadsheet_took_for_a_number_is_whole_again(tmp_path: Path) -> None:
    assert one(tmp_path, sources.xlsx([(9.0991, *sources.LIST_ROW[1:])])).code == "9.099100"


def test_the_dump_of_2021_holds_no_codes(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text(sources.text([sources.old_page_2021()]))
    (rejection,) = read([tmp_path]).summary.rejections
    assert (rejection.line, rejection.field, rejection.reason) == (1, "code", "no procedure code")


def test_the_dump_of_2021_is_read_where_a_code_was_added(tmp_path: Path, api: Procedure) -> None:
    procedure = one(tmp_path, sources.text(sources.old_page_2021() | {"Mã thủ tục": sources.CODE}).encode())
    assert [paper.name for paper in procedure.papers] == [paper.name for paper in api.papers]
    assert procedure.papers[0].form == ""
    assert procedure.steps[0].text == sources.STEPS
    assert [(fee.amount, fee.text) for channel in procedure.channels for fee in channel.fees] == [
        (None, "Xem chi tiết")
    ] * 2


def samples(pattern: str) -> Collection:
    return read(sorted((DATA / "portal_formats").glob(pattern)))


def sample(path: str) -> Procedure:
    (procedure,) = samples(path).procedures
    return procedure


@needs_data
def test_the_samples_of_one_procedure_agree() -> None:
    paths = ("api-detail-json/*1.004222.json", "page-text-json/1.004222.json", "page-html-new/*thuong-tru.html")
    api, *others = (sample(path) for path in paths)
    assert (api.code, api.title, api.decision_number) == ("1.004222", "Đăng ký thường trú", "1523/QĐ-BCA-C06")
    assert Level.WARD in api.levels
    for other in others:
        for field in (
            "code",
            "title",
            "decision_number",
            "agency",
            "competent_agency",
            "field",
            "audience",
            "conditions",
        ):
            assert getattr(other, field) == getattr(api, field), (other.source.format, field)
        assert set(other.levels) <= set(api.levels)
        assert set(other.results) == set(api.results)
        assert channel_facts(other) == channel_facts(api)
        assert [len(case.papers) for case in other.cases] == [len(case.papers) for case in api.cases]


@needs_data
def test_the_older_word_export_differs_only_in_what_changed_since() -> None:
    api, word = sample("api-detail-json/*1.004222.json"), sample("doc-export/*1.004222.doc")
    assert (word.code, word.title, word.field) == (api.code, api.title, api.field)
    assert word.levels == (Level.WARD,)
    assert sorted(map(str, ((c.method, c.time, c.fees[0].amount) for c in word.channels))) == sorted(
        map(str, ((c.method, c.time, c.fees[0].amount) for c in api.channels))
    )
    assert len(word.papers) == len(api.papers)


@needs_data
@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("doc-export/*", 4),
        ("doc-export-json/*", 3),
        ("old-page-json/*", 3),
        ("page-text-json/*", 3),
        ("page-html-new/opengov*", 3),
        ("page-html-new/crwat*", 10),
        ("api-list-json/*", 5),
        ("api-detail-json/*", 5),
        ("xlsx-list/danh-sach-tthc-BoTuPhap.xlsx", 271),
        ("xlsx-list/toa-an-nhan-dan.xlsx", 3),
    ],
)
def test_every_sample_is_read_whole(pattern: str, count: int) -> None:
    collection = samples(pattern)
    assert collection.summary.rejections == ()
    assert len(collection.procedures) == count


@needs_data
def test_the_largest_sample_list_has_only_its_known_malformed_codes() -> None:
    summary = samples("xlsx-list/danh-sach-tthc-2026*").summary
    assert (summary.read, len(summary.rejections), summary.rejected_by_reason["code: malformed code"]) == (4858, 3, 3)
