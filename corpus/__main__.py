"""`python -m corpus`: make the facts catalogue, count, check and export what the corpus holds, keep a copy of the portal."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from corpus import facts, shipped
from corpus.checking import content, popular_names
from corpus.checking.findings import Finding
from corpus.checking.overlaps import Spoken, overlaps, words
from corpus.exporting import files
from corpus.health import page
from corpus.health import report as health_report
from corpus.health.findings import examined
from corpus.importing import ImportFailure, read
from corpus.records import Procedure
from corpus.statistics import counts
from corpus.syncing import differences
from corpus.syncing.troubles import Trouble


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
    """Check names and written content, then report on the health of the corpus; 1 where content must be mended."""
    paths = args.source or [shipped.CATALOGUE]
    collection = read([*paths, *(path for path in (args.companions, args.names) if path.exists())])
    wrong = [*_wrong_names(args, collection.procedures), *_wrong_content(args, collection.procedures)]
    for finding in wrong:
        print(finding.render())
    print(
        f"{len(collection.names)} entries of names, {len(collection.companions)} pieces of content: {len(wrong)} findings"
    )
    made = health_report.report(examined(collection, args.day), ", ".join(path.name for path in paths))
    print(health_report.as_text(made))
    if args.report:
        print(*page.write(args.report, made), sep="\n")
    return 1 if wrong else 0


def _wrong_names(args: argparse.Namespace, procedures: Sequence[Procedure]) -> Iterator[Finding]:
    entries, wrong = popular_names.read(args.names)
    yield from wrong
    yield from popular_names.check(entries, {p.code: p.title for p in procedures}, _acts(procedures))
    yield from _leaked(args, entries)


def _wrong_content(args: argparse.Namespace, procedures: Sequence[Procedure]) -> Iterator[Finding]:
    entries, wrong = content.read(args.companions)
    yield from wrong
    yield from content.Checker(procedures, args.day).check(entries)
    yield from _leaked(args, entries)


def _leaked(args: argparse.Namespace, entries: Sequence[Spoken]) -> Iterator[Finding]:
    for path in args.topics:
        topics = {str(line["id"]): str(line["query"]) for line in shipped.json_lines(path)}
        yield from overlaps(entries, topics)


def export(args: argparse.Namespace) -> int:
    """Write the public procedures in a format of others."""
    companions = [shipped.COMPANIONS] if shipped.COMPANIONS.exists() and not args.source else []
    written = files.write(args.out, read([*(args.source or [shipped.CATALOGUE]), *companions]), args.format)
    print(f"{args.out}: {written} procedures, {args.out.stat().st_size / 1e6:.1f} MB")
    return 0


def sync(args: argparse.Namespace) -> int:
    """Bring a local copy of the portal up to date; 1 where the run stopped before its end."""
    # Of all commands only this one talks to a network; a server has no need of what it takes.
    from corpus.syncing.course import Course, Wish
    from corpus.syncing.local_copy import LocalCopy
    from corpus.syncing.manners import Manners
    from corpus.syncing.portal import Portal

    now = datetime.now().astimezone()
    copy = LocalCopy(args.out)
    manners = Manners(pause=args.pause, timeout=args.timeout, tries=args.tries, first_wait=args.first_wait)
    changes = args.changes or copy.changes_file(now)
    try:
        with copy.reserved(), Portal(args.address, manners) as portal:
            ended = Course(copy, portal, Wish(args.limit, args.refresh), now, changes).run()
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from here", file=sys.stderr)
        return 130
    print(ended.render(), f"{changes}: the changes", f"{copy.file}: the copy", sep="\n")
    return 1 if ended.stopped else 0


def diff(args: argparse.Namespace) -> int:
    """Print what changed between two exports."""
    made = differences.between(read([args.old]).procedures, read([args.new]).procedures)
    print(json.dumps(made.as_json(), ensure_ascii=False, indent=1) if args.json else made.render())
    return 0


def _acts(procedures: Sequence[Procedure]) -> dict[str, str]:
    """Code -> what makes procedures the same act here: the words of the title outside brackets."""
    return {p.code: " ".join(words(p.title.split("(")[0] or p.title)) for p in procedures}


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
    checking = commands.add_parser("check", help="check names and written content, report on the health of the corpus")
    checking.add_argument(
        "--source",
        type=Path,
        action="append",
        help="export of the procedures, repeatable; without it the shipped catalogue",
    )
    checking.add_argument("--names", type=Path, default=shipped.NAMES)
    checking.add_argument(
        "--companions", type=Path, default=shipped.COMPANIONS, help="guides, FAQ, life events and the rest"
    )
    checking.add_argument("--report", type=Path, help="folder for health.html and health.json")
    checking.add_argument(
        "--day", type=date.fromisoformat, default=date.today(), help="the day to check for, YYYY-MM-DD"
    )
    checking.add_argument(
        "--topics", type=Path, action="append", default=[], help="judged topics that must not have leaked in"
    )
    checking.set_defaults(run=check)
    exporting = commands.add_parser("export", help="write the public procedures as JSON-LD, CPSV-AP, CSV or Excel")
    exporting.add_argument("--format", type=files.Format, choices=list(files.Format), required=True)
    exporting.add_argument(
        "--source",
        type=Path,
        action="append",
        help="export of the procedures, repeatable; without it the shipped corpus",
    )
    exporting.add_argument("--out", type=Path, required=True)
    exporting.set_defaults(run=export)
    differing = commands.add_parser("diff", help="print what changed between two exports")
    differing.add_argument("old", type=Path)
    differing.add_argument("new", type=Path)
    differing.add_argument("--json", action="store_true")
    differing.set_defaults(run=diff)
    _add_sync(commands.add_parser("sync", help="bring a local copy of the portal up to date through its public API"))
    return main


def _add_sync(syncing: argparse.ArgumentParser) -> None:
    syncing.add_argument("--out", type=Path, required=True, help="folder of the copy")
    syncing.add_argument("--address", default="https://dichvucong.gov.vn/api/v1", help="base address of the API")
    syncing.add_argument("--limit", type=int, help="most details to fetch in this run")
    syncing.add_argument("--refresh", type=int, default=30, help="days after which a detail is fetched again anyway")
    syncing.add_argument(
        "--pause", type=float, default=1.5, help="seconds between requests, at least 1 for a foreign server"
    )
    syncing.add_argument("--timeout", type=float, default=30, help="seconds to wait for an answer")
    syncing.add_argument("--tries", type=int, default=5, help="tries of one request")
    syncing.add_argument(
        "--first-wait", type=float, default=5, help="seconds before the second try; doubled for each further one"
    )
    syncing.add_argument("--changes", type=Path, help="where to write the changes as JSON; without it inside the copy")
    syncing.set_defaults(run=sync)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; expected mistakes end with one line on stderr and status 2."""
    args = parser().parse_args(arguments)
    try:
        status: int = args.run(args)
    except (ImportFailure, FileNotFoundError, Trouble) as problem:
        print(problem, file=sys.stderr)
        return 2
    return status


if __name__ == "__main__":
    sys.exit(main())
