"""axe-core finds nothing on any page, in any state; every page is photographed to be looked at."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SCREENSHOTS, Start
from tests.browser.situation import DEATH, LICENCE_EXCHANGE, RESIDENCE
from tests.collection import FAQ_ID, PAKN_ID, REGULATION_ID

WIDTHS = {"phone": (320, 640), "desk": (1280, 800)}
KIOSK = (1080, 1920)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

PORTAL = {
    "home": "/",
    "home-english": "/?lang=en",
    "blank-question": "/tim?q=",
    "results-fee": "/tim?q=đổi bằng lái hết bao nhiêu tiền",
    "results-situation": "/tim?q=mẹ tôi mất hôm qua",
    "results-filtered": "/tim?q=đăng ký&level=xã&province=Huế",
    "no-answer-filtered": "/tim?q=khai sinh&field=Không có",
    "question-too-long": f"/tim?q={'a' * 1001}",
    "no-such-page": "/tim?q=khai sinh&page=999",
    "procedure": f"/thu-tuc/{LICENCE_EXCHANGE}",
    "procedure-guide": f"/thu-tuc/{DEATH}",
    "procedure-guide-english": f"/thu-tuc/{DEATH}?lang=en",
    "life-events": "/su-kien",
    "life-event": "/su-kien/nguoi-than-qua-doi",
    "life-event-english": "/su-kien/nguoi-than-qua-doi?lang=en",
    "petition": f"/phan-anh/{PAKN_ID}",
    "regulation": f"/quy-dinh/{REGULATION_ID}",
    "procedure-cases": f"/thu-tuc/{RESIDENCE}",
    "procedure-obsolete": "/thu-tuc/9.000903",
    "procedure-hostile": "/thu-tuc/9.000901",
    "procedure-bare": "/thu-tuc/9.000902",
    "faq": f"/hoi-dap/{FAQ_ID}",
    "fields": "/linh-vuc",
    "field": "/linh-vuc/ho-tich",
    "bodies": "/co-quan",
    "not-found": "/thu-tuc/9.999999",
    "widget": "/widget-demo",
}


def found(page: Page) -> list[str]:
    """The rules that axe-core finds broken, with the elements."""
    results = Axe().run(page, options=RULES)
    return [f"{one['id']}: {node['html'][:160]}" for one in results.response["violations"] for node in one["nodes"]]


def photograph(page: Page, name: str, *, whole: bool = True) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=whole)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PORTAL)
def test_the_portal(page: Page, portal: str, name: str, width: str) -> None:
    size = WIDTHS[width]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(portal + PORTAL[name])
    page.evaluate("document.fonts.ready.then(() => true)")
    photograph(page, f"{name}-{width}")

    assert found(page) == []


def typing(page: Page) -> None:
    page.locator("#q").press_sequentially("mở")
    page.get_by_role("option").first.wait_for()


def everything_open(page: Page) -> None:
    page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.removeAttribute('name'); one.open = true })"
    )


def ticked(page: Page) -> None:
    page.locator(".checklist input").first.check()


def widget_answered(page: Page) -> None:
    page.get_by_role("searchbox").fill("đổi bằng lái hết bao nhiêu tiền")
    page.keyboard.press("Enter")
    page.locator("tra-cuu-tthc .answer").wait_for()


def printed(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "suggesting": ("/", typing),
    "results-open": ("/tim?q=hỗ trợ lãi suất vay vốn trồng cây", everything_open),
    "procedure-open": (f"/thu-tuc/{RESIDENCE}", everything_open),
    "procedure-guide-open": (f"/thu-tuc/{DEATH}", everything_open),
    "life-event-open": ("/su-kien/nguoi-than-qua-doi", everything_open),
    "procedure-printed": (f"/thu-tuc/{DEATH}", printed),
    "life-event-printed": ("/su-kien/nguoi-than-qua-doi", printed),
    "procedure-ticked": (f"/thu-tuc/{DEATH}", ticked),
    "widget-answered": ("/widget-demo", widget_answered),
}


@pytest.mark.parametrize("name", STATES)
def test_states_of_the_portal(page: Page, portal: str, name: str) -> None:
    path, change = STATES[name]
    page.goto(portal + path)
    change(page)
    photograph(page, f"{name}-desk")

    assert found(page) == []


def test_an_ambiguous_question(page: Page, portal: str) -> None:
    """The page that asks back, for whichever of these short questions this small collection finds ambiguous."""
    for question in (
        "hộ kinh doanh",
        "giấy phép",
        "đăng ký",
        "cấp lại",
        "khai sinh",
        "xin cấp giấy",
        "giấy tờ xe",
        "đăng ký xe",
    ):
        page.goto(f"{portal}/tim?q={question}")
        if page.locator(".clarify").count():
            break
    photograph(page, "results-ambiguous-desk")

    assert page.locator(".clarify a").count() >= 2
    assert found(page) == []


def test_whatever_is_not_answered(page: Page, start: Start) -> None:
    """The page for questions without an answer, whatever this small collection makes of a question."""
    page.goto(f"{start(hotline='1022').origin}/tim?q=thời tiết ngày mai&kind=pakn")
    photograph(page, "no-answer-desk")

    assert page.get_by_role("heading", level=1).inner_text() == "Chưa tìm thấy thủ tục phù hợp"
    assert found(page) == []


def kiosk_home(page: Page) -> None:
    page.locator(".k-theme").first.wait_for()


def kiosk_typing(page: Page) -> None:
    page.locator("#q").click()
    for key in "mo":
        page.locator("#ban-phim").get_by_role("button", name=key, exact=True).click()
    page.get_by_role("option").first.wait_for()


def kiosk_results(page: Page) -> None:
    page.locator("#q").fill("đổi bằng lái hết bao nhiêu tiền")
    page.locator(".k-ask button[type=submit]").click()
    page.locator(".k-card-lead").wait_for()
    page.get_by_role("button", name="Đóng bàn phím").wait_for(state="hidden")


def kiosk_procedure(page: Page) -> None:
    page.get_by_role("link", name="Đổi bằng lái xe").click()
    page.locator(".k-act").wait_for()


def kiosk_open(page: Page) -> None:
    kiosk_procedure(page)
    everything_open(page)


def kiosk_situation(page: Page) -> None:
    page.locator("#q").fill("mẹ tôi mất hôm qua")
    page.locator(".k-ask button[type=submit]").click()
    page.locator(".journey-card").wait_for()


def kiosk_guide(page: Page) -> None:
    page.get_by_role("link", name="Khai tử cho người thân").click()
    page.locator(".k-act").wait_for()


def kiosk_events(page: Page) -> None:
    page.get_by_role("link", name="Tất cả sự kiện").click()
    page.get_by_role("heading", name="Chuyện gì vừa xảy ra?").wait_for()


def kiosk_event(page: Page) -> None:
    page.get_by_role("link", name="Người thân qua đời").click()
    page.locator(".journey").wait_for()
    everything_open(page)


def kiosk_contrast_event(page: Page) -> None:
    kiosk_contrast(page)
    kiosk_event(page)


def kiosk_petition(page: Page) -> None:
    page.goto(f"{page.url}/phan-anh/{PAKN_ID}")


def kiosk_regulation(page: Page) -> None:
    page.goto(f"{page.url}/quy-dinh/{REGULATION_ID}")


def kiosk_faq(page: Page) -> None:
    page.goto(f"{page.url}/hoi-dap/{FAQ_ID}")


def kiosk_blank(page: Page) -> None:
    page.locator("#q").fill("   ")
    page.locator(".k-ask button[type=submit]").click()
    page.get_by_role("heading", name="Chưa có câu hỏi").wait_for()


def kiosk_contrast(page: Page) -> None:
    page.get_by_role("button", name="Tương phản").click()


def kiosk_contrast_results(page: Page) -> None:
    kiosk_contrast(page)
    kiosk_results(page)


def kiosk_contrast_typing(page: Page) -> None:
    kiosk_contrast(page)
    kiosk_typing(page)


def kiosk_largest(page: Page) -> None:
    for _ in range(2):
        page.get_by_role("button", name="Cỡ chữ").click()
    kiosk_procedure(page)


def kiosk_warning(page: Page) -> None:
    page.locator("#q").fill("m")
    page.evaluate("document.querySelector('dialog').showModal()")


def kiosk_refusal(page: Page) -> None:
    page.goto(page.url + "/thu-tuc/9.999999")


def kiosk_offline(page: Page) -> None:
    page.goto(page.url + "/mat-mang")


KIOSK_STATES: dict[str, Callable[[Page], None]] = {
    "home": kiosk_home,
    "typing": kiosk_typing,
    "results": kiosk_results,
    "procedure": kiosk_procedure,
    "procedure-open": kiosk_open,
    "situation": kiosk_situation,
    "guide": kiosk_guide,
    "events": kiosk_events,
    "event": kiosk_event,
    "petition": kiosk_petition,
    "regulation": kiosk_regulation,
    "faq": kiosk_faq,
    "blank": kiosk_blank,
    "contrast": kiosk_contrast,
    "contrast-event": kiosk_contrast_event,
    "contrast-results": kiosk_contrast_results,
    "contrast-typing": kiosk_contrast_typing,
    "largest": kiosk_largest,
    "warning": kiosk_warning,
    "refusal": kiosk_refusal,
    "offline": kiosk_offline,
}


@pytest.mark.parametrize("name", KIOSK_STATES)
def test_the_kiosk(browser: Browser, portal: str, name: str) -> None:
    context = browser.new_context(viewport={"width": KIOSK[0], "height": KIOSK[1]})
    page = context.new_page()
    page.goto(f"{portal}/kiosk")
    KIOSK_STATES[name](page)
    page.evaluate("document.fonts.ready.then(() => true)")
    photograph(page, f"kiosk-{name}", whole=False)
    broken = found(page)
    context.close()

    assert broken == []
