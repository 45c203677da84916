from dataclasses import replace
from pathlib import Path

import pytest

from app.search.cues import CUES, question_cues, row_cues, title_cues
from app.search.intents import wishes
from app.search.question import Fact, understand
from indexer.bundle import Bundle
from indexer.catalogue import Row
from indexer.repair import Repairer


@pytest.fixture(scope="module")
def bundle(bundles: Path) -> Bundle:
    return Bundle.open(bundles)


@pytest.fixture(scope="module")
def repairer(bundle: Bundle) -> Repairer:
    return Repairer(bundle.language)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("đổi bằng lái hết bao nhiêu tiền", Fact.FEE),
        ("le phi lam ho chieu", Fact.FEE),
        ("làm căn cước mấy ngày thì có", Fact.TIME),
        ("đăng ký kết hôn cần giấy tờ gì", Fact.PAPERS),
        ("mo quan an can nhung gi", Fact.PAPERS),
        ("nộp hồ sơ khai sinh ở đâu", Fact.WHERE),
        ("17 tuổi có được đăng ký kết hôn không", Fact.CONDITIONS),
        ("ai được hưởng trợ cấp", Fact.WHO),
        ("mẫu đơn xin xác nhận tình trạng hôn nhân", Fact.FORM),
        ("đăng ký khai sinh", None),
    ],
)
def test_the_asked_fact(bundle: Bundle, repairer: Repairer, typed: str, asked: Fact | None) -> None:
    assert understand(typed, bundle, repairer).asked is asked


def test_identifiers(bundle: Bundle, repairer: Repairer) -> None:
    question = understand("1.001193 theo 1523/QĐ-BCA-C06 mẫu CT01", bundle, repairer)
    assert question.codes == ("1.001193",)
    assert question.decisions == ("1523/QĐ-BCA-C06",)
    assert "CT01" in question.forms


@pytest.mark.parametrize("typed", ["xây nhà 60 m2 có phải xin phép", "bể 5 m3", "thửa đất 120 M2", "đường rộng 3 m 20"])
def test_areas_are_no_forms(bundle: Bundle, repairer: Repairer, typed: str) -> None:
    assert understand(typed, bundle, repairer).forms == ()


@pytest.mark.parametrize(
    "typed", ["", "   ", "\u0000\u0007", "?!…", "🙂🙂", "\ud800", "a" * 20_000, "<script>", "'; DROP TABLE x;--"]
)
def test_odd_questions_are_read_without_harm(bundle: Bundle, repairer: Repairer, typed: str) -> None:
    question = understand(typed, bundle, repairer)
    assert len(question.typed) <= 1000
    assert len(question.known) == len(question.words)


def cues_of(flags: tuple[bool, ...]) -> set[str]:
    return {cue for cue, flag in zip(CUES, flags, strict=True) if flag}


@pytest.mark.parametrize(
    ("title", "question", "shared"),
    [
        ("Cấp lại giấy phép lái xe", "làm mất bằng lái thì làm lại ở đâu", "again"),
        ("Đăng ký kết hôn có yếu tố nước ngoài", "cưới chồng hàn quốc", "foreign"),
        ("Gia hạn giấy phép lao động", "giấy phép sắp hết hạn", "extension"),
        ("Tạm ngừng kinh doanh", "quán tạm nghỉ 3 tháng", "pause"),
        ("Đăng ký khai tử lưu động", "ông nằm một chỗ, xã có tới nhà khai giúp không", "mobile"),
        ("Đăng ký kết hôn tại khu vực biên giới", "cưới vợ bên lào", "border"),
        ("Gia hạn hộ chiếu ngoại giao, hộ chiếu công vụ", "cán bộ đi công vụ", "official"),
    ],
)
def test_cues(title: str, question: str, shared: str) -> None:
    assert shared in cues_of(title_cues(title))
    assert shared in cues_of(question_cues(question))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("bố mất: khai tử và mai táng phí", 3),
        ("khai sinh rồi làm thẻ bảo hiểm cho bé", 2),
        ("đăng ký kết hôn", 0),
        ("và và và", 0),
    ],
)
def test_wishes(text: str, count: int) -> None:
    assert len(wishes(text)) == count


def test_abbreviations_do_not_hide_that_a_question_is_typed_without_marks(bundle: Bundle, repairer: Repairer) -> None:
    question = understand("cap lai gplx bi mat", bundle, repairer)
    assert question.unmarked
    assert question.text == "cấp lại giấy phép lái xe bị mất"


def test_a_place_where_something_happened_is_no_wish_for_a_visit() -> None:
    assert "mobile" not in cues_of(question_cues("bố tôi chết tại nhà khai tử ở đâu"))


def test_an_act_of_the_forces_is_told_from_one_of_the_same_title() -> None:
    civil = Row(id="1.000001", kind="procedure", title="Cấp giấy phép hoạt động", act="a", issuer="Bộ Y tế")
    assert "military" not in cues_of(row_cues(civil))
    assert "military" in cues_of(row_cues(replace(civil, issuer="Bộ Quốc phòng")))
    assert "official" not in cues_of(row_cues(civil))
    assert "official" in cues_of(row_cues(replace(civil, field="Ưu đãi, miễn trừ")))
