"""What reading a file yields: records with their origin, what was mended in them, and what was turned away."""

from dataclasses import dataclass
from typing import TypeAlias

from corpus.companions import Document
from corpus.records import PopularNames

Record: TypeAlias = Document | PopularNames


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: the file's name and the line (JSONL), row (xlsx) or entry in it, from 1; 0 is the whole file."""

    file: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mend:
    """Something put right in a record; `what` is one of few phrases, so that mends can be counted."""

    file: str
    line: int
    field: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record (or, with line 0, a whole file) that was not imported; `reason` is one of few phrases, for counting."""

    file: str
    line: int
    field: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A record as it was read, before records of the same code are brought together."""

    record: Record
    origin: Origin
    mends: tuple[Mend, ...] = ()


Outcome: TypeAlias = Imported | Rejection


class Malformed(ValueError):
    """A record that cannot be imported: which field, and why."""

    def __init__(self, field: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason, self.detail = field, reason, detail

    def rejection(self, origin: Origin) -> Rejection:
        """The same as an outcome of reading `origin`."""
        return Rejection(origin.file, origin.line, self.field, self.reason, self.detail[:200])
