"""Procedure codes ("1.004222") as sources write them."""

import re

from corpus.importing.outcomes import Malformed
from corpus.orthography import tidy

_CODE = re.compile(r"\d\.\d{6}")
_DELETED = re.compile(r"[-_ ]*x[oó]a\b", re.IGNORECASE)


def mended(written: str) -> str:
    """The code meant by `written`: spaces and a comma for the point are put right, and nothing more.

    Raises `Malformed` where the digits do not make a code, since another act may carry the nearest one, and where
    the portal's own mark "-Xoa" says that the record is deleted.
    """
    code = re.sub(r"\s+", "", tidy(written)).replace(",", ".", 1)
    if _CODE.fullmatch(code):
        return code
    if not code:
        raise Malformed("code", "no procedure code")
    start = _CODE.match(code)
    if start and _DELETED.fullmatch(code[start.end() :]):
        raise Malformed("code", "code marked as deleted", written)
    raise Malformed("code", "malformed code", written)
