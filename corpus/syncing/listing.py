"""Reading the portal's whole list, page by page, so that an interruption costs one page at most.

Only a list that was read to its end, and holds as many records as the portal counts, tells that a record has vanished.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from corpus.syncing import durable
from corpus.syncing.portal import Page, Portal

STILL_FRESH = timedelta(hours=24)
_LONGEST_STANDSTILL = 3


@dataclass(frozen=True, slots=True)
class Item:
    """What the list says of a record; `fingerprint` changes with anything the list says of it."""

    id: str
    code: str
    fingerprint: str


def item(entry: Mapping[str, object]) -> Item:
    """An entry of the list."""
    said = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return Item(str(entry["id"]), str(entry.get("code") or ""), hashlib.sha256(said).hexdigest()[:32])


@dataclass(slots=True)
class Listing:
    """The list as far as it was read; `file` holds a head line, then a line for each page."""

    file: Path
    started: datetime
    items: dict[str, Item] = field(default_factory=dict)
    last_id: str = ""
    total: int = 0
    ended: bool = False

    @property
    def complete(self) -> bool:
        """Whether every record of the portal is in the list."""
        return self.ended and len(self.items) >= self.total

    def read_on(self, portal: Portal) -> None:
        """Read the pages that are missing. Raises `Stopped` and `Unanswered`."""
        standstill = 0
        while not self.ended and standstill < _LONGEST_STANDSTILL:
            page, known = portal.page(self.last_id), len(self.items)
            durable.append(self.file, [page.model_dump()])
            self.take(page)
            standstill = standstill + 1 if len(self.items) == known else 0

    def take(self, page: Page) -> None:
        """Add a page that was read. An empty one, or one that leads nowhere new, is the last."""
        self.ended = not page.items or page.last_id in ("", self.last_id)
        self.last_id, self.total = page.last_id or self.last_id, page.total
        self.items |= {found.id: found for found in map(item, page.items)}

    def forget(self) -> None:
        """The next run reads the list anew."""
        self.file.unlink(missing_ok=True)


def opened(file: Path, now: datetime) -> Listing:
    """The list that an earlier run began, unless it is older than `STILL_FRESH`, else a new one."""
    durable.mend(file)
    head, *pages = [line for _, line in durable.lines(file)] or [{}]
    started = datetime.fromisoformat(str(head["started"])) if head else now
    if head and now - started <= STILL_FRESH:
        listing = Listing(file, started)
        for line in pages:
            listing.take(Page.model_validate(line))
        return listing
    durable.replace(file, [durable.packed({"started": now.isoformat()})])
    return Listing(file, now)
