"""Filters of a search, applied to the light columns before anything is ranked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.records import Kind
from indexer.bundle import Bundle
from indexer.catalogue import Row
from indexer.normalization import plain_key

FACETED = ("field", "levels", "issuer", "audience", "province", "kind")


@dataclass(frozen=True, slots=True)
class Filters:
    """Wanted values; an empty one does not filter. `province` keeps national records too: they hold everywhere."""

    field: str = ""
    level: str = ""
    agency: str = ""
    audience: str = ""
    province: str = ""
    kind: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is filtered."""
        return any(getattr(self, part.name) for part in fields(self))


def _admits(row: Row, wanted: Filters) -> bool:
    return (
        (not wanted.field or plain_key(row.field) == wanted.field)
        and (not wanted.level or wanted.level in map(plain_key, row.levels))
        and (not wanted.agency or wanted.agency in plain_key(f"{row.agency} {row.issuer}"))
        and (not wanted.audience or any(wanted.audience in plain_key(a) for a in row.audience))
        and (not wanted.province or not row.province or plain_key(row.province) == wanted.province)
        and (not wanted.kind or row.kind == wanted.kind)
    )


def _public(row: Row) -> bool:
    return not row.internal and row.kind != Kind.GUIDE


def allowed(bundle: Bundle, filters: Filters) -> NDArray[np.bool_]:
    """Mask (rows,) of the records a search may show; internal procedures never are, guides with their acts."""
    public = np.array([_public(row) for row in bundle.rows], dtype=np.bool_)
    if not filters.active:
        return public
    values = {part.name: getattr(filters, part.name) for part in fields(filters)}
    wanted = Filters(**{name: value if name == "kind" else plain_key(value) for name, value in values.items()})
    return public & np.array([_admits(row, wanted) for row in bundle.rows], dtype=np.bool_)


def faceted(row: Row) -> tuple[tuple[str, str], ...]:
    """(column, value) of a record, for every value of its faceted columns."""
    columns = ((column, getattr(row, column)) for column in FACETED)
    return tuple(
        (column, value) for column, held in columns for value in ((held,) if isinstance(held, str) else held) if value
    )


def facets(values: Iterable[tuple[tuple[str, str], ...]]) -> dict[str, dict[str, int]]:
    """How many of the found records hold each value of each faceted column, the most frequent first.

    `values` are what `faceted` says of each.
    """
    counts = Counter(chain.from_iterable(values))
    made: dict[str, dict[str, int]] = {column: {} for column in FACETED}
    for (column, value), count in counts.most_common():
        made[column][value] = count
    return made
