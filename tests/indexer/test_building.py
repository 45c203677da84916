"""What is indexed is read as a question is: whoever types an abbreviation or leaves marks out finds the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.search.pipeline import SearchEngine
from corpus.records import PopularNames
from indexer.building import Knowledge, build, prepare
from indexer.bundle import Bundle
from indexer.passages import Section
from tests.collection import LICENCE, knowledge
from tests.conftest import silent

SHORT = "làm GPLX cho xe"


@pytest.fixture(scope="module")
def abbreviated() -> Knowledge:
    named = PopularNames(code=LICENCE, names=(SHORT,), questions=("mất GPLX, làm sao",))
    return replace(knowledge(), names=(named,), unanswerable=("dang ky khai sinh", "xin giấy gplx"))


def test_what_is_searched_is_written_out_and_what_is_shown_is_not(abbreviated: Knowledge) -> None:
    made = prepare(abbreviated)
    row = next(place for place, row in enumerate(made.rows) if row.id == LICENCE)
    assert SHORT in made.sections[row][Section.NAMES]
    assert SHORT in made.rows[row].names
    assert made.searched[row][Section.NAMES] == "làm giấy phép lái xe cho xe"
    assert made.searched[row][Section.QUESTIONS] == "mất giấy phép lái xe làm sao"
    assert made.searched[row][Section.TITLE] == made.sections[row][Section.TITLE]
    assert "làm giấy phép lái xe cho xe" in [passage.text for passage in made.passages if passage.row == row]


def test_a_name_with_an_abbreviation_is_a_name(abbreviated: Knowledge, encoder_folder: Path, tmp_path: Path) -> None:
    build(abbreviated, encoder_folder, tmp_path, silent)
    engine = SearchEngine(Bundle.open(tmp_path))
    for typed in (SHORT, "làm giấy phép lái xe cho xe", "lam gplx cho xe"):
        assert engine.search(typed).hits[0].row.id == LICENCE


def test_questions_without_an_answer_are_read_as_questions_are(
    abbreviated: Knowledge, encoder_folder: Path, tmp_path: Path
) -> None:
    build(abbreviated, encoder_folder, tmp_path, silent)
    bundle = Bundle.open(tmp_path)
    for meant in ("đăng ký khai sinh", "xin giấy giấy phép lái xe"):
        assert bundle.unanswerable.nearest(bundle.encoder.encode_query(meant)) == pytest.approx(1.0, abs=0.02)
