"""The check of popular names and lived questions: known acts, no copied titles, no text shared by different acts."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corpus.checking.findings import Finding
from corpus.checking.overlaps import words
from corpus.records import PopularNames

FEWEST_NAMES, FEWEST_QUESTIONS = 2, 4
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with where it stands."""

    file: str
    line: int
    names: PopularNames

    @property
    def spoken(self) -> tuple[str, ...]:
        """What people are taken to say."""
        return (*self.names.names, *self.names.questions)

    def finding(self, reason: str, text: str = "") -> Finding:
        """Something wrong with the entry."""
        return Finding(self.file, self.line, self.names.code, reason, text)


def read(folder: Path) -> tuple[list[Entry], list[Finding]]:
    """Entries of all files of a folder, and the lines that are none."""
    entries, wrong = [], []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                entries.append(Entry(path.name, number, PopularNames.model_validate(json.loads(line))))
            except (json.JSONDecodeError, ValidationError) as problem:
                wrong.append(Finding(path.name, number, "?", "not an entry of names and questions", str(problem)[:120]))
    return entries, wrong


def check(entries: Iterable[Entry], titles: Mapping[str, str], acts: Mapping[str, str]) -> Iterator[Finding]:
    """Findings for entries; `titles` and `acts` map codes to official titles and to what makes records the same act."""
    owners: dict[tuple[str, ...], str] = {}
    seen: set[str] = set()
    for entry in entries:
        code = entry.names.code
        if code not in titles:
            yield entry.finding("no such procedure")
            continue
        if code in seen:
            yield entry.finding("a second entry for this code")
        seen.add(code)
        yield from _shape(entry, titles[code])
        for text in entry.spoken:
            owner = owners.setdefault(words(text), code)
            if acts[owner] != acts[code]:
                yield entry.finding(f"same text as {owner}, another act", text)


def _shape(entry: Entry, title: str) -> Iterator[Finding]:
    names, questions = entry.names.names, entry.names.questions
    if len(names) < FEWEST_NAMES or len(questions) < FEWEST_QUESTIONS:
        yield entry.finding(f"{len(names)} names and {len(questions)} questions")
    for text in (*names, *questions):
        if words(text) == words(title):
            yield entry.finding("the official title copied", text)
        if len(text) > LONGEST:
            yield entry.finding(f"longer than {LONGEST} characters", text)
        if not unicodedata.is_normalized("NFC", text):
            yield entry.finding("not NFC", text)
