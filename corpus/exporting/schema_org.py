"""Records in the terms of schema.org: GovernmentService and FAQPage."""

from collections.abc import Mapping, Sequence

from corpus.companions import Faq
from corpus.exporting.certain import Payment, identity, iso_duration, payments, time_words, web_address
from corpus.records import Channel, Procedure

CONTEXT = "https://schema.org"


def service(record: Procedure, address: str) -> dict[str, object]:
    """A procedure as a GovernmentService whose page is at `address`."""
    return _filled(
        {
            "@type": "GovernmentService",
            "name": record.title,
            "identifier": record.code,
            "serviceType": record.field,
            "url": address,
            "provider": {"@type": "GovernmentOrganization", "name": record.agency or record.issuer},
            "areaServed": {"@type": "AdministrativeArea", "name": record.province or "Việt Nam"},
            "audience": [{"@type": "Audience", "audienceType": who} for who in record.audience],
            "availableChannel": [_channel(channel) for channel in record.channels],
            "offers": [_offer(payment) for payment in payments(record) if payment.amount is not None],
            "serviceOutput": [{"@type": "Thing", "name": result} for result in record.results],
            "sameAs": web_address(record.source.address),
        }
    )


def _channel(channel: Channel) -> dict[str, object]:
    return _filled(
        {
            "@type": "ServiceChannel",
            "name": channel.method.value,
            "processingTime": iso_duration(channel.time),
            "description": time_words(channel.time),
        }
    )


def _offer(payment: Payment) -> dict[str, object]:
    return {
        "@type": "Offer",
        "category": payment.kind,
        "price": payment.amount,
        "priceCurrency": payment.currency,
        "description": payment.method.value,
    }


def faq_page(records: Sequence[Faq], address: str = "") -> dict[str, object]:
    """FAQ entries as the questions of one FAQPage."""
    return _filled({"@type": "FAQPage", "url": address, "mainEntity": [_question(record) for record in records]})


def _question(record: Faq) -> dict[str, object]:
    answer = {"@type": "Answer", "text": record.answer}
    return {"@type": "Question", "name": record.question, "acceptedAnswer": answer}


def graph(procedures: Sequence[Procedure], faqs: Sequence[Faq]) -> dict[str, object]:
    """A JSON-LD document of all procedures and one FAQPage of all questions, each about its acts."""
    known = {record.code: identity(record) for record in procedures}
    nodes = [{"@id": known[record.code], **service(record, known[record.code])} for record in procedures]
    page = {"@type": "FAQPage", "mainEntity": [_question(faq) | _about(faq, known) for faq in faqs]}
    return {"@context": CONTEXT, "@graph": [*nodes, page] if faqs else nodes}


def _about(faq: Faq, known: Mapping[str, str]) -> dict[str, object]:
    acts = [{"@id": known[code]} for code in faq.procedures if code in known]
    return {"about": acts} if acts else {}


def _filled(data: dict[str, object]) -> dict[str, object]:
    """The entries that hold something; an amount of 0 does."""
    return {name: value for name, value in data.items() if value or value == 0}
