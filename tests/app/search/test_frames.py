import pytest

from app.search.frames import core


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("em muốn sang tên đất", "sang tên đất"),
        ("sang tên đất thì làm ở đâu", "sang tên đất"),
        ("tôi muốn hỏi làm hộ chiếu thì phải nộp ở đâu", "hộ chiếu"),
        ("gia hạn bằng lái hết bao nhiêu tiền", "gia hạn bằng lái"),
        ("đăng ký kết hôn mất bao lâu", "đăng ký kết hôn"),
        ("thủ tục ly hôn thuận tình cần giấy tờ gì", "ly hôn thuận tình"),
        ("mất sổ đỏ phải làm sao", "mất sổ đỏ"),
        ("làm căn cước", "làm căn cước"),
        ("con muốn đổi tên", "con muốn đổi tên"),
        ("mở nhà hàng ở nhật", "mở nhà hàng ở nhật"),
        ("hồ sơ sang tên đất của tôi tới đâu rồi", "hồ sơ sang tên đất của tôi tới đâu rồi"),
        ("ở đâu", "ở đâu"),
        ("", ""),
    ],
)
def test_what_a_question_is_about(asked: str, about: str) -> None:
    assert core(asked.split()) == core(about.split())


def test_a_core_is_folded() -> None:
    assert core(["em", "muốn", "đổi", "sổ"]) == {"doi", "so"}
