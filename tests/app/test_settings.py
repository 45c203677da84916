"""Settings: every one is documented, and what cannot be used is refused."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"
ROW = re.compile(r"^\| `MOTCUA_(\w+)` \| (.*?) \| (.*) \|$", re.MULTILINE)


def shown(default: object) -> str:
    if isinstance(default, tuple):
        default = ", ".join(default)
    return f"`{default}`" if default not in ("", None) else "none"


def test_the_document_lists_every_setting_as_it_is() -> None:
    listed = {name: (default, text) for name, default, text in ROW.findall(DOCUMENT.read_text(encoding="utf-8"))}
    declared = {
        name.upper(): (shown(field.default), field.description) for name, field in Settings.model_fields.items()
    }
    assert listed == declared


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_PORT", "9999")
    monkeypatch.setenv("MOTCUA_ALLOWED_HOSTS", " a.example.vn , *.b.example.vn,")
    settings = Settings()
    assert settings.port == 9999
    assert settings.allowed_hosts == ("a.example.vn", "*.b.example.vn")


def test_the_command_line_stands_above_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_PORT", "9999")
    assert Settings(port=8123).port == 8123


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", 70_000),
        ("watch_seconds", 0),
        ("threads", -1),
        ("most_hits", 51),
        ("most_in_flight", 0),
        ("portal_url", "https://a.example.vn/"),
        ("portal_url", "javascript:alert(1)"),
        ("unheard_of", 1),
    ],
)
def test_what_cannot_be_used_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]
