"""Headers that every response carries, whatever made it; one that is set already stays."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=()",
}
FOR_PROGRAMS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
PROGRAM_PATHS = ("/api/", "/healthz", "/readyz", "/metrics")


class SafeHeaders:
    """Adds the headers; what programs read is never kept, because addresses hold questions."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        for_programs = scope["path"].startswith(PROGRAM_PATHS)

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (EVERYWHERE | FOR_PROGRAMS if for_programs else EVERYWHERE).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, dressed)
