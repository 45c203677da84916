from pathlib import Path

import numpy as np
import pytest

from indexer import lexical_index
from indexer.language import LanguageModel
from indexer.nearby import NEAREST, Nearby
from indexer.passages import Section
from indexer.repair import Repairer

LINES = ("đổi tên hộ", "đổi tên quán", "đổi giấy phép", "tuổi con số", "đòi nợ tiền lương", "đòi tiền lương công ty")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> lexical_index.LexicalIndex:
    folder = tmp_path_factory.mktemp("lexical") / "index"
    lexical_index.build(folder, [{Section.TITLE: "chung", Section.QUESTIONS: line} for line in LINES])
    return lexical_index.LexicalIndex(folder)


def test_records_that_hold_a_term_in_any_section(index: lexical_index.LexicalIndex) -> None:
    held = index.holding("marked", ["đòi", "chung", "vắng"], np.array([5, 0]))
    assert held.tolist() == [[1, 0], [1, 1], [0.5, 0.5]]
    assert index.holding("marked", [], np.array([5, 0])).shape == (0, 2)


def test_a_term_left_out_of_one_section_may_be_held_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical_index, "FEW", 2)
    records = [{Section.TITLE: title, Section.QUESTIONS: "xin giấy"} for title in ("xin phép", "nộp đơn", "cấp thẻ")]
    lexical_index.build(tmp_path / "index", records)
    held = lexical_index.LexicalIndex(tmp_path / "index").holding("marked", ["xin", "đơn"], np.array([0, 1]))
    assert held.tolist() == [[1, 0.5], [0, 1]]


def test_shares_are_weighted_by_nearness(index: lexical_index.LexicalIndex) -> None:
    shares = Nearby(index, np.ones(len(LINES), dtype=bool)).shares(["doi", "tien", "luong"], ["đòi", "đổi", "lương"])
    scores = index.folded_scores(("doi", "tien", "luong", "doi_tien", "tien_luong")).sum(axis=0)
    assert len(LINES) < NEAREST
    assert shares.tolist() == pytest.approx(
        [scores[places].sum() / scores.sum() for places in ([4, 5], [0, 1, 2], [4, 5])]
    )


def test_records_that_may_not_be_shown_have_no_say(index: lexical_index.LexicalIndex) -> None:
    allowed = np.array(["đòi" not in line for line in LINES])
    assert Nearby(index, allowed).shares(["doi", "tien"], ["đòi"]).tolist() == [0.0]


def test_an_empty_index_says_nothing(tmp_path: Path) -> None:
    lexical_index.build(tmp_path / "index", [])
    nearby = Nearby(lexical_index.LexicalIndex(tmp_path / "index"), np.zeros(0, dtype=bool))
    assert nearby.shares(["doi"], ["đòi"]).tolist() == [0.0]


def test_the_marks_of_nearby_records_win(index: lexical_index.LexicalIndex) -> None:
    """ "đổi" is the more frequent, but beside wages it is "đòi"."""
    model = LanguageModel.learn([(line, 2) for line in LINES[:3]] + [("đòi", 2)])
    words = ["doi", "tien", "luong"]
    assert Repairer(model).repair(words, lost=1.0).meant[0] == "đổi"
    near = Nearby(index, np.ones(len(LINES), dtype=bool)).shares
    assert Repairer(model, near).repair(words, lost=1.0).meant[0] == "đòi"
    assert Repairer(model, near).repair(words, lost=0.0).meant[0] == Repairer(model).repair(words, lost=0.0).meant[0]
