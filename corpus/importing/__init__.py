"""Importing procedures, FAQs and popular names from every form they come in."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.importing.collection import Collection, collected
from corpus.importing.detection import outcomes_of
from corpus.importing.outcomes import Imported, Mend, Origin, Outcome, Rejection
from corpus.importing.summary import ImportFailure, ImportSummary

__all__ = ["Collection", "ImportFailure", "ImportSummary", "Imported", "Mend", "Origin", "Outcome", "Rejection", "read"]

_NOT_DATA = ("readme", "license", "notice", ".")


def read(paths: Sequence[Path], strict: bool = False) -> Collection:
    """Import files and folders (walked by name; hidden files and READMEs are left out).

    Whatever cannot be read is in the summary. Raises `ImportFailure` where a path does not exist and, when `strict`,
    where anything was rejected.
    """
    missing = tuple(Rejection(path.name, 0, "file", "no such file") for path in paths if not path.exists())
    if missing:
        raise ImportFailure(ImportSummary(rejections=missing))
    found = [file for path in paths for file in _files(path)]
    collection = collected((outcome for path, name in found for outcome in outcomes_of(path, name)), len(found))
    if strict and collection.summary.rejections:
        raise ImportFailure(collection.summary)
    return collection


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """The files of a path with the names that messages use."""
    if not path.is_dir():
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path)
        if file.is_file() and not any(part.lower().startswith(_NOT_DATA) for part in name.parts):
            yield file, name.as_posix()
