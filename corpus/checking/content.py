"""The check of written content: guides, FAQ, life events, feedback and regulations against the records they speak of.

Every figure (amount, span of time, age, form code, number of a document) must stand in the field of the record that the
statement names; codes must exist, identities be unique, dates lie ahead.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from corpus.checking.findings import Finding
from corpus.checking.overlaps import words
from corpus.companions import Companion, Faq, Guide, LifeEvent, Statement, Written
from corpus.figures import figures, of_record, unsupported
from corpus.orthography import tidy
from corpus.records import Procedure, Record, RecordField

MOST_SHOWN = 90
_COMPANION: TypeAdapter[Companion] = TypeAdapter(Annotated[Companion, Field(discriminator="kind")])


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with where it stands."""

    file: str
    line: int
    record: Companion

    @property
    def spoken(self) -> tuple[str, ...]:
        """What people are taken to say."""
        match self.record:
            case Faq(question=question, wordings=wordings):
                return (question, *wordings)
            case LifeEvent(wordings=wordings):
                return wordings
            case _:
                return ()

    def finding(self, reason: str, text: str = "") -> Finding:
        """Something wrong with the record."""
        return Finding(self.file, self.line, self.record.id, reason, text[:MOST_SHOWN])


def read(folder: Path) -> tuple[list[Entry], list[Finding]]:
    """Records of all files under a folder, and the lines that are none."""
    entries, wrong = [], []
    for path in sorted(folder.rglob("*.jsonl")):
        name = path.relative_to(folder).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                entries.append(Entry(name, number, _COMPANION.validate_python(json.loads(line))))
            except json.JSONDecodeError as problem:
                wrong.append(Finding(name, number, "?", "not JSON", str(problem)))
            except ValidationError as problem:
                wrong.append(Finding(name, number, "?", "not a record", _first(problem)))
    return entries, wrong


def _first(problem: ValidationError) -> str:
    error = problem.errors()[0]
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}"


class Checker:
    """Checks content against the records of a collection, as of a day."""

    def __init__(self, procedures: Iterable[Procedure], today: date) -> None:
        self._records = {procedure.code: procedure for procedure in procedures}
        self._figures: dict[str, Mapping[RecordField, frozenset[str]]] = {}
        self._today = today

    def check(self, entries: Iterable[Entry]) -> Iterator[Finding]:
        """Everything that must be mended."""
        seen: set[tuple[str, str]] = set()
        asked: dict[tuple[str, ...], str] = {}
        for entry in entries:
            if (key := (entry.record.kind.value, entry.record.id)) in seen:
                yield entry.finding("a second record of this id")
            seen.add(key)
            yield from self._one(entry)
            for question in _questions(entry.record):
                owner = asked.setdefault(words(question), entry.record.id)
                if owner != entry.record.id:
                    yield entry.finding(f"the same question as {owner}", question)

    def _one(self, entry: Entry) -> Iterator[Finding]:
        record = entry.record
        missing = [code for code in _codes(record) if code not in self._records]
        yield from (entry.finding(f"no such procedure {code}") for code in missing)
        yield from (entry.finding("not tidy text", text) for text in _texts(record) if tidy(text) != text)
        if isinstance(record, Written):
            yield from self._dates(entry, record)
        if not missing:
            yield from self._against_records(entry)

    def _dates(self, entry: Entry, record: Written) -> Iterator[Finding]:
        stated = {
            "owner": record.owner,
            "compiled": record.compiled,
            "reviewed": record.reviewed,
            "expires": record.expires,
        }
        yield from (entry.finding(f"no {name}") for name, value in stated.items() if not value)
        if record.expires and record.expires <= self._today:
            yield entry.finding(f"expired on {record.expires}; read it again and set a later day")

    def _against_records(self, entry: Entry) -> Iterator[Finding]:
        record = entry.record
        for text, fields, codes in _claims(record):
            known = self._known(codes, fields)
            for figure in unsupported(figures(text), known):
                named = ", ".join(field.value for field in fields)
                yield entry.finding(f"{figure!r} does not stand in {named} of {', '.join(codes)}", text)
        if isinstance(record, Faq):
            if not record.record_fields:
                yield entry.finding("no record_fields")
            numbers = {law.number for code in record.procedures for law in self._records[code].legal_basis}
            yield from (
                entry.finding(f"{law.number} is not in the legal basis of the procedures")
                for law in record.legal_basis
                if law.number not in numbers
            )

    def _known(self, codes: Iterable[str], fields: Iterable[RecordField]) -> frozenset[str]:
        known: frozenset[str] = frozenset()
        for code in codes:
            if code not in self._figures:
                self._figures[code] = of_record(self._records[code])
            known = known.union(*(self._figures[code].get(field, frozenset()) for field in fields))
        return known


def _codes(record: Companion) -> list[str]:
    onward = [step.procedure for step in record.next if step.procedure] if isinstance(record, Guide) else []
    return [*record.procedures, *onward]


def _claims(record: Companion) -> Iterator[tuple[str, tuple[RecordField, ...], tuple[str, ...]]]:
    """Texts of a record with the fields, and the codes of the procedures, that they rest on."""
    anywhere, codes = tuple(RecordField), record.procedures
    match record:
        case Guide():
            yield from ((statement.text, (statement.rests_on,), codes) for statement in record.statements)
            onward = ((step.text, (step.procedure,) if step.procedure else ()) for step in record.next)
            yield from ((text, anywhere, (*codes, *more)) for text, more in onward)
        case Faq():
            yield record.answer, record.record_fields, codes
        case LifeEvent():
            yield from ((stage.reason, anywhere, (stage.procedure,)) for stage in record.stages)
            yield record.summary, anywhere, codes


def _questions(record: Companion) -> tuple[str, ...]:
    if isinstance(record, Faq):
        return (record.question, *record.wordings)
    return record.wordings if isinstance(record, LifeEvent) else ()


def _texts(record: object) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, Statement):
        yield record.text
    elif isinstance(record, tuple):
        for part in record:
            yield from _texts(part)
    elif isinstance(record, Record):
        for name in type(record).model_fields:
            yield from _texts(getattr(record, name))
