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


def _faceted(row: Row) -> tuple[tuple[str, str], ...]:
    """(column, value) of a record, for every value of its faceted columns."""
    columns = ((column, getattr(row, column)) for column in FACETED)
    return tuple(
        (column, value) for column, held in columns for value in ((held,) if isinstance(held, str) else held) if value
    )


class FacetCounter:
    """Counts the values of faceted columns; they are numbered once, because numbers are counted faster than texts."""

    def __init__(self, rows: Iterable[Row]) -> None:
        numbers: dict[tuple[str, str], int] = {}
        self._held = [tuple(numbers.setdefault(value, len(numbers)) for value in _faceted(row)) for row in rows]
        self._values = [*numbers]

    def counted(self, rows: Iterable[int]) -> dict[str, dict[str, int]]:
        """How many of these rows hold each value of each faceted column, the most frequent first."""
        made: dict[str, dict[str, int]] = {column: {} for column in FACETED}
        for number, count in Counter(chain.from_iterable(self._held[row] for row in rows)).most_common():
            column, value = self._values[number]
            made[column][value] = count
        return made
