import json
import re

import pytest
from fastapi.testclient import TestClient

from tests.app.pages.reading import links, read, said
from tests.collection import BIRTH, EVENT_ID, FAQ_ID, GUIDE_ID, PAKN_ID, REGULATION_ID, RESIDENCE

SITUATION = "vợ tôi mới sinh phải làm những gì"


def test_the_guide_comes_first_and_says_what_it_is(client: TestClient) -> None:
    text = said(client.get(f"/thu-tuc/{BIRTH}").text)

    assert "Tên chính thức: Đăng ký khai sinh" in text
    label = "Biên soạn từ dữ liệu Cổng Dịch vụ công quốc gia ngày 18/07/2026, chưa được cơ quan phê duyệt"
    assert label in text
    assert "Phụ trách: Tổ biên soạn. Rà soát ngày 01/05/2026." in text
    order = ["Để con có giấy khai sinh.", "Giấy tờ cần chuẩn bị", "Các bước", "Chỗ hay nhầm", "Việc tiếp theo"]
    places = [text.index(one) for one in (*order, "Câu hỏi thường gặp", "Nguyên văn hồ sơ")]
    assert places == sorted(places)


def test_every_block_leads_to_what_it_rests_on(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{BIRTH}").text
    ids = {attributes.get("id") for _, attributes in read(page).tags}
    inside = {link[1:] for link in links(page) if link.startswith("#")}

    assert {"cach-nop", "noi-lam", "trinh-tu", "ho-so-giay-to"} <= inside
    assert inside <= ids


def test_papers_are_ticked_once_and_the_record_keeps_its_own(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{BIRTH}").text
    boxes = [attributes for tag, attributes in read(page).tags if tag == "input" and attributes["type"] == "checkbox"]

    assert len(boxes) == 1
    assert "Giấy chứng sinh Bản chính: 1" in said(page)


def test_an_act_says_where_it_stands_in_its_journeys(client: TestClient) -> None:
    first, second = (said(client.get(f"/thu-tuc/{code}").text) for code in (BIRTH, RESIDENCE))

    assert "Có con Việc 1 trong 2 việc Làm tiếp: Đăng ký thường trú" in first
    assert "Có con Việc 2 trong 2 việc Làm trước: Làm giấy khai sinh cho con" in second


def test_a_situation_shows_its_journey_before_the_best_match(client: TestClient) -> None:
    page = client.get("/tim", params={"q": SITUATION}).text

    assert f"/su-kien/{EVENT_ID}" in links(page)
    assert said(page).index("Xem cả 2 việc theo thứ tự") < said(page).index("Phù hợp nhất")
    assert f"/su-kien/{EVENT_ID}" not in links(client.get("/tim", params={"q": "đổi giấy phép lái xe"}).text)


def test_the_best_match_offers_the_papers_of_its_guide(client: TestClient) -> None:
    text = said(client.get("/tim", params={"q": "đăng ký khai sinh"}).text)

    assert "Giấy tờ cần mang Tờ khai đăng ký khai sinh." in text


def test_each_kind_of_result_says_what_it_is_and_leads_to_its_act(client: TestClient) -> None:
    for kind, label, question, path in (
        ("faq", "Hỏi đáp", "khai sinh quá hạn có bị phạt không", f"/hoi-dap/{FAQ_ID}"),
        ("pakn", "Phản ánh, kiến nghị", "chậm trả giấy khai sinh", f"/phan-anh/{PAKN_ID}"),
        ("regulation", "Quy định kinh doanh", "biển hiệu cửa hàng", f"/quy-dinh/{REGULATION_ID}"),
    ):
        page = client.get("/tim", params={"q": question, "kind": kind}).text
        assert path in links(page), kind
        assert f"Loại nội dung: {label}" in said(page)
        assert any(link.startswith("/thu-tuc/") for link in links(page)), kind


def test_life_events_are_listed_and_offered_at_home(client: TestClient) -> None:
    page = client.get("/su-kien").text

    assert "Có con 2 việc Những giấy tờ cần làm khi có em bé." in said(page)
    assert f"/su-kien/{EVENT_ID}" in links(page)
    assert {f"/su-kien/{EVENT_ID}", "/su-kien"} <= set(links(client.get("/").text))


def test_a_life_event_orders_its_acts_with_reason_and_facts(client: TestClient) -> None:
    page = client.get(f"/su-kien/{EVENT_ID}").text
    text = said(page)

    assert text.index("Làm giấy khai sinh cho con") < text.index("Đăng ký thường trú")
    assert "Nếu cần Làm sau việc 1 Để con có nơi thường trú." in text
    assert "20.000 đồng" in text
    assert {f"/thu-tuc/{BIRTH}", f"/thu-tuc/{RESIDENCE}"} <= set(links(page))
    assert [tag for tag, attributes in read(page).tags if attributes.get("type") == "checkbox"]


def test_a_life_event_describes_itself_to_machines(client: TestClient) -> None:
    page = client.get(f"/su-kien/{EVENT_ID}").text
    (data,) = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page))

    assert [one["url"] for one in data["itemListElement"]] == [
        f"http://localhost/thu-tuc/{code}" for code in (BIRTH, RESIDENCE)
    ]
    assert f'<link rel="canonical" href="http://localhost/su-kien/{EVENT_ID}">' in page


def test_a_life_event_can_be_taken_home(client: TestClient) -> None:
    image = client.get(f"/su-kien/{EVENT_ID}/ma-qr.svg")

    assert image.headers["content-type"] == "image/svg+xml"
    assert client.get("/su-kien/x/ma-qr.svg").status_code == 404


def test_a_petition_shows_both_sides(client: TestClient) -> None:
    text = said(client.get(f"/phan-anh/{PAKN_ID}").text)

    assert "Tôi đợi giấy khai sinh quá ngày hẹn." in text
    assert "Trả lời ngày 09/03/2026" in text
    assert "Bộ phận một cửa đã trả kết quả" in text


def test_a_regulation_shows_what_it_asks(client: TestClient) -> None:
    page = client.get(f"/quy-dinh/{REGULATION_ID}").text

    assert "Biển hiệu không che lối đi." in said(page)
    assert "Có hiệu lực từ 01/01/2026" in said(page)
    assert "/thu-tuc/9.000050" in links(page)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/hoi-dap/da-go", "Không có mục hỏi đáp này"),
        ("/su-kien/da-go", "Không có sự kiện này"),
        ("/phan-anh/da-go", "Không có phản ánh này"),
        ("/quy-dinh/da-go", "Không có quy định này"),
        (f"/hoi-dap/{GUIDE_ID}", "Không có mục hỏi đáp này"),
        (f"/su-kien/{FAQ_ID}", "Không có sự kiện này"),
        (f"/thu-tuc/{EVENT_ID}", "Không có thủ tục này"),
        ("/quy-dinh/<script>alert(1)", "Không có quy định này"),
    ],
)
def test_what_is_not_there_is_said_calmly(client: TestClient, path: str, sentence: str) -> None:
    page = client.get(path)

    assert page.status_code == 404
    assert sentence in said(page.text)
    assert "<script>alert" not in page.text
    assert {"/", "/su-kien"} <= set(links(page.text))


@pytest.mark.parametrize(
    "path",
    ["/su-kien", f"/su-kien/{EVENT_ID}", f"/phan-anh/{PAKN_ID}", f"/quy-dinh/{REGULATION_ID}", f"/thu-tuc/{BIRTH}"],
)
def test_english_frames_vietnamese_records(client: TestClient, path: str) -> None:
    page = client.get(path, params={"lang": "en"}).text

    assert '<html lang="en">' in page
    assert "Life events" in said(page)
    assert all("lang=" in link for link in links(page) if link.startswith(("/thu-tuc", "/su-kien")))
