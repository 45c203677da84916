"""The widget that other portals put into their pages: its file and a page that shows it at work."""

from fastapi import APIRouter, Request, Response

from app.pages.content_policy import Keeping, file_headers
from app.pages.site import Site
from app.pages.visit import PortalVisit

router = APIRouter(include_in_schema=False)


@router.get("/widget.js")
def script(request: Request) -> Response:
    """The widget in one file, at an address that never changes."""
    site: Site = request.app.state.site
    headers = file_headers(Keeping.SHORT) | {"Access-Control-Allow-Origin": "*"}
    return Response(site.assets.text("js/widget.js"), headers=headers, media_type="text/javascript")


@router.get("/widget-demo")
def demonstration(visit: PortalVisit) -> Response:
    """The widget at work, and what to copy."""
    return visit.page("widget_demo.html")
