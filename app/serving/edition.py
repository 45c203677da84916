"""An edition: everything that answers requests from one bundle, made ready before the first request sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.search.pipeline import SearchEngine
from app.search.suggestions import Suggestions
from indexer.bundle import REMEDY, Bundle, BundleError
from indexer.catalogue import Row, speaking_of

# What the parts of a bundle and their libraries raise when whole, unaltered files do not hold what they look for.
FOREIGN = (ValueError, LookupError, TypeError, RuntimeError)
FIRST_QUESTION = "đăng ký khai sinh cho con cần giấy tờ gì"


@dataclass(frozen=True)
class Edition:
    """One opened bundle with its engine and suggestions, safe to share between threads."""

    engine: SearchEngine
    suggestions: Suggestions

    @classmethod
    def open(cls, folder: Path) -> "Edition":
        """Open the bundle in `folder` and ask it one question. Raises BundleError or OSError where it must not serve."""
        try:
            bundle = Bundle.open(folder)
            edition = cls(SearchEngine(bundle), Suggestions(bundle.rows, bundle.synonyms))
            edition.engine.search(FIRST_QUESTION)
        except BundleError:
            raise
        except FOREIGN as mismatch:
            raise BundleError(
                f"{folder} was built for another version of this program: {mismatch!r}. {REMEDY}"
            ) from mismatch
        return edition

    @property
    def bundle(self) -> Bundle:
        """The bundle answered from."""
        return self.engine.bundle

    @property
    def name(self) -> str:
        """Identity of the bundle."""
        return self.bundle.manifest.bundle

    @property
    def folder(self) -> Path:
        """Where the bundle stands."""
        return self.bundle.folder

    def public_row(self, identity: str) -> Row | None:
        """The row of a record that the public may see, None for unknown and internal ones."""
        number = self.bundle.row_of.get(identity)
        row = self.bundle.rows[number] if number is not None else None
        return row if row is not None and not row.internal else None

    def variants(self, row: Row) -> tuple[Row, ...]:
        """The other public records of the same act."""
        return tuple(other for other in self._acts.get(row.act, ()) if other.id != row.id)

    def companions(self, code: str) -> tuple[Row, ...]:
        """The guide, questions, journeys and other records that speak of a procedure."""
        return tuple(self._companions.get(code, ()))

    @cached_property
    def _companions(self) -> Mapping[str, Sequence[Row]]:
        return speaking_of(self.bundle.rows)

    @cached_property
    def _acts(self) -> dict[str, list[Row]]:
        acts: dict[str, list[Row]] = {}
        for row in self.bundle.rows:
            if not row.internal:
                acts.setdefault(row.act, []).append(row)
        return acts
