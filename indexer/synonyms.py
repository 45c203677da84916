"""Abbreviations and everyday words, as reviewed data: what a typed phrase stands for.

One JSON object a line: {"term", "means": [..], "kind": "abbreviation" | "synonym" | "renamed", "note"?}. A phrase stands for its
meanings, never the other way round. Matching is on syllables, longest phrase first; marks that were typed must agree.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from indexer.normalization import fold, is_marked, syllables


class Synonym(BaseModel):
    """One reviewed entry. An abbreviation is replaced by its meaning; the other kinds are searched beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    term: str = Field(min_length=1)
    means: tuple[str, ...] = Field(min_length=1)
    kind: str = Field(pattern="^(abbreviation|synonym|renamed)$")
    since: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found at syllables start..end of a query."""

    start: int
    end: int
    synonym: Synonym


class Synonyms:
    """All entries, found by their folded syllables."""

    def __init__(self, entries: Iterable[Synonym]) -> None:
        self.entries = tuple(entries)
        self._by_key: dict[tuple[str, ...], list[tuple[tuple[str, ...], Synonym]]] = {}
        for entry in self.entries:
            words = tuple(syllables(entry.term))
            self._by_key.setdefault(tuple(map(fold, words)), []).append((words, entry))
        self._longest_from: dict[str, int] = {}
        for key in sorted(filter(None, self._by_key), key=len):
            self._longest_from[key[0]] = len(key)

    @classmethod
    def load(cls, path: Path) -> "Synonyms":
        """Read a JSON array of entries."""
        return cls(Synonym.model_validate(entry) for entry in json.loads(path.read_text(encoding="utf-8")))

    def save(self, path: Path) -> None:
        """Write what `load` reads."""
        entries = [entry.model_dump(exclude_defaults=True) for entry in self.entries]
        path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")

    def matches(self, words: Sequence[str]) -> Iterator[Match]:
        """Entries in the query, longest first from the left, not overlapping."""
        start, folded = 0, tuple(map(fold, words))
        while start < len(words):
            found = self._longest(words, folded, start)
            if found:
                yield found
            start = found.end if found else start + 1

    def _longest(self, words: Sequence[str], folded: tuple[str, ...], start: int) -> Match | None:
        for end in range(min(start + self._longest_from.get(folded[start], 0), len(words)), start, -1):
            for term, entry in self._by_key.get(folded[start:end], ()):
                if all(
                    not is_marked(typed) or typed == word for typed, word in zip(words[start:end], term, strict=True)
                ):
                    return Match(start, end, entry)
        return None

    def written_out(self, words: Sequence[str]) -> list[str]:
        """The words with each abbreviation replaced by its first meaning."""
        written: list[str] = []
        place = 0
        for match in self.matches(words):
            if match.synonym.kind == "abbreviation":
                written += [*words[place : match.start], *syllables(match.synonym.means[0])]
                place = match.end
        return [*written, *words[place:]]

    def meanings(self, words: Sequence[str]) -> list[str]:
        """What the everyday words among `words` are called officially."""
        found = (match.synonym.means for match in self.matches(words) if match.synonym.kind != "abbreviation")
        return [meaning for means in found for meaning in means]
