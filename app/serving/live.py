"""The live bundle: what is answered from now, and how a newly published bundle takes its place."""

import gc
import logging
import time
from pathlib import Path

from app.serving.edition import Edition
from indexer.bundle import BundleError, current_folder

RETRY_SECONDS = 30.0
RETRIES_DOUBLE_UP_TO = 600.0

logger = logging.getLogger("motcua.serving")


class LiveBundle:
    """Holds the edition in use. A request takes `edition` once and keeps it to its end, so that a swap drops nothing.

    Only one thread may call `refresh`; any number may read `edition`. An edition that was replaced is freed when
    the last request that holds it ends.
    """

    def __init__(self, path: Path) -> None:
        """Open the bundle published at `path`. Raises BundleError or OSError where it must not be served."""
        self._path = path
        self._refused: tuple[Path, str] | None = None
        self._wait = 0.0
        self._retry_at = 0.0
        self.swaps = 0
        self.refusals = 0
        self.edition = _opened(current_folder(path))

    def refresh(self) -> bool:
        """Swap to the bundle that is published now; whether a swap took place.

        A bundle that cannot be opened is logged, the one in use stays, and it is tried again later in case its files
        were still being copied.
        """
        folder = self._path
        try:
            folder = current_folder(self._path)
            if folder == self.edition.folder or not self._due(folder):
                return False
            self._swap(_opened(folder))
        except (BundleError, OSError) as problem:
            self._refuse(folder, str(problem))
            return False
        return True

    def _swap(self, edition: Edition) -> None:
        before, self.edition = self.edition.name, edition
        self._refused, self._wait = None, 0.0
        self.swaps += 1
        logger.info("now serving bundle %s instead of %s", edition.name, before)

    def _due(self, folder: Path) -> bool:
        return self._refused is None or self._refused[0] != folder or time.monotonic() >= self._retry_at

    def _refuse(self, folder: Path, reason: str) -> None:
        again = self._refused is not None and self._refused[0] == folder
        self._wait = min(2 * self._wait, RETRIES_DOUBLE_UP_TO) if again else RETRY_SECONDS
        self._retry_at = time.monotonic() + self._wait
        if self._refused != (folder, reason):
            self.refusals += 1
            logger.error("a new bundle is refused, %s keeps serving: %s", self.edition.name, reason)
        self._refused = (folder, reason)


def _opened(folder: Path) -> Edition:
    """An edition opened without the garbage collector, which would walk its millions of objects again and again."""
    gc.disable()
    try:
        return Edition.open(folder)
    finally:
        gc.enable()
        gc.freeze()
