"""The headers under which pages are read: what they may load, who may frame them, how long they are kept."""

from enum import StrEnum


class Keeping(StrEnum):
    """How long a page may be kept, as Cache-Control says it."""

    SHORT = "public, max-age=300"
    PRIVATE = "private, no-cache"
    NEVER = "no-store"
    FOR_GOOD = "public, max-age=31536000, immutable"


def page_headers(style_source: str, keeping: Keeping, *, speech_origin: str = "") -> dict[str, str]:
    """Headers of an HTML page. `style_source` admits the style in its head, `speech_origin` the speech recogniser."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' {style_source}",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": f"'self' {speech_origin}".strip(),
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in policy.items()),
        "Permissions-Policy": f"camera=(), geolocation=(), microphone=({'self' if speech_origin else ''})",
        "Referrer-Policy": "no-referrer" if keeping is Keeping.NEVER else "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": keeping.value,
    }


def file_headers(keeping: Keeping) -> dict[str, str]:
    """Headers of a file of ours that other sites' pages may load, as the widget's hosts do."""
    return {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": keeping.value,
    }


def worker_headers() -> dict[str, str]:
    """Headers of the kiosk's service worker, which may fetch our pages and nothing else."""
    return {
        "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
        "Service-Worker-Allowed": "/kiosk",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
