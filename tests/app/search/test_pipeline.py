import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.search import pipeline
from app.search.filters import Filters
from app.search.grouping import Ranked, group
from app.search.pipeline import SearchEngine
from app.search.results import Status
from corpus.records import Level
from indexer.building import build
from indexer.bundle import Bundle
from indexer.catalogue import Row
from indexer.normalization import fold
from tests.collection import NAMES, TWINS, UNANSWERABLE, knowledge
from tests.conftest import publish, silent
from tests.small_encoder import add_blurred_side


@pytest.fixture(scope="module")
def engine(bundles: Path) -> SearchEngine:
    return SearchEngine(Bundle.open(bundles))


def test_a_code_finds_its_record_first(engine: SearchEngine) -> None:
    for row in engine.bundle.rows[:5]:
        results = engine.search(row.id)
        assert results.hits[0].row.id == row.id
        assert results.confidence == 1.0


def test_a_doubtful_first_look_is_followed_by_a_second(
    engine: SearchEngine, encoder_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a quick side that understands nothing, every doubtful question ends where the whole encoder leads."""
    shutil.copytree(encoder_folder, tmp_path / "encoder")
    add_blurred_side(tmp_path / "encoder")
    publish(tmp_path / "bundles", tmp_path / "encoder")
    two_sided = SearchEngine(Bundle.open(tmp_path / "bundles"))
    questions = [*(row.title for row in engine.bundle.rows if not row.internal), *UNANSWERABLE]
    with monkeypatch.context() as first_only:
        first_only.setattr(pipeline, "SURE_AT_FIRST", 0.0)
        first = [two_sided.rank(question) for question in questions]
    doubted = [pipeline.HOPELESS < look.confidence < pipeline.SURE_AT_FIRST for look in first]
    for question, look, doubtful in zip(questions, first, doubted, strict=True):
        expected, found = engine.rank(question) if doubtful else look, two_sided.rank(question)
        assert [act.lead.row for act in found.groups] == [act.lead.row for act in expected.groups]
        assert found.confidence == pytest.approx(expected.confidence)
    assert any(doubted)
    assert not all(doubted)


def test_whoever_calls_an_act_by_its_name_finds_it(engine: SearchEngine) -> None:
    for entry in NAMES:
        act = engine.bundle.rows[engine.bundle.row_of[entry.code]].act
        for name in entry.names:
            for typed in (name, fold(name), f"em muốn {name}", f"{name} thì làm ở đâu", f"{name} cần giấy tờ gì"):
                results = engine.search(typed)
                assert results.hits[0].row.act == act
                assert results.confidence >= pipeline.CALLED_BY_NAME


def test_titles_find_themselves_marked_and_unmarked(engine: SearchEngine) -> None:
    titles = [row for row in engine.bundle.rows if row.kind == "procedure" and not row.internal][:20]
    for shape in (str, fold):
        found = [engine.search(shape(row.title)).hits[0].row.act == row.act for row in titles]
        assert sum(found) >= 0.9 * len(titles)


def test_twins_are_one_hit(engine: SearchEngine) -> None:
    lead = engine.bundle.rows[engine.bundle.row_of[TWINS[0]]]
    hits = engine.search(lead.title).hits
    holding = [hit for hit in hits if {hit.row.id, *(row.id for row in hit.variants)} & set(TWINS)]
    assert len(holding) == 1
    assert {holding[0].row.id, *(row.id for row in holding[0].variants)} == set(TWINS)


def test_internal_procedures_never_show(engine: SearchEngine) -> None:
    hidden = [row for row in engine.bundle.rows if row.internal]
    assert hidden
    for row in hidden:
        shown = engine.search(row.title).hits + engine.search(row.id).hits
        assert row.id not in {hit.row.id for hit in shown}


def test_filters_hold(engine: SearchEngine) -> None:
    level = next(row.levels[0] for row in engine.bundle.rows if row.levels)
    for hit in engine.search("đăng ký", wanted=Filters(level=level)).hits:
        assert level in hit.row.levels


def test_a_filter_nothing_passes_gives_no_answer(engine: SearchEngine) -> None:
    results = engine.search("đăng ký khai sinh", wanted=Filters(field="không có lĩnh vực này"))
    assert results.status is Status.NO_ANSWER
    assert not results.hits


def test_explanation_adds_up(engine: SearchEngine) -> None:
    hit = engine.search("đăng ký khai sinh", explain=True).hits[0]
    assert hit.reasons
    shares = [abs(reason.share) for reason in hit.reasons]
    assert shares == sorted(shares, reverse=True)


def test_an_empty_collection_answers_nothing(encoder_folder: Path, tmp_path: Path) -> None:
    nothing = replace(knowledge(), procedures=(), companions=(), names=(), unanswerable=())
    build(nothing, encoder_folder, tmp_path, silent)
    results = SearchEngine(Bundle.open(tmp_path)).search("khai sinh cho con")
    assert (results.status, results.hits) == (Status.NO_ANSWER, ())


@pytest.mark.parametrize("typed", ["", " ", "\x00", "🙂", "...", "\ud800"])
def test_nothing_asked_nothing_found(engine: SearchEngine, typed: str) -> None:
    results = engine.search(typed)
    assert results.status is Status.NO_ANSWER
    assert results.hits == ()


def row(identifier: str, act: str, province: str = "", obsolete: bool = False) -> Row:
    return Row(id=identifier, kind="procedure", title=act, act=act, province=province, obsolete=obsolete)


def test_grouping_by_hand() -> None:
    rows = [row("a", "x", "Huế"), row("b", "x"), row("c", "y"), row("d", "x", "Hà Nội")]
    ranked = [Ranked(0, 3.0, 0), Ranked(1, 1.0, 1), Ranked(2, 2.0, 2), Ranked(3, 2.5, 3)]
    national = group(ranked, rows, "", central=False)
    assert [[member.row for member in found.members] for found in national] == [[1, 0, 3], [2]]
    assert national[0].score == 3.0
    assert group(ranked, rows, "Hà Nội", central=False)[0].lead.row == 3


def test_what_is_done_nearer_leads_unless_the_ministry_is_asked_for() -> None:
    levels = ((Level.MINISTRY,), (Level.MINISTRY, Level.PROVINCE), (Level.WARD,), ())
    rows = [replace(row(str(n), "x"), levels=level) for n, level in enumerate(levels)]
    ranked = [Ranked(n, 4.0 - n, n) for n in range(4)]
    orders = [[m.row for m in group(ranked, rows, "", central=asked)[0].members] for asked in (False, True)]
    assert orders == [[1, 2, 3, 0], [0, 1, 2, 3]]


@pytest.mark.parametrize(
    ("agency", "abroad"),
    [
        ("Cơ quan đại diện Việt Nam ở nước ngoài", True),
        ("Cơ quan lãnh sự; Cơ quan đại diện ngoại giao", True),
        ("Cơ quan đại diện có thẩm quyền; Ủy ban nhân dân cấp xã", False),
        ("Cơ quan đại diện chủ sở hữu", False),
        ("", False),
    ],
)
def test_an_act_of_missions_alone_does_not_lead(agency: str, abroad: bool) -> None:
    mission = Row(id="1", kind="procedure", title="a", act="a", agency=agency)
    ward = Row(id="2", kind="procedure", title="a", act="a", agency="Ủy ban nhân dân cấp xã")
    (found,) = group([Ranked(0, 2.0, 0), Ranked(1, 1.0, 1)], [mission, ward], "", central=False)
    assert mission.of_missions == abroad
    assert found.lead.row == int(abroad)
