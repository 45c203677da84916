from datetime import date

import pytest

from app.pages.glance import Figure, day, glance, iso_day
from corpus.records import Case, Channel, Duration, Fee, Method, Paper, Procedure, Unit


def record(**more: object) -> Procedure:
    return Procedure.model_validate({"code": "9.000001", "title": "Đăng ký thử"} | more)


def channel(method: Method, fee: Fee | None = None, time: Duration | None = None) -> Channel:
    return Channel(method=method, fees=(fee,) if fee else (), time=time)


DIRECT, ONLINE = Method.DIRECT, Method.ONLINE


def test_equal_fees_are_said_once() -> None:
    channels = (channel(DIRECT, Fee(amount=8000)), channel(ONLINE, Fee(amount=8000)))

    assert glance(record(channels=channels)).fee == Figure((("", "8.000 đồng"),))


def test_different_fees_name_their_way() -> None:
    channels = (channel(DIRECT, Fee(amount=135_000)), channel(ONLINE, Fee(amount=0)))

    assert glance(record(channels=channels)).fee == Figure((("trực tiếp", "135.000 đồng"), ("trực tuyến", "Không thu")))


@pytest.mark.parametrize(
    "fee",
    [
        Fee(amount=135, doubt="looks_like_thousands", text="135.000 đồng"),
        Fee(amount=0, doubt="zero_without_text"),
        Fee(text="Theo nghị quyết của Hội đồng nhân dân tỉnh"),
    ],
)
def test_a_doubtful_or_worded_fee_is_no_figure(fee: Fee) -> None:
    assert glance(record(channels=(channel(DIRECT, fee),))).fee == Figure((), partly=True)


def test_several_fees_of_one_way_are_no_figure() -> None:
    both = Channel(method=DIRECT, fees=(Fee(amount=8000), Fee(amount=15_000)))

    assert glance(record(channels=(both,))).fee == Figure((), partly=True)


def test_ways_that_differ_by_case_are_no_figure() -> None:
    channels = tuple(channel(DIRECT, time=Duration(amount=n, unit=Unit.DAY)) for n in (2, 4))

    assert glance(record(channels=channels)).time == Figure((), partly=True)


def test_a_stated_and_an_unstated_fee() -> None:
    channels = (channel(DIRECT, Fee(amount=8000)), channel(ONLINE))

    assert glance(record(channels=channels)).fee == Figure((("trực tiếp", "8.000 đồng"),), partly=True)


def test_nothing_stated() -> None:
    seen = glance(record())

    assert (seen.fee, seen.time, seen.place, seen.papers, seen.cases) == (Figure(), Figure(), "", None, 0)


def test_a_long_time_in_words_is_left_to_the_page() -> None:
    long = Duration(text="Ngay trong ngày làm việc, nếu nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo")

    assert glance(record(channels=(channel(DIRECT, time=long),))).time == Figure((), partly=True)


def test_papers_are_counted_for_one_case_only() -> None:
    one = Case(papers=(Paper(name="Tờ khai"), Paper(name="Ảnh")))
    other = Case(name="Bị mất", papers=(Paper(name="Đơn trình báo"),))

    assert glance(record(cases=(one,))).papers == 2
    assert glance(record(cases=(one, other))).papers is None
    assert glance(record(cases=(one, other))).cases == 2


def test_dates_as_vietnamese_papers_write_them() -> None:
    assert day(date(2026, 7, 8)) == "08/07/2026"
    assert day(None) == ""
    assert iso_day("2026-07-08") == "08/07/2026"
    assert iso_day("") == ""
