"""The server as a process of its own: started, refused, killed, read in its log."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

from indexer.bundle import verify
from tests.collection import BIRTH

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 300
RUNNING = re.compile(r"running on http://127\.0\.0\.1:(\d+)")
PUBLISHER = """
import sys
from pathlib import Path
from tests.collection import procedure, WARD_OFFICE
from tests.conftest import publish
out, encoder, first, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
for number in range(first, first + count):
    more = procedure(f"9.{number:06d}", f"Thủ tục thử số {number}", "Thử", WARD_OFFICE)
    print(publish(out, encoder, more), flush=True)
"""


def environment(**more: str) -> dict[str, str]:
    """The environment without the settings of whoever runs the tests, but with those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    return kept | {"MOTCUA_STORE_URL": "", "MOTCUA_WATCH_SECONDS": "0.1", "PYTHONPATH": str(ROOT)} | more


@dataclass
class Server:
    """A running server and its log."""

    bundle: Path
    log: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "app", "--bundle", str(self.bundle), "--port", "0"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=self.log.parent, env=environment(**self.settings), stdout=log, stderr=log
            )
        try:
            self.port = self._port()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(PATIENCE_SECONDS)

    def _port(self) -> int:
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up and self.process.poll() is None:
            if found := RUNNING.search(self.text):
                return int(found[1])
            time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.text}")

    @property
    def text(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def get(self, target: str) -> tuple[int, dict]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", target)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def bundle_in_use(self) -> str:
        return str(self.get("/readyz")[1]["bundle"])


@pytest.fixture
def own(tmp_path: Path, bundles: Path) -> Path:
    """A copy of the published bundle that a test may harm."""
    out = tmp_path / "bundles"
    shutil.copytree(bundles, out, symlinks=True)
    return out


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, bundles: Path) -> Iterator[Server]:
    with Server(bundles, tmp_path_factory.mktemp("server") / "log") as running:
        yield running


def publisher(own: Path, encoder: Path, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PUBLISHER, str(own), str(encoder), str(first), str(count)]
    return subprocess.Popen(command, env=environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True)


def start_in_vain(folder: Path, *arguments: str, **settings: str) -> str:
    """What a start says that must end with status 2 at once."""
    command = [sys.executable, "-m", "app", *arguments]
    ended = subprocess.run(
        command, cwd=folder, env=environment(**settings), capture_output=True, text=True, timeout=PATIENCE_SECONDS
    )
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_server_answers(server: Server) -> None:
    status, answer = server.get(f"/api/v1/search?q={BIRTH}")
    assert status == 200
    assert answer["hits"][0]["code"] == BIRTH


def test_ten_thousand_letters_are_explained(server: Server) -> None:
    status, problem = server.get("/api/v1/search?q=" + quote("ộ" * 10_000))
    assert status == 422
    assert problem["errors"][0]["field"] == "q"


def test_the_log_names_requests_and_never_what_was_asked(server: Server) -> None:
    server.get("/api/v1/search?q=" + quote("số nhà 12 phố Hoa CCCD 012345678901"))
    server.get("/api/v1/nothing/0912345678")
    server.get("/api/v1/a%0A2026-01-01%20INFO%20motcua.access:%20forged%E2%80%A8b%C3%A9")
    # A line is written after its answer has gone out.
    give_up = time.monotonic() + PATIENCE_SECONDS
    while "/api/v1/a?2026" not in server.text:
        assert time.monotonic() < give_up
        time.sleep(0.02)
    lines = [line for line in server.text.splitlines() if "motcua.access" in line]
    assert all(re.match(r"20\d\d-\d\d-\d\d .* INFO motcua\.access: GET /", line) for line in lines)
    assert any(re.search(r"GET /api/v1/search 200 \d+\.\d ms$", line) for line in lines)
    assert any("GET /api/v1/nothing/[số điện thoại] 404" in line for line in lines)
    for personal in ("012345678901", "0912345678", "Hoa", "q="):
        assert personal not in server.text


@pytest.mark.parametrize("what", ["missing", "altered"])
def test_a_bundle_that_must_not_be_served_ends_the_start(own: Path, what: str) -> None:
    if what == "missing":
        shutil.rmtree(own)
    else:
        with (own / "current" / "rows.json").open("ab") as rows:
            rows.write(b" ")
    said = start_in_vain(own.parent, "--bundle", str(own), "--port", "0")
    assert "python -m indexer build" in said
    assert len(said.splitlines()) == 1


def test_settings_that_cannot_be_used_end_the_start(tmp_path: Path) -> None:
    said = start_in_vain(tmp_path, "--port", "99999", MOTCUA_WATCH_SECONDS="soon")
    assert "MOTCUA_PORT" in said
    assert "MOTCUA_WATCH_SECONDS" in said
    assert "docs/settings.md" in said


def test_killed_at_any_moment_of_publishing_server_and_publisher_lose_nothing(own: Path, encoder_folder: Path) -> None:
    log = own.parent / "log"
    with Server(own, log) as running:
        before = running.bundle_in_use()
        for first, seconds in ((100, 0.0), (200, 0.15), (300, 0.4)):
            publishing = publisher(own, encoder_folder, first, 50)
            assert publishing.stdout is not None
            publishing.stdout.readline()
            time.sleep(seconds)
            publishing.send_signal(signal.SIGKILL)
            publishing.wait(PATIENCE_SECONDS)
            verify((own / "current").resolve())
            assert running.get("/api/v1/search?q=khai+sinh")[0] == 200
        assert "is refused" not in running.text
        publishing = publisher(own, encoder_folder, 400, 3)
        running.process.send_signal(signal.SIGKILL)
        published = publishing.communicate(timeout=PATIENCE_SECONDS)[0].split()
    with Server(own, log) as running:
        assert running.bundle_in_use() == published[-1] != before
        assert running.get("/api/v1/procedures/9.000402")[0] == 200
