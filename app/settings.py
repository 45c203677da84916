"""Settings of the server: read from the environment here and nowhere else; `docs/settings.md` lists every one."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _split(value: object) -> object:
    """ "a, b" -> ("a", "b"), so that lists need no JSON in the environment."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """Everything an installation may choose. The variable of a setting is its name in capitals behind `MOTCUA_`."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_", frozen=True, extra="forbid")

    bundle: Path = Field(Path("bundle"), description="Folder that `--out` of `python -m indexer build` named.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    watch_seconds: float = Field(
        2.0, gt=0, le=3600, description="How often to look for a newly published bundle, in seconds."
    )
    threads: int = Field(
        0, ge=0, le=256, description="Requests computed at the same time; 0 stands for the number of CPU cores."
    )
    most_in_flight: int = Field(
        200, ge=1, le=100_000, description="Requests accepted at the same time; more are asked to come back (503)."
    )
    most_hits: int = Field(50, ge=1, le=50, description="Largest `limit` a search through the API may ask for.")
    allowed_hosts: Names = Field(
        ("localhost", "127.0.0.1", "[::1]"),
        description="Host names requests may be addressed to, separated by commas; `*.example.vn` admits sub-domains, "
        "`*` admits all.",
    )
    cors_origins: Names = Field(
        (),
        description="Origins of other sites whose pages may call the API (for the widget), separated by commas, "
        "such as `https://tinh.example.vn`.",
    )
    access_log: bool = Field(True, description="Write one line for each request: method, path, status, time.")
    portal_url: str = Field(
        "",
        pattern=r"^(https?://[^\s/?#]+(/[^\s?#]*[^\s/?#])?)?$",
        description="Public address of this portal without a slash at its end, for links that leave it.",
    )
    service_name: str = Field(
        "Tra cứu thủ tục hành chính",
        min_length=1,
        max_length=80,
        description="Name of the service, at the top of every page.",
    )
    agency_name: str = Field("", max_length=120, description="Name of the agency that runs the service.")
    slogan: str = Field("", max_length=120, description="One line under the name on the first page.")
    hotline: str = Field(
        "",
        max_length=60,
        description="Telephone number people may call, shown where no answer is found and on the kiosk.",
    )
    brand_colour: str = Field(
        "#b01116",
        pattern=r"^#[0-9A-Fa-f]{6}$",
        description="Colour of headers and buttons; white text on it must have a contrast of 4.5 or more.",
    )
    brand_logo: Path | None = Field(
        None, description="The agency's own logo, an SVG, PNG or WebP file; none is shipped."
    )
    submit_url: str = Field(
        "",
        pattern=r"^(https?://[^\s]+)?$",
        description="Where dossiers are handed in online, `{code}` standing for the code of the procedure; "
        "the record's source page where this is empty.",
    )
    kiosk_idle_seconds: int = Field(
        60, ge=5, le=3600, description="Seconds without a touch after which the kiosk asks whether somebody is there."
    )
    kiosk_warning_seconds: int = Field(
        20,
        ge=3,
        le=600,
        description="Seconds the kiosk waits for an answer before it wipes everything and starts anew.",
    )
    kiosk_province: str = Field("", max_length=40, description='Province the kiosk stands in, such as "Lào Cai".')
    kiosk_speech_url: str = Field(
        "",
        pattern=r"^(https?://[^\s]+)?$",
        description='Address of a local speech recogniser: it gets a recording by POST and answers `{"text": …}`. '
        "Voice input is offered only where this is set.",
    )
    store_url: str = Field(
        "sqlite:///var/store.sqlite3",
        description="Database (SQLAlchemy URL) for redacted questions and verdicts; empty keeps nothing.",
    )
    store_days: int = Field(365, ge=1, le=3650, description="Days after which kept questions and verdicts are dropped.")
