"""The catalogue holds names, numbers and dates, never sentences; the command line makes it."""

import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import facts, shipped
from corpus.__main__ import main
from corpus.importing import read
from corpus.paper_names import LONGEST_NAME, case_name, paper_name, result_name
from corpus.records import Duration, Fee, FeeKind, LegalDocument, Procedure, Unit
from corpus.statistics import counts
from tests.corpus import sources

PROSE = "Thủ thư kiểm tra phiếu rồi trao thẻ cho bạn đọc trong buổi."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- Đơn đề nghị cấp thẻ;", "Đơn đề nghị cấp thẻ"),
        ("a) Tờ khai bạn đọc (bản giấy hoặc bản điện tử)", "Tờ khai bạn đọc"),
        ("1.2. Giấy giới thiệu theo Mẫu số 2 Phụ lục I", "Giấy giới thiệu"),
        ("01 (một) bản sao hộ chiếu", "Bản sao hộ chiếu"),
        ("02 ảnh chân dung cỡ 3x4 cm", "Ảnh chân dung cỡ 3x4 cm"),
        ("Văn bản ủy quyền. Người được ủy quyền mang theo thẻ.", "Văn bản ủy quyền"),
        ("Danh sách bạn đọc, trong đó ghi rõ năm sinh", "Danh sách bạn đọc"),
        ("Hợp đồng mượn sách: hai bên cùng ký", "Hợp đồng mượn sách"),
        ("Quyết định của cơ quan nước sở tại", "Quyết định của cơ quan nước sở tại"),
        ("= giấy khai sinh", "Giấy khai sinh"),
    ],
)
def test_names_of_papers_lose_bullets_quantities_and_remarks(text: str, name: str) -> None:
    assert paper_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Trường hợp mất thẻ thì bạn đọc nộp đơn",
        "Người mượn phải xuất trình thẻ",
        "Giấy tờ mà bạn đọc phải mang theo",
        "Văn bản nếu có người thay mặt",
        "* Lưu ý: thẻ không được cho mượn",
        "Một trong các giấy tờ sau",
        "Bản sao các giấy tờ sau:",
        "Tài liệu chứng minh có",
        "Hồ sơ gồm:",
        "Bản sao",
        "Đơn " + "rất dài " * 20,
        "Tại Bước 6",
        PROSE,
        "",
        "--",
    ],
)
def test_prose_is_no_name(text: str) -> None:
    assert paper_name(text) == ""


@given(st.text(max_size=200))
def test_a_name_is_short_one_line_and_stays_a_name(text: str) -> None:
    name = paper_name(text)
    assert len(name) <= LONGEST_NAME
    assert "\n" not in name
    assert paper_name(name) in {name, ""}


def test_results_may_have_longer_names_but_are_no_sentences() -> None:
    long = "Giấy chứng nhận " + "thư viện " * 15 + "mới"
    assert result_name(long) == long
    assert result_name("Cập nhật dữ liệu bạn đọc") == "Cập nhật dữ liệu bạn đọc"
    assert result_name("Bạn đọc phải đến nhận thẻ") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("* Trường hợp mất thẻ, hồ sơ gồm:", "Trường hợp mất thẻ"),
        ("b) Đối với cấp lại", "Đối với cấp lại"),
        ("Bạn đọc gửi hồ sơ đến thư viện", ""),
        ("Trường hợp " + "dài " * 30, ""),
    ],
)
def test_names_of_cases(text: str, name: str) -> None:
    assert case_name(text) == name


def full(**changes: object) -> dict[str, object]:
    """A detail with prose wherever prose may stand."""
    paid = sources.method("DIRECT", days=5, amount=20000, text="mỗi thẻ 20.000 đồng, đóng tại quầy") | {
        "description": PROSE
    }
    spoken = sources.method("POSTAL", days="Ngay trong buổi", text=PROSE) | {"processingTimeUnit": "OTHER"}
    return sources.detail(
        executionMethods=[paid, spoken],
        executionCases=[
            {"name": PROSE, "profileComponents": [sources.component("Đơn xin thẻ; " + PROSE), sources.component(PROSE)]}
        ],
        dossierReceivingAddresses=PROSE,
        note=PROSE,
        cases=[sources.case(sources.CODE + ".01", 3)],
        **changes,
    )


def facts_of(folder: Path, **changes: object) -> Procedure:
    (folder / "xuat_2031-02-03.json").write_text(sources.text(full(**changes)))
    (made,) = facts.catalogue(read([folder]).procedures)
    return made


def test_no_sentence_of_the_source_is_copied(tmp_path: Path) -> None:
    written = facts_of(tmp_path).model_dump_json()
    for sentence in (
        PROSE,
        sources.STEPS,
        sources.CONDITIONS,
        "mỗi thẻ",
        "Ngay trong buổi",
        *(title for _, title in sources.LEGAL),
    ):
        assert sentence not in written


def test_every_fact_is_kept(tmp_path: Path) -> None:
    made = facts_of(tmp_path, departmentPromulgateName="UBND tỉnh Lào Cai", isFullProcess=True)
    assert (made.code, made.title, made.field, made.agency) == (
        sources.CODE,
        sources.TITLE,
        sources.FIELD,
        sources.AGENCY,
    )
    assert (made.issuer, made.province, made.decision_number) == ("UBND tỉnh Lào Cai", "Lào Cai", sources.DECISION)
    assert (made.audience, made.results, made.online_level) == (sources.AUDIENCE, (sources.RESULT,), "toàn trình")
    assert (made.state, str(made.decision_date), str(made.source.retrieved)) == ("ACTIVE", "2026-03-26", "2031-02-03")
    assert made.source.address.endswith(sources.IDENTIFIER)
    assert made.channels[0].time == Duration(amount=5, unit=Unit.WORKING_DAY)
    assert made.channels[0].fees == (Fee(kind=FeeKind.FEE, amount=20000),)
    assert made.channels[1].time == Duration(amount=3, unit=Unit.WORKING_DAY)
    assert [(paper.name, paper.originals, paper.copies) for paper in made.papers] == [("Đơn xin thẻ", 1, 0)]
    assert made.legal_basis == tuple(LegalDocument(number=number) for number, _ in sources.LEGAL)


def test_a_doubt_about_an_amount_is_kept(tmp_path: Path) -> None:
    rows = [sources.method("DIRECT", amount=135, text="mỗi thẻ 135.000 đồng")]
    (tmp_path / "tep").write_text(sources.text(sources.detail(executionMethods=rows)))
    (made,) = facts.catalogue(read([tmp_path]).procedures)
    assert made.channels[0].fees == (Fee(kind=FeeKind.FEE, amount=135, doubt="looks_like_thousands"),)


def test_internal_procedures_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text(sources.text(sources.detail(isInternal=True)))
    assert facts.catalogue(read([tmp_path]).procedures) == []


def test_the_command_writes_the_same_bytes_again_and_they_can_be_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [sources.text(full() | {"code": f"9.{n:06}"}) for n in (3, 1, 2)]
    (tmp_path / "a").write_text("\n".join(lines))
    (tmp_path / "b").write_text("\n".join(reversed(lines)))
    written = [tmp_path / "out" / f"{name}.jsonl.xz" for name in "ab"]
    for name, path in zip("ab", written, strict=True):
        assert main(["facts", "--source", str(tmp_path / name), "--out", str(path)]) == 0
    assert "3 procedures" in capsys.readouterr().out
    assert written[0].read_bytes() == written[1].read_bytes()
    entries = [json.loads(line) for line in lzma.decompress(written[0].read_bytes()).decode().splitlines()]
    assert [(entry["code"], entry["kind"]) for entry in entries] == [(f"9.{n:06}", "procedure") for n in (1, 2, 3)]
    collection = read([written[0]], strict=True)
    assert collection.summary.mends == ()
    assert list(collection.procedures) == facts.catalogue(read([tmp_path / "a"]).procedures)


def test_a_mistyped_source_ends_with_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "--source", str(tmp_path / "khong-co"), "--out", str(tmp_path / "out")]) == 2
    assert "no such file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_counts_are_those_of_the_shipped_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("CATALOGUE", "COMPANIONS", "NAMES"):
        monkeypatch.setattr(shipped, name, tmp_path / name)
    assert set(counts().values()) == {0}
    facts.write(shipped.CATALOGUE, facts.catalogue([Procedure(code="9.000001", title="Cấp thẻ")]))
    shipped.COMPANIONS.mkdir()
    faq = {
        "kind": "faq",
        "id": "a",
        "question": "Mất thẻ thì sao?",
        "answer": "Xin cấp lại.",
        "procedures": ["9.000001"],
    }
    (shipped.COMPANIONS / "a.jsonl").write_text(sources.text(faq))
    shipped.NAMES.mkdir()
    (shipped.NAMES / "a.jsonl").write_text(
        sources.text({"code": "9.000001", "names": ["làm thẻ", "xin thẻ"], "questions": ["thẻ ở đâu"]})
    )
    assert main(["stats", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    wanted = {
        "procedures": 1,
        "faqs": 1,
        "faq_acts": 1,
        "acts_with_popular_names": 1,
        "popular_names": 2,
        "lived_questions": 1,
    }
    assert {name: printed[name] for name in wanted} == wanted
    assert {"guides", "life_events", "pakn", "regulations"} <= set(printed)
