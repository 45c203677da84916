"""The journal: one line and one count for each request. Query strings are never written, they are personal."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.metrics import ELSEWHERE, Metrics
from app.redaction import redact

LONGEST_PATH = 200

logger = logging.getLogger("motcua.access")


class Journal:
    """Counts requests and, where asked, logs method, path, status and time."""

    def __init__(self, app: ASGIApp, metrics: Metrics, lines: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.in_flight.inc()
        try:
            await self._app(scope, receive, noted)
        finally:
            self._metrics.in_flight.dec()
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", ELSEWHERE)
        self._metrics.count_request(scope["method"], route, status, seconds)
        if self._lines:
            logger.info("%s %s %d %.1f ms", scope["method"], _one_line(scope["path"]), status, seconds * 1000)


def _one_line(path: str) -> str:
    """A path that cannot pretend to be a line of its own and names nobody."""
    return redact("".join(letter if letter.isprintable() else "?" for letter in path))[:LONGEST_PATH]
