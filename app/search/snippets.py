"""Snippets: the sentence of each matching section that says most of the question, with what to highlight."""

import re
from collections.abc import Iterator

from app.search.question import Question
from app.search.results import Snippet
from corpus.records import Faq, Procedure
from indexer.normalization import fold
from indexer.passages import Section, faq_sections, procedure_sections

CHARACTERS = 220
SNIPPETS = 3
SHOWN = (Section.TITLE, Section.DOSSIER, Section.CONDITIONS, Section.STEPS, Section.FEES, Section.RESULTS)
SCANNED_SENTENCES = 8

_SENTENCE = re.compile(r"[^\n.;]+")
_WORD = re.compile(r"[^\W_]+")
_EMPTY_WORDS = frozenset(
    (
        "la",
        "co",
        "va",
        "cho",
        "cua",
        "thi",
        "o",
        "duoc",
        "khong",
        "gi",
        "can",
        "lam",
        "nao",
        "toi",
        "em",
        "minh",
        "phai",
        "the",
        "den",
        "voi",
        "nay",
        "mot",
        "nhu",
        "ra",
    )
)


def snippets(record: Procedure | Faq, question: Question) -> tuple[Snippet, ...]:
    """The best snippet of each section that shares words with the question, at most SNIPPETS."""
    wanted = {fold(word) for word in question.words} - _EMPTY_WORDS
    sections = procedure_sections(record, None) if isinstance(record, Procedure) else faq_sections(record)
    found = [
        snippet for section in SHOWN if section in sections for snippet in _best(section, sections[section], wanted)
    ]
    return tuple(sorted(found, key=lambda s: -len(s.marks))[:SNIPPETS])


def _best(section: Section, text: str, wanted: set[str]) -> Iterator[Snippet]:
    best, most = "", 0
    for number, sentence in enumerate(_SENTENCE.finditer(text)):
        if number >= SCANNED_SENTENCES:
            break
        said = sentence[0].strip()[:CHARACTERS]
        shared = len(wanted.intersection(map(fold, _WORD.findall(said))))
        if shared > most:
            best, most = said, shared
    if best:
        yield Snippet(section.value, best, _marks(best, wanted))


def _marks(text: str, wanted: set[str]) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _WORD.finditer(text) if fold(match[0]) in wanted)
