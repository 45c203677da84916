"""Situations: a question about something that happened in life is shown the journey (life event) beside its acts."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.search.grouping import Group
from corpus.records import Kind
from indexer.catalogue import Row

DEPTH = 3


@dataclass(frozen=True, slots=True)
class Situation:
    """The row of a life event that a question tells of; `leading`: nothing else stands before it."""

    row: int
    leading: bool


def situation(groups: Sequence[Group], rows: Sequence[Row]) -> Situation | None:
    """The life event among the first DEPTH groups; None where the question is about one act."""
    first = enumerate(found.lead.row for found in groups[:DEPTH])
    return next((Situation(row, place == 0) for place, row in first if rows[row].kind == Kind.LIFE_EVENT), None)


def without_life_events(groups: Sequence[Group], rows: Sequence[Row]) -> list[Group]:
    """The groups that answer by themselves."""
    return [found for found in groups if rows[found.lead.row].kind != Kind.LIFE_EVENT]
