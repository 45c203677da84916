"""The course of a sync: read the list, fetch what is new or changed, bring the copy up to date, tell what changed.

An item of the list carries no date of change. A detail is fetched again when anything in its item changed, and anyway after
`refresh` days, because the portal amends details without a sign in the list.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from corpus.importing import Outcome
from corpus.importing.collection import collected
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Malformed, Origin
from corpus.importing.portal_api import read
from corpus.records import Procedure
from corpus.syncing import durable, listing
from corpus.syncing.differences import Differences, between
from corpus.syncing.listing import Item, Listing
from corpus.syncing.local_copy import Held, LocalCopy
from corpus.syncing.portal import Portal
from corpus.syncing.troubles import Gone, Stopped, Unanswered

MOST_FAILURES = 3
MOST_VANISHED = 0.2
_FEW = 10
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """What a run may do: how many details it may fetch (None for all), after how many days a detail is fetched anyway."""

    limit: int | None = None
    refresh: int = 30


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How a run ended: what changed, what is left for the next one, and why it stopped before the end ("" if it did not)."""

    changes: Differences
    fetched: int
    left: int
    listed: int
    stopped: str
    warnings: tuple[str, ...]

    def render(self) -> str:
        """Lines for a terminal."""
        lines = [f"{self.listed} records listed, {self.fetched} details fetched, {self.left} left for the next run"]
        lines += [f"warning: {warning}" for warning in self.warnings]
        lines += [f"stopped early: {self.stopped}"] if self.stopped else []
        return "\n".join([*lines, self.changes.render()])


@dataclass(slots=True)
class Course:
    """One run on a copy; `tell` takes lines for the operator.

    The changes are written before the copy is brought up to date: a run killed in between tells them again.
    """

    copy: LocalCopy
    portal: Portal
    wish: Wish
    now: datetime
    changes_file: Path
    tell: Callable[[str], None] = print
    fetched: int = 0
    failed: int = 0

    def run(self) -> Outcomes:
        """Run to the end or until the portal must be left alone; what arrived is kept either way."""
        listed = listing.opened(self.copy.list_file, self.now)
        wanted: list[Item] = []
        stopped = ""
        try:
            listed.read_on(self.portal)
            wanted = self._wanted(listed)
            self.tell(f"{len(listed.items)} of {listed.total} records listed, {len(wanted)} details to fetch")
            self._fetch(wanted if self.wish.limit is None else wanted[: self.wish.limit])
        except (Stopped, Unanswered, Gone) as problem:
            stopped = str(problem)
        return self._settled(listed, max(0, len(wanted) - self.fetched), stopped)

    def _wanted(self, listed: Listing) -> list[Item]:
        """New records, then changed ones, then those whose detail is due, the oldest first."""
        ranked = [(self._rank(item), item) for item in listed.items.values()]
        return [item for rank, item in sorted(ranked, key=lambda pair: (pair[0], pair[1].id)) if rank <= self._due()]

    def _due(self) -> tuple[int, datetime]:
        return 2, self.now - timedelta(days=self.wish.refresh)

    def _rank(self, item: Item) -> tuple[int, datetime]:
        """What a record is (0 new, 1 changed, 2 as it was), and since when it is held."""
        held = self.copy.current(item.id)
        if held is None:
            return 0, self.now
        return 1 if held.fingerprint != item.fingerprint else 2, held.fetched

    def _fetch(self, wanted: Iterable[Item]) -> None:
        """Fetch details one by one. Raises `Stopped`, and `Unanswered` when several in a row failed."""
        in_a_row = 0
        for item in wanted:
            try:
                self.copy.add(item, self.portal.detail(item.id), self.now)
            except Gone:
                self.failed += 1
                continue
            except Unanswered as problem:
                self.failed, in_a_row = self.failed + 1, in_a_row + 1
                self.tell(f"{item.code} {item.id}: {problem}")
                if in_a_row >= MOST_FAILURES:
                    raise
                continue
            in_a_row, self.fetched = 0, self.fetched + 1
            if self.fetched % _TOLD_EVERY == 0:
                self.tell(f"{self.fetched} details fetched")

    def _settled(self, listed: Listing, left: int, stopped: str) -> Outcomes:
        vanished, warnings = self._vanished(listed)
        changes = self._changes(vanished)
        durable.replace(
            self.changes_file, [json.dumps(changes.as_json(), ensure_ascii=False, indent=1).encode(), b"\n"]
        )
        if self.copy.incoming or vanished or not self.copy.file:
            self.copy.settle(vanished, self.now.date())
        if listed.ended and not stopped and left == self.failed:
            listed.forget()
        return Outcomes(changes, self.fetched, left, len(listed.items), stopped, warnings)

    def _vanished(self, listed: Listing) -> tuple[frozenset[str], tuple[str, ...]]:
        """Records that a complete list no longer holds; none where so many are missing that the list must be wrong."""
        if not listed.ended:
            return frozenset(), ()
        if not listed.complete:
            return frozenset(), (
                f"the list holds {len(listed.items)} of {listed.total} records: nothing taken for abolished",
            )
        gone = frozenset(self.copy.settled.keys() - listed.items.keys())
        if len(gone) > max(_FEW, MOST_VANISHED * len(self.copy.settled)):
            return frozenset(), (
                f"{len(gone)} of {len(self.copy.settled)} records are missing: nothing taken for abolished",
            )
        return gone, ()

    def _changes(self, vanished: frozenset[str]) -> Differences:
        """Differences of the acts that this run touched; a code may stand under several records of the portal."""
        settled, incoming = self.copy.settled, self.copy.incoming
        codes = {held.code for held in incoming.values()} | {settled[name].code for name in vanished}
        before = {name: held for name, held in settled.items() if held.code in codes or name in incoming}
        after = {name: held for name, held in (before | incoming).items() if name not in vanished}
        return between(_procedures(before), _procedures(after))


def _procedures(held: Mapping[str, Held]) -> tuple[Procedure, ...]:
    """The records of some details; those that cannot be imported are left out."""
    return collected((_outcome(one) for one in held.values()), files=1).procedures


def _outcome(held: Held) -> Outcome:
    origin = Origin(held.file.name, 1)
    try:
        return read(Fields(held.detail()), origin)
    except Malformed as error:
        return error.rejection(origin)
