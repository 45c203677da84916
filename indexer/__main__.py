"""`python -m indexer`: build, inspect, check and roll back bundles."""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from corpus import shipped
from corpus.companions import Companion
from corpus.importing import Collection, ImportFailure, read
from corpus.records import Procedure
from indexer import bundle as bundles
from indexer import held_out
from indexer.building import Built, Knowledge, build
from indexer.encoder.exported import exported_encoder
from indexer.publishing import history, rollback
from indexer.synonyms import Synonym, Synonyms

MODEL = Path(__file__).parent / "model"


class ProgressBar:
    """A bar on stderr for each stage of a build."""

    def __init__(self) -> None:
        self._bars: dict[str, tqdm[None]] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Move the bar of one stage."""
        if what not in self._bars:
            self._bars[what] = tqdm(total=total, desc=what, unit="", file=sys.stderr)
        bar = self._bars[what]
        bar.update(done - bar.n)
        if done >= total:
            bar.close()


def knowledge(sources: Sequence[Path], *, strict: bool, companions: bool) -> Knowledge:
    """Import the sources and put what ships (names, FAQ, guides, life events, …) beside them. Raises ImportFailure."""
    collection = read(sources, strict=strict)
    print(collection.summary.render())
    return Knowledge(
        procedures=collection.procedures,
        companions=(*collection.companions, *(_shipped_companions(collection) if companions else ())),
        names=(*collection.names, *(shipped.popular_names() if companions else ())),
        synonyms=Synonyms(Synonym.model_validate(line) for line in shipped.json_lines(shipped.SYNONYMS)),
        unanswerable=shipped.unanswerable_questions(),
    )


def _shipped_companions(collection: Collection) -> Iterator[Companion]:
    """Shipped companions of acts that the collection holds, where the collection brings none of the same name."""
    codes = {procedure.code for procedure in collection.procedures}
    known = {(record.kind, record.id) for record in collection.companions}
    for record in read([shipped.COMPANIONS], strict=True).companions:
        if (record.kind, record.id) not in known and codes.intersection(record.procedures):
            yield record


def hold_out(made: Knowledge, topics: Path) -> Knowledge:
    """Write a question and a name of each act, and half of the unanswerable questions, as topics; the knowledge without them."""
    codes = {procedure.code for procedure in made.procedures}
    entries = [entry for entry in made.names if entry.code in codes]
    asked = [(e.code, text) for e in entries for text in (held_out.question(e), held_out.name(e)) if text]
    lines = [{"id": f"a{n}", "query": text, "gold": {code: 3}} for n, (code, text) in enumerate(asked)]
    lines += [{"id": f"x{n}", "query": text, "gold": {}} for n, text in enumerate(held_out.hidden(made.unanswerable))]
    topics.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return replace(made, names=tuple(held_out.without(made.names)), unanswerable=held_out.shown(made.unanswerable))


def build_bundle(args: argparse.Namespace) -> None:
    """Import, index, publish."""
    started = time.monotonic()
    sources = args.source or [shipped.CATALOGUE]
    made = knowledge(sources, strict=args.strict, companions=not args.bare)
    if args.hold_out:
        made = hold_out(made, args.hold_out)
    args.out.mkdir(parents=True, exist_ok=True)
    built = build(made, exported_encoder(args.encoder, args.out), args.out, ProgressBar())
    print(_summary(built, time.monotonic() - started))


def _summary(built: Built, seconds: float) -> str:
    counts = ", ".join(f"{count} {what}" for what, count in built.manifest.counts.items())
    return f"bundle {built.manifest.bundle}: {counts}; {built.encoded} texts encoded; {seconds:.0f} s\n{built.folder}"


def inspect(args: argparse.Namespace) -> None:
    """Print the manifest in short, and a record where a code is given."""
    folder = bundles.current_folder(args.bundle)
    manifest = bundles.read_manifest(folder)
    print(f"{folder}\nbundle {manifest.bundle}\ncorpus {manifest.corpus_hash}\nencoder {manifest.encoder}")
    print(f"dimension {manifest.dimension}, tokenizer {manifest.tokenizer}")
    for what, count in manifest.counts.items():
        print(f"{count:8d} {what}")
    print(f"{sum(entry.bytes for entry in manifest.files.values()) / 1e6:8.1f} MB in {len(manifest.files)} files")
    print("published: " + " -> ".join(history(args.bundle)))
    if args.code:
        _print_record(bundles.Bundle.open(args.bundle), args.code)


def _print_record(bundle: bundles.Bundle, code: str) -> None:
    if code not in bundle.row_of:
        raise bundles.BundleError(f"no record {code} in this bundle")
    record = bundle.documents[bundle.row_of[code]]
    print(record.model_dump_json(indent=1, exclude_defaults=not isinstance(record, Procedure)))


def check(args: argparse.Namespace) -> None:
    """Verify every hash and open the bundle."""
    bundle = bundles.Bundle.open(args.bundle)
    print(f"{bundle.folder}: {len(bundle.manifest.files)} files agree with the manifest, {len(bundle.rows)} records")


def roll_back(args: argparse.Namespace) -> None:
    """Publish the bundle before the current one."""
    print(f"current is now {rollback(args.bundle)}")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main = argparse.ArgumentParser(prog="python -m indexer", description=__doc__)
    commands = main.add_subparsers(required=True)
    building = commands.add_parser("build", help="build a bundle and publish it")
    building.add_argument(
        "--source", type=Path, action="append", help="file or folder, repeatable; default: the shipped catalogue"
    )
    building.add_argument("--out", type=Path, required=True, help="where bundles stand")
    building.add_argument("--encoder", default=str(MODEL), help="sentence-transformers folder or model name")
    building.add_argument("--strict", action="store_true", help="a rejected record stops the build")
    building.add_argument("--bare", action="store_true", help="without the shipped names, guides and FAQ")
    building.add_argument(
        "--hold-out",
        type=Path,
        metavar="TOPICS",
        help="keep questions and names out and write them here, to learn from",
    )
    building.set_defaults(run=build_bundle)
    for name, run, text in (
        ("inspect", inspect, "show what a bundle holds"),
        ("check", check, "verify every file of the current bundle"),
        ("rollback", roll_back, "go back to the bundle before"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("bundle", type=Path, help="the folder --out of build named")
        command.set_defaults(run=run)
        if run is inspect:
            command.add_argument("--code", help="print this record too")
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; expected mistakes end with one line on stderr and status 2."""
    args = parser().parse_args(arguments)
    try:
        args.run(args)
    except (bundles.BundleError, ImportFailure, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
