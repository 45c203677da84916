"""Records in full, and suggestions."""

import pytest
from fastapi.testclient import TestClient

from corpus.records import Procedure
from tests.collection import (
    BIRTH,
    CIVIL,
    EVENT_ID,
    FAQ_ID,
    GUIDE_ID,
    HOSTILE,
    INTERNAL,
    OTHERS,
    PAKN_ID,
    REGULATION_ID,
    RESIDENCE,
    TWINS,
)


def texts(client: TestClient, typed: str) -> list[str]:
    response = client.get("/api/v1/suggest", params={"q": typed})
    assert response.status_code == 200, response.text
    return [suggestion["text"] for suggestion in response.json()["suggestions"]]


@pytest.mark.parametrize("record", CIVIL, ids=lambda record: record.code)
def test_a_procedure_is_given_with_all_its_fields(client: TestClient, record: Procedure) -> None:
    answer = client.get(f"/api/v1/procedures/{record.code}").json()
    assert Procedure.model_validate(answer["record"]) == record
    assert answer["page"] == f"/thu-tuc/{record.code}"


def test_a_procedure_names_the_other_records_of_its_act(client: TestClient) -> None:
    answer = client.get(f"/api/v1/procedures/{TWINS[1]}").json()
    assert {variant["code"] for variant in answer["variants"]} == {TWINS[0], TWINS[2]}


def test_an_faq_entry_is_given_with_its_procedures(client: TestClient) -> None:
    answer = client.get(f"/api/v1/faqs/{FAQ_ID}").json()
    assert answer["record"]["question"].startswith("Con đã hơn 60 ngày tuổi")
    assert answer["procedures"] == [{"code": BIRTH, "title": "Đăng ký khai sinh"}]


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (f"guides/{GUIDE_ID}", f"/thu-tuc/{BIRTH}"),
        (f"life-events/{EVENT_ID}", f"/su-kien/{EVENT_ID}"),
        (f"pakn/{PAKN_ID}", f"/phan-anh/{PAKN_ID}"),
        (f"regulations/{REGULATION_ID}", f"/quy-dinh/{REGULATION_ID}"),
    ],
)
def test_companions_are_given_in_full(client: TestClient, path: str, page: str) -> None:
    answer = client.get(f"/api/v1/{path}").json()
    held = next(record for record in OTHERS if record.id == path.split("/")[1])
    assert answer["record"] == held.model_dump(mode="json")
    assert answer["page"] == page
    assert [act["code"] for act in answer["procedures"]] == list(held.procedures)


def test_a_procedure_names_what_speaks_of_it(client: TestClient) -> None:
    notes = client.get(f"/api/v1/procedures/{BIRTH}").json()["companions"]
    assert {(note["kind"], note["id"]) for note in notes} == {
        ("faq", FAQ_ID),
        ("guide", GUIDE_ID),
        ("life_event", EVENT_ID),
        ("pakn", PAKN_ID),
    }


def test_an_faq_entry_may_name_a_procedure_the_bundle_lacks(client: TestClient) -> None:
    answer = client.get("/api/v1/faqs/tam-tru-thue-nha").json()
    assert answer["procedures"][1] == {"code": "9.999999", "title": None}


def test_hostile_fields_are_given_as_they_are_and_never_as_html(client: TestClient) -> None:
    response = client.get(f"/api/v1/procedures/{HOSTILE}")
    assert response.headers["content-type"] == "application/json"
    assert response.json()["record"]["conditions"].startswith("<img src=x")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("làm giấy", "làm giấy kết hôn"),
        ("lam giay kh", "làm giấy khai sinh"),
        ("khai sinh", "khai sinh cho bé"),
        ("hộ khẩu", "nhập hộ khẩu"),
        ("đổi gplx", "đổi GPLX"),
        ("nhap ho kh", "nhập hộ khẩu"),
        ("đăng kí cưới", "đăng ký cưới"),
        ("THỬA ĐẤT", "Tách thửa hoặc hợp thửa đất"),
    ],
)
def test_what_begins_with_or_holds_the_typed_text_is_suggested(client: TestClient, typed: str, first: str) -> None:
    assert texts(client, typed)[0] == first


def test_an_abbreviation_is_suggested_written_out_too(client: TestClient) -> None:
    assert "Đổi giấy phép lái xe" in texts(client, "đổi gplx")


def test_typed_marks_must_agree_and_missing_ones_need_not(client: TestClient) -> None:
    assert "Đăng ký khai tử" in texts(client, "đăng ký khai tư")
    assert "Đăng ký khai tử" in texts(client, "dang ky khai tu")
    assert texts(client, "đăng ký khái tử") == []
    assert texts(client, "đâng ký khai tử") == []


def test_a_space_ends_a_syllable(client: TestClient) -> None:
    assert "nhập hộ khẩu" in texts(client, "nhập hộ kh")
    assert texts(client, "nhập hộ kh ") == []


def test_suggestions_are_few_and_each_once(client: TestClient) -> None:
    found = texts(client, "đ")
    assert len(found) == len(set(found)) == 8


def test_one_act_does_not_crowd_out_the_others(client: TestClient) -> None:
    answer = client.get("/api/v1/suggest", params={"q": "k"}).json()
    codes = [suggestion["code"] for suggestion in answer["suggestions"]]
    assert max(map(codes.count, codes)) <= 2


def test_internal_procedures_are_not_suggested(client: TestClient) -> None:
    found = client.get("/api/v1/suggest", params={"q": "nâng ngạch"}).json()["suggestions"]
    assert INTERNAL not in [suggestion["code"] for suggestion in found]
    assert found == []


def test_a_suggestion_leads_to_its_record(client: TestClient) -> None:
    (suggestion,) = client.get("/api/v1/suggest", params={"q": "nhập hộ khẩu"}).json()["suggestions"]
    assert suggestion == {"text": "nhập hộ khẩu", "kind": "name", "code": RESIDENCE, "title": "Đăng ký thường trú"}


def test_a_long_text_is_no_longer_completed(client: TestClient) -> None:
    assert texts(client, "khai sinh " * 50) == []
