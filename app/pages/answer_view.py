"""A set of results as the pages show it: the quoted fact, the filters that can be set and removed."""

from dataclasses import dataclass

from app.pages.addresses import LAST_PAGE, PAGE_SIZE, Here, Search, outside, record_path
from app.pages.glance import day, glance
from app.pages.journey_view import ActOf
from app.search.question import Fact
from app.search.results import Hit, Quote, ResultSet
from corpus.companions import Guide
from corpus.records import Procedure

SHOWN_VALUES = 8
# Facet column -> the filter that narrows to one of its values.
FILTER_OF = {"levels": "level", "field": "field", "issuer": "agency", "audience": "audience", "kind": "kind"}


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One quoted line: what it says, and the source's remark in parentheses behind it."""

    head: str
    rest: str


@dataclass(frozen=True, slots=True)
class QuotedFact:
    """The quoted fact with where it stands; `lines` is empty where the record does not state what was asked.

    `plain` is what the act's guide says where the record has no clear figure, `approval` who approved the guide.
    """

    asked: str
    lines: tuple[QuotedLine, ...]
    plain: tuple[str, ...]
    approval: str
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


def fact(results: ResultSet, act_of: ActOf) -> QuotedFact | None:
    """The asked fact of the leading record, or None where no fact was asked for."""
    if results.asked is None or not results.hits:
        return None
    quote, lead = results.quote, results.hits[0]
    if quote is None and not isinstance(lead.record, Procedure):
        return None
    act = act_of(quote.code if quote else lead.row.id)
    plain = _plain(results.asked, *act) if act else ()
    approval = act[1].approval if act and act[1] else ""
    return _quoted(quote, plain, approval) if quote else _unstated(results.asked, lead, plain, approval)


def _plain(asked: Fact, record: Procedure, guide: Guide | None) -> tuple[str, ...]:
    """What the guide says of a fee or time for which the record has no clear figure."""
    facts = glance(record)
    figure = {Fact.FEE: facts.fee, Fact.TIME: facts.time}.get(asked)
    if guide is None or figure is None or figure.lines:
        return ()
    return tuple(statement.text for statement in (guide.fee if asked is Fact.FEE else guide.time))


def _quoted(quote: Quote, plain: tuple[str, ...], approval: str) -> QuotedFact:
    return QuotedFact(
        asked=quote.fact.value,
        lines=tuple(map(_line, quote.lines)),
        plain=plain,
        approval=approval,
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


def _unstated(asked: Fact, lead: Hit, plain: tuple[str, ...], approval: str) -> QuotedFact:
    return QuotedFact(
        asked=asked.value,
        lines=(),
        plain=plain,
        approval=approval,
        path=record_path(lead.row.kind, lead.row.id),
        title=lead.row.title,
        code=lead.row.id,
        decision="",
        decided="",
        source=outside(lead.record.source.address),
    )


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
