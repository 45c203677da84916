"""Redaction: what tells who asked goes, what tells what was asked stays."""

import logging
import sys
import time

import pytest

from app.redaction import RedactingFormatter, redact

GOES = [
    ("CCCD 012345678901 làm lại", "CCCD [số giấy tờ] làm lại"),
    ("cccd012345678901", "cccd[số giấy tờ]"),
    ("cmnd 012 345 678 hết hạn", "cmnd [số giấy tờ] hết hạn"),
    ("cmnd 012.345.678", "cmnd [số giấy tờ]"),
    ("001\u200b234\u200b567\u200b890", "[số giấy tờ]"),
    ("căn cước 0123 4567 8901", "căn cước [số giấy tờ]"),
    ("hộ chiếu B1234567", "hộ chiếu [số giấy tờ]"),
    ("gọi 0912345678 nhé", "gọi [số điện thoại] nhé"),
    ("gọi 0912.345.678", "gọi [số điện thoại]"),
    ("gọi 0912 345 678", "gọi [số điện thoại]"),
    ("+84 912 345 678", "[số điện thoại]"),
    ("(+84)912-345-678", "[số điện thoại]"),
    ("máy bàn 024 3825 1234", "máy bàn [số điện thoại]"),
    ("thư a.b+c@thu.example.vn đó", "thư [thư điện tử] đó"),
    ("a @ thu.vn", "[thư điện tử]"),
    ("số nhà 12 ngõ 5 đường Lá, phường Hoa thì đăng ký ở đâu", "[địa chỉ] thì đăng ký ở đâu"),
    ("tôi ở so nha 5 duong Hoa. can gi", "tôi ở [địa chỉ]. can gi"),
    ("Số nhà 3/4B phố Hoa, muốn nhập khẩu", "[địa chỉ], muốn nhập khẩu"),
    ("xe 51F-123.45 sang tên", "xe [biển số] sang tên"),
    ("xe 29a1 12345", "xe [biển số]"),
    ("tài khoản 1903 1234 5678 90", "tài khoản [dãy số]"),
    ("mã số thuế 0101234567", "mã số thuế [dãy số]"),
    ("٠١٢٣٤٥٦٧٨٩٠١", "[số giấy tờ]"),
]
STAYS = [
    "thủ tục 1.004222 và 2.001193",
    "trường hợp 1.004222.01",
    "quyết định 1234/QĐ-BTP ngày 12/11/2025",
    "năm 2024 2025 2026",
    "phí 135.000.000 đồng",
    "vốn 500 000 000 triệu",
    "mẫu CT01, tờ khai TK01",
    "từ 01/01/2020-31/12/2025",
    "tuổi 18, 20 ngày, 30 km",
    "hotline 1900 1234",
    "bundle d997f1a43d95a239",
    "",
]


@pytest.mark.parametrize(("text", "kept"), GOES)
def test_what_tells_who_asked_goes(text: str, kept: str) -> None:
    assert redact(text) == kept


@pytest.mark.parametrize("text", STAYS)
def test_what_tells_what_was_asked_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("text", [text for text, _ in GOES])
def test_twice_is_once(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize("piece", ["1", "0 ", "12-", "a@", "x@a.", "a.", "số nhà ", "12 a ", "(84", "@ ", "1.004222 "])
def test_the_cost_grows_with_the_length_only(piece: str) -> None:
    def seconds(count: int) -> float:
        started = time.process_time()
        redact(piece * count)
        return time.process_time() - started

    # Four times the text may take ten times as long, by bad luck; a quadratic rule would take sixteen.
    assert seconds(40_000) < 10 * max(seconds(10_000), 0.02)


def test_log_lines_and_tracebacks_are_redacted_and_keep_their_time() -> None:
    formatter = RedactingFormatter("%(asctime)s %(name)s: %(message)s")
    try:
        raise ValueError("cannot read 012345678901")
    except ValueError:
        caught = sys.exc_info()
    record = logging.LogRecord("motcua", logging.INFO, __file__, 1, "asked %s", ("0912345678",), caught)
    line = formatter.format(record)
    assert "asked [số điện thoại]" in line
    assert "cannot read [số giấy tờ]" in line
    assert line.startswith(record.asctime)
    assert "0912345678" not in line
    assert "012345678901" not in line
