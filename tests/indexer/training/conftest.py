"""A transformer of a few thousand weights over a vocabulary of whole words, and acts to train it on."""

import random
from pathlib import Path

import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from indexer.training.acts import Act, Typist
from indexer.training.contrastive import Trainee


class Unchanged(Typist):
    """Types without slips and reads without repair."""

    def __init__(self) -> None:
        pass

    def seen(self, text: str, draw: random.Random) -> str:
        return text

    def meant(self, text: str) -> str:
        return text


SUBJECTS = ("khai sinh", "kết hôn", "hộ chiếu", "lái xe", "tạm trú", "thuế đất", "con nuôi", "xây nhà")
VOCABULARY = ["[PAD]", "[UNK]", "query:", "passage:", "xin", "giấy", "ở", "đâu", "làm", "cấp"]
VOCABULARY += sorted({word for subject in SUBJECTS for word in subject.split()})


@pytest.fixture(scope="session")
def acts() -> list[Act]:
    return [
        Act(
            key=subject,
            code=f"1.00000{number}",
            title=f"Cấp giấy {subject}",
            names=(f"giấy {subject}",),
            questions=(f"xin giấy {subject} ở đâu", f"làm {subject} ở đâu", f"xin {subject}"),
            body=(),
        )
        for number, subject in enumerate(SUBJECTS)
    ]


@pytest.fixture
def trainee(tmp_path: Path) -> Trainee:
    torch.manual_seed(0)
    network = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(network).save_pretrained(tmp_path)
    words = Tokenizer(models.WordLevel({word: place for place, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    words.normalizer = normalizers.Lowercase()
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    PreTrainedTokenizerFast(tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(tmp_path)
    modules = [Transformer(str(tmp_path)), Pooling(32, pooling_mode="mean"), Normalize()]
    prompts = {"query": "query: ", "document": "passage: "}
    return Trainee(SentenceTransformer(modules=modules, device="cpu", prompts=prompts))


@pytest.fixture
def typist() -> Typist:
    return Unchanged()
