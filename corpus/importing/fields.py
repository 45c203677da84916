"""Reading the fields of an entry that somebody else wrote: every text tidied, every wrong type named."""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone

from corpus import amounts
from corpus.importing.markup import plain
from corpus.importing.outcomes import Malformed
from corpus.orthography import Fault, absent, faults, one_line, tidy

VIETNAM = timezone(timedelta(hours=7))
_LONGEST_TEXT = 2_000_000


class Fields:
    """An entry's fields. A missing field or null reads as empty; a value of the wrong type raises `Malformed`.

    `faults` collects, over the whole entry, what `tidy` had to mend.
    """

    def __init__(self, entry: Mapping[str, object], path: str = "", noted: set[Fault] | None = None) -> None:
        self._entry, self._path = entry, path
        self.faults: set[Fault] = set() if noted is None else noted

    def __contains__(self, key: str) -> bool:
        return self._entry.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._entry)

    def raw(self, key: str) -> object:
        """The value as it is; None when missing."""
        return self._entry.get(key)

    def name(self, key: str) -> str:
        """The field's path from the entry, for messages: "executionMethods[0].fees"."""
        return f"{self._path}.{key}" if self._path else key

    def text(self, key: str, *, bare_no: bool = False) -> str:
        """Tidy text without HTML; "" when missing or when it only says that there is none (see `absent`)."""
        value = self._entry.get(key)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Malformed(self.name(key), "not a text", type(value).__name__)
        return self.clean(str(value), key, bare_no=bare_no)

    def written(self, key: str) -> str:
        """A text as it is written, for codes and titles, which are cleaned by rules of their own."""
        value = self._entry.get(key)
        if not isinstance(value, str | None):
            raise Malformed(self.name(key), "not a text", type(value).__name__)
        self.clean(value or "", key)
        return plain(value or "")

    def clean(self, value: str, key: str = "", *, bare_no: bool = False, keep_absent: bool = False) -> str:
        """A string of this entry, tidied like `text`."""
        if len(value) > _LONGEST_TEXT:
            raise Malformed(self.name(key), "text too long", f"{len(value)} characters")
        tidied = tidy(plain(value))
        if tidied != value:
            self.faults |= faults(value)
        return "" if not keep_absent and absent(tidied, bare_no=bare_no) else tidied

    def line(self, key: str) -> str:
        """`text` on one line, for names."""
        return one_line(self.text(key))

    def number(self, key: str) -> float | None:
        """A finite number, also when written as a text; None when missing or empty."""
        value = self._entry.get(key)
        if value is None or value == "":
            return None
        found = amounts.number(value) if isinstance(value, str) else value
        if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
            raise Malformed(self.name(key), "not a number", repr(value)[:80])
        return float(found)

    def count(self, key: str) -> int | None:
        """A whole number from 0; None when missing."""
        found = self.number(key)
        if found is None:
            return None
        if found < 0 or found != int(found):
            raise Malformed(self.name(key), "not a count", str(found))
        return int(found)

    def flag(self, key: str) -> bool:
        """A truth value; False when missing."""
        value = self._entry.get(key)
        if value is not None and not isinstance(value, bool):
            raise Malformed(self.name(key), "not true or false", repr(value)[:80])
        return bool(value)

    def inner(self, key: str) -> "Fields":
        """The object under a key; an empty one when missing."""
        value = self._entry.get(key)
        if value is not None and not isinstance(value, dict):
            raise Malformed(self.name(key), "not an object", type(value).__name__)
        return Fields(value or {}, self.name(key), self.faults)

    def rows(self, key: str) -> list["Fields"]:
        """The objects of a list, nulls left out; none when missing."""
        value = self._entry.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(row is None or isinstance(row, dict) for row in value):
            raise Malformed(self.name(key), "not a list of objects", type(value).__name__)
        return [Fields(row, f"{self.name(key)}[{i}]", self.faults) for i, row in enumerate(value) if row is not None]

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list of strings, on one line each, empty ones left out; a single string counts as a list of one."""
        value = self._entry.get(key)
        items = [value] if isinstance(value, str) else value or []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise Malformed(self.name(key), "not a list of texts", type(value).__name__)
        cleaned = (one_line(self.clean(item, key)) for item in items)
        return tuple(dict.fromkeys(item for item in cleaned if item))

    def day(self, key: str) -> date | None:
        """The day in Vietnam of a time in milliseconds since 1970; None when missing or zero."""
        found = self.number(key)
        if not found:
            return None
        try:
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=found)).astimezone(VIETNAM).date()
        except OverflowError:
            raise Malformed(self.name(key), "not a time", str(found)) from None
