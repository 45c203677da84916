"""Identifiers of procedures (decision numbers and form names) as a table from spelling to rows."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from corpus.companions import Document
from corpus.records import Procedure, RecordField

_FORM = re.compile(r"(?<![A-Z0-9])([A-Z]{1,3}\s?-?\s?\d{1,3}[A-Z]?)(?![A-Z0-9])")

Identifiers = dict[str, list[int]]


def compact(identifier: str) -> str:
    """An identifier without spaces and hyphens inside form names, in capitals: "ct 01" -> "CT01"."""
    return re.sub(r"\s+", "", identifier).upper()


def _names(record: Procedure) -> set[str]:
    texts = (f"{paper.name} {paper.form}".upper() for paper in record.papers)
    kept = (figure.upper() for figure in record.figures.get(RecordField.PAPERS, ()))
    forms = {compact(match).replace("-", "") for text in (*texts, *kept) for match in _FORM.findall(text)}
    return forms | ({compact(record.decision_number)} - {""})


def table(records: Sequence[Document]) -> Identifiers:
    """Identifier -> rows that carry it."""
    rows: Identifiers = {}
    for row, record in enumerate(records):
        for name in sorted(_names(record)) if isinstance(record, Procedure) else ():
            rows.setdefault(name, []).append(row)
    return rows


def save(path: Path, identifiers: Identifiers) -> None:
    """Write the table as JSON."""
    path.write_text(json.dumps(identifiers, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def load(path: Path) -> Identifiers:
    """Read what `save` wrote."""
    identifiers: Identifiers = json.loads(path.read_text(encoding="utf-8"))
    return identifiers
