"""A set of results as the pages show it: cards, the quoted fact, the filters that can be set and removed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.pages.addresses import LAST_PAGE, PAGE_SIZE, Here, Search, outside, record_path
from app.pages.glance import Glance, day, glance
from app.search.results import Hit, Intent, Quote, ResultSet, Snippet
from corpus.records import Procedure
from indexer.catalogue import Row

SHOWN_VALUES = 8
# Facet column -> the filter that narrows to one of its values.
FILTER_OF = {"levels": "level", "field": "field", "issuer": "agency", "audience": "audience", "kind": "kind"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet, highlighted or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One act among the results; `facts` is None for an FAQ entry, `answer` "" for a procedure."""

    path: str
    row: Row
    facts: Glance | None
    answer: str
    excerpt: tuple[Piece, ...]
    versions: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CardGroup:
    """The cards of one of several wishes in a question."""

    text: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One quoted line: what it says, and the source's remark in parentheses behind it."""

    head: str
    rest: str


@dataclass(frozen=True, slots=True)
class QuotedFact:
    """The quoted fact with where it stands; `lines` is empty where the record does not state what was asked."""

    asked: str
    lines: tuple[QuotedLine, ...]
    path: str
    title: str
    code: str
    decision: str
    decided: str
    source: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value a filter can take, with the number of results and the address that sets it."""

    value: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter; `name` is the filter's."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use and the address without it."""

    name: str
    value: str
    address: str


def cards(hits: Iterable[Hit]) -> tuple[Card, ...]:
    """The cards of some hits."""
    return tuple(map(_card, hits))


def groups(found: Sequence[Card], intents: Iterable[Intent]) -> tuple[CardGroup, ...]:
    """The cards of each wish, for a question with several; a wish without cards is left out."""
    by_id = {card.row.id: card for card in found}
    named = (CardGroup(one.text, tuple(by_id[code] for code in one.codes if code in by_id)) for one in intents)
    return tuple(group for group in named if group.cards)


def besides(found: Sequence[Card], grouped: Iterable[CardGroup]) -> tuple[Card, ...]:
    """The cards that no group holds."""
    held = {card.row.id for group in grouped for card in group.cards}
    return tuple(card for card in found if card.row.id not in held)


def _card(hit: Hit) -> Card:
    procedure = hit.record if isinstance(hit.record, Procedure) else None
    return Card(
        path=record_path(hit.row.kind, hit.row.id),
        row=hit.row,
        facts=glance(procedure) if procedure else None,
        answer=getattr(hit.record, "answer", ""),
        excerpt=_excerpt(hit.snippets),
        versions=hit.variants,
    )


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


def fact(results: ResultSet) -> QuotedFact | None:
    """The asked fact of the leading record, or None where no fact was asked for."""
    if results.asked is None or not results.hits:
        return None
    quote, lead = results.quote, results.hits[0]
    if quote is None and not isinstance(lead.record, Procedure):
        return None
    return _quoted(quote) if quote else _unstated(results.asked.value, lead)


def _quoted(quote: Quote) -> QuotedFact:
    return QuotedFact(
        asked=quote.fact.value,
        lines=tuple(map(_line, quote.lines)),
        path=record_path("procedure", quote.code),
        title=quote.title,
        code=quote.code,
        decision=quote.decision_number,
        decided=day(quote.decision_date),
        source=outside(quote.source),
    )


def _line(line: str) -> QuotedLine:
    head, mark, remark = line.partition(" (")
    return QuotedLine(head, mark.strip() + remark) if mark and line.endswith(")") else QuotedLine(line, "")


def _unstated(asked: str, lead: Hit) -> QuotedFact:
    path = record_path(lead.row.kind, lead.row.id)
    return QuotedFact(asked, (), path, lead.row.title, lead.row.id, "", "", outside(lead.record.source.address))


def facets(results: ResultSet, search: Search, here: Here) -> tuple[Facet, ...]:
    """The filters not in use that would narrow the results, each with its most frequent values."""
    built = (
        Facet(name, _options(results.facets.get(column, {}), name, search, here))
        for column, name in FILTER_OF.items()
        if name not in search.chosen
    )
    return tuple(facet for facet in built if len(facet.options) > 1)


def _options(counts: dict[str, int], name: str, search: Search, here: Here) -> tuple[Option, ...]:
    shown = list(counts.items())[:SHOWN_VALUES]
    return tuple(Option(value, count, search.address(here, **{name: value})) for value, count in shown)


def chips(search: Search, here: Here) -> tuple[Chip, ...]:
    """The filters in use, each removable."""
    return tuple(Chip(name, value, search.address(here, **{name: ""})) for name, value in search.chosen.items())


def pages(results: ResultSet, search: Search) -> tuple[int, int]:
    """(this page, last page) of a set of results."""
    return search.page, min(LAST_PAGE, max(1, -(-results.total // PAGE_SIZE)))
