"""Suggestions by themselves: order, marks and spelling."""

import pytest

from app.search.suggestions import FROM_ONE_ACT, MOST, SuggestionKind, Suggestions
from indexer.catalogue import Row
from indexer.synonyms import Synonym, Synonyms

NO_SYNONYMS = Synonyms(())


def row(code: str, title: str, *names: str, **more: object) -> Row:
    shared = {"kind": "procedure", "act": title.lower(), "audience": ("Công dân",), "names": names}
    return Row(**{"id": code, "title": title} | shared | more)


def found(rows: list[Row], typed: str, synonyms: Synonyms = NO_SYNONYMS) -> list[str]:
    return [suggestion.text for suggestion in Suggestions(rows, synonyms).suggest(typed)]


@pytest.mark.parametrize(
    ("typed", "agrees"),
    [
        ("hoa", True),
        ("hoà", True),
        ("hòa", True),
        ("hòan", True),
        ("hoàn cô", True),
        ("hoan cong", True),
        ("Hoàn Công", True),
        ("hoàn côn", True),
        ("hoán", False),
        ("hoàn cơ", False),
        ("hoàn đông", False),
        ("oàn", False),
    ],
)
def test_marks_that_were_typed_must_agree(typed: str, agrees: bool) -> None:
    assert found([row("1", "Hoàn công nhà ở")], typed) == (["Hoàn công nhà ở"] if agrees else [])


@pytest.mark.parametrize("typed", ["ký hợp", "kí hợp", "ki hop", "kí", "ky"])
def test_i_and_y_are_one(typed: str) -> None:
    assert found([row("1", "Ký hợp đồng")], typed) == ["Ký hợp đồng"]


def test_a_half_typed_syllable_may_end_in_i() -> None:
    assert found([row("1", "Kiểm định xe")], "ki") == ["Kiểm định xe"]


def test_a_beginning_comes_before_a_middle_and_short_before_long() -> None:
    rows = [row("1", "Xin mở quán"), row("2", "Mở quán nước bên đường"), row("3", "Mở quán")]
    assert found(rows, "mở quán") == ["Mở quán", "Mở quán nước bên đường", "Xin mở quán"]


def test_what_holds_everywhere_and_still_comes_first() -> None:
    rows = [
        row("1", "Mở quán a", obsolete=True),
        row("2", "Mở quán bb", province="Huế"),
        row("3", "Mở quán ccc", audience=("Doanh nghiệp",)),
        row("4", "Mở quán dddd"),
    ]
    assert [s.code for s in Suggestions(rows, NO_SYNONYMS).suggest("mở")] == ["4", "3", "2", "1"]


def test_a_name_of_several_acts_is_suggested_once() -> None:
    rows = [row("1", "Tách thửa", "làm sổ"), row("2", "Hợp thửa", "Làm sổ")]
    assert len(found(rows, "làm")) == 1


def test_few_texts_come_from_one_act_and_few_in_all() -> None:
    one = [row("1", "Mở quán", *(f"mở quán {n}" for n in "abcdef"))]
    assert len(found(one, "mở")) == FROM_ONE_ACT
    many = [row(str(n), f"Mở quán {n}") for n in range(50)]
    assert len(found(many, "mở")) == MOST


def test_abbreviations_are_written_out() -> None:
    synonyms = Synonyms([Synonym(term="gplx", means=("giấy phép lái xe",), kind="abbreviation")])
    assert found([row("1", "Đổi giấy phép lái xe")], "đổi gplx", synonyms) == ["Đổi giấy phép lái xe"]


def test_names_and_titles_are_told_apart() -> None:
    made = Suggestions([row("1", "Đăng ký khai sinh", "làm khai sinh")], NO_SYNONYMS)
    assert [s.kind for s in made.suggest("khai sinh")] == [SuggestionKind.NAME, SuggestionKind.TITLE]


@pytest.mark.parametrize("typed", ["", " ", "\x00", "...", "🙂", "\n", "x\ny"])
def test_nothing_to_complete_suggests_nothing(typed: str) -> None:
    assert found([row("1", "Mở quán")], typed) == []


def test_letters_that_grow_when_folded_stay_in_step() -> None:
    rows = [row("1", "ﬁ İstanbul ß Đổi tên"), row("2", "Đổi biển")]
    assert set(found(rows, "đổi")) == {"ﬁ İstanbul ß Đổi tên", "Đổi biển"}


def test_an_empty_bundle_suggests_nothing() -> None:
    assert found([], "a") == []
