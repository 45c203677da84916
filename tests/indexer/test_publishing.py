import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.bundle import MANIFEST, Bundle, BundleError, current_folder, verify
from indexer.publishing import KEPT, discard_unfinished, history, publish, rollback


def finished(out: Path, name: str) -> Path:
    folder = out / f".unfinished-{name}"
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(name, encoding="utf-8")
    return publish(folder, out, name)


def test_publish_and_roll_back(tmp_path: Path) -> None:
    finished(tmp_path, "one")
    finished(tmp_path, "two")
    assert (tmp_path / "current").resolve().name == "two"
    assert rollback(tmp_path) == "one"
    assert (tmp_path / "current").resolve().name == "one"
    with pytest.raises(BundleError, match="no earlier bundle"):
        rollback(tmp_path)


def test_old_bundles_are_dropped(tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        finished(tmp_path, f"b{number}")
    assert history(tmp_path) == [f"b{number}" for number in range(2, KEPT + 2)]
    assert not (tmp_path / "b0").exists()


def test_publishing_the_same_bundle_twice(tmp_path: Path) -> None:
    finished(tmp_path, "one")
    finished(tmp_path, "one")
    assert history(tmp_path) == ["one"]


def test_remains_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".unfinished-9").mkdir()
    (tmp_path / ".unfinished-9-link").symlink_to("nowhere")
    discard_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["altered", "short", "missing", "manifest", "none"])
def test_a_broken_bundle_is_refused(tmp_path: Path, bundles: Path, what: str) -> None:
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(current_folder(bundles), folder)
    victim = folder / "rows.json"
    if what == "altered":
        victim.write_bytes(victim.read_bytes().replace(b"a", b"b", 1))
    elif what == "short":
        victim.write_bytes(victim.read_bytes()[:-10])
    elif what == "missing":
        victim.unlink()
    elif what == "manifest":
        (folder / MANIFEST).write_text("{", encoding="utf-8")
    else:
        shutil.rmtree(folder)
        folder.mkdir()
    with pytest.raises(BundleError, match="python -m indexer build"):
        Bundle.open(folder)


BUILDER = """
import sys
from pathlib import Path
from indexer.building import build
from tests.collection import LATECOMER, knowledge
build(knowledge(LATECOMER), Path(sys.argv[1]), Path(sys.argv[2]), lambda *_: None)
"""


@pytest.mark.parametrize("after", [0.0, 0.15, 0.4, 0.8])
def test_a_killed_build_leaves_the_published_bundle(
    tmp_path: Path, bundles: Path, encoder_folder: Path, after: float
) -> None:
    import shutil

    out = tmp_path / "out"
    shutil.copytree(bundles, out, symlinks=True)
    before = current_folder(out).name
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(encoder_folder), str(out)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    deadline = time.monotonic() + 60
    while process.poll() is None and not list(out.glob(".unfinished-*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(after)
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    status = process.wait()
    manifest = verify(current_folder(out))
    if status != 0 and current_folder(out).name == before:
        assert manifest.bundle == before
    discard_unfinished(out)
    assert not list(out.glob(".unfinished-*"))
