"""What can go wrong while the copy is brought up to date."""

from datetime import datetime


class Trouble(Exception):
    """A sync cannot go on; the message says why."""


class Busy(Trouble):
    """Another sync works on the same folder."""


class Impolite(Trouble):
    """The portal would be asked too fast."""


class Stopped(Trouble):
    """The portal must not be asked any more for now; `again` is when it may be."""

    def __init__(self, reason: str, again: datetime) -> None:
        super().__init__(f"{reason}; try again after {again:%Y-%m-%d %H:%M}")
        self.again = again


class Unanswered(Trouble):
    """A request failed in a way that may pass: no answer, half an answer, or an error of the server.

    `wait` is how many seconds the server asks for.
    """

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class Gone(Trouble):
    """The portal says that it has no such record."""
