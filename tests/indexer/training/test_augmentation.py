import random

import pytest

from indexer.training.augmentation import keystrokes, partly_unmarked, shortened, slipped, telex_residue, unmarked
from indexer.typing_slips import telex

QUESTION = "làm giấy khai sinh ở đâu"


def drawn(slip, text: str, times: int = 200) -> set[str]:
    return {slip(text, random.Random(seed)) for seed in range(times)}


def test_unmarked_has_no_marks_left() -> None:
    assert drawn(unmarked, "đăng ký kết hôn") == {"dang ky ket hon"}


def test_partly_unmarked_decides_word_by_word() -> None:
    assert drawn(partly_unmarked, "kết hôn") == {"kết hôn", "ket hôn", "kết hon", "ket hon"}


@pytest.mark.parametrize(
    ("word", "keys"),
    [("giấy", "giaays"), ("đường", "dduwowngf"), ("xã", "xax"), ("thuế", "thuees"), ("mở", "mowr"), ("hộ", "hooj")],
)
def test_keystrokes_are_telex_with_the_tone_last(word: str, keys: str) -> None:
    assert keystrokes(word) == keys
    assert telex(keys) == word, "what query time makes of them"


def test_keystrokes_of_a_plain_word_are_the_word() -> None:
    assert keystrokes("sinh") == "sinh"


def test_residue_is_left_in_one_marked_word() -> None:
    assert drawn(telex_residue, "giấy khai đất") == {"giaays khai đất", "giấy khai ddaats"}
    assert drawn(telex_residue, "khai sinh") == {"khai sinh"}


def test_a_slip_loses_doubles_or_swaps_one_letter() -> None:
    # Of "abc" at place 0 or 1: lost bc, ac; doubled aabc, abbc; swapped bac, acb.
    assert drawn(slipped, "abc") == {"bc", "ac", "aabc", "abbc", "bac", "acb"}


@pytest.mark.parametrize("text", ["", "a"])
def test_nothing_can_slip_in_less_than_two_letters(text: str) -> None:
    assert drawn(slipped, text) == {text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đổi giấy phép lái xe ở đâu", {"đổi gplx ở đâu"}),
        ("căn cước công dân", {"cccd"}),
        ("hồ sơ có được không", {"hs có được không", "hồ sơ có đc không", "hồ sơ có được ko"}),
        ("khai sinh", {"khai sinh"}),
        ("giỏi với", {"giỏi vs"}),
        ("khônggian", {"khônggian"}),
    ],
)
def test_one_whole_phrase_is_shortened(text: str, expected: set[str]) -> None:
    assert drawn(shortened, text) == expected


@pytest.mark.parametrize("slip", [partly_unmarked, telex_residue, slipped, shortened])
def test_the_same_seed_types_the_same(slip) -> None:
    assert slip(QUESTION, random.Random(4)) == slip(QUESTION, random.Random(4))
