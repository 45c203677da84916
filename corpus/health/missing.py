"""Facts that people need and a record does not state.

A catalogue of facts has lost times and papers that its source tells of in sentences; the figures it kept of them count.
"""

from collections.abc import Callable, Iterator

from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule
from corpus.records import Procedure, RecordField


def _states_fee(procedure: Procedure) -> bool:
    return any(channel.fees for channel in procedure.channels)


def _states_time(procedure: Procedure) -> bool:
    timed = any(channel.time for channel in procedure.channels) or any(case.time for case in procedure.sub_cases)
    return timed or RecordField.TIME in procedure.figures


def _states_papers(procedure: Procedure) -> bool:
    return bool(procedure.cases) or RecordField.PAPERS in procedure.figures


_STATED: dict[Rule, Callable[[Procedure], object]] = {
    Rule.FEE_MISSING: _states_fee,
    Rule.TIME_MISSING: _states_time,
    Rule.PAPERS_MISSING: _states_papers,
    Rule.DECISION_MISSING: lambda procedure: procedure.decision_date,
}


def findings(corpus: Examined) -> Iterator[Finding]:
    """One finding for each fact that a public act lacks."""
    for procedure in corpus.public:
        for rule, stated in _STATED.items():
            if not stated(procedure):
                yield of_procedure(corpus, rule, procedure, procedure.field)
