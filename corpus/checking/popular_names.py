"""The check of popular names and lived questions: known acts, no copied titles, no text shared by different acts.

`overlaps` compares the questions with judged topics by n-grams, so that no measured question has leaked into the corpus.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from corpus.checking.findings import Finding
from corpus.records import PopularNames

FEWEST_NAMES, FEWEST_QUESTIONS = 2, 4
LONGEST = 200
NGRAM = 6
COPIED_SHARE = 0.6

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with where it stands."""

    file: str
    line: int
    names: PopularNames

    def finding(self, reason: str, text: str = "") -> Finding:
        """Something wrong with the entry."""
        return Finding(self.file, self.line, self.names.code, reason, text)


def words(text: str) -> tuple[str, ...]:
    """Lower-case words; the key under which texts are equal."""
    return tuple(_WORD.findall(text.lower()))


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
        for text in (*entry.names.names, *entry.names.questions):
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


def _ngrams(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {said[start : start + NGRAM] for start in range(len(said) - NGRAM + 1)}


def overlaps(entries: Iterable[Entry], topics: Mapping[str, str]) -> Iterator[Finding]:
    """Questions that share most of their n-grams with a topic (id -> query), or equal one."""
    by_ngram: dict[tuple[str, ...], set[str]] = {}
    equal = {words(query): name for name, query in topics.items()}
    for name, query in topics.items():
        for ngram in _ngrams(query):
            by_ngram.setdefault(ngram, set()).add(name)
    for entry in entries:
        for text in (*entry.names.names, *entry.names.questions):
            if len(words(text)) >= NGRAM and words(text) in equal:
                yield entry.finding(f"equal to topic {equal[words(text)]}", text)
                continue
            mine = _ngrams(text)
            shared = [ngram for ngram in mine if ngram in by_ngram]
            if mine and len(shared) / len(mine) >= COPIED_SHARE:
                yield entry.finding(f"copies topic {sorted(by_ngram[shared[0]])[0]}", text)
