"""Records that go with procedures: guides, questions with answers, life events, answered petitions, business regulations."""

from datetime import date
from typing import Literal, NamedTuple, Self, TypeAlias

from pydantic import Field, model_validator

from corpus.records import Code, Identifier, Kind, LegalDocument, Procedure, Record, RecordField, Source


class Statement(NamedTuple):
    """One sentence of written content and the field of the record it rests on; in JSON a pair."""

    text: str
    rests_on: RecordField


class Identified(Record):
    """A record with an id of its own."""

    id: Identifier

    @property
    def identity(self) -> str:
        """What tells the record from all others of its kind."""
        return self.id


class Written(Identified):
    """What every piece of written content tells of itself.

    `owner` answers for it, `compiled` is the day of the data it was compiled from, `approval` names the agency that approved
    it and is empty until one has; past `expires` it must be read again.
    """

    owner: str = ""
    compiled: date | None = None
    reviewed: date | None = None
    expires: date | None = None
    approval: str = ""
    source: Source = Source()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.reviewed and self.expires and self.expires <= self.reviewed:
            raise ValueError("expires must be later than reviewed")
        return self


class Faq(Written):
    """A question people ask, with an answer that rests on procedures and their legal basis."""

    kind: Literal[Kind.FAQ] = Kind.FAQ
    question: str = Field(min_length=5)
    wordings: tuple[str, ...] = ()
    answer: str = Field(min_length=5)
    procedures: tuple[Code, ...] = ()
    record_fields: tuple[RecordField, ...] = ()
    legal_basis: tuple[LegalDocument, ...] = ()
    field: str = ""


class PapersOfCase(Record):
    """What to bring in one case (trường hợp); an empty name stands for every case."""

    name: str = ""
    papers: tuple[Statement, ...] = Field(min_length=1)


class NextStep(Record):
    """What usually comes after; `procedure` is the act it leads to, where there is one."""

    text: str
    procedure: Code | None = None


class Guide(Written):
    """An act in plain words. Each statement names the field of the record it rests on."""

    kind: Literal[Kind.GUIDE] = Kind.GUIDE
    title: str = Field(min_length=3)
    procedures: tuple[Code, ...] = Field(min_length=1)
    field: str = ""
    purpose: Statement
    who: tuple[Statement, ...] = Field(min_length=1)
    papers: tuple[PapersOfCase, ...] = Field(min_length=1)
    steps: tuple[Statement, ...] = Field(min_length=3, max_length=7)
    where: tuple[Statement, ...] = Field(min_length=1)
    time: tuple[Statement, ...] = Field(min_length=1)
    fee: tuple[Statement, ...] = Field(min_length=1)
    mistakes: tuple[Statement, ...] = Field(min_length=1)
    next: tuple[NextStep, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the guide, in reading order."""
        papers = tuple(statement for case in self.papers for statement in case.papers)
        return (self.purpose, *self.who, *papers, *self.steps, *self.where, *self.time, *self.fee, *self.mistakes)


class Stage(Record):
    """One act of a life event: why it is needed there, and the acts (`after`) that must come first."""

    procedure: Code
    reason: str = Field(min_length=5)
    after: tuple[Code, ...] = ()
    optional: bool = False


class LifeEvent(Written):
    """A situation in life (sự kiện) with the acts it asks for, in order. `wordings`: how people tell of it."""

    kind: Literal[Kind.LIFE_EVENT] = Kind.LIFE_EVENT
    title: str = Field(min_length=3)
    summary: str = Field(min_length=5)
    wordings: tuple[str, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=2)

    @property
    def procedures(self) -> tuple[Code, ...]:
        """The acts, in order."""
        return tuple(stage.procedure for stage in self.stages)

    @model_validator(mode="after")
    def _first_things_first(self) -> Self:
        done: set[str] = set()
        for stage in self.stages:
            if missing := set(stage.after) - done:
                raise ValueError(f"{stage.procedure} comes before {min(missing)}, on which it depends")
            if stage.procedure in done:
                raise ValueError(f"{stage.procedure} stands twice")
            done.add(stage.procedure)
        return self


class Pakn(Identified):
    """A published feedback or petition (phản ánh, kiến nghị) with the answer of an agency."""

    kind: Literal[Kind.PAKN] = Kind.PAKN
    title: str = Field(min_length=3)
    content: str = Field(min_length=5)
    answer: str = Field(min_length=5)
    agency: str = ""
    field: str = ""
    province: str = ""
    procedures: tuple[Code, ...] = ()
    received: date | None = None
    answered: date | None = None
    source: Source = Source()


class Regulation(Identified):
    """A business regulation (quy định liên quan đến hoạt động kinh doanh): a duty or condition and where it is laid down."""

    kind: Literal[Kind.REGULATION] = Kind.REGULATION
    title: str = Field(min_length=3)
    content: str = Field(min_length=5)
    requirement: str = ""
    trade: str = ""
    agency: str = ""
    field: str = ""
    procedures: tuple[Code, ...] = ()
    legal_basis: tuple[LegalDocument, ...] = ()
    effective_date: date | None = None
    expiry_date: date | None = None
    state: str = ""
    source: Source = Source()


Companion: TypeAlias = Faq | Guide | LifeEvent | Pakn | Regulation
"""A record that goes with procedures; each names theirs in `procedures`."""

Document: TypeAlias = Procedure | Companion
"""A record that is looked up by its identity."""
