"""Pins: records that a question names by code, decision number or form come first, whatever the ranking says."""

from collections.abc import Sequence

from app.search.grouping import Group, Ranked
from app.search.question import Question
from indexer.bundle import Bundle

PINNED = 10
PINNED_SCORE = 1000.0


def named_rows(question: Question, bundle: Bundle) -> list[int]:
    """Rows named by the question, in the order they are named, at most PINNED."""
    by_code = [bundle.row_of[code] for code in question.codes if code in bundle.row_of]
    by_name = [row for key in (*question.decisions, *question.forms) for row in bundle.identifiers.get(key, ())]
    return list(dict.fromkeys([*by_code, *by_name]))[:PINNED]


def pinned(named: Sequence[int], groups: Sequence[Group]) -> list[Group]:
    """Groups with the named rows first; an act that was found as well brings its variants along."""
    if not named:
        return list(groups)
    made: list[Group] = []
    for rank, row in enumerate(named):
        if any(done.holds([row]) for done in made):
            continue
        act = next((found for found in groups if found.holds([row])), Group(()))
        place = next((member.place for member in act.members if member.row == row), None)
        made.append(Group((Ranked(row, PINNED_SCORE - rank, place), *(m for m in act.members if m.row != row))))
    return [*made, *(found for found in groups if not found.holds(named))]
