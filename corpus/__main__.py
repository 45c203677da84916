"""`python -m corpus`: make the facts catalogue, count what the corpus holds, check popular names."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import facts, shipped
from corpus.checking import popular_names
from corpus.importing import ImportFailure, read
from corpus.records import Procedure
from corpus.statistics import counts


def make_facts(args: argparse.Namespace) -> int:
    """Write the catalogue of facts from an export."""
    collection = read(args.source)
    print(collection.summary.render())
    written = facts.write(args.out, facts.catalogue(collection.procedures))
    print(f"{args.out}: {written} procedures, {args.out.stat().st_size / 1e6:.1f} MB")
    return 0


def print_counts(args: argparse.Namespace) -> int:
    """Print what the shipped corpus holds."""
    made = counts()
    print(json.dumps(made, indent=1) if args.json else "\n".join(f"{count:8d} {name}" for name, count in made.items()))
    return 0


def check(args: argparse.Namespace) -> int:
    """Check the popular names against the catalogue, and against topics where asked; 1 where something is wrong."""
    procedures = read([shipped.CATALOGUE]).procedures
    entries, found = popular_names.read(args.names)
    found += popular_names.check(entries, {p.code: p.title for p in procedures}, _acts(procedures))
    for path in args.topics:
        topics = {str(line["id"]): str(line["query"]) for line in shipped.json_lines(path)}
        found += popular_names.overlaps(entries, topics)
    for finding in found:
        print(finding.render())
    print(f"{len(entries)} entries checked, {len(found)} findings")
    return 1 if found else 0


def _acts(procedures: Sequence[Procedure]) -> dict[str, str]:
    """Code -> what makes procedures the same act here: the words of the title outside brackets."""
    return {p.code: " ".join(popular_names.words(p.title.split("(")[0] or p.title)) for p in procedures}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    commands = main.add_subparsers(required=True)
    facting = commands.add_parser("facts", help="make the catalogue of facts from an export")
    facting.add_argument("--source", type=Path, action="append", required=True, help="file or folder, repeatable")
    facting.add_argument("--out", type=Path, default=shipped.CATALOGUE)
    facting.set_defaults(run=make_facts)
    counting = commands.add_parser("stats", help="count what the shipped corpus holds")
    counting.add_argument("--json", action="store_true")
    counting.set_defaults(run=print_counts)
    checking = commands.add_parser("check", help="check the popular names and questions")
    checking.add_argument("--names", type=Path, default=shipped.NAMES)
    checking.add_argument(
        "--topics", type=Path, action="append", default=[], help="judged topics that must not have leaked in"
    )
    checking.set_defaults(run=check)
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; expected mistakes end with one line on stderr and status 2."""
    args = parser().parse_args(arguments)
    try:
        status: int = args.run(args)
    except (ImportFailure, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return status


if __name__ == "__main__":
    sys.exit(main())
