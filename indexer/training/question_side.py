"""The question side of an encoder: fewer layers, aligned with the vectors of the whole (KALE, Campos et al. 2023).

Documents keep their vectors. A question passes through some of the encoder's layers, over the same token embeddings, and they
are trained to put it where the whole encoder puts the question as it was meant, however it was typed. That needs neither
documents nor negatives, so that any short text of the corpus can stand for a question.
"""

import copy
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from indexer.encoder.layers import evenly_spaced
from indexer.normalization import syllables
from indexer.sentences import first_sentences
from indexer.training.acts import Act, Typist
from indexer.training.contrastive import Report, Trainee, rate

SHORTEST, LONGEST = 3, 30
UNANSWERABLE_TIMES = 4


@dataclass(frozen=True)
class Plan:
    """How to align; written into the model card."""

    layers: int = 3
    epochs: float = 3.0
    learning_rate: float = 4e-4
    batch: int = 256
    warm_up: float = 0.05
    held_out: float = 0.05
    seed: int = 1

    def described(self) -> dict[str, float]:
        """All numbers of the plan."""
        return asdict(self)


def texts_of(acts: Sequence[Act], unanswerable: Sequence[str] = ()) -> list[str]:
    """Questions, names and titles of acts and the short sentences of their texts, each once, and questions about other things.

    There are few of the latter, so that each stands UNANSWERABLE_TIMES: the side must put them far from all acts as well.
    """
    about = dict.fromkeys(text for act in acts for text in (*act.questions, *act.names, act.title, *_short(act)))
    return [*about, *UNANSWERABLE_TIMES * list(unanswerable)]


def _short(act: Act) -> Iterator[str]:
    for part in act.body:
        for sentence in first_sentences(part):
            if SHORTEST <= len(syllables(sentence)) <= LONGEST:
                yield sentence


def shallower(whole: Trainee, layers: int) -> Trainee:
    """A copy of the encoder with evenly spaced layers of its own, in which only these can learn."""
    made = Trainee(copy.deepcopy(whole.model))
    network: Any = made.network
    kept = evenly_spaced(layers, whole.layers)
    network.encoder.layer = torch.nn.ModuleList(network.encoder.layer[number] for number in kept)
    network.config.num_hidden_layers = layers
    network.embeddings.requires_grad_(False)
    return made


def align(whole: Trainee, side: Trainee, texts: Sequence[str], typist: Typist, plan: Plan, report: Report) -> None:
    """Train `side` in place to put typed texts where `whole` puts them as they were meant."""
    draw = random.Random(plan.seed)
    targets = torch.from_numpy(whole.query_vectors([typist.meant(text) for text in texts]))
    report(f"{len(texts)} texts encoded")
    learning = [weight for weight in side.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=plan.learning_rate)
    steps = max(1, int(plan.epochs * len(texts) / plan.batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, steps, plan.warm_up))
    started = time.monotonic()
    for step in range(steps):
        places = draw.choices(range(len(texts)), k=plan.batch)
        typed = side.queries([typist.seen(texts[place], draw) for place in places])
        value = 1 - (typed * targets[places]).sum(-1).mean()
        optimiser.zero_grad()
        torch.autograd.backward(value)
        optimiser.step()
        schedule.step()
        if step % 20 == 0:
            speed = (step + 1) * plan.batch / (time.monotonic() - started)
            report(f"step {step} of {steps}, mean cosine {1 - value.item():.4f}, {speed:.1f} texts/s")


def agreement(whole: Trainee, side: Trainee, texts: Sequence[str]) -> float:
    """Mean cosine between what the whole encoder and its question side make of texts."""
    cosines: NDArray[np.float32] = (whole.query_vectors(texts) * side.query_vectors(texts)).sum(axis=1)
    return float(cosines.mean())
