import pytest
from fastapi.testclient import TestClient

from tests.app.pages.reading import links, said
from tests.collection import INTERNAL, TWINS


def test_every_field_is_listed_with_its_acts(client: TestClient) -> None:
    page = client.get("/linh-vuc").text

    assert "/linh-vuc/ho-tich" in links(page)
    assert "Hộ tịch 9" in said(page)
    assert "Tổ chức, cán bộ" not in said(page)


def test_a_field_lists_its_acts_once(client: TestClient) -> None:
    page = client.get("/linh-vuc/nong-nghiep").text

    assert f"/thu-tuc/{TWINS[0]}" in links(page)
    assert f"/thu-tuc/{TWINS[1]}" not in links(page)
    assert "Thủ tục 1–1 trên 1" in said(page)


def test_a_body_lists_its_acts(client: TestClient) -> None:
    page = client.get("/co-quan/ubnd-tinh-lao-cai").text

    assert f"/thu-tuc/{TWINS[1]}" in links(page)
    assert f"/thu-tuc/{INTERNAL}" not in links(page)


def test_a_search_within_a_field_keeps_the_field(client: TestClient) -> None:
    page = client.get("/linh-vuc/ho-tich?lang=en").text

    assert '<input type="hidden" name="field" value="Hộ tịch">' in page
    assert '<input type="hidden" name="lang" value="en">' in page


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/linh-vuc/khong-co", "Không có lĩnh vực này"),
        ("/co-quan/khong-co", "Không có cơ quan này"),
        ("/linh-vuc/ho-tich?page=7", "Không có trang kết quả này"),
        ("/linh-vuc/ho-tich?page=x", "Không có trang kết quả này"),
    ],
)
def test_what_is_not_there_is_said_calmly(client: TestClient, path: str, sentence: str) -> None:
    page = client.get(path)

    assert page.status_code == 404
    assert sentence in said(page.text)
    assert "/linh-vuc" in links(page.text)
