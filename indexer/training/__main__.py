"""`python -m indexer.training`: fine-tune an encoder on the shipped names and questions, then give it layers for questions."""

import argparse
import random
import shutil
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from corpus import shipped
from corpus.importing import read
from indexer import held_out
from indexer.building import Knowledge, language, prepare
from indexer.encoder.notices import copy_notice
from indexer.encoder.question_layers import QUESTION_LAYERS, load_layers, save_layers
from indexer.repair import Repairer
from indexer.synonyms import Synonym, Synonyms
from indexer.training import contrastive, model_card, question_side, static_queries
from indexer.training.acts import Act, Typist, acts, is_held_out
from indexer.training.contrastive import Trainee, train
from indexer.training.measuring import Asker, figures, searched
from indexer.training.question_side import agreement, align, shallower, texts_of
from indexer.training.static_queries import Asked

READABLE = 0o644
AGREEMENT_MEASURED = 500


@dataclass(frozen=True)
class Material:
    """What an encoder learns from, and what it is measured on."""

    knowledge: Knowledge
    share_held_out: float

    @classmethod
    def read(cls, sources: Sequence[Path], share_held_out: float) -> "Material":
        """Procedures of the sources with the shipped names and synonyms."""
        synonyms = Synonyms(Synonym.model_validate(line) for line in shipped.json_lines(shipped.SYNONYMS))
        procedures = read(sources).procedures
        knowledge = Knowledge(
            procedures,
            names=shipped.popular_names(),
            synonyms=synonyms,
            unanswerable=shipped.unanswerable_questions(),
        )
        return cls(knowledge, share_held_out)

    @cached_property
    def acts(self) -> list[Act]:
        """All acts."""
        return acts(self.knowledge)

    @property
    def apart(self) -> list[Act]:
        """The acts that are never trained on."""
        return [act for act in self.acts if is_held_out(act, self.share_held_out)]

    @property
    def trained(self) -> list[Act]:
        """The acts to train on."""
        return [act for act in self.acts if not is_held_out(act, self.share_held_out)]

    @property
    def questions(self) -> dict[str, str]:
        """Act key -> its held-out question."""
        by_code = {entry.code: held_out.question(entry) for entry in self.knowledge.names}
        return {act.key: by_code[act.code] for act in self.acts if by_code.get(act.code)}

    @cached_property
    def typist(self) -> Typist:
        """How questions get typed, and read."""
        return Typist(Repairer(language(self.knowledge, prepare(self.knowledge))), self.knowledge.synonyms)

    def figures(self, whole: Trainee, side: Asker | None = None) -> dict[str, float]:
        """What is measured before and after."""
        apart = frozenset(act.key for act in self.apart)
        return figures(whole, self.acts, self.questions, apart, self.typist, side)


def _loaded(folder: Path) -> SentenceTransformer:
    return SentenceTransformer(str(folder), device="cpu", model_kwargs={"dtype": "float32"})


def tune(args: argparse.Namespace) -> None:
    """Train the whole encoder, measure before and after, save with a model card."""
    material = Material.read(args.source or [shipped.CATALOGUE], args.held_out)
    plan = contrastive.Plan(
        epochs=args.epochs, learning_rate=args.learning_rate, held_out=args.held_out, seed=args.seed
    )
    model = _loaded(args.base)
    trainee = Trainee(model)
    before = material.figures(trainee)
    train(trainee, material.trained, material.typist, plan, print)
    after = material.figures(trainee)
    model.half().save_pretrained(str(args.out), create_model_card=False)
    for path in args.out.rglob("*.safetensors"):
        path.chmod(READABLE)
    copy_notice(args.base, args.out)
    model_card.write(args.out, plan, material.trained, material.apart, trainee.layers, before, after)
    print((args.out / model_card.CARD_FILE).read_text(encoding="utf-8"))


def add_question_side(args: argparse.Namespace) -> None:
    """Align fewer layers with the whole encoder, from those the base has where it has as many; go on with the model card."""
    material = Material.read(args.source or [shipped.CATALOGUE], args.held_out)
    plan = question_side.Plan(
        layers=args.layers, epochs=args.epochs, learning_rate=args.learning_rate, held_out=args.held_out, seed=args.seed
    )
    whole = Trainee(_loaded(args.base))
    side, texts = (
        shallower(whole, plan.layers),
        texts_of(material.trained, held_out.shown(material.knowledge.unanswerable)),
    )
    begun = args.base / QUESTION_LAYERS
    if continued := begun.is_file():
        load_layers(side.network, begun)
    before = material.figures(whole)
    align(whole, side, texts, material.typist, plan, print)
    after = material.figures(whole, side)
    questions = [*material.questions.values()]
    measured = random.Random(plan.seed).sample(questions, min(AGREEMENT_MEASURED, len(questions)))
    cosine = agreement(whole, side, [material.typist.meant(text) for text in measured])
    if args.out != args.base:
        shutil.copytree(args.base, args.out)
    save_layers(side.network, args.out / QUESTION_LAYERS)
    (args.out / QUESTION_LAYERS).chmod(READABLE)
    model_card.add_question_side(args.out, plan, len(texts), cosine, before, after, continued=continued)
    print((args.out / model_card.CARD_FILE).read_text(encoding="utf-8"))


def learn_static(args: argparse.Namespace) -> None:
    """Learn a table of token vectors that encodes questions in the stead of the encoder, save it, print what it costs."""
    material = Material.read(args.source or [shipped.CATALOGUE], args.held_out)
    whole = Trainee(_loaded(args.base))
    texts, owners = searched(material.trained)
    asked = [Asked(material.typist.meant(text), (place,)) for place, text in enumerate(texts)]
    places = defaultdict(list)
    for place, owner in enumerate(owners):
        places[owner].append(place)
    for owner, act in enumerate(material.trained):
        asked += [Asked(material.typist.meant(text), tuple(places[owner])) for text in act.questions]
    tokenizer = whole.model.tokenizer.backend_tokenizer
    start = whole.query_vectors(static_queries.pieces(tokenizer))
    table = static_queries.learn(tokenizer, start, asked, whole.passage_vectors(texts), print)
    args.out.mkdir(parents=True, exist_ok=True)
    np.save(args.out / "table.npy", table.table.astype(np.float16), allow_pickle=False)
    print(model_card.compared(material.figures(whole), material.figures(whole, table)))


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main = argparse.ArgumentParser(prog="python -m indexer.training", description=__doc__)
    commands = main.add_subparsers(required=True, metavar="COMMAND")
    tuning = commands.add_parser("encoder", help="fine-tune the whole encoder")
    _add_plan(tuning, contrastive.Plan())
    tuning.set_defaults(run=tune)
    asking = commands.add_parser("questions", help="add the layers that questions go through to a tuned encoder")
    _add_plan(asking, question_side.Plan())
    asking.add_argument("--layers", type=int, default=question_side.Plan.layers)
    asking.set_defaults(run=add_question_side)
    static = commands.add_parser("static", help="learn a table of token vectors for questions, to compare")
    _add_material(static, contrastive.Plan.held_out)
    static.set_defaults(run=learn_static)
    return main


def _add_material(command: argparse.ArgumentParser, held_out_share: float) -> None:
    command.add_argument("--base", type=Path, required=True, help="sentence-transformers folder to start from")
    command.add_argument("--out", type=Path, required=True, help="folder of the made model")
    command.add_argument("--source", type=Path, action="append", help="procedures; default: the shipped catalogue")
    command.add_argument("--held-out", type=float, default=held_out_share, help="share of acts never trained on")


def _add_plan(command: argparse.ArgumentParser, plan: contrastive.Plan | question_side.Plan) -> None:
    _add_material(command, plan.held_out)
    command.add_argument("--epochs", type=float, default=plan.epochs, help="passes over the texts")
    command.add_argument("--learning-rate", type=float, default=plan.learning_rate)
    command.add_argument("--seed", type=int, default=plan.seed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; expected mistakes end with one line on stderr and status 2."""
    args = parser().parse_args(arguments)
    try:
        args.run(args)
    except (ValueError, FileNotFoundError, FileExistsError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
