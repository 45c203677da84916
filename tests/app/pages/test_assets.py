import base64
import gzip
import hashlib

import pytest

from app.pages.assets import PLACEHOLDER, Assets

COLOURS = {"brand": "#b01116"}


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(COLOURS)


def test_addresses_change_with_content(assets: Assets) -> None:
    assert assets.address("icon.svg") == f"/static/{assets.version}/icon.svg"
    assert Assets({"brand": "#005a2b"}).version != assets.version
    assert Assets(COLOURS).version == assets.version


def test_an_unknown_file_has_no_address(assets: Assets) -> None:
    with pytest.raises(KeyError):
        assets.address("js/none.js")


def test_the_style_is_admitted_by_its_own_hash(assets: Assets) -> None:
    style = assets.style("css/site.css")

    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert style.source == f"'sha256-{digest}'"


def test_the_style_ends_with_the_colours_and_knows_its_fonts(assets: Assets) -> None:
    text = assets.style("css/site.css").text

    assert text.endswith(":root{--brand:#b01116;}")
    assert PLACEHOLDER not in text
    assert f"/static/{assets.version}/fonts/" in text
    assert "/*" not in text


def test_texts_are_packed_and_fonts_are_not(assets: Assets) -> None:
    script, font = assets.find("js/telex.js"), assets.find("fonts/be-vietnam-pro-latin-400-normal.woff2")

    assert script is not None
    assert font is not None
    assert gzip.decompress(script.packed) == script.body
    assert font.packed == b""
    assert font.media_type == "font/woff2"


def test_fonts_come_with_their_licence(assets: Assets) -> None:
    assert "SIL Open Font License" in assets.text("fonts/OFL.txt")


def test_the_widget_is_light(assets: Assets) -> None:
    widget = assets.find("js/widget.js")

    assert widget is not None
    assert len(widget.packed) <= 25 * 1024
