"""The corpus that ships with the project, and how its companion files are read."""

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.records import PopularNames

DATA = Path(__file__).parent / "data"
CATALOGUE = DATA / "catalogue.jsonl.xz"
NAMES = DATA / "names"
COMPANIONS = DATA / "companions"
SYNONYMS = DATA / "synonyms.jsonl"
UNANSWERABLE = DATA / "unanswerable.jsonl"


def json_lines(path: Path) -> Iterator[dict[str, object]]:
    """The objects of one JSONL file, or of every one in a folder by name; nothing where there is none."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path] if path.exists() else []
    for file in files:
        with file.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def popular_names() -> tuple[PopularNames, ...]:
    """What people call the acts and ask about them."""
    return tuple(PopularNames.model_validate(line) for line in json_lines(NAMES))


def unanswerable_questions() -> tuple[str, ...]:
    """Questions that no procedure of the collection answers, for telling when not to answer."""
    return tuple(str(line["query"]) for line in json_lines(UNANSWERABLE))
