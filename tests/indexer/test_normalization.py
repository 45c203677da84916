import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.normalization import bigrams, calm, fold, is_marked, marked_share, one_i, plain_key, syllables


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký", "dang ky"),
        ("GIẤY KHAI SINH", "giay khai sinh"),
        ("ưỡn ẹo", "uon eo"),
        ("abc 12", "abc 12"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_syllables_drop_punctuation_and_keep_numbers() -> None:
    assert syllables("Giấy CT01, (bản sao)!") == ["giấy", "ct01", "bản", "sao"]


@pytest.mark.parametrize(
    ("word", "calmed"), [("ơiiii", "ơi"), ("xooong", "xong"), ("tttt", "t"), ("111", "111"), ("xoong", "xoong")]
)
def test_calm(word: str, calmed: str) -> None:
    assert calm(word) == calmed


@pytest.mark.parametrize(
    ("word", "written"), [("kí", "ký"), ("sĩ", "sỹ"), ("lí", "lý"), ("nghi", "nghi"), ("mai", "mai"), ("i", "i")]
)
def test_one_i(word: str, written: str) -> None:
    assert one_i(word) == written


def test_marks() -> None:
    assert is_marked("giấy")
    assert is_marked("đi")
    assert not is_marked("cho")
    assert marked_share(["giấy", "to", "12"]) == 0.5
    assert marked_share([]) == 0.0


def test_bigrams() -> None:
    assert bigrams(["bằng", "lái", "xe"]) == ["bằng_lái", "lái_xe"]
    assert bigrams(["xe"]) == []


def test_plain_key() -> None:
    assert plain_key("Đăng ký: khai-sinh") == "dang ky khai sinh"
