"""What of a record may be given out as a fact. A doubtful payment keeps its kind and loses its amount."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from corpus.records import Channel, Duration, Fee, Method, Procedure, Unit

_ISO_CURRENCY = re.compile(r"[A-Z]{3}")
# ISO 8601 knows no working days.
_ISO = {Unit.HOUR: "PT{}H", Unit.DAY: "P{}D", Unit.MONTH: "P{}M", Unit.YEAR: "P{}Y"}


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment by one way of handing in; `amount` is None where the source is silent or in doubt."""

    kind: str
    amount: float | None
    currency: str
    method: Method
    doubtful: bool

    @property
    def words(self) -> str:
        """Such as "lệ phí 20.000 VND" or "lệ phí: chưa rõ mức thu"."""
        if self.amount is None:
            return f"{self.kind}: chưa rõ mức thu"
        return f"{self.kind} {spelt(self.amount, grouped=True)} {self.currency}"


def payments(procedure: Procedure) -> tuple[Payment, ...]:
    """The payments of an act, each once."""
    return tuple(dict.fromkeys(payment for channel in procedure.channels for payment in _of_channel(channel)))


def _of_channel(channel: Channel) -> Iterator[Payment]:
    for fee in channel.fees:
        yield Payment(fee.kind.value, _amount(fee), fee.currency, channel.method, bool(fee.doubt))


def _amount(fee: Fee) -> float | None:
    return None if fee.doubt or not _ISO_CURRENCY.fullmatch(fee.currency) else fee.amount


def spelt(value: float, grouped: bool = False) -> str:
    """A number as Vietnamese papers write it: "3,5"; "20.000" when grouped."""
    text = f"{value:,.10g}" if grouped else f"{value:.10g}"
    return text.translate({ord("."): ",", ord(","): "."})


def time_words(time: Duration | None) -> str:
    """ "5 ngày làm việc", the source's words where it states no number, "" where it states nothing."""
    if not time:
        return ""
    return f"{spelt(time.amount)} {time.unit}" if time.amount is not None and time.unit else time.text


def iso_duration(time: Duration | None) -> str:
    """The ISO 8601 duration of a time in calendar units; "" for working days, fractions and words."""
    if not time or time.amount is None or time.unit not in _ISO or time.amount != int(time.amount):
        return ""
    return _ISO[time.unit].format(int(time.amount))


def web_address(text: str) -> str:
    """The text where it is an address of the web, else ""."""
    return text if text.startswith(("https://", "http://")) and not set(text) & set(' <>"{}|\\^`\n\t') else ""


def name_of(*parts: str) -> str:
    """A stable URN for something without an address of its own."""
    return uuid5(NAMESPACE_URL, "\n".join(parts)).urn


def identity(procedure: Procedure) -> str:
    """The act's public address; a URN made from its code where there is none."""
    return web_address(procedure.source.address) or name_of("procedure", procedure.code)
