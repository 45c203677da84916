"""Figures are read from words as papers write them, and kept where a catalogue leaves the words out."""

import pytest

from corpus import facts
from corpus.figures import figures, of_record, unsupported
from corpus.records import Case, Channel, Duration, Fee, Method, Paper, Procedure, RecordField, Step, Unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trong 03 ngày làm việc, không quá 3 ngày", {"3 ngày làm việc", "3 ngày"}),
        ("Thu 10.000 đồng/lần, 135.000đ hoặc 1,5 triệu đồng", {"10000 đồng", "135000 đồng", "1500000 đồng"}),
        ("Tờ khai CT01, Mẫu số 05, Mẫu số 02/TK-TNCN và TK1-TS", {"ct01", "mẫu 5", "2/tk-tncn", "tk1-ts"}),
        ("Thông tư 66/2023/TT-BCA ngày 26/11/2024", {"66/2023/tt-bca", "26/11/2024"}),
        ("từ ngày 15 tháng 05 năm 2025", {"15/5/2025"}),
        ("01 (một) bản chính, đủ 18 tuổi, 2 lần", {"1 bản", "18 tuổi", "2 lần"}),
        ("trong hai (02) năm", {"2 năm"}),
        ("giảm 50% trong 6 tháng", {"50 %", "6 tháng"}),
        ("không có con số nào", set()),
    ],
)
def test_figures_in_one_spelling(text: str, found: set[str]) -> None:
    assert figures(text) == found


def test_working_days_are_not_days_and_a_bare_number_may_stand_with_a_unit() -> None:
    known = figures("trong 5 ngày làm việc, mẫu CT01")
    assert unsupported(figures("5 ngày"), known) == ["5 ngày"]
    assert unsupported(figures("5 ngày làm việc, CT01, 5"), known) == []


def test_a_catalogue_keeps_the_figures_of_the_sentences_it_leaves_out() -> None:
    record = Procedure(
        code="9.000001",
        title="Cấp thẻ thư viện",
        steps=(Step(text="Nộp đơn trong 60 ngày kể từ ngày chuyển đến."),),
        channels=(
            Channel(
                method=Method.DIRECT,
                time=Duration(amount=3, unit=Unit.WORKING_DAY),
                fees=(Fee(amount=20000, text="Trẻ dưới 16 tuổi: 5.000 đồng"),),
            ),
        ),
        cases=(Case(papers=(Paper(name="Đơn đề nghị theo Mẫu số 02", originals=1),)),),
    )
    short = facts.facts_only(record)

    assert not short.steps
    assert {field: of_record(record)[field] for field in RecordField} == {
        field: of_record(short)[field] for field in RecordField
    }
    assert of_record(short)[RecordField.STEPS] == {"60 ngày"}
    assert of_record(short)[RecordField.FEE] == {"20000 đồng", "16 tuổi", "5000 đồng"}
    assert of_record(short)[RecordField.TIME] == {"3 ngày làm việc"}
    assert short.figures[RecordField.PAPERS] == ("mẫu 2",)
