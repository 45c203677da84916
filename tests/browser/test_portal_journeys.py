"""A newcomer at home: three questions, with and without JavaScript, with the keyboard alone, on a small telephone."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.situation import DEATH, HOUSEHOLD_BUSINESS, LICENCE_EXCHANGE, RESIDENCE
from tests.collection import FAQ_ID, PAKN_ID, REGULATION_ID

QUESTIONS = (
    ("mẹ tôi mất hôm qua", DEATH, "Giấy báo tử", "5.000 đồng"),
    ("toi muon mo quan ca phe", HOUSEHOLD_BUSINESS, "Giấy đề nghị đăng ký hộ kinh doanh", "100.000 đồng"),
    ("đổi bằng lái hết bao nhiêu tiền", LICENCE_EXCHANGE, "Giấy khám sức khỏe lái xe", "135.000 đồng"),
)
PATIENCE_MS = 30_000
HALF_A_MINUTE = 30


def reach(page: Page, portal: str, question: str, code: str, paper: str, fee: str) -> None:
    """From the first page to the papers and the fee, in less than half a minute."""
    page.set_default_timeout(PATIENCE_MS)
    started = time.monotonic()
    page.goto(portal)
    page.get_by_role("search").get_by_label("Bạn cần làm giấy tờ gì?").fill(question)
    page.get_by_role("button", name="Tìm").click()
    page.locator(".card-lead .card-title a").click()
    expect(page).to_have_url(re.compile(re.escape(f"/thu-tuc/{code}")))
    expect(page.locator("#giay-to")).to_contain_text(paper)
    expect(page.locator("#cach-nop")).to_contain_text(fee)
    assert time.monotonic() - started < HALF_A_MINUTE


@pytest.mark.parametrize(("question", "code", "paper", "fee"), QUESTIONS)
def test_a_newcomer_reaches_papers_and_fee(
    page: Page, portal: str, question: str, code: str, paper: str, fee: str
) -> None:
    reach(page, portal, question, code, paper, fee)


@pytest.mark.parametrize(("question", "code", "paper", "fee"), QUESTIONS)
def test_so_does_one_without_javascript(
    browser: Browser, portal: str, question: str, code: str, paper: str, fee: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})

    reach(context.new_page(), portal, question, code, paper, fee)

    context.close()


def test_a_situation_leads_through_its_journey(page: Page, portal: str) -> None:
    page.goto(f"{portal}/tim?q=mẹ tôi mất hôm qua")
    card = page.locator(".journey-card")
    expect(card.get_by_role("heading", name="Người thân qua đời")).to_be_visible()
    expect(card.get_by_role("listitem")).to_have_count(3)
    card.get_by_role("link", name="Xem cả 3 việc theo thứ tự").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(3)
    first = page.locator(".journey > li").first
    expect(first).to_contain_text("5.000 đồng")
    first.get_by_text("Giấy tờ cần mang").click()
    expect(first.get_by_label("Giấy báo tử")).to_be_visible()
    first.get_by_role("link", name="Đăng ký khai tử").click()
    expect(page).to_have_url(re.compile(f"/thu-tuc/{DEATH}"))
    page.locator("#truoc-sau").get_by_role("link", name="Đăng ký thường trú").click()
    expect(page).to_have_url(re.compile(f"/thu-tuc/{RESIDENCE}"))


def test_a_journey_is_read_without_javascript_on_a_small_telephone(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{portal}/su-kien/nguoi-than-qua-doi")
    first = page.locator(".journey > li").first
    first.get_by_text("Giấy tờ cần mang").click()
    expect(first.get_by_label("Giấy báo tử")).to_be_visible()
    first.get_by_label("Giấy báo tử").check()
    context.close()


def test_who_does_not_ask_chooses_what_has_happened(page: Page, portal: str) -> None:
    page.goto(portal)
    page.get_by_role("link", name="Mở quán ăn uống").click()
    page.get_by_role("link", name="Đăng ký thành lập hộ kinh doanh").click()
    expect(page.locator("#giay-to")).to_contain_text("Giấy đề nghị đăng ký hộ kinh doanh")


def test_a_block_of_the_guide_opens_the_section_it_rests_on(page: Page, portal: str) -> None:
    page.goto(f"{portal}/thu-tuc/{DEATH}")
    record = page.locator("#trinh-tu")
    expect(record.get_by_text("Đến lấy kết quả theo giấy hẹn.")).to_be_hidden()
    page.locator("#cac-buoc .rests").get_by_role("link", name="Trình tự thực hiện").click()
    expect(record.get_by_text("Đến lấy kết quả theo giấy hẹn.")).to_be_visible()


def test_a_question_about_the_act_opens_its_answer(page: Page, portal: str) -> None:
    page.goto(f"{portal}/thu-tuc/9.000001")
    page.get_by_text("Con đã hơn 60 ngày tuổi mới đi khai sinh thì có bị phạt không?").click()
    expect(page.get_by_text("Đăng ký quá hạn vẫn được giải quyết")).to_be_visible()


def test_folded_papers_are_printed(page: Page, portal: str) -> None:
    page.goto(f"{portal}/su-kien/nguoi-than-qua-doi")
    paper = page.get_by_label("Giấy báo tử")
    expect(paper).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(paper).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(paper).to_be_hidden()


def test_every_case_is_printed_and_one_at_a_time_is_open_again(page: Page, portal: str) -> None:
    page.goto(f"{portal}/thu-tuc/{RESIDENCE}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_label("Giấy tờ nhà đất")).to_be_visible()
    expect(page.get_by_label("Hợp đồng thuê nhà")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_text("Nhà thuê, nhà mượn").click()
    expect(page.get_by_label("Giấy tờ nhà đất")).to_be_hidden()


def test_the_asked_fee_stands_first_with_its_source(page: Page, portal: str) -> None:
    page.goto(f"{portal}/tim?q=đổi bằng lái hết bao nhiêu tiền")
    answer = page.locator(".answer")

    expect(answer).to_contain_text("135.000 đồng")
    expect(answer).to_contain_text("Quyết định số 1234/QĐ-THU ngày 03/02/2026")
    expect(answer.get_by_role("link", name="Đổi giấy phép lái xe")).to_be_visible()
    assert answer.bounding_box()["y"] < page.locator(".cards").bounding_box()["y"]


def test_the_keyboard_alone_is_enough(page: Page, portal: str) -> None:
    page.goto(portal)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("mẹ tôi mất hôm qua")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?**")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.card-lead') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/thu-tuc/{DEATH}*")
    box = page.locator(".checklist input").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def test_suggestions_follow_the_typing_and_can_be_chosen_with_arrows(page: Page, portal: str) -> None:
    page.goto(portal)
    box = page.get_by_role("combobox")
    box.press_sequentially("mở quán")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?**")
    expect(page.locator(".card-lead .card-title")).to_contain_text("hộ kinh doanh")


def test_suggestions_go_away_with_escape_and_give_the_typed_text_back(page: Page, portal: str) -> None:
    page.goto(portal)
    box = page.get_by_role("combobox")
    box.press_sequentially("khai")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    expect(box).to_have_value("khai")


def test_a_suggestion_can_be_clicked(page: Page, portal: str) -> None:
    page.goto(portal)
    page.get_by_role("combobox").press_sequentially("đổi bằng")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/tim?**")
    expect(page.locator(".card-lead .card-title")).to_contain_text("Đổi giấy phép lái xe")


def test_ticks_are_counted_and_not_kept(page: Page, portal: str) -> None:
    page.goto(f"{portal}/thu-tuc/{DEATH}")
    page.get_by_label("Giấy báo tử").check()
    expect(page.get_by_text("Đã có 1 trên 2 giấy tờ")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Giấy báo tử")).not_to_be_checked()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_cases_open_one_at_a_time(page: Page, portal: str) -> None:
    page.goto(f"{portal}/thu-tuc/{RESIDENCE}")
    expect(page.get_by_label("Giấy tờ nhà đất")).to_be_visible()
    page.get_by_text("Nhà thuê, nhà mượn").click()
    expect(page.get_by_label("Hợp đồng thuê nhà")).to_be_visible()
    expect(page.get_by_label("Giấy tờ nhà đất")).to_be_hidden()


def test_the_page_prints_with_its_date(page: Page, portal: str) -> None:
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1 }")
    page.goto(f"{portal}/thu-tuc/{DEATH}")
    page.get_by_role("button", name="In trang này").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(page.get_by_text("Cập nhật ngày 01/06/2026")).to_be_visible()
    expect(page.get_by_alt_text("Mã QR của trang này")).to_be_visible()
    expect(page.get_by_role("search")).to_be_hidden()


def test_a_filter_is_set_and_removed(page: Page, portal: str) -> None:
    page.goto(f"{portal}/tim?q=đăng ký")
    page.locator(".facet").first.get_by_role("link").first.click()
    chip = page.locator(".chips a")
    expect(chip).to_have_count(1)
    chip.click()
    expect(page.locator(".chips")).to_have_count(0)


def test_the_province_stays_in_the_address_alone(page: Page, portal: str) -> None:
    page.goto(f"{portal}/tim?q=hỗ trợ lãi suất vay vốn trồng cây")
    page.get_by_label("Nơi bạn làm thủ tục").select_option("Huế")
    page.get_by_role("button", name="Áp dụng").click()
    page.wait_for_url(re.compile("province=Hu"))
    page.locator(".card-title a").first.click()
    assert "province=Hu" in page.url
    assert page.context.cookies() == []


def test_english_on_request(page: Page, portal: str) -> None:
    page.goto(portal)
    page.get_by_role("link", name="English").click()
    box = page.get_by_role("search").get_by_label("What do you need to do?")
    expect(box).to_be_visible()
    box.fill("đổi bằng lái")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Best match", exact=True)).to_be_visible()


def test_whether_a_page_helped(context, start) -> None:
    page = context.new_page()
    page.goto(f"{start().origin}/thu-tuc/{DEATH}")
    page.get_by_label("Không", exact=True).check()
    page.get_by_label("Thiếu gì hoặc sai gì?").fill("thiếu mẫu tờ khai")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("heading", name="Cảm ơn bạn!")).to_be_visible()
    page.get_by_role("link", name="Quay lại trang vừa xem").click()
    expect(page.get_by_role("heading", name="Đăng ký khai tử", exact=True)).to_be_visible()


PAGES = (
    "/",
    "/tim?q=đổi bằng lái hết bao nhiêu tiền",
    "/tim?q=",
    f"/thu-tuc/{LICENCE_EXCHANGE}",
    "/thu-tuc/9.000901",
    "/linh-vuc",
    "/co-quan",
    "/khong-co",
    "/widget-demo",
    "/tim?q=mẹ tôi mất hôm qua",
    f"/thu-tuc/{DEATH}",
    "/su-kien",
    "/su-kien/nguoi-than-qua-doi",
    f"/hoi-dap/{FAQ_ID}",
    f"/phan-anh/{PAKN_ID}",
    f"/quy-dinh/{REGULATION_ID}",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_at_320_pixels(page: Page, portal: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(portal + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_text_of_the_corpus_runs_nowhere(page: Page, portal: str) -> None:
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    for path in ("/thu-tuc/9.000901", "/kiosk/thu-tuc/9.000901", "/tim?q=<script>alert(1)</script>"):
        page.goto(portal + path)
        page.wait_for_load_state("networkidle")
    assert alerts == []
