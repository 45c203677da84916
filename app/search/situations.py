"""Situations: a question about something that happened in life is shown the journey (life event) beside its acts."""

from collections.abc import Sequence

from app.search.grouping import Group
from corpus.records import Kind
from indexer.catalogue import Row

DEPTH = 3


def life_event_first(groups: Sequence[Group], rows: Sequence[Row]) -> int | None:
    """The row of a life event that stands among the first DEPTH groups; None where the question is about one act."""
    first = (found.lead.row for found in groups[:DEPTH])
    return next((row for row in first if rows[row].kind == Kind.LIFE_EVENT), None)


def without_life_events(groups: Sequence[Group], rows: Sequence[Row]) -> list[Group]:
    """The groups that answer by themselves."""
    return [found for found in groups if rows[found.lead.row].kind != Kind.LIFE_EVENT]
