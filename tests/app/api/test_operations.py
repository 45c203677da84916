"""Health, readiness, counters, headers, hosts, other sites' pages, and load."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api.admission import host_name
from app.main import create_app
from app.serving.live import LiveBundle
from app.settings import Settings
from tests.collection import knowledge


def application(live: LiveBundle, **more: object) -> FastAPI:
    return create_app(Settings(store_url="", access_log=False, **more), live)


def test_the_process_is_alive(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_readiness_names_the_bundle_in_use(client: TestClient, live: LiveBundle) -> None:
    records = len(knowledge().procedures) + len(knowledge().companions)
    assert client.get("/readyz").json() == {"status": "ready", "bundle": live.edition.name, "records": records}


def test_counters_count_answers_by_route_and_never_hold_a_question(live: LiveBundle) -> None:
    with TestClient(application(live), base_url="http://localhost") as client:
        client.get("/api/v1/search", params={"q": "đăng ký kết hôn bí mật"})
        client.get("/api/v1/procedures/9.000001")
        client.get("/api/v1/procedures/8.888888")
        client.request("BREW", "/api/v1/search")
        text = client.get("/metrics").text
    assert 'motcua_requests_total{method="GET",route="/api/v1/search",status="200"} 1.0' in text
    assert 'motcua_requests_total{method="GET",route="/api/v1/procedures/{code}",status="200"} 1.0' in text
    assert 'motcua_requests_total{method="GET",route="/api/v1/procedures/{code}",status="404"} 1.0' in text
    assert 'method="elsewhere"' in text
    assert "motcua_answers_total{status=" in text
    assert f'motcua_bundle_info{{bundle="{live.edition.name}"}} 1.0' in text
    assert "bí mật" not in text
    assert "8.888888" not in text


@pytest.mark.parametrize("path", ["/api/v1/search?q=a", "/api/v1/nothing", "/api/v1/search", "/healthz", "/metrics"])
def test_programs_get_headers_that_forbid_what_is_not_needed(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "set-cookie" not in headers
    assert "server" not in headers


def test_long_answers_are_compressed(client: TestClient) -> None:
    response = client.get("/api/v1/search", params={"q": "đăng ký", "limit": 50})
    assert response.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in response.headers["vary"].lower()


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:80", "[::2]"])
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    response = client.get("/api/v1/search?q=a", headers={"host": host})
    assert response.status_code == 400
    assert response.json()["type"] == "/api/v1/problems/unknown-host"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:99", "[::1]", "[::1]:8000"])
def test_allowed_hosts_are_served(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/search?q=a", headers={"host": host}).status_code == 200


def test_probes_may_come_by_any_name(client: TestClient) -> None:
    assert client.get("/readyz", headers={"host": "10.1.2.3:8000"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [("a.example.vn", 200), ("A.B.EXAMPLE.VN:443", 200), ("example.vn", 400), ("evilexample.vn", 400), ("own.vn", 200)],
)
def test_a_star_admits_sub_domains(live: LiveBundle, host: str, status: int) -> None:
    app = application(live, allowed_hosts="*.example.vn, own.vn")
    response = TestClient(app).get("/api/v1/suggest?q=a", headers={"host": host})
    assert response.status_code == status


def test_a_lone_star_admits_all(live: LiveBundle) -> None:
    app = application(live, allowed_hosts="*")
    assert TestClient(app).get("/api/v1/suggest?q=a", headers={"host": "any.example"}).status_code == 200


@pytest.mark.parametrize(
    ("header", "name"),
    [("Dvc.Example.vn:80", "dvc.example.vn"), ("a", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("", "")],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_name(header) == name


def test_pages_of_other_sites_may_call_only_where_allowed(live: LiveBundle) -> None:
    app = application(live, cors_origins="https://tinh.example.vn")
    client = TestClient(app, base_url="http://localhost")
    allowed, other = (
        client.get("/api/v1/suggest?q=a", headers={"origin": origin}).headers
        for origin in ("https://tinh.example.vn", "https://evil.example")
    )
    assert allowed["access-control-allow-origin"] == "https://tinh.example.vn"
    assert "access-control-allow-origin" not in other
    assert "access-control-allow-credentials" not in allowed


def test_no_other_site_may_call_by_default(client: TestClient) -> None:
    headers = client.get("/api/v1/suggest?q=a", headers={"origin": "https://evil.example"}).headers
    assert "access-control-allow-origin" not in headers


def test_more_requests_than_there_is_room_for_are_asked_to_come_back(live: LiveBundle) -> None:
    app = application(live, most_in_flight=1)
    answers: list[int] = []

    @app.middleware("http")
    async def inner(request, call_next):
        # One request is under way here, so that another one finds no room.
        if not answers:
            answers.append(0)
            response = TestClient(app, base_url="http://localhost").get("/api/v1/suggest?q=a")
            answers[0] = response.status_code
            assert response.json()["type"] == "/api/v1/problems/busy"
            assert response.headers["retry-after"] == "1"
        return await call_next(request)

    # Middleware that is added later stands outside; it has to stand inside the admission for this.
    app.user_middleware.append(app.user_middleware.pop(0))
    assert TestClient(app, base_url="http://localhost").get("/api/v1/suggest?q=a").status_code == 200
    assert answers == [503]


def test_a_large_limit_is_capped_by_the_installation(live: LiveBundle) -> None:
    client = TestClient(application(live, most_hits=5), base_url="http://localhost")
    assert client.get("/api/v1/search?q=a&limit=5").status_code == 200
    response = client.get("/api/v1/search?q=a&limit=6")
    assert response.status_code == 422
    assert "nhiều nhất là 5" in response.json()["detail"]


def test_a_fault_is_a_problem_without_details(live: LiveBundle) -> None:
    app = application(live)

    @app.get("/api/v1/broken-for-this-test")
    async def broken() -> None:
        raise RuntimeError("CCCD 012345678901")

    app.router.routes.insert(0, app.router.routes.pop())
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    response = client.get("/api/v1/broken-for-this-test")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "/api/v1/problems/fault"
    assert "012345678901" not in response.text


def test_pages_of_this_portal_are_linked_by_its_public_address(live: LiveBundle) -> None:
    client = TestClient(application(live, portal_url="https://tra-cuu.example.vn"), base_url="http://localhost")
    hit = client.get("/api/v1/search?q=9.000001&limit=1").json()["hits"][0]
    assert hit["page"] == "https://tra-cuu.example.vn/thu-tuc/9.000001"
