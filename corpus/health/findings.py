"""What the report is made from and what a rule finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.companions import Companion
from corpus.health import reach
from corpus.health.rules import Rule
from corpus.importing import Collection, ImportSummary
from corpus.records import PopularNames, Procedure


@dataclass(frozen=True, slots=True)
class Examined:
    """The records that are examined, by code; `reach` holds the points of every public act (see `corpus.health.reach`)."""

    procedures: Mapping[str, Procedure]
    companions: tuple[Companion, ...]
    names: tuple[PopularNames, ...]
    summary: ImportSummary
    day: date
    reach: Mapping[str, float]

    @property
    def public(self) -> Iterator[Procedure]:
        """The acts that the public sees."""
        return (procedure for procedure in self.procedures.values() if not procedure.internal)

    @property
    def facts_only(self) -> bool:
        """Whether this is a catalogue of facts, without the sentences of its source."""
        return bool(self.procedures) and not any(procedure.steps for procedure in self.public)


def examined(collection: Collection, day: date) -> Examined:
    """The records of a collection as they stand on a day."""
    signs = reach.signs(collection.procedures, collection.names, collection.companions)
    return Examined(
        procedures={procedure.code: procedure for procedure in collection.procedures},
        companions=collection.companions,
        names=collection.names,
        summary=collection.summary,
        day=day,
        reach={p.code: reach.points(p, signs) for p in collection.procedures if not p.internal},
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of the report. `owner` is who can mend it, `also` are other codes it is about."""

    rule: Rule
    code: str
    title: str
    owner: str
    detail: str = ""
    address: str = ""
    reach: float = 0.0
    also: tuple[str, ...] = ()


def of_procedure(
    corpus: Examined, rule: Rule, procedure: Procedure, detail: str = "", also: tuple[str, ...] = ()
) -> Finding:
    """A finding about an act; its issuer owns it."""
    owner = procedure.issuer or procedure.agency
    points = corpus.reach.get(procedure.code, 0.0)
    return Finding(rule, procedure.code, procedure.title, owner, detail, procedure.source.address, points, also)
