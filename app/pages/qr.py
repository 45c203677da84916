"""QR codes of addresses, to take home from a kiosk or a printed sheet."""

from io import BytesIO

import segno


def qr_svg(address: str) -> bytes:
    """An SVG image of the QR code of an address, without a fixed size."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, omitsize=True, xmldecl=False, dark="#000", light="#fff"
    )
    return out.getvalue()
