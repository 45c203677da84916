"""Searching through the API."""

from collections import Counter

import pytest
from fastapi.testclient import TestClient

from tests.collection import (
    BARE,
    BIRTH,
    CIVIL,
    DAILY,
    EVENT_ID,
    FAQ_ID,
    HOSTILE,
    INTERNAL,
    LICENCE,
    MARRIAGE,
    PAKN_ID,
    REGULATION_ID,
    RESIDENCE,
    TWINS,
)

BY_PUBLIC_SECURITY = {p.code for p in (*CIVIL, *DAILY) if p.issuer == "Bộ Công an"}


def search(client: TestClient, **parameters: object) -> dict:
    response = client.get("/api/v1/search", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def codes(answer: dict) -> list[str]:
    return [hit["code"] for hit in answer["hits"]]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("đăng ký khai sinh", BIRTH),
        ("dang ky khai sinh", BIRTH),
        ("đăng ký kết hôn", MARRIAGE),
        (f"{RESIDENCE}", RESIDENCE),
        ("mã 9.000030 là gì", LICENCE),
        ("3/QĐ-THU", MARRIAGE),
    ],
)
def test_a_question_finds_its_procedure(client: TestClient, question: str, code: str) -> None:
    assert codes(search(client, q=question))[0] == code


def test_a_form_finds_the_procedures_that_use_it(client: TestClient) -> None:
    assert set(codes(search(client, q="tờ khai CT01"))[:2]) == {RESIDENCE, "9.000011"}


def test_the_asked_fact_is_quoted_with_its_source(client: TestClient) -> None:
    answer = search(client, q=f"{BIRTH} lệ phí bao nhiêu")
    assert answer["asked"] == "fee"
    assert answer["status"] == "answered"
    assert answer["quote"] == {
        "fact": "fee",
        "lines": [
            "Nộp trực tiếp: Lệ phí: 8.000 đồng",
            "Nộp trực tuyến: Lệ phí: không thu",
            "Nộp bưu chính: Lệ phí: 8.000 đồng",
        ],
        "section": "fees",
        "code": BIRTH,
        "title": "Đăng ký khai sinh",
        "source": f"https://thu-tuc.example.vn/{BIRTH}",
        "decision_number": "1/QĐ-THU",
        "decision_date": "2026-03-01",
    }


def test_a_hit_carries_the_facts_of_its_record(client: TestClient) -> None:
    hit = search(client, q=RESIDENCE, limit=1)["hits"][0]
    assert hit["kind"] == "procedure"
    assert hit["updated"] == "2026-04-15"
    assert hit["source"] == {"address": f"https://thu-tuc.example.vn/{RESIDENCE}", "retrieved": "2026-05-02"}
    assert hit["page"] == f"/thu-tuc/{RESIDENCE}"
    facts = hit["facts"]
    assert (facts["levels"], facts["agency"], facts["field"], facts["papers"]) == (
        ["xã"],
        "Công an cấp xã",
        "Cư trú",
        2,
    )
    by_method = {channel["method"]: channel for channel in facts["channels"]}
    assert by_method["trực tuyến"] == {
        "method": "trực tuyến",
        "time": {"text": "7 ngày làm việc", "amount": 7.0, "unit": "ngày làm việc"},
        "fees": [
            {"text": "Lệ phí: 10.000 đồng", "kind": "lệ phí", "amount": 10000.0, "currency": "VND", "doubt": None}
        ],
    }


def test_a_doubtful_amount_says_so(client: TestClient) -> None:
    hit = search(client, q="9.000903", limit=1)["hits"][0]
    doubtful, other = hit["facts"]["channels"][0]["fees"]
    assert doubtful["doubt"] == "số tiền quá lớn"
    assert other["amount"] is None
    assert hit["facts"]["channels"][0]["time"] == {"text": "Ngay khi nhận đủ hồ sơ", "amount": None, "unit": None}
    assert hit["obsolete"] == ["cấp huyện"]


def test_a_bare_record_has_null_where_nothing_is_known(client: TestClient) -> None:
    hit = search(client, q=BARE, limit=1)["hits"][0]
    assert hit["facts"] == {"channels": [], "levels": [], "agency": None, "field": None, "papers": 0}
    assert hit["source"] == {"address": None, "retrieved": None}
    assert hit["updated"] is None


def test_marks_point_at_words_of_the_question(client: TestClient) -> None:
    hit = search(client, q="giấy chứng sinh khi khai sinh", limit=3)["hits"][0]
    assert hit["matched"]
    for part in hit["matched"]:
        marked = {part["text"][start:end].lower() for start, end in part["marks"]}
        assert marked
        assert marked <= {"giấy", "chứng", "sinh", "khi", "khai", "giay"}


def test_records_of_one_act_are_one_hit_with_variants(client: TestClient) -> None:
    answer = search(client, q="hỗ trợ lãi suất vay vốn trồng cây ăn quả")
    national, lao_cai, hue = TWINS
    assert codes(answer)[0] == national
    assert not {lao_cai, hue} & set(codes(answer))
    variants = {variant["code"]: variant["province"] for variant in answer["hits"][0]["variants"]}
    assert variants == {lao_cai: "Lào Cai", hue: "Huế"}


def test_an_faq_entry_carries_its_answer(client: TestClient) -> None:
    answer = search(client, q="khai sinh trễ hạn cho bé có sao không", kind="faq")
    hit = answer["hits"][0]
    assert (hit["code"], hit["kind"], hit["facts"]) == (FAQ_ID, "faq", None)
    assert hit["answer"].startswith("Đăng ký quá hạn")
    assert hit["procedures"] == [BIRTH]
    assert hit["page"] == f"/hoi-dap/{FAQ_ID}"
    assert hit["updated"] == "2026-05-01"


@pytest.mark.parametrize(
    ("parameters", "holds"),
    [
        ({"field": "Cư trú", "kind": "procedure"}, lambda hit: hit["facts"]["field"] == "Cư trú"),
        ({"level": "tỉnh"}, lambda hit: "tỉnh" in hit["facts"]["levels"]),
        ({"level": "TINH"}, lambda hit: "tỉnh" in hit["facts"]["levels"]),
        ({"agency": "bộ công an"}, lambda hit: hit["code"] in BY_PUBLIC_SECURITY),
        ({"kind": "faq"}, lambda hit: hit["kind"] == "faq"),
    ],
)
def test_filters_admit_only_what_they_name(client: TestClient, parameters: dict, holds) -> None:
    answer = search(client, q="đăng ký", limit=50, **parameters)
    assert answer["hits"]
    assert all(map(holds, answer["hits"]))


@pytest.mark.parametrize("province", ["Lào Cai", "lao cai", "tỉnh Lào Cai"])
def test_a_province_keeps_its_own_and_the_national_records(client: TestClient, province: str) -> None:
    answer = search(client, q="hỗ trợ lãi suất vay vốn trồng cây ăn quả", province=province)
    found = {answer["hits"][0]["code"], *(variant["code"] for variant in answer["hits"][0]["variants"])}
    assert found == set(TWINS[:2])


def test_empty_filters_of_a_form_do_not_filter(client: TestClient) -> None:
    plain = search(client, q="đăng ký khai sinh")
    sent = search(client, q="đăng ký khai sinh", level="", kind="", province="", field="", agency="", audience="")
    assert codes(sent) == codes(plain)


def test_a_filter_that_admits_nothing_is_an_empty_answer(client: TestClient) -> None:
    answer = search(client, q="đăng ký khai sinh", field="Không có lĩnh vực này")
    assert (answer["hits"], answer["total"], answer["status"]) == ([], 0, "no_answer")


@pytest.mark.parametrize(("kind", "code"), [("pakn", PAKN_ID), ("regulation", REGULATION_ID)])
def test_other_kinds_are_found_with_what_they_say(client: TestClient, kind: str, code: str) -> None:
    asked = {"pakn": "chậm trả giấy khai sinh", "regulation": "biển hiệu cửa hàng"}[kind]
    (hit,) = search(client, q=asked, kind=kind)["hits"]
    assert (hit["code"], hit["kind"], hit["facts"]) == (code, kind, None)
    assert hit["answer"]
    assert hit["procedures"]


def test_a_situation_is_told_with_its_journey_and_is_no_hit(client: TestClient) -> None:
    answer = search(client, q="vợ tôi mới sinh phải làm những gì")
    journey = answer["life_event"]
    assert (journey["id"], journey["page"]) == (EVENT_ID, f"/su-kien/{EVENT_ID}")
    assert [stage["procedure"] for stage in journey["stages"]] == [BIRTH, RESIDENCE]
    assert "life_event" not in {hit["kind"] for hit in answer["hits"]}


def test_a_question_about_one_act_has_no_journey(client: TestClient) -> None:
    assert search(client, q="đổi bằng lái xe")["life_event"] is None


def test_facets_count_the_found_records(client: TestClient) -> None:
    answer = search(client, q="đăng ký khai sinh", limit=50)
    facets = answer["facets"]
    assert set(facets) == {"field", "level", "agency", "audience", "province", "kind"}
    counts = [value["count"] for value in facets["field"]]
    assert counts == sorted(counts, reverse=True)
    assert facets["field"][0]["value"] == "Hộ tịch"
    kinds = Counter(hit["kind"] for hit in answer["hits"])
    assert {value["value"]: value["count"] for value in facets["kind"]} == kinds


def test_the_limit_bounds_the_hits_and_not_the_total(client: TestClient) -> None:
    answer = search(client, q="đăng ký", limit=2)
    assert len(answer["hits"]) == 2
    assert answer["total"] > 2


def test_reasons_are_given_only_where_asked(client: TestClient) -> None:
    assert not search(client, q="đăng ký khai sinh")["hits"][0]["reasons"]
    reasons = search(client, q="đăng ký khai sinh", explain="true")["hits"][0]["reasons"]
    sizes = [abs(reason["share"]) for reason in reasons]
    assert reasons
    assert sizes == sorted(sizes, reverse=True)


def test_internal_procedures_are_never_found(client: TestClient) -> None:
    for question in ("nâng ngạch công chức trong nội bộ cơ quan", INTERNAL):
        answer = search(client, q=question, limit=50)
        assert INTERNAL not in codes(answer)
        assert INTERNAL not in str(answer)


def test_hostile_text_of_a_record_stays_text(client: TestClient) -> None:
    response = client.get("/api/v1/search", params={"q": HOSTILE})
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.json()["hits"][0]["title"].startswith("Cấp phép <script>")


def test_the_answer_names_its_bundle_and_its_time(client: TestClient) -> None:
    answer = search(client, q="đăng ký khai sinh")
    assert answer["bundle"] == client.get("/readyz").json()["bundle"]
    assert 0 < answer["took_ms"] < 10_000
    assert 0 <= answer["confidence"] <= 1
