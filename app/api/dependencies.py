"""What endpoints are given: the edition in use, its engine, the settings, and strict parameters."""

from collections import Counter
from typing import Annotated

from fastapi import Depends, Query, Request

from app.api.complaints import FieldProblem, repeated_parameter
from app.api.metrics import Metrics
from app.api.problems import ProblemKind, Refusal
from app.api.requests import NoParameters
from app.search.pipeline import SearchEngine
from app.serving.edition import Edition
from app.serving.live import LiveBundle
from app.settings import Settings


async def edition(request: Request) -> Edition:
    """The edition in use; a request that takes it keeps it, whatever is published meanwhile."""
    live: LiveBundle = request.app.state.live
    return live.edition


async def engine(served: Annotated[Edition, Depends(edition)]) -> SearchEngine:
    """The search engine in use."""
    return served.engine


async def settings(request: Request) -> Settings:
    """The settings of this server."""
    held: Settings = request.app.state.settings
    return held


async def metrics(request: Request) -> Metrics:
    """The counters of this server."""
    held: Metrics = request.app.state.metrics
    return held


async def single_parameters(request: Request) -> None:
    """Refuse a parameter that is given twice: which one counts would be a guess."""
    counts = Counter(name for name, _ in request.query_params.multi_items())
    if repeated := [FieldProblem(field=name, message=repeated_parameter(name)) for name, n in counts.items() if n > 1]:
        raise Refusal(ProblemKind.INVALID_REQUEST, repeated[0].message, repeated)


async def no_parameters(_: Annotated[NoParameters, Query()]) -> None:
    """Refuse every parameter."""


Served = Annotated[Edition, Depends(edition)]
Engine = Annotated[SearchEngine, Depends(engine)]
Configured = Annotated[Settings, Depends(settings)]
Counted = Annotated[Metrics, Depends(metrics)]
