"""An old lady before the kiosk, a queue behind her, a network that breaks, and nothing left when she has gone."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Start, watched
from tests.browser.situation import DEATH, HOUSEHOLD_BUSINESS, LICENCE_EXCHANGE

HALF_A_MINUTE = 30
SCREEN = {"width": 1080, "height": 1920}
QUESTIONS = (
    ("mej tooi maats hoom qua", "mẹ tôi mất hôm qua", "Giấy báo tử", "5.000 đồng"),
    ("toi muon mo quan ca phe", "toi muon mo quan ca phe", "Giấy đề nghị đăng ký hộ kinh doanh", "100.000 đồng"),
    (
        "ddooir bawngf lais heets bao nhieeu tieenf",
        "đổi bằng lái hết bao nhiêu tiền",
        "Giấy khám sức khỏe lái xe",
        "135.000 đồng",
    ),
)


@pytest.fixture
def kiosk(browser: Browser, portal: str) -> Iterator[Page]:
    """The kiosk on its screen; nothing may go wrong on it."""
    context = browser.new_context(viewport=SCREEN, has_touch=True)
    context.set_default_timeout(30_000)
    page = context.new_page()
    wrong = watched(page)
    page.goto(f"{portal}/kiosk")
    yield page
    assert wrong == []
    context.close()


def question(page: Page):
    return page.locator("#q")


def press(page: Page, keys: str) -> None:
    """Touch keys of the on-screen keyboard."""
    keyboard = page.locator("#ban-phim")
    for key in keys:
        keyboard.get_by_role("button", name="Dấu cách" if key == " " else key, exact=True).click()


def ask(page: Page, keys: str) -> None:
    question(page).click()
    press(page, keys)
    page.locator("#ban-phim").get_by_role("button", name="Tìm").click()


@pytest.mark.parametrize(("keys", "typed", "paper", "fee"), QUESTIONS)
def test_typing_on_the_screen_reaches_papers_and_fee(kiosk: Page, keys: str, typed: str, paper: str, fee: str) -> None:
    started = time.monotonic()
    ask(kiosk, keys)
    expect(kiosk.get_by_role("heading", level=1)).to_contain_text(typed)
    kiosk.locator(".k-card-lead a").click()
    expect(kiosk.locator(".k-act")).to_contain_text(paper)
    kiosk.get_by_text("Cách nộp, thời hạn, lệ phí").click()
    expect(kiosk.locator(".k-channels")).to_contain_text(fee)
    assert time.monotonic() - started < HALF_A_MINUTE


def test_choosing_what_has_happened_reaches_papers_without_typing(kiosk: Page) -> None:
    kiosk.get_by_role("link", name="Người thân qua đời").click()
    first = kiosk.locator(".journey > li").first
    expect(first).to_contain_text("5.000 đồng")
    first.get_by_text("Giấy tờ cần mang").click()
    expect(first.get_by_label("Giấy báo tử")).to_be_visible()
    expect(kiosk.get_by_alt_text("Mã QR của trang này")).to_be_visible()
    first.get_by_role("link", name="Đăng ký khai tử").click()
    expect(kiosk.get_by_role("heading", name="Các bước")).to_be_visible()
    kiosk.get_by_role("button", name="Quay lại").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Người thân qua đời")


def test_a_situation_told_on_the_screen_shows_its_journey(kiosk: Page, portal: str) -> None:
    ask(kiosk, "mej tooi maats hoom qua")
    kiosk.locator(".journey-card").get_by_role("link", name="Xem cả 3 việc theo thứ tự").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Người thân qua đời")
    assert kiosk.url == f"{portal}/kiosk"


def test_every_life_event_can_be_touched(kiosk: Page) -> None:
    kiosk.get_by_role("link", name="Tất cả sự kiện").click()
    expect(kiosk.get_by_role("heading", name="Chuyện gì vừa xảy ra?")).to_be_visible()
    kiosk.get_by_role("link", name="Mở quán ăn uống").click()
    expect(kiosk.locator(".journey > li")).to_have_count(2)


def test_touching_alone_reaches_the_papers(kiosk: Page) -> None:
    kiosk.get_by_role("link", name="Khai tử cho người thân").click()
    expect(kiosk.locator(".k-act")).to_contain_text("Giấy báo tử")


def test_letters_with_marks_and_tone_keys(kiosk: Page) -> None:
    question(kiosk).click()
    press(kiosk, "đôi")
    kiosk.get_by_role("button", name="dấu hỏi").click()
    press(kiosk, " bă")
    press(kiosk, "ng")
    kiosk.get_by_role("button", name="dấu huyền").click()
    expect(question(kiosk)).to_have_value("đổi bằng")
    kiosk.get_by_role("button", name="Xóa một chữ").click()
    expect(question(kiosk)).to_have_value("đổi bằn")
    kiosk.get_by_role("button", name="Xóa hết").click()
    expect(question(kiosk)).to_have_value("")


def test_a_physical_keyboard_types_telex_too(kiosk: Page) -> None:
    question(kiosk).click()
    kiosk.keyboard.type("Ddooir bawngf lais")
    expect(question(kiosk)).to_have_value("Đổi bằng lái")


def test_no_question_is_in_any_address(kiosk: Page, portal: str) -> None:
    before = kiosk.evaluate("history.length")
    ask(kiosk, "mo quan")
    expect(kiosk.locator(".k-card-lead")).to_be_visible()
    kiosk.locator(".k-card-lead a").click()
    expect(kiosk.locator(".k-act")).to_be_visible()

    assert kiosk.url == f"{portal}/kiosk"
    assert kiosk.evaluate("history.length") == before


def test_back_and_home(kiosk: Page) -> None:
    back = kiosk.get_by_role("button", name="Quay lại")
    expect(back).to_be_hidden()
    ask(kiosk, "mo quan")
    kiosk.locator(".k-card-lead a").click()
    expect(kiosk.locator(".k-act")).to_be_visible()
    back.click()
    expect(kiosk.get_by_role("heading", level=1)).to_contain_text("mo quan")
    back.click()
    expect(kiosk.get_by_role("heading", level=1)).to_contain_text("Ông/bà cần làm giấy tờ gì?")
    expect(back).to_be_hidden()


def test_a_code_to_take_home(kiosk: Page) -> None:
    kiosk.get_by_role("link", name="Đổi bằng lái xe").click()
    code = kiosk.get_by_alt_text("Mã QR của trang này")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.complete && image.naturalWidth > 0")


def test_the_sheet_is_printed_with_its_date(kiosk: Page) -> None:
    kiosk.evaluate("window.print = () => { window.printed = true }")
    kiosk.get_by_role("link", name="Đổi bằng lái xe").click()
    kiosk.get_by_role("button", name="In ra giấy").click()
    assert kiosk.evaluate("window.printed")
    kiosk.emulate_media(media="print")
    expect(kiosk.get_by_text("Cập nhật ngày 01/06/2026")).to_be_visible()
    expect(kiosk.locator(".k-dock")).to_be_hidden()


def test_letters_grow_and_contrast_rises(kiosk: Page) -> None:
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = kiosk.evaluate(size)
    kiosk.get_by_role("button", name="Cỡ chữ").click()
    assert kiosk.evaluate(size) > before
    kiosk.get_by_role("button", name="Tương phản").click()
    assert kiosk.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


def test_what_can_be_touched_is_big_and_apart(kiosk: Page) -> None:
    question(kiosk).click()
    keys = kiosk.locator("#ban-phim button, .keyboard-close")
    boxes = [key.bounding_box() for key in keys.all()]
    kiosk.locator(".keyboard-close").click()
    boxes += [one.bounding_box() for one in kiosk.locator(".k-theme a:visible, .k-events a, .k-dock > :visible").all()]

    assert len(boxes) > 50
    assert min(min(box["width"], box["height"]) for box in boxes) >= 64
    rows: dict[int, list[tuple[float, float]]] = {}
    for box in boxes[: keys.count()]:
        rows.setdefault(round(box["y"]), []).append((box["x"], box["x"] + box["width"]))
    for row in rows.values():
        edges = sorted(row)
        assert all(right[0] - left[1] >= 7.9 for left, right in pairwise(edges))


def test_controls_stand_in_the_lower_two_thirds(kiosk: Page) -> None:
    controls = kiosk.locator("main a:visible, main button:visible, main input:visible, .k-dock > :visible").all()

    assert min(control.bounding_box()["y"] for control in controls) >= SCREEN["height"] / 3 - 8


@pytest.fixture
def hasty(browser: Browser, start: Start) -> Iterator[Page]:
    """A kiosk that soon asks whether somebody is there."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.goto(f"{start(kiosk_idle_seconds=5, kiosk_warning_seconds=3).origin}/kiosk")
    yield page
    context.close()


def test_nobody_there_wipes_everything(hasty: Page) -> None:
    ask(hasty, "mo quan")
    expect(hasty.locator(".k-card-lead")).to_be_visible()
    hasty.get_by_role("button", name="Tương phản").click()
    warning = hasty.get_by_role("dialog")
    expect(warning).to_be_visible(timeout=20_000)
    expect(hasty.get_by_role("heading", name="Ông/bà cần làm giấy tờ gì?")).to_be_visible(timeout=20_000)

    expect(warning).to_be_hidden()
    expect(question(hasty)).to_have_value("")
    expect(hasty.get_by_role("button", name="Quay lại")).to_be_hidden()
    assert hasty.evaluate("document.documentElement.dataset.contrast") is None
    assert hasty.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_somebody_there_keeps_the_page(hasty: Page) -> None:
    ask(hasty, "mo quan")
    stay = hasty.get_by_role("button", name="Tôi vẫn đang xem")
    expect(stay).to_be_visible(timeout=20_000)
    stay.click()
    expect(hasty.get_by_role("dialog")).to_be_hidden()
    expect(hasty.locator(".k-card-lead")).to_be_visible()


def test_the_end_button_wipes_at_once(kiosk: Page) -> None:
    ask(kiosk, "mo quan")
    expect(kiosk.locator(".k-card-lead")).to_be_visible()
    kiosk.get_by_role("link", name="Kết thúc").click()
    expect(question(kiosk)).to_have_value("")
    expect(kiosk.get_by_role("button", name="Quay lại")).to_be_hidden()


def kept(page: Page) -> list[str]:
    """The paths that the worker's caches hold."""
    return page.evaluate(
        """async () => {
          const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
          const requests = await Promise.all(caches_.map((cache) => cache.keys()));
          return requests.flat().map((request) => new URL(request.url).pathname);
        }"""
    )


def ready_for_a_cut(context: BrowserContext, origin: str) -> Page:
    page = context.new_page()
    page.goto(f"{origin}/kiosk")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function("caches.keys().then((names) => names.some((name) => !name.endsWith('-new')))")
    return page


def test_a_network_cut_is_said_and_survived(context: BrowserContext, start: Start) -> None:
    running = start()
    page = ready_for_a_cut(context, running.origin)
    running.stop()

    page.reload()
    expect(page.get_by_text("Mất kết nối mạng.")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Khai tử cho người thân").click()
    expect(page.locator(".k-act")).to_contain_text("Giấy báo tử")
    page.locator("header .mark").click()
    page.get_by_role("link", name="Mở quán ăn uống").click()
    expect(page.locator(".journey")).to_contain_text("Đăng ký thành lập hộ kinh doanh")
    page.locator("header .mark").click()
    ask(page, "mo quan")
    expect(page.get_by_role("heading", name="Đang mất kết nối mạng")).to_be_visible(timeout=30_000)

    start(port=int(running.origin.rpartition(":")[2]))
    expect(page.get_by_text("Mất kết nối mạng.")).to_be_hidden(timeout=40_000)


def test_what_somebody_looked_at_is_not_among_the_kept_pages(context: BrowserContext, start: Start) -> None:
    page = ready_for_a_cut(context, start().origin)
    before = sorted(kept(page))
    page.evaluate("fetch('/kiosk/thu-tuc/9.000071').then((response) => response.text())")
    ask(page, "mo quan")
    expect(page.locator(".k-card-lead")).to_be_visible()

    assert sorted(kept(page)) == before
    assert f"/kiosk/thu-tuc/{DEATH}" in before
    assert "/kiosk/tim" not in before


class _Recogniser(BaseHTTPRequestHandler):
    """A speech recogniser of the agency's own, which always hears the same."""

    heard: ClassVar[list[int]] = []

    def do_OPTIONS(self) -> None:
        self._answer(204, b"")

    def do_POST(self) -> None:
        self.heard.append(len(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer(200, json.dumps({"text": "đổi bằng lái hết bao nhiêu tiền"}).encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "content-type")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def recogniser() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Recogniser)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/nghe"
    server.shutdown()
    thread.join()


def test_a_spoken_question_goes_to_the_local_recogniser(
    playwright, browser_type_launch_args, start: Start, recogniser: str
) -> None:
    flags = [*browser_type_launch_args["args"], "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    browser = playwright.chromium.launch(**(browser_type_launch_args | {"args": flags}))
    page = browser.new_page(viewport=SCREEN)
    page.goto(f"{start(kiosk_speech_url=recogniser).origin}/kiosk")
    page.get_by_role("button", name="Bấm để nói").click()
    stop = page.get_by_role("button", name="Nói xong, bấm vào đây")
    expect(stop).to_be_visible()
    page.wait_for_timeout(700)
    stop.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đổi bằng lái hết bao nhiêu tiền", timeout=20_000)
    browser.close()

    assert _Recogniser.heard[-1] > 0


VOICE = """
  window.spoken = [];
  speechSynthesis.getVoices = () => [{ lang: "vi-VN", name: "thử" }];
  speechSynthesis.speak = (one) => window.spoken.push(one.text);
  speechSynthesis.cancel = () => { window.cancelled = true };
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
"""


def test_the_page_is_read_aloud_where_there_is_a_vietnamese_voice(context: BrowserContext, portal: str) -> None:
    page = context.new_page()
    page.add_init_script(VOICE)
    page.goto(f"{portal}/kiosk")
    page.get_by_role("link", name="Khai tử cho người thân").click()
    expect(page.locator(".k-act")).to_be_visible()
    page.get_by_role("button", name="Đọc to").click()
    said = " ".join(page.evaluate("window.spoken"))

    assert "Đăng ký khai tử" in said
    assert "Giấy báo tử" in said
    assert "In ra giấy" not in said
    page.get_by_role("button", name="Dừng đọc").click()
    assert page.evaluate("window.cancelled")


def test_no_reading_button_without_a_voice(kiosk: Page) -> None:
    expect(kiosk.locator("[data-read]")).to_be_hidden()


@pytest.mark.parametrize("code", [DEATH, HOUSEHOLD_BUSINESS, LICENCE_EXCHANGE])
def test_the_kiosk_works_as_plain_pages_too(browser: Browser, portal: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=SCREEN)
    page = context.new_page()
    page.goto(f"{portal}/kiosk")
    page.locator(f"a[href='/kiosk/thu-tuc/{code}']").click()
    expect(page.locator(".k-act")).to_be_visible()
    context.close()
