"""Bytes and first paint of pages on simulated slow lines: `python -m tests.browser.paint http://127.0.0.1:8000 [PATH …]`.

DevTools throttles every request by a delay and a rate, once the connection stands.
"""

import argparse
import statistics
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

PATHS = (
    "/",
    "/tim?q=đổi bằng lái hết bao nhiêu tiền",
    "/tim?q=mẹ tôi mất hôm qua",
    "/thu-tuc/1.001193",
    "/su-kien",
    "/linh-vuc",
    "/kiosk",
)
RUNS = 5
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


@dataclass(frozen=True)
class Line:
    """A line as DevTools simulates it: bytes a second, milliseconds a round trip."""

    name: str
    rate: float
    delay: float


LINES = (Line("none", -1, 0), Line("slow 3G", 400_000 / 8, 400), Line("fast 3G", 1_600_000 / 8, 150))


def view(browser: Browser, address: str, line: Line) -> tuple[float, int, int]:
    """Milliseconds to the first contentful paint, bytes without fonts and bytes of fonts of one first view."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    throttled = {
        "offline": False,
        "latency": line.delay,
        "downloadThroughput": line.rate,
        "uploadThroughput": line.rate,
    }
    session.send("Network.emulateNetworkConditions", throttled)
    sizes: dict[str, int] = {}
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda one: names.update({one["requestId"]: one["response"]["url"]}))
    session.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: int(one["encodedDataLength"])}))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    painted = float(page.evaluate(PAINTED))
    fonts = sum(size for request, size in sizes.items() if ".woff2" in names.get(request, ""))
    context.close()
    return painted, sum(sizes.values()) - fonts, fonts


def main() -> None:
    """Print one line for each page and line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="where the server listens")
    parser.add_argument("paths", nargs="*", default=PATHS, help="the pages to load")
    chosen = parser.parse_args()
    origin = chosen.address.rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for path in chosen.paths:
            for line in LINES:
                seen = [view(browser, origin + path, line) for _ in range(RUNS)]
                painted = statistics.median(one[0] for one in seen)
                print(
                    f"{line.name:8} {painted:7.0f} ms  {seen[0][1]:7} bytes + {seen[0][2]} of fonts  {path}", flush=True
                )
        browser.close()


if __name__ == "__main__":
    main()
