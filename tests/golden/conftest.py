import subprocess
import sys
from pathlib import Path

import pytest

from app.search.pipeline import SearchEngine
from indexer.bundle import Bundle

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shipped_bundle() -> Path:
    """The bundle of the shipped corpus, made by the real command with the real encoder; vectors of an earlier run are reused."""
    out = ROOT / "build" / "golden"
    command = [sys.executable, "-m", "indexer", "build", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return out


@pytest.fixture(scope="session")
def engine(shipped_bundle: Path) -> SearchEngine:
    return SearchEngine(Bundle.open(shipped_bundle))
