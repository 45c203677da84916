"""The portal's doors: home, results, a procedure, an FAQ entry, and "was this helpful"."""

import re

from fastapi import APIRouter, Response

from app.pages import answer_view, records, structured_data
from app.pages.addresses import PAGE_SIZE, NoSuchPage, Search, procedure_path, read_search, record_path
from app.pages.content_policy import Keeping, file_headers
from app.pages.popular import themes
from app.pages.procedure_view import procedure_view
from app.pages.qr import qr_svg
from app.pages.visit import PortalVisit, Posted, Visit
from app.search.question import LONGEST_QUESTION
from app.search.results import Status
from app.store.records import Door, Opinion
from corpus.records import Faq, Kind, Procedure

router = APIRouter(include_in_schema=False)

_CODE = re.compile(r"\d\.\d{6}")
NEAREST = 3
SHOWN_FIELDS = 14


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
        themes=themes(visit.directory.by_id),
        fields=sorted(fields, key=lambda listing: listing.slug),
        count=len(visit.directory.rows),
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
    if _CODE.fullmatch(search.q) and search.q in visit.directory.by_id:
        return visit.go(visit.here.link(procedure_path(search.q)))
    return _answered(visit, search)


def _answered(visit: Visit, search: Search) -> Response:
    found = visit.served.engine.search(search.q, limit=search.page * PAGE_SIZE, wanted=search.wanted)
    page, last = answer_view.pages(found, search)
    if page > last:
        return visit.refusal("page", 404, search=search.asking(search.q))
    refused = found.status is Status.NO_ANSWER
    cards = answer_view.cards(found.hits[:NEAREST] if refused else found.hits[(page - 1) * PAGE_SIZE :])
    groups = answer_view.groups(cards, found.intents)
    return visit.page(
        "no_answer.html" if refused else "results.html",
        keeping=Keeping.PRIVATE,
        after=visit.kept(search.q, found) if page == 1 else None,
        search=search,
        found=found,
        groups=groups,
        cards=answer_view.besides(cards, groups),
        fact=answer_view.fact(found) if page == 1 else None,
        facets=answer_view.facets(found, search, visit.here),
        chips=answer_view.chips(search, visit.here),
        provinces=visit.directory.provinces,
        page=page,
        last=last,
        page_links=lambda number: search.page_address(visit.here, number),
    )


@router.get("/thu-tuc/{code}")
def procedure(visit: PortalVisit, code: str) -> Response:
    """A procedure with everything its record says."""
    record = records.public(visit, code)
    if not isinstance(record, Procedure):
        return visit.refusal("procedure", 404, asked=code[:40])
    return visit.page(
        "procedure.html",
        view=procedure_view(record, visit.directory, visit.site.settings.submit_url),
        data=structured_data.of_procedure(record, visit.root + procedure_path(code)),
    )


@router.get("/thu-tuc/{code}/ma-qr.svg")
def procedure_qr(visit: PortalVisit, code: str) -> Response:
    """The QR code of a procedure's address."""
    if code not in visit.directory.by_id:
        return visit.refusal("procedure", 404, asked=code[:40])
    return Response(
        qr_svg(visit.root + procedure_path(code)), media_type="image/svg+xml", headers=file_headers(Keeping.SHORT)
    )


@router.get("/hoi-dap/{identifier}")
def faq(visit: PortalVisit, identifier: str) -> Response:
    """A question with its answer and the procedures it rests on."""
    record = records.public(visit, identifier)
    if not isinstance(record, Faq):
        return visit.refusal("faq", 404)
    return visit.page(
        "faq.html",
        record=record,
        procedures=visit.directory.related(record.procedures),
        data=structured_data.of_faq(record, visit.root + record_path(Kind.FAQ, identifier)),
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
