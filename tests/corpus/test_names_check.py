import json
from pathlib import Path

import pytest

from corpus.checking import content, popular_names
from corpus.checking.overlaps import overlaps
from corpus.companions import Faq, LifeEvent, Pakn, Stage
from corpus.records import PopularNames

BIRTH, DEATH = "1.001193", "1.000656"
TITLES = {BIRTH: "Đăng ký khai sinh", DEATH: "Đăng ký khai tử"}
ACTS = {BIRTH: "khai sinh", DEATH: "khai tu"}
QUESTIONS = ("con mới sinh thì ra đâu", "khai sinh muộn có bị phạt không", "mẹ tự khai được không", "cần mang gì")


def entry(
    code: str = BIRTH, names: tuple[str, ...] = ("giấy khai sinh", "khai sinh cho bé"), **rest: object
) -> PopularNames:
    return PopularNames.model_validate({"code": code, "names": names, "questions": QUESTIONS, **rest})


def reasons(*entries: PopularNames) -> list[str]:
    placed = [popular_names.Entry("a.jsonl", line, one) for line, one in enumerate(entries, 1)]
    return [finding.reason for finding in popular_names.check(placed, TITLES, ACTS)]


def test_a_good_entry_is_left_alone() -> None:
    assert reasons(entry()) == []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (entry("9.999999"), "no such procedure"),
        (entry(names=("giấy khai sinh",)), "1 names and 4 questions"),
        (entry(names=("đăng ký khai sinh", "khai sinh")), "the official title copied"),
        (entry(names=("khai sinh", "x" * 201)), "longer than 200 characters"),
        (entry(names=("khai sinh", "gia\u0302\u0301y sinh")), "not NFC"),
    ],
)
def test_what_is_wrong_is_said(wrong: PopularNames, reason: str) -> None:
    assert reasons(wrong) == [reason]


def test_two_entries_of_one_code_and_texts_of_two_acts_are_found() -> None:
    assert reasons(entry(), entry()) == ["a second entry for this code"]
    assert set(reasons(entry(), entry(DEATH))) == {f"same text as {BIRTH}, another act"}


def test_lines_that_are_no_entries_are_reported(tmp_path: Path) -> None:
    lines = [entry().model_dump_json(), "{", json.dumps({"code": "x"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    entries, wrong = popular_names.read(tmp_path)
    assert [one.line for one in entries] == [1]
    assert [finding.line for finding in wrong] == [2, 3]


TOPICS = {"t1": "con tôi mới sinh hôm qua thì làm giấy khai sinh ở đâu", "t2": "mở quán ăn"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Con tôi mới sinh hôm qua thì làm giấy khai sinh ở đâu?", ["equal to topic t1"]),
        ("con tôi mới sinh hôm qua thì làm giấy gì", ["copies topic t1"]),
        ("bé nhà em vừa chào đời, đăng ký ở phường nào", []),
        # Few words are nobody's own.
        ("mở quán ăn", []),
    ],
)
def test_questions_that_were_measured_with_must_not_be_here(said: str, found: list[str]) -> None:
    of_names = popular_names.Entry("a.jsonl", 1, entry(questions=(said,)))
    of_faq = content.Entry("b.jsonl", 1, Faq(id="a", question="Khai sinh ở đâu?", wordings=(said,), answer="Ở xã."))
    stages = (Stage(procedure=BIRTH, reason="để có giấy"), Stage(procedure=DEATH, reason="để xóa tên"))
    event = LifeEvent(id="b", title="Sinh con", summary="Sinh con", wordings=(said,), stages=stages)
    for one in (of_names, of_faq, content.Entry("c.jsonl", 1, event)):
        assert [finding.reason for finding in overlaps([one], TOPICS)] == found


def test_what_is_quoted_is_nobodys_wording() -> None:
    petition = Pakn(id="c", title="Hỏi", content=TOPICS["t1"], answer="Ở xã.")
    assert list(overlaps([content.Entry("c.jsonl", 1, petition)], TOPICS)) == []
