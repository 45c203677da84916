"""One request for a page: what it asks for and how it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.background import BackgroundTask

from app.api.dependencies import Served
from app.pages.addresses import LANGUAGES, Here, read_here
from app.pages.content_policy import Keeping, page_headers
from app.pages.directory import Directory
from app.pages.site import Site
from app.pages.wording import wording
from app.search.results import ResultSet
from app.serving.edition import Edition
from app.store.records import Asking, Door

LARGEST_FORM = 262_144
MOST_FIELDS = 32


@dataclass(frozen=True, slots=True)
class Visit:
    """A request with everything its page is made of.

    `path` is the page asked for, the first one where a form was sent; `root` is the address of this site.
    """

    site: Site
    served: Edition
    directory: Directory
    here: Here
    door: Door
    path: str
    query: Mapping[str, str]
    root: str

    def page(
        self,
        template: str,
        *,
        status: int = 200,
        keeping: Keeping = Keeping.SHORT,
        after: BackgroundTask | None = None,
        **context: object,
    ) -> HTMLResponse:
        """The page of a template; pages of the kiosk are never kept."""
        return self._rendered(template, context, status, Keeping.NEVER if self.door is Door.KIOSK else keeping, after)

    def _rendered(
        self, template: str, context: Mapping[str, object], status: int, keeping: Keeping, after: BackgroundTask | None
    ) -> HTMLResponse:
        style = self.site.styles[self.door.value]
        shared = {
            "t": wording(self.here.lang),
            "here": self.here,
            "link": self.here.link,
            "style": style.text,
            "path": self.path,
            "other_language": self._other_language(),
            "root": self.root,
            "settings": self.site.settings,
        }
        html = self.site.templates.get_template(template).render({**shared, **context})
        headers = page_headers(
            style.source, keeping, speech_origin=self.site.speech_origin if self.door is Door.KIOSK else ""
        )
        return HTMLResponse(html, status, headers, background=after)

    def _other_language(self) -> str:
        """The address of this page in the other language."""
        other = {"lang": "en" if self.here.lang == "vi" else "vi"}
        return replace(self.here, lang=LANGUAGES[0]).link(self.path, **(dict(self.query) | other))

    def refusal(self, reason: str, status: int, **context: object) -> HTMLResponse:
        """A calm page that says why there is nothing here, and where to go on."""
        template = "kiosk/refusal.html" if self.door is Door.KIOSK else "refusal.html"
        return self._rendered(template, {"reason": reason, **context}, status, Keeping.NEVER, None)

    def go(self, address: str) -> RedirectResponse:
        """A redirect to an address of ours."""
        return RedirectResponse(address, 303)

    def kept(self, typed: str, results: ResultSet) -> BackgroundTask | None:
        """The task that keeps a question after its answer is sent."""
        if self.site.store is None:
            return None
        first = results.hits[0].row.id if results.hits else ""
        asking = Asking(self.door, typed, results.status.value, results.confidence, first, results.bundle)
        return BackgroundTask(self.site.store.keep_asking, asking)


def portal_visit(request: Request, served: Served) -> Visit:
    """A visit to the portal."""
    site: Site = request.app.state.site
    directory = site.shelf.directory(served.bundle)
    root = site.settings.portal_url or str(request.base_url).rstrip("/")
    here = read_here(request.query_params, directory.provinces)
    path = request.url.path if request.method != "POST" else "/"
    return Visit(site, served, directory, here, Door.PORTAL, path, request.query_params, root)


def kiosk_visit(visit: Annotated[Visit, Depends(portal_visit)]) -> Visit:
    """A visit to the kiosk, whose addresses say nothing about the visitor; its province is a setting."""
    province = visit.site.settings.kiosk_province
    known = province if province in visit.directory.provinces else ""
    return replace(visit, door=Door.KIOSK, here=Here(province=known))


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form that a page of ours sent. Raises HTTPException for a stranger's form or too large a one."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "Biểu mẫu này phải được gửi từ chính trang tra cứu.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise HTTPException(413, "Nội dung gửi lên quá dài. Hãy viết ngắn lại.")
    text = body.decode("utf-8", "replace")
    if text.count("&") >= MOST_FIELDS:
        raise HTTPException(400, "Biểu mẫu gửi lên không đúng.")
    return dict(parse_qsl(text, keep_blank_values=True))


PortalVisit = Annotated[Visit, Depends(portal_visit)]
KioskVisit = Annotated[Visit, Depends(kiosk_visit)]
Posted = Annotated[dict[str, str], Depends(posted)]
