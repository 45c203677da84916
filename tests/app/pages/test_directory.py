import pytest

from app.pages.directory import Directory
from corpus.records import Kind
from indexer.catalogue import Row, act_key


def row(code: str, title: str, **more: object) -> Row:
    province = str(more.get("province", ""))
    return Row(**({"id": code, "kind": "procedure", "title": title, "act": act_key(title, province)} | more))  # type: ignore[arg-type]


BIRTH = row(
    "9.000001",
    "Đăng ký khai sinh",
    field="Hộ tịch",
    issuer="Bộ Tư pháp",
    levels=("xã",),
    audience=("Công dân Việt Nam",),
)
LAND = row("9.000002", "Tách thửa đất", field="Đất đai", issuer="Bộ Nông nghiệp và Môi trường")
LAND_HUE = row("9.000003", "Tách thửa đất", field="Đất đai", issuer="UBND Thành phố Huế", province="Huế")
LAND_AN_GIANG = row("9.000004", "Tách thửa đất", field="Đất đai", issuer="UBND tỉnh An Giang", province="An Giang")
SECRET = row("9.000005", "Nâng ngạch", field="Nội bộ", issuer="Bộ Nội vụ", internal=True)
FAQ = Row(id="hoi-1", kind="faq", title="Khai sinh trễ?", act="faq hoi-1", field="Hộ tịch", procedures=("9.000001",))
GUIDE = Row(id="hoi-1", kind="guide", title="Làm giấy khai sinh", act="guide hoi-1", procedures=("9.000001",))
EVENT = Row(id="co-con", kind="life_event", title="Có con", act="x", procedures=("9.000001", "9.999999"))
LOST = Row(id="xa", kind="life_event", title="Đi xa", act="y", procedures=("9.000005", "9.999999"))


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory([LAND_HUE, BIRTH, LAND, LAND_AN_GIANG, SECRET, FAQ, GUIDE, EVENT, LOST])


def test_internal_records_are_nowhere(directory: Directory) -> None:
    assert SECRET.id not in directory.by_code
    assert set(directory.fields) == {"dat-dai", "ho-tich"}
    assert "bo-noi-vu" not in directory.bodies


def test_twins_are_one_act_and_the_national_record_stands_for_it(directory: Directory) -> None:
    assert directory.fields["dat-dai"].acts == (LAND,)


def test_versions_are_ordered_by_place(directory: Directory) -> None:
    assert directory.versions(LAND_HUE) == (LAND, LAND_AN_GIANG)
    assert directory.versions(BIRTH) == ()


def test_what_speaks_of_a_procedure(directory: Directory) -> None:
    assert directory.companions(Kind.FAQ, "9.000001") == (FAQ,)
    assert directory.companions(Kind.GUIDE, "9.000001") == (GUIDE,)
    assert directory.companions(Kind.FAQ, "9.000002") == ()


def test_a_guide_has_no_page_of_its_own_but_names_its_act(directory: Directory) -> None:
    assert GUIDE not in directory.rows
    assert directory.plain_name(BIRTH) == "Làm giấy khai sinh"
    assert directory.plain_name(LAND) == "Tách thửa đất"


def test_records_of_two_kinds_may_share_an_id(directory: Directory) -> None:
    assert directory.numbers["faq", "hoi-1"] != directory.numbers["guide", "hoi-1"]


def test_a_life_event_none_of_whose_acts_is_there_is_not_listed(directory: Directory) -> None:
    assert directory.life_events == (EVENT,)


def test_related_by_code_or_title_each_once(directory: Directory) -> None:
    mentions = ("Thủ tục đăng ký khai sinh", "9.000001", "Tách thửa đất", "9.999999", "Không có thật")

    assert directory.related(mentions) == (BIRTH, LAND)


def test_every_province_can_be_chosen(directory: Directory) -> None:
    assert len(directory.provinces) == 34
    assert directory.provinces[:2] == ("An Giang", "Bắc Ninh")


def test_what_citizens_bring_to_their_ward_counts(directory: Directory) -> None:
    assert directory.fields["ho-tich"].local == 1
    assert directory.fields["dat-dai"].local == 0
