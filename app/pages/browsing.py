"""Ways through the collection without a question: fields, issuing bodies, life events."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from app.pages.addresses import NoSuchPage, Search, read_page
from app.pages.directory import Listing
from app.pages.visit import PortalVisit, Visit

router = APIRouter(include_in_schema=False)

ACTS_A_PAGE = 50


@router.get("/linh-vuc")
def fields(visit: PortalVisit) -> Response:
    """Every field."""
    return visit.page("listings.html", part="fields", base="/linh-vuc", listings=tuple(visit.directory.fields.values()))


@router.get("/linh-vuc/{name}")
def field(visit: PortalVisit, name: str) -> Response:
    """The acts of one field."""
    return _listing(visit, visit.directory.fields, name, "fields", "/linh-vuc", "field")


@router.get("/co-quan")
def bodies(visit: PortalVisit) -> Response:
    """Every issuing body."""
    return visit.page("listings.html", part="bodies", base="/co-quan", listings=tuple(visit.directory.bodies.values()))


@router.get("/co-quan/{name}")
def body(visit: PortalVisit, name: str) -> Response:
    """The acts of one issuing body."""
    return _listing(visit, visit.directory.bodies, name, "bodies", "/co-quan", "agency")


def _listing(
    visit: Visit, listings: Mapping[str, Listing], name: str, part: str, base: str, filter_name: str
) -> Response:
    listing = listings.get(name)
    if listing is None:
        return visit.refusal(part, 404)
    last = -(-len(listing.acts) // ACTS_A_PAGE)
    try:
        page = read_page(visit.query, last)
    except NoSuchPage:
        return visit.refusal("page", 404, search=Search())
    first = (page - 1) * ACTS_A_PAGE
    return visit.page(
        "listing.html",
        part=part,
        base=base,
        listing=listing,
        acts=listing.acts[first : first + ACTS_A_PAGE],
        first=first + 1,
        filter_name=filter_name,
        page=page,
        last=last,
        page_links=lambda number: visit.here.link(f"{base}/{name}", page=str(number)),
    )
