"""Whose service it is: names, colour and logo, all from the settings; no emblem is shipped."""

from dataclasses import dataclass
from pathlib import Path

from app.settings import Settings

LEAST_CONTRAST = 4.5

_LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}


class BrandingError(ValueError):
    """A colour or logo that cannot be used; the message says which setting to change."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The agency's own logo as it is sent."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Branding:
    """What the pages say about who runs them; empty texts are left out."""

    service: str
    agency: str
    slogan: str
    hotline: str
    colour: str
    logo: Logo | None

    @property
    def colours(self) -> dict[str, str]:
        """The custom properties of the style sheets: the brand colour and a darker one for edges and hover."""
        return {"brand": self.colour, "brand-dark": _hex(tuple(round(part * 0.72) for part in _rgb(self.colour)))}


def branding(settings: Settings) -> Branding:
    """Read the settings. Raises BrandingError for a colour on which white cannot be read and for an unusable logo."""
    colour = settings.brand_colour.lower()
    if _contrast_with_white(colour) < LEAST_CONTRAST:
        raise BrandingError(
            f"MOTCUA_BRAND_COLOUR {colour} is too light: white text on it needs a contrast of {LEAST_CONTRAST}."
        )
    return Branding(
        service=settings.service_name,
        agency=settings.agency_name,
        slogan=settings.slogan,
        hotline=settings.hotline,
        colour=colour,
        logo=_logo(settings.brand_logo) if settings.brand_logo else None,
    )


def _logo(path: Path) -> Logo:
    media_type = _LOGO_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise BrandingError(f"MOTCUA_BRAND_LOGO {path} must be one of {', '.join(_LOGO_TYPES)}.")
    try:
        return Logo(path.read_bytes(), media_type)
    except OSError as failure:
        raise BrandingError(f"MOTCUA_BRAND_LOGO {path} cannot be read: {failure.strerror}.") from failure


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(parts: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)


def _contrast_with_white(colour: str) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in _rgb(colour))
    ]
    return 1.05 / (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)
