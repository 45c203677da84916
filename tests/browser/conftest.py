"""A real Chromium before a real server on a free port."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from app.main import create_app
from app.serving.live import LiveBundle
from app.settings import Settings
from indexer.__main__ import MODEL
from indexer.building import build
from indexer.encoder.exported import exported_encoder
from tests.browser.situation import situation
from tests.conftest import silent

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BUILD = Path(__file__).parents[2] / "build"
SCREENSHOTS = BUILD / "screenshots"
START_SECONDS = 30


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; without a browser they are skipped, except in CI, where that is a failure."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium here; on Debian: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    assert CHROMIUM, "CI needs a Chromium: apt-get install chromium"
    return {"executable_path": CHROMIUM, "args": list(FLAGS)}


@dataclass
class Running:
    """A server in a thread of its own; `origin` is its address."""

    origin: str
    server: uvicorn.Server
    thread: threading.Thread

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(START_SECONDS)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def run(application: FastAPI, port: int) -> Running:
    config = uvicorn.Config(
        application, host="127.0.0.1", port=port, log_level="error", access_log=False, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.02)
    return Running(f"http://127.0.0.1:{port}", server, thread)


@pytest.fixture(scope="session")
def situation_bundle(tmp_path_factory: pytest.TempPathFactory) -> LiveBundle:
    """The situation, indexed with the encoder that ships; its export is kept from one run to the next."""
    out = tmp_path_factory.mktemp("situation")
    build(situation(), exported_encoder(str(MODEL), BUILD), out, silent)
    return LiveBundle(out)


Start = Callable[..., Running]


@pytest.fixture
def start(situation_bundle: LiveBundle, tmp_path: Path) -> Iterator[Start]:
    """Starts a server with some settings of its own."""
    started: list[Running] = []

    def begin(port: int = 0, **chosen: object) -> Running:
        values: dict[str, object] = {"store_url": f"sqlite:///{tmp_path / 'store.sqlite3'}", "hotline": "1022"}
        settings = Settings.model_validate({"access_log": False, "cors_origins": ()} | values | chosen)
        started.append(run(create_app(settings, situation_bundle), port or free_port()))
        return started[-1]

    yield begin
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def portal(situation_bundle: LiveBundle) -> Iterator[str]:
    """The address of a server that every test may ask and none may change."""
    settings = Settings(access_log=False, store_url="", hotline="1022", agency_name="Trung tâm Phục vụ hành chính công")
    running = run(create_app(settings, situation_bundle), free_port())
    yield running.origin
    running.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    made.set_default_timeout(30_000)
    yield made
    made.close()


def watched(page: Page) -> list[str]:
    """What goes wrong on a page from now on: errors of scripts, and whatever the content policy refuses."""
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            wrong.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong."""
    made = context.new_page()
    wrong = watched(made)
    yield made
    assert wrong == []
