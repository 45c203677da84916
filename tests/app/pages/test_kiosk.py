import pytest
from fastapi.testclient import TestClient

from tests.app.pages.reading import links, read, said
from tests.collection import BIRTH, EVENT_ID, FAQ_ID, INTERNAL, LICENCE, PAKN_ID, REGULATION_ID

RECORDS = (
    f"/thu-tuc/{BIRTH}",
    f"/hoi-dap/{FAQ_ID}",
    "/su-kien",
    f"/su-kien/{EVENT_ID}",
    f"/phan-anh/{PAKN_ID}",
    f"/quy-dinh/{REGULATION_ID}",
)
PAGES = ("", *RECORDS, "/mat-mang", "/con-mang", "/luu-san.json")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_kept_by_the_browser(client: TestClient, path: str) -> None:
    page = client.get(f"/kiosk{path}")

    assert page.is_success
    assert page.headers["cache-control"] == "no-store"
    assert "set-cookie" not in page.headers


def test_a_question_comes_by_post_and_is_answered(client: TestClient) -> None:
    page = client.post("/kiosk/tim", data={"q": "đăng ký khai sinh hết bao nhiêu tiền"})

    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "8.000 đồng" in said(page.text)
    assert f"/kiosk/thu-tuc/{BIRTH}" in links(page.text)


def test_no_link_holds_a_question_or_leaves_the_kiosk(client: TestClient) -> None:
    asked = [client.post("/kiosk/tim", data={"q": q}) for q in ("đổi bằng lái", "vợ tôi mới sinh phải làm những gì")]
    for page in (
        *asked,
        client.get("/kiosk"),
        *(client.get(f"/kiosk{path}") for path in (*RECORDS, f"/thu-tuc/{LICENCE}")),
    ):
        assert all(link.startswith("/kiosk") and "?" not in link for link in links(page.text))


def test_every_form_of_the_kiosk_posts(client: TestClient) -> None:
    for page in (client.get("/kiosk"), client.get(f"/kiosk/thu-tuc/{LICENCE}")):
        forms = [attributes for tag, attributes in read(page.text).tags if tag == "form"]
        assert forms
        assert all(form["method"] == "post" for form in forms)


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ("", 400, "Bạn chưa nhập câu hỏi."),
        ("   ", 400, "Bạn chưa nhập câu hỏi."),
        ("ư" * 10_000, 413, "Hãy rút lại còn một, hai câu."),
    ],
)
def test_a_bad_question_gets_a_calm_page(client: TestClient, typed: str, status: int, sentence: str) -> None:
    page = client.post("/kiosk/tim", data={"q": typed})

    assert page.status_code == status
    assert sentence in said(page.text)
    assert "/kiosk" in links(page.text)


def test_a_question_has_no_address(client: TestClient) -> None:
    assert client.get("/kiosk/tim", follow_redirects=False).headers["location"] == "/kiosk"


DEAD = (
    "thu-tuc/x",
    "hoi-dap/x",
    "su-kien/x",
    "phan-anh/x",
    "quy-dinh/x",
    "xyz",
    f"thu-tuc/{INTERNAL}",
    f"hoi-dap/{BIRTH}",
)


@pytest.mark.parametrize("path", [f"/kiosk/{path}" for path in DEAD])
def test_what_is_not_there_is_said_calmly(client: TestClient, path: str) -> None:
    page = client.get(path)

    assert page.status_code == 404
    assert "/kiosk" in links(page.text)


def test_script_in_a_question_is_only_text(client: TestClient) -> None:
    page = client.post("/kiosk/tim", data={"q": "<script>alert(1)</script> khai sinh"})

    assert "<script>alert" not in page.text


def test_a_situation_shows_its_journey_first(client: TestClient) -> None:
    page = client.post("/kiosk/tim", data={"q": "vợ tôi mới sinh phải làm những gì"})

    assert f"/kiosk/su-kien/{EVENT_ID}" in links(page.text)
    assert said(page.text).index("Những việc cần làm") < said(page.text).index("Phù hợp nhất")


def test_who_does_not_type_chooses_what_has_happened(client: TestClient) -> None:
    home = links(client.get("/kiosk").text)
    event = links(client.get(f"/kiosk/su-kien/{EVENT_ID}").text)

    assert {f"/kiosk/su-kien/{EVENT_ID}", "/kiosk/su-kien"} <= set(home)
    assert f"/kiosk/thu-tuc/{BIRTH}" in event


def test_the_guide_comes_before_the_record(client: TestClient) -> None:
    text = said(client.get(f"/kiosk/thu-tuc/{BIRTH}").text)

    assert text.index("Làm giấy khai sinh cho con") < text.index("Các bước") < text.index("Hồ sơ thủ tục đã công bố")
    assert "chưa được cơ quan phê duyệt" in text


def test_suggestions_come_by_post(client: TestClient) -> None:
    answer = client.post("/kiosk/goi-y", data={"q": "khai sinh"})

    assert answer.headers["cache-control"] == "no-store"
    assert any("khai sinh" in one["text"].lower() for one in answer.json()["suggestions"])
    assert client.post("/kiosk/goi-y", data={}).json() == {"suggestions": []}


def test_the_kept_pages_all_exist(client: TestClient) -> None:
    kept = client.get("/kiosk/luu-san.json").json()

    assert {"/kiosk", "/kiosk/mat-mang", "/kiosk/su-kien", f"/kiosk/su-kien/{EVENT_ID}"} <= set(kept["addresses"])
    for address in kept["addresses"]:
        assert client.get(address).status_code == 200, address


def test_the_worker_may_look_after_the_kiosk_and_fetch_only_from_us(client: TestClient) -> None:
    worker = client.get("/kiosk/sw.js")

    assert worker.headers["service-worker-allowed"] == "/kiosk"
    assert worker.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"
    assert worker.headers["content-type"].startswith("text/javascript")


def test_a_verdict_at_the_kiosk_is_thanked(client: TestClient) -> None:
    assert "Cảm ơn" in said(client.post("/kiosk/gop-y", data={"helpful": "co", "page": "/kiosk"}).text)
    assert client.post("/kiosk/gop-y", data={}).status_code == 400


def test_no_voice_without_a_recogniser(client: TestClient) -> None:
    page = client.get("/kiosk")

    assert "data-dictate" not in page.text
    assert "microphone=()" in page.headers["permissions-policy"]
