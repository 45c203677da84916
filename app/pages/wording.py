"""The texts of the interface in Vietnamese and English; what records say is never translated."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "wording"

Wording = dict[str, Any]


@cache
def wording(lang: str) -> Wording:
    """The texts of a language, nested by page."""
    return tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))


def fill(text: str, **values: object) -> str:
    """A text with its {blanks} filled."""
    return text.format(**values)


def thousands(number: int) -> str:
    """A number as Vietnamese readers write it: 5662 -> "5.662"."""
    return f"{number:,}".replace(",", ".")
