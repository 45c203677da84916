"""Records that still speak of the district level or of ministries that were merged."""

from collections.abc import Iterator

from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule
from corpus.records import ObsoleteFlag

_RULES = {
    ObsoleteFlag.DISTRICT_LEVEL: Rule.DISTRICT_LEVEL,
    ObsoleteFlag.VANISHED_MINISTRY: Rule.VANISHED_MINISTRY,
}


def findings(corpus: Examined) -> Iterator[Finding]:
    """One finding for each flag that the import set."""
    for procedure in corpus.public:
        for flag in procedure.obsolete:
            yield of_procedure(corpus, _RULES[flag], procedure, procedure.agency)
