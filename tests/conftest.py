"""One small published bundle for all tests, and an application over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import create_app
from app.serving.live import LiveBundle
from app.settings import Settings
from corpus.records import Procedure
from indexer.building import Knowledge, build, prepare
from tests.collection import knowledge
from tests.small_encoder import write_encoder


def silent(what: str, done: int, total: int) -> None:
    """A build's progress that nobody watches."""


def publish(out: Path, encoder: Path, *more: Procedure) -> str:
    """Build and publish the collection, with further procedures; the name of the bundle."""
    return build(knowledge(*more), encoder, out, silent).manifest.bundle


def spoken(made: Knowledge) -> list[str]:
    """Every text the encoder may see."""
    questions = [line for entry in made.names for line in (*entry.names, *entry.questions)]
    return [*(passage.text for passage in prepare(made).passages), *questions, *made.unanswerable]


@pytest.fixture(scope="session")
def encoder_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_encoder(tmp_path_factory.mktemp("encoders") / "small", spoken(knowledge()))


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory, encoder_folder: Path) -> Path:
    """A folder as `build --out` leaves it; tests read it and change nothing."""
    out = tmp_path_factory.mktemp("bundles")
    publish(out, encoder_folder)
    return out


@pytest.fixture(scope="session")
def live(bundles: Path) -> LiveBundle:
    return LiveBundle(bundles)


@pytest.fixture(scope="session")
def settings(bundles: Path) -> Settings:
    """Settings that keep nothing and log nothing."""
    return Settings(bundle=bundles, store_url="", access_log=False)


@pytest.fixture(scope="session")
def application(settings: Settings, live: LiveBundle) -> FastAPI:
    return create_app(settings, live)


@pytest.fixture(scope="session")
def client(application: FastAPI) -> Iterator[TestClient]:
    """A client of the application, addressed by a name it serves; errors of the server are answers, not exceptions."""
    with TestClient(application, base_url="http://localhost", raise_server_exceptions=False) as made:
        yield made
