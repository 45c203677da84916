"""Endpoints for those who run the server."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from app.api.dependencies import Counted, Served
from app.api.models import Health, Readiness

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """Answers as long as the process does."""
    return Health(status="ok")


@router.get("/readyz", summary="Can it answer questions?")
async def readyz(served: Served) -> Readiness:
    """Names the bundle in use."""
    return Readiness(status="ready", bundle=served.name, records=len(served.bundle.rows))


@router.get("/metrics", summary="Counters for Prometheus", include_in_schema=False)
async def counters(metrics: Counted) -> Response:
    """All counters in the text format."""
    return Response(metrics.exposition(), media_type=CONTENT_TYPE_LATEST)
