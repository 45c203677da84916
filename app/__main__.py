"""`python -m app`: serve a bundle."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import ValidationError

from app.main import create_app
from app.serving.live import LiveBundle
from app.settings import Settings

SHUTDOWN_SECONDS = 10
# A question of ten thousand letters, written in percent signs, still reaches the code that explains what is wrong.
LONGEST_HEAD = 262_144

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "app.redaction.RedactingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"motcua": {"level": "INFO"}, "uvicorn.error": {"level": "INFO"}},
}


def parser() -> argparse.ArgumentParser:
    """The command line; what it leaves out comes from the environment."""
    main = argparse.ArgumentParser(prog="python -m app", description="Serve the API and the pages of one bundle.")
    main.add_argument("--bundle", type=Path, help="the folder that --out of `python -m indexer build` named")
    main.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    main.add_argument("--port", type=int, help="port to listen on (default 8000)")
    return main


def serve(settings: Settings) -> None:
    """Open the bundle and serve until stopped. Raises ValueError or OSError where it cannot be served."""
    app = create_app(settings, LiveBundle(settings.bundle))
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        log_config=LOGGING,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )


def _explained(invalid: ValidationError) -> str:
    """One line for each setting that cannot be used."""
    lines = (f"MOTCUA_{str(error['loc'][0]).upper()}: {error['msg']}" for error in invalid.errors())
    return "\n".join(lines) + "\nSettings are described in docs/settings.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve; expected mistakes end with a few lines on stderr and status 2."""
    given = {name: value for name, value in vars(parser().parse_args(arguments)).items() if value is not None}
    try:
        settings = Settings(**given)
    except ValidationError as invalid:
        print(_explained(invalid), file=sys.stderr)
        return 2
    try:
        serve(settings)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
