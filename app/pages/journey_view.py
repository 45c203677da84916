"""A life event as pages show it: its acts in order, and where one act stands in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.pages import papers_view
from app.pages.directory import Directory
from app.pages.glance import Glance, glance
from app.pages.papers_view import CaseView
from corpus.companions import Guide, LifeEvent, Stage
from corpus.records import Procedure
from indexer.catalogue import Row

FIRST_STEPS = 4

ActOf = Callable[[str], tuple[Procedure, Guide | None] | None]
"""Finds the public procedure of a code, with its guide."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a journey, counted from 1; `after` are the numbers of the steps that come first."""

    number: int
    name: str
    row: Row
    reason: str
    optional: bool
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with what its act costs, takes and needs."""

    step: Step
    facts: Glance
    cases: tuple[CaseView, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """A life event with those of its acts that the bundle holds."""

    record: LifeEvent
    steps: tuple[Step, ...]

    @property
    def first_steps(self) -> tuple[Step, ...]:
        """The steps that a card shows."""
        return self.steps[:FIRST_STEPS]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an act stands in a journey: what must come before it and what follows from it."""

    journey: Journey
    number: int
    before: tuple[Step, ...]
    following: tuple[Step, ...]


def journey(record: LifeEvent, directory: Directory) -> Journey:
    """The journey of a life event."""
    held = [stage for stage in record.stages if stage.procedure in directory.by_code]
    numbers = {stage.procedure: number for number, stage in enumerate(held, 1)}
    return Journey(record, tuple(_step(stage, numbers, directory) for stage in held))


def _step(stage: Stage, numbers: dict[str, int], directory: Directory) -> Step:
    row = directory.by_code[stage.procedure]
    return Step(
        number=numbers[stage.procedure],
        name=directory.plain_name(row),
        row=row,
        reason=stage.reason,
        optional=stage.optional,
        after=tuple(numbers[code] for code in stage.after if code in numbers),
    )


def step_views(shown: Journey, act_of: ActOf) -> tuple[StepView, ...]:
    """The steps of a journey with their facts."""
    found = ((step, act_of(step.row.id)) for step in shown.steps)
    return tuple(_view(step, *act) for step, act in found if act)


def _view(step: Step, record: Procedure, guide: Guide | None) -> StepView:
    listed = papers_view.guided(guide) if guide else papers_view.cases(record.cases)
    return StepView(step, glance(record, guide), listed)


def passages(code: str, events: Iterable[LifeEvent], directory: Directory) -> tuple[Passage, ...]:
    """Where an act stands in each of some life events."""
    return tuple(_passage(code, journey(event, directory)) for event in events)


def _passage(code: str, whole: Journey) -> Passage:
    here = next(step for step in whole.steps if step.row.id == code)
    following = tuple(step for step in whole.steps if here.number in step.after)
    return Passage(
        journey=whole,
        number=here.number,
        before=tuple(step for step in whole.steps if step.number in here.after),
        following=following or whole.steps[here.number : here.number + 1],
    )
