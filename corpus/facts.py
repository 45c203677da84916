"""Facts only: what of a procedure may be copied into a catalogue, which is names, numbers and dates, but no sentences."""

import json
import lzma
from collections.abc import Iterable
from pathlib import Path

from corpus import figures
from corpus.paper_names import case_name, paper_name, result_name
from corpus.records import Case, Channel, Duration, Fee, LegalDocument, Paper, Procedure

FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


def _case(case: Case) -> Case | None:
    named = ((paper_name(paper.name), paper) for paper in case.papers)
    papers = {name: Paper(name=name, originals=p.originals, copies=p.copies, form=p.form) for name, p in named if name}
    return Case(name=case_name(case.name), papers=tuple(papers.values())) if papers else None


def _fee(fee: Fee) -> Fee:
    return fee.model_copy(update={"text": ""})


def _time(time: Duration | None) -> Duration | None:
    return time.model_copy(update={"text": ""}) if time and time.amount is not None else None


def _channel(channel: Channel) -> Channel:
    fees = tuple(dict.fromkeys(map(_fee, channel.fees)))
    return Channel(method=channel.method, time=_time(channel.time), fees=fees)


def facts_only(procedure: Procedure) -> Procedure:
    """The procedure without its sentences: no steps, conditions, remarks; papers, results and legal basis by name or number.

    The figures that only the sentences stated are kept, so that written content can still be compared with them.
    """
    facts = _without_sentences(procedure)
    known = figures.of_record(facts)
    lost = {field: tuple(sorted(said - known[field])) for field, said in figures.of_record(procedure).items()}
    return facts.model_copy(update={"figures": {field: said for field, said in lost.items() if said}})


def _without_sentences(procedure: Procedure) -> Procedure:
    return procedure.model_copy(
        update={
            "steps": (),
            "conditions": "",
            "note": "",
            "reception_address": "",
            "channels": tuple(map(_channel, procedure.channels)),
            "cases": tuple(case for case in map(_case, procedure.cases) if case),
            "sub_cases": tuple(c.model_copy(update={"time": _time(c.time)}) for c in procedure.sub_cases),
            "results": tuple(dict.fromkeys(name for name in map(result_name, procedure.results) if name)),
            "legal_basis": tuple(LegalDocument(number=law.number) for law in procedure.legal_basis if law.number),
        }
    )


def catalogue(procedures: Iterable[Procedure]) -> list[Procedure]:
    """Facts of every public procedure, by code."""
    return sorted((facts_only(p) for p in procedures if not p.internal), key=lambda p: p.code)


def write(path: Path, procedures: Iterable[Procedure]) -> int:
    """Write JSON lines, xz-compressed; the same records give the same bytes. The number of records written."""
    lines = [json.dumps({"kind": p.kind.value, **p.facts()}, ensure_ascii=False, sort_keys=True) for p in procedures]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), format=lzma.FORMAT_XZ, filters=FILTERS))
    unfinished.replace(path)
    return len(lines)
