import pytest

from indexer.language import LanguageModel
from indexer.normalization import fold, syllables
from indexer.repair import Repairer, marks_lost

LINES = (
    "đăng ký khai sinh cho con",
    "đăng ký kết hôn",
    "cấp lại giấy phép lái xe bị mất",
    "thẻ căn cước hết hạn",
    "bảo hiểm y tế cho trẻ em",
    "giấy phép nuôi chó",
    "lệ phí bao nhiêu tiền",
    "mở quán ăn cần giấy tờ gì",
    "người cai nghiện tự nguyện",
)


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer(LanguageModel.learn((line, 5) for line in LINES))


def repaired(repairer: Repairer, text: str) -> str:
    words = syllables(text)
    return repairer.repair(words, marks_lost(words)).text


@pytest.mark.parametrize("line", LINES)
def test_marks_come_back(repairer: Repairer, line: str) -> None:
    assert repaired(repairer, fold(line)) == line


@pytest.mark.parametrize("line", LINES)
def test_known_marked_text_is_left_alone(repairer: Repairer, line: str) -> None:
    assert repaired(repairer, line) == line


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giaays phép lái xe", "giấy phép lái xe"),
        ("ddăng ký kết hôn", "đăng ký kết hôn"),
        ("thẻ căn cươc hết hạn", "thẻ căn cước hết hạn"),
        ("bảo hỉem y tế", "bảo hiểm y tế"),
        ("dấy phép lái xe", "giấy phép lái xe"),
        ("người cai ngiện", "người cai nghiện"),
        ("lệ phi1 bao nhiêu", "lệ phí bao nhiêu"),
        ("giấyyyy phép lái xe", "giấy phép lái xe"),
    ],
)
def test_slips_are_mended(repairer: Repairer, typed: str, meant: str) -> None:
    assert repaired(repairer, typed) == meant


def test_marks_that_nobody_typed_do_not_make_a_question_marked(repairer: Repairer) -> None:
    words = syllables("cap lai giấy phép lái xe bi mat")  # "cap lai gplx bi mat" with the abbreviation written out
    assert repairer.repair(words, lost=1.0).text == "cấp lại giấy phép lái xe bị mất"
    assert repairer.repair(words, lost=1.0).unmarked


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        (["lam", "lai"], 1.0),
        (["làm", "lại", "cho", "con"], 1 - 0.5 / 0.75),
        (["làm", "lại", "đăng", "ký", "cho"], 0.0),
        ([], 1.0),
        (["123"], 1.0),
    ],
)
def test_share_of_marks_lost(words: list[str], lost: float) -> None:
    assert marks_lost(words) == pytest.approx(lost)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # "quan", "giay" are no words of this corpus; the question may be as marked as it likes.
        ("mở quan ăn cần giay tờ gì", "mở quán ăn cần giấy tờ gì"),
        # "con" and "cho" are words, and nothing here speaks for others.
        ("đăng ky khai sinh cho con", "đăng ký khai sinh cho con"),
        # The same typed syllable gains different marks.
        ("cấp lai giấy phep lai xe bị mat", "cấp lại giấy phép lái xe bị mất"),
    ],
)
def test_marks_lost_here_and_there_come_back(repairer: Repairer, typed: str, meant: str) -> None:
    assert repaired(repairer, typed) == meant


def test_a_typed_word_that_exists_is_respected(repairer: Repairer) -> None:
    assert repaired(repairer, "cho con chó ăn") == "cho con chó ăn"


def test_unknown_words_and_numbers_stay(repairer: Repairer) -> None:
    assert repaired(repairer, "passport 1234 ct01").split() == ["passport", "1234", "ct01"]


def test_a_word_the_corpus_does_not_hold_is_unknown(repairer: Repairer) -> None:
    assert [repairer.known(word) for word in ("khai", "xqz")] == [True, False]


def test_long_questions_are_not_searched_for_ever(repairer: Repairer) -> None:
    words = ["dang"] * 500
    assert repairer.repair(words, lost=1.0).meant == tuple(words)


def test_nothing(repairer: Repairer) -> None:
    assert repairer.repair([], lost=1.0).text == ""


def test_changed_letters_are_told_from_marks(repairer: Repairer) -> None:
    assert not repairer.repair(syllables("dang ky ket hon"), lost=1.0).changed_letters
    assert repairer.repair(syllables("dấy phép lái xe"), lost=0.0).changed_letters
