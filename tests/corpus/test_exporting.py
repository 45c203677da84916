"""Exports hold the facts, only the certain ones, in the words of their vocabularies, and do no harm when opened."""

import csv
import io
import json
import lzma
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyshacl import validate
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from corpus import amounts, shipped
from corpus.__main__ import main
from corpus.companions import Faq
from corpus.exporting import cpsv, schema_org, table, workbook
from corpus.exporting.certain import iso_duration, payments, time_words
from corpus.records import (
    Case,
    Channel,
    Duration,
    Fee,
    FeeKind,
    LegalDocument,
    Level,
    Method,
    Paper,
    Procedure,
    Source,
    Unit,
)
from tests.corpus import sources

CPSV, CV = Namespace("http://purl.org/vocab/cpsv#"), Namespace("http://data.europa.eu/m8g/")
SHAPES = Graph().parse(Path(__file__).with_name("cpsv_ap_3_2_0.shapes.ttl"))
ADDRESS = "https://x.example/thu-tuc-hanh-chinh/1"
PAPERS = tuple(Paper(name=name) for name in ("Phiếu đăng ký", "Ảnh chân dung", "Đơn trình bày"))
PROCEDURE = Procedure(
    code="9.000001",
    title="Cấp thẻ bạn đọc",
    field="Thư viện",
    levels=(Level.WARD,),
    issuer="Bộ Thư viện",
    agency="Ủy ban nhân dân cấp xã",
    audience=("Công dân Việt Nam", "Tổ chức"),
    keywords=("thẻ",),
    life_events=("Đi học",),
    channels=(
        Channel(
            method=Method.DIRECT,
            time=Duration(amount=5, unit=Unit.WORKING_DAY),
            fees=(amounts.fee(FeeKind.CHARGE, 20000, "20.000 đồng"), amounts.fee(FeeKind.FEE, 0)),
        ),
        Channel(
            method=Method.ONLINE,
            time=Duration(amount=2, unit=Unit.MONTH),
            fees=(amounts.fee(FeeKind.FEE, 0, "Miễn phí"),),
        ),
        Channel(method=Method.ONLINE, fees=(amounts.fee(FeeKind.FEE, 135, "135.000 đồng"),)),
    ),
    cases=(Case(name="Lần đầu", papers=PAPERS[:2]), Case(name="Cấp lại", papers=PAPERS[2:])),
    results=("Thẻ bạn đọc",),
    legal_basis=(LegalDocument(number="12/2031/TT-BTV", title="Thông tư về thẻ"), LegalDocument(title="Luật Thư viện")),
    decision_number="7/QĐ-BTV",
    decision_date=date(2030, 1, 2),
    updated=date(2030, 2, 3),
    state="ACTIVE",
    source=Source(address=ADDRESS, retrieved=date(2031, 6, 1)),
)
BARE = Procedure(code="9.000002", title="Trả thẻ bạn đọc", issuer="UBND tỉnh Lào Cai", province="Lào Cai")
FAQ = Faq(id="hoi-1", question="Mất thẻ thì sao?", answer="Xin cấp lại.", procedures=("9.000001", "9.000404"))
# Types and properties of schema.org that the export may use, from the vocabulary's own pages.
SCHEMA_ORG: dict[str, set[str]] = {
    "GovernmentService": {
        "name", "identifier", "url", "sameAs", "serviceType", "provider", "areaServed", "audience", "availableChannel",
        "offers", "serviceOutput",
    },
    "GovernmentOrganization": {"name"},
    "AdministrativeArea": {"name"},
    "Audience": {"audienceType"},
    "ServiceChannel": {"name", "description", "processingTime"},
    "Offer": {"category", "price", "priceCurrency", "description"},
    "Thing": {"name"},
    "FAQPage": {"url", "mainEntity"},
    "Question": {"name", "acceptedAnswer", "about"},
    "Answer": {"text"},
}  # fmt: skip


def described(document: dict[str, object]) -> Graph:
    return Graph().parse(data=json.dumps(document), format="json-ld")


def test_a_doubtful_payment_keeps_its_kind_and_loses_its_amount() -> None:
    found = [(p.kind, p.amount, p.doubtful, p.words) for p in payments(PROCEDURE)]
    assert found == [
        ("lệ phí", 20000, False, "lệ phí 20.000 VND"),
        ("phí", None, True, "phí: chưa rõ mức thu"),
        ("phí", 0, False, "phí 0 VND"),
        ("phí", None, True, "phí: chưa rõ mức thu"),
    ]


def test_an_amount_in_an_unknown_currency_is_not_given_out() -> None:
    odd = Channel(method=Method.DIRECT, fees=(Fee(amount=5, currency="LẠNG VÀNG"),))
    (payment,) = payments(BARE.model_copy(update={"channels": (odd,)}))
    assert payment.amount is None


@pytest.mark.parametrize(
    ("time", "duration", "words"),
    [
        (Duration(amount=10, unit=Unit.DAY), "P10D", "10 ngày"),
        (Duration(amount=4, unit=Unit.HOUR), "PT4H", "4 giờ"),
        (Duration(amount=1, unit=Unit.YEAR), "P1Y", "1 năm"),
        (Duration(amount=5, unit=Unit.WORKING_DAY), "", "5 ngày làm việc"),
        (Duration(amount=3.5, unit=Unit.DAY), "", "3,5 ngày"),
        (Duration(text="Ngay trong ngày"), "", "Ngay trong ngày"),
        (None, "", ""),
    ],
)
def test_only_calendar_times_have_an_iso_duration(time: Duration | None, duration: str, words: str) -> None:
    assert (iso_duration(time), time_words(time)) == (duration, words)


def terms(value: object) -> list[tuple[str, str]]:
    """(type, property) for every property of every node, however deep."""
    if isinstance(value, list):
        return [term for item in value for term in terms(item)]
    if not isinstance(value, dict):
        return []
    own = [(str(value.get("@type", "")), name) for name in value if not name.startswith("@")]
    return own + [term for item in value.values() for term in terms(item)]


def test_schema_org_uses_only_its_own_terms() -> None:
    document = schema_org.graph([PROCEDURE, BARE], [FAQ])
    nodes = document["@graph"]
    found = terms(nodes)
    assert {kind for kind, _ in found} == set(SCHEMA_ORG)
    assert [(kind, name) for kind, name in found if name not in SCHEMA_ORG[kind]] == []
    assert document["@context"] == "https://schema.org"


def test_schema_org_tells_the_facts() -> None:
    service, bare, page = json.loads(json.dumps(schema_org.graph([PROCEDURE, BARE], [FAQ])))["@graph"]
    assert (service["@id"], service["identifier"], service["sameAs"]) == (ADDRESS, "9.000001", ADDRESS)
    assert [(offer["price"], offer["description"]) for offer in service["offers"]] == [
        (20000, "trực tiếp"),
        (0, "trực tuyến"),
    ]
    assert service["availableChannel"][1] == {
        "@type": "ServiceChannel",
        "name": "trực tuyến",
        "processingTime": "P2M",
        "description": "2 tháng",
    }
    assert bare["@id"].startswith("urn:uuid:")
    assert bare["areaServed"]["name"] == "Lào Cai"
    assert page["mainEntity"][0]["about"] == [{"@id": ADDRESS}]


def test_a_hostile_address_is_no_link() -> None:
    hostile = BARE.model_copy(update={"source": Source(address="javascript:alert(1)")})
    for document in (schema_org.graph([hostile], []), cpsv.graph([hostile])):
        assert "javascript" not in json.dumps(document)


def test_cpsv_ap_conforms_to_its_shapes() -> None:
    graph = described(cpsv.graph([PROCEDURE, BARE]))
    conforms, _, said = validate(graph, shacl_graph=SHAPES)
    assert conforms, said
    classes = {str(kind) for kind in graph.objects(None, RDF.type)}
    wanted = {
        CPSV.PublicService,
        CPSV.Rule,
        CV.PublicOrganisation,
        CV.Channel,
        CV.Cost,
        CV.Evidence,
        CV.Output,
        CV.LifeEvent,
    }
    assert {str(kind) for kind in wanted} <= classes


def test_the_shipped_catalogue_conforms() -> None:
    with lzma.open(shipped.CATALOGUE, "rt", encoding="utf-8") as lines:
        shown = [Procedure.model_validate_json(line) for line in islice(lines, 0, None, 250)]
    conforms, _, said = validate(described(cpsv.graph(shown)), shacl_graph=SHAPES)
    assert conforms, said
    assert len(shown) > 20


@pytest.mark.parametrize("lost", [DCTERMS.identifier, DCTERMS.title, DCTERMS.description, CV.hasCompetentAuthority])
def test_the_shapes_refuse_a_service_without_a_mandatory_property(lost: URIRef) -> None:
    graph = described(cpsv.graph([PROCEDURE]))
    graph.remove((URIRef(ADDRESS), lost, None))
    assert not validate(graph, shacl_graph=SHAPES)[0]


def test_cpsv_ap_tells_the_facts() -> None:
    graph = described(cpsv.graph([PROCEDURE, BARE]))
    service = URIRef(ADDRESS)
    assert graph.value(service, DCTERMS.identifier) == Literal("9.000001")
    assert graph.value(service, DCTERMS.title) == Literal("Cấp thẻ bạn đọc", lang="vi")
    values = {graph.value(cost, CV.hasValue) for cost in graph.objects(service, CV.hasCost)}
    assert values == {Literal("20000", datatype=XSD.double), Literal("0", datatype=XSD.double), None}
    evidence = {str(graph.value(one, DCTERMS.title)) for one in graph.objects(service, CPSV.hasInput)}
    assert evidence == {paper.name for paper in PAPERS}
    times = {graph.value(channel, CV.processingTime) for channel in graph.objects(service, CV.hasChannel)}
    assert times == {None, Literal("P2M", datatype=XSD.duration)}
    (rule,) = graph.objects(service, CPSV.follows)
    assert len(set(graph.objects(rule, CPSV.implements))) == 2


def test_what_acts_share_stands_once() -> None:
    twin = PROCEDURE.model_copy(update={"code": "9.000003", "source": Source(address=f"{ADDRESS}0")})
    graph = described(cpsv.graph([PROCEDURE, twin]))
    assert len(set(graph.subjects(RDF.type, CV.PublicOrganisation))) == 1
    assert len(set(graph.subjects(RDF.type, CV.Channel))) == 4


HOSTILE = BARE.model_copy(
    update={
        "title": "=HYPERLINK(1)",
        "field": "+1",
        "issuer": "-1",
        "agency": "@a",
        "state": "\tb",
        "competent_agency": "a=b",
    }
)


def test_csv_opens_in_excel_and_runs_nothing() -> None:
    written = table.as_csv([PROCEDURE, HOSTILE])
    assert written.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert (head[0], first[0], len(first)) == ("Mã thủ tục", "9.000001", len(table.COLUMNS))
    cells = dict(zip(head, first, strict=True))
    assert cells["Phí, lệ phí"] == "trực tiếp: lệ phí 20.000 VND; trực tuyến: phí 0 VND"
    assert cells["Có mức phí chưa rõ"] == "có"
    assert cells["Cách nộp và thời hạn"] == "trực tiếp: 5 ngày làm việc; trực tuyến: 2 tháng; trực tuyến"
    assert (cells["Ngày quyết định"], cells["Thành phần hồ sơ"]) == (
        "2030-01-02",
        "Phiếu đăng ký; Ảnh chân dung; Đơn trình bày",
    )
    assert not [cell for cell in second if table.opens_formula(cell)]
    assert "'=HYPERLINK(1)" in second
    assert "a=b" in second


def test_the_workbook_has_a_fixed_head_filters_and_only_texts_and_dates() -> None:
    long = BARE.model_copy(update={"title": "Tên \x01" + "dài " * 10_000})
    book = load_workbook(io.BytesIO(workbook.as_xlsx([PROCEDURE, HOSTILE, long])))
    sheet = book.active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.max_row) == ("C2", "A1:U4", 4)
    assert [cell.value for cell in sheet[1]] == [column.heading for column in table.COLUMNS]
    assert sheet.column_dimensions["B"].width == 60
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert [cell.value for cell in sheet["B"]][1:3] == ["Cấp thẻ bạn đọc", "=HYPERLINK(1)"]
    assert len(str(sheet["B4"].value)) == workbook.LONGEST_CELL
    assert sheet["Q2"].value == datetime(2030, 1, 2)


@pytest.mark.parametrize("chosen", ["jsonld", "cpsv", "csv", "xlsx"])
def test_the_command_writes_public_acts_only(tmp_path: Path, chosen: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [sources.detail(), sources.detail(code="9.099002", isInternal=True)]
    (tmp_path / "tep.jsonl").write_text("\n".join(map(sources.text, rows)))
    out = tmp_path / "ra" / f"tthc.{chosen}"
    assert main(["export", "--format", chosen, "--source", str(tmp_path / "tep.jsonl"), "--out", str(out)]) == 0
    assert "1 procedures" in capsys.readouterr().out
    assert list(out.parent.iterdir()) == [out]
    assert b"9.099002" not in out.read_bytes()


def test_an_unknown_format_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["export", "--format", "pdf", "--out", str(tmp_path / "x")])
    assert end.value.code == 2
    assert "{jsonld,cpsv,csv,xlsx}" in capsys.readouterr().err
