from app.pages.answer_view import QuotedFact, fact
from app.search.question import Fact
from app.search.results import Hit, Quote, ResultSet, Status
from corpus.companions import Guide, PapersOfCase, Statement
from corpus.records import Channel, Fee, Method, Procedure, RecordField
from indexer.catalogue import procedure_row

STEP = Statement("Làm thế này.", RecordField.STEPS)
GUIDE = Guide(
    id="thu",
    title="Làm thử",
    procedures=("9.000001",),
    purpose=STEP,
    who=(STEP,),
    papers=(PapersOfCase(papers=(STEP,)),),
    steps=(STEP,) * 3,
    where=(STEP,),
    time=(Statement("Khoảng 3 ngày.", RecordField.TIME),),
    fee=(Statement("Phí 135.000 đồng.", RecordField.FEE),),
    mistakes=(STEP,),
)


def asked(what: Fact, fee: Fee, guide: Guide | None = GUIDE, quoted: bool = True) -> QuotedFact | None:
    """The fact shown for a question that one procedure with this fee answers."""
    record = Procedure(code="9.000001", title="Đăng ký thử", channels=(Channel(method=Method.DIRECT, fees=(fee,)),))
    quote = Quote(what, ("Nộp trực tiếp: Phí (ghi chú)",), "fees", record.code, record.title, "", "1/QĐ", None)
    results = ResultSet(
        status=Status.ANSWERED,
        confidence=1,
        hits=(Hit(record, procedure_row(record), 1, (), ()),),
        total=1,
        suggestion="",
        asked=what,
        quote=quote if quoted else None,
        facets={},
        clarification=None,
        intents=(),
        life_event=None,
        took_ms=0,
        bundle="",
    )
    return fact(results, lambda code: (record, guide))


UNCLEAR, CLEAR = Fee(amount=0, doubt="zero_without_text"), Fee(amount=8000)


def test_a_guide_speaks_where_the_record_has_no_clear_figure() -> None:
    shown = asked(Fact.FEE, UNCLEAR)

    assert shown
    assert shown.plain == ("Phí 135.000 đồng.",)
    assert [(line.head, line.rest) for line in shown.lines] == [("Nộp trực tiếp: Phí", "(ghi chú)")]


def test_a_clear_figure_needs_no_guide() -> None:
    assert (shown := asked(Fact.FEE, CLEAR)) is not None
    assert shown.plain == ()


def test_without_a_guide_the_record_stands_alone() -> None:
    assert (shown := asked(Fact.FEE, UNCLEAR, guide=None)) is not None
    assert shown.plain == ()


def test_a_time_that_no_record_states_may_stand_in_its_guide() -> None:
    assert (shown := asked(Fact.TIME, CLEAR, quoted=False)) is not None
    assert (shown.plain, shown.lines) == (("Khoảng 3 ngày.",), ())


def test_other_facts_are_the_records_own() -> None:
    assert (shown := asked(Fact.PAPERS, UNCLEAR)) is not None
    assert shown.plain == ()
