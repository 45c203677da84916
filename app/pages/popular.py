"""Needs that bring most people to a counter, in their own words, each with the procedure that meets it, and life events."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indexer.catalogue import Row

FILE = Path(__file__).with_name("popular_needs.toml")


@dataclass(frozen=True, slots=True)
class Need:
    """One need: `vi` and `en` are its names."""

    code: str
    vi: str
    en: str

    def name(self, lang: str) -> str:
        """The need in a language."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Theme:
    """Needs of one part of life."""

    icon: str
    vi: str
    en: str
    needs: tuple[Need, ...]

    def name(self, lang: str) -> str:
        """The theme in a language."""
        return self.en if lang == "en" else self.vi


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _themes() -> tuple[Theme, ...]:
    read = _read()["themes"]
    return tuple(Theme(**(theme | {"needs": tuple(Need(**need) for need in theme["needs"])})) for theme in read)


def themes(known: Mapping[str, Row]) -> tuple[Theme, ...]:
    """The themes with those needs whose procedure the bundle holds."""
    held = (Theme(t.icon, t.vi, t.en, tuple(need for need in t.needs if need.code in known)) for t in _themes())
    return tuple(theme for theme in held if theme.needs)


def frequent_first(events: Iterable[Row]) -> tuple[Row, ...]:
    """Life events with the most frequent ones first."""
    order = {identifier: place for place, identifier in enumerate(_read()["events"])}
    return tuple(sorted(events, key=lambda row: order.get(row.id, len(order))))
