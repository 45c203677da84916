"""What a search answers: frozen types from Hit to ResultSet, free of HTTP and HTML."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.search.question import Fact
from corpus.companions import Document, LifeEvent
from indexer.catalogue import Row


class Status(StrEnum):
    """How sure the answer is."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of the record that matched; `marks` are (start, end) character spans to highlight."""

    section: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A fact in the record's own words and numbers: `lines` quoted from `section`."""

    fact: Fact
    lines: tuple[str, ...]
    section: str
    code: str
    title: str
    source: str
    decision_number: str
    decision_date: date | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's share in a score."""

    feature: str
    share: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One act (or a record of another kind) with the outline of the record that stands for it, and its other records."""

    record: Document
    row: Row
    score: float
    variants: tuple[Row, ...]
    snippets: tuple[Snippet, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to make an ambiguous question clear: a label and the act it leads to."""

    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """One short question with two to four choices."""

    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """One of several wishes in a question, with the codes of its hits."""

    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultSet:
    """The answer to one question."""

    status: Status
    confidence: float
    hits: tuple[Hit, ...]
    total: int
    suggestion: str
    asked: Fact | None
    quote: Quote | None
    facets: dict[str, dict[str, int]]
    clarification: Clarification | None
    intents: tuple[Intent, ...]
    life_event: LifeEvent | None
    took_ms: float
    bundle: str
