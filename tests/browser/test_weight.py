"""Pages are light: at first view at most 60 KB come over the line, fonts aside."""

import pytest
from playwright.sync_api import Page

from tests.browser.situation import DEATH, LICENCE_EXCHANGE
from tests.collection import FAQ_ID, PAKN_ID, REGULATION_ID

LIGHT = 60 * 1024


def received(page: Page, address: str) -> dict[str, int]:
    """Bytes received for each address of a first view, as they came over the line."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}
    lengths: dict[str, int] = {}
    session.on("Network.responseReceived", lambda one: addresses.update({one["requestId"]: one["response"]["url"]}))
    session.on("Network.loadingFinished", lambda one: lengths.update({one["requestId"]: int(one["encodedDataLength"])}))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return {addresses[request]: length for request, length in lengths.items() if request in addresses}


PATHS = (
    "/",
    "/tim?q=đổi bằng lái",
    "/tim?q=mẹ tôi mất hôm qua",
    "/tim?q=",
    f"/thu-tuc/{LICENCE_EXCHANGE}",
    f"/thu-tuc/{DEATH}",
    "/su-kien",
    "/su-kien/nguoi-than-qua-doi",
    f"/hoi-dap/{FAQ_ID}",
    f"/phan-anh/{PAKN_ID}",
    f"/quy-dinh/{REGULATION_ID}",
    "/linh-vuc",
    "/linh-vuc/ho-tich",
    "/co-quan",
    "/khong-co",
    "/kiosk",
    f"/kiosk/thu-tuc/{DEATH}",
    "/kiosk/su-kien/nguoi-than-qua-doi",
    "/widget-demo",
)
WIDGET = 25 * 1024


@pytest.mark.parametrize("path", PATHS)
def test_first_view_is_light(page: Page, portal: str, path: str) -> None:
    bytes_of = received(page, portal + path)
    fonts = sum(length for address, length in bytes_of.items() if ".woff2" in address)

    assert fonts > 0
    assert sum(bytes_of.values()) - fonts <= LIGHT
    assert all(address.startswith(portal) for address in bytes_of)


def test_the_widget_is_light(page: Page, portal: str) -> None:
    bytes_of = received(page, f"{portal}/widget-demo")

    assert bytes_of[f"{portal}/widget.js"] <= WIDGET
