"""`python -m app.evaluation`: search a batch of topics, score a run."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from app.evaluation.report import report
from app.evaluation.topics import FileError, RunHit, RunLine, Topic, read_clusters, read_run, read_topics, write_run
from app.search.pipeline import SearchEngine
from app.search.results import ResultSet
from indexer.bundle import Bundle, BundleError

DEPTH = 10


def run_line(topic: Topic, results: ResultSet) -> RunLine:
    """The run's line for one topic: procedures only, at most DEPTH acts."""
    acts = [hit for hit in results.hits if hit.row.kind == "procedure"][:DEPTH]
    hits = (RunHit(code=hit.row.id, variants=tuple(row.id for row in hit.variants)) for hit in acts)
    return RunLine(id=topic.id, status=results.status.value, confidence=results.confidence, hits=tuple(hits))


def search(args: argparse.Namespace) -> None:
    """Answer every topic and write the run."""
    engine = SearchEngine(Bundle.open(args.bundle))
    topics = read_topics(args.topics)
    write_run(args.out, (run_line(topic, engine.search(topic.query, limit=2 * DEPTH)) for topic in topics))
    print(f"{len(topics)} topics answered into {args.out}")


def score(args: argparse.Namespace) -> None:
    """Print the figures of a run and keep them as JSON where asked."""
    before = read_run(args.before) if args.before else None
    made = report(read_topics(args.topics), read_run(args.results), read_clusters(args.clusters), before)
    for name, line in made.items():
        shown = line.items() if isinstance(line, dict) else enumerate(line if isinstance(line, list) else [])
        print(f"{name:24s}", "  ".join(f"{key}={value}" for key, value in shown))
    if args.json:
        args.json.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main = argparse.ArgumentParser(prog="python -m app.evaluation", description=__doc__)
    commands = main.add_subparsers(required=True)
    searching = commands.add_parser("search", help="answer topics with a bundle")
    searching.add_argument("--bundle", type=Path, required=True, help="the folder --out of build named")
    searching.add_argument("--topics", type=Path, required=True, help="JSONL of {id, query}")
    searching.add_argument("--out", type=Path, required=True, help="the run to write")
    searching.set_defaults(run=search)
    scoring = commands.add_parser("score", help="score a run against judged topics")
    scoring.add_argument("--topics", type=Path, required=True, help="JSONL of {id, query, gold: {code: grade}}")
    scoring.add_argument("--results", type=Path, required=True, help="the run to score")
    scoring.add_argument("--clusters", type=Path, help="code TAB cluster: codes that are one act")
    scoring.add_argument("--before", type=Path, help="an earlier run to compare with")
    scoring.add_argument("--json", type=Path, help="write the figures here too")
    scoring.set_defaults(run=score)
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; expected mistakes end with one line on stderr and status 2."""
    args = parser().parse_args(arguments)
    try:
        args.run(args)
    except (BundleError, FileError, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
