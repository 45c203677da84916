from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.pages.past_questions import FEWEST_ASKERS, PastQuestions, denied_phrases
from app.store.question_store import QuestionStore
from app.store.records import Asking, Door


@pytest.fixture
def store(tmp_path: Path) -> QuestionStore:
    return QuestionStore(f"sqlite:///{tmp_path / 'store.sqlite3'}", days=30)


def ask(store: QuestionStore, text: str, times: int = FEWEST_ASKERS) -> None:
    for _ in range(times):
        store.keep_asking(Asking(Door.PORTAL, text, "answered", 0.9, "9.000001", "bundle"))


def test_what_many_asked_is_suggested(store: QuestionStore) -> None:
    ask(store, "làm lại sổ đỏ bị rách")
    past = PastQuestions(store)

    assert past.like("so do", 2) == ("làm lại sổ đỏ bị rách",)
    assert past.like("sổ đ", 2) == ("làm lại sổ đỏ bị rách",)
    assert past.like("đỏ bị r", 2) == ("làm lại sổ đỏ bị rách",)


def test_the_most_frequent_comes_first(store: QuestionStore) -> None:
    ask(store, "sổ đỏ bị rách")
    ask(store, "sổ đỏ bị mất", FEWEST_ASKERS + 1)

    assert PastQuestions(store).like("sổ đỏ", 2) == ("sổ đỏ bị mất", "sổ đỏ bị rách")
    assert PastQuestions(store).like("sổ đỏ", 1) == ("sổ đỏ bị mất",)


@pytest.mark.parametrize(
    "text",
    [
        "sổ đỏ của ông 001099012345",
        "mua sổ đỏ giả, mua bằng giả",
        "sổ đỏ " + "rất dài " * 20,
    ],
)
def test_what_should_not_be_shown_is_not(store: QuestionStore, text: str) -> None:
    ask(store, text)

    assert PastQuestions(store).like("sổ đỏ", 5) == ()


def test_what_few_asked_stays_theirs(store: QuestionStore) -> None:
    ask(store, "sổ đỏ nhà bà Tư", FEWEST_ASKERS - 1)

    assert PastQuestions(store).like("sổ đỏ", 5) == ()


@pytest.mark.parametrize("typed", ["", "s", "  ", "?!", "xyz xyz"])
def test_too_little_or_nothing_known(store: QuestionStore, typed: str) -> None:
    ask(store, "sổ đỏ bị rách")

    assert PastQuestions(store).like(typed, 5) == ()


def test_without_a_store_nothing_is_known() -> None:
    assert PastQuestions(None).like("sổ đỏ", 5) == ()


def test_denied_phrases_are_tidy_and_sorted_out() -> None:
    phrases = denied_phrases()

    assert len(phrases) == len(set(phrases)) > 20
    assert all(phrase == f" {phrase.strip()} " for phrase in phrases)


def test_suggestions_for_the_question_box(client: TestClient) -> None:
    answer = client.get("/goi-y", params={"q": "khai sinh"})

    assert answer.headers["cache-control"] == "no-store"
    texts = [one["text"] for one in answer.json()["suggestions"]]
    assert "khai sinh cho bé" in texts
    assert len(texts) == len(set(texts)) <= 8


@pytest.mark.parametrize("typed", ["", "a" * 5000, "<xyz>", "\x00"])
def test_odd_typing_gets_an_empty_list(client: TestClient, typed: str) -> None:
    assert client.get("/goi-y", params={"q": typed}).json() == {"suggestions": []}
