"""Processing times that the words beside them contradict.

Only a remark that opens with a time, and names no other, is compared: one that tells of several cases or steps may well
add up. A catalogue of facts has no remarks, so nothing is found in one.
"""

import re
from collections.abc import Iterator

from corpus.amounts import number
from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule
from corpus.records import Channel, Duration, Procedure, Unit

_UNITS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "giờ làm việc": Unit.HOUR,
    "giờ": Unit.HOUR,
    "tháng": Unit.MONTH,
    "năm": Unit.YEAR,
}
_SPAN = rf"(?P<number>\d{{1,3}}(?:,\d{{1,2}})?)\s*(?:\([^)]*\)\s*)?(?P<unit>{'|'.join(_UNITS)})(?![^\W\d_])"
_OPENING = re.compile(
    r"[-+*\s]*(?:(?:trong )?thời (?:hạn|gian)(?: (?:giải quyết|thực hiện))*\s*:?\s*)?"
    rf"(?:không quá|tối đa|trong(?: vòng| thời hạn| thời gian)?|là)?\s*{_SPAN}(?!\s*(?:trước|một lần|đối với))",
    re.IGNORECASE,
)
_ANY = re.compile(_SPAN, re.IGNORECASE)
_DAYS = {Unit.DAY: 1.0, Unit.WORKING_DAY: 1.0, Unit.MONTH: 30.0, Unit.YEAR: 360.0, Unit.HOUR: 1 / 24}
_LONGEST_QUOTE = 110


def findings(corpus: Examined) -> Iterator[Finding]:
    """One finding for each act with such a channel, about the first."""
    for procedure in corpus.public:
        if detail := next(_contradictions(procedure), ""):
            yield of_procedure(corpus, Rule.TIME_CONTRADICTED, procedure, detail)


def _contradictions(procedure: Procedure) -> Iterator[str]:
    for channel in procedure.channels:
        for text in _remarks(channel):
            said = stated(text)
            if said and channel.time and not _agree(channel.time, said):
                value = f"{channel.time.amount:g} {channel.time.unit}".replace(".", ",")
                quote = " ".join(text.split())
                yield f"ô thời hạn {value}; “{quote[:_LONGEST_QUOTE]}{'…' if len(quote) > _LONGEST_QUOTE else ''}”"


def _remarks(channel: Channel) -> tuple[str, ...]:
    known = channel.time and channel.time.amount is not None and channel.time.unit
    return tuple(filter(None, (channel.time.text, channel.text))) if channel.time and known else ()


def stated(text: str) -> Duration | None:
    """The one time that a remark opens with; None where it opens otherwise or names more than one."""
    opening = _OPENING.match(text)
    if not opening or len(_ANY.findall(text)) != 1:
        return None
    return Duration(amount=number(opening["number"]), unit=_UNITS[opening["unit"].lower()])


def _agree(value: Duration, said: Duration) -> bool:
    """Equal, or the same span in other units ("06 tháng", 180 days); days are never working days."""
    if value.unit is None or said.unit is None or value.amount is None or said.amount is None:
        return True
    days = {value.unit, said.unit} == {Unit.DAY, Unit.WORKING_DAY}
    return not days and value.amount * _DAYS[value.unit] == said.amount * _DAYS[said.unit]
