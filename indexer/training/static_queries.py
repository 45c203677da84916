"""The cheap asymmetric variant: a table of token vectors encodes questions against the document vectors of a transformer.

A question is the mean of its tokens' vectors, learnt so that it lies near the vectors of its act's texts and far from those of
other acts (InfoNCE over large batches). Encoding takes microseconds; docs/quality.md reports what it costs in quality.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from tokenizers import Tokenizer

BATCH = 512
EPOCHS = 12
LEARNING_RATE = 1e-2
TEMPERATURE = 0.05
LONGEST = 40
SEED = 1

Vectors = NDArray[np.float32]
Report = Callable[[str], None]


@dataclass(frozen=True)
class StaticQueries:
    """Token vectors (pieces, dimension) and their tokenizer: encodes questions in the stead of a transformer."""

    tokenizer: Tokenizer
    table: Vectors

    def query_vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (n, dimension) of questions."""
        means = np.stack([self.table[tokens(self.tokenizer, text)].mean(axis=0) for text in texts])
        vectors: Vectors = means / np.maximum(1e-9, np.linalg.norm(means, axis=1, keepdims=True))
        return vectors


@dataclass(frozen=True)
class Asked:
    """A question and the places of the document vectors of its act."""

    text: str
    documents: tuple[int, ...]


def tokens(tokenizer: Tokenizer, text: str) -> list[int]:
    """The pieces of a question, at least one."""
    return tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST] or [0]


def pieces(tokenizer: Tokenizer) -> list[str]:
    """The text of every piece of the vocabulary, by number."""
    names = (tokenizer.id_to_token(number) or "" for number in range(tokenizer.get_vocab_size()))
    return [name.replace("▁", " ").strip() or "." for name in names]


def learn(
    tokenizer: Tokenizer, start: Vectors, asked: Sequence[Asked], documents: Vectors, report: Report
) -> StaticQueries:
    """Learn a table from `start` (pieces, dimension); `documents` (n, dimension) are unit vectors and stay as they are."""
    draw = np.random.default_rng(SEED)
    bags = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(start), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(bags.parameters(), lr=LEARNING_RATE)
    read = [tokens(tokenizer, question.text) for question in asked]
    steps = EPOCHS * len(asked) // BATCH
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, steps)
    for step in range(steps):
        batch = draw.choice(len(asked), BATCH, replace=len(asked) < BATCH).tolist()
        right = torch.from_numpy(documents[[draw.choice(asked[place].documents) for place in batch]])
        value = functional.cross_entropy(
            _encoded(bags, [read[p] for p in batch]) @ right.T / TEMPERATURE, torch.arange(BATCH)
        )
        optimiser.zero_grad()
        torch.autograd.backward(value)
        optimiser.step()
        schedule.step()
        if step % 50 == 0:
            report(f"step {step} of {steps}, loss {value.item():.3f}")
    return StaticQueries(tokenizer, bags.weight.detach().numpy())


def _encoded(bags: torch.nn.EmbeddingBag, read: Sequence[Sequence[int]]) -> torch.Tensor:
    starts = np.cumsum([0, *map(len, read[:-1])])
    return functional.normalize(bags(torch.tensor(list(chain.from_iterable(read))), torch.from_numpy(starts)), dim=-1)
