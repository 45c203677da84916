"""The site: its branding, files, templates and store, made once when the server starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.pages import glance
from app.pages.addresses import outside, procedure_path, record_path
from app.pages.assets import Assets, Style
from app.pages.branding import Branding, branding
from app.pages.directory import DirectoryShelf
from app.pages.past_questions import PastQuestions
from app.pages.slugs import slug
from app.pages.wording import fill, thousands
from app.settings import Settings
from app.store.question_store import QuestionStore

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Site:
    """What every page needs and no request changes. `styles` are the sheets of the portal and of the kiosk, by door."""

    settings: Settings
    branding: Branding
    assets: Assets
    styles: Mapping[str, Style]
    templates: Environment
    store: QuestionStore | None
    past_questions: PastQuestions
    shelf: DirectoryShelf = field(default_factory=DirectoryShelf)

    @classmethod
    def open(cls, settings: Settings) -> "Site":
        """Make the site. Raises BrandingError or StoreError."""
        brand = branding(settings)
        assets = Assets(brand.colours)
        store = QuestionStore(settings.store_url, settings.store_days) if settings.store_url else None
        return cls(
            settings=settings,
            branding=brand,
            assets=assets,
            styles={"portal": assets.style("css/site.css"), "kiosk": assets.style("css/site.css", "css/kiosk.css")},
            templates=_templates(brand, assets),
            store=store,
            past_questions=PastQuestions(store),
        )

    def close(self) -> None:
        """Give the store back."""
        if self.store:
            self.store.close()

    @property
    def speech_origin(self) -> str:
        """The origin of the local speech recogniser, "" for none."""
        parts = urlsplit(self.settings.kiosk_speech_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def combined(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Two mappings as one; the second wins."""
    return {**one, **other}


def _templates(brand: Branding, assets: Assets) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        brand=brand, asset=assets.address, procedure_path=procedure_path, record_path=record_path
    )
    environment.filters.update(
        fill=fill,
        outside=outside,
        iso_day=glance.iso_day,
        thousands=thousands,
        slug=slug,
        combined=combined,
    )
    return environment
