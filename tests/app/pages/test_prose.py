import pytest

from app.pages.prose import Part, Stretch, steps, stretches, unbulleted
from corpus.records import Step


def text(line: str) -> Part:
    return Part(False, (line,))


def test_cuts_at_step_labels() -> None:
    said = "Chuẩn bị trước.\nBước 1: Nộp hồ sơ.\nBước 2. Nhận giấy hẹn\n- tại quầy\n- qua mạng"

    assert stretches(said) == (
        Stretch("", (text("Chuẩn bị trước."),)),
        Stretch("Bước 1", (text("Nộp hồ sơ."),)),
        Stretch("Bước 2", (text("Nhận giấy hẹn"), Part(True, ("tại quầy", "qua mạng")))),
    )


def test_a_label_alone_on_its_line() -> None:
    assert stretches("BƯỚC 3:\nTrả kết quả") == (Stretch("Bước 3", (text("Trả kết quả"),)),)


def test_nothing_to_cut() -> None:
    assert stretches("") == ()
    assert stretches("\n \n") == ()


def test_a_named_step_is_labelled_by_its_name() -> None:
    assert steps([Step(name="Nộp hồ sơ", text="Nộp tại xã.")]) == (Stretch("Nộp hồ sơ", (text("Nộp tại xã."),)),)


def test_a_named_step_without_text_is_kept() -> None:
    assert steps([Step(name="Nộp hồ sơ")]) == (Stretch("Nộp hồ sơ", ()),)


def test_labels_inside_a_named_step_stay_under_it() -> None:
    made = steps([Step(name="Trình tự", text="Bước 1: a\nBước 2: b")])

    assert [stretch.label for stretch in made] == ["Trình tự", "Bước 1", "Bước 2"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Tờ khai", "Tờ khai"),
        ("+Ảnh", "Ảnh"),
        ("• Giấy", "Giấy"),
        ("-", "-"),
        ("a) Bản sao", "a) Bản sao"),
        ("3-4 ngày", "3-4 ngày"),
    ],
)
def test_takes_only_bullets_away(line: str, expected: str) -> None:
    assert unbulleted(line) == expected
