"""Writing a collection in one of the export formats."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from corpus.companions import Faq
from corpus.exporting import cpsv, schema_org, table
from corpus.importing import Collection
from corpus.records import Procedure


class Format(StrEnum):
    """The formats, as the command line names them."""

    SCHEMA_ORG = "jsonld"
    CPSV = "cpsv"
    CSV = "csv"
    EXCEL = "xlsx"


Public = tuple[Procedure, ...]
Faqs = tuple[Faq, ...]


def _json(document: dict[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _excel(procedures: Public, _: Faqs) -> bytes:
    # Only this format needs openpyxl, which a server does not install.
    from corpus.exporting import workbook

    return workbook.as_xlsx(procedures)


_WRITERS: dict[Format, Callable[[Public, Faqs], bytes]] = {
    Format.SCHEMA_ORG: lambda procedures, faqs: _json(schema_org.graph(procedures, faqs)),
    Format.CPSV: lambda procedures, _: _json(cpsv.graph(procedures)),
    Format.CSV: lambda procedures, _: table.as_csv(procedures),
    Format.EXCEL: _excel,
}


def write(path: Path, collection: Collection, chosen: Format) -> int:
    """Write the public procedures (and FAQ where the format has a place for them); how many procedures.

    A file that was there is replaced in one step.
    """
    procedures = tuple(procedure for procedure in collection.procedures if not procedure.internal)
    faqs = tuple(record for record in collection.companions if isinstance(record, Faq))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(_WRITERS[chosen](procedures, faqs))
    unfinished.replace(path)
    return len(procedures)
