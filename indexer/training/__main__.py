"""`python -m indexer.training`: fine-tune an encoder on the shipped names and questions."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sentence_transformers import SentenceTransformer

from corpus import shipped
from corpus.importing import read
from indexer import held_out
from indexer.building import Knowledge, prepare, spoken_lines
from indexer.encoder.notices import copy_notice
from indexer.language import LanguageModel
from indexer.repair import Repairer
from indexer.synonyms import Synonym, Synonyms
from indexer.training import model_card
from indexer.training.acts import Act, Typist, acts, is_held_out
from indexer.training.contrastive import Plan, Trainee, train
from indexer.training.measuring import figures

READABLE = 0o644


def _knowledge(sources: Sequence[Path]) -> Knowledge:
    synonyms = Synonyms(Synonym.model_validate(line) for line in shipped.json_lines(shipped.SYNONYMS))
    return Knowledge(read(sources).procedures, names=shipped.popular_names(), synonyms=synonyms)


def _held_out_questions(knowledge: Knowledge, material: Sequence[Act]) -> dict[str, str]:
    by_code = {entry.code: held_out.question(entry) for entry in knowledge.names}
    return {act.key: by_code[act.code] for act in material if by_code.get(act.code)}


def run(args: argparse.Namespace) -> None:
    """Train, measure before and after, save with a model card."""
    knowledge = _knowledge(args.source or [shipped.CATALOGUE])
    material = acts(knowledge)
    plan = Plan(epochs=args.epochs, learning_rate=args.learning_rate, held_out=args.held_out, seed=args.seed)
    apart = [act for act in material if is_held_out(act, plan.held_out)]
    trained = [act for act in material if not is_held_out(act, plan.held_out)]
    model = SentenceTransformer(str(args.base), device="cpu", model_kwargs={"dtype": "float32"})
    trainee = Trainee(model)
    questions, keys = _held_out_questions(knowledge, material), frozenset(act.key for act in apart)
    before = figures(trainee, material, questions, keys)
    language = LanguageModel.learn(spoken_lines(knowledge, prepare(knowledge)))
    train(trainee, trained, Typist(Repairer(language), knowledge.synonyms), plan, print)
    after = figures(trainee, material, questions, keys)
    model.half().save_pretrained(str(args.out), create_model_card=False)
    for path in args.out.rglob("*.safetensors"):
        path.chmod(READABLE)
    copy_notice(args.base, args.out)
    model_card.write(args.out, plan, trained, apart, trainee.layers, before, after)
    print((args.out / "README.md").read_text(encoding="utf-8"))


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m indexer.training", description=__doc__)
    made.add_argument("--base", type=Path, required=True, help="sentence-transformers folder to start from")
    made.add_argument("--out", type=Path, required=True, help="folder of the tuned model")
    made.add_argument("--source", type=Path, action="append", help="procedures; default: the shipped catalogue")
    made.add_argument("--epochs", type=float, default=Plan.epochs, help="passes over the questions")
    made.add_argument("--learning-rate", type=float, default=Plan.learning_rate)
    made.add_argument("--held-out", type=float, default=Plan.held_out, help="share of acts never trained on")
    made.add_argument("--seed", type=int, default=Plan.seed)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; expected mistakes end with one line on stderr and status 2."""
    try:
        run(parser().parse_args(arguments))
    except (ValueError, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
