"""Payments whose amount the import put in doubt."""

from collections.abc import Iterator

from corpus.amounts import Doubt
from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule
from corpus.records import Fee, Procedure

_RULES = {
    Doubt.ZERO_UNSTATED: Rule.FEE_UNSTATED,
    Doubt.ZERO_SET_ELSEWHERE: Rule.FEE_ELSEWHERE,
    Doubt.HUGE: Rule.FEE_IMPLAUSIBLE,
    Doubt.THOUSANDS: Rule.FEE_IMPLAUSIBLE,
    Doubt.ZERO_WITH_AMOUNT: Rule.FEE_CONTRADICTED,
    Doubt.TEXT_DIFFERS: Rule.FEE_CONTRADICTED,
}
_REASONS = {
    Doubt.ZERO_WITH_AMOUNT: "mô tả có nêu số tiền",
    Doubt.THOUSANDS: "có vẻ tính theo nghìn đồng",
    Doubt.HUGE: "có vẻ thừa chữ số",
    Doubt.TEXT_DIFFERS: "mô tả nêu số tiền khác",
}
_LONGEST_QUOTE = 110


def findings(corpus: Examined) -> Iterator[Finding]:
    """One finding for each act and rule, with the first payment that shows it."""
    for procedure in corpus.public:
        for rule, fee in _first_of_each_rule(procedure).items():
            yield of_procedure(corpus, rule, procedure, _detail(fee))


def _first_of_each_rule(procedure: Procedure) -> dict[Rule, Fee]:
    """The first doubtful payment for each rule. A bare zero says nothing new beside one that the text contradicts."""
    found: dict[Rule, Fee] = {}
    for fee in (fee for channel in procedure.channels for fee in channel.fees if fee.doubt):
        found.setdefault(_RULES[Doubt(fee.doubt)], fee)
    if Rule.FEE_CONTRADICTED in found or Rule.FEE_ELSEWHERE in found:
        found.pop(Rule.FEE_UNSTATED, None)
    return found


def _detail(fee: Fee) -> str:
    """Such as: lệ phí 135 đồng: có vẻ tính theo nghìn đồng; “135.000 đồng/lần”."""
    amount = f"{fee.amount or 0:,.10g}".replace(",", ".")
    currency = "đồng" if fee.currency == "VND" else fee.currency
    reason = _REASONS.get(Doubt(fee.doubt), "")
    text = " ".join(fee.text.split())
    quote = f"“{text[:_LONGEST_QUOTE]}{'…' if len(text) > _LONGEST_QUOTE else ''}”" if text else ""
    return ": ".join(filter(None, (f"{fee.kind} {amount} {currency}", "; ".join(filter(None, (reason, quote))))))
