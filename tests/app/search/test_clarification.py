"""What is asked back: the fact by which close twins differ, and the field of what acts of many fields share."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.search.clarification import LABEL_CHARACTERS, MOST_CHOICES, clarify, narrow
from app.search.grouping import Group, Ranked
from app.search.question import understand
from indexer.bundle import Bundle
from indexer.catalogue import Row, act_key
from indexer.repair import Repairer


def rows(*fields: str) -> list[Row]:
    return [
        Row(f"1.00000{n}", "procedure", f"Gia hạn giấy {n}", f"act {n}", field=field) for n, field in enumerate(fields)
    ]


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        (("Đất đai", "Thuế", "Du lịch"), ("1.000000", "1.000001", "1.000002")),
        (("Đất đai", "Thuế", "Thuế", "Du lịch", "Thuế"), ("1.000000", "1.000001", "1.000003")),
        (("Đất đai", "Thuế", "Du lịch", "Y tế", "Hộ tịch"), ("1.000000", "1.000001", "1.000002", "1.000003")),
        (("Đất đai", "Thuế"), None),
        (("Đất đai", "Đất đai", "Thuế", "Du lịch"), None),
        ((), None),
    ],
)
def test_each_field_is_offered_with_its_first_act(fields: tuple[str, ...], offered: tuple[str, ...] | None) -> None:
    asked = narrow(rows(*fields))
    assert (tuple(choice.code for choice in asked.choices) if asked else None) == offered


def test_only_procedures_of_a_field_are_offered() -> None:
    question = replace(rows("Đất đai")[0], kind="faq")
    assert narrow([question, *rows("Đất đai", "Thuế", "")]) is None
    asked = narrow([question, *rows("Đất đai", "Thuế", "Du lịch")])
    assert asked is not None
    assert [choice.label for choice in asked.choices] == [
        "Đất đai: Gia hạn giấy 0",
        "Thuế: Gia hạn giấy 1",
        "Du lịch: Gia hạn giấy 2",
    ]


def test_choices_are_few_and_short() -> None:
    asked = narrow(rows(*(f"Lĩnh vực số {n} " + "rất dài " * 30 for n in range(9))))
    assert asked is not None
    assert len(asked.choices) == MOST_CHOICES
    assert all(len(choice.label) <= LABEL_CHARACTERS for choice in asked.choices)


@pytest.mark.parametrize(
    ("titles", "asked"),
    [
        (("Cấp giấy phép bán thuốc", "Cấp lại giấy phép bán thuốc"), "Bạn làm lần đầu hay xin cấp lại?"),
        (
            ("Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"),
            "Việc của bạn có liên quan đến nước ngoài không?",
        ),
        (("Đăng ký thuế lần đầu", "Chấm dứt hiệu lực mã số"), None),
        (("Đăng ký kết hôn", "Đăng ký kết hôn"), None),
    ],
)
def test_only_acts_that_are_alike_are_told_apart_by_a_fact(
    bundles: Path, titles: tuple[str, ...], asked: str | None
) -> None:
    bundle = Bundle.open(bundles)
    question = understand("muốn làm giấy", bundle, Repairer(bundle.language))
    close = [Row(f"1.00000{n}", "procedure", title, act_key(title)) for n, title in enumerate(titles)]
    groups = [Group((Ranked(n, 2.0 - n / 10, n),)) for n in range(len(titles))]
    made = clarify(question, groups, close, margin=1.0)
    assert (made.question if made else None) == asked
    assert clarify(question, groups, close, margin=0.05) is None
