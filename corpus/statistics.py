"""Counts of what the shipped corpus holds."""

from collections import Counter

from corpus import shipped
from corpus.importing import read
from corpus.records import Kind


def counts() -> dict[str, int]:
    """Records by kind, and what people's words there are for them."""
    held = read([path for path in (shipped.CATALOGUE, shipped.COMPANIONS) if path.exists()])
    kinds = Counter(record.kind for record in held.companions)
    names = shipped.popular_names()
    return {
        "procedures": len(held.procedures),
        "guides": kinds[Kind.GUIDE],
        "faqs": kinds[Kind.FAQ],
        "faq_acts": len({code for r in held.companions if r.kind == Kind.FAQ for code in r.procedures}),
        "life_events": kinds[Kind.LIFE_EVENT],
        "pakn": kinds[Kind.PAKN],
        "regulations": kinds[Kind.REGULATION],
        "acts_with_popular_names": sum(bool(entry.names) for entry in names),
        "popular_names": sum(len(entry.names) for entry in names),
        "lived_questions": sum(len(entry.questions) for entry in names),
    }
