"""How many people a fault may hurt: an estimate from what the corpus itself knows, since it holds no counts of use.

The estimate is points, not people: who may apply, at how many counters the act is handled, and how many signs there are
that people ask for it. A province's own act counts for a quarter. The page explains the same in words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from corpus.companions import Companion, Guide, LifeEvent
from corpus.records import Level, PopularNames, Procedure

MOST = 64.0
_PERSONS = ("công dân", "người nước ngoài", "người việt nam")
_BODIES = ("tổ chức", "doanh nghiệp", "hợp tác xã")
_COUNTERS = {Level.WARD: 4, Level.PROVINCE: 2}
_LOCAL = 0.25


def signs(
    procedures: Iterable[Procedure], names: Iterable[PopularNames], companions: Iterable[Companion]
) -> Counter[str]:
    """Code -> how many of these it has: popular names, a guide, a place in a life event."""
    companions = tuple(companions)
    named = {entry.code for entry in names if entry.names}
    guided = {code for record in companions if isinstance(record, Guide) for code in record.procedures}
    lived = {code for record in companions if isinstance(record, LifeEvent) for code in record.procedures}
    lived |= {procedure.code for procedure in procedures if procedure.life_events}
    return Counter([*named, *guided, *lived])


def points(procedure: Procedure, signs_of_use: Mapping[str, int]) -> float:
    """Points of an act, up to `MOST`."""
    counters = max((_COUNTERS.get(level, 1) for level in procedure.levels), default=1)
    known = 1 + signs_of_use.get(procedure.code, 0)
    return _audience(procedure) * counters * known * (_LOCAL if procedure.province else 1)


def _audience(procedure: Procedure) -> int:
    """4 where persons may apply, 2 for organisations or where nothing is said, 1 for officials only."""
    whom = " ".join(procedure.audience).lower()
    if any(word in whom for word in _PERSONS):
        return 4
    return 2 if not whom or any(word in whom for word in _BODIES) else 1
