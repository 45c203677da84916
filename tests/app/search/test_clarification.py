"""A question that says no more than what acts of many fields share is asked back."""

import pytest

from app.search.clarification import LABEL_CHARACTERS, MOST_CHOICES, narrow
from indexer.catalogue import Row


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


def test_choices_are_few_and_short() -> None:
    asked = narrow(rows(*(f"Lĩnh vực số {n} " + "rất dài " * 30 for n in range(9))))
    assert asked is not None
    assert len(asked.choices) == MOST_CHOICES
    assert all(len(choice.label) <= LABEL_CHARACTERS for choice in asked.choices)
