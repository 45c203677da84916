import math
from pathlib import Path

import numpy as np
import pytest

from indexer.language import LanguageModel

LINES = (("làm giấy khai sinh", 2), ("làm giấy khai tử", 2), ("lam", 1))


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel.learn(LINES)


def chance(model: LanguageModel, *words: str) -> float:
    """P(last word | the words before it), the words beginning a text."""
    return math.exp(model.log_probabilities([model.numbers([word]) for word in words])[-1].item())


def test_counts(model: LanguageModel) -> None:
    assert model.count("giấy") == 4
    assert model.count("sổ") == 0
    assert model.forms["lam"] == ("làm", "lam")
    assert model.folded_count("lam") == 5


def test_lowest_order_by_hand(model: LanguageModel) -> None:
    # 17 syllables, 4 of them "giấy"; 5 kinds of pairs are counted twice at least, one of them ends in "giấy".
    lowest = (4.1 / 17 + 1.1 / 5) / 2
    # Nothing follows "tử", so that the lowest order stands alone.
    assert chance(model, "tử", "giấy") == pytest.approx(lowest)


def test_pairs_and_triples_by_hand(model: LanguageModel) -> None:
    lowest = (2.1 / 17 + 1.1 / 5) / 2
    pair = (2 - 0.75) / 4 + 0.75 * 2 / 4 * lowest
    assert chance(model, "khai", "sinh") == pytest.approx(pair)
    assert chance(model, "làm", "giấy", "khai", "sinh") == pytest.approx((2 - 0.75) / 4 + 0.75 * 2 / 4 * pair)


def test_what_was_never_seen_is_unlikely_but_possible(model: LanguageModel) -> None:
    assert chance(model, "zzz", "yyy") > 0
    assert 0 < chance(model, "làm", "lam") < chance(model, "làm", "giấy")


def test_every_choice_is_weighed(model: LanguageModel) -> None:
    choices = [model.numbers(["lam", "làm"]), model.numbers(["giấy"]), model.numbers(["khai", "khải", "khái"])]
    first, second, third = model.log_probabilities(choices)
    assert (first.shape, second.shape, third.shape) == ((1, 1, 2), (1, 2, 1), (2, 1, 3))
    assert third[1, 0, 0] == pytest.approx(math.log(chance(model, "làm", "giấy", "khai")))


@pytest.mark.parametrize("lines", [(), (("làm", 1),), (("làm", 5),)])
def test_a_small_corpus_is_enough(lines: tuple[tuple[str, int], ...]) -> None:
    model = LanguageModel.learn(lines)
    assert np.isfinite(model.log_probabilities([model.numbers(["làm", "x"])] * 3)[2]).all()


def test_round_trip(model: LanguageModel, tmp_path: Path) -> None:
    model.save(tmp_path / "l")
    again = LanguageModel.load(tmp_path / "l")
    assert again.forms == model.forms
    assert chance(again, "làm", "giấy", "khai") == chance(model, "làm", "giấy", "khai")
