from dataclasses import replace
from pathlib import Path

import pytest

from app.search.places import Places
from app.search.question import understand
from indexer.bundle import Bundle
from indexer.repair import Repairer

PLACES = Places(["Huế", "Đà Nẵng", "", "Lâm Đồng", "Hà Nội", "Huế"])


@pytest.mark.parametrize(
    ("text", "unmarked", "named"),
    [
        ("thuê nhà ở huế", False, ("Huế",)),
        ("miễn thuế cho thuê đất", False, ()),
        ("mien thue", True, ()),
        ("nhà đa năng", False, ()),
        ("làm đồng sở hữu", False, ()),
        ("ve da nang lam ho chieu", True, ("Đà Nẵng",)),
        ("từ hà nội vào lâm đồng", False, ("Lâm Đồng", "Hà Nội")),
    ],
)
def test_places_are_whole_words(bundles: Path, text: str, unmarked: bool, named: tuple[str, ...]) -> None:
    bundle = Bundle.open(bundles)
    question = understand("", bundle, Repairer(bundle.language))
    assert PLACES.named(replace(question, words=tuple(text.split()), unmarked=unmarked)) == named
