from datetime import date

import pytest

from app.pages.directory import Directory
from app.pages.glance import glance
from app.pages.guide_view import guide_view
from corpus.companions import Guide, NextStep, PapersOfCase, Statement
from corpus.records import Channel, Fee, Method, Procedure, RecordField
from indexer.catalogue import procedure_row

ACT = Procedure(code="9.000001", title="Đăng ký thử", channels=(Channel(method=Method.DIRECT, fees=(Fee(text="x"),)),))
PAPERS, STEPS, FEE = RecordField.PAPERS, RecordField.STEPS, RecordField.FEE


def guide(**more: object) -> Guide:
    said = (Statement("Làm thế này.", STEPS),)
    values: dict[str, object] = {
        "id": "thu",
        "title": "Làm thử",
        "procedures": ("9.000001",),
        "purpose": said[0],
        "who": said,
        "papers": (
            PapersOfCase(name="Nhờ người khác", papers=(Statement("Giấy ủy quyền.", STEPS),)),
            PapersOfCase(papers=(Statement("Tờ khai.", PAPERS), Statement("Ảnh.", PAPERS))),
        ),
        "steps": said * 3,
        "where": said,
        "time": said,
        "fee": (Statement("Phí 5.000 đồng.", FEE), Statement("Hộ nghèo được miễn.", FEE)),
        "mistakes": said,
        "next": (NextStep(text="Làm tiếp.", procedure="9.000001"), NextStep(text="Hỏi thêm.", procedure="9.999999")),
        "reviewed": date(2026, 5, 1),
        "expires": date(2027, 5, 1),
    }
    return Guide.model_validate(values | more)


def view(today: date = date(2026, 6, 1), **more: object):
    return guide_view(guide(**more), Directory([procedure_row(ACT)]), today)


def test_a_block_names_each_field_it_rests_on_once() -> None:
    assert view().papers.rests_on == ("steps", "papers")
    assert view().fee.rests_on == ("fee",)


def test_what_everybody_brings_stands_first() -> None:
    assert [(case.name, len(case.papers)) for case in view().cases] == [("", 2), ("Nhờ người khác", 1)]


def test_a_next_step_leads_only_to_an_act_that_is_there() -> None:
    assert [one.row.id if one.row else "" for one in view().next] == ["9.000001", ""]


@pytest.mark.parametrize(
    ("today", "stale"), [(date(2027, 5, 1), False), (date(2027, 5, 2), True), (date(2026, 1, 1), False)]
)
def test_past_its_day_it_must_be_read_again(today: date, stale: bool) -> None:
    assert view(today).stale is stale


def test_a_guide_without_a_day_is_never_overdue() -> None:
    assert not view(date(2099, 1, 1), expires=None).stale


def test_at_a_glance_the_guide_speaks_only_where_the_record_has_no_figure() -> None:
    clear = ACT.model_copy(update={"channels": (Channel(method=Method.DIRECT, fees=(Fee(amount=8000),)),)})

    assert glance(ACT, guide()).fee.lines == (("", "Phí 5.000 đồng."),)
    assert glance(clear, guide()).fee.lines == (("", "8.000 đồng"),)
    assert glance(ACT, guide(fee=(Statement("Dài " * 50, FEE),))).fee.lines == ()
