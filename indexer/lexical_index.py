"""The lexical index: BM25 over separate fields of every record, with marks and without. tantivy is imported here only.

Each section of a record is held twice, as marked and as folded tokens (syllables and bigrams), and titles and names a third
time as compound words. Queries are built from terms, never parsed, so that punctuation cannot be an error.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from indexer.passages import Section
from indexer.tokenization import tokenize

SEARCHED_SECTIONS: Mapping[str, tuple[Section, ...]] = {
    "title": (Section.TITLE,),
    "names": (Section.NAMES,),
    "questions": (Section.QUESTIONS,),
}
SEGMENTED_SECTIONS = ("title", "names")
MARKED, FOLDED, WORDS = "marked", "folded", "words"

Found = tuple[NDArray[np.int64], NDArray[np.float32]]

CLAUSES_KEPT = 16_384

_ANALYZER = "tokens"
_WRITER_BYTES = 256_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", stored=False, fast=True)
    for name in SEARCHED_SECTIONS:
        for form in (MARKED, FOLDED, *((WORDS,) if name in SEGMENTED_SECTIONS else ())):
            builder.add_text_field(f"{name}_{form}", stored=False, tokenizer_name=_ANALYZER, index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    """Tokenizers are not kept in the index folder; they are registered anew at every open."""
    index.register_tokenizer(_ANALYZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def _document(row: int, sections: Mapping[Section, str]) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("row", row)
    for name, parts in SEARCHED_SECTIONS.items():
        text = "\n".join(sections[part] for part in parts if part in sections)
        if not text:
            continue
        lines = [tokenize(line, words=name in SEGMENTED_SECTIONS) for line in text.split("\n")]
        for form in (MARKED, FOLDED, WORDS):
            if tokens := [token for line in lines for token in getattr(line, form)]:
                document.add_text(f"{name}_{form}", " ".join(tokens))
    return document


def build(folder: Path, records: Iterable[Mapping[Section, str]]) -> None:
    """Write the index of `records` (their sections, row by row) into an empty folder."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    _register(index)
    writer = index.writer(heap_size=_WRITER_BYTES, num_threads=1)
    for row, sections in enumerate(records):
        writer.add_document(_document(row, sections))
    writer.commit()
    writer.wait_merging_threads()


class LexicalIndex:
    """An opened index; searches may run in several threads."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        _register(self._index)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._rows = self._row_table()
        self._clause = lru_cache(maxsize=CLAUSES_KEPT)(self._weighted)
        self._local = threading.local()

    def _row_table(self) -> list[NDArray[np.int64]]:
        """Row of every document, by segment: tantivy answers with addresses, and looking documents up is slow."""
        everything = self._searcher.search(tantivy.Query.all_query(), limit=max(1, self._searcher.num_docs)).hits
        addresses = [address for _, address in everything]
        values = self._searcher.fast_field_values("row", addresses)
        segments = 1 + max((address.segment_ord for address in addresses), default=-1)
        sizes = [1 + max((a.doc for a in addresses if a.segment_ord == s), default=-1) for s in range(segments)]
        table = [np.full(size, -1, dtype=np.int64) for size in sizes]
        for address, value in zip(addresses, values, strict=True):
            table[address.segment_ord][address.doc] = int(value or 0)
        return table

    @property
    def count(self) -> int:
        """Number of records."""
        return int(self._searcher.num_docs)

    def search(self, section: str, weighted: Sequence[tuple[str, str, float]], limit: int) -> Found:
        """Rows (n,) and BM25 (n,) of the best `limit` records, best first, for (form, term, weight) terms in one section."""
        clauses = [
            (tantivy.Occur.Should, self._clause(f"{section}_{form}", term, weight)) for form, term, weight in weighted
        ]
        if not clauses:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=limit, count=False).hits
        rows = [self._rows[address.segment_ord][address.doc] for _, address in hits]
        return np.array(rows, dtype=np.int64), np.array([score for score, _ in hits], dtype=np.float32)

    def _weighted(self, field: str, term: str, weight: float) -> tantivy.Query:
        return tantivy.Query.boost_query(
            tantivy.Query.term_query(self._schema, field, term, index_option="freq"), weight
        )

    def document_frequency(self, section: str, form: str, term: str) -> int:
        """Number of records whose section holds the term."""
        return int(self._searcher.doc_freq(f"{section}_{form}", term))
