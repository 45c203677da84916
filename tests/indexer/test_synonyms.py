import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus import shipped
from indexer.normalization import fold, syllables
from indexer.synonyms import Synonym, Synonyms

SYNONYMS = Synonyms(
    (
        Synonym(term="gplx", means=("giấy phép lái xe",), kind="abbreviation"),
        Synonym(term="đk", means=("đăng ký",), kind="abbreviation"),
        Synonym(term="bằng lái", means=("giấy phép lái xe",), kind="synonym"),
        Synonym(term="bằng lái xe quân sự", means=("giấy phép lái xe quân sự",), kind="synonym"),
    )
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("làm lại gplx", "làm lại giấy phép lái xe"),
        ("dk xe", "đăng ký xe"),
        ("đk xe", "đăng ký xe"),
        ("xe máy", "xe máy"),
    ],
)
def test_abbreviations_are_written_out(typed: str, written: str) -> None:
    assert " ".join(SYNONYMS.written_out(syllables(typed))) == written


def test_everyday_words_are_searched_beside() -> None:
    assert SYNONYMS.meanings(syllables("mất bằng lái")) == ["giấy phép lái xe"]
    assert SYNONYMS.meanings(syllables("mat bang lai")) == ["giấy phép lái xe"]


def test_the_longest_term_wins() -> None:
    assert SYNONYMS.meanings(syllables("bằng lái xe quân sự hết hạn")) == ["giấy phép lái xe quân sự"]


def test_typed_marks_must_agree() -> None:
    assert SYNONYMS.meanings(syllables("băng lái")) == []


def test_round_trip(tmp_path: Path) -> None:
    SYNONYMS.save(tmp_path / "s.json")
    assert Synonyms.load(tmp_path / "s.json").entries == SYNONYMS.entries


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Synonym.model_validate({"term": "x", "means": ["y"], "kind": "synonym", "mean": "z"})


def test_the_shipped_table_is_sound() -> None:
    entries = [Synonym.model_validate(line) for line in shipped.json_lines(shipped.SYNONYMS)]
    assert len(entries) > 1000
    terms = [json.dumps(syllables(entry.term), ensure_ascii=False) for entry in entries]
    assert len(set(terms)) == len(terms)
    assert not [entry.term for entry in entries if any(fold(m) == fold(entry.term) for m in entry.means)]
