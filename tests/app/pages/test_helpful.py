import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.pages.site import Site
from app.serving.live import LiveBundle
from app.settings import Settings
from app.store.question_store import QuestionStore
from app.store.records import Door, Opinion
from tests.app.pages.reading import links, said
from tests.collection import BIRTH


@pytest.fixture
def keeper(bundles: Path, live: LiveBundle, tmp_path: Path) -> Iterator[TestClient]:
    """A client of an application that keeps questions."""
    settings = Settings(bundle=bundles, store_url=f"sqlite:///{tmp_path / 'store.sqlite3'}", access_log=False)
    with TestClient(create_app(settings, live), base_url="http://localhost") as made:
        yield made


def store(client: TestClient) -> QuestionStore:
    site: Site = client.app.state.site  # type: ignore[attr-defined]
    assert site.store is not None
    return site.store


def test_a_verdict_is_kept_without_what_tells_people(keeper: TestClient) -> None:
    form = {"page": f"/thu-tuc/{BIRTH}", "helpful": "khong", "remark": "thiếu mẫu đơn, gọi tôi 0912345678"}

    page = keeper.post("/gop-y", data=form)

    assert page.status_code == 200
    assert "Cảm ơn bạn!" in said(page.text)
    assert f"/thu-tuc/{BIRTH}" in links(page.text)
    kept = store(keeper).opinions()[0].opinion
    assert kept == Opinion(
        Door.PORTAL, f"/thu-tuc/{BIRTH}", helpful=False, remark="thiếu mẫu đơn, gọi tôi [số điện thoại]"
    )


@pytest.mark.parametrize(
    "form", [{}, {"page": "/x"}, {"page": "/x", "helpful": "maybe"}, {"page": "x", "helpful": "co"}]
)
def test_half_a_verdict_is_not_kept(keeper: TestClient, form: dict[str, str]) -> None:
    assert keeper.post("/gop-y", data=form).status_code == 400
    assert store(keeper).opinions() == ()


@pytest.mark.parametrize("page", ["//evil.example/x", "/\\evil.example", "https://evil.example"])
def test_thanks_never_lead_elsewhere(keeper: TestClient, page: str) -> None:
    answer = keeper.post("/gop-y", data={"page": page, "helpful": "co"})

    assert not [link for link in links(answer.text) if "evil" in link]


def test_another_site_cannot_send_forms(keeper: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}

    assert keeper.post("/gop-y", data={"page": "/x", "helpful": "co"}, headers=headers).status_code == 403
    assert store(keeper).opinions() == ()


@pytest.mark.parametrize("body", [b"\xff\xfe=\xff", b"&" * 100, b"q=%zz", b""])
def test_broken_forms_are_refused_calmly(keeper: TestClient, body: bytes) -> None:
    answer = keeper.post("/gop-y", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert answer.status_code == 400


def test_a_huge_form_is_refused(keeper: TestClient) -> None:
    assert keeper.post("/gop-y", content=b"a=" + b"x" * 400_000).status_code == 413


def test_questions_are_kept_with_outcome_and_door(keeper: TestClient) -> None:
    keeper.get("/tim", params={"q": "đăng ký khai sinh số 001099012345"})
    keeper.post("/kiosk/tim", data={"q": "đổi bằng lái"})

    kiosk, portal = (one.asking for one in store(keeper).askings())

    assert (portal.door, portal.status, portal.first) == (Door.PORTAL, "answered", BIRTH)
    assert portal.text == "đăng ký khai sinh số [số giấy tờ]"
    assert (kiosk.door, kiosk.text) == (Door.KIOSK, "đổi bằng lái")


def test_further_pages_of_one_question_count_once(keeper: TestClient) -> None:
    for page in ("1", "2"):
        keeper.get("/tim", params={"q": "đăng ký", "page": page})

    assert len(store(keeper).askings()) == 1


def test_a_store_that_fails_never_stops_an_answer(keeper: TestClient, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "store.sqlite3") as database:
        database.execute("DROP TABLE questions")
        database.execute("DROP TABLE verdicts")

    assert keeper.get("/tim", params={"q": "khai sinh"}).status_code == 200
    assert keeper.post("/gop-y", data={"page": "/", "helpful": "co"}).status_code == 200
