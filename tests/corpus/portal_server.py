"""A server that behaves like the portal: its two calls, its firewall, and its bad days."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from corpus.syncing.portal import DETAIL, LIST
from tests.corpus import sources

# What may stand in `faults`: a status, or one of these.
HALF, HANG, NO_JSON, NOT_OK, OTHER, HALF_PAGE = "half", "hang", "no json", "not ok", "other", "half page"


def record(number: int, **changes: object) -> dict[str, object]:
    """A detail; its id is made of the number."""
    return sources.detail(id=f"id-{number:04}", code=f"9.{number:06}", name=f"Cấp thẻ loại {number}", **changes)


def listed(detail: dict[str, object]) -> dict[str, object]:
    """What the list says of a detail."""
    return {
        "id": detail["id"],
        "name": detail["name"],
        "code": detail["code"],
        "categories": [sources.FIELD],
        "departmentPromulgate": detail["departmentPromulgateName"],
        "state": detail["state"],
        "type": detail["type"],
    }


@dataclass
class FakePortal:
    """`details` is what the portal holds; `faults` are used up, one for each request that has their path."""

    details: list[dict[str, object]] = field(default_factory=list)
    page_size: int = 3
    total_off_by: int = 0
    repeat_first: bool = False
    robots: str | None = None
    retry_after: str = ""
    delay: float = 0.0
    faults: dict[str, deque[object]] = field(default_factory=lambda: {LIST: deque(), DETAIL: deque()})
    asked: list[tuple[str, object]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    on_page: list[Callable[[], None]] = field(default_factory=list)
    address: str = ""

    def count(self, path: str) -> int:
        """Requests for a path so far."""
        return sum(asked == path for asked, _ in self.asked)

    def fetched(self) -> list[str]:
        """Ids whose detail was asked for, in order."""
        return [str(what) for path, what in self.asked if path == DETAIL]

    def answer(self, path: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
        """Status and JSON of a sound answer."""
        if path == LIST:
            return 200, {"code": "OK", "data": self._page(body.get("lastId")), "message": ""}
        found = next((detail for detail in self.details if detail["id"] == body["id"]), None)
        return (
            (200, {"code": "OK", "data": found, "message": ""}) if found else (404, {"code": "NOT_FOUND", "data": None})
        )

    def _page(self, last_id: object) -> dict[str, object]:
        names = [detail["id"] for detail in self.details]
        start = names.index(last_id) + 1 if last_id in names else 0
        shown = self.details[start : start + self.page_size]
        if self.repeat_first and start:
            shown = [self.details[0], *shown]
        for change in self.on_page:
            change()
        self.on_page.clear()
        total = len(self.details) + self.total_off_by
        return {"items": list(map(listed, shown)), "lastId": shown[-1]["id"] if shown else None, "total": total}


def _handler(portal: FakePortal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep the tests' output clean."""

        def do_GET(self) -> None:
            self._send(*((404, b"") if portal.robots is None else (200, portal.robots.encode())))

        def do_POST(self) -> None:
            portal.at_once += 1
            portal.most_at_once = max(portal.most_at_once, portal.at_once)
            try:
                self._post()
            finally:
                portal.at_once -= 1

        def _post(self) -> None:
            path = self.path.removeprefix("/api/v1")
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            portal.agents.add(self.headers["User-Agent"])
            portal.asked.append((path, body.get("id", body.get("lastId"))))
            time.sleep(portal.delay)
            fault = portal.faults[path].popleft() if portal.faults[path] else None
            status, said = portal.answer(path, body)
            if fault == NOT_OK:
                said = {"code": "ERROR", "data": None, "message": "Lỗi hệ thống"}
            if fault == OTHER:
                said = {"code": "OK", "data": record(999)}
            if fault == HALF_PAGE:
                said = {"code": "OK", "data": {"items": [{"name": "không có id"}], "lastId": None, "total": 1}}
            whole = b"<html>oops" if fault == NO_JSON else json.dumps(said).encode()
            if fault == HANG:
                time.sleep(0.6)
            if fault == HALF:
                self._send(200, whole[: len(whole) // 2], len(whole))
            else:
                self._send(fault if isinstance(fault, int) else status, whole)

        def _send(self, status: int, body: bytes, length: int | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(length or len(body)))
            if portal.retry_after and status >= 400:
                self.send_header("Retry-After", portal.retry_after)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

    return Handler


@contextmanager
def served(portal: FakePortal) -> Iterator[FakePortal]:
    """The portal on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(portal))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    portal.address = f"http://127.0.0.1:{server.server_port}/api/v1"
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()
