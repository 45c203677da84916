from pathlib import Path

import pytest

from app.pages.branding import BrandingError, Logo, branding
from app.settings import Settings


def test_the_settings_name_the_service() -> None:
    brand = branding(Settings(service_name="Một Cửa", agency_name="UBND tỉnh X", slogan="Vì dân", hotline="1022"))

    assert (brand.service, brand.agency, brand.slogan, brand.hotline) == ("Một Cửa", "UBND tỉnh X", "Vì dân", "1022")


def test_no_emblem_is_shipped() -> None:
    assert branding(Settings()).logo is None


def test_a_darker_colour_goes_with_the_brand() -> None:
    # 0xb0 * 0.72 = 126.72 -> 0x7f, 0x11 * 0.72 = 12.24 -> 0x0c, 0x16 * 0.72 = 15.84 -> 0x10
    assert branding(Settings(brand_colour="#B01116")).colours == {"brand": "#b01116", "brand-dark": "#7f0c10"}


@pytest.mark.parametrize("colour", ["#ffcc00", "#ff6666", "#ffffff"])
def test_refuses_a_colour_on_which_white_cannot_be_read(colour: str) -> None:
    with pytest.raises(BrandingError, match="MOTCUA_BRAND_COLOUR"):
        branding(Settings(brand_colour=colour))


@pytest.mark.parametrize("colour", ["#b01116", "#005a2b", "#767676"])
def test_takes_a_colour_on_which_white_can_be_read(colour: str) -> None:
    assert branding(Settings(brand_colour=colour)).colour == colour


def test_reads_a_logo(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg/>")

    assert branding(Settings(brand_logo=logo)).logo == Logo(b"<svg/>", "image/svg+xml")


@pytest.mark.parametrize("name", ["none.svg", "logo.html"])
def test_refuses_an_unusable_logo(tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.html").write_text("<script>")

    with pytest.raises(BrandingError, match="MOTCUA_BRAND_LOGO"):
        branding(Settings(brand_logo=tmp_path / name))
