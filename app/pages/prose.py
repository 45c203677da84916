"""The portal's running text as steps, paragraphs and lists, so that it can be read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.records import Step

_STEP = re.compile(r"^(?P<label>bước\s+\d+)\s*[.:)–-]*\s*(?P<rest>.*)$", re.IGNORECASE)
_BULLET = re.compile(r"^[-–—+•●*○]+\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph (one line) or a list (its items)."""

    listed: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts under a label such as "Bước 1", which may be empty."""

    label: str
    parts: tuple[Part, ...]


def stretches(text: str) -> tuple[Stretch, ...]:
    """A text cut at its "Bước n" labels; what stands before the first has no label."""
    cut: list[tuple[str, list[str]]] = [("", [])]
    for line in filter(None, map(str.strip, text.split("\n"))):
        if match := _STEP.match(line):
            cut.append((match["label"].capitalize(), [match["rest"]] if match["rest"] else []))
        else:
            cut[-1][1].append(line)
    return tuple(Stretch(label, parts(lines)) for label, lines in cut if label or lines)


def steps(recorded: Iterable[Step]) -> tuple[Stretch, ...]:
    """The stretches of a record's steps; a named step without labels of its own is labelled by its name."""
    return tuple(stretch for step in recorded for stretch in _of_step(step))


def _of_step(step: Step) -> Iterator[Stretch]:
    inner = stretches(step.text)
    if step.name and not any(stretch.label for stretch in inner):
        yield Stretch(step.name, inner[0].parts if inner else ())
        return
    if step.name:
        yield Stretch(step.name, ())
    yield from inner


def parts(lines: Iterable[str]) -> tuple[Part, ...]:
    """Lines as paragraphs and lists: neighbouring lines with a bullet are one list."""
    found: list[Part] = []
    for bulleted, run in groupby(lines, key=lambda line: bool(_BULLET.match(line))):
        if bulleted:
            found.append(Part(True, tuple(unbulleted(line) for line in run)))
        else:
            found.extend(Part(False, (line,)) for line in run)
    return tuple(found)


def unbulleted(line: str) -> str:
    """A line without its leading bullet."""
    return _BULLET.sub("", line.strip(), count=1)
