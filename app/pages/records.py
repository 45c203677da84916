"""Records by their id, as the public may see them."""

from app.pages.visit import Visit
from corpus.records import Document


def public(visit: Visit, identifier: str) -> Document | None:
    """The record of that id; None for an unknown one and for internal procedures."""
    if identifier not in visit.directory.by_id:
        return None
    bundle = visit.served.bundle
    return bundle.documents[bundle.row_of[identifier]]
