"""The report: every rule's findings, what hurts most people first, and how far the corpus is covered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from corpus.health import ages, coverage, imports, missing, payments, references, reforms, times, twins
from corpus.health.coverage import Coverage
from corpus.health.findings import Examined, Finding
from corpus.health.rules import WORDINGS, Rule, Wording

SCHEMA = 1
_EXAMINATIONS = (missing, payments, times, reforms, twins, ages, references, imports)


@dataclass(frozen=True, slots=True)
class Section:
    """One rule with its findings, the one that reaches most people first."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def wording(self) -> Wording:
        """What the page says about the rule."""
        return WORDINGS[self.rule]

    @property
    def reach(self) -> float:
        """Points of all findings together."""
        return sum(finding.reach for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """The health of a corpus on a day. `sections` holds the rules that found something, `clean` those that did not."""

    source: str
    day: date
    retrieved: date | None
    facts_only: bool
    total: Coverage
    companions: Mapping[str, int]
    affected: int
    sections: tuple[Section, ...]
    clean: tuple[Rule, ...]
    fields: tuple[Coverage, ...]
    issuers: tuple[Coverage, ...]


def report(corpus: Examined, source: str) -> Report:
    """The report on a corpus read from what `source` names."""
    found = [finding for examination in _EXAMINATIONS for finding in examination.findings(corpus)]
    sections = _sections(found)
    shown = {section.rule for section in sections}
    felt = {f.code for s in sections if not s.wording.technical for f in s.findings if f.code in corpus.reach}
    return Report(
        source=source,
        day=corpus.day,
        retrieved=max((p.source.retrieved for p in corpus.public if p.source.retrieved), default=None),
        facts_only=corpus.facts_only,
        total=coverage.total(corpus),
        companions=Counter(record.kind.value for record in corpus.companions),
        affected=len(felt),
        sections=sections,
        clean=tuple(rule for rule in Rule if rule not in shown),
        fields=coverage.by_field(corpus),
        issuers=coverage.by_issuer(corpus),
    )


def _sections(found: list[Finding]) -> tuple[Section, ...]:
    """Sections by the points of their findings, technical ones last."""
    by_rule: dict[Rule, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding.rule, []).append(finding)
    sections = [
        Section(rule, tuple(sorted(findings, key=lambda f: (-f.reach, f.code, f.detail))))
        for rule, findings in by_rule.items()
    ]
    return tuple(sorted(sections, key=lambda s: (s.wording.technical, -s.reach, -len(s.findings), s.rule)))


def as_json(made: Report) -> dict[str, object]:
    """The report as JSON-ready values."""
    return {
        "schema": SCHEMA,
        "source": made.source,
        "day": made.day.isoformat(),
        "retrieved": made.retrieved.isoformat() if made.retrieved else None,
        "facts_only": made.facts_only,
        "total": asdict(made.total),
        "companions": dict(made.companions),
        "procedures_affected": made.affected,
        "rules": [
            {"rule": s.rule, "heading": s.wording.heading, "findings": len(s.findings), "reach": s.reach}
            for s in made.sections
        ],
        "clean": list(made.clean),
        "findings": [asdict(finding) for section in made.sections for finding in section.findings],
        "coverage": {"field": list(map(asdict, made.fields)), "issuer": list(map(asdict, made.issuers))},
    }


def as_text(made: Report) -> str:
    """The summary for a terminal."""
    total = made.total
    lines = [f"{made.source}: {total.procedures} public procedures, {made.affected} with findings on {made.day}"]
    lines += [f"  {len(s.findings):>6}  {s.reach:>9,.0f}  {s.rule:<26} {s.wording.heading}" for s in made.sections]
    lines.append(
        f"  covered: {total.named} with popular names, {total.guided} with a guide, {total.answered} with an FAQ"
    )
    return "\n".join(lines)
