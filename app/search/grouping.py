"""Grouping: records of one act become one hit with its variants."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import NamedTuple

from indexer.catalogue import Row


class Ranked(NamedTuple):
    """A scored row; `place` is its position among the candidates, None where only its name was asked for."""

    row: int
    score: float
    place: int | None


class Group(NamedTuple):
    """One act: its leading record first, then its variants by score."""

    members: tuple[Ranked, ...]

    @property
    def lead(self) -> Ranked:
        """The record that stands for the act."""
        return self.members[0]

    @property
    def score(self) -> float:
        """Score of the act: its best record's."""
        return max(member.score for member in self.members)

    def holds(self, rows: Collection[int]) -> bool:
        """Whether any of the rows is a member."""
        return any(member.row in rows for member in self.members)


def group(ranked: Sequence[Ranked], rows: Sequence[Row], place: str, central: bool) -> list[Group]:
    """Groups by falling score. `place` is the province asked for; its record leads, else the national one.

    `central` is whether a ministry was asked for; else what is done nearer leads.
    """
    acts: dict[str, list[Ranked]] = {}
    for item in sorted(ranked, key=attrgetter("score"), reverse=True):
        acts.setdefault(rows[item.row].act, []).append(item)
    return [Group(_led(members, rows, place, central)) for members in acts.values()]


def _led(members: list[Ranked], rows: Sequence[Row], place: str, central: bool) -> tuple[Ranked, ...]:
    """The members with the one first that stands for the act."""
    return tuple(sorted(members, key=lambda m: _rank(rows[m.row], place, central)) if len(members) > 1 else members)


def _rank(row: Row, place: str, central: bool) -> tuple[bool, bool, bool, bool]:
    """Acts of one name are told apart: the province asked for, in force, of an authority that everybody deals with, near."""
    special = row.of_forces or row.of_customs or row.of_missions or row.of_diplomats
    return (row.province != place if place else bool(row.province), row.obsolete, special, row.central != central)
