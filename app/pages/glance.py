"""A procedure at a glance: what it costs, how long it takes, where it is handed in, how many papers it needs.

Only what the record states as a fact is shown, or a guide says plainly; the rest is left to the act's page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.search.answering import duration_line, money
from corpus.companions import Guide, Statement
from corpus.records import Channel, Duration, Procedure

LONGEST_PLACE = 90
LONGEST_TIME = 40
LONGEST_SENTENCE = 130


@dataclass(frozen=True, slots=True)
class Figure:
    """`lines` are (way of handing in, value), the way empty where all are alike; `partly`: the record says more."""

    lines: tuple[tuple[str, str], ...] = ()
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """The facts of one record; `papers` is None where the cases differ."""

    fee: Figure
    time: Figure
    place: str
    papers: int | None
    cases: int


def glance(record: Procedure, guide: Guide | None = None) -> Glance:
    """The facts of a record; where it states no single figure, the first sentence of its guide if that is short."""
    cases = [case for case in record.cases if case.papers]
    place = record.agency or record.competent_agency or record.issuer
    fee, time = _by_channel(record, _fee), _by_channel(record, lambda channel: short_time(channel.time))
    return Glance(
        fee=_guided(fee, guide.fee) if guide else fee,
        time=_guided(time, guide.time) if guide else time,
        place=place if len(place) <= LONGEST_PLACE else "",
        papers=len(record.papers) if len(cases) == 1 else None,
        cases=len(cases),
    )


def _guided(figure: Figure, statements: tuple[Statement, ...]) -> Figure:
    said = statements[0].text
    return figure if figure.lines or len(said) > LONGEST_SENTENCE else Figure((("", said),), partly=len(statements) > 1)


def short_time(time: Duration | None) -> str:
    """A processing time in a few words, "" where the record has none or needs more words."""
    line = duration_line(time) if time else ""
    return line if len(line) <= LONGEST_TIME else ""


def day(value: date | None) -> str:
    """A date as Vietnamese papers write it: "18/07/2026"; "" for none."""
    return f"{value:%d/%m/%Y}" if value else ""


def iso_day(value: str) -> str:
    """An ISO date string as Vietnamese papers write it, "" for none."""
    return day(date.fromisoformat(value)) if value else ""


def _by_channel(record: Procedure, said: Callable[[Channel], str]) -> Figure:
    values = [(channel.method.value, said(channel)) for channel in record.channels]
    stated = [(method, value) for method, value in values if value]
    partly = len(stated) < len(values)
    if stated and not partly and len({value for _, value in stated}) == 1:
        return Figure((("", stated[0][1]),))
    by_method = dict(stated)
    if len(by_method) < len(set(stated)):
        return Figure(partly=True)
    return Figure(tuple(by_method.items()), partly)


def _fee(channel: Channel) -> str:
    """The one amount a channel states; "" where it states several, doubtful ones or none."""
    amounts = {(fee.amount, fee.currency) for fee in channel.fees}
    if len(amounts) != 1 or any(fee.doubt for fee in channel.fees):
        return ""
    amount, currency = amounts.pop()
    if amount is None:
        return ""
    return money(amount, currency) if amount else "Không thu"
