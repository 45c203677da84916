"""The encoder of queries and passages: onnxruntime and tokenizers, no torch."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

GRAPH, TOKENIZER, SETTINGS = "model.onnx", "tokenizer.json", "encoder.json"
FILES = (GRAPH, TOKENIZER, SETTINGS)
QUESTION_GRAPH = "questions.onnx"

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class EncoderSettings:
    """What `encoder.json` says; `max_length` counts tokens, the prompts go before every query or passage."""

    dimension: int
    max_length: int
    query_prompt: str
    passage_prompt: str

    @classmethod
    def load(cls, path: Path) -> "EncoderSettings":
        """Read the file; ValueError when it says less or something else."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            prompts = content["prompts"]
            return cls(
                int(content["dimension"]), int(content["max_length"]), str(prompts["query"]), str(prompts["passage"])
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path} is not the settings file of an encoder: {error!r}") from error


class QueryEncoder:
    """Turns texts into unit vectors of `dimension` float32 numbers. Safe to share between threads.

    Where the folder has a graph for questions, `quick`, they go through it unless the `whole` encoder is asked for, the one
    that passages go through. `threads` is how many processor threads one call may use. ValueError when the folder lacks a file or
    its settings are not those of an encoder.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        for name in FILES:
            if not (folder / name).is_file():
                raise ValueError(f"the encoder folder {folder} has no {name}")
        self._folder = folder
        self._settings = EncoderSettings.load(folder / SETTINGS)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self._settings.max_length)
        self._threads = threads
        self._whole = self._session(GRAPH)
        self.quick = (folder / QUESTION_GRAPH).is_file()
        self._questions = self._session(QUESTION_GRAPH) if self.quick else self._whole

    def _session(self, graph: str) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Sums and layer normalisations fused into one operator take longer than one after the other (onnxruntime 1.31, on one core).
        return onnxruntime.InferenceSession(
            str(self._folder / graph),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self._settings.dimension

    @cached_property
    def identity(self) -> str:
        """16 hexadecimal digits of the SHA-256 over the folder's files: one identity, the same vectors."""
        return _identity(self._folder, (*FILES, QUESTION_GRAPH))

    def encode_query(self, text: str, *, whole: bool = False) -> Vectors:
        """The vector (dimension,) of one query."""
        encoding = self._tokenizer.encode(self._settings.query_prompt + text)
        session = self._whole if whole else self._questions
        vector: Vectors = session.run(None, _fed([encoding]))[0][0]
        return vector

    def encode_queries(self, texts: Sequence[str], *, whole: bool = False) -> Vectors:
        """The vectors (n, dimension) of queries, each encoded alone: int8 scales are set by a whole batch."""
        vectors = [self.encode_query(text, whole=whole) for text in texts]
        return np.stack(vectors) if vectors else np.zeros((0, self.dimension), np.float32)

    def encode_passages(self, texts: Sequence[str], batch_size: int = 32) -> Vectors:
        """The vectors (n, dimension) of passages in their order, each cut at the longest input of the model."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        encodings = self._tokenizer.encode_batch([self._settings.passage_prompt + text for text in texts])
        # Texts of like length share a batch: little padding.
        order = sorted(range(len(texts)), key=lambda place: -len(encodings[place].ids))
        for start in range(0, len(order), batch_size):
            places = order[start : start + batch_size]
            (vectors[places],) = self._whole.run(None, _fed([encodings[place] for place in places]))
        return vectors


def passage_identity(folder: Path) -> str:
    """The same of an encoder folder without its graph for questions: one identity, the same vectors of passages."""
    return _identity(folder, FILES)


def _identity(folder: Path, names: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for name in names:
        if (folder / name).is_file():
            digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def _fed(encodings: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
    """The inputs of a graph for one batch."""
    longest = max(len(encoding.ids) for encoding in encodings)
    # The mask hides the padding, so its id does not matter.
    ids = np.zeros((len(encodings), longest), np.int64)
    mask = np.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    return {"input_ids": ids, "attention_mask": mask}
