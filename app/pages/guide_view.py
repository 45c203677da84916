"""A guide as its act's page shows it: blocks of plain sentences, each with the sections of the record it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.pages import papers_view
from app.pages.directory import Directory
from app.pages.papers_view import CaseView
from corpus.companions import Guide, NextStep, Statement
from indexer.catalogue import Row


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences, and the fields of the record they rest on, each once."""

    sentences: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextView:
    """What usually comes after; `row` is the act it leads to and `name` what it is called, None and "" for no act."""

    text: str
    row: Row | None
    name: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide; `stale` where it should have been read again by now."""

    record: Guide
    who: Block
    cases: tuple[CaseView, ...]
    papers: Block
    steps: Block
    where: Block
    time: Block
    fee: Block
    mistakes: Block
    next: tuple[NextView, ...]
    stale: bool


def guide_view(record: Guide, directory: Directory, today: date) -> GuideView:
    """The view of a guide on a day."""
    return GuideView(
        record=record,
        who=_block(record.who),
        cases=papers_view.guided(record),
        papers=_block(paper for case in record.papers for paper in case.papers),
        steps=_block(record.steps),
        where=_block(record.where),
        time=_block(record.time),
        fee=_block(record.fee),
        mistakes=_block(record.mistakes),
        next=tuple(_next(step, directory) for step in record.next),
        stale=record.expires is not None and record.expires < today,
    )


def _block(statements: Iterable[Statement]) -> Block:
    said = tuple(statements)
    rests_on = dict.fromkeys(one.rests_on.value for one in said)
    return Block(tuple(one.text for one in said), tuple(rests_on))


def _next(step: NextStep, directory: Directory) -> NextView:
    row = directory.by_code.get(step.procedure) if step.procedure else None
    return NextView(step.text, row, directory.plain_name(row) if row else "")
