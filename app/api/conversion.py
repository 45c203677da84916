"""From what the search answers to what the API says."""

from collections.abc import Mapping
from datetime import date

from app.api import models
from app.search.answering import duration_line, fee_line
from app.search.results import Clarification, Hit, Quote, ResultSet
from app.search.suggestions import Suggestion
from app.serving.edition import Edition
from corpus.companions import Companion, Document, Faq, LifeEvent, Pakn, Regulation
from corpus.records import Channel, Duration, Fee, Kind, Level, Procedure, Source
from indexer.catalogue import Row

FACET_VALUES = 20
_FACET_OF = {
    "field": "field",
    "level": "levels",
    "agency": "issuer",
    "audience": "audience",
    "province": "province",
    "kind": "kind",
}


_PAGES = {
    Kind.PROCEDURE: "thu-tuc",
    Kind.FAQ: "hoi-dap",
    Kind.LIFE_EVENT: "su-kien",
    Kind.PAKN: "phan-anh",
    Kind.REGULATION: "quy-dinh",
}


def page_address(kind: str, code: str, portal: str) -> str:
    """Address of the page for people; `portal` is the public address of this service, or "" for a path."""
    return f"{portal}/{_PAGES[Kind(kind)]}/{code}"


def search_answer(results: ResultSet, portal: str) -> models.SearchAnswer:
    """A result set as the API says it."""
    return models.SearchAnswer(
        status=results.status,
        confidence=round(results.confidence, 4),
        asked=results.asked,
        quote=_quoted(results.quote) if results.quote else None,
        hits=[_hit(hit, portal) for hit in results.hits],
        total=results.total,
        suggestion=results.suggestion or None,
        clarification=_clarifying(results.clarification) if results.clarification else None,
        intents=[models.SeparateIntent(text=intent.text, codes=list(intent.codes)) for intent in results.intents],
        life_event=_journey(results.life_event, portal) if results.life_event else None,
        facets=_facets(results.facets),
        took_ms=round(results.took_ms, 2),
        bundle=results.bundle,
    )


def procedure_answer(record: Procedure, row: Row, edition: Edition, portal: str) -> models.ProcedureAnswer:
    """A procedure in full."""
    return models.ProcedureAnswer(
        record=record,
        variants=[_variant(other) for other in edition.variants(row)],
        companions=[
            models.CompanionNote(kind=Kind(other.kind), id=other.id, title=other.title)
            for other in edition.companions(row.id)
        ],
        page=page_address(row.kind, row.id, portal),
        bundle=edition.name,
    )


def companion_answer(record: Companion, edition: Edition, portal: str) -> models.CompanionAnswer:
    """A record that goes with procedures, in full; a guide's page is its act's."""
    rows = {code: edition.public_row(code) for code in record.procedures}
    act = record.kind is Kind.GUIDE
    return models.CompanionAnswer(
        record=record,
        procedures=[models.RelatedProcedure(code=code, title=row.title if row else None) for code, row in rows.items()],
        page=page_address(Kind.PROCEDURE if act else record.kind, record.procedures[0] if act else record.id, portal),
        bundle=edition.name,
    )


def suggest_answer(found: tuple[Suggestion, ...], bundle: str) -> models.SuggestAnswer:
    """Suggestions as the API says them."""
    texts = [models.SuggestedText(text=s.text, kind=s.kind, code=s.code, title=s.title) for s in found]
    return models.SuggestAnswer(suggestions=texts, bundle=bundle)


def _hit(hit: Hit, portal: str) -> models.SearchHit:
    record, row = hit.record, hit.row
    procedure = record if isinstance(record, Procedure) else None
    return models.SearchHit(
        code=row.id,
        title=row.title,
        kind=record.kind,
        score=round(hit.score, 4),
        matched=[models.MatchedPart(section=s.section, text=s.text, marks=list(s.marks)) for s in hit.snippets],
        facts=_facts(procedure) if procedure else None,
        answer=_answer(record),
        procedures=list(row.procedures),
        obsolete=list(procedure.obsolete) if procedure else [],
        variants=[_variant(other) for other in hit.variants],
        source=_source(record.source),
        updated=date.fromisoformat(row.updated) if row.updated else None,
        page=page_address(row.kind, row.id, portal),
        reasons=[models.ScoreReason(feature=r.feature, share=round(r.share, 4)) for r in hit.reasons],
    )


def _answer(record: Document) -> str | None:
    """What a record of another kind than a procedure says, in short."""
    match record:
        case Faq() | Pakn():
            return record.answer
        case Regulation():
            return record.requirement or record.content
        case _:
            return None


def _journey(event: LifeEvent, portal: str) -> models.Journey:
    return models.Journey(
        id=event.id,
        title=event.title,
        summary=event.summary,
        stages=[models.JourneyStage(**stage.model_dump()) for stage in event.stages],
        page=page_address(event.kind, event.id, portal),
    )


def _facts(record: Procedure) -> models.Facts:
    return models.Facts(
        channels=[_channel(channel) for channel in record.channels],
        levels=list(record.levels),
        agency=record.agency or None,
        field=record.field or None,
        papers=len(record.papers),
    )


def _channel(channel: Channel) -> models.ChannelFacts:
    return models.ChannelFacts(
        method=channel.method,
        time=_time(channel.time) if channel.time else None,
        fees=[_payment(fee) for fee in channel.fees],
    )


def _time(time: Duration) -> models.ProcessingTime | None:
    """A time in words, None where the source gives a number without a unit and no words."""
    text = duration_line(time)
    return models.ProcessingTime(text=text, amount=time.amount, unit=time.unit) if text else None


def _payment(fee: Fee) -> models.Payment:
    return models.Payment(
        text=fee_line(fee), kind=fee.kind, amount=fee.amount, currency=fee.currency, doubt=fee.doubt or None
    )


def _variant(row: Row) -> models.Variant:
    return models.Variant(
        code=row.id, title=row.title, province=row.province or None, levels=[Level(level) for level in row.levels]
    )


def _source(source: Source) -> models.SourceNote:
    return models.SourceNote(address=source.address or None, retrieved=source.retrieved)


def _quoted(quote: Quote) -> models.QuotedFact:
    return models.QuotedFact(
        fact=quote.fact,
        lines=list(quote.lines),
        section=quote.section,
        code=quote.code,
        title=quote.title,
        source=quote.source or None,
        decision_number=quote.decision_number or None,
        decision_date=quote.decision_date,
    )


def _clarifying(clarification: Clarification) -> models.ClarifyingQuestion:
    choices = [models.ClarifyingChoice(label=choice.label, code=choice.code) for choice in clarification.choices]
    return models.ClarifyingQuestion(question=clarification.question, choices=choices)


def _facets(counted: Mapping[str, Mapping[str, int]]) -> models.Facets:
    """The most frequent values of each facet; `counted` holds them in falling order."""
    return models.Facets(
        **{
            name: [models.FacetValue(value=v, count=n) for v, n in list(counted.get(column, {}).items())[:FACET_VALUES]]
            for name, column in _FACET_OF.items()
        }
    )
