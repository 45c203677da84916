"""Of a death people say "mất", and so they do of a lost paper."""

import pytest

from indexer.euphemisms import plainly


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mẹ tôi mới mất phải làm giấy tờ gì", "mẹ tôi mới qua đời phải làm giấy tờ gì"),
        ("mẹ tôi mất hôm qua", "mẹ tôi qua đời hôm qua"),
        ("bố mất khai tử và mai táng phí", "bố qua đời khai tử và mai táng phí"),
        ("ông nội em vừa mất", "ông nội em vừa qua đời"),
        ("người nhà mất ở bệnh viện", "người nhà qua đời ở bệnh viện"),
        ("mẹ tôi mất bằng lái", "mẹ tôi mất bằng lái"),
        ("tôi mới mất căn cước", "tôi mới mất căn cước"),
        ("làm giấy này mất bao lâu", "làm giấy này mất bao lâu"),
        ("con tôi mất giấy khai sinh", "con tôi mất giấy khai sinh"),
        ("ba tôi bị mất xe", "ba tôi bị mất xe"),
        ("", ""),
    ],
)
def test_a_death_is_called_by_its_name(said: str, meant: str) -> None:
    assert " ".join(plainly(said.split())) == meant
