"""Watching: a thread that looks for a newly published bundle."""

import threading

from app.serving.live import LiveBundle

STOP_SECONDS = 30.0


class Watcher:
    """Refreshes a live bundle every `seconds` until it is stopped."""

    def __init__(self, live: LiveBundle, seconds: float) -> None:
        self._live = live
        self._seconds = seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="bundle-watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End, after a swap that is under way."""
        self._stopping.set()
        self._thread.join(STOP_SECONDS)

    def _watch(self) -> None:
        while not self._stopping.wait(self._seconds):
            self._live.refresh()
