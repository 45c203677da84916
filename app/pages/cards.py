"""The results of a question as cards."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.pages import papers_view
from app.pages.addresses import procedure_path, record_path
from app.pages.directory import Directory
from app.pages.glance import Glance, glance
from app.pages.papers_view import CaseView
from app.search.results import Hit, Intent, Snippet
from corpus.companions import Document, Faq, Guide, Pakn, Regulation
from corpus.records import Procedure
from indexer.catalogue import Row

GuideOf = Callable[[str], Guide | None]
"""Finds the guide of a procedure's code."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet, highlighted or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One act among the results, with the papers of the first `case` of its guide.

    For a record of another kind `facts` is None, `answer` is what it says, `acts` are the procedures it speaks of.
    `way` leads to papers and steps.
    """

    path: str
    way: str
    row: Row
    facts: Glance | None
    case: CaseView | None
    more_papers: bool
    answer: str
    acts: tuple[Row, ...]
    excerpt: tuple[Piece, ...]
    versions: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CardGroup:
    """The cards of one of several wishes in a question."""

    text: str
    cards: tuple[Card, ...]


def cards(hits: Iterable[Hit], guide_of: GuideOf, directory: Directory) -> tuple[Card, ...]:
    """The cards of some hits."""
    return tuple(_card(hit, guide_of, directory) for hit in hits)


def groups(found: Sequence[Card], intents: Iterable[Intent]) -> tuple[CardGroup, ...]:
    """The cards of each wish, for a question with several; a wish without cards is left out."""
    by_id = {card.row.id: card for card in found}
    named = (CardGroup(one.text, tuple(by_id[code] for code in one.codes if code in by_id)) for one in intents)
    return tuple(group for group in named if group.cards)


def besides(found: Sequence[Card], grouped: Iterable[CardGroup]) -> tuple[Card, ...]:
    """The cards that no group holds."""
    held = {card.row.id for group in grouped for card in group.cards}
    return tuple(card for card in found if card.row.id not in held)


def _card(hit: Hit, guide_of: GuideOf, directory: Directory) -> Card:
    procedure = hit.record if isinstance(hit.record, Procedure) else None
    guide = guide_of(procedure.code) if procedure else None
    listed = papers_view.guided(guide) if guide else ()
    acts = directory.related(hit.row.procedures)
    path = record_path(hit.row.kind, hit.row.id)
    return Card(
        path=path,
        way=f"{procedure_path(acts[0].id) if acts else path}#giay-to" if procedure or acts else path,
        row=hit.row,
        facts=glance(procedure, guide) if procedure else None,
        case=listed[0] if listed else None,
        more_papers=len(listed) > 1,
        answer=_said(hit.record),
        acts=acts,
        excerpt=_excerpt(hit.snippets),
        versions=hit.variants,
    )


def _said(record: Document) -> str:
    match record:
        case Faq() | Pakn():
            return record.answer
        case Regulation():
            return record.content
        case _:
            return ""


def _excerpt(snippets: Iterable[Snippet]) -> tuple[Piece, ...]:
    """The best snippet that is not the title, which the card shows anyway."""
    best = next((snippet for snippet in snippets if snippet.section != "title"), None)
    return pieces(best.text, best.marks) if best else ()


def pieces(text: str, marks: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """A text cut at its (start, end) marks."""
    cut, at = [], 0
    for start, end in marks:
        cut += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return tuple(piece for piece in [*cut, Piece(text[at:], False)] if piece.text)
