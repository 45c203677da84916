"""How much of each field and each issuer's acts is served with popular names, guides and answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.companions import Faq, Guide
from corpus.health.findings import Examined
from corpus.records import Procedure


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of public acts for one field or issuer; `reach` is the sum of their points."""

    name: str
    procedures: int
    named: int
    guided: int
    answered: int
    reach: float


def by_field(corpus: Examined) -> tuple[Coverage, ...]:
    """Coverage of each field, those that reach most people first."""
    return _coverage(corpus, lambda procedure: procedure.field or "Chưa ghi lĩnh vực")


def by_issuer(corpus: Examined) -> tuple[Coverage, ...]:
    """Coverage of each issuing agency."""
    return _coverage(corpus, lambda procedure: procedure.issuer or "Chưa ghi cơ quan ban hành")


def total(corpus: Examined) -> Coverage:
    """Coverage of the whole corpus."""
    (found,) = _coverage(corpus, lambda _: "Toàn bộ") or (Coverage("Toàn bộ", 0, 0, 0, 0, 0.0),)
    return found


def _coverage(corpus: Examined, key: Callable[[Procedure], str]) -> tuple[Coverage, ...]:
    served = (
        {entry.code for entry in corpus.names if entry.names},
        {code for record in corpus.companions if isinstance(record, Guide) for code in record.procedures},
        {code for record in corpus.companions if isinstance(record, Faq) for code in record.procedures},
    )
    groups: dict[str, list[str]] = {}
    for procedure in corpus.public:
        groups.setdefault(key(procedure), []).append(procedure.code)
    rows = (_row(corpus, name, codes, served) for name, codes in groups.items())
    return tuple(sorted(rows, key=lambda row: (-row.reach, row.name)))


def _row(corpus: Examined, name: str, codes: list[str], served: Iterable[set[str]]) -> Coverage:
    named, guided, answered = (sum(code in known for code in codes) for known in served)
    return Coverage(name, len(codes), named, guided, answered, sum(corpus.reach[code] for code in codes))
