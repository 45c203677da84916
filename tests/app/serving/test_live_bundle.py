"""The live bundle: opened, swapped, kept where the new one is bad, freed when nobody needs it."""

import gc
import logging
import shutil
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.serving import live as serving
from app.serving.live import LiveBundle
from app.serving.watching import Watcher
from app.settings import Settings
from indexer.bundle import MANIFEST, BundleError
from indexer.publishing import rollback
from tests.collection import LATECOMER
from tests.conftest import publish

THREADS = 8


@pytest.fixture
def own(tmp_path: Path, bundles: Path) -> Path:
    """A copy of the published bundle that a test may harm."""
    out = tmp_path / "bundles"
    shutil.copytree(bundles, out, symlinks=True)
    return out


def bundle_of(client: TestClient) -> str:
    return client.get("/readyz").json()["bundle"]


def test_a_bundle_folder_itself_is_served_too(own: Path) -> None:
    folder = (own / "current").resolve()
    assert LiveBundle(folder).edition.folder == folder


def test_nothing_new_is_nothing_to_do(own: Path) -> None:
    live = LiveBundle(own)
    before = live.edition
    assert not live.refresh()
    assert live.edition is before


def test_a_newly_published_bundle_is_served(own: Path, encoder_folder: Path) -> None:
    live = LiveBundle(own)
    before = live.edition
    name = publish(own, encoder_folder, LATECOMER)
    assert live.refresh()
    assert live.edition.name == name != before.name
    assert live.edition.public_row(LATECOMER.code) is not None
    assert before.public_row(LATECOMER.code) is None
    assert (live.swaps, live.refusals) == (1, 0)


def test_a_rollback_is_served(own: Path, encoder_folder: Path) -> None:
    first = LiveBundle(own).edition.name
    publish(own, encoder_folder, LATECOMER)
    live = LiveBundle(own)
    assert rollback(own) == first
    assert live.refresh()
    assert live.edition.name == first


def test_an_edition_that_was_replaced_is_freed_when_its_last_request_ends(own: Path, encoder_folder: Path) -> None:
    live = LiveBundle(own)
    held = live.edition
    gone = weakref.ref(held)
    publish(own, encoder_folder, LATECOMER)
    live.refresh()
    assert held.engine.search("đăng ký khai sinh").hits
    del held
    assert gone() is None


def harmed_by_cutting(folder: Path) -> None:
    path = folder / "documents" / "whole.jsonl"
    path.write_bytes(path.read_bytes()[:-100])


def harmed_by_one_bit(folder: Path) -> None:
    path = folder / "dense" / "passages.faiss"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def harmed_by_a_missing_file(folder: Path) -> None:
    (folder / "rows.json").unlink()


def harmed_by_a_missing_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def harmed_by_a_cut_manifest(folder: Path) -> None:
    path = folder / MANIFEST
    path.write_bytes(path.read_bytes()[:-50])


HARM = [
    harmed_by_cutting,
    harmed_by_one_bit,
    harmed_by_a_missing_file,
    harmed_by_a_missing_manifest,
    harmed_by_a_cut_manifest,
]


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_bundle_is_refused_at_start_with_the_remedy(own: Path, harm) -> None:
    harm((own / "current").resolve())
    with pytest.raises(BundleError, match="python -m indexer build"):
        LiveBundle(own)


def test_no_bundle_is_refused_at_start_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="python -m indexer build"):
        LiveBundle(tmp_path)


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_new_bundle_leaves_the_old_one_serving(
    own: Path, encoder_folder: Path, harm, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveBundle(own)
    before = live.edition
    publish(own, encoder_folder, LATECOMER)
    harm((own / "current").resolve())
    with caplog.at_level(logging.ERROR, "motcua.serving"):
        assert not live.refresh()
        assert not live.refresh()
    assert live.edition is before
    assert (live.swaps, live.refusals) == (0, 1)
    (line,) = caplog.messages
    assert before.name in line
    assert "python -m indexer build" in line


def test_a_bundle_that_was_still_being_copied_is_tried_again(
    own: Path, encoder_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveBundle(own)
    publish(own, encoder_folder, LATECOMER)
    folder = (own / "current").resolve()
    content = (folder / "rows.json").read_bytes()
    (folder / "rows.json").write_bytes(content[:10])
    assert not live.refresh()
    (folder / "rows.json").write_bytes(content)
    assert not live.refresh(), "it must wait before it reads everything again"
    now = serving.time.monotonic()
    monkeypatch.setattr(serving.time, "monotonic", lambda: now + serving.RETRY_SECONDS)
    assert live.refresh()
    assert live.edition.folder == folder


def test_a_vanished_link_leaves_the_old_one_serving(own: Path) -> None:
    live = LiveBundle(own)
    (own / "current").unlink()
    assert not live.refresh()
    assert live.edition.engine.search("đăng ký khai sinh").hits


@pytest.fixture
def asking(own: Path) -> Iterator[TestClient]:
    """A client of an application that looks for new bundles all the time."""
    settings = Settings(bundle=own, store_url="", access_log=False, watch_seconds=0.05)
    app = create_app(settings, LiveBundle(own))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


def test_no_request_fails_while_bundles_are_swapped(asking: TestClient, own: Path, encoder_folder: Path) -> None:
    before, done = bundle_of(asking), threading.Event()

    def ask() -> list[tuple[int, str]]:
        answers = []
        while not done.is_set():
            response = asking.get("/api/v1/search", params={"q": "đăng ký kết hôn cần giấy tờ gì"})
            answers.append((response.status_code, response.json().get("bundle", "")))
        return answers

    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(ask) for _ in range(THREADS)]
        after = publish(own, encoder_folder, LATECOMER)
        for _ in range(600):
            if bundle_of(asking) == after:
                break
            threading.Event().wait(0.05)
        threading.Event().wait(0.2)
        done.set()
        answers = [answer for future in asked for answer in future.result()]
    assert {status for status, _ in answers} == {200}
    assert {name for _, name in answers} == {before, after}
    assert asking.get(f"/api/v1/procedures/{LATECOMER.code}").status_code == 200


def test_the_watcher_ends_when_it_is_told_to(own: Path) -> None:
    before = set(threading.enumerate())
    watcher = Watcher(LiveBundle(own), 0.01)
    watcher.start()
    watcher.stop()
    assert set(threading.enumerate()) <= before


def test_the_collector_is_on_after_opening(own: Path) -> None:
    LiveBundle(own)
    assert gc.isenabled()
