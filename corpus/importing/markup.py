"""HTML left over in texts: tags go, the line breaks they stood for stay."""

import html
import re

_BREAKING = "br|p|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|section|article"
_INLINE = "a|b|i|u|s|em|strong|span|font|small|big|sub|sup|td|th|img|center|label|input|button|o:p|meta|link|hr"
# Every repetition stops at the next "<", so that no text makes these slow.
_BREAK = re.compile(rf"<\s?/?\s?(?:{_BREAKING})(?:[\s/][^<>]*)?>(?: ?\n)?", re.IGNORECASE)
_TAG = re.compile(rf"<\s?/?\s?(?:{_INLINE})(?:[\s/][^<>]*)?>|<!--.*?(?:-->|$)", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<\s?(script|style|svg|iframe|object)\b.*?(?:<\s?/\s?\1\s?>|$)", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_ROUNDS = 3


def plain(text: str) -> str:
    """The text without HTML; "<" as a sign ("< 50 ha") stays."""
    for _ in range(_ROUNDS):
        if "<" not in text and "&" not in text:
            return text
        stripped = _TAG.sub("", _BREAK.sub("\n", _SCRIPT.sub("", text)))
        stripped = _ENTITY.sub(lambda match: html.unescape(match.group()), stripped)
        if stripped == text:
            return text
        text = stripped
    return text
