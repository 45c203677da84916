"""Pages as data for search engines: JSON-LD with the terms of schema.org."""

import json

from markupsafe import Markup

from corpus.records import Faq, Procedure

_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def _script(data: dict[str, object]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    kept = {name: value for name, value in data.items() if value}
    text = json.dumps({"@context": "https://schema.org", **kept}, ensure_ascii=False).translate(_IN_SCRIPT)
    # Every character that HTML reads is escaped above.
    return Markup(text)


def of_procedure(record: Procedure, address: str) -> Markup:
    """A procedure as a GovernmentService."""
    return _script(
        {
            "@type": "GovernmentService",
            "name": record.title,
            "identifier": record.code,
            "serviceType": record.field,
            "url": address,
            "provider": {"@type": "GovernmentOrganization", "name": record.agency or record.issuer},
            "areaServed": {"@type": "AdministrativeArea", "name": record.province or "Việt Nam"},
            "audience": [{"@type": "Audience", "audienceType": who} for who in record.audience],
            "serviceOutput": [{"@type": "Thing", "name": result} for result in record.results],
            "sameAs": record.source.address,
        }
    )


def of_faq(record: Faq, address: str) -> Markup:
    """An FAQ entry as an FAQPage of one question."""
    answer = {"@type": "Answer", "text": record.answer}
    return _script(
        {
            "@type": "FAQPage",
            "url": address,
            "mainEntity": [{"@type": "Question", "name": record.question, "acceptedAnswer": answer}],
        }
    )
