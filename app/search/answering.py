"""The asked fact, quoted from the record: never computed, never generated."""

from collections.abc import Callable, Iterator

from app.search.question import Fact
from app.search.results import Quote
from corpus.records import Channel, Duration, Fee, Procedure
from indexer.passages import Section

LINES = 8
LINE_CHARACTERS = 400


def money(amount: float, currency: str = "VND") -> str:
    """An amount as Vietnamese readers write it: 135000 -> "135.000 đồng"."""
    whole = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
    figure = whole.replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{figure} {'đồng' if currency == 'VND' else currency}"


def fee_line(fee: Fee) -> str:
    """One payment in words: amount first, the source's own remark behind it."""
    if fee.doubt:
        return (
            f"{fee.kind.value.capitalize()}: {fee.text}"
            if fee.text
            else f"{fee.kind.value.capitalize()}: chưa rõ trong hồ sơ nguồn"
        )
    if fee.amount is None:
        return f"{fee.kind.value.capitalize()}: {fee.text}"
    figure = "không thu" if fee.amount == 0 else money(fee.amount, fee.currency)
    return f"{fee.kind.value.capitalize()}: {figure}" + (f" ({fee.text})" if fee.text else "")


def duration_line(time: Duration) -> str:
    """A processing time in words: "7 ngày làm việc"."""
    if time.amount is None or time.unit is None:
        return time.text
    return f"{time.amount:g} {time.unit.value}".replace(".", ",")


def _channel_lines(record: Procedure, lines: Callable[[Channel], list[str]]) -> Iterator[str]:
    for channel in record.channels:
        if said := [line for line in lines(channel) if line]:
            yield f"Nộp {channel.method.value}: {'; '.join(said)}"


def _fees(record: Procedure) -> Iterator[str]:
    yield from _channel_lines(record, lambda channel: [fee_line(fee) for fee in channel.fees])


def _times(record: Procedure) -> Iterator[str]:
    yield from _channel_lines(record, lambda channel: [duration_line(channel.time)] if channel.time else [])
    if not any(channel.time for channel in record.channels):
        yield from (f"{case.name}: {duration_line(case.time)}" for case in record.sub_cases if case.time)


def _papers(record: Procedure) -> Iterator[str]:
    for case in record.cases:
        if case.name:
            yield f"{case.name}:"
        yield from (f"- {paper.name.lstrip('- ')}" for paper in case.papers)


def _places(record: Procedure) -> Iterator[str]:
    yield from dict.fromkeys(
        part for part in (record.agency, record.competent_agency, record.reception_address) if part
    )


def _forms(record: Procedure) -> Iterator[str]:
    for paper in record.papers:
        if paper.form:
            yield f"{paper.name} (mẫu: {paper.form})"


_QUOTED: dict[Fact, tuple[Section, Callable[[Procedure], Iterator[str]]]] = {
    Fact.FEE: (Section.FEES, _fees),
    Fact.TIME: (Section.FEES, _times),
    Fact.PAPERS: (Section.DOSSIER, _papers),
    Fact.WHERE: (Section.AGENCY, _places),
    Fact.WHO: (Section.AGENCY, lambda record: iter(record.audience)),
    Fact.CONDITIONS: (Section.CONDITIONS, lambda record: iter(record.conditions.split("\n"))),
    Fact.RESULT: (Section.RESULTS, lambda record: iter(record.results)),
    Fact.FORM: (Section.DOSSIER, _forms),
}


def quote(record: Procedure, fact: Fact) -> Quote | None:
    """The asked fact from one record, or None where the record does not state it."""
    section, lines_of = _QUOTED[fact]
    lines = tuple(line[:LINE_CHARACTERS] for line in lines_of(record) if line.strip())[:LINES]
    if not lines:
        return None
    return Quote(
        fact=fact,
        lines=lines,
        section=section.value,
        code=record.code,
        title=record.title,
        source=record.source.address,
        decision_number=record.decision_number,
        decision_date=record.decision_date,
    )
