"""Pages are light: at first view at most 60 KB come over the line, fonts aside."""

import pytest
from playwright.sync_api import Page

from tests.browser.situation import LICENCE_EXCHANGE

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


@pytest.mark.parametrize(
    "path", ["/", "/tim?q=đổi bằng lái", f"/thu-tuc/{LICENCE_EXCHANGE}", "/linh-vuc", "/widget-demo"]
)
def test_first_view_is_light(page: Page, portal: str, path: str) -> None:
    bytes_of = received(page, portal + path)
    fonts = sum(length for address, length in bytes_of.items() if ".woff2" in address)

    assert fonts > 0
    assert sum(bytes_of.values()) - fonts <= LIGHT
    assert all(address.startswith(portal) for address in bytes_of)
