"""Our own JSONL: records of `corpus.records`, told by `kind`, and the popular names of acts."""

from pydantic import ValidationError

from corpus.companions import Document, Faq, Guide, LifeEvent, Pakn, Regulation
from corpus.importing import drafts
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Malformed, Mend, Origin
from corpus.records import Kind, PopularNames, Procedure

_MODELS: dict[object, type[Document]] = {
    Kind.PROCEDURE: Procedure,
    Kind.FAQ: Faq,
    Kind.GUIDE: Guide,
    Kind.LIFE_EVENT: LifeEvent,
    Kind.PAKN: Pakn,
    Kind.REGULATION: Regulation,
}
_NAME_KEYS = frozenset(PopularNames.model_fields)


def recognises(entry: Fields) -> bool:
    """Whether an entry is a record of ours."""
    keys = set(entry)
    return "kind" in keys or ("code" in keys and len(keys) > 1 and keys <= _NAME_KEYS)


def read(entry: Fields, origin: Origin) -> Imported:
    """The record; raises `Malformed`."""
    kind = entry.raw("kind")
    if kind is not None and not (isinstance(kind, str) and kind in _MODELS):
        raise Malformed("kind", "unknown kind", repr(kind)[:80])
    model = PopularNames if kind is None else _MODELS[kind]
    try:
        record = model.model_validate({key: _tidied(entry, entry.raw(key)) for key in entry})
    except ValidationError as error:
        raise drafts.malformed(error) from None
    mends = tuple(Mend(origin.file, origin.line, "text", fault.value) for fault in sorted(entry.faults))
    return Imported(record, origin, mends)


def _tidied(entry: Fields, value: object) -> object:
    """The value with every text in it tidied."""
    if isinstance(value, str):
        return entry.clean(value, keep_absent=True)
    if isinstance(value, list):
        return [_tidied(entry, item) for item in value]
    if isinstance(value, dict):
        return {key: _tidied(entry, item) for key, item in value.items()}
    return value
