"""A visitor of an agency's own portal, on another origin and under that portal's own content policy."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Start, free_port
from tests.browser.situation import DEATH

Host = Callable[[int, str], str]

HALF_A_MINUTE = 30
QUESTIONS = (
    ("mẹ tôi mất hôm qua", "Đăng ký khai tử", "5.000 đồng"),
    ("toi muon mo quan ca phe", "Đăng ký thành lập hộ kinh doanh", "100.000 đồng"),
    ("đổi bằng lái hết bao nhiêu tiền", "Đổi giấy phép lái xe", "135.000 đồng"),
)


@pytest.fixture
def host() -> Iterator[Host]:
    """Serves a page of another portal with the widget of `portal`; its policy admits nothing else."""
    servers: list[HTTPServer] = []

    def serve(port: int, portal: str) -> str:
        body = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng của tỉnh</title></head>
        <body><main><h1>Cổng của tỉnh</h1><tra-cuu-tthc><a href="{portal}/">Tra cứu thủ tục</a></tra-cuu-tthc></main>
        <script type="module" src="{portal}/widget.js"></script></body></html>"""

        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header(
                    "Content-Security-Policy", f"default-src 'none'; script-src {portal}; connect-src {portal}"
                )
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Keep quiet."""

        servers.append(HTTPServer(("127.0.0.1", port), Page))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{port}"

    yield serve
    for server in servers:
        server.shutdown()


@pytest.mark.parametrize(("question", "title", "fee"), QUESTIONS)
def test_a_visitor_of_another_portal_is_answered(
    page: Page, start: Start, host: Host, question: str, title: str, fee: str
) -> None:
    port = free_port()
    portal = start(cors_origins=(f"http://127.0.0.1:{port}",)).origin
    started = time.monotonic()
    page.goto(host(port, portal))
    page.get_by_label("Bạn cần làm giấy tờ gì?").fill(question)
    page.get_by_role("button", name="Tìm").click()
    first = page.locator("tra-cuu-tthc ol a").first
    expect(first).to_have_text(title)
    first.click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(page.locator("#giay-to .checklist").first).to_be_visible()
    expect(page.locator("#cach-nop")).to_contain_text(fee)
    assert time.monotonic() - started < HALF_A_MINUTE


def test_the_fee_is_quoted_with_its_source(page: Page, portal: str) -> None:
    page.goto(f"{portal}/widget-demo")
    widget = page.locator("tra-cuu-tthc")
    widget.get_by_role("searchbox").fill("đổi bằng lái hết bao nhiêu tiền")
    page.keyboard.press("Enter")
    answer = widget.locator(".answer")
    expect(answer).to_contain_text("135.000 đồng")
    expect(answer).to_contain_text("Quyết định số 1234/QĐ-THU")


def test_a_situation_links_to_its_journey(page: Page, portal: str) -> None:
    page.goto(f"{portal}/widget-demo")
    widget = page.locator("tra-cuu-tthc")
    widget.get_by_role("searchbox").fill("mẹ tôi mất hôm qua")
    page.keyboard.press("Enter")
    expect(widget.get_by_role("heading", name="Người thân qua đời")).to_be_visible()
    widget.get_by_role("link", name="Xem cả 3 việc theo thứ tự").click()
    page.wait_for_url("**/su-kien/nguoi-than-qua-doi")


def test_a_portal_that_is_not_admitted_gets_no_answer_but_a_way_on(context, start: Start, host: Host) -> None:
    page = context.new_page()
    page.goto(host(free_port(), start().origin))
    page.get_by_role("searchbox").fill("mẹ tôi mất hôm qua")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Chưa tra cứu được.")).to_be_visible()
    page.get_by_role("link", name="Xem tất cả kết quả").click()
    expect(page.locator(".card-lead")).to_contain_text("Đăng ký khai tử")


def test_a_link_remains_without_javascript(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}/widget-demo")
    expect(page.locator("tra-cuu-tthc a")).to_be_visible()
    context.close()


def test_nothing_found_is_said(page: Page, portal: str) -> None:
    page.goto(f"{portal}/widget-demo")
    page.get_by_role("searchbox").fill("   ")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hãy viết việc bạn cần làm.")).to_be_visible()


def test_answers_are_text_and_never_markup(page: Page, portal: str) -> None:
    page.goto(f"{portal}/widget-demo")
    page.get_by_role("searchbox").fill("cấp phép biển quảng cáo")
    page.keyboard.press("Enter")
    expect(page.locator("tra-cuu-tthc ol a").first).to_contain_text('<script>alert("thử")</script>')
    assert page.locator("tra-cuu-tthc ol script").count() == 0


def test_the_address_of_an_act_is_on_the_portal(page: Page, portal: str) -> None:
    page.goto(f"{portal}/widget-demo")
    page.get_by_role("searchbox").fill("khai tử")
    page.keyboard.press("Enter")
    expect(page.locator("tra-cuu-tthc ol a").first).to_have_attribute("href", f"{portal}/thu-tuc/{DEATH}")
