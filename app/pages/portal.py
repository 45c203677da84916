"""The portal's doors: home, results, a procedure, and "was this helpful"."""

import re
from datetime import date
from functools import partial

from fastapi import APIRouter, Response

from app.pages import answer_view, cards, records, structured_data
from app.pages.addresses import PAGE_SIZE, NoSuchPage, Search, procedure_path, read_search
from app.pages.content_policy import Keeping, file_headers
from app.pages.journey_view import journey
from app.pages.popular import frequent_first, themes
from app.pages.procedure_view import procedure_view
from app.pages.qr import qr_svg
from app.pages.visit import PortalVisit, Posted, Visit
from app.search.question import LONGEST_QUESTION
from app.search.results import Status
from app.store.records import Door, Opinion
from corpus.records import Kind, Procedure

router = APIRouter(include_in_schema=False)

_CODE = re.compile(r"\d\.\d{6}")
NEAREST = 3
SHOWN_FIELDS = 14
SHOWN_EVENTS = 8


@router.get("/")
def home(visit: PortalVisit) -> Response:
    """The question box, what people most often need, and the ways to browse."""
    if visit.query.get("q", "").strip():
        return visit.go(read_search({"q": visit.query["q"]}, visit.here).address(visit.here))
    return _home(visit)


def _home(visit: Visit, *, blank: bool = False) -> Response:
    fields = sorted(visit.directory.fields.values(), key=lambda listing: -listing.local)[:SHOWN_FIELDS]
    return visit.page(
        "home.html",
        status=400 if blank else 200,
        blank=blank,
        themes=themes(visit.directory.by_code),
        life_events=frequent_first(visit.directory.life_events)[:SHOWN_EVENTS],
        fields=sorted(fields, key=lambda listing: listing.slug),
        count=len(visit.directory.by_code),
    )


@router.get("/tim")
def results(visit: PortalVisit) -> Response:
    """The answer to a question."""
    try:
        search = read_search(visit.query, visit.here)
    except NoSuchPage:
        return visit.refusal("page", 404, search=Search(q=visit.query.get("q", "")[:LONGEST_QUESTION]))
    if not search.q:
        return _home(visit, blank=True)
    if len(search.q) > LONGEST_QUESTION:
        return visit.refusal("long", 414, longest=LONGEST_QUESTION)
    if _CODE.fullmatch(search.q) and search.q in visit.directory.by_code:
        return visit.go(visit.here.link(procedure_path(search.q)))
    return _answered(visit, search)


def _answered(visit: Visit, search: Search) -> Response:
    found = visit.served.engine.search(search.q, limit=search.page * PAGE_SIZE, wanted=search.wanted)
    page, last = answer_view.pages(found, search)
    if page > last:
        return visit.refusal("page", 404, search=search.asking(search.q))
    refused = found.status is Status.NO_ANSWER
    hits = found.hits[:NEAREST] if refused else found.hits[(page - 1) * PAGE_SIZE :]
    shown = cards.cards(hits, partial(records.guide_of, visit), visit.directory)
    groups = cards.groups(shown, found.intents)
    return visit.page(
        "no_answer.html" if refused else "results.html",
        keeping=Keeping.PRIVATE,
        after=visit.kept(search.q, found) if page == 1 else None,
        search=search,
        found=found,
        groups=groups,
        cards=cards.besides(shown, groups),
        journey=journey(found.life_event, visit.directory) if found.life_event and page == 1 else None,
        fact=answer_view.fact(found, partial(records.act_of, visit)) if page == 1 else None,
        facets=answer_view.facets(found, search, visit.here),
        chips=answer_view.chips(search, visit.here),
        provinces=visit.directory.provinces,
        page=page,
        last=last,
        page_links=lambda number: search.page_address(visit.here, number),
    )


@router.get("/thu-tuc/{code}")
def procedure(visit: PortalVisit, code: str) -> Response:
    """A procedure with its guide and everything its record says."""
    record = records.public(visit, Procedure, code)
    if record is None:
        return visit.refusal(Kind.PROCEDURE, 404, asked=code[:40])
    view = procedure_view(
        record, records.company(visit, code), visit.directory, visit.site.settings.submit_url, date.today()
    )
    return visit.page(
        "procedure.html",
        view=view,
        data=structured_data.of_procedure(record, visit.root + procedure_path(code)),
        questions=structured_data.of_faqs(view.faqs, visit.root + procedure_path(code)) if view.faqs else "",
    )


@router.get("/thu-tuc/{code}/ma-qr.svg")
def procedure_qr(visit: PortalVisit, code: str) -> Response:
    """The QR code of a procedure's address."""
    if code not in visit.directory.by_code:
        return visit.refusal("procedure", 404, asked=code[:40])
    return Response(
        qr_svg(visit.root + procedure_path(code)), media_type="image/svg+xml", headers=file_headers(Keeping.SHORT)
    )


@router.post("/gop-y")
def helpful(visit: PortalVisit, form: Posted) -> Response:
    """Keeps whether a page helped, with one optional line."""
    verdict, page = form.get("helpful"), form.get("page", "")
    if verdict not in ("co", "khong") or not page.startswith("/"):
        return visit.refusal("feedback", 400)
    if visit.site.store:
        visit.site.store.keep_opinion(Opinion(Door.PORTAL, page, verdict == "co", form.get("remark", "")))
    back = page if not page.startswith(("//", "/\\")) else "/"
    return visit.page("thanks.html", keeping=Keeping.NEVER, back=back)
