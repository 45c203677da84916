import pytest

from app.pages.directory import Directory
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


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory([LAND_HUE, BIRTH, LAND, LAND_AN_GIANG, SECRET, FAQ])


def test_internal_records_are_nowhere(directory: Directory) -> None:
    assert SECRET.id not in directory.by_id
    assert set(directory.fields) == {"dat-dai", "ho-tich"}
    assert "bo-noi-vu" not in directory.bodies


def test_twins_are_one_act_and_the_national_record_stands_for_it(directory: Directory) -> None:
    assert directory.fields["dat-dai"].acts == (LAND,)


def test_versions_are_ordered_by_place(directory: Directory) -> None:
    assert directory.versions(LAND_HUE) == (LAND, LAND_AN_GIANG)
    assert directory.versions(BIRTH) == ()


def test_questions_of_a_procedure(directory: Directory) -> None:
    assert directory.faqs("9.000001") == (FAQ,)
    assert directory.faqs("9.000002") == ()


def test_related_by_code_or_title_each_once(directory: Directory) -> None:
    mentions = ("Thủ tục đăng ký khai sinh", "9.000001", "Tách thửa đất", "9.999999", "Không có thật")

    assert directory.related(mentions) == (BIRTH, LAND)


def test_every_province_can_be_chosen(directory: Directory) -> None:
    assert len(directory.provinces) == 34
    assert directory.provinces[:2] == ("An Giang", "Bắc Ninh")


def test_what_citizens_bring_to_their_ward_counts(directory: Directory) -> None:
    assert directory.fields["ho-tich"].local == 1
    assert directory.fields["dat-dai"].local == 0
