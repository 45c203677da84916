"""Every page, in the order in which addresses are tried."""

from fastapi import APIRouter, HTTPException, Response

from app.pages import browsing, companions, kiosk, kiosk_records, machines, portal, suggesting, widget
from app.pages.visit import PortalVisit

router = APIRouter()
for part in (portal, companions, suggesting, browsing, kiosk_records, kiosk, widget, machines):
    router.include_router(part.router)

_FOR_PROGRAMS = ("api/", "static/")


@router.get("/{path:path}", include_in_schema=False)
def elsewhere(visit: PortalVisit, path: str) -> Response:
    """Any other address: a page that says so, except where programs ask."""
    if path.startswith(_FOR_PROGRAMS):
        raise HTTPException(404, "Không có địa chỉ này.")
    return visit.refusal("address", 404)
