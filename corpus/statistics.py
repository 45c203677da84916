"""Counts of what the shipped corpus holds."""

from corpus import shipped
from corpus.importing import read


def counts() -> dict[str, int]:
    """Records by kind, and what people's words there are for them."""
    procedures = read([shipped.CATALOGUE]).procedures if shipped.CATALOGUE.exists() else ()
    faqs = read([shipped.FAQS]).faqs if shipped.FAQS.exists() else ()
    names = shipped.popular_names()
    return {
        "procedures": len(procedures),
        "guides": 0,
        "faqs": len(faqs),
        "faq_acts": len({code for faq in faqs for code in faq.procedures}),
        "life_events": 0,
        "pakn": 0,
        "regulations": 0,
        "acts_with_popular_names": sum(bool(entry.names) for entry in names),
        "popular_names": sum(len(entry.names) for entry in names),
        "lived_questions": sum(len(entry.questions) for entry in names),
    }
