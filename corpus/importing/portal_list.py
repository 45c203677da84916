"""Items of the lists that the portal's JSON API returns, and rows of its tables: the names of a procedure only."""

from corpus.importing import drafts
from corpus.importing.drafts import Draft
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Origin

FORMAT = "portal-list"
HEADINGS = {
    "mã số": "code",
    "mã thủ tục": "code",
    "tên": "title",
    "tên thủ tục": "title",
    "cơ quan ban hành": "issuer",
    "cơ quan thực hiện": "agency",
    "lĩnh vực": "field",
}


def recognises(entry: Fields) -> bool:
    """Whether an entry is an item of a list."""
    return "code" in entry and "name" in entry and ("categories" in entry or "departmentPromulgate" in entry)


def read(entry: Fields, origin: Origin) -> Imported:
    """The procedure of one item; raises `Malformed`."""
    values: dict[str, object] = {
        "issuer": entry.line("departmentPromulgate"),
        "agency": drafts.joined(entry.texts("departments")),
        "field": drafts.joined(entry.texts("categories")),
        "audience": entry.texts("formalityTargetType"),
        "state": entry.line("state"),
        "internal": entry.line("type") == "STANDARD_INTERNAL",
    }
    draft = Draft(entry.written("code"), entry.written("name"), values, entry.faults)
    identifier = entry.line("id")
    return drafts.finished(draft, origin, FORMAT, drafts.PORTAL + identifier if identifier else "")


def row(cells: dict[str, str], origin: Origin, format_name: str, address: str = "") -> Imported:
    """The procedure of a table's row, its cells by the field names of `HEADINGS`; raises `Malformed`."""
    fields = Fields(dict(cells))
    values: dict[str, object] = {
        "issuer": fields.line("issuer"),
        "agency": drafts.joined(part.strip() for part in fields.text("agency").split("\n")),
        "field": fields.line("field"),
    }
    return drafts.finished(
        Draft(fields.written("code"), fields.written("title"), values, fields.faults), origin, format_name, address
    )
