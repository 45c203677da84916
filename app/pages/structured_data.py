"""Pages as data for search engines: JSON-LD with the terms of schema.org."""

import json
from collections.abc import Iterable

from markupsafe import Markup

from corpus.companions import Faq, LifeEvent
from corpus.exporting import schema_org
from corpus.records import Procedure

_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def _script(data: dict[str, object]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    kept = {name: value for name, value in data.items() if value}
    text = json.dumps({"@context": "https://schema.org", **kept}, ensure_ascii=False).translate(_IN_SCRIPT)
    # Every character that HTML reads is escaped above.
    return Markup(text)


def of_procedure(record: Procedure, address: str) -> Markup:
    """A procedure as a GovernmentService."""
    return _script(schema_org.service(record, address))


def of_faqs(records: Iterable[Faq], address: str) -> Markup:
    """Questions with their answers as an FAQPage."""
    return _script(schema_org.faq_page(tuple(records), address))


def of_life_event(record: LifeEvent, acts: Iterable[tuple[str, str]], address: str) -> Markup:
    """A life event as the list of its acts, each (name, address), in order."""
    return _script(
        {
            "@type": "ItemList",
            "name": record.title,
            "description": record.summary,
            "url": address,
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "url": act}
                for place, (name, act) in enumerate(acts, 1)
            ],
        }
    )
