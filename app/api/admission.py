"""Admission: requests for a name we do not serve are refused, and so are more requests than the server can hold."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.problems import ProblemKind, busy_response, problem, problem_response

PROBES = frozenset({"/healthz", "/readyz"})


def host_name(header: str) -> str:
    """The name in a Host header, lower case, without the port: "Dvc.Example.vn:8000" -> "dvc.example.vn"."""
    host = header.strip().lower()
    end = host.find("]") + 1 if host.startswith("[") else host.find(":")
    return host[:end] if end > 0 else host


class Admission:
    """Lets probes in from anywhere, everything else only for an allowed host name and while there is room."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str], most: int) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts if not host.startswith("*."))
        self._domains = tuple(host[1:].lower() for host in hosts if host.startswith("*."))
        self._most = most
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self._app(scope, receive, send)
            return
        if not self._serves(host_name(Headers(scope=scope).get("host", ""))):
            await problem_response(problem(ProblemKind.UNKNOWN_HOST))(scope, receive, send)
            return
        if self._under_way >= self._most:
            await busy_response()(scope, receive, send)
            return
        self._under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way -= 1

    def _serves(self, host: str) -> bool:
        return "*" in self._hosts or host in self._hosts or host.endswith(self._domains)
