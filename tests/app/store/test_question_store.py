import sqlite3
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.store.question_store import QuestionStore, StoreError
from app.store.records import Asking, Door, Opinion


def asking(text: str, status: str = "answered", door: Door = Door.PORTAL) -> Asking:
    return Asking(door, text, status, 0.9, "9.000001", "bundle")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "store.sqlite3"


@pytest.fixture
def store(path: Path) -> QuestionStore:
    return QuestionStore(f"sqlite:///{path}", days=30)


def test_keeps_outcome_and_door(store: QuestionStore) -> None:
    store.keep_asking(asking("làm giấy khai sinh"))
    store.keep_asking(asking("thời tiết", "no_answer", Door.KIOSK))

    kept = [one.asking for one in store.askings()]

    assert kept == [asking("thời tiết", "no_answer", Door.KIOSK), asking("làm giấy khai sinh")]


def test_keeps_only_the_hour(store: QuestionStore) -> None:
    store.keep_asking(asking("làm giấy khai sinh"))

    asked_at = store.askings()[0].asked_at

    assert (asked_at.minute, asked_at.second, asked_at.microsecond) == (0, 0, 0)


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        ("căn cước 001099012345 bị mất", "001099012345"),
        ("gọi tôi số 0912 345 678 nhé", "345"),
        ("gửi về an.nguyen@example.vn", "nguyen"),
    ],
)
def test_no_table_holds_what_tells_people(store: QuestionStore, path: Path, typed: str, secret: str) -> None:
    store.keep_asking(asking(typed))
    store.keep_opinion(Opinion(Door.PORTAL, "/thu-tuc/9.000001", helpful=False, remark=typed))
    store.close()

    content = b"".join(file.read_bytes() for file in path.parent.iterdir())

    assert secret.encode() not in content


def test_keeps_verdicts(store: QuestionStore) -> None:
    store.keep_opinion(Opinion(Door.KIOSK, "/thu-tuc/9.000001", helpful=True, remark="  rất\nrõ  "))

    assert store.opinions()[0].opinion == Opinion(Door.KIOSK, "/thu-tuc/9.000001", helpful=True, remark="rất rõ")


def test_shows_only_wordings_that_many_share(store: QuestionStore) -> None:
    for text in (
        "làm hộ chiếu",
        "làm hộ chiếu",
        "làm hộ chiếu",
        "đổi bằng lái",
        "đổi bằng lái",
        "chuyện riêng của tôi",
    ):
        store.keep_asking(asking(text))
    for _ in range(3):
        store.keep_asking(asking("giá vàng", "no_answer"))

    assert store.often_asked(at_least=2, limit=10) == ("làm hộ chiếu", "đổi bằng lái")


def test_forgets_after_its_days(store: QuestionStore, path: Path) -> None:
    store.keep_asking(asking("câu cũ"))
    store.keep_asking(asking("câu mới"))
    store.keep_opinion(Opinion(Door.PORTAL, "/cũ", helpful=True))
    long_ago = datetime(2020, 1, 1).isoformat(sep=" ")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE questions SET asked_at = ? WHERE text = 'câu cũ'", (long_ago,))
        database.execute("UPDATE verdicts SET given_at = ?", (long_ago,))

    store.forget()

    assert [one.asking.text for one in store.askings()] == ["câu mới"]
    assert store.opinions() == ()


def test_opening_forgets_too(store: QuestionStore, path: Path) -> None:
    store.keep_asking(asking("hôm kia"))
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE questions SET asked_at = ?", ((datetime.now() - timedelta(days=31)).isoformat(sep=" "),)
        )

    assert QuestionStore(f"sqlite:///{path}", days=30).askings() == ()


def test_writes_ahead(store: QuestionStore, path: Path) -> None:
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_many_threads_lose_nothing(store: QuestionStore) -> None:
    def ask(name: int) -> None:
        for number in range(10):
            store.keep_asking(asking(f"câu {name} {number}"))

    threads = [threading.Thread(target=ask, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(store.askings()) == 40


def test_a_broken_table_is_logged_without_the_question(
    store: QuestionStore, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE questions")

    store.keep_asking(asking("bí mật của tôi"))

    assert "could not keep" in caplog.text
    assert "bí mật" not in caplog.text


@pytest.mark.parametrize("url", ["sqlite:////proc/no/such/store.sqlite3", "nonsense", "nodriver://here/db"])
def test_refuses_what_cannot_be_opened(url: str) -> None:
    with pytest.raises(StoreError, match="MOTCUA_STORE_URL"):
        QuestionStore(url, days=30)
