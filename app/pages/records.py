"""Records by their kind and id, as the public may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import Response

from app.pages.journey_view import Journey, journey
from app.pages.visit import Visit
from corpus.companions import Companion, Document, Faq, Guide, LifeEvent
from corpus.records import Kind, Procedure
from indexer.catalogue import Row

D = TypeVar("D", bound=Document)
C = TypeVar("C", bound=Companion)


def public(visit: Visit, model: type[D], identifier: str) -> D | None:
    """The record of that kind and id; None for an unknown one and for internal procedures."""
    kind: str = model.model_fields["kind"].default
    number = visit.directory.numbers.get((kind, identifier))
    record = visit.served.bundle.documents[number] if number is not None else None
    return record if isinstance(record, model) else None


def page(visit: Visit, model: type[C], identifier: str, template: str) -> Response:
    """The page of a record that goes with procedures, which it names; the refusal of its kind where there is none."""
    record = public(visit, model, identifier)
    if record is None:
        return visit.refusal(model.model_fields["kind"].default, 404)
    return visit.page(template, record=record, procedures=visit.directory.related(record.procedures))


def opened(visit: Visit, model: type[D], rows: Iterable[Row]) -> tuple[D, ...]:
    """The records of some rows of one kind, in order."""
    found = (public(visit, model, row.id) for row in rows)
    return tuple(record for record in found if record is not None)


@dataclass(frozen=True, slots=True)
class Company:
    """The records that go with a procedure."""

    guide: Guide | None
    faqs: tuple[Faq, ...]
    life_events: tuple[LifeEvent, ...]


def guide_of(visit: Visit, code: str) -> Guide | None:
    """The guide of a procedure."""
    return next(iter(opened(visit, Guide, visit.directory.companions(Kind.GUIDE, code)[:1])), None)


def company(visit: Visit, code: str) -> Company:
    """What goes with a procedure."""
    directory = visit.directory
    return Company(
        guide=guide_of(visit, code),
        faqs=opened(visit, Faq, directory.companions(Kind.FAQ, code)),
        life_events=opened(visit, LifeEvent, directory.companions(Kind.LIFE_EVENT, code)),
    )


def act_of(visit: Visit, code: str) -> tuple[Procedure, Guide | None] | None:
    """A procedure with its guide."""
    record = public(visit, Procedure, code)
    return (record, guide_of(visit, code)) if record else None


def journey_of(visit: Visit, identifier: str) -> Journey | None:
    """The journey of a life event; None for an unknown one and where the bundle holds none of its acts."""
    record = public(visit, LifeEvent, identifier)
    whole = journey(record, visit.directory) if record else None
    return whole if whole and whole.steps else None
