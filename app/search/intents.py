"""Several wishes in one question: "bố mất: khai tử và mai táng phí" asks for two acts."""

import re
from collections.abc import Sequence

MOST_INTENTS = 3
SHORTEST_WISH = 2

_JOINT = re.compile(
    r"\s*(?:[;:]|,\s*(?:rồi|xong|và|với|còn)|\bvà\b|\bvới lại\b|\bcùng với\b|\bđồng thời\b|\brồi\b|\bxong\b|\bva\b)\s*"
)


def wishes(text: str) -> Sequence[str]:
    """Parts of a question that may each be a wish of its own; empty where it does not fall apart."""
    parts = [part.strip(" ,.?!") for part in _JOINT.split(text.lower())]
    said = [part for part in parts if len(part.split()) >= SHORTEST_WISH]
    return said[:MOST_INTENTS] if len(said) >= 2 else []
