"""The traps of the portal's API, one by one."""

from datetime import date

import pytest

from corpus.amounts import Doubt
from corpus.importing import portal_api
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Malformed, Origin
from corpus.records import Duration, FeeKind, Level, Method, ObsoleteFlag, Procedure, Unit
from tests.corpus import sources


def imported(**changes: object) -> Imported:
    return portal_api.read(Fields(sources.detail(**changes)), Origin("xuat_2031-02-03.json", 1))


def read(**changes: object) -> Procedure:
    record = imported(**changes).record
    assert isinstance(record, Procedure)
    return record


def one_channel(**changes: object) -> dict[str, object]:
    return {"executionMethods": [sources.method("DIRECT") | changes]}


def test_the_dossier_is_that_of_the_cases() -> None:
    procedure = read(profileComponents=[sources.component("Giấy không thuộc hồ sơ")])
    assert [(case.name, len(case.papers)) for case in procedure.cases] == [("Cấp thẻ lần đầu", 2), ("Cấp lại thẻ", 1)]
    first, second = procedure.cases[0].papers
    assert (first.name, first.originals, first.copies, first.form) == ("Phiếu đăng ký bạn đọc", 1, 0, "phieu.docx")
    assert (second.originals, second.copies) == (2, 1)


def test_papers_without_a_name_and_cases_without_papers_are_left_out() -> None:
    cases = [{"name": "a", "profileComponents": []}, {"name": "b", "profileComponents": [sources.component(" ")]}]
    assert read(executionCases=cases).cases == ()


def test_a_time_in_other_units_is_that_of_the_cases() -> None:
    row = one_channel(processingTimeUnit="OTHER", processingTime=1)
    times = read(**row, cases=[sources.case("9.099001.01", 25), sources.case("9.099001.02", 25)]).channels[0].time
    assert times == Duration(amount=25, unit=Unit.WORKING_DAY)


@pytest.mark.parametrize("others", [[sources.case("c", 10, "DAY")], [sources.case("c", 1, "OTHER")]])
def test_no_time_is_chosen_where_the_cases_differ(others: list[object]) -> None:
    row = one_channel(processingTimeUnit="OTHER", processingTime=1)
    procedure = read(**row, cases=[sources.case("9.099001.01", 25), *others])
    assert procedure.channels[0].time is None
    assert procedure.sub_cases[0].time == Duration(amount=25, unit=Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Không quá 30 ngày.", Duration(amount=30, unit=Unit.DAY, text="Không quá 30 ngày.")),
        ("Ngay trong buổi", Duration(text="Ngay trong buổi")),
        ("Theo mô tả", None),
        ("0", None),
        ("Không", None),
    ],
)
def test_a_time_in_words_is_kept_in_words(words: str, wanted: Duration | None) -> None:
    procedure = read(**one_channel(processingTimeUnit="OTHER", processingTime=words), cases=[])
    assert procedure.channels[0].time == wanted


@pytest.mark.parametrize(
    ("unit", "wanted"), [("HOUR", Unit.HOUR), ("DAY", Unit.DAY), ("MONTH", Unit.MONTH), ("YEAR", Unit.YEAR)]
)
def test_units_of_time(unit: str, wanted: Unit) -> None:
    procedure = read(**one_channel(processingTimeUnit=unit, processingTime=7.5))
    assert procedure.channels[0].time == Duration(amount=7.5, unit=wanted)


def test_ways_of_handing_in() -> None:
    rows = [sources.method(way) for way in ("DIRECT", "ONLINE", "POSTAL")]
    assert [channel.method for channel in read(executionMethods=rows).channels] == [
        Method.DIRECT,
        Method.ONLINE,
        Method.POSTAL,
    ]


def test_kinds_of_payment() -> None:
    rows = [sources.fee(5000, kind=kind) for kind in ("FEE", "SERVICE_FEE", "PRICE_LEVEL")]
    fees = read(**one_channel(fees=rows)).channels[0].fees
    assert [fee.kind for fee in fees] == [FeeKind.FEE, FeeKind.CHARGE, FeeKind.PRICE]


def test_doubtful_amounts_are_marked() -> None:
    rows = [
        sources.fee(0),
        sources.fee(0, "mỗi thẻ 15.000 đồng"),
        sources.fee(135),
        sources.fee(0, "Miễn phí"),
        sources.fee(None),
    ]
    fees = read(**one_channel(fees=rows)).channels[0].fees
    assert [fee.doubt for fee in fees] == [Doubt.ZERO_UNSTATED, Doubt.ZERO_WITH_AMOUNT, Doubt.THOUSANDS, "", ""]
    assert [fee.amount for fee in fees] == [0, 0, 135, 0, None]


def test_no_fee_row_is_no_fee() -> None:
    assert read(**one_channel(fees=[])).channels[0].fees == ()


def test_other_currencies_are_kept() -> None:
    fees = read(**one_channel(fees=[sources.fee(25, currencyName="USD")])).channels[0].fees
    assert (fees[0].amount, fees[0].currency, fees[0].doubt) == (25, "USD", "")


@pytest.mark.parametrize(
    "proposal",
    [{"decisionNumber": "9/QĐ-A", "proposalNumber": "8/QĐ-A"}, {"decisionNumber": None, "proposalNumber": "9/QĐ-A"}],
)
def test_the_decision_number_stands_in_one_of_two_fields(proposal: dict[str, object]) -> None:
    assert read(procedureProposal=proposal | {"decisionDate": None}).decision_number == "9/QĐ-A"


def test_times_in_milliseconds_are_days_in_vietnam() -> None:
    procedure = read()
    assert (procedure.decision_date, procedure.updated) == (date(2026, 3, 26), date(2026, 3, 26))


def test_delegated_agencies_are_the_competent_agency() -> None:
    assert read(departmentsAuthority=[], delegatedAgencies="Chủ tịch xã").competent_agency == "Chủ tịch xã"


def test_agencies_are_departments_and_unit_groups_each_once() -> None:
    groups = [None, {"name": "Phòng đọc"}, {"name": sources.AGENCY}]
    assert read(unitGroupsExecuting=groups).agency == f"{sources.AGENCY}; Phòng đọc"


def test_the_description_repeats_the_conditions_and_is_no_note() -> None:
    procedure = read()
    assert (procedure.conditions, procedure.note) == (sources.CONDITIONS, "")


@pytest.mark.parametrize("nothing", ["Không", "không quy định.", "Không có thông tin", "--", ""])
def test_conditions_that_say_no_are_none(nothing: str) -> None:
    assert read(requirementsAndConditions=nothing, description=nothing).conditions == ""


def test_keywords_are_a_list() -> None:
    assert read(keywords="thẻ; bạn đọc, thư viện").keywords == ("thẻ", "bạn đọc", "thư viện")


def test_levels_are_flags() -> None:
    flags = dict.fromkeys(("isMinistry", "isProvince", "isWard", "isVertical", "isOtherAgency"), True)
    assert set(read(**flags).levels) == set(Level)
    assert read().levels == (Level.WARD,)


@pytest.mark.parametrize("sign", [{"type": "STANDARD_INTERNAL"}, {"isInternal": True}])
def test_internal_procedures_are_marked(sign: dict[str, object]) -> None:
    assert read(**sign).internal
    assert not read().internal


@pytest.mark.parametrize(
    ("issuer", "province"),
    [
        ("UBND tỉnh Lào Cai", "Lào Cai"),
        ("UBND Thành phố Hải Phòng", "Hải Phòng"),
        ("Trung tâm phục vụ hành chính công Thành phố Hà Nội", "Hà Nội"),
        ("Sở Xây dựng - tỉnh Quảng Ngãi", "Quảng Ngãi"),
        ("UBND tỉnh Thanh Hoá", "Thanh Hóa"),
        ("Bộ Thư viện", ""),
        ("Tập đoàn Điện lực Việt Nam", ""),
    ],
)
def test_the_province_is_only_in_the_issuer(issuer: str, province: str) -> None:
    assert read(departmentPromulgateName=issuer).province == province


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Nộp tại UBND cấp huyện", (ObsoleteFlag.DISTRICT_LEVEL,)),
        ("Nộp tại Uỷ ban nhân dân huyện", (ObsoleteFlag.DISTRICT_LEVEL,)),
        ("Gửi Bộ Lao động - Thương binh và Xã hội", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ LĐTBXH", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ GTVT", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ Giao thông vận tải", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ NN&PTNT", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ Nông nghiệp và Phát triển nông thôn", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Sở KH&ĐT", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ Kế hoạch và Đầu tư", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Sở TN&MT", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ Tài nguyên và Môi trường", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ TT&TT", (ObsoleteFlag.VANISHED_MINISTRY,)),
        ("Gửi Bộ Thông tin và Truyền thông, cấp huyện", (ObsoleteFlag.DISTRICT_LEVEL, ObsoleteFlag.VANISHED_MINISTRY)),
        ("Theo Thông tư số 5/2016/TT-BGTVT của Bộ trưởng Bộ Giao thông vận tải", ()),
        ("Gửi Bộ Nông nghiệp và Môi trường, Bộ Tài chính", ()),
        ("Mua giấy ở huyện đảo", ()),
    ],
)
def test_texts_older_than_the_reforms_are_flagged(text: str, flags: tuple[ObsoleteFlag, ...]) -> None:
    assert read(executionSteps=[{"name": "", "description": text}]).obsolete == flags


def test_a_title_is_cleaned_and_the_mends_are_named() -> None:
    outcome = imported(name="Thủ tục cấp thẻ\xa0bạn đọc.")
    assert isinstance(outcome.record, Procedure)
    assert outcome.record.title == "Cấp thẻ bạn đọc"
    assert {(mend.field, mend.what) for mend in outcome.mends} == {
        ("title", "'Thủ tục' at the start"),
        ("title", "closing punctuation"),
        ("title", "edge spaces or line breaks"),
        ("text", "no-break or other odd space"),
    }
    assert {(mend.file, mend.line) for mend in outcome.mends} == {("xuat_2031-02-03.json", 1)}


def test_a_code_with_an_edge_space_is_mended() -> None:
    outcome = imported(code=" 9.099001")
    assert (outcome.record.code, [mend.what for mend in outcome.mends]) == ("9.099001", ["code cleaned"])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("9.099001-Xoa", "code marked as deleted"),
        ("9.009182739", "malformed code"),
        ("9.0990011", "malformed code"),
        ("9099001", "malformed code"),
        ("", "no procedure code"),
        (None, "no procedure code"),
    ],
)
def test_a_code_that_might_be_another_act_is_not_mended(code: object, reason: str) -> None:
    with pytest.raises(Malformed, match="code") as caught:
        imported(code=code)
    assert caught.value.reason == reason


def test_html_goes_and_its_line_breaks_stay() -> None:
    steps = [{"name": "<b>Nộp</b>", "description": "Một&nbsp;<br/>hai<p>ba &lt; 50 ha</p><script>x()</script>"}]
    (step,) = read(executionSteps=steps).steps
    assert (step.name, step.text) == ("Nộp", "Một\nhai\nba < 50 ha")


def test_the_number_of_a_law_is_taken_from_the_words_around_it() -> None:
    laws = [
        {"code": "Luật số 32/2031/QH15", "name": "Luật thư viện"},
        {"code": "35 ", "name": "Thông tư số 12/2031/TT-TVCĐ về thẻ"},
        {"code": "", "name": "Sửa đổi Thông tư số 9/2030/TT-TVCĐ"},
    ]
    assert [law.number for law in read(legalBasisesDetails=laws).legal_basis] == ["32/2031/QH15", "12/2031/TT-TVCĐ", ""]


def test_results_are_names_without_bullets() -> None:
    assert read(resultsDetails=[{"name": "- Thẻ bạn đọc;"}, {"name": "..Văn bản trả lời.,"}]).results == (
        "Thẻ bạn đọc",
        "Văn bản trả lời",
    )


def test_the_source_is_the_public_page_and_the_day_in_the_files_name() -> None:
    source = read().source
    assert source.address == f"https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{sources.IDENTIFIER}"
    assert (source.retrieved, source.format) == (date(2031, 2, 3), "portal-api")


def test_long_texts_and_dossiers_are_kept_whole() -> None:
    steps = "Bước dài. " * 3000
    papers = [sources.component(f"Giấy thứ {n}") for n in range(224)]
    procedure = read(
        executionSteps=[{"description": steps}], executionCases=[{"name": "", "profileComponents": papers}]
    )
    assert len(procedure.steps[0].text) == len(steps.strip())
    assert len(procedure.papers) == 224


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": None}, "title"),
        ({"name": ["a"]}, "name"),
        ({"name": "?"}, "title"),
        ({"executionMethods": "x"}, "executionMethods"),
        ({"executionMethods": [{"submissionMethod": "PIGEON"}]}, "executionMethods[0].submissionMethod"),
        ({"executionSteps": [{"description": {"a": 1}}]}, "executionSteps[0].description"),
        (
            {"executionCases": [{"profileComponents": [{"name": "a", "originalQty": -1}]}]},
            "executionCases[0].profileComponents[0].originalQty",
        ),
        ({"isWard": "yes"}, "isWard"),
        ({"updatedAt": "hôm qua"}, "updatedAt"),
        ({"updatedAt": 1e300}, "updatedAt"),
        ({"procedureProposal": []}, "procedureProposal"),
        ({"executionMethods": [sources.method("DIRECT", days=True)]}, "executionMethods[0].processingTime"),
        (
            {"executionMethods": [{"submissionMethod": "DIRECT", "fees": [sources.fee("nhiều")]}]},
            "executionMethods[0].fees[0].value",
        ),
    ],
)
def test_a_wrong_type_is_rejected_with_its_path(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Malformed) as caught:
        imported(**changes)
    assert caught.value.field == field
