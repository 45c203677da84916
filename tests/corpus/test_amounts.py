import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.amounts import Doubt, currency_code, duration, fee, fees, number, stated
from corpus.records import Duration, Fee, FeeKind, Unit

CHARGE, FEE = FeeKind.CHARGE, FeeKind.FEE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20000", 20000),
        ("10.000", 10000),
        ("10,000", 10000),
        ("1.250.000", 1250000),
        ("7,5", 7.5),
        ("12.5", 12.5),
        ("07", 7),
    ],
)
def test_numbers_as_vietnamese_papers_write_them(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "12/2031", "1.0000", "mười", "5 ngày", "1.2.3", "-5", "1,23,456"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert number(text) is None


@given(st.integers(0, 10**9))
def test_grouping_by_thousands_does_not_change_a_number(value: int) -> None:
    assert number(f"{value:,}") == number(f"{value:,}".replace(",", ".")) == value


def test_every_amount_a_text_names_is_found_with_its_currency() -> None:
    assert stated("thu 15.000 đồng/thẻ; 50USD; 17,5 triệu đồng; 200.000đ; 12/2031/TT-TVCĐ") == (
        (15000, "VND"),
        (50, "USD"),
        (17_500_000, "VND"),
        (200000, "VND"),
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "VND"), ("Việt Nam Đồng", "VND"), ("VND", "VND"), ("USD", "USD"), ("Đô la Mỹ", "USD"), ("chf", "CHF")],
)
def test_currencies_keep_their_own_codes(name: str, code: str) -> None:
    assert currency_code(name) == code


@pytest.mark.parametrize(
    ("value", "text", "doubt"),
    [
        (0, "", Doubt.ZERO_UNSTATED),
        (0, "--", Doubt.ZERO_UNSTATED),
        (0, "Do hội đồng quyết định", Doubt.ZERO_SET_ELSEWHERE),
        (0, "Không quy định", Doubt.ZERO_SET_ELSEWHERE),
        (0, "Miễn lệ phí cho hộ nghèo", Doubt.ZERO_SET_ELSEWHERE),
        (0, "mỗi thẻ 15.000 đồng", Doubt.ZERO_WITH_AMOUNT),
        (0, "8.000.000/lần", Doubt.ZERO_WITH_AMOUNT),
        (135, "", Doubt.THOUSANDS),
        (135, "135.000 đồng mỗi lần", Doubt.THOUSANDS),
        (1, "theo biểu giá", Doubt.THOUSANDS),
        (2000, "2.000.000 đồng", Doubt.THOUSANDS),
        (50000, "nay thu 25.000 đồng", Doubt.TEXT_DIFFERS),
        (17_500_000_000, "", Doubt.HUGE),
    ],
)
def test_a_doubtful_amount_is_kept_and_marked(value: float, text: str, doubt: Doubt) -> None:
    made = fee(FEE, value, text)
    assert (made.amount, made.doubt) == (value, doubt)


@pytest.mark.parametrize(
    "text", ["Miễn phí", "Không thu lệ phí", "không thu phí.", "Miễn lệ phí", "Không", "Không có", "Không mất phí"]
)
def test_zero_with_words_that_say_free_is_a_fact(text: str) -> None:
    made = fee(FEE, 0, text)
    assert (made.amount, made.doubt, made.text) == (0, "", text)


@pytest.mark.parametrize(
    ("value", "text"), [(15000, ""), (15000, "mỗi thẻ 15.000 đồng"), (None, "Do hội đồng quyết định")]
)
def test_a_plain_amount_and_no_amount_are_not_doubted(value: float | None, text: str) -> None:
    made = fee(CHARGE, value, text)
    assert (made.amount, made.doubt) == (value, "")


def test_a_small_amount_in_dollars_is_not_doubted() -> None:
    assert fee(FEE, 25, "", "USD") == Fee(kind=FEE, amount=25, currency="USD")


def test_the_currency_is_taken_from_the_text_only_where_the_row_names_none() -> None:
    assert fee(FEE, 50, "50USD mỗi chuyến").currency == "USD"
    assert fee(FEE, 50, "50USD mỗi chuyến", "Việt Nam Đồng").currency == "VND"


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Lệ phí : 20000 Đồng", [(CHARGE, 20000, "")]),
        ("135.000 đồng", [(FEE, 135000, "")]),
        ("10,000 Việt Nam Đồng", [(FEE, 10000, "")]),
        ("Phí : 20.000 Đồng (thẻ mới)\nLệ phí : 5.000 Đồng", [(FEE, 20000, "thẻ mới"), (CHARGE, 5000, "")]),
        (
            "Phí : 20.000 Đồng (thẻ (mới) nhất)Phí : Miễn phí (trẻ em)",
            [(FEE, 20000, "thẻ (mới) nhất"), (FEE, 0, "trẻ em")],
        ),
        ("Lệ phí :  Đồng (do hội đồng quyết định)", [(CHARGE, None, "do hội đồng quyết định")]),
        ("Phí: ĐồngXem chi tiết", [(FEE, None, "Xem chi tiết")]),
        ("25 USD/lần", [(FEE, 25, "25 USD/lần")]),
        ("Lệ phí: theo bảng giá", [(CHARGE, None, "theo bảng giá")]),
        ("Không có thông tin", []),
    ],
)
def test_fee_cells_of_the_old_forms(cell: str, wanted: list[tuple[FeeKind, float | None, str]]) -> None:
    assert [(made.kind, made.amount, made.text) for made in fees(cell)] == wanted


def test_the_new_pages_print_free_for_every_zero_so_it_says_nothing() -> None:
    (unset,) = fees("Miễn phí(Do hội đồng quyết định)", rendered=True)
    (unstated,) = fees("Miễn phí", rendered=True)
    (free,) = fees("Miễn phí(Không thu phí)", rendered=True)
    assert [made.doubt for made in (unset, unstated, free)] == [Doubt.ZERO_SET_ELSEWHERE, Doubt.ZERO_UNSTATED, ""]
    assert fees("Miễn phí")[0].doubt == ""


@pytest.mark.parametrize(
    ("text", "amount", "unit", "kept"),
    [
        ("7 Ngày làm việc", 7, Unit.WORKING_DAY, ""),
        ("07 ngày", 7, Unit.DAY, ""),
        ("7,5 ngày làm việc", 7.5, Unit.WORKING_DAY, ""),
        ("24 giờ", 24, Unit.HOUR, ""),
        ("Không quá 30 ngày.", 30, Unit.DAY, "Không quá 30 ngày."),
        ("Trong 02 tháng kể từ ngày nhận đủ hồ sơ", 2, Unit.MONTH, "Trong 02 tháng kể từ ngày nhận đủ hồ sơ"),
    ],
)
def test_times_with_one_number(text: str, amount: float, unit: Unit, kept: str) -> None:
    assert duration(text) == Duration(amount=amount, unit=unit, text=kept)


@pytest.mark.parametrize(
    "text",
    [
        "Ngay trong buổi sáng",
        "03 ngày, nếu phải xác minh thì 08 ngày",
        "5 ngày làm việc cộng thời gian chờ",
        "5 ngày + 2 ngày",
    ],
)
def test_a_time_that_is_not_one_number_keeps_only_its_words(text: str) -> None:
    assert duration(text) == Duration(text=text)


@pytest.mark.parametrize("text", ["", "Không", "--", "7", "Không quy định"])
def test_no_time_and_a_number_without_unit_are_none(text: str) -> None:
    assert duration(text) is None


@given(st.text(max_size=60), st.booleans())
def test_no_cell_is_too_odd_to_read(text: str, rendered: bool) -> None:
    assert all(made.amount is None or made.amount >= 0 for made in fees(text, rendered=rendered))
    made = duration(text)
    assert made is None or made.amount is None or made.unit is not None
