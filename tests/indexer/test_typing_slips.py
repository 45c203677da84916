import pytest

from indexer.typing_slips import telex, vni, with_tone


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giaays", "giấy"),
        ("giaasy", "giấy"),
        ("giayas", "giấy"),
        ("ddawng", "đăng"),
        ("kys", "ký"),
        ("hoaf", "hòa"),
        ("thuyr", "thủy"),
        ("quyeenf", "quyền"),
        ("nguwowif", "người"),
        ("nguoiwf", "người"),
        ("dduowngf", "đường"),
        ("vieetj", "việt"),
        ("khai", None),
        ("ban", None),
        ("xyz", None),
    ],
)
def test_telex(typed: str, meant: str | None) -> None:
    assert telex(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("d9a8ng", "đăng"), ("giay61", "giấy"), ("ky1", "ký"), ("nguoi72", "người"), ("b2", None), ("ct01", None)],
)
def test_vni(typed: str, meant: str | None) -> None:
    assert vni(typed) == meant


@pytest.mark.parametrize(
    ("syllable", "tone", "written"),
    [
        ("hoa", "\u0300", "hòa"),
        ("hoan", "\u0300", "hoàn"),
        ("mua", "\u0300", "mùa"),
        ("gia", "\u0301", "giá"),
        ("tuyên", "\u0323", "tuyện"),
    ],
)
def test_with_tone(syllable: str, tone: str, written: str) -> None:
    assert with_tone(syllable, tone) == written
