"""Contrastive fine-tuning: InfoNCE over batches of acts and their near-twins (van den Oord et al. 2018).

A batch holds seed acts and for each some of its nearest other acts, so that the negatives of a question are the records it is
really confused with, at no extra cost. Texts are encoded in groups of like length; on processors with bfloat16 units the
transformer runs in mixed precision, which changes figures in the third decimal. Dropout is off: people's different
questions of one act are variety enough, and in few steps its noise costs more than it gives.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from indexer.training.acts import Act, Typist

QUERY_TOKENS, PASSAGE_TOKENS = 40, 44
LENGTH_GROUPS = 4
NEIGHBOURS = 12
CLOSE = 8
BACKWARD_SHARE = 0.3
ASKED_SHARE, QUESTION_SHARE, NAMES_SHARE, BODY_SHARE = 0.88, 0.42, 0.60, 0.68

Report = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How to train; written into the model card."""

    epochs: float = 4.0
    learning_rate: float = 1e-4
    temperature: float = 0.05
    seeds: int = 16
    twins: int = 3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    held_out: float = 0.05
    seed: int = 1

    @property
    def batch(self) -> int:
        """Acts in a batch."""
        return self.seeds * (self.twins + 1)

    def steps(self, acts: Sequence[Act]) -> int:
        """Steps of the whole training."""
        return max(1, int(self.epochs * sum(len(act.questions) for act in acts) / self.batch))

    def described(self) -> dict[str, float]:
        """All numbers of the plan."""
        return asdict(self)


class Trainee:
    """A sentence-transformers model in training."""

    def __init__(self, model: SentenceTransformer) -> None:
        self.model = model
        transformer: Any = model[0]
        self.network: Any = transformer.auto_model
        self._tokenizer: Any = model.tokenizer
        self._prompts: dict[str, str] = {name: prompt or "" for name, prompt in model.prompts.items()}
        self._mixed = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
        for module in self.network.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0

    @property
    def layers(self) -> int:
        """Number of transformer layers."""
        return int(self.network.config.num_hidden_layers)

    def parameters(self) -> list[torch.nn.Parameter]:
        """Weights of the transformer."""
        return list(self.network.parameters())

    def queries(self, texts: Sequence[str]) -> torch.Tensor:
        """Unit vectors (n, dimension) of questions."""
        return self._encoded([self._prompts["query"] + text for text in texts], QUERY_TOKENS)

    def passages(self, texts: Sequence[str]) -> torch.Tensor:
        """Unit vectors (n, dimension) of passages."""
        return self._encoded([self._prompts["document"] + text for text in texts], PASSAGE_TOKENS)

    def passage_vectors(self, texts: Sequence[str], size: int = 128) -> NDArray[np.float32]:
        """Vectors without gradients, for mining and evaluation."""
        self.network.eval()
        with torch.no_grad():
            parts = [self.passages(texts[start : start + size]).numpy() for start in range(0, len(texts), size)]
        self.network.train()
        return np.concatenate(parts)

    def query_vectors(self, texts: Sequence[str], size: int = 128) -> NDArray[np.float32]:
        """Vectors of questions without gradients."""
        self.network.eval()
        with torch.no_grad():
            parts = [self.queries(texts[start : start + size]).numpy() for start in range(0, len(texts), size)]
        self.network.train()
        return np.concatenate(parts)

    def _encoded(self, texts: Sequence[str], tokens: int) -> torch.Tensor:
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        groups = [part.tolist() for part in np.array_split(order, min(LENGTH_GROUPS, len(order)))]
        vectors = torch.cat([self._pooled([texts[place] for place in group], tokens) for group in groups])
        return vectors[torch.from_numpy(np.argsort(np.array(order)))]

    def _pooled(self, texts: Sequence[str], tokens: int) -> torch.Tensor:
        fed = self._tokenizer(list(texts), padding=True, truncation=True, max_length=tokens, return_tensors="pt")
        with torch.autocast("cpu", torch.bfloat16, enabled=self._mixed):
            states = self.network(input_ids=fed["input_ids"], attention_mask=fed["attention_mask"]).last_hidden_state
        mask = fed["attention_mask"].unsqueeze(-1).float()
        return functional.normalize((states.float() * mask).sum(1) / mask.sum(1), dim=-1)


def neighbours(trainee: Trainee, acts: Sequence[Act], count: int = NEIGHBOURS) -> list[list[int]]:
    """The nearest other acts of each act by title."""
    vectors = trainee.passage_vectors([act.title for act in acts])
    found = []
    for place, vector in enumerate(vectors):
        cosines = vectors @ vector
        cosines[place] = -1.0
        found.append(np.argsort(-cosines)[:count].tolist())
    return found


def pair(act: Act, typist: Typist, draw: random.Random) -> tuple[str, str]:
    """A question and another text of the same act: mostly another question, its names or its title."""
    asked = [*act.questions, *act.names]
    place = draw.randrange(len(asked)) if asked and draw.random() < ASKED_SHARE else None
    query = typist.seen(asked[place], draw) if place is not None else _title_words(act.title, draw)
    others = [question for number, question in enumerate(act.questions) if number != place]
    chance = draw.random()
    if others and chance < QUESTION_SHARE:
        return query, draw.choice(others)
    # A part of the title against the whole teaches nothing where there is anything else.
    if act.names and (chance < NAMES_SHARE or place is None) and (place is None or place < len(act.questions)):
        return query, "; ".join(act.names)
    if act.body and chance < BODY_SHARE:
        return query, draw.choice(act.body)
    return query, act.title


def _title_words(title: str, draw: random.Random) -> str:
    words = title.lower().split()
    count = draw.randint(min(3, len(words)), len(words))
    start = draw.randrange(len(words) - count + 1)
    return " ".join(words[start : start + count])


def batch(acts: Sequence[Act], near: Sequence[Sequence[int]], plan: Plan, draw: random.Random) -> list[int]:
    """Places of at most `plan.batch` acts: seeds by the root of their questions, each with some near-twins."""
    rich = [place for place, act in enumerate(acts) if act.questions]
    weights = [len(acts[place].questions) ** 0.5 for place in rich]
    chosen: dict[int, None] = {}
    for seed in draw.choices(rich, weights, k=4 * plan.seeds):
        if len(chosen) >= plan.batch:
            break
        nearest = list(near[seed])[: max(CLOSE, plan.twins)]
        chosen.update(dict.fromkeys([seed, *draw.sample(nearest, min(plan.twins, len(nearest)))]))
    return list(chosen)[: plan.batch]


def loss(questions: torch.Tensor, passages: torch.Tensor, temperature: float) -> torch.Tensor:
    """InfoNCE both ways, the way from passage to question at BACKWARD_SHARE."""
    scores = questions @ passages.T / temperature
    right = torch.arange(len(scores))
    return functional.cross_entropy(scores, right) + BACKWARD_SHARE * functional.cross_entropy(scores.T, right)


def train(trainee: Trainee, acts: Sequence[Act], typist: Typist, plan: Plan, report: Report) -> None:
    """Train in place; `report` gets a line now and then with loss and pairs a second."""
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)
    steps = plan.steps(acts)
    optimiser = torch.optim.AdamW(trainee.parameters(), lr=plan.learning_rate, weight_decay=plan.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, steps, plan.warm_up))
    near, started = neighbours(trainee, acts), time.monotonic()
    for step in range(steps):
        pairs = [pair(acts[place], typist, draw) for place in batch(acts, near, plan, draw)]
        value = loss(trainee.queries([q for q, _ in pairs]), trainee.passages([p for _, p in pairs]), plan.temperature)
        optimiser.zero_grad()
        torch.autograd.backward(value)
        torch.nn.utils.clip_grad_norm_(trainee.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 20 == 0:
            speed = (step + 1) * plan.batch / (time.monotonic() - started)
            report(f"step {step} of {steps}, loss {value.item():.3f}, {speed:.1f} pairs/s")


def rate(step: int, steps: int, warm_up: float) -> float:
    """Share of the learning rate: a short rise, then a line to a fiftieth."""
    return min(1.0, step / (warm_up * steps + 1)) * max(0.02, 1 - step / steps)
