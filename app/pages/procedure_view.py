"""A procedure as its page shows it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.pages import prose
from app.pages.addresses import outside
from app.pages.directory import Directory
from app.pages.glance import Glance, day, glance
from app.pages.prose import Stretch
from app.search.answering import duration_line, fee_line
from corpus.records import Case, Channel, Method, Paper, Procedure
from indexer.catalogue import Row

_CASE_MARKS = re.compile(r"^[*\s\-–+•.]+|[:\s]+$")


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way of handing in: `time` and `fees` in words, `notes` the source's remarks."""

    method: str
    time: str
    fees: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper to bring."""

    name: str
    originals: int
    copies: int
    form: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The papers of one case; an empty name stands for every case."""

    name: str
    papers: tuple[PaperView, ...]


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """Everything on a procedure's page; `updated` says when the record changed, `retrieved` when it was read."""

    record: Procedure
    glance: Glance
    cases: tuple[CaseView, ...]
    channels: tuple[ChannelView, ...]
    steps: tuple[Stretch, ...]
    conditions: tuple[Stretch, ...]
    forms: tuple[PaperView, ...]
    agencies: tuple[str, ...]
    versions: tuple[Row, ...]
    related: tuple[Row, ...]
    faqs: tuple[Row, ...]
    online: str
    source: str
    updated: str
    retrieved: str
    decided: str


def procedure_view(record: Procedure, directory: Directory, submit_address: str) -> ProcedureView:
    """The view of a record; its dossiers are handed in at `submit_address` ({code} for the code), "" for the source."""
    source = outside(record.source.address)
    cases = _cases(record.cases)
    return ProcedureView(
        record=record,
        glance=glance(record),
        cases=cases,
        channels=tuple(map(_channel, record.channels)),
        steps=prose.steps(record.steps),
        conditions=prose.stretches(record.conditions),
        forms=_forms(paper for case in cases for paper in case.papers),
        agencies=_agencies(record),
        versions=directory.versions(directory.by_id[record.code]),
        related=directory.related(record.related),
        faqs=directory.faqs(record.code),
        online=_online(record, submit_address or source),
        source=source,
        updated=day(record.updated),
        retrieved=day(record.source.retrieved),
        decided=day(record.decision_date),
    )


def _channel(channel: Channel) -> ChannelView:
    return ChannelView(
        method=channel.method.value,
        time=duration_line(channel.time) if channel.time else "",
        fees=tuple(dict.fromkeys(filter(None, map(fee_line, channel.fees)))),
        notes=_notes(channel),
    )


def _notes(channel: Channel) -> tuple[str, ...]:
    time = channel.time
    beside = time.text if time and time.amount is not None else ""
    return tuple(note for note in (beside, channel.text) if note)


def _cases(cases: Iterable[Case]) -> tuple[CaseView, ...]:
    """Cases of one name become one; marks around the names go."""
    merged: dict[str, dict[str, PaperView]] = {}
    for case in cases:
        papers = merged.setdefault(_CASE_MARKS.sub("", case.name), {})
        papers.update({paper.name: _paper(paper) for paper in case.papers})
    return tuple(CaseView(name, tuple(papers.values())) for name, papers in merged.items() if papers)


def _paper(paper: Paper) -> PaperView:
    return PaperView(prose.unbulleted(paper.name), paper.originals or 0, paper.copies or 0, paper.form)


def _forms(papers: Iterable[PaperView]) -> tuple[PaperView, ...]:
    return tuple({paper.form: paper for paper in papers if paper.form}.values())


def _agencies(record: Procedure) -> tuple[str, ...]:
    named = (record.agency, record.competent_agency, record.authorized_agency, record.coordinating_agency)
    return tuple(dict.fromkeys(filter(None, named)))


def _online(record: Procedure, address: str) -> str:
    possible = any(channel.method is Method.ONLINE for channel in record.channels)
    return outside(address.replace("{code}", record.code)) if possible else ""
