"""The kiosk's doors. Questions come by POST and no page is kept by the browser, so that nothing stays behind."""

import hashlib
from functools import partial

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from app.pages import answer_view, cards, records
from app.pages.addresses import procedure_path, record_path
from app.pages.content_policy import Keeping, worker_headers
from app.pages.journey_view import journey
from app.pages.popular import frequent_first, themes
from app.pages.site import Site
from app.pages.suggesting import SuggestedQuestions, suggested
from app.pages.visit import KioskVisit, Posted, Visit
from app.search.filters import Filters
from app.search.question import LONGEST_QUESTION
from app.search.results import Status
from app.store.records import Door, Opinion
from corpus.records import Kind

router = APIRouter(prefix="/kiosk", include_in_schema=False)

SHOWN = 6
SHOWN_EVENTS = 5


class KeptPages(BaseModel):
    """What the service worker keeps for a network cut; `version` changes whenever one of them may have."""

    version: str
    addresses: list[str]


@router.get("")
def home(visit: KioskVisit) -> Response:
    """The question box with its keyboard, and the most frequent needs to touch."""
    return visit.page(
        "kiosk/home.html",
        themes=themes(visit.directory.by_code),
        life_events=frequent_first(visit.directory.life_events)[:SHOWN_EVENTS],
    )


@router.post("/tim")
def results(visit: KioskVisit, form: Posted) -> Response:
    """The answer to a question."""
    q = form.get("q", "").strip()
    if len(q) > LONGEST_QUESTION:
        return visit.refusal("long", 413, longest=LONGEST_QUESTION)
    if not q:
        return visit.page("kiosk/no_answer.html", status=400, q="", journey=None)
    found = visit.served.engine.search(q, limit=SHOWN, wanted=Filters(province=visit.here.province))
    refused = found.status is Status.NO_ANSWER
    return visit.page(
        "kiosk/no_answer.html" if refused else "kiosk/results.html",
        after=visit.kept(q, found),
        q=q,
        found=found,
        cards=cards.cards(found.hits, partial(records.guide_of, visit), visit.directory),
        journey=journey(found.life_event, visit.directory) if found.life_event else None,
        fact=answer_view.fact(found, partial(records.act_of, visit)),
    )


@router.get("/tim")
def results_again(visit: KioskVisit) -> Response:
    """A question leaves no address to come back to."""
    return visit.go("/kiosk")


@router.post("/goi-y")
def suggestions(visit: KioskVisit, form: Posted, response: Response) -> SuggestedQuestions:
    """Suggestions for a half-typed question."""
    response.headers["Cache-Control"] = Keeping.NEVER.value
    return suggested(visit, form.get("q", ""))


@router.post("/gop-y")
def helpful(visit: KioskVisit, form: Posted) -> Response:
    """Keeps whether a page helped."""
    verdict = form.get("helpful")
    if verdict not in ("co", "khong"):
        return visit.refusal("feedback", 400)
    if visit.site.store:
        visit.site.store.keep_opinion(Opinion(Door.KIOSK, form.get("page", ""), verdict == "co"))
    return visit.page("kiosk/thanks.html")


@router.get("/mat-mang")
def offline(visit: KioskVisit) -> Response:
    """What the service worker shows for a page it does not keep."""
    return visit.page("kiosk/offline.html")


@router.get("/con-mang")
def reachable() -> Response:
    """An empty answer: the network is there."""
    return Response(status_code=204, headers={"Cache-Control": Keeping.NEVER.value})


@router.get("/luu-san.json")
def kept_pages(visit: KioskVisit, response: Response) -> KeptPages:
    """The pages worth keeping are the same for everybody: what somebody looked at leaves no trace."""
    response.headers["Cache-Control"] = Keeping.NEVER.value
    needs = [procedure_path(need.code) for theme in themes(visit.directory.by_code) for need in theme.needs]
    events = [record_path(Kind.LIFE_EVENT, row.id) for row in visit.directory.life_events]
    paths = needs + events
    files = [
        visit.site.assets.address(name)
        for name in visit.site.assets.names
        if name.endswith((".js", ".woff2", "icon.svg"))
    ]
    pages = [
        "/kiosk",
        "/kiosk/su-kien",
        "/kiosk/mat-mang",
        *(f"/kiosk{path}" for path in paths),
        *(f"{path}/ma-qr.svg" for path in paths),
    ]
    version = hashlib.sha256(
        f"{visit.served.name} {visit.site.assets.version} {_settings(visit)}".encode()
    ).hexdigest()[:16]
    return KeptPages(version=version, addresses=pages + files)


def _settings(visit: Visit) -> str:
    return visit.site.settings.model_dump_json()


@router.get("/sw.js")
def worker(request: Request) -> Response:
    """The service worker, at an address that lets it look after the whole kiosk."""
    site: Site = request.app.state.site
    return Response(site.assets.text("js/kiosk/worker.js"), headers=worker_headers(), media_type="text/javascript")


@router.get("/{path:path}")
def elsewhere(visit: KioskVisit, path: str) -> Response:
    """Any other address of the kiosk."""
    return visit.refusal("address", 404)
