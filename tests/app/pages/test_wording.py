import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.pages import wording as module
from app.pages.site import TEMPLATES
from app.pages.wording import Wording, fill, thousands, wording
from corpus.orthography import tidy

USED = re.compile(r"\bt\.([a-z_]+)\.([a-z_0-9]+)")
COMPUTED = {"filter", "level", "kind", "asked", "refusal", "listing", "part"}


def texts(part: Wording, above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in part.items():
        if isinstance(value, dict):
            yield from texts(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


VIETNAMESE, ENGLISH = dict(texts(wording("vi"))), dict(texts(wording("en")))


def test_both_languages_say_the_same_things() -> None:
    assert VIETNAMESE.keys() == ENGLISH.keys()


@pytest.mark.parametrize("name", VIETNAMESE)
def test_blanks_agree(name: str) -> None:
    assert set(re.findall(r"{\w+}", VIETNAMESE[name])) == set(re.findall(r"{\w+}", ENGLISH[name]))


@pytest.mark.parametrize("name", VIETNAMESE)
def test_vietnamese_is_tidy(name: str) -> None:
    assert VIETNAMESE[name] == tidy(VIETNAMESE[name])


def test_templates_use_every_text_and_no_other() -> None:
    used = {
        f"{part}.{name}" for file in TEMPLATES.rglob("*.html") for part, name in USED.findall(file.read_text("utf-8"))
    }
    how = {name for name in VIETNAMESE if name.startswith("home.how_")}

    assert used - VIETNAMESE.keys() == set()
    assert {name for name in VIETNAMESE if name.partition(".")[0] not in COMPUTED} - used - how == set()


def test_every_language_has_a_file() -> None:
    assert {path.stem for path in Path(module.FOLDER).glob("*.toml")} == {"vi", "en"}


def test_filling_never_reads_the_filled_text_again() -> None:
    assert fill("“{q}”", q="{0} {q}") == "“{0} {q}”"


def test_thousands() -> None:
    assert thousands(5662) == "5.662"
    assert thousands(12) == "12"
