"""The application: the API and the pages over one live bundle."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from app.api import contract, problems
from app.api.admission import Admission
from app.api.headers import SafeHeaders
from app.api.journal import Journal
from app.api.metrics import Metrics
from app.api.operations import router as operations
from app.api.routes import router as api
from app.pages.routes import router as pages
from app.pages.site import Site
from app.serving.live import LiveBundle
from app.serving.watching import Watcher
from app.settings import Settings

GZIP_FROM_BYTES = 1000
GZIP_LEVEL = 4
LARGEST_BODY = 262_144
PREFLIGHT_SECONDS = 86_400


def create_app(settings: Settings, live: LiveBundle) -> FastAPI:
    """The application that answers from `live`. Raises ValueError where the settings of the pages cannot be used."""
    metrics = Metrics(live)
    app = FastAPI(
        title=contract.TITLE,
        version=contract.VERSION,
        description=contract.DESCRIPTION,
        openapi_url=contract.ADDRESS,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        middleware=_middleware(settings, metrics),
        max_body_size=LARGEST_BODY,
    )
    app.state.live, app.state.settings, app.state.metrics = live, settings, metrics
    app.state.site = Site.open(settings)
    problems.install(app)
    for router in (api, operations, pages):
        app.include_router(router)
    contract.describe(app)
    return app


def _middleware(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """From the outermost to the innermost."""
    return [
        Middleware(Journal, metrics=metrics, lines=settings.access_log),
        Middleware(SafeHeaders),
        Middleware(Admission, hosts=settings.allowed_hosts, most=settings.most_in_flight),
        Middleware(
            CORSMiddleware, allow_origins=settings.cors_origins, allow_methods=["GET"], max_age=PREFLIGHT_SECONDS
        ),
        Middleware(GZipMiddleware, minimum_size=GZIP_FROM_BYTES, compresslevel=GZIP_LEVEL),
    ]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads or len(os.sched_getaffinity(0))
    watcher = Watcher(app.state.live, settings.watch_seconds)
    watcher.start()
    yield
    watcher.stop()
    app.state.site.close()
