"""The kiosk's pages of single records, in big letters, with a code to take them home."""

from datetime import date
from functools import partial

from fastapi import APIRouter, Response

from app.pages import records
from app.pages.journey_view import step_views
from app.pages.procedure_view import procedure_view
from app.pages.visit import KioskVisit
from corpus.companions import Faq, LifeEvent, Pakn, Regulation
from corpus.records import Kind, Procedure

router = APIRouter(prefix="/kiosk", include_in_schema=False)


@router.get("/thu-tuc/{code}")
def procedure(visit: KioskVisit, code: str) -> Response:
    """A procedure with its guide."""
    record = records.public(visit, Procedure, code)
    if record is None:
        return visit.refusal(Kind.PROCEDURE, 404)
    company = records.company(visit, code)
    view = procedure_view(record, company, visit.directory, visit.site.settings.submit_url, date.today())
    return visit.page("kiosk/procedure.html", view=view)


@router.get("/su-kien")
def life_events(visit: KioskVisit) -> Response:
    """Every life event, to touch."""
    return visit.page("kiosk/life_events.html", events=records.opened(visit, LifeEvent, visit.directory.life_events))


@router.get("/su-kien/{identifier}")
def life_event(visit: KioskVisit, identifier: str) -> Response:
    """The acts of a life event in order."""
    whole = records.journey_of(visit, identifier)
    if whole is None:
        return visit.refusal(Kind.LIFE_EVENT, 404)
    steps = step_views(whole, partial(records.act_of, visit))
    return visit.page("kiosk/life_event.html", record=whole.record, steps=steps)


@router.get("/hoi-dap/{identifier}")
def faq(visit: KioskVisit, identifier: str) -> Response:
    """A question with its answer."""
    return records.page(visit, Faq, identifier, "kiosk/faq.html")


@router.get("/phan-anh/{identifier}")
def petition(visit: KioskVisit, identifier: str) -> Response:
    """A petition with the agency's answer."""
    return records.page(visit, Pakn, identifier, "kiosk/petition.html")


@router.get("/quy-dinh/{identifier}")
def regulation(visit: KioskVisit, identifier: str) -> Response:
    """A business regulation."""
    return records.page(visit, Regulation, identifier, "kiosk/regulation.html")
