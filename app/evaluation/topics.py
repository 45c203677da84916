"""Topics and runs: the files of an evaluation (one JSON object a line)."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError


class Topic(BaseModel):
    """A judged question: `gold` maps codes to grades 1..3; an empty one means that the collection holds no answer."""

    model_config = ConfigDict(frozen=True)

    id: str
    query: str
    style: str = ""
    intent: str = ""
    domain: str = ""
    gold: dict[str, int] = {}


class RunHit(BaseModel):
    """One ranked act: the record that stands for it and the other codes of the act."""

    model_config = ConfigDict(frozen=True)

    code: str
    variants: tuple[str, ...] = ()


class RunLine(BaseModel):
    """What was answered to one topic."""

    model_config = ConfigDict(frozen=True)

    id: str
    status: str = "no_answer"
    confidence: float = 0.0
    hits: tuple[RunHit, ...] = ()


M = TypeVar("M", bound=BaseModel)


class FileError(ValueError):
    """A line of an evaluation file that cannot be read; the message names file, line and field."""


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _read(path: Path, model: type[M]) -> list[M]:
    records = []
    for number, line in _lines(path):
        try:
            records.append(model.model_validate(json.loads(line)))
        except (ValidationError, json.JSONDecodeError) as problem:
            raise FileError(f"{path}, line {number}: {problem}") from problem
    return records


def read_topics(path: Path) -> list[Topic]:
    """Read topics. Raises FileError."""
    return _read(path, Topic)


def read_run(path: Path) -> dict[str, RunLine]:
    """Read a run: topic id -> line. Raises FileError."""
    return {line.id: line for line in _read(path, RunLine)}


def write_run(path: Path, run: Iterable[RunLine]) -> None:
    """Write a run."""
    path.write_text("".join(line.model_dump_json() + "\n" for line in run), encoding="utf-8")


def read_clusters(path: Path | None) -> dict[str, str]:
    """Code -> cluster from a tab-separated file; nothing where there is no file."""
    if path is None:
        return {}
    pairs = (line.split("\t")[:2] for _, line in _lines(path) if "\t" in line)
    return {code: cluster.strip() for code, cluster in pairs}
