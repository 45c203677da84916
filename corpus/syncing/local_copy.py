"""The local copy: one dated JSONL file of details that the importer reads, and what a sync must remember, under `.sync`.

A line of the copy is `{id, code, fingerprint, fetched, detail}`, `detail` as the portal gave it. Details that a run brings
go to a file of their own, line by line; `settle` brings both together in one step, so that a kill loses one line at most.
"""

import fcntl
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from corpus.syncing import durable
from corpus.syncing.listing import Item
from corpus.syncing.troubles import Busy

_FILES = "portal_????-??-??.jsonl"


@dataclass(frozen=True, slots=True)
class Held:
    """A detail in the copy: when it was fetched, for which fingerprint, and where its line stands."""

    id: str
    code: str
    fingerprint: str
    fetched: datetime
    file: Path
    start: int

    def detail(self) -> Mapping[str, object]:
        """The detail, read from its file."""
        with self.file.open("rb") as file:
            file.seek(self.start)
            found: dict[str, object] = json.loads(file.readline())["detail"]
        return found


class LocalCopy:
    """A folder with a copy of the portal; `settled` is what stood after the last run, `incoming` what came since, by id."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._memory = folder, folder / ".sync"
        self._memory.mkdir(parents=True, exist_ok=True)
        self._arrivals = self._memory / "incoming.jsonl"
        durable.mend(self._arrivals)
        self.settled = dict(_held(self.file)) if self.file else {}
        self.incoming = dict(_held(self._arrivals))

    @property
    def file(self) -> Path | None:
        """The file of the copy; None before the first run. After an interrupted settling there may be two, the newer whole."""
        files = sorted(self._folder.glob(_FILES))
        return files[-1] if files else None

    @property
    def list_file(self) -> Path:
        """Where the list is kept while it is read."""
        return self._memory / "list.jsonl"

    def changes_file(self, now: datetime) -> Path:
        """Where the changes of a run are written when no other place is asked for."""
        return self._memory / f"changes_{now:%Y-%m-%dT%H%M%S}.json"

    @contextmanager
    def reserved(self) -> Iterator[None]:
        """Keep other runs away. Raises `Busy`."""
        with (self._memory / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(f"another sync works on {self._folder}") from None
            yield

    def current(self, identifier: str) -> Held | None:
        """The newest detail held of a record."""
        return self.incoming.get(identifier) or self.settled.get(identifier)

    def add(self, item: Item, detail: Mapping[str, object], now: datetime) -> None:
        """Keep a detail that has arrived."""
        start = self._arrivals.stat().st_size if self._arrivals.exists() else 0
        line = {"id": item.id, "code": detail["code"], "fingerprint": item.fingerprint, "fetched": now.isoformat()}
        durable.append(self._arrivals, [{**line, "detail": detail}])
        self.incoming[item.id] = Held(item.id, str(detail["code"]), item.fingerprint, now, self._arrivals, start)

    def settle(self, vanished: frozenset[str], day: date) -> None:
        """Bring what arrived into the copy, dated by the day, and leave out what has vanished."""
        kept = [held for held in (self.settled | self.incoming).values() if held.id not in vanished]
        new = self._folder / f"portal_{day.isoformat()}.jsonl"
        durable.replace(new, map(_line, sorted(kept, key=lambda held: (held.code, held.id))))
        for old in self._folder.glob(_FILES):
            if old != new:
                old.unlink()
        self._arrivals.unlink(missing_ok=True)
        self.settled, self.incoming = dict(_held(new)), {}


def _line(held: Held) -> bytes:
    with held.file.open("rb") as file:
        file.seek(held.start)
        return file.readline()


def _held(path: Path) -> Iterator[tuple[str, Held]]:
    for start, line in durable.lines(path):
        name, code, fingerprint = (str(line[key]) for key in ("id", "code", "fingerprint"))
        yield name, Held(name, code, fingerprint, datetime.fromisoformat(str(line["fetched"])), path, start)
