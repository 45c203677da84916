"""Publishing: a finished bundle becomes `current` in one atomic step, and can be taken back.

Under the output folder stand the bundles, named by content, the link `current` and the file `history` (names, oldest first).
A process killed at any moment leaves `current` pointing at a complete bundle.
"""

import os
import shutil
from pathlib import Path

from indexer.bundle import CURRENT, BundleError

HISTORY = "history"
KEPT = 3
UNFINISHED = ".unfinished-"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_files(folder: Path) -> None:
    """Force every file of a folder to the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as data:
                os.fsync(data.fileno())
    _sync_folder(folder)


def history(out: Path) -> list[str]:
    """Names of the published bundles, oldest first."""
    path = out / HISTORY
    names = path.read_text(encoding="utf-8").split() if path.exists() else []
    return [name for name in names if (out / name).is_dir()]


def _flip(out: Path, name: str, names: list[str]) -> None:
    link = out / f"{UNFINISHED}{os.getpid()}-link"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    os.replace(link, out / CURRENT)
    record = out / f"{UNFINISHED}{os.getpid()}-history"
    record.write_text("\n".join(names) + "\n", encoding="utf-8")
    os.replace(record, out / HISTORY)
    _sync_folder(out)


def publish(unfinished: Path, out: Path, name: str) -> Path:
    """Move a finished folder to its name, make it current, and drop bundles older than the last KEPT."""
    sync_files(unfinished)
    target = out / name
    if target.exists():
        shutil.rmtree(unfinished)
    else:
        os.replace(unfinished, target)
    names = [*(n for n in history(out) if n != name), name]
    _flip(out, name, names[-KEPT:])
    for old in names[:-KEPT]:
        shutil.rmtree(out / old)
    return target


def rollback(out: Path) -> str:
    """Make the bundle before the current one current; its name. Raises BundleError where there is none."""
    names = history(out)
    if len(names) < 2:
        raise BundleError(f"{out} holds no earlier bundle to go back to")
    _flip(out, names[-2], names[:-1])
    return names[-2]


def discard_unfinished(out: Path) -> None:
    """Remove what killed builds left behind."""
    for path in out.glob(f"{UNFINISHED}*"):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
