"""Cut the token table to what Vietnamese and plain ASCII text can use: a tenth of the rows, the same vectors."""

import json
import lzma
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from indexer.encoder.model_folder import WORD_EMBEDDINGS, BertFolder
from indexer.encoder.tokenizer import BEGIN, END, MASK, METASPACE, PADDING, UNKNOWN

SPECIAL = (BEGIN, PADDING, END, UNKNOWN, MASK)
COMMON_ASCII = 8_000
LONGEST_LINE = 2_000
_TEXTS_AT_ONCE = 5_000
_KEPT_PIECES = "kept_pieces.txt.xz"
_MARKED = frozenset("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
_VIETNAMESE = _MARKED | frozenset("abcdeghiklmnopqrstuvxy")
# Latin with its extensions, combining marks, Greek, Vietnamese letters, punctuation to box drawing.
_READABLE = ((0x20, 0x250), (0x300, 0x400), (0x1E00, 0x1F00), (0x2000, 0x2600))
_CHARACTERS = ((0x20, 0x250), (0x300, 0x370), (0x1E00, 0x1F00), (0x2000, 0x2070))


def kept_pieces() -> tuple[str, ...]:
    """The pieces kept in the default encoder, in the order of their ids: the list that travels with this package."""
    return _unpacked(files("indexer.encoder").joinpath(_KEPT_PIECES).read_bytes())


def write_pieces(pieces: Sequence[str], path: Path) -> None:
    """Write a list of pieces as xz-compressed text, one piece a line."""
    path.write_bytes(lzma.compress("\n".join(pieces).encode() + b"\n", preset=9 | lzma.PRESET_EXTREME))


def read_pieces(path: Path) -> tuple[str, ...]:
    """Read a list that `write_pieces` wrote; ValueError when the file is something else."""
    try:
        return _unpacked(path.read_bytes())
    except lzma.LZMAError as error:
        raise ValueError(f"{path} is not an xz-compressed list of pieces") from error


def _unpacked(data: bytes) -> tuple[str, ...]:
    # Not splitlines: the line separator U+2028 and its like are pieces themselves.
    return tuple(lzma.decompress(data).decode().removesuffix("\n").split("\n"))


def prune(model: BertFolder, pieces: Sequence[str]) -> BertFolder:
    """The encoder with these pieces only, ids renumbered in the old order; ValueError names pieces it does not have."""
    kept = set(pieces)
    vocabulary = model.tokenizer["model"]["vocab"]
    ids = [number for number, (piece, _) in enumerate(vocabulary) if piece in kept]
    if unknown := kept - {vocabulary[number][0] for number in ids}:
        raise ValueError(f"the model has no pieces {sorted(unknown)[:5]}")
    rows = np.ascontiguousarray(model.tensors[WORD_EMBEDDINGS][ids])
    new_id = {vocabulary[number][0]: place for place, number in enumerate(ids)}
    return replace(
        model,
        config={**model.config, "vocab_size": len(ids), **_special_ids(new_id)},
        tensors={**model.tensors, WORD_EMBEDDINGS: rows},
        tokenizer=_pruned_tokenizer(model.tokenizer, [vocabulary[number] for number in ids], new_id),
    )


def _special_ids(ids: dict[str, int]) -> dict[str, int]:
    return {"bos_token_id": ids[BEGIN], "pad_token_id": ids[PADDING], "eos_token_id": ids[END]}


def _pruned_tokenizer(tokenizer: Mapping[str, Any], vocabulary: list[Any], ids: Mapping[str, int]) -> dict[str, Any]:
    framing = json.loads(json.dumps(tokenizer["post_processor"]))
    for name, token in framing["special_tokens"].items():
        token["ids"] = [ids[name]]
    return {
        **tokenizer,
        "added_tokens": [{**token, "id": ids[token["content"]]} for token in tokenizer["added_tokens"]],
        "model": {**tokenizer["model"], "vocab": vocabulary, "unk_id": ids[UNKNOWN]},
        "post_processor": framing,
    }


def choose_pieces(model: BertFolder, texts: Iterable[str]) -> tuple[str, ...]:
    """The pieces to keep, in the order of their ids: those that the texts use in any common spelling, the special ones,
    every piece of marked Vietnamese letters, the commonest ASCII pieces, single Latin characters and punctuation."""
    vocabulary = [(str(piece), float(score)) for piece, score in model.tokenizer["model"]["vocab"]]
    used = _used_ids(Tokenizer.from_str(json.dumps(model.tokenizer)), _spellings(texts))
    kept = {piece for number, (piece, _) in enumerate(vocabulary) if number in used and _within(piece, _READABLE)}
    kept.update(SPECIAL, _common_ascii(vocabulary))
    kept.update(piece for piece, _ in vocabulary if _is_needed(piece.replace(METASPACE, "")))
    return tuple(piece for piece, _ in vocabulary if piece in kept)


def _is_needed(letters: str) -> bool:
    lower = letters.lower()
    vietnamese = _VIETNAMESE.issuperset(lower) and not _MARKED.isdisjoint(lower)
    short = len(letters) <= 2 and letters.isascii()
    return vietnamese or short or (len(letters) == 1 and _within(letters, _CHARACTERS))


def _common_ascii(vocabulary: Sequence[tuple[str, float]]) -> list[str]:
    ascii_pieces = [pair for pair in vocabulary if pair[0].replace(METASPACE, "").isascii()]
    return [piece for piece, _ in sorted(ascii_pieces, key=lambda pair: -pair[1])[:COMMON_ASCII]]


def _within(piece: str, ranges: Sequence[tuple[int, int]]) -> bool:
    letters = piece.replace(METASPACE, "")
    return all(any(start <= ord(letter) < end for start, end in ranges) for letter in letters)


def _used_ids(tokenizer: Tokenizer, texts: Iterator[str]) -> set[int]:
    used: set[int] = set()
    while batch := list(islice(texts, _TEXTS_AT_ONCE)):
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            used.update(encoding.ids)
    return used


def _spellings(texts: Iterable[str]) -> Iterator[str]:
    """Each text as written and without marks, both also in lower case, upper case and with capitals."""
    for text in texts:
        composed = unicodedata.normalize("NFC", text)
        for form in (composed, without_marks(composed)):
            yield from (form, form.lower(), form.upper(), form.title())


def without_marks(text: str) -> str:
    """Vietnamese without tone and letter marks: "đường" -> "duong"."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def lines_of(paths: Iterable[Path]) -> Iterator[str]:
    """The distinct lines of text files and of the strings in JSON Lines files, 2,000 characters at most, sorted."""
    found: set[str] = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            strings = _strings(json.loads(line)) if path.suffix == ".jsonl" else [line]
            found.update(part.strip()[:LONGEST_LINE] for string in strings for part in string.split("\n"))
    return iter(sorted(found - {""}))


def word_lists() -> tuple[Path, ...]:
    """The Vietnamese word lists that come with underthesea; none where it is not installed."""
    package = find_spec("underthesea")
    if package is None or package.origin is None:
        return ()
    return tuple(sorted((Path(package.origin).parent / "corpus" / "data").glob("Viet*.txt")))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
