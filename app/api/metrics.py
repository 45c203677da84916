"""Counters for Prometheus. prometheus_client is imported here only; nothing of a question becomes a label."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from app.search.results import Status
from app.serving.live import LiveBundle

SECONDS = (0.002, 0.005, 0.01, 0.015, 0.025, 0.04, 0.06, 0.1, 0.25, 0.5, 1.0, 5.0)
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
ELSEWHERE = "elsewhere"


class _BundleCollector(Collector):
    """Reads the live bundle when it is asked to."""

    def __init__(self, live: LiveBundle) -> None:
        self._live = live

    def collect(self) -> Iterator[Metric]:
        """The bundle in use and how often it was replaced."""
        yield InfoMetricFamily("motcua_bundle", "The bundle in use", {"bundle": self._live.edition.name})
        yield GaugeMetricFamily("motcua_records", "Records in the bundle", len(self._live.edition.bundle.rows))
        yield CounterMetricFamily("motcua_bundle_swaps", "Bundles put in use after the first", self._live.swaps)
        yield CounterMetricFamily("motcua_bundle_refusals", "New bundles that could not be opened", self._live.refusals)


class Metrics:
    """The counters of one server."""

    def __init__(self, live: LiveBundle) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_BundleCollector(live))
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "motcua_requests", "Requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "motcua_request_seconds", "Time to answer", ("route",), buckets=SECONDS, registry=self._registry
        )
        self._answers = Counter("motcua_answers", "Questions answered by status", ("status",), registry=self._registry)
        self.in_flight = Gauge("motcua_requests_in_flight", "Requests under way", registry=self._registry)

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answered request; `route` is a template, ELSEWHERE for none."""
        self._requests.labels(method if method in METHODS else ELSEWHERE, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def count_answer(self, status: Status) -> None:
        """Count an answered question."""
        self._answers.labels(status.value).inc()

    def exposition(self) -> bytes:
        """All counters in the text format."""
        return generate_latest(self._registry)
