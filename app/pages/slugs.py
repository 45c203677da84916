"""Readable parts of addresses."""

from indexer.normalization import plain_key


def slug(name: str) -> str:
    """A name as a part of an address: "Đất đai" -> "dat-dai"; "khac" where nothing is left of it."""
    return plain_key(name).replace(" ", "-") or "khac"
