"""Bringing together what was read: one record for each code."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.companions import Companion, Written
from corpus.importing.outcomes import Imported, Mend, Outcome, Record, Rejection
from corpus.importing.summary import ImportSummary
from corpus.records import PopularNames, Procedure


@dataclass(frozen=True, slots=True)
class Collection:
    """What an import kept, by code or id, and its summary."""

    procedures: tuple[Procedure, ...] = ()
    companions: tuple[Companion, ...] = ()
    names: tuple[PopularNames, ...] = ()
    summary: ImportSummary = ImportSummary()


@dataclass(slots=True)
class _Gathering:
    """What has been read so far."""

    kept: dict[tuple[type[Record], str], Imported] = field(default_factory=dict)
    read: int = 0
    set_aside: list[Mend] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, Rejection):
            self.rejections.append(outcome)
            self.read += outcome.line > 0
        else:
            self.read += 1
            self.mends += outcome.mends
            self._keep(outcome)

    def _keep(self, imported: Imported) -> None:
        key = _key(imported.record)
        if key in self.kept:
            imported, note = _together(self.kept[key], imported)
            self.set_aside.append(note)
        self.kept[key] = imported

    def records(self) -> list[Record]:
        return [self.kept[key].record for key in sorted(self.kept, key=lambda key: key[1])]


def collected(outcomes: Iterable[Outcome], files: int) -> Collection:
    """The collection of all outcomes, whatever the order of the records of one code."""
    gathering = _Gathering()
    for outcome in outcomes:
        gathering.add(outcome)
    records = gathering.records()
    procedures = tuple(record for record in records if isinstance(record, Procedure))
    names = tuple(record for record in records if isinstance(record, PopularNames))
    companions = tuple(record for record in records if not isinstance(record, Procedure | PopularNames))
    notes = tuple(gathering.set_aside), tuple(gathering.mends), tuple(gathering.rejections)
    return Collection(
        procedures, companions, names, ImportSummary(files, gathering.read, len(records), len(procedures), *notes)
    )


def _key(record: Record) -> tuple[type[Record], str]:
    return type(record), record.identity


def _together(first: Imported, second: Imported) -> tuple[Imported, Mend]:
    """The record that stands for two of one code, and the note about the other."""
    if isinstance(first.record, PopularNames) and isinstance(second.record, PopularNames):
        merged = replace(first, record=_merged(first.record, second.record))
        return merged, _note(second, "names of one code brought together", first.record.code)
    newer, older = (second, first) if _rank(second.record) > _rank(first.record) else (first, second)
    detail = f"{_key(older.record)[1]}: {newer.origin.file}:{newer.origin.line} stands for it"
    return newer, _note(older, "another record of the same code", detail)


def _note(imported: Imported, what: str, detail: str) -> Mend:
    return Mend(imported.origin.file, imported.origin.line, "code", what, detail)


def _merged(first: PopularNames, second: PopularNames) -> PopularNames:
    return PopularNames(
        code=first.code,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        questions=tuple(dict.fromkeys((*first.questions, *second.questions))),
    )


def _rank(record: Record) -> tuple[bool, date, int]:
    """A public act stands before an internal one of the same code, then the newer record, then the fuller one."""
    size = len(record.model_dump_json(exclude_defaults=True))
    if isinstance(record, Procedure):
        return not record.internal, record.updated or record.decision_date or date.min, size
    return True, (isinstance(record, Written) and record.reviewed) or date.min, size
