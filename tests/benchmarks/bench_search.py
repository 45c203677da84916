"""One search, one suggestion: wall time inside the process, and the processor time of every step of a search."""

import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app.search import candidates, filters, pipeline
from app.search.features import FeatureTable
from app.search.pipeline import SearchEngine
from app.serving.edition import Edition
from indexer.dense_index import DenseIndex, Exemplars
from indexer.documents import Documents
from indexer.nearby import Nearby
from indexer.query_encoder import QueryEncoder
from indexer.repair import Repairer
from tests.benchmarks.conftest import percentile

ROUNDS = 10
STEPS: list[tuple[Any, str]] = [
    (pipeline, "understand"),
    (Repairer, "repair"),
    (Nearby, "shares"),
    (QueryEncoder, "encode_query"),
    (candidates, "near_in_words"),
    (candidates, "find"),
    (DenseIndex, "nearest_rows"),
    (DenseIndex, "similarities"),
    (Exemplars, "nearest"),
    (FeatureTable, "matrix"),
    (Documents, "__getitem__"),
    (pipeline, "snippets"),
    (filters.FacetCounter, "counted"),
    (SearchEngine, "rank"),
    (SearchEngine, "search"),
]


def report(benchmark: BenchmarkFixture, values: list[float]) -> None:
    """Put the percentiles of wall times (seconds) beside the table of pytest-benchmark."""
    figures = {f"p{round(share * 100)}_ms": round(1000 * percentile(values, share), 2) for share in (0.5, 0.9, 0.99)}
    benchmark.extra_info.update(figures)
    print("\n", figures)


def test_one_search(benchmark: BenchmarkFixture, edition: Edition, questions: list[str]) -> None:
    asked = itertools.cycle(questions)
    found = benchmark.pedantic(
        lambda: edition.engine.search(next(asked)), rounds=ROUNDS * len(questions), warmup_rounds=len(questions)
    )
    assert found.bundle == edition.name
    report(benchmark, benchmark.stats.stats.data)


def test_one_suggestion(benchmark: BenchmarkFixture, edition: Edition, questions: list[str]) -> None:
    """Every beginning of every question, as they are typed."""
    typed = [question[:length] for question in questions for length in range(1, min(40, len(question)) + 1)]
    asked = itertools.cycle(typed)
    benchmark.pedantic(lambda: edition.suggestions.suggest(next(asked)), rounds=2 * len(typed))
    report(benchmark, benchmark.stats.stats.data)


@contextmanager
def clocked(monkeypatch: pytest.MonkeyPatch, spent: Counter[str]) -> Iterator[None]:
    """Count the processor seconds of the calling thread in every step."""

    def timed(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **kwargs: object) -> object:
            started = time.thread_time()
            try:
                return call(*args, **kwargs)
            finally:
                spent[name] += time.thread_time() - started

        return step

    with monkeypatch.context() as patched:
        for owner, name in STEPS:
            patched.setattr(owner, name, timed(f"{owner.__name__.split('.')[-1]}.{name}", getattr(owner, name)))
        yield


def test_steps_of_a_search(
    benchmark: BenchmarkFixture, edition: Edition, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spent: Counter[str] = Counter()

    def ask_all() -> None:
        for question in questions:
            edition.engine.search(question)

    ask_all()
    with clocked(monkeypatch, spent):
        benchmark.pedantic(ask_all, rounds=3)
    print()
    for name, seconds in spent.most_common():
        print(f"{name:28s} {1000 * seconds / 3 / len(questions):7.2f} ms")
    assert spent["SearchEngine.search"] > 0
