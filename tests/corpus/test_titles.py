import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.importing.titles import cleaned

CODE = "9.099001"


@pytest.mark.parametrize(
    ("written", "wanted", "mend"),
    [
        ("Thủ tục cấp thẻ bạn đọc", "Cấp thẻ bạn đọc", "'Thủ tục' at the start"),
        ("Thủ tục: Cấp thẻ", "Cấp thẻ", "'Thủ tục' at the start"),
        ("Thủ tục cho phép mở thư viện", "Cho phép mở thư viện", "'Thủ tục' at the start"),
        ("\tCấp thẻ ", "Cấp thẻ", "edge spaces or line breaks"),
        ("Cấp thẻ\nbạn đọc", "Cấp thẻ bạn đọc", "edge spaces or line breaks"),
        ("Cấp thẻ bạn đọc\nCấp thẻ bạn đọc", "Cấp thẻ bạn đọc", "edge spaces or line breaks"),
        (f"Cấp thẻ (cấp xã) ( {CODE} )", "Cấp thẻ (cấp xã)", "own code"),
        (f"Cấp thẻ - {CODE}", "Cấp thẻ", "own code"),
        ("Hòa giải ở cơ sở \n(1) Trình tự thực hiện:", "Hòa giải ở cơ sở", "heading of the steps"),
        ("1.\tCông nhận bạn đọc", "Công nhận bạn đọc", "numbering"),
        (". Thủ tục cấp thẻ", "Cấp thẻ", "numbering"),
        ("Cấp thẻ..", "Cấp thẻ", "closing punctuation"),
        ("Cấp thẻ cho:", "Cấp thẻ cho", "closing punctuation"),
    ],
)
def test_what_stands_around_a_title_is_cut_and_reported(written: str, wanted: str, mend: str) -> None:
    title, mends = cleaned(written, CODE)
    assert title == wanted
    assert mend in mends


@pytest.mark.parametrize(
    "title",
    [
        "Thủ tục hải quan đối với sách",
        "Thủ tục biên phòng tại bến",
        "Thủ tục hành chính liên thông về thẻ",
        "Thủ tục điện tử cho tàu",
        "Thủ tục, hồ sơ hỗ trợ thư viện",
        "Cấp thẻ theo mẫu 9.099002",
        "3D hóa sách quý",
        "Cấp thẻ (bản in)",
    ],
)
def test_words_that_belong_to_a_title_stay(title: str) -> None:
    assert cleaned(title, CODE) == (title, ())


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("THỦ TỤC CẤP THẺ BẠN ĐỌC", "Cấp thẻ bạn đọc"),
        ("ĐÓNG BHXH, BHYT CHO THỦ THƯ", "Đóng BHXH, BHYT cho thủ thư"),
        ("CẤP THẺ CHO NGƯỜI VIỆT NAM Ở LÀO CAI (CẤP TỈNH).", "Cấp thẻ cho người Việt Nam ở Lào Cai (cấp tỉnh)"),
        ("THÀNH LẬP THƯ VIỆN (Cấp xã)", "Thành lập thư viện (Cấp xã)"),
        ("THEO KHOẢN 2 ĐIỀU 34 CỦA LUẬT THƯ VIỆN", "Theo khoản 2 Điều 34 của Luật thư viện"),
        ("PHÂN LOẠI THƯ VIỆN LOẠI I, II VÀ IV", "Phân loại thư viện loại I, II và IV"),
        ("XỬ LÝ VI PHẠM CỦA BẠN ĐỌC", "Xử lý vi phạm của bạn đọc"),
    ],
)
def test_titles_in_capitals_are_written_small_but_for_abbreviations_and_names(written: str, wanted: str) -> None:
    title, mends = cleaned(written, CODE)
    assert title == wanted
    assert "all capitals" in mends


@pytest.mark.parametrize("title", ["BHXH", "Đóng BHXH, BHYT, BHTN", "Cấp thẻ OCOP"])
def test_titles_that_only_hold_abbreviations_stay(title: str) -> None:
    assert cleaned(title, CODE) == (title, ())


def test_a_long_title_is_kept_whole() -> None:
    title = "Cấp thẻ " + "cho bạn đọc lâu năm " * 30 + "nhất"
    assert cleaned(title, CODE)[0] == title


@given(st.text(max_size=80))
def test_cleaning_never_fails_and_never_grows_a_title(written: str) -> None:
    title, _ = cleaned(written, CODE)
    assert title == title.strip()
    assert len(title) <= len(written) * 3
