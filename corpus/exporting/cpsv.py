"""Records as PublicService of CPSV-AP 3.2.0 (Core Public Service Vocabulary Application Profile), in JSON-LD.

The document carries its own context, so it can be read without a network. Concepts, agencies and legal documents that
several acts share stand once, under a URN made from their name.
"""

from collections.abc import Iterable

from corpus.exporting.certain import (
    Payment,
    identity,
    iso_duration,
    name_of,
    payments,
    time_words,
)
from corpus.records import Procedure

VERSION = "3.2.0"
AUTHORITY = "http://publications.europa.eu/resource/authority"
VIETNAM = f"{AUTHORITY}/country/VNM"
VIETNAMESE = f"{AUTHORITY}/language/VIE"
_TEXTS = {
    "title": "dct:title",
    "description": "dct:description",
    "prefLabel": "skos:prefLabel",
    "keyword": "dcat:keyword",
}
_LINKS = {
    "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasChannel": "cv:hasChannel",
    "hasCost": "cv:hasCost",
    "hasLegalResource": "cv:hasLegalResource",
    "hasInput": "cpsv:hasInput",
    "produces": "cpsv:produces",
    "follows": "cpsv:follows",
    "implements": "cpsv:implements",
    "isGroupedBy": "cv:isGroupedBy",
    "thematicArea": "cv:thematicArea",
    "audience": "dct:audience",
    "spatial": "dct:spatial",
    "language": "dct:language",
    "type": "dct:type",
    "currency": "cv:currency",
    "ifAccessedThrough": "cv:ifAccessedThrough",
}
_VALUES = {
    "processingTime": ("cv:processingTime", "xsd:duration"),
    "hasValue": ("cv:hasValue", "xsd:double"),
    "modified": ("dct:modified", "xsd:date"),
}
CONTEXT: dict[str, object] = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "AdministrativeTerritorialUnit": "http://data.europa.eu/88u/dataset/atu-type",
    "identifier": "dct:identifier",
    "idLocal": "eli:id_local",
    **{name: {"@id": term, "@language": "vi"} for name, term in _TEXTS.items()},
    **{name: {"@id": term, "@type": "@id"} for name, term in _LINKS.items()},
    **{name: {"@id": term, "@type": kind} for name, (term, kind) in _VALUES.items()},
}
Node = dict[str, object]


class _Graph:
    """The nodes of the document by their identity; a node that is added again changes nothing."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def add(self, name: str, kind: str | list[str], **values: object) -> str:
        """Put a node in and give its identity."""
        filled = {key: value for key, value in values.items() if value or value == 0}
        self.nodes.setdefault(name, {"@id": name, "@type": kind, **filled})
        return name

    def concept(self, scheme: str, label: str) -> str:
        return self.add(name_of("concept", scheme, label), "skos:Concept", prefLabel=label)

    def place(self, province: str) -> str:
        kinds = ["dct:Location", "AdministrativeTerritorialUnit"]
        name = name_of("province", province) if province else VIETNAM
        return self.add(name, kinds, prefLabel=province or "Việt Nam")

    def agency(self, label: str, province: str) -> str:
        name = name_of("agency", label, province)
        return self.add(name, "cv:PublicOrganisation", prefLabel=label, spatial=[self.place(province)])

    def law(self, number: str, title: str) -> str:
        return self.add(name_of("law", number or title), "eli:LegalResource", idLocal=number, title=title)


def graph(procedures: Iterable[Procedure]) -> dict[str, object]:
    """A JSON-LD document of all procedures."""
    made = _Graph()
    made.add(VIETNAMESE, "dct:LinguisticSystem")
    for procedure in procedures:
        _service(made, procedure)
    return {"@context": CONTEXT, "@graph": list(made.nodes.values())}


def _service(made: _Graph, procedure: Procedure) -> None:
    name = identity(procedure)
    channels = _channels(made, procedure, name)
    agency = procedure.competent_agency or procedure.agency or procedure.issuer or "Chưa nêu cơ quan có thẩm quyền"
    made.add(
        name,
        "cpsv:PublicService",
        identifier=procedure.code,
        title=procedure.title,
        description=_description(procedure),
        keyword=list(procedure.keywords),
        hasCompetentAuthority=made.agency(agency, procedure.province),
        language=VIETNAMESE,
        spatial=made.place(procedure.province),
        modified=procedure.updated.isoformat() if procedure.updated else "",
        thematicArea=[made.concept("field", procedure.field)] if procedure.field else [],
        audience=[made.concept("audience", who) for who in procedure.audience],
        isGroupedBy=[_event(made, event) for event in procedure.life_events],
        hasChannel=list(channels.values()),
        hasCost=_costs(made, procedure, name, channels),
        hasInput=_evidence(made, procedure, name),
        produces=_outputs(made, procedure, name),
        hasLegalResource=_laws(made, procedure),
        follows=_rules(made, procedure, name),
    )


def _description(procedure: Procedure) -> str:
    """The profile wants a description; a catalogue of facts has none, so it is made of facts."""
    parts = {
        "Thủ tục hành chính": f"{procedure.code}, {procedure.title}",
        "Lĩnh vực": procedure.field,
        "Cơ quan thực hiện": procedure.agency or procedure.issuer,
        "Cấp thực hiện": ", ".join(procedure.levels),
    }
    return ". ".join(f"{label}: {value}" for label, value in parts.items() if value) + "."


def _channels(made: _Graph, procedure: Procedure, name: str) -> dict[str, str]:
    """Method -> identity of its channel; the first of several rows of one method tells its time."""
    found: dict[str, str] = {}
    for channel in procedure.channels:
        number = len(found) + 1
        if channel.method.value not in found:
            words = time_words(channel.time)
            found[channel.method.value] = made.add(
                f"{name}#channel-{number}",
                "cv:Channel",
                identifier=f"{procedure.code}/channel/{number}",
                type=made.concept("channel", channel.method.value),
                description=f"Thời hạn giải quyết: {words}" if words else "",
                processingTime=iso_duration(channel.time),
            )
    return found


def _costs(made: _Graph, procedure: Procedure, name: str, channels: dict[str, str]) -> list[str]:
    """Costs by channel. A doubtful or unstated amount is told in words and has no value."""
    return [
        made.add(
            f"{name}#cost-{number}",
            "cv:Cost",
            identifier=f"{procedure.code}/cost/{number}",
            description=payment.words,
            ifAccessedThrough=channels[payment.method.value],
            **_value(made, payment),
        )
        for number, payment in enumerate(payments(procedure), 1)
    ]


def _value(made: _Graph, payment: Payment) -> Node:
    if payment.amount is None:
        return {}
    currency = made.add(f"{AUTHORITY}/currency/{payment.currency}", "skos:Concept", prefLabel=payment.currency)
    return {"hasValue": f"{payment.amount:.10g}", "currency": currency}


def _evidence(made: _Graph, procedure: Procedure, name: str) -> list[str]:
    return [
        made.add(
            f"{name}#evidence-{number}",
            "cv:Evidence",
            identifier=f"{procedure.code}/evidence/{number}",
            title=paper.name,
        )
        for number, paper in enumerate(procedure.papers, 1)
    ]


def _outputs(made: _Graph, procedure: Procedure, name: str) -> list[str]:
    return [
        made.add(f"{name}#output-{number}", "cv:Output", identifier=f"{procedure.code}/output/{number}", title=result)
        for number, result in enumerate(procedure.results, 1)
    ]


def _laws(made: _Graph, procedure: Procedure) -> list[str]:
    return list(dict.fromkeys(made.law(law.number, law.title) for law in procedure.legal_basis))


def _rules(made: _Graph, procedure: Procedure, name: str) -> list[str]:
    """The decision that publishes the act, which rests on its legal documents."""
    if not procedure.decision_number:
        return []
    day = f" ngày {procedure.decision_date:%d/%m/%Y}" if procedure.decision_date else ""
    rule = made.add(
        f"{name}#rule-1",
        "cpsv:Rule",
        identifier=procedure.decision_number,
        title=f"Quyết định {procedure.decision_number}",
        description=f"Quyết định {procedure.decision_number}{day} công bố thủ tục {procedure.code}.",
        implements=_laws(made, procedure),
    )
    return [rule]


def _event(made: _Graph, label: str) -> str:
    name = name_of("event", label)
    return made.add(name, ["cv:LifeEvent", "cv:Event"], identifier=name, title=label)
