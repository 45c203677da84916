"""A procedure as its page shows it."""

from dataclasses import dataclass
from datetime import date

from app.pages import journey_view, papers_view, prose
from app.pages.addresses import outside
from app.pages.directory import Directory
from app.pages.glance import Glance, day, glance
from app.pages.guide_view import GuideView, guide_view
from app.pages.journey_view import Passage
from app.pages.papers_view import CaseView, PaperView
from app.pages.prose import Stretch
from app.pages.records import Company
from app.search.answering import duration_line, fee_line
from corpus.amounts import Doubt
from corpus.companions import Faq
from corpus.records import Channel, Kind, Method, Procedure
from indexer.catalogue import Row, act_key

# A zero whose words name the real amount, or who sets it, leaves nobody in doubt: the words are shown.
_SAID_IN_WORDS = frozenset({Doubt.ZERO_WITH_AMOUNT, Doubt.ZERO_SET_ELSEWHERE})
# Field of the record -> the section of the page where it stands.
ANCHORS = {
    "fee": "cach-nop",
    "time": "cach-nop",
    "papers": "ho-so-giay-to",
    "steps": "trinh-tu",
    "where": "noi-lam",
    "who": "noi-lam",
    "conditions": "dieu-kien",
    "result": "ket-qua",
    "legal_basis": "can-cu",
}
FIRST_QUESTIONS = 4
MOST_LINKS = 12


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way of handing in: `time` and `fees` in words, `notes` the source's remarks; `unclear`: a fee is in doubt."""

    method: str
    time: str
    fees: tuple[str, ...]
    unclear: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """Everything on a procedure's page; `updated` says when the record changed, `retrieved` when it was read.

    `anchors` leads from the fields of the record that it fills to their sections, `others` are records of further kinds.
    """

    record: Procedure
    guide: GuideView | None
    passages: tuple[Passage, ...]
    anchors: dict[str, str]
    glance: Glance
    cases: tuple[CaseView, ...]
    channels: tuple[ChannelView, ...]
    sub_cases: tuple[str, ...]
    steps: tuple[Stretch, ...]
    conditions: tuple[Stretch, ...]
    forms: tuple[PaperView, ...]
    agencies: tuple[str, ...]
    versions: tuple[Row, ...]
    related: tuple[Row, ...]
    faqs: tuple[Faq, ...]
    more_faqs: tuple[Faq, ...]
    others: tuple[Row, ...]
    online: str
    source: str
    updated: str
    retrieved: str
    decided: str


def procedure_view(
    record: Procedure, company: Company, directory: Directory, submit_address: str, today: date
) -> ProcedureView:
    """The view of a record; its dossiers are handed in at `submit_address` ({code} for the code), "" for the source."""
    source = outside(record.source.address)
    cases = papers_view.cases(record.cases)
    return ProcedureView(
        record=record,
        guide=guide_view(company.guide, directory, today) if company.guide else None,
        passages=journey_view.passages(record.code, company.life_events, directory),
        anchors=_anchors(record),
        glance=glance(record, company.guide),
        cases=cases,
        channels=tuple(map(_channel, record.channels)),
        sub_cases=_sub_cases(record),
        steps=prose.steps(record.steps),
        conditions=prose.stretches(record.conditions),
        forms=papers_view.forms(cases),
        agencies=_agencies(record),
        versions=directory.versions(directory.by_code[record.code]),
        related=directory.related(record.related),
        faqs=company.faqs[:FIRST_QUESTIONS],
        more_faqs=company.faqs[FIRST_QUESTIONS:],
        others=_others(record.code, directory),
        online=_online(record, submit_address or source),
        source=source,
        updated=day(record.updated),
        retrieved=day(record.source.retrieved),
        decided=day(record.decision_date),
    )


def _anchors(record: Procedure) -> dict[str, str]:
    """The sections that the page of this record has."""
    filled = {
        "cach-nop": record.channels,
        "trinh-tu": record.steps,
        "dieu-kien": record.conditions,
        "ket-qua": record.results,
        "can-cu": record.legal_basis,
    }
    return {field: anchor for field, anchor in ANCHORS.items() if filled.get(anchor, True)}


def _sub_cases(record: Procedure) -> tuple[str, ...]:
    """Sub-cases with their times, each once; a name that only repeats the act's is left out."""
    act = act_key(record.title)
    timed = ((case, duration_line(case.time)) for case in record.sub_cases if case.time and case.time.amount)
    return tuple(dict.fromkeys(time if act_key(case.name) == act else f"{case.name}: {time}" for case, time in timed))


def _others(code: str, directory: Directory) -> tuple[Row, ...]:
    return tuple(row for kind in (Kind.REGULATION, Kind.PAKN) for row in directory.companions(kind, code)[:MOST_LINKS])


def _channel(channel: Channel) -> ChannelView:
    return ChannelView(
        method=channel.method.value,
        time=duration_line(channel.time) if channel.time else "",
        fees=tuple(dict.fromkeys(filter(None, map(fee_line, channel.fees)))),
        unclear=any(fee.doubt and fee.doubt not in _SAID_IN_WORDS for fee in channel.fees),
        notes=_notes(channel),
    )


def _notes(channel: Channel) -> tuple[str, ...]:
    time = channel.time
    beside = time.text if time and time.amount is not None else ""
    return tuple(note for note in (beside, channel.text) if note)


def _agencies(record: Procedure) -> tuple[str, ...]:
    named = (record.agency, record.competent_agency, record.authorized_agency, record.coordinating_agency)
    return tuple(dict.fromkeys(filter(None, named)))


def _online(record: Procedure, address: str) -> str:
    possible = any(channel.method is Method.ONLINE for channel in record.channels)
    return outside(address.replace("{code}", record.code)) if possible else ""
