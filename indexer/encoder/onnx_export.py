"""A sentence-transformers model -> a folder that onnxruntime alone can serve: int8 graph, tokenizer, settings.

Matrix products and the token table become int8. Measured on citizen queries against float32: mean cosine .996, a
quarter of the size, two to three times the speed. A token table left in float32 doubles the file and gains nothing;
blocks of 8-bit weights (MatMulNBits) reach .9999 but are as slow as float32.
"""

import contextlib
import io
import json
import logging
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from transformers.utils import logging as transformers_logging

from indexer.encoder.notices import copy_notice
from indexer.encoder.question_layers import QUESTION_LAYERS, with_layers

GRAPH, QUESTION_GRAPH, TOKENIZER, SETTINGS = "model.onnx", "questions.onnx", "tokenizer.json", "encoder.json"
OPSET = 20
_POOLINGS = ("mean", "cls")
_SUPPORTED_MODULES = ("Transformer", "Pooling", "Normalize")


class SentenceGraph(torch.nn.Module):
    """Token ids and attention mask, both (batch, sequence) -> unit vectors (batch, dimension)."""

    def __init__(self, network: torch.nn.Module, pooling: str) -> None:
        super().__init__()
        self.network = network
        self.pooling = pooling

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Encode, pool, normalise."""
        # What a padded token adds to every score, so that the graph need not work it out of any kind of mask.
        hidden = (1.0 - attention_mask.to(torch.float32))[:, None, None, :] * torch.finfo(torch.float32).min
        states = self.network(input_ids=input_ids, attention_mask=hidden).last_hidden_state
        return torch.nn.functional.normalize(self._pooled(states, attention_mask), dim=-1)

    def _pooled(self, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        if self.pooling == "cls":
            return states[:, 0]
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        return (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)


def export(model_dir_or_name: str, out: Path, prompts: tuple[str, str] | None = None) -> None:
    """Write `model.onnx`, `tokenizer.json` and `encoder.json` into `out`, and `questions.onnx` for a model with a question side.

    `prompts` are the (query, passage) prefixes, those that the model states by default. ValueError when there is no
    such model or it is not a transformer with mean or CLS pooling and a fast tokenizer.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _quiet():
        model = _loaded(model_dir_or_name)
        tokenizer = _fast_tokenizer(model)
        graph = _sentence_graph(model)
        _write_graph(graph, out / GRAPH)
        if (layers := Path(model_dir_or_name) / QUESTION_LAYERS).is_file():
            _write_graph(SentenceGraph(with_layers(graph.network, layers), graph.pooling).eval(), out / QUESTION_GRAPH)
    tokenizer.save(str(out / TOKENIZER), pretty=False)
    settings = _settings(model, prompts) | {"id": Path(model_dir_or_name).name}
    (out / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    copy_notice(Path(model_dir_or_name), out)


def _loaded(model_dir_or_name: str) -> SentenceTransformer:
    try:
        return SentenceTransformer(model_dir_or_name, device="cpu", model_kwargs={"attn_implementation": "eager"})
    except OSError as error:
        raise ValueError(f"cannot load the model {model_dir_or_name}: {error}") from error


def pooling_of(model: SentenceTransformer) -> str:
    """ "mean" or "cls", read from the model's modules; ValueError for any other architecture."""
    kinds = [type(module).__name__ for module in model]
    if kinds[:2] != ["Transformer", "Pooling"] or not set(kinds) <= set(_SUPPORTED_MODULES):
        raise ValueError(f"cannot export a model of the modules {kinds}: only a transformer with pooling")
    pooling = str(model[1].pooling_mode)
    if pooling not in _POOLINGS:
        raise ValueError(f"cannot export {pooling} pooling, only mean and cls")
    return pooling


def _sentence_graph(model: SentenceTransformer) -> SentenceGraph:
    network = model.float()[0].auto_model
    assert isinstance(network, torch.nn.Module)
    return SentenceGraph(network, pooling_of(model)).eval()


def _fast_tokenizer(model: SentenceTransformer) -> Tokenizer:
    tokenizer: Tokenizer | None = getattr(model.tokenizer, "backend_tokenizer", None)
    if tokenizer is None:
        raise ValueError("cannot export a model without a fast tokenizer (tokenizer.json)")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _settings(model: SentenceTransformer, prompts: tuple[str, str] | None) -> dict[str, Any]:
    stated = model.prompts
    own = (stated.get("query") or "", stated.get("passage") or stated.get("document") or "")
    query, passage = prompts or own
    return {
        "dimension": model.get_embedding_dimension(),
        "max_length": model.max_seq_length,
        "prompts": {"query": query, "passage": passage},
    }


def _write_graph(graph: SentenceGraph, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "float32.onnx"
        _trace(graph, full)
        quantize_dynamic(
            full,
            path,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            # Seven-bit weights cannot overflow on processors without VNNI, so all machines make the same vectors.
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )


def _trace(graph: SentenceGraph, path: Path) -> None:
    batch, sequence = torch.export.Dim("batch", min=1, max=4096), torch.export.Dim("sequence", min=2, max=8192)
    ids = torch.tensor([[0, 5, 6, 2], [0, 5, 2, 1]])
    free = {0: batch, 1: sequence}
    torch.onnx.export(
        graph,
        (ids, torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])),
        path,
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_shapes={"input_ids": free, "attention_mask": free},
        opset_version=OPSET,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silences the chatter of the libraries; their errors still rise."""
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    previous = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(previous)
