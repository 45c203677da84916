"""Content whose time is over: old decisions, expired and soon-expiring records."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.companions import Companion, Faq, Pakn, Regulation
from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule
from corpus.records import Procedure

STALE_YEARS = 5
SOON = timedelta(days=60)
_OVER = re.compile(r"hết hiệu lực|bãi bỏ|hủy|expired|abolish|inactive|cancel|delete", re.IGNORECASE)


def over(procedure: Procedure, day: date) -> bool:
    """Whether an act is no longer in force on a day, by its date or the word its source has for its state."""
    return bool(procedure.expiry_date and procedure.expiry_date <= day) or bool(_OVER.search(procedure.state))


def findings(corpus: Examined) -> Iterator[Finding]:
    """Old decisions of acts in force, then whatever expires, acts and written content alike."""
    oldest = corpus.day.replace(year=corpus.day.year - STALE_YEARS, day=min(corpus.day.day, 28))
    for procedure in corpus.public:
        decided, ends = procedure.decision_date, procedure.expiry_date
        if over(procedure, corpus.day):
            yield of_procedure(corpus, Rule.EXPIRED, procedure, _until(ends) or f"trạng thái {procedure.state}")
        elif ends and ends <= corpus.day + SOON:
            yield of_procedure(corpus, Rule.EXPIRING, procedure, _until(ends))
        elif decided and decided < oldest:
            yield of_procedure(corpus, Rule.STALE_DECISION, procedure, _decision(procedure.decision_number, decided))
    for record in corpus.companions:
        yield from _of_companion(corpus, record)


def _of_companion(corpus: Examined, record: Companion) -> Iterator[Finding]:
    ends = _end(record)
    if ends and ends <= corpus.day + SOON:
        rule = Rule.EXPIRED if ends <= corpus.day else Rule.EXPIRING
        yield of_companion(corpus, rule, record, _until(ends))


def _end(record: Companion) -> date | None:
    if isinstance(record, Pakn):
        return None
    return record.expiry_date if isinstance(record, Regulation) else record.expires


def of_companion(corpus: Examined, rule: Rule, record: Companion, detail: str) -> Finding:
    """A finding about written content; it reaches those whom its acts reach."""
    points = max((corpus.reach.get(code, 0.0) for code in record.procedures), default=0.0)
    title = record.question if isinstance(record, Faq) else record.title
    owner = record.agency if isinstance(record, Pakn | Regulation) else record.owner
    return Finding(rule, record.id, title, owner, detail, record.source.address, points)


def _until(day: date | None) -> str:
    return f"hiệu lực đến {day:%d/%m/%Y}" if day else ""


def _decision(number: str, day: date) -> str:
    return f"{number or 'quyết định'}, ngày {day:%d/%m/%Y}"
