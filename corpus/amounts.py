"""Payments and processing times: from the portal's numbers and words to amounts with a unit.

An amount that the source itself puts in doubt is kept as it stands and marked in `Fee.doubt`; nothing is guessed.
"""

import re
from enum import StrEnum
from itertools import accumulate, pairwise

from corpus.orthography import absent
from corpus.records import Duration, Fee, FeeKind, Unit


class Doubt(StrEnum):
    """Why the amount of a fee must not be shown as a fact."""

    ZERO_UNSTATED = "zero_without_text"
    ZERO_SET_ELSEWHERE = "zero_but_set_elsewhere"
    ZERO_WITH_AMOUNT = "zero_but_text_holds_amount"
    THOUSANDS = "looks_like_thousands"
    TEXT_DIFFERS = "text_holds_another_amount"
    HUGE = "looks_too_large"


_SMALLEST_DONG = 1_000
_LARGEST_DONG = 1_000_000_000
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)|\d+(?:[.,]\d{1,2})?(?![.,]?\d)"
_CURRENCIES = (
    ("USD", r"usd|us\$|\$|đô[ -]?la(?: mỹ)?"),
    ("EUR", r"eur(?:o)?|€"),
    ("JPY", r"jpy|yên(?: nhật)?"),
    ("VND", r"(?:việt nam )?đồng|vnđ|vnd|đ"),
)
_CURRENCY = "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES)
_AMOUNT = re.compile(
    rf"(?<![\d.,])(?P<number>{_NUMBER})\s*(?P<scale>{'|'.join(_SCALES)})?\s*(?:{_CURRENCY})(?![^\W\d_])", re.IGNORECASE
)
# "8.000.000/lần": an amount all the same, though no currency follows.
_GROUPED = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)")
_FREE = re.compile(
    r"\W*(?:(?:được )?miễn (?:thu )?(?:toàn bộ )?(?:phí|lệ phí)(?:,? lệ phí)?|miễn phí"
    r"|không (?:phải )?(?:thu|mất|nộp|có|tốn)(?: phí| lệ phí| tiền)?(?:,? lệ phí)?|không)\W*",
    re.IGNORECASE,
)


def number(text: str) -> float | None:
    """A number as Vietnamese papers write it: "10.000", "10,000", "7,5", "07"; None when the text is anything else."""
    plain = text.strip()
    if not re.fullmatch(_NUMBER, plain):
        return None
    if re.search(r"[.,]\d{3}", plain):
        return float(re.sub(r"[.,]", "", plain))
    return float(plain.replace(",", "."))


def _money(match: re.Match[str]) -> tuple[float, str]:
    """Amount and ISO currency of a match of `_AMOUNT`."""
    amount = number(match["number"]) or 0.0
    currency = next(code for code, _ in _CURRENCIES if match[code])
    return amount * _SCALES.get((match["scale"] or "").lower(), 1), currency


def stated(text: str) -> tuple[tuple[float, str], ...]:
    """Every amount of money the text names, with its ISO currency, in order."""
    return tuple(_money(match) for match in _AMOUNT.finditer(text))


def currency_code(name: str) -> str:
    """ISO code of a currency's name; "VND" for no name, the name itself in capitals when it is unknown."""
    for code, words in _CURRENCIES:
        if re.fullmatch(words, name, re.IGNORECASE):
            return code
    return name.upper() or "VND"


def fee(kind: FeeKind, value: float | None, text: str = "", currency: str = "") -> Fee:
    """A payment of `value` in the currency of that name, as one row of the portal gives it, with its doubt.

    Like every text here, `text` and `currency` are tidy.
    """
    words = "" if absent(text) else text
    code = currency_code(currency)
    if value and not currency and (value, "VND") not in stated(words):
        code = next((other for amount, other in stated(words) if amount == value), code)
    return Fee(kind=kind, amount=value, currency=code, text=words, doubt=_doubt(value, words, code))


def _doubt(value: float | None, text: str, currency: str) -> str:
    if value is None:
        return ""
    named = [amount for amount, code in stated(text) if code == currency and amount]
    if value == 0:
        return _zero_doubt(text, bool(stated(text) or _GROUPED.search(text)))
    if currency == "VND" and (value < _SMALLEST_DONG or value * 1000 in named):
        return Doubt.THOUSANDS
    if currency == "VND" and value > _LARGEST_DONG:
        return Doubt.HUGE
    return Doubt.TEXT_DIFFERS if named and value not in named else ""


def _zero_doubt(text: str, holds_amount: bool) -> str:
    if holds_amount:
        return Doubt.ZERO_WITH_AMOUNT
    if _FREE.fullmatch(text):
        return ""
    return Doubt.ZERO_SET_ELSEWHERE if re.search(r"[^\W\d_]", text) else Doubt.ZERO_UNSTATED


_KIND_WORDS = {"lệ phí": FeeKind.CHARGE, "phí": FeeKind.FEE, "giá": FeeKind.PRICE}
_LABEL = r"(?P<label>lệ phí|phí|giá)(?: dịch vụ)?\s*:"
_ROW_START = re.compile(rf"(?:^|(?<=[\n)]) ?){_LABEL}", re.IGNORECASE)
_BARE_CURRENCY = re.compile(r"(?:việt nam )?đồng(?=\W|$|xem chi tiết)|xem chi tiết", re.IGNORECASE)


def _kind_of(words: str) -> FeeKind:
    """The legal kind that a text without a label begins with; phí when it begins with none."""
    lowered = words.lower().lstrip(" (-+*")
    return next((kind for name, kind in _KIND_WORDS.items() if lowered.startswith(name)), FeeKind.FEE)


def fees(text: str, *, rendered: bool = False) -> tuple[Fee, ...]:
    """The payments of a fee cell: "Lệ phí : 20000 Đồng (…)" rows, or one amount without a label.

    `rendered` is for the portal's pages, which print "Miễn phí" for every zero whatever the words beside it say.
    """
    if absent(text):
        return ()
    starts = [match.start() for match in _ROW_START.finditer(text)]
    edges = [*starts, len(text)] if starts else [0, len(text)]
    return tuple(_row(text[start:end].strip(), rendered) for start, end in pairwise(edges))


def _row(row: str, rendered: bool) -> Fee:
    label = _ROW_START.match(row)
    words = row[label.end() :].strip() if label else row
    kind = _KIND_WORDS[label["label"].lower()] if label else _kind_of(words)
    if rendered and words.lower().startswith("miễn phí"):
        return fee(kind, 0.0, _without_currency(_unwrapped(words[len("miễn phí") :])))
    if amount := _AMOUNT.match(words):
        value, currency = _money(amount)
        rest = words[amount.end() :].strip()
        return fee(kind, value, _unwrapped(rest) if not rest or rest.startswith("(") else words, currency)
    return _worded(kind, words)


def _worded(kind: FeeKind, words: str) -> Fee:
    """A row that begins with words: free by its own words, or without an amount."""
    free = re.match(r"miễn (?:lệ )?phí(?=\s*[(.;]|\s*$)", words, re.IGNORECASE)
    if free or _FREE.fullmatch(words):
        return Fee(kind=kind, amount=0.0, text=_unwrapped(words[free.end() :]) if free else words)
    return fee(kind, None, _without_currency(words))


def _without_currency(words: str) -> str:
    """Words without the currency that the portal prints where it has no amount: "Đồng (Theo quy định)"."""
    blank = _BARE_CURRENCY.match(words)
    return _unwrapped(words[blank.end() :]) if blank else words


def _unwrapped(text: str) -> str:
    """The text without the one pair of parentheses around all of it."""
    plain = text.strip()
    depths = list(accumulate((letter == "(") - (letter == ")") for letter in plain))
    wrapped = plain.startswith("(") and depths[-1] == 0 and all(depth > 0 for depth in depths[:-1])
    return plain[1:-1].strip() if wrapped else plain


_UNIT_WORDS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "giờ": Unit.HOUR,
    "tháng": Unit.MONTH,
    "năm": Unit.YEAR,
}
_TIME = re.compile(
    r"(?:(?:trong )?(?:thời (?:hạn|gian)(?: giải quyết)?)?\s*:?\s*(?:không quá|tối đa|trong(?: vòng)?|là)?\s*)"
    rf"(?P<number>{_NUMBER})\s*(?:\([^)]*\)\s*)?(?P<unit>{'|'.join(_UNIT_WORDS)})"
    r"(?:,?\s*(?:kể )?từ (?:ngày|khi|thời điểm) (?:cơ quan )?(?:tiếp )?nhận (?:được )?(?:đủ |đầy đủ )?hồ sơ[^.;\n\d]*)?"
    r"\s*[.;]?",
    re.IGNORECASE,
)

_LONGEST_TIME = 300
_BARE_TIME = re.compile(rf"(?:{_NUMBER})\s*(?:{'|'.join(_UNIT_WORDS)})", re.IGNORECASE)


def duration(text: str) -> Duration | None:
    """A processing time: number and unit where the text says just that, else its words alone.

    None for no text, and for a number without a unit.
    """
    if absent(text, bare_no=True) or number(text) is not None:
        return None
    match = _TIME.fullmatch(text) if len(text) <= _LONGEST_TIME else None
    if not match:
        return Duration(text=text)
    unit = _UNIT_WORDS[match["unit"].lower()]
    bare = _BARE_TIME.fullmatch(text)
    return Duration(amount=number(match["number"]), unit=unit, text="" if bare else text)
