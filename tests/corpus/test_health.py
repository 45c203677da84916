"""The health report: each rule finds what it should and nothing else; the page can be read without scripts."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from corpus import amounts, facts
from corpus.__main__ import main
from corpus.companions import Companion, Faq, LifeEvent, Regulation, Stage
from corpus.health import page, reach, report
from corpus.health.findings import Examined, Finding, examined
from corpus.health.rules import WORDINGS, Rule
from corpus.health.times import stated
from corpus.importing import Collection, ImportSummary, Mend, read
from corpus.records import (
    Case,
    Channel,
    Duration,
    FeeKind,
    Level,
    Method,
    ObsoleteFlag,
    Paper,
    PopularNames,
    Procedure,
    Source,
    Step,
    Unit,
)
from tests.corpus import sources

DAY = date(2031, 6, 15)
FREE = amounts.fee(FeeKind.FEE, 0, "Miễn phí")
CHANNEL = Channel(method=Method.DIRECT, time=Duration(amount=3, unit=Unit.WORKING_DAY), fees=(FREE,))


def act(code: str = "9.000001", **changes: object) -> Procedure:
    """A sound act, with some fields changed."""
    values: dict[str, object] = {
        "code": code,
        "title": f"Cấp thẻ bạn đọc {code}",
        "issuer": "Bộ Thư viện",
        "field": "Thư viện",
        "levels": (Level.WARD,),
        "audience": ("Công dân Việt Nam",),
        "steps": (Step(text="Nộp phiếu."),),
        "channels": (CHANNEL,),
        "cases": (Case(papers=(Paper(name="Phiếu đăng ký"),)),),
        "decision_number": "1/QĐ-BTV",
        "decision_date": date(2030, 1, 1),
        "state": "ACTIVE",
        "source": Source(address=f"https://x.example/{code}", retrieved=date(2031, 6, 1)),
    }
    return Procedure.model_validate(values | changes)


def corpus(*acts: Procedure, companions: Sequence[Companion] = (), names: Sequence[PopularNames] = ()) -> Examined:
    return examined(Collection(acts, tuple(companions), tuple(names)), DAY)


def found(made: Examined) -> list[Finding]:
    return [finding for section in report.report(made, "thử").sections for finding in section.findings]


def rules(*acts: Procedure, companions: Sequence[Companion] = (), names: Sequence[PopularNames] = ()) -> list[Rule]:
    return [finding.rule for finding in found(corpus(*acts, companions=companions, names=names))]


def channel(**changes: object) -> tuple[Channel, ...]:
    return (CHANNEL.model_copy(update=changes),)


def paid(amount: float | None, text: str = "") -> tuple[Channel, ...]:
    return channel(fees=(amounts.fee(FeeKind.FEE, amount, text),))


def test_a_sound_act_has_no_finding() -> None:
    assert rules(act()) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"channels": channel(fees=())}, Rule.FEE_MISSING),
        ({"channels": channel(time=None)}, Rule.TIME_MISSING),
        ({"cases": ()}, Rule.PAPERS_MISSING),
        ({"decision_date": None}, Rule.DECISION_MISSING),
        ({"channels": paid(0)}, Rule.FEE_UNSTATED),
        ({"channels": paid(0, "Theo nghị quyết của tỉnh")}, Rule.FEE_ELSEWHERE),
        ({"channels": paid(2e9)}, Rule.FEE_IMPLAUSIBLE),
        ({"channels": paid(135, "135.000 đồng mỗi thẻ")}, Rule.FEE_IMPLAUSIBLE),
        ({"channels": paid(0, "20.000 đồng mỗi thẻ")}, Rule.FEE_CONTRADICTED),
        ({"channels": paid(30000, "20.000 đồng mỗi thẻ")}, Rule.FEE_CONTRADICTED),
        ({"channels": channel(text="Trong thời hạn 05 ngày làm việc kể từ khi nhận đủ")}, Rule.TIME_CONTRADICTED),
        ({"channels": channel(text="03 ngày kể từ khi nhận đủ hồ sơ")}, Rule.TIME_CONTRADICTED),
        ({"obsolete": (ObsoleteFlag.DISTRICT_LEVEL,)}, Rule.DISTRICT_LEVEL),
        ({"obsolete": (ObsoleteFlag.VANISHED_MINISTRY,)}, Rule.VANISHED_MINISTRY),
        ({"decision_date": date(2026, 6, 14)}, Rule.STALE_DECISION),
        ({"expiry_date": DAY}, Rule.EXPIRED),
        ({"state": "Hết hiệu lực"}, Rule.EXPIRED),
        ({"expiry_date": date(2031, 7, 1)}, Rule.EXPIRING),
        ({"related": ("9.999999",)}, Rule.DEAD_REFERENCE),
    ],
)
def test_each_rule_finds_its_fault_and_only_that(changes: dict[str, object], rule: Rule) -> None:
    (finding,) = found(corpus(act(**changes)))
    assert (finding.rule, finding.code, finding.owner) == (rule, "9.000001", "Bộ Thư viện")
    assert finding.address == "https://x.example/9.000001"
    assert finding.reach == 16


@pytest.mark.parametrize(
    "changes",
    [
        {"channels": paid(20000, "20.000 đồng mỗi thẻ")},
        {"channels": channel(text="Thời hạn giải quyết: 03 (ba) ngày làm việc, kể từ khi nhận đủ hồ sơ")},
        {"channels": channel(text="02 ngày làm việc kiểm tra, 01 ngày làm việc trao thẻ")},
        {"channels": channel(text="Nộp tại thư viện; sau 10 ngày thư viện gửi thẻ")},
        {"channels": channel(text="40 ngày trước khi thẻ hết hạn, bạn đọc nộp phiếu")},
        {"channels": channel(text="06 tháng", time=Duration(amount=180, unit=Unit.DAY))},
        {"channels": channel(text="05 ngày", time=Duration(text="Theo lịch hẹn"))},
        {"decision_date": date(2026, 6, 16)},
        {"expiry_date": date(2031, 8, 15)},
        {"related": ("9.000001", "Cấp lại thẻ bạn đọc")},
        {"internal": True, "channels": (), "cases": (), "decision_date": None},
    ],
)
def test_what_is_sound_or_unclear_is_left_alone(changes: dict[str, object]) -> None:
    assert rules(act(**changes)) == []


def test_a_zero_beside_a_contradicted_payment_is_one_finding() -> None:
    both = channel(fees=(amounts.fee(FeeKind.FEE, 0), amounts.fee(FeeKind.FEE, 0, "20.000 đồng")))
    assert rules(act(channels=both)) == [Rule.FEE_CONTRADICTED]


def test_the_time_of_a_remark() -> None:
    assert stated("Không quá 3,5 ngày làm việc.") == Duration(amount=3.5, unit=Unit.WORKING_DAY)
    assert stated("Nộp trực tiếp, 5 ngày") is None


def test_twins_are_one_group_by_title_level_and_kind_of_issuer() -> None:
    local = [
        act(f"9.00000{n}", title=title, issuer=f"UBND tỉnh {province}", province=province)
        for n, title, province in ((1, "Giao đất.", "Lào Cai"), (2, "Thủ tục giao  đất", "Huế"))
    ]
    other = [
        act("9.000003", title="Giao đất"),
        act("9.000004", title="Giao đất", levels=(Level.PROVINCE,), province="Huế"),
    ]
    (finding,) = found(corpus(*local, *other))
    assert (finding.rule, finding.code, finding.also) == (Rule.TWINS, "9.000001", ("9.000002",))
    assert finding.reach == 8
    assert "2 mã, 2 cơ quan ban hành" in finding.detail


def test_reach_grows_with_audience_counters_and_signs_of_use() -> None:
    acts = [
        act("9.000001", audience=("Cán bộ, công chức",), levels=(Level.MINISTRY,)),
        act("9.000002", audience=("Doanh nghiệp",), levels=(Level.PROVINCE,)),
        act("9.000003", province="Huế"),
        act("9.000004", life_events=("Đi học",)),
    ]
    names = (PopularNames(code="9.000004", names=("làm thẻ",)),)
    made = corpus(*acts, names=names)
    assert dict(made.reach) == {"9.000001": 1, "9.000002": 4, "9.000003": 4, "9.000004": 48}
    assert max(made.reach.values()) <= reach.MOST


def companions() -> tuple[Companion, ...]:
    faq = Faq(id="hoi-1", question="Mất thẻ thì sao?", answer="Xin cấp lại.", procedures=("9.000001", "9.000404"))
    stages = (Stage(procedure="9.000001", reason="Để mượn sách"), Stage(procedure="9.000002", reason="Để mượn về"))
    event = LifeEvent(
        id="di-hoc", title="Đi học", summary="Vào lớp một", wordings=("con vào lớp 1",), stages=stages, expires=DAY
    )
    rule = Regulation(id="qd-1", title="Treo nội quy", content="Treo nội quy ở cửa.", expiry_date=date(2031, 7, 1))
    return faq, event, rule


def test_references_and_ends_of_written_content() -> None:
    hidden = act("9.000002", internal=True)
    findings = found(
        corpus(act(), hidden, companions=companions(), names=(PopularNames(code="9.000405", names=("thẻ",)),))
    )
    said = {(f.rule, f.code): f.detail for f in findings}
    assert said == {
        (Rule.DEAD_REFERENCE, "hoi-1"): "9.000404: không có thủ tục này",
        (Rule.DEAD_REFERENCE, "di-hoc"): "9.000002: thủ tục nội bộ, người dân không xem được",
        (Rule.DEAD_REFERENCE, "9.000405"): "tên thường gọi: không có thủ tục này",
        (Rule.EXPIRED, "di-hoc"): "hiệu lực đến 15/06/2031",
        (Rule.EXPIRING, "qd-1"): "hiệu lực đến 01/07/2031",
    }
    assert all(f.reach == 32 for f in findings if f.code in {"hoi-1", "di-hoc"})


def test_what_the_import_turned_away_or_mended_is_told(tmp_path: Path) -> None:
    rows = [sources.detail(code="1.014955-Xoa"), sources.detail(name="CẤP THẺ BẠN ĐỌC")]
    (tmp_path / "tep.jsonl").write_text("\n".join(map(sources.text, rows)))
    findings = found(examined(read([tmp_path]), DAY))
    (rejected,) = [f for f in findings if f.rule is Rule.REJECTED]
    assert (rejected.code, rejected.title) == ("1.014955-Xoa", "mã: mã có dấu đã xóa")
    assert rejected.detail == "tep.jsonl, dòng 1"
    assert any("viết hoa toàn bộ" in f.title + f.detail for f in findings if f.rule is Rule.MENDED)


def test_a_mend_that_names_its_act_is_a_row_of_that_act() -> None:
    mends = tuple(Mend("tep", 1, "text", what, "9.000001") for what in ("tab", "not NFC"))
    (finding,) = found(examined(Collection((act(),), summary=ImportSummary(mends=mends)), DAY))
    assert (finding.rule, finding.code) == (Rule.MENDED, "9.000001")
    assert finding.detail == "nội dung: ký tự tab; nội dung: chữ chưa ở dạng NFC"


def test_a_catalogue_of_facts_is_called_one_and_its_kept_figures_count(tmp_path: Path) -> None:
    spoken = sources.method("DIRECT", days="Trong 10 ngày, tùy số sách", amount=5000) | {"processingTimeUnit": "OTHER"}
    (tmp_path / "tep").write_text(
        sources.text(
            sources.detail(
                executionMethods=[spoken],
                cases=[],
                executionCases=[{"name": "", "profileComponents": [sources.component("Người mượn phải nộp 02 ảnh")]}],
            )
        )
    )
    whole = read([tmp_path]).procedures
    made = examined(Collection(tuple(facts.catalogue(whole))), DAY)
    assert made.facts_only
    assert not examined(Collection(whole), DAY).facts_only
    assert not {Rule.TIME_MISSING, Rule.PAPERS_MISSING} & {f.rule for f in found(made)}


def made_report() -> report.Report:
    """A report with every kind of row, of which some are hostile."""
    acts = [
        act("9.000001", cases=(), audience=()),
        act("9.000002", channels=paid(0)),
        act("9.000003", title='<script>alert("1")</script>', cases=(), source=Source(address="javascript:alert(1)")),
        *(act(f"9.1{n:05}", channels=channel(fees=()), issuer=f"UBND {n % 3}") for n in range(60)),
    ]
    return report.report(corpus(*acts, companions=companions()), "<b>thử</b>")


def test_sections_stand_by_how_many_people_they_hurt() -> None:
    made = made_report()
    points = [section.reach for section in made.sections]
    assert points == sorted(points, reverse=True)
    assert all(s.findings[0].reach == max(f.reach for f in s.findings) for s in made.sections)
    assert set(made.clean) == set(Rule) - {section.rule for section in made.sections}
    assert set(WORDINGS) == set(Rule)


def test_the_page_shows_every_finding_and_trusts_no_text() -> None:
    made = made_report()
    text = page.render(made)
    tree = html.document_fromstring(text)
    rows = tree.xpath("//table[@class='findings']/tbody/tr")
    assert len(rows) == sum(len(section.findings) for section in made.sections)
    assert not tree.xpath("//script|//*[@onclick]|//link|//img")
    links = [str(link) for link in tree.xpath("//a/@href")]
    assert "https://x.example/9.000002" in links
    assert not [link for link in links if not link.startswith(("#", "https://x.example/"))]
    assert '<script>alert("1")</script>' in [str(cell) for cell in tree.xpath("//td/text()")]


def test_every_anchor_of_the_page_leads_somewhere() -> None:
    tree = html.document_fromstring(page.render(made_report()))
    ids = [str(name) for name in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    targets = {str(link)[1:] for link in tree.xpath("//a/@href") if str(link).startswith("#")}
    assert targets
    assert targets <= set(ids)
    owners = {str(name) for name in tree.xpath("//nav//span/@id")}
    worn = {word for value in tree.xpath("//tbody/tr/@class") for word in str(value).split()}
    assert owners <= worn


def test_an_empty_corpus_has_a_page() -> None:
    assert "Tình trạng dữ liệu" in page.render(report.report(corpus(), "không có gì"))


@pytest.fixture
def shipped_like(tmp_path: Path) -> Path:
    """A folder with a catalogue, names and content of one act."""
    facts.write(tmp_path / "tt.jsonl.xz", [act(channels=channel(fees=()))])
    for name, line in {
        "names": {
            "code": "9.000001",
            "names": ["làm thẻ", "xin thẻ"],
            "questions": [f"thẻ {n} ở đâu" for n in range(4)],
        },
        "companions": {
            "kind": "faq",
            "id": "hoi-1",
            "question": "Làm thẻ mấy ngày?",
            "answer": "Trong 3 ngày làm việc.",
            "procedures": ["9.000001"],
            "record_fields": ["time"],
            "owner": "Bộ Thư viện",
            "compiled": "2031-06-01",
            "reviewed": "2031-06-01",
            "expires": "2032-06-01",
        },
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def check(folder: Path, *more: str) -> int:
    given = {"source": "tt.jsonl.xz", "names": "names", "companions": "companions", "report": "out"}
    arguments = [part for name, path in given.items() for part in (f"--{name}", str(folder / path))]
    return main(["check", *arguments, "--day", DAY.isoformat(), *more])


def test_health_findings_are_a_report_not_a_failure(shipped_like: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(shipped_like) == 0
    said = capsys.readouterr().out
    assert "1 pieces of content: 0 findings" in said
    assert "thieu-phi" in said
    data = json.loads((shipped_like / "out" / "health.json").read_text(encoding="utf-8"))
    assert (data["schema"], data["day"], data["total"]["answered"]) == (1, "2031-06-15", 1)
    assert [(f["rule"], f["code"], f["address"]) for f in data["findings"]] == [
        ("thieu-phi", "9.000001", "https://x.example/9.000001")
    ]
    assert [row["name"] for row in data["coverage"]["issuer"]] == ["Bộ Thư viện"]
    assert "9.000001" in (shipped_like / "out" / "health.html").read_text(encoding="utf-8")


def test_wrong_content_fails_the_check_with_file_line_and_reason(
    shipped_like: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shipped_like / "companions" / "a.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("3 ngày", "9 ngày"), encoding="utf-8")
    assert check(shipped_like) == 1
    assert "a.jsonl:1: hoi-1: '9 ngày làm việc' does not stand in time" in capsys.readouterr().out


def test_a_missing_source_ends_with_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--source", str(tmp_path / "khong-co")]) == 2
    assert "no such file" in capsys.readouterr().err
