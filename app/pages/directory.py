"""What can be browsed in a bundle: fields, bodies, provinces, life events, and which records belong together."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from app.pages.slugs import slug
from corpus.importing.places import PROVINCES
from corpus.records import Kind, Level
from indexer.bundle import Bundle
from indexer.catalogue import Row, act_key, speaking_of
from indexer.normalization import fold

CITIZENS = "Công dân Việt Nam"

_CODE = re.compile(r"\d\.\d{6}")


@dataclass(frozen=True, slots=True)
class Listing:
    """The acts of one field or body, each by the record that stands for it, sorted by title."""

    slug: str
    name: str
    acts: tuple[Row, ...]

    @property
    def local(self) -> int:
        """How many of the acts citizens bring to their commune or ward: what most people come for."""
        return sum(Level.WARD in row.levels and CITIZENS in row.audience for row in self.acts)


class Directory:
    """The public records of a bundle, by what they have in common.

    `rows` are the records with a page of their own (a guide stands on its act's), `numbers` the place of every public
    record in the bundle by (kind, id), `by_code` the procedures, `life_events` those with an act that the bundle holds.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.numbers = {(row.kind, row.id): number for number, row in enumerate(rows) if not row.internal}
        shown = [rows[number] for number in self.numbers.values()]
        self.rows = tuple(row for row in shown if row.kind != Kind.GUIDE)
        local = {row.province for row in self.rows if row.province}
        self.provinces = tuple(sorted(local.union(PROVINCES), key=_alphabetical))
        self._acts: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            self._acts[row.act].append(row)
        procedures = [row for row in self.rows if row.kind == Kind.PROCEDURE]
        self.by_code = {row.id: row for row in procedures}
        self.fields = self._listings(procedures, lambda row: row.field)
        self.bodies = self._listings(procedures, lambda row: row.issuer)
        self._companions = speaking_of(shown)
        events = (row for row in self.rows if row.kind == Kind.LIFE_EVENT)
        held = (row for row in events if not self.by_code.keys().isdisjoint(row.procedures))
        self.life_events = tuple(sorted(held, key=lambda row: _alphabetical(row.title)))

    def versions(self, row: Row) -> tuple[Row, ...]:
        """The other records of the same act, national ones first, then by province."""
        others = (other for other in self._acts[row.act] if other.id != row.id)
        return tuple(sorted(others, key=lambda other: (_alphabetical(other.province), other.id)))

    def companions(self, kind: Kind, code: str) -> tuple[Row, ...]:
        """The records of a kind that speak of a procedure, guides among them."""
        return tuple(row for row in self._companions.get(code, ()) if row.kind == kind)

    def plain_name(self, row: Row) -> str:
        """What an act is called in plain words: by its guide, else by its title."""
        return next((guide.title for guide in self.companions(Kind.GUIDE, row.id)), row.title)

    def related(self, mentions: Iterable[str]) -> tuple[Row, ...]:
        """The records that a list of codes or titles names; what names none is left out."""
        found = (self._mentioned(mention) for mention in mentions)
        return tuple({row.id: row for row in found if row}.values())

    def _mentioned(self, mention: str) -> Row | None:
        if code := _CODE.search(mention):
            return self.by_code.get(code[0])
        same = self._acts.get(act_key(mention), ())
        return min(same, key=_national_first) if same else None

    def _listings(self, rows: Sequence[Row], name_of: Callable[[Row], str]) -> dict[str, Listing]:
        shelves: dict[str, dict[str, Row]] = defaultdict(dict)
        names: dict[str, str] = {}
        for row in sorted(rows, key=_national_first):
            if name := name_of(row):
                names.setdefault(slug(name), name)
                shelves[slug(name)].setdefault(row.act, row)
        listings = (
            Listing(key, names[key], tuple(sorted(shelf.values(), key=lambda row: _alphabetical(row.title))))
            for key, shelf in shelves.items()
        )
        return {listing.slug: listing for listing in sorted(listings, key=lambda listing: _alphabetical(listing.name))}


class DirectoryShelf:
    """The directory of the bundle in service, made once for each bundle."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: tuple[str, Directory] | None = None

    def directory(self, bundle: Bundle) -> Directory:
        """The directory of `bundle`; the bundle itself is not held."""
        made = self._made
        if made and made[0] == bundle.manifest.bundle:
            return made[1]
        with self._lock:
            self._made = (bundle.manifest.bundle, Directory(bundle.rows))
            return self._made[1]


def _alphabetical(text: str) -> tuple[str, str]:
    """Sort key: without marks first, as Vietnamese indexes do."""
    return fold(text), text


def _national_first(row: Row) -> tuple[bool, bool, str]:
    return bool(row.province), row.obsolete, row.id
