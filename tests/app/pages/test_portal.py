import json
import re

import pytest
from fastapi.testclient import TestClient

from tests.app.pages.reading import links, read, said
from tests.collection import BARE, BIRTH, FAQ_ID, HOSTILE, INTERNAL, LICENCE, RESIDENCE, TWINS


def test_home_asks_one_question(client: TestClient) -> None:
    page = client.get("/")

    assert page.status_code == 200
    assert "Bạn cần làm giấy tờ gì?" in said(page.text)
    assert 'lang="vi"' in page.text


def test_home_passes_a_question_on(client: TestClient) -> None:
    response = client.get("/?q=khai sinh&lang=en", follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, "/tim?lang=en&q=khai%20sinh")


def test_the_asked_fee_stands_on_top_with_its_source(client: TestClient) -> None:
    page = client.get("/tim", params={"q": "đăng ký khai sinh hết bao nhiêu tiền"})
    text = said(page.text)

    assert page.status_code == 200
    assert "8.000 đồng" in text
    assert "Quyết định số 1/QĐ-THU ngày 01/03/2026" in text
    assert text.index("Trích từ thủ tục") < text.index("Phù hợp nhất")
    assert f"/thu-tuc/{BIRTH}" in links(page.text)


def test_a_whole_code_opens_its_procedure(client: TestClient) -> None:
    response = client.get("/tim", params={"q": RESIDENCE}, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, f"/thu-tuc/{RESIDENCE}")


def test_filters_can_be_set_and_removed(client: TestClient) -> None:
    page = client.get("/tim", params={"q": "xe", "field": "Đường bộ"}).text

    assert "Đang lọc theo" in said(page)
    assert "/tim?q=xe" in links(page)
    assert any("level=" in link and "field=" in link for link in links(page))


def test_the_province_is_carried_by_every_link(client: TestClient) -> None:
    page = client.get("/tim", params={"q": "hỗ trợ lãi suất vay vốn trồng cây", "province": "Huế"}).text
    own = [link for link in links(page) if link.startswith("/thu-tuc/")]

    assert own
    assert all("province=Hu%E1%BA%BF" in link for link in own)


def test_twins_are_one_card_with_their_places(client: TestClient) -> None:
    page = client.get("/tim", params={"q": "hỗ trợ lãi suất vay vốn trồng cây ăn quả"}).text

    assert "Có 2 bản công bố khác của thủ tục này" in said(page)
    for code in TWINS:
        assert f"/thu-tuc/{code}" in links(page)


def test_results_are_not_kept_and_not_indexed(client: TestClient) -> None:
    page = client.get("/tim", params={"q": "khai sinh"})

    assert page.headers["cache-control"] == "private, no-cache"
    assert '<meta name="robots" content="noindex">' in page.text


def test_a_filter_that_leaves_nothing_says_how_to_go_on(client: TestClient) -> None:
    page = client.get("/tim", params={"q": "khai sinh", "field": "Không có lĩnh vực này"})

    assert page.status_code == 200
    assert "với bộ lọc đang chọn" in said(page.text)
    assert "/tim?q=khai%20sinh" in links(page.text)


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ({"q": ""}, 400, "Bạn chưa nhập câu hỏi."),
        ({"q": " \t\n "}, 400, "Bạn chưa nhập câu hỏi."),
        ({}, 400, "Bạn chưa nhập câu hỏi."),
        ({"q": "a" * 10_000}, 414, "Hãy rút lại còn một, hai câu."),
        ({"q": "khai sinh", "page": "999999"}, 404, "Số trang trong địa chỉ nằm ngoài danh sách."),
        ({"q": "khai sinh", "page": "-1"}, 404, "Số trang trong địa chỉ nằm ngoài danh sách."),
        ({"q": "khai sinh", "page": "mười"}, 404, "Số trang trong địa chỉ nằm ngoài danh sách."),
    ],
)
def test_a_bad_question_gets_a_calm_page(client: TestClient, query: dict[str, str], status: int, sentence: str) -> None:
    page = client.get("/tim", params=query)

    assert page.status_code == status
    assert sentence in said(page.text)
    assert any(link == "/" for link in links(page.text))


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\x00\x07",
        "🙂🙂",
        "{{ 7 * 7 }}",
        "%00",
        "\u202e\u200b",
        "a" * 1000,
        "?" * 500,
    ],
)
def test_odd_questions_are_answered_or_refused_but_never_run(client: TestClient, typed: str) -> None:
    page = client.get("/tim", params={"q": typed})

    assert page.status_code in (200, 400)
    assert "<script>alert" not in page.text
    assert "49" not in said(page.text).partition("Lọc kết quả")[0].partition("Kết quả")[0]


def test_a_procedure_shows_every_section(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{RESIDENCE}")
    text = said(page.text)

    for heading in ("Giấy tờ cần chuẩn bị", "Cách nộp, thời hạn, lệ phí", "Trình tự thực hiện", "Căn cứ pháp lý"):
        assert heading in text
    for fact in ("20.000 đồng", "10.000 đồng", "7 ngày làm việc", "Công an cấp xã", "Mẫu: CT01.docx", "10/2099/NĐ-CP"):
        assert fact in text
    assert "Cập nhật ngày 15/04/2026" in text
    assert page.headers["cache-control"] == "public, max-age=300"


def test_papers_can_be_ticked_without_javascript(client: TestClient) -> None:
    tags = read(client.get(f"/thu-tuc/{RESIDENCE}").text).tags
    boxes = [attributes["id"] for tag, attributes in tags if tag == "input" and attributes.get("type") == "checkbox"]
    labels = [attributes.get("for") for tag, attributes in tags if tag == "label"]

    assert len(boxes) == 2
    assert set(boxes) <= set(labels)


def test_a_procedure_describes_itself_to_machines(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{BIRTH}").text
    data, questions = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page))

    assert data["identifier"] == BIRTH
    assert questions["mainEntity"][0]["name"] == "Con đã hơn 60 ngày tuổi mới đi khai sinh thì có bị phạt không?"
    assert '<link rel="canonical" href="http://localhost/thu-tuc/9.000001">' in page
    assert '<meta property="og:title" content="Làm giấy khai sinh cho con">' in page


def test_a_procedure_leads_to_its_questions_and_online_counter(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{BIRTH}").text

    assert "Đăng ký quá hạn vẫn được giải quyết" in said(page)
    assert "https://thu-tuc.example.vn/9.000001" in links(page)
    assert "Nộp hồ sơ trực tuyến" in said(page)


def test_no_online_counter_where_the_record_names_none(client: TestClient) -> None:
    assert "Nộp hồ sơ trực tuyến" not in said(client.get("/thu-tuc/9.000031").text)


def test_a_doubtful_amount_is_never_a_fact(client: TestClient) -> None:
    page = said(client.get("/thu-tuc/9.000903").text)

    assert "15.000.000.000 đồng" not in page
    assert "Mức thu trong hồ sơ nguồn chưa rõ" in page
    assert "Nội dung có chỗ đã cũ" in page


def test_sub_cases_have_their_times(client: TestClient) -> None:
    page = said(client.get(f"/thu-tuc/{RESIDENCE}").text)

    assert "Có chỗ ở thuộc sở hữu của mình: 7 ngày làm việc Về ở với người thân: 5 ngày làm việc" in page


def test_a_bare_record_still_makes_a_page(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{BARE}")

    assert page.status_code == 200
    assert "Hồ sơ nguồn không nêu giấy tờ phải nộp." in said(page.text)
    assert "></a>" not in page.text


def test_text_of_the_corpus_is_never_run(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{HOSTILE}").text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>Ma-két" not in page
    assert "{{ 7 * 7 }}" in said(page)
    assert not [link for link in links(page) if link.startswith("javascript:")]


@pytest.mark.parametrize("code", [INTERNAL, "9.999999", "nonsense", "%3Cscript%3E", "9.000001%00", "..%2f..%2fetc"])
def test_unknown_and_internal_procedures_are_not_there(client: TestClient, code: str) -> None:
    page = client.get(f"/thu-tuc/{code}")

    assert page.status_code == 404
    assert "Không có" in said(page.text)
    assert "<script>" not in page.text


def test_a_qr_code_is_an_image_without_scripts(client: TestClient) -> None:
    image = client.get(f"/thu-tuc/{BIRTH}/ma-qr.svg")

    assert image.headers["content-type"] == "image/svg+xml"
    assert image.text.startswith("<svg")
    assert client.get(f"/thu-tuc/{INTERNAL}/ma-qr.svg").status_code == 404


def test_a_question_names_what_it_rests_on(client: TestClient) -> None:
    page = client.get(f"/hoi-dap/{FAQ_ID}")

    assert "Đăng ký quá hạn vẫn được giải quyết" in said(page.text)
    assert "chưa được cơ quan phê duyệt" in said(page.text)
    assert f"/thu-tuc/{BIRTH}" in links(page.text)


def test_a_question_whose_procedure_is_gone_still_stands(client: TestClient) -> None:
    page = client.get("/hoi-dap/tam-tru-thue-nha")

    assert page.status_code == 200
    assert "/thu-tuc/9.999999" not in links(page.text)


def test_a_dead_question_gets_a_calm_page(client: TestClient) -> None:
    page = client.get("/hoi-dap/da-go")

    assert page.status_code == 404
    assert "Không có mục hỏi đáp này" in said(page.text)


def test_english_speaks_english_and_keeps_records_vietnamese(client: TestClient) -> None:
    page = client.get(f"/thu-tuc/{LICENCE}?lang=en").text

    assert '<html lang="en">' in page
    assert "Papers to prepare" in said(page)
    assert '<h1 lang="vi">Đổi giấy phép lái xe</h1>' in page
    assert f"/thu-tuc/{LICENCE}?lang=vi" in links(page)


def test_any_other_address(client: TestClient) -> None:
    page = client.get("/khong/co/gi")

    assert page.status_code == 404
    assert "Không có trang này" in said(page.text)
    assert client.get("/api/v1/nothing").headers["content-type"] == "application/problem+json"


def test_no_page_sets_a_cookie_or_asks_others(client: TestClient) -> None:
    for path in ("/", "/tim?q=khai sinh", f"/thu-tuc/{BIRTH}", "/linh-vuc", "/kiosk", "/widget-demo"):
        page = client.get(path)
        loaded = [
            attributes.get("src") or attributes.get("href") or ""
            for tag, attributes in read(page.text).tags
            if tag in ("script", "img", "link", "iframe") and attributes.get("rel") not in ("canonical",)
        ]
        assert "set-cookie" not in page.headers
        assert all(address.startswith("/") for address in loaded if address), path


def test_the_policy_admits_only_what_is_ours(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
