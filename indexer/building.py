"""Building: records -> passages -> tokens and vectors -> a bundle, published when it is whole."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.companions import Companion, Document, Faq
from corpus.records import PopularNames, Procedure
from indexer import bundle as bundles
from indexer import catalogue, dense_index, documents, identifiers, lexical_index, publishing, sentences
from indexer.language import LanguageModel
from indexer.lexical_index import SEARCHED_SECTIONS
from indexer.normalization import NORMALIZATION_VERSION
from indexer.passages import (
    PASSAGES_VERSION,
    Passage,
    Section,
    embedded,
    sections_of,
    unique_texts,
)
from indexer.query_encoder import QueryEncoder, passage_identity
from indexer.reading import as_asked, as_read
from indexer.repair import Repairer
from indexer.synonyms import Synonyms
from indexer.tokenization import TOKENIZER_VERSION, dictionary_syllables

ENCODE_BATCH = 256
SPOKEN_WEIGHT = 4
RANKING_FILES = Path(__file__).parent / "ranking"

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""Called with (what, done, of)."""


@dataclass(frozen=True)
class Knowledge:
    """Everything a bundle is built from."""

    procedures: tuple[Procedure, ...]
    companions: tuple[Companion, ...] = ()
    names: tuple[PopularNames, ...] = ()
    synonyms: Synonyms = Synonyms(())
    unanswerable: tuple[str, ...] = ()

    def names_by_act(self) -> dict[str, PopularNames]:
        """Popular names by act: province copies of an act are called what the act is called.

        What an FAQ entry about one act asks is asked about the act.
        """
        acts = {p.code: catalogue.act_key(p.title, p.province) for p in self.procedures}
        by_act: dict[str, PopularNames] = {}
        for entry in (*self.names, *_asked(self.companions)):
            if act := acts.get(entry.code):
                known = by_act.get(act)
                by_act[act] = _merged(known, entry) if known else entry
        return by_act


def _asked(companions: Iterable[Companion]) -> Iterator[PopularNames]:
    for record in companions:
        if isinstance(record, Faq) and len(record.procedures) == 1:
            yield PopularNames(code=record.procedures[0], questions=(record.question, *record.wordings))


def _merged(a: PopularNames, b: PopularNames) -> PopularNames:
    names, questions = dict.fromkeys([*a.names, *b.names]), dict.fromkeys([*a.questions, *b.questions])
    return PopularNames(code=a.code, names=tuple(names), questions=tuple(questions))


@dataclass(frozen=True)
class Prepared:
    """Rows, their sections as they stand and as they are searched, and their passages, in one order."""

    rows: tuple[catalogue.Row, ...]
    records: tuple[Document, ...]
    sections: tuple[dict[Section, str], ...]
    searched: tuple[dict[Section, str], ...]
    passages: tuple[Passage, ...]


def prepare(knowledge: Knowledge) -> Prepared:
    """Lay the records out in rows; vectors of province copies are shared with the first copy by equal text."""
    names = knowledge.names_by_act()
    rows, sections = [], []
    for procedure in knowledge.procedures:
        named = names.get(catalogue.act_key(procedure.title, procedure.province))
        rows.append(catalogue.procedure_row(procedure, (*procedure.keywords, *(named.names if named else ()))))
        sections.append(sections_of(procedure, named))
    for companion in knowledge.companions:
        rows.append(catalogue.companion_row(companion))
        sections.append(sections_of(companion))
    searched = tuple(_searched(parts, knowledge.synonyms) for parts in sections)
    passages = tuple(passage for row, parts in enumerate(searched) for passage in embedded(row, parts))
    return Prepared(tuple(rows), (*knowledge.procedures, *knowledge.companions), tuple(sections), searched, passages)


def _searched(parts: dict[Section, str], synonyms: Synonyms) -> dict[Section, str]:
    """Sections with titles and what people say in the words that a question will have."""
    return {
        section: "\n".join(as_asked(line, synonyms) for line in text.split("\n"))
        if section in SEARCHED_SECTIONS
        else text
        for section, text in parts.items()
    }


def encode(
    passages: Sequence[Passage],
    encoder: QueryEncoder,
    known: dict[bytes, NDArray[np.float16]],
    progress: Progress,
) -> tuple[dense_index.Vectors, int]:
    """Vectors (n, dimension) of the passages, and how many texts had to be encoded; `known` ones are reused."""
    texts = unique_texts(passages)
    vectors = {digest: known[digest].astype(np.float32) for digest in texts if digest in known}
    new = sorted((digest for digest in texts if digest not in vectors), key=lambda digest: len(texts[digest]))
    for start in range(0, len(new), ENCODE_BATCH):
        batch = new[start : start + ENCODE_BATCH]
        encoded = encoder.encode_passages([texts[digest] for digest in batch])
        vectors.update(zip(batch, encoded.astype(np.float16).astype(np.float32), strict=True))
        progress("vectors", min(start + ENCODE_BATCH, len(new)), len(new))
    empty = np.zeros((0, encoder.dimension), dtype=np.float32)
    return (np.stack([vectors[p.digest] for p in passages]) if passages else empty), len(new)


def language(knowledge: Knowledge, prepared: Prepared) -> LanguageModel:
    """The language model of what is known; people's wording counts more than the forms' legal prose."""
    return LanguageModel.learn(_spoken_lines(knowledge, prepared), dictionary_syllables())


def _spoken_lines(knowledge: Knowledge, prepared: Prepared) -> Iterator[tuple[str, int]]:
    for entry in knowledge.names:
        yield from ((line, SPOKEN_WEIGHT) for line in (*entry.names, *entry.questions))
    for synonym in knowledge.synonyms.entries:
        yield from ((line, SPOKEN_WEIGHT) for line in synonym.means)
    for text in {text for parts in prepared.sections for text in parts.values()}:
        yield from ((line, 1) for line in text.split("\n"))


def corpus_hash(knowledge: Knowledge) -> str:
    """SHA-256 (hex) over all records, names and synonyms, in order."""
    digest = hashlib.sha256()
    hashes = [*(p.content_hash for p in knowledge.procedures), *(c.content_hash for c in knowledge.companions)]
    digest.update("".join(hashes).encode())
    entries = [
        *(n.model_dump_json() for n in knowledge.names),
        *(s.model_dump_json() for s in knowledge.synonyms.entries),
    ]
    digest.update("".join(entries).encode())
    digest.update("\n".join(knowledge.unanswerable).encode())
    return digest.hexdigest()


def _reusable(out: Path, encoder: Path) -> dict[bytes, NDArray[np.float16]]:
    """Vectors of the published bundle, where its passages went through the same encoder."""
    try:
        folder = bundles.current_folder(out)
        bundles.verify(folder)
    except bundles.BundleError:
        return {}
    same = passage_identity(folder / "encoder") == passage_identity(encoder)
    return dense_index.kept_vectors(folder / "dense") if same else {}


@dataclass(frozen=True)
class Built:
    """What a build did."""

    folder: Path
    manifest: bundles.Manifest
    encoded: int


def build(knowledge: Knowledge, encoder_folder: Path, out: Path, progress: Progress) -> Built:
    """Build and publish a bundle under `out`, reusing vectors of unchanged passages.

    `encoder_folder` is an exported encoder (ONNX). Nothing under `out` but unfinished folders is touched before the last step.
    """
    out.mkdir(parents=True, exist_ok=True)
    publishing.discard_unfinished(out)
    work = out / f"{publishing.UNFINISHED}{os.getpid()}"
    prepared = prepare(knowledge)
    encoder = QueryEncoder(encoder_folder, threads=os.cpu_count() or 1)
    vectors, encoded = encode(prepared.passages, encoder, _reusable(out, encoder_folder), progress)
    work.mkdir()
    _write_parts(work, knowledge, prepared, vectors, encoder_folder, progress)
    spoken = language(knowledge, prepared)
    spoken.save(work / "language")
    repairer = Repairer(spoken)
    read = [as_read(text, knowledge.synonyms, repairer) for text in knowledge.unanswerable]
    unanswerable = encoder.encode_queries(read, whole=True)
    np.save(work / "unanswerable.npy", unanswerable.astype(np.float16))
    manifest = _manifest(work, knowledge, prepared, encoder)
    (work / bundles.MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    folder = publishing.publish(work, out, manifest.bundle)
    return Built(folder, manifest, encoded)


def _write_parts(
    work: Path,
    knowledge: Knowledge,
    prepared: Prepared,
    vectors: dense_index.Vectors,
    encoder_folder: Path,
    progress: Progress,
) -> None:
    total = len(prepared.rows)
    dense_index.build(work / "dense", prepared.passages, vectors)
    lexical_index.build(work / "lexical", _counted(prepared.searched, "lexical index", total, progress))
    sentences.build(work / "sentences", prepared.sections)
    documents.write(work / "documents", prepared.records)
    catalogue.save(work / "rows.json", prepared.rows)
    knowledge.synonyms.save(work / "synonyms.json")
    identifiers.save(work / "identifiers.json", identifiers.table(prepared.records))
    shutil.copytree(encoder_folder, work / "encoder")
    shutil.copytree(RANKING_FILES, work / "ranking")


def _by_kind(companions: Iterable[Companion]) -> dict[str, int]:
    """How many records of each kind there are."""
    return dict(sorted(Counter(record.kind.value for record in companions).items()))


def _counted(items: Iterable[T], what: str, total: int, progress: Progress) -> Iterator[T]:
    for number, item in enumerate(items, 1):
        yield item
        if number % 200 == 0 or number == total:
            progress(what, number, total)


def _manifest(work: Path, knowledge: Knowledge, prepared: Prepared, encoder: QueryEncoder) -> bundles.Manifest:
    paths = sorted(path for path in work.rglob("*") if path.is_file())
    files = {path.relative_to(work).as_posix(): bundles.file_entry(path) for path in paths}
    content = json.dumps({name: entry.sha256 for name, entry in files.items()}, sort_keys=True)
    identity = hashlib.sha256(f"{content}{TOKENIZER_VERSION}{NORMALIZATION_VERSION}{PASSAGES_VERSION}".encode())
    return bundles.Manifest(
        schema_version=bundles.SCHEMA_VERSION,
        bundle=identity.hexdigest()[:16],
        corpus_hash=corpus_hash(knowledge),
        encoder=encoder.identity,
        dimension=encoder.dimension,
        tokenizer=f"{NORMALIZATION_VERSION}.{TOKENIZER_VERSION}.{PASSAGES_VERSION}",
        counts={
            "procedures": len(knowledge.procedures),
            "acts": len({row.act for row in prepared.rows if row.kind == "procedure"}),
            **_by_kind(knowledge.companions),
            "passages": len(prepared.passages),
            "named": sum(Section.NAMES in parts for parts in prepared.sections),
        },
        files=files,
    )
