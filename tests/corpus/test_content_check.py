"""What is written about procedures is held against their records; each fault is named with file, line and reason."""

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.checking.content import Checker, read
from corpus.records import Case, Channel, Duration, Fee, LegalDocument, Level, Method, Paper, Procedure, Step, Unit

TODAY = date(2026, 11, 22)
RECORD = Procedure(
    code="9.000001",
    title="Cấp thẻ thư viện",
    levels=(Level.WARD,),
    agency="Thư viện xã",
    steps=(Step(text="Nộp đơn trong 60 ngày kể từ ngày chuyển đến."),),
    channels=(
        Channel(
            method=Method.DIRECT,
            time=Duration(amount=3, unit=Unit.WORKING_DAY),
            fees=(Fee(amount=20000, text="mỗi thẻ"),),
        ),
    ),
    cases=(Case(papers=(Paper(name="Đơn đề nghị cấp thẻ, mẫu TV01"),)),),
    legal_basis=(LegalDocument(number="01/2025/TT-BVH"),),
)
DATES = {"owner": "Tổ biên soạn", "compiled": "2026-07-18", "reviewed": "2026-11-22", "expires": "2027-07-18"}
GUIDE = DATES | {
    "kind": "guide",
    "id": "the-thu-vien",
    "title": "Làm thẻ thư viện",
    "procedures": ["9.000001"],
    "purpose": ["Để mượn sách về nhà.", "title"],
    "who": [["Người sống trong xã.", "who"]],
    "papers": [{"papers": [["Đơn đề nghị, mẫu TV01.", "papers"]]}],
    "steps": [["Điền đơn.", "steps"], ["Nộp trong 60 ngày từ khi chuyển đến.", "steps"], ["Nhận thẻ.", "steps"]],
    "where": [["Thư viện xã.", "where"]],
    "time": [["3 ngày làm việc.", "time"]],
    "fee": [["20.000 đồng mỗi thẻ.", "fee"]],
    "mistakes": [["Quên ký đơn.", "papers"]],
    "next": [{"text": "Mượn sách."}],
}
FAQ = DATES | {
    "kind": "faq",
    "id": "the-bao-nhieu",
    "question": "Làm thẻ thư viện hết bao nhiêu tiền?",
    "wordings": ["phí làm thẻ thư viện"],
    "answer": "20.000 đồng mỗi thẻ.",
    "procedures": ["9.000001"],
    "record_fields": ["fee"],
    "legal_basis": [{"number": "01/2025/TT-BVH"}],
}
STAGES = [
    {"procedure": "9.000001", "reason": "Để mượn sách gần nhà."},
    {"procedure": "9.000002", "reason": "Để đọc báo.", "after": ["9.000001"]},
]
EVENT = DATES | {
    "kind": "life_event",
    "id": "chuyen-nha",
    "title": "Chuyển nhà",
    "summary": "Những việc cần làm khi chuyển đến nơi ở mới.",
    "wordings": ["mới chuyển nhà phải làm gì"],
    "stages": STAGES,
}


def found(folder: Path, *lines: object) -> list[str]:
    """What the check says of some lines in one file."""
    file = folder / "bai.jsonl"
    file.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    entries, wrong = read(folder)
    second = RECORD.model_copy(update={"code": "9.000002"})
    return [finding.render() for finding in (*wrong, *Checker([RECORD, second], TODAY).check(entries))]


def test_sound_content_passes(tmp_path: Path) -> None:
    assert found(tmp_path, GUIDE, FAQ, EVENT) == []


@pytest.mark.parametrize(
    ("record", "changed", "reason"),
    [
        (GUIDE, {"fee": [["25.000 đồng mỗi thẻ.", "fee"]]}, "'25000 đồng' does not stand in fee of 9.000001"),
        (GUIDE, {"time": [["3 ngày.", "time"]]}, "'3 ngày' does not stand in time"),
        (GUIDE, {"time": [["60 ngày.", "time"]]}, "'60 ngày' does not stand in time"),
        (GUIDE, {"papers": [{"papers": [["Đơn mẫu TV02.", "papers"]]}]}, "'tv02' does not stand in papers"),
        (GUIDE, {"next": [{"text": "Trả sách.", "procedure": "9.999999"}]}, "no such procedure 9.999999"),
        (GUIDE, {"next": [{"text": "Trả sách sau 90 ngày."}]}, "'90 ngày' does not stand in"),
        (GUIDE, {"steps": [["Một bước.", "steps"]]}, "not a record: guide.steps"),
        (GUIDE, {"purpose": ["Để mượn sách.", "weather"]}, "not a record: guide.purpose"),
        (FAQ, {"procedures": ["9.999999"]}, "no such procedure 9.999999"),
        (FAQ, {"legal_basis": [{"number": "99/2025/TT-BVH"}]}, "99/2025/TT-BVH is not in the legal basis"),
        (FAQ, {"record_fields": []}, "no record_fields"),
        (FAQ, {"answer": "Miễn phí cho người trên 80 tuổi."}, "'80 tuổi' does not stand in fee"),
        (FAQ, {"expires": "2026-11-22", "reviewed": "2026-01-01"}, "expired on 2026-11-22; read it again"),
        (FAQ, {"expires": "2026-01-01"}, "expires must be later than reviewed"),
        (FAQ, {"owner": ""}, "no owner"),
        (FAQ, {"answer": "Hoà 20.000 đồng mỗi thẻ."}, "not tidy text"),
        (EVENT, {"stages": STAGES[::-1]}, "9.000002 comes before 9.000001"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, record: dict[str, object], changed: dict[str, object], reason: str) -> None:
    said = found(tmp_path, record | changed)
    assert any(line.startswith("bai.jsonl:1: ") and reason in line for line in said), said


def test_identities_and_questions_stand_once(tmp_path: Path) -> None:
    assert found(tmp_path, FAQ, FAQ) == ["bai.jsonl:2: the-bao-nhieu: a second record of this id"]
    assert found(tmp_path, FAQ, FAQ | {"id": "khac"}) == [
        "bai.jsonl:2: khac: the same question as the-bao-nhieu: Làm thẻ thư viện hết bao nhiêu tiền?",
        "bai.jsonl:2: khac: the same question as the-bao-nhieu: phí làm thẻ thư viện",
    ]


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "hong.jsonl").write_text('{"kind": "faq"\n', encoding="utf-8")
    entries, wrong = read(tmp_path)
    assert not entries
    assert wrong[0].render().startswith("hong.jsonl:1: ?: not JSON")
