"""What an import did, for the operator: counts, reasons, first examples."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.importing.outcomes import Mend, Rejection

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """Counts of records: read = kept + set aside + rejected. `codes` counts the distinct procedure codes kept.

    Records whose file could not be read at all are not in `read`; the file's rejection has line 0.
    """

    files: int = 0
    read: int = 0
    kept: int = 0
    codes: int = 0
    set_aside: tuple[Mend, ...] = ()
    mends: tuple[Mend, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    @property
    def mended_by_what(self) -> Counter[str]:
        """How often each thing was mended."""
        return Counter(f"{mend.field}: {mend.what}" for mend in self.mends)

    @property
    def rejected_by_reason(self) -> Counter[str]:
        """How many records or files were rejected for each reason."""
        return Counter(f"{rejection.field}: {rejection.reason}" for rejection in self.rejections)

    def render(self) -> str:
        """The summary as lines of text."""
        lines = [
            f"{self.files} files, {self.read} records read: {self.kept} kept ({self.codes} procedure codes), "
            f"{len(self.set_aside)} set aside, {len(self.rejections)} rejected; {len(self.mends)} mends"
        ]
        for heading, noted in (("rejected", self.rejections), ("set aside", self.set_aside), ("mended", self.mends)):
            lines += _section(heading, noted)
        return "\n".join(lines)


def _section(heading: str, noted: Iterable[Mend | Rejection]) -> list[str]:
    """One line for each reason, the most frequent first, with where it was first met."""
    groups: dict[str, list[Mend | Rejection]] = {}
    for note in noted:
        what = note.reason if isinstance(note, Rejection) else note.what
        groups.setdefault(f"{note.field}: {what}", []).append(note)
    return [
        f"  {heading} {len(notes):>6}  {what}  [{'; '.join(map(_place, notes[:_EXAMPLES]))}]"
        for what, notes in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    ]


def _place(note: Mend | Rejection) -> str:
    place = f"{note.file}:{note.line}" if note.line else note.file
    return f"{place} {note.detail}".strip()


class ImportFailure(Exception):
    """A strict import met something it could not read; `summary` says what."""

    def __init__(self, summary: ImportSummary) -> None:
        super().__init__(summary.render())
        self.summary = summary
