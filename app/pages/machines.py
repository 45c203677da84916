"""What programs ask for: files, robots.txt, the sitemap, the logo."""

from fastapi import APIRouter, Request, Response

from app.pages.addresses import record_path
from app.pages.content_policy import Keeping, file_headers
from app.pages.site import Site
from app.pages.visit import PortalVisit

router = APIRouter(include_in_schema=False)

ADDRESSES_A_MAP = 10_000


@router.get("/static/{version}/{name:path}")
def static(request: Request, version: str, name: str) -> Response:
    """A file under static/; kept for good by browsers when it is asked for by its present version."""
    site: Site = request.app.state.site
    asset = site.assets.find(name)
    if asset is None:
        return Response("Không có tệp này.", 404, media_type="text/plain")
    headers = file_headers(Keeping.FOR_GOOD if version == site.assets.version else Keeping.SHORT)
    headers["Access-Control-Allow-Origin"] = "*"
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(asset.packed, headers=headers, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)


@router.get("/thuong-hieu/logo")
def logo(request: Request) -> Response:
    """The agency's own logo."""
    site: Site = request.app.state.site
    own = site.branding.logo
    if own is None:
        return Response("Chưa có biểu trưng.", 404, media_type="text/plain")
    return Response(own.body, headers=file_headers(Keeping.SHORT), media_type=own.media_type)


@router.get("/robots.txt")
def robots(visit: PortalVisit) -> Response:
    """Search engines may read records and lists, not answers to people's questions."""
    lines = [
        "User-agent: *",
        "Disallow: /tim",
        "Disallow: /kiosk",
        "Disallow: /gop-y",
        f"Sitemap: {visit.root}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", headers=file_headers(Keeping.SHORT), media_type="text/plain")


@router.get("/sitemap.xml")
def sitemaps(visit: PortalVisit) -> Response:
    """The index of the sitemaps."""
    parts = range(1, -(-len(visit.directory.rows) // ADDRESSES_A_MAP) + 1)
    return _xml(visit, "sitemaps.xml", maps=[f"{visit.root}/sitemap-{part}.xml" for part in parts])


@router.get("/sitemap-{part}.xml")
def sitemap(visit: PortalVisit, part: str) -> Response:
    """The addresses of one part of the records."""
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
    rows = visit.directory.rows[(number - 1) * ADDRESSES_A_MAP : number * ADDRESSES_A_MAP] if number else ()
    if not rows:
        return visit.refusal("page", 404, search=None)
    return _xml(
        visit, "sitemap.xml", addresses=[(visit.root + record_path(row.kind, row.id), row.updated) for row in rows]
    )


def _xml(visit: PortalVisit, template: str, **context: object) -> Response:
    body = visit.site.templates.get_template(template).render(context)
    return Response(body, headers=file_headers(Keeping.SHORT), media_type="application/xml")
