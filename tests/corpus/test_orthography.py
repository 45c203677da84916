import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.orthography import Fault, absent, faults, one_line, tidy

VIETNAMESE = string.ascii_letters + "ăâđêôơưĂÂĐÊÔƠƯ" + "áàảãạấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
ODDITIES = "\u200b\ufeff\u00ad\xa0\t\r\n\x0b\x00\uf0fc¬Ððоаро\u2028 "
texts = st.text(st.sampled_from(VIETNAMESE + MARKS + ODDITIES)) | st.text(st.characters())


def letters(text: str) -> str:
    """Base letters in order, marks and case aside."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if c.isalpha()).replace("đ", "d")


@given(texts)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(texts)
def test_tidy_text_is_composed_and_can_be_encoded(text: str) -> None:
    tidied = tidy(text)
    assert unicodedata.is_normalized("NFC", tidied)
    assert tidied.encode("utf-8").decode("utf-8") == tidied
    assert tidied == tidied.strip()
    assert "  " not in tidied


@given(st.text(st.sampled_from(VIETNAMESE + MARKS + " \n,.-")))
def test_no_letter_is_lost_or_added(text: str) -> None:
    assert letters(tidy(text)) == letters(text)


@given(st.text(st.sampled_from(VIETNAMESE + " ")))
def test_a_text_without_faults_differs_only_in_spaces(text: str) -> None:
    if not faults(text):
        assert tidy(text).split() == text.split()


@given(texts)
def test_a_tidy_text_has_no_faults(text: str) -> None:
    assert faults(tidy(text)) == frozenset()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("hoá, thuỷ, khoẻ, toà, uỷ, xoá, tuý", "hóa, thủy, khỏe, tòa, ủy, xóa, túy"),
        ("HOÁ Hoá UỶ Uỷ", "HÓA Hóa ỦY Ủy"),
        ("hòan tóan thóat hóach", "hoàn toán thoát hoách"),
        ("qúy qủa qúa Qúy", "quý quả quá Quý"),
        ("gía gỉa Gía", "giá giả Giá"),
    ],
)
def test_tones_are_placed_as_in_hoa_and_thuy(written: str, wanted: str) -> None:
    assert tidy(written) == wanted


@pytest.mark.parametrize(
    "word",
    [
        "quý",
        "quỳnh",
        "quả",
        "quà",
        "giá",
        "giả",
        "giếng",
        "gió",
        "hoàn",
        "loại",
        "thuyền",
        "khuỷu",
        "huýt",
        "xoài",
        "ngoéo",
        "nghĩa",
        "nghìa",
        "gìn",
        "của",
        "mía",
        "đĩa",
        "thuở",
        "khoác",
        "ngoằn",
        "úa",
        "lúa",
        "hóa",
        "thủy",
        "tùy",
        "rùa",
    ],
)
def test_words_that_are_right_stay(word: str) -> None:
    assert tidy(word) == word
    assert tidy(word.upper()) == word.upper()


@pytest.mark.parametrize(
    ("fault", "written", "wanted"),
    [
        (Fault.NOT_COMPOSED, unicodedata.normalize("NFD", "Đăng ký hộ tịch"), "Đăng ký hộ tịch"),
        (Fault.NOT_COMPOSED, "đươ\u0300¬ng", "đường"),
        (Fault.ODD_SPACE, "lệ\xa0phí\u202fvà\u2003giá", "lệ phí và giá"),
        (Fault.TAB, "\tBước 1:\tnộp", "Bước 1: nộp"),
        (Fault.INVISIBLE, "tr\u00adường\u200b hợp\u200e\ufeff", "trường hợp"),
        (Fault.INVISIBLE, "dòng\x07 chuông", "dòng chuông"),
        (Fault.BULLET, "\uf0fc\tTrường hợp a", "- Trường hợp a"),
        (Fault.LOOKALIKE, "112/2021/NĐ-CР và TT-BTС", "112/2021/NĐ-CP và TT-BTC"),
        (Fault.LOOKALIKE, "như sаu", "như sau"),
        (Fault.ETH, "Ðiều 33, 57/2018/NÐ-CP, ðường", "Điều 33, 57/2018/NĐ-CP, đường"),
        (Fault.TONE, "hoà giải", "hòa giải"),
    ],
)
def test_each_fault_is_mended_and_named(fault: Fault, written: str, wanted: str) -> None:
    assert tidy(written) == wanted
    assert faults(written) >= {fault}


def test_a_word_of_another_script_stays() -> None:
    assert tidy("β-agonist, Москва, 5 µg") == "β-agonist, Москва, 5 µg"


def test_the_not_sign_goes_only_inside_words() -> None:
    assert tidy("đ¬ược, ¬A") == "được, ¬A"


def test_a_lone_surrogate_does_not_survive() -> None:
    assert tidy("a\ud800b") == "ab"


def test_line_breaks_stay_and_their_edges_are_clean() -> None:
    assert tidy(" một \r\n\thai\x0bba \n\n bốn ") == "một\nhai\nba\n\nbốn"


def test_one_line_puts_spaces_for_line_breaks() -> None:
    assert one_line("một\nhai\n\nba") == "một hai ba"


@pytest.mark.parametrize(
    "text", ["", "-", "--", "…", "Không có thông tin", "không có thông tin.", "Đang cập nhật", "N/A"]
)
def test_words_for_no_value_are_absent(text: str) -> None:
    assert absent(text)


@pytest.mark.parametrize(
    "text", ["Không", "không.", "Không có", "Không quy định.", "Chưa quy định", "Không có yêu cầu, điều kiện!"]
)
def test_a_bare_no_is_absent_only_where_it_is_meant_so(text: str) -> None:
    assert not absent(text)
    assert absent(text, bare_no=True)


@pytest.mark.parametrize("text", ["Không thu lệ phí", "Không quá 15 ngày", "Không cư trú tại xã", "0", "Có"])
def test_a_value_is_never_absent(text: str) -> None:
    assert not absent(text, bare_no=True)
