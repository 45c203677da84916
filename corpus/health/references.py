"""References from written content and popular names to acts that are not there, are hidden or no longer in force."""

from collections.abc import Iterable, Iterator

from corpus.companions import Companion, Guide
from corpus.health.ages import of_companion, over
from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule


def findings(corpus: Examined) -> Iterator[Finding]:
    """One finding for each reference that leads nowhere."""
    for record in corpus.companions:
        for code, why in _dead(corpus, _named(record)):
            yield of_companion(corpus, Rule.DEAD_REFERENCE, record, f"{code}: {why}")
    for entry in corpus.names:
        for code, why in _dead(corpus, (entry.code,)):
            yield Finding(Rule.DEAD_REFERENCE, code, ", ".join(entry.names[:3]), "", f"tên thường gọi: {why}")
    for procedure in corpus.public:
        codes = (name for name in procedure.related if name[:1].isdigit())
        for code, why in _dead(corpus, codes):
            yield of_procedure(corpus, Rule.DEAD_REFERENCE, procedure, f"{code}: {why}")


def _named(record: Companion) -> tuple[str, ...]:
    after = tuple(step.procedure for step in record.next if step.procedure) if isinstance(record, Guide) else ()
    return tuple(dict.fromkeys((*record.procedures, *after)))


def _dead(corpus: Examined, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The codes that lead nowhere, each with the reason."""
    for code in codes:
        procedure = corpus.procedures.get(code)
        if procedure is None:
            yield code, "không có thủ tục này"
        elif over(procedure, corpus.day):
            yield code, "thủ tục đã hết hiệu lực"
        elif procedure.internal:
            yield code, "thủ tục nội bộ, người dân không xem được"
