import pytest

from indexer.reading import as_asked
from indexer.synonyms import Synonyms
from tests.collection import SYNONYMS

WORDS = Synonyms(SYNONYMS)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Xe máy (cũ);", "Xe máy (cũ);"),
        ("Xe máy (cũ); GPLX", "xe máy cũ giấy phép lái xe"),
        ("mất bằng lái", "mất bằng lái"),
        ("bố mất rồi, GPLX của bố", "bố qua đời rồi giấy phép lái xe của bố"),
        ("", ""),
    ],
)
def test_a_text_as_it_will_be_asked_for(text: str, asked: str) -> None:
    assert as_asked(text, WORDS) == asked
