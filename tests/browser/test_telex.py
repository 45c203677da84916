"""Our Telex against the syllables of the shipped data and against the Python side of typing."""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from corpus import shipped
from indexer.normalization import fold, syllables
from indexer.typing_slips import telex

LETTERS = {"đ": "dd", "â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw"}
TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
MORE = "thuở quở huơ hươu rượu khuya khuỷu ngoằn nghiêng giếng giặt gì quyển quốc quý ọe uỵch yếu ỷ"


def shipped_syllables() -> set[str]:
    """Every marked syllable of the synonyms and of the questions nobody answers."""
    files: Iterable[Path] = (shipped.SYNONYMS, Path(shipped.SYNONYMS).with_name("unanswerable.jsonl"))
    texts = [line for file in files for line in file.read_text("utf-8").splitlines()]
    words = {word for line in texts for text in _strings(json.loads(line)) for word in syllables(text)}
    return {word for word in words if word.isalpha() and fold(word) != word and telex(keys(word)) == word}


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _strings(part)]


def keys(syllable: str) -> str:
    """The keys of a syllable, its tone key last."""
    tone, typed = "", []
    for letter in syllable:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((TONES[mark] for mark in parts if mark in TONES), tone)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        typed.append(LETTERS.get(bare, bare))
    return "".join(typed) + tone


@pytest.fixture
def compose(page: Page, portal: str):
    page.goto(portal)
    module = page.get_attribute("script[type=module]", "src")
    assert module
    address = module.replace("portal.js", "telex.js")

    def composed(typed: list[str]) -> list[str]:
        script = "async ([address, typed]) => { const { compose } = await import(address); return typed.map(compose) }"
        return page.evaluate(script, [address, typed])

    return composed


def test_every_syllable_of_the_shipped_data_can_be_typed(compose) -> None:
    words = sorted(shipped_syllables())

    assert len(words) > 1000
    assert compose([keys(word) for word in words]) == words


def test_rare_syllables(compose) -> None:
    words = MORE.split()

    assert compose([keys(word) for word in words]) == words


def test_marks_are_all_that_is_added(compose) -> None:
    words = sorted(shipped_syllables())[::7]

    assert [fold(word) for word in compose([keys(word) for word in words])] == [fold(word) for word in words]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("giaays", "giấy"),
        ("giaasy", "giấy"),
        ("giasya", "giấy"),
        ("ddawng", "đăng"),
        ("dangdw", "đăng"),
        ("nguwowif", "người"),
        ("nguowif", "người"),
        ("nguoiwf", "người"),
        ("dduowcj", "được"),
        ("duocwdj", "được"),
        ("hoaf", "hòa"),
        ("hofa", "hòa"),
        ("hoafn", "hoàn"),
        ("thuyr", "thủy"),
        ("quys", "quý"),
        ("tieenf", "tiền"),
        ("tienef", "tiền"),
        ("toio", "tôi"),
        ("huwux", "hữu"),
        ("huuwx", "hữu"),
        ("thuowngf", "thường"),
        ("w", "ư"),
        ("tw", "tư"),
    ],
)
def test_keys_may_come_in_any_usual_order(compose, typed: str, expected: str) -> None:
    assert compose([typed]) == [expected]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ass", "as"),
        ("aaa", "aa"),
        ("ddd", "dd"),
        ("aww", "aw"),
        ("asz", "a"),
        ("asf", "à"),
        ("xin", "xin"),
        ("s", "s"),
        ("zz", "zz"),
        ("facebook", "facebook"),
        ("vneid", "vneid"),
        ("", ""),
    ],
)
def test_marks_can_be_taken_back_and_other_words_stay(compose, typed: str, expected: str) -> None:
    assert compose([typed]) == [expected]
