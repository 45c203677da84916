"""Redaction: what could tell who asked is taken out of a text before it is logged or stored.

Better one word too many than one too few: a run of nine digits goes, whatever it stands for. Codes of procedures,
years, dates and amounts of money with a currency stay, because they say what was asked. Cost is linear.
"""

import logging
import re
from types import TracebackType

PAPER = "[số giấy tờ]"
PHONE = "[số điện thoại]"
NUMBER = "[dãy số]"
MAIL = "[thư điện tử]"
ADDRESS = "[địa chỉ]"
PLATE = "[biển số]"

SHORTEST_RUN = 9
_IDENTITY_DIGITS = (9, 12)

_GAP = "[\\s.\\-\u2010-\u2015\u00ad\u200b-\u200d\u2060\ufeff]{0,3}"
_RUN = re.compile(rf"(?:\(\+?84\)\s?|\+)?\d(?:{_GAP}\d)*")
_CURRENCY = re.compile(r"\s*(?:đồng|dong|vnđ|vnd|đ\b|triệu|trieu|tỷ|tỉ|usd)", re.IGNORECASE)
_HARMLESS = re.compile(r"\d\.\d{6}(?:\.\d{2,3})?|(?:19|20)\d\d|\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d")
_PHONE = re.compile(r"(?:84|0)(?:[35789]\d{8}|2\d{9})")
_MAIL_PART = "[^\\s@<>,;:()\"']"
_VERBS = "thì|thi|muốn|muon|cần|can|phải|phai|xin|hỏi|hoi|được|duoc|để|de|có|đang|dang|đã|sẽ|se"
_ADDRESS_ENDS = rf"(?=[;?!\n]|\.\s|\.?$|,?\s(?:{_VERBS})\s)"
_PHRASES = (
    (re.compile(rf"{_MAIL_PART}{{1,64}}\s?@\s?{_MAIL_PART}{{1,120}}\.{_MAIL_PART}{{2,60}}"), MAIL),
    (re.compile(rf"\b(?:số nhà|so nha|nhà số|nha so)\b.*?{_ADDRESS_ENDS}", re.IGNORECASE), ADDRESS),
    (re.compile(r"(?<!\w)\d{2}\s?-?\s?[A-Z]{1,2}\d?\s?-?\s?(?:\d{3}\.?\d{2}|\d{4})(?!\w)", re.IGNORECASE), PLATE),
    (re.compile(r"(?<!\w)[BCKNPSE]\d{7}(?!\w)", re.IGNORECASE), PAPER),
)


def redact(text: str) -> str:
    """The text without numbers of identity papers, phones, e-mail addresses, house addresses and number plates."""
    for pattern, label in _PHRASES:
        text = pattern.sub(label, text)
    return _RUN.sub(_run_label, text)


def _run_label(match: re.Match[str]) -> str:
    run = match[0]
    digits = "".join(letter for letter in run if letter.isdigit())
    if len(digits) < SHORTEST_RUN or all(map(_HARMLESS.fullmatch, run.split())):
        return run
    if _PHONE.fullmatch(digits):
        return PHONE
    if _CURRENCY.match(match.string, match.end()):
        return run
    return PAPER if len(digits) in _IDENTITY_DIGITS else NUMBER


class RedactingFormatter(logging.Formatter):
    """A log format that redacts messages and tracebacks, whoever wrote them; the time of the line stays."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        record.message = redact(record.message)
        return super().formatMessage(record)

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The traceback of a record; the text of an exception may quote what was typed."""
        return redact(super().formatException(ei))
