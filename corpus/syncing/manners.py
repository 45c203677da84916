"""How the portal is asked: one request at a time, with pauses, and few tries."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SHORTEST_PAUSE = 1.0
_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds between requests, stretched by up to `jitter` of themselves; seconds to wait for an answer; tries of one request.

    Between tries the pause doubles from `first_wait` up to `longest_wait`.
    """

    pause: float = 1.5
    jitter: float = 0.5
    timeout: float = 30.0
    tries: int = 5
    first_wait: float = 5.0
    longest_wait: float = 120.0

    def fits(self, address: str) -> bool:
        """Whether the pause is long enough for the machine at an address; one's own may be asked without any."""
        return self.pause >= SHORTEST_PAUSE or urlsplit(address).hostname in _OWN_MACHINE


@dataclass(slots=True)
class Pacing:
    """Waits until the next request may be made."""

    manners: Manners
    pause: float
    sleep: Callable[[float], None]
    _next: float = field(default=0.0)

    def wait(self) -> None:
        """Sleep as long as the last request asks for."""
        left = self._next - time.monotonic()
        if left > 0:
            self.sleep(left)

    def answered(self) -> None:
        """The pause begins when an answer is there, so that a slow server is asked less often."""
        self._next = time.monotonic() + self.pause * (1 + random.uniform(0, self.manners.jitter))
