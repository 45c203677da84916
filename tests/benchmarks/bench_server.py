"""The server as a process: time until it answers, memory, requests a second."""

import http.client
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.app.serving.test_server_process import Server
from tests.benchmarks.conftest import percentile

CLIENTS = 4
REQUESTS = 100


@pytest.fixture(scope="module")
def started(bench_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, float]]:
    """A server on the bundle, and the seconds until it was ready."""
    begun = time.perf_counter()
    with Server(bench_bundle.resolve(), tmp_path_factory.mktemp("server") / "log") as server:
        assert server.get("/readyz")[0] == 200
        yield server, time.perf_counter() - begun


def megabytes(server: Server, what: str) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1024


def processor_seconds(server: Server) -> float:
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def ask(server: Server, targets: list[str], seconds: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for target in targets:
        begun = time.perf_counter()
        connection.request("GET", target)
        response = connection.getresponse()
        response.read()
        seconds.append(time.perf_counter() - begun)
        assert response.status == 200
    connection.close()


@pytest.mark.parametrize("path", ["search", "suggest"])
def test_requests_a_second(
    benchmark: BenchmarkFixture, started: tuple[Server, float], questions: list[str], path: str
) -> None:
    server, ready = started
    length = 1000 if path == "search" else 12
    targets = [f"/api/v1/{path}?q={quote(question[:length])}" for question in questions]
    ask(server, targets, [])
    seconds: list[float] = []

    def load() -> None:
        parts = [(targets * REQUESTS)[n * 7 :][:REQUESTS] for n in range(CLIENTS)]
        threads = [threading.Thread(target=ask, args=(server, part, seconds)) for part in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    used, begun = processor_seconds(server), time.perf_counter()
    benchmark.pedantic(load, rounds=1)
    wall, count = time.perf_counter() - begun, len(seconds)
    figures = {
        "requests_per_second": round(count / wall, 1),
        "requests_per_processor_second": round(count / (processor_seconds(server) - used), 1),
        "p50_ms": round(1000 * percentile(seconds, 0.5), 1),
        "p99_ms": round(1000 * percentile(seconds, 0.99), 1),
        "ready_seconds": round(ready, 2),
        "rss_mb": round(megabytes(server, "VmRSS")),
        "peak_rss_mb": round(megabytes(server, "VmHWM")),
    }
    benchmark.extra_info.update(figures)
    print("\n", figures)
