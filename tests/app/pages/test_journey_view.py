from app.pages.directory import Directory
from app.pages.journey_view import journey, passages, step_views
from corpus.companions import LifeEvent, Stage
from corpus.records import Case, Channel, Duration, Fee, Method, Paper, Procedure, Unit
from indexer.catalogue import companion_row, procedure_row

FIRST, SECOND, THIRD, GONE = (f"9.00000{number}" for number in range(1, 5))
ACTS = {
    code: Procedure(
        code=code,
        title=f"Việc {code}",
        channels=(Channel(method=Method.DIRECT, time=Duration(amount=3, unit=Unit.DAY), fees=(Fee(amount=5000),)),),
        cases=(
            Case(name="Nhờ người khác", papers=(Paper(name="Giấy ủy quyền"),)),
            Case(papers=(Paper(name="Tờ khai"),)),
        ),
    )
    for code in (FIRST, SECOND, THIRD)
}
EVENT = LifeEvent(
    id="chuyen",
    title="Chuyện thử",
    summary="Tóm tắt.",
    wordings=("chuyện",),
    stages=(
        Stage(procedure=GONE, reason="Thủ tục không còn."),
        Stage(procedure=FIRST, reason="Trước hết."),
        Stage(procedure=SECOND, reason="Nếu có.", optional=True),
        Stage(procedure=THIRD, reason="Sau cùng.", after=(GONE, FIRST)),
    ),
)
DIRECTORY = Directory([*map(procedure_row, ACTS.values()), companion_row(EVENT)])


def test_acts_that_are_not_there_are_left_out_and_the_rest_counted_anew() -> None:
    steps = journey(EVENT, DIRECTORY).steps

    assert [(step.number, step.row.id) for step in steps] == [(1, FIRST), (2, SECOND), (3, THIRD)]
    assert steps[2].after == (1,)
    assert steps[1].optional


def test_what_comes_before_and_after_an_act() -> None:
    (first,), (second,), (third,) = (passages(code, [EVENT], DIRECTORY) for code in (FIRST, SECOND, THIRD))

    assert ([s.number for s in first.before], [s.number for s in first.following]) == ([], [3])
    assert ([s.number for s in second.before], [s.number for s in second.following]) == ([], [3])
    assert ([s.number for s in third.before], [s.number for s in third.following]) == ([1], [])


def test_steps_show_fee_time_and_papers_what_everybody_brings_first() -> None:
    views = step_views(journey(EVENT, DIRECTORY), lambda code: (ACTS[code], None))

    assert views[0].facts.fee.lines == (("", "5.000 đồng"),)
    assert views[0].facts.time.lines == (("", "3 ngày"),)
    assert [case.name for case in views[0].cases] == ["", "Nhờ người khác"]
