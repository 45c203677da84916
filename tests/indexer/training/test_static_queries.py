import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from indexer.training.static_queries import Asked, StaticQueries, learn, pieces

WORDS = ("[UNK]", "khai", "sinh", "thuế", "đất")
DOCUMENTS = np.eye(2, dtype=np.float32)


@pytest.fixture
def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return made


def test_a_question_is_the_mean_of_its_tokens(tokenizer: Tokenizer) -> None:
    table = np.array([[1, 1], [3, 0], [0, 4], [0, 1], [0, 1]], dtype=np.float32)
    made = StaticQueries(tokenizer, table).query_vectors(["khai sinh", "thuế", ""])
    assert made == pytest.approx(np.array([[0.6, 0.8], [0, 1], [0.5**0.5, 0.5**0.5]]))


def test_pieces_are_told_by_number(tokenizer: Tokenizer) -> None:
    assert pieces(tokenizer) == list(WORDS)


def test_it_learns_where_the_documents_are(tokenizer: Tokenizer) -> None:
    start = np.full((len(WORDS), 2), 0.5, dtype=np.float32)
    asked = [Asked("khai sinh", (0,)), Asked("sinh", (0,)), Asked("thuế đất", (1,)), Asked("đất", (1,))] * 256
    said: list[str] = []
    learned = learn(tokenizer, start, asked, DOCUMENTS, said.append)
    cosines = learned.query_vectors(["khai sinh", "thuế đất"]) @ DOCUMENTS.T
    assert cosines.argmax(axis=1).tolist() == [0, 1]
    assert said[0].startswith("step 0 of 24, loss")
