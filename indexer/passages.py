"""Passages: the parts of a record that are searched, each with the section it comes from."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.companions import Document, Faq, LifeEvent, Pakn, Regulation
from corpus.records import PopularNames, Procedure

PASSAGES_VERSION = "3"
BODY_CHARACTERS = 300


class Section(StrEnum):
    """Sections of a record, as fields of the lexical index and as labels of vectors."""

    TITLE = "title"
    NAMES = "names"
    QUESTIONS = "questions"
    DOSSIER = "dossier"
    CONDITIONS = "conditions"
    STEPS = "steps"
    FEES = "fees"
    RESULTS = "results"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Passage:
    """One searched text of the record in row `row` of the bundle."""

    row: int
    section: Section
    text: str

    @property
    def digest(self) -> bytes:
        """16 bytes that name the text; equal texts share a vector."""
        return hashlib.blake2b(self.text.encode(), digest_size=16).digest()


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def sections_of(record: Document, names: PopularNames | None = None) -> dict[Section, str]:
    """The searched text of each section of a record; a guide has none, because it is shown with its act."""
    match record:
        case Procedure():
            sections = _procedure(record, names)
        case Faq():
            sections = _faq(record)
        case LifeEvent():
            sections = _life_event(record)
        case Pakn():
            sections = _pakn(record)
        case Regulation():
            sections = _regulation(record)
        case _:
            sections = {}
    return {section: text for section, text in sections.items() if text}


def _procedure(record: Procedure, names: PopularNames | None) -> dict[Section, str]:
    fees = (_joined([channel.text, *(fee.text for fee in channel.fees)]) for channel in record.channels)
    return {
        Section.TITLE: record.title,
        Section.NAMES: _joined([*record.keywords, *(names.names if names else ())]),
        Section.QUESTIONS: _joined(names.questions if names else ()),
        Section.DOSSIER: _joined([*(case.name for case in record.cases), *(paper.name for paper in record.papers)]),
        Section.CONDITIONS: record.conditions,
        Section.STEPS: _joined(_joined([step.name, step.text]) for step in record.steps),
        Section.FEES: _joined(dict.fromkeys(fees)),
        Section.RESULTS: _joined(record.results),
        Section.AGENCY: _joined([record.agency, record.field, record.issuer, *record.life_events]),
    }


def _faq(record: Faq) -> dict[Section, str]:
    return {
        Section.TITLE: record.question,
        Section.QUESTIONS: _joined(record.wordings),
        Section.STEPS: record.answer,
        Section.AGENCY: record.field,
    }


def _life_event(record: LifeEvent) -> dict[Section, str]:
    return {
        Section.TITLE: record.title,
        Section.QUESTIONS: _joined(record.wordings),
        Section.STEPS: record.summary,
    }


def _pakn(record: Pakn) -> dict[Section, str]:
    return {
        Section.TITLE: record.title,
        Section.STEPS: _joined([record.content, record.answer]),
        Section.AGENCY: _joined([record.agency, record.field]),
    }


def _regulation(record: Regulation) -> dict[Section, str]:
    return {
        Section.TITLE: record.title,
        Section.CONDITIONS: record.requirement,
        Section.STEPS: record.content,
        Section.AGENCY: _joined([record.trade, record.agency, record.field]),
    }


def embedded(row: int, sections: dict[Section, str]) -> Iterator[Passage]:
    """The passages of a record that get a vector.

    Title, names, and every question alone, because people's questions are matched one to one; papers, conditions and
    steps only by their beginnings, behind the title that gives them meaning.
    """
    title = sections.get(Section.TITLE, "")
    if title:
        yield Passage(row, Section.TITLE, title)
    if names := sections.get(Section.NAMES):
        yield Passage(row, Section.NAMES, "; ".join(names.split("\n")))
    for question in sections.get(Section.QUESTIONS, "").split("\n"):
        if question:
            yield Passage(row, Section.QUESTIONS, question)
    for section in (Section.DOSSIER, Section.CONDITIONS):
        if text := sections.get(section):
            yield Passage(row, section, f"{title}. {text[:BODY_CHARACTERS]}")


def unique_texts(passages: Sequence[Passage]) -> dict[bytes, str]:
    """Digest -> text, each text once, in order of first appearance."""
    return {passage.digest: passage.text for passage in passages}
