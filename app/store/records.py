"""What the doors hand to the store, and what it hands back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Door(StrEnum):
    """Where a question was asked."""

    PORTAL = "portal"
    KIOSK = "kiosk"
    WIDGET = "widget"
    API = "api"


@dataclass(frozen=True, slots=True)
class Asking:
    """A question and what became of it; `first` is the id of the first hit, "" for none."""

    door: Door
    text: str
    status: str
    confidence: float
    first: str
    bundle: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether a page helped; `page` is its path, `remark` one optional line."""

    door: Door
    page: str
    helpful: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class KeptAsking:
    """An asking as it was kept: redacted, with the hour (UTC) it was asked in."""

    asked_at: datetime
    asking: Asking


@dataclass(frozen=True, slots=True)
class KeptOpinion:
    """An opinion as it was kept: redacted, with the hour (UTC) it was given in."""

    given_at: datetime
    opinion: Opinion
