"""The portal's pages of what goes with procedures: FAQ entries, life events, petitions, business regulations."""

from functools import partial

from fastapi import APIRouter, Response

from app.pages import records, structured_data
from app.pages.addresses import procedure_path, record_path
from app.pages.content_policy import Keeping, file_headers
from app.pages.journey_view import step_views
from app.pages.qr import qr_svg
from app.pages.visit import PortalVisit
from corpus.companions import Faq, LifeEvent, Pakn, Regulation
from corpus.records import Kind

router = APIRouter(include_in_schema=False)


@router.get("/hoi-dap/{identifier}")
def faq(visit: PortalVisit, identifier: str) -> Response:
    """A question with its answer and the procedures it rests on."""
    record = records.public(visit, Faq, identifier)
    if record is None:
        return visit.refusal(Kind.FAQ, 404)
    data = structured_data.of_faqs([record], visit.root + record_path(Kind.FAQ, identifier))
    return visit.page("faq.html", record=record, procedures=visit.directory.related(record.procedures), data=data)


@router.get("/su-kien")
def life_events(visit: PortalVisit) -> Response:
    """Every life event."""
    return visit.page("life_events.html", events=records.opened(visit, LifeEvent, visit.directory.life_events))


@router.get("/su-kien/{identifier}")
def life_event(visit: PortalVisit, identifier: str) -> Response:
    """The acts of a life event in order, with what each needs."""
    whole = records.journey_of(visit, identifier)
    if whole is None:
        return visit.refusal(Kind.LIFE_EVENT, 404)
    acts = [(step.name, visit.root + procedure_path(step.row.id)) for step in whole.steps]
    return visit.page(
        "life_event.html",
        record=whole.record,
        steps=step_views(whole, partial(records.act_of, visit)),
        data=structured_data.of_life_event(whole.record, acts, visit.root + record_path(Kind.LIFE_EVENT, identifier)),
    )


@router.get("/su-kien/{identifier}/ma-qr.svg")
def life_event_qr(visit: PortalVisit, identifier: str) -> Response:
    """The QR code of a life event's address."""
    if records.journey_of(visit, identifier) is None:
        return visit.refusal(Kind.LIFE_EVENT, 404)
    image = qr_svg(visit.root + record_path(Kind.LIFE_EVENT, identifier))
    return Response(image, media_type="image/svg+xml", headers=file_headers(Keeping.SHORT))


@router.get("/phan-anh/{identifier}")
def petition(visit: PortalVisit, identifier: str) -> Response:
    """A petition with the agency's answer."""
    return records.page(visit, Pakn, identifier, "petition.html")


@router.get("/quy-dinh/{identifier}")
def regulation(visit: PortalVisit, identifier: str) -> Response:
    """A business regulation."""
    return records.page(visit, Regulation, identifier, "regulation.html")
