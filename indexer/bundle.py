"""The bundle: a folder with everything a server needs, written once and verified at every opening.

`Bundle.open` takes the folder that `build --out` named (it follows `current`) or one bundle folder itself.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.records import Kind
from indexer import catalogue, identifiers
from indexer.dense_index import DenseIndex, Exemplars
from indexer.documents import Documents
from indexer.language import LanguageModel
from indexer.lexical_index import LexicalIndex
from indexer.query_encoder import QueryEncoder
from indexer.sentences import Sentences
from indexer.synonyms import Synonyms

SCHEMA_VERSION = 5
MANIFEST = "manifest.json"
CURRENT = "current"
REMEDY = "Build it anew: python -m indexer build --source PATH --out DIR"


class BundleError(ValueError):
    """A bundle that must not be served; the message says why and what to do."""


class FileEntry(BaseModel):
    """Size in bytes and SHA-256 (hex) of one file of a bundle."""

    model_config = ConfigDict(frozen=True)

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What a bundle is made of."""

    model_config = ConfigDict(frozen=True)

    schema_version: int
    bundle: str
    corpus_hash: str
    encoder: str
    dimension: int
    tokenizer: str
    counts: dict[str, int]
    files: dict[str, FileEntry]


def file_entry(path: Path) -> FileEntry:
    """Measure one file."""
    with path.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    return FileEntry(bytes=path.stat().st_size, sha256=digest)


def current_folder(path: Path) -> Path:
    """The published bundle under `path`, or `path` itself where it is a bundle. Raises BundleError where there is none."""
    if (path / MANIFEST).is_file():
        return path
    target = path / CURRENT
    if not target.exists():
        raise BundleError(f"{path} holds no published bundle. {REMEDY}")
    return target.resolve()


def read_manifest(folder: Path) -> Manifest:
    """Read and understand a manifest. Raises BundleError."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except FileNotFoundError as missing:
        raise BundleError(f"{folder} has no {MANIFEST}: the bundle is incomplete. {REMEDY}") from missing
    except ValidationError as invalid:
        raise BundleError(f"{folder / MANIFEST} cannot be read: {invalid.errors()[0]['msg']}. {REMEDY}") from invalid
    if manifest.schema_version != SCHEMA_VERSION:
        raise BundleError(
            f"{folder} has schema version {manifest.schema_version}, this program reads {SCHEMA_VERSION}. {REMEDY}"
        )
    return manifest


def verify(folder: Path) -> Manifest:
    """Compare every file with the manifest. Raises BundleError naming the first file that differs."""
    manifest = read_manifest(folder)
    for name, entry in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise BundleError(f"{path} is missing. {REMEDY}")
        if path.stat().st_size != entry.bytes or file_entry(path) != entry:
            raise BundleError(f"{path} was altered or only half copied. {REMEDY}")
    return manifest


@dataclass(frozen=True)
class Bundle:
    """An opened bundle, safe to share between threads."""

    folder: Path
    manifest: Manifest
    rows: tuple[catalogue.Row, ...]
    documents: Documents
    lexical: LexicalIndex
    dense: DenseIndex
    sentences: Sentences
    language: LanguageModel
    synonyms: Synonyms
    identifiers: identifiers.Identifiers
    unanswerable: Exemplars
    encoder: QueryEncoder

    @classmethod
    def open(cls, path: Path) -> "Bundle":
        """Verify and open the bundle at `path`. Raises BundleError where it must not be served."""
        folder = current_folder(path)
        manifest = verify(folder)
        rows = catalogue.load(folder / "rows.json")
        bundle = cls(
            folder=folder,
            manifest=manifest,
            rows=rows,
            documents=Documents(folder / "documents"),
            lexical=LexicalIndex(folder / "lexical"),
            dense=DenseIndex(folder / "dense", len(rows)),
            sentences=Sentences(folder / "sentences"),
            language=LanguageModel.load(folder / "language"),
            synonyms=Synonyms.load(folder / "synonyms.json"),
            identifiers=identifiers.load(folder / "identifiers.json"),
            unanswerable=Exemplars.load(folder / "unanswerable.npy"),
            encoder=QueryEncoder(folder / "encoder"),
        )
        bundle._refuse_contradictions()
        return bundle

    def _refuse_contradictions(self) -> None:
        sizes = {len(self.rows), len(self.documents), self.lexical.count}
        if len(sizes) != 1:
            raise BundleError(f"{self.folder}: its parts hold different numbers of records {sorted(sizes)}. {REMEDY}")

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Code of a procedure -> row."""
        return {code: number for (kind, code), number in self.numbers.items() if kind == Kind.PROCEDURE}

    @cached_property
    def numbers(self) -> dict[tuple[str, str], int]:
        """(Kind, id) of a record -> row; two kinds may share an id."""
        return {(row.kind, row.id): number for number, row in enumerate(self.rows)}

    def ranking_file(self, name: str) -> dict[str, object]:
        """A JSON file of the bundle's `ranking` folder, as built in."""
        content: dict[str, object] = json.loads((self.folder / "ranking" / name).read_text(encoding="utf-8"))
        return content
