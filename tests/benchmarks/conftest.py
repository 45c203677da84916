"""Benchmarks run on the bundle that MOTCUA_BENCH_BUNDLE names: `python -m pytest tests/benchmarks/bench_*.py --benchmark-only`."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.serving.edition import Edition
from indexer.bundle import current_folder

QUESTIONS = Path(__file__).with_name("questions.txt")


@pytest.fixture(scope="session")
def bench_bundle() -> Path:
    named = os.environ.get("MOTCUA_BENCH_BUNDLE")
    if not named:
        pytest.skip("MOTCUA_BENCH_BUNDLE names no bundle")
    return Path(named)


@pytest.fixture(scope="session")
def edition(bench_bundle: Path) -> Edition:
    return Edition.open(current_folder(bench_bundle))


@pytest.fixture(scope="session")
def questions() -> list[str]:
    return QUESTIONS.read_text(encoding="utf-8").splitlines()


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
