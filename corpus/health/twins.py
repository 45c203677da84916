"""Acts that stand under several codes: the same title, level and kind of issuer."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule
from corpus.records import Procedure

_WORD = re.compile(r"[^\W_]+")


def _act(procedure: Procedure) -> tuple[object, ...]:
    """What makes two records the same act; every province is one kind of issuer."""
    title = " ".join(_WORD.findall(procedure.title.lower())).removeprefix("thủ tục ")
    return title, procedure.levels, "local" if procedure.province else procedure.issuer


def findings(corpus: Examined) -> Iterator[Finding]:
    """One finding for each group, about the act that reaches most people; reach is the group's."""
    groups: dict[tuple[object, ...], list[Procedure]] = {}
    for procedure in corpus.public:
        groups.setdefault(_act(procedure), []).append(procedure)
    for group in groups.values():
        if len(group) > 1:
            yield _finding(corpus, sorted(group, key=lambda p: (-corpus.reach[p.code], p.code)))


def _finding(corpus: Examined, group: list[Procedure]) -> Finding:
    issuers = list(dict.fromkeys(procedure.issuer for procedure in group))
    where = issuers[0] if len(issuers) == 1 else f"{len(issuers)} cơ quan ban hành"
    others = tuple(procedure.code for procedure in group[1:])
    first = of_procedure(corpus, Rule.TWINS, group[0], f"{len(group)} mã, {where}; còn lại", others)
    return replace(first, reach=sum(corpus.reach[procedure.code] for procedure in group))
