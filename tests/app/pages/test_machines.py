from xml.etree import ElementTree

from fastapi.testclient import TestClient

from app.pages.site import Site
from tests.collection import BIRTH, EVENT_ID, FAQ_ID, GUIDE_ID, INTERNAL, PAKN_ID, REGULATION_ID

NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(text: str) -> list[str]:
    return [place.text or "" for place in ElementTree.fromstring(text).iterfind(".//map:loc", NAMES)]


def test_the_sitemap_names_every_public_record(client: TestClient) -> None:
    maps = addresses(client.get("/sitemap.xml").text)
    found = addresses(client.get("/sitemap-1.xml").text)

    assert maps == ["http://localhost/sitemap-1.xml"]
    assert f"http://localhost/thu-tuc/{BIRTH}" in found
    assert f"http://localhost/hoi-dap/{FAQ_ID}" in found
    assert {f"http://localhost/{path}" for path in (f"su-kien/{EVENT_ID}", f"phan-anh/{PAKN_ID}")} <= set(found)
    assert f"http://localhost/quy-dinh/{REGULATION_ID}" in found
    assert not any(INTERNAL in address or GUIDE_ID in address for address in found)


def test_parts_of_the_sitemap_that_are_not_there(client: TestClient) -> None:
    for part in ("0", "2", "999999999", "x", "-1"):
        assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_robots_may_read_records_but_not_questions(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /tim" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_files_are_kept_for_good_by_their_version_only(client: TestClient) -> None:
    site: Site = client.app.state.site  # type: ignore[attr-defined]

    now = client.get(site.assets.address("js/portal.js"))
    then = client.get("/static/000000000000/js/portal.js")

    assert now.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert then.headers["cache-control"] == "public, max-age=300"
    assert now.headers["content-encoding"] == "gzip"


def test_files_come_unpacked_to_those_who_cannot_unpack(client: TestClient) -> None:
    site: Site = client.app.state.site  # type: ignore[attr-defined]

    plain = client.get(site.assets.address("js/portal.js"), headers={"Accept-Encoding": "identity"})

    assert "content-encoding" not in plain.headers
    assert plain.text == site.assets.text("js/portal.js")


def test_no_other_file_can_be_read(client: TestClient) -> None:
    for name in ("../site.py", "..%2f..%2fsettings.py", "js/none.js", ""):
        assert client.get(f"/static/x/{name}").status_code == 404


def test_there_is_no_logo_by_default(client: TestClient) -> None:
    assert client.get("/thuong-hieu/logo").status_code == 404


def test_the_widget_may_be_loaded_by_other_sites(client: TestClient) -> None:
    script = client.get("/widget.js")

    assert script.headers["access-control-allow-origin"] == "*"
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "tra-cuu-tthc" in script.text
