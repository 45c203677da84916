import pytest

from app.pages.addresses import Here, NoSuchPage, Search, outside, read_here, read_page, read_search, record_path
from app.search.filters import Filters

PROVINCES = ("Huế", "Lào Cai")


def test_links_carry_language_and_province() -> None:
    assert Here("en", "Lào Cai").link("/linh-vuc", page="2") == "/linh-vuc?lang=en&province=L%C3%A0o%20Cai&page=2"


def test_links_say_nothing_where_nothing_is_chosen() -> None:
    assert Here().link("/linh-vuc") == "/linh-vuc"


def test_an_anchor_stays_at_the_end() -> None:
    assert Here("en").link("/thu-tuc/9.000001#giay-to") == "/thu-tuc/9.000001?lang=en#giay-to"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, Here()),
        ({"lang": "en", "province": "Huế"}, Here("en", "Huế")),
        ({"lang": "fr", "province": "Atlantis"}, Here()),
        ({"lang": "<script>"}, Here()),
    ],
)
def test_reads_only_what_is_known(query: dict[str, str], expected: Here) -> None:
    assert read_here(query, PROVINCES) == expected


def test_a_filter_can_be_added_and_removed() -> None:
    here = Here()
    search = Search("đất", Filters(level="xã"))

    assert (
        search.address(here, field="Đất đai")
        == "/tim?q=%C4%91%E1%BA%A5t&level=x%C3%A3&field=%C4%90%E1%BA%A5t%20%C4%91ai"
    )
    assert search.address(here, level="") == "/tim?q=%C4%91%E1%BA%A5t"


def test_the_province_is_a_filter_like_others() -> None:
    here = Here(province="Huế")
    search = read_search({"q": "đất", "province": "Huế"}, here)

    assert search.wanted == Filters(province="Huế")
    assert search.address(here, province="") == "/tim?q=%C4%91%E1%BA%A5t"
    assert "province=Hu%E1%BA%BF" in search.address(here, level="xã")


def test_a_changed_filter_goes_back_to_the_first_page() -> None:
    search = read_search({"q": "a", "page": "3"}, Here())

    assert search.page == 3
    assert "page" not in search.address(Here(), level="xã")
    assert search.page_address(Here(), 1) == "/tim?q=a"
    assert search.page_address(Here(), 4) == "/tim?q=a&page=4"


@pytest.mark.parametrize("typed", ["0", "-1", "6", "99999999999999999999", "abc", "1.5", "²", " 1"])
def test_refuses_absurd_pages(typed: str) -> None:
    with pytest.raises(NoSuchPage):
        read_page({"page": typed}, last=5)


def test_an_empty_page_is_the_first() -> None:
    assert read_page({"page": ""}, last=5) == 1


def test_long_filters_are_cut() -> None:
    assert len(read_search({"q": "a", "field": "x" * 5000}, Here()).wanted.field) == 200


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil.example", ""),
        ("", ""),
    ],
)
def test_follows_only_web_addresses(address: str, expected: str) -> None:
    assert outside(address) == expected


def test_paths_of_records() -> None:
    assert record_path("procedure", "9.000001") == "/thu-tuc/9.000001"
    assert record_path("faq", "khai-sinh") == "/hoi-dap/khai-sinh"
    assert record_path("life_event", "co-con") == "/su-kien/co-con"
    assert record_path("pakn", "p1") == "/phan-anh/p1"
    assert record_path("regulation", "q/1") == "/quy-dinh/q%2F1"
