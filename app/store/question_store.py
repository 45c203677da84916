"""The store of questions and verdicts, on any database SQLAlchemy speaks to; SQLite in WAL mode by default.

Every text is redacted here, so that nothing personal can reach a table whoever calls. A store that cannot be written
is logged and never stops an answer.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, delete, event, func, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.redaction import redact
from app.store.records import Asking, Door, KeptAsking, KeptOpinion, Opinion
from app.store.tables import LONGEST_REMARK, LONGEST_TEXT, AskedQuestion, Base, Verdict

_log = logging.getLogger(__name__)


class StoreError(ValueError):
    """A database that cannot be used; the message says which setting to change."""


def _hour() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0, tzinfo=None)


def _one_line(text: str, longest: int) -> str:
    return redact(" ".join(text.split()))[:longest]


def _tune_sqlite(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA busy_timeout=2000")


class QuestionStore:
    """Keeps askings and opinions for `days`; safe to share between threads and processes."""

    def __init__(self, url: str, days: int) -> None:
        """Open the database at `url` (a SQLAlchemy URL) and make its tables. Raises StoreError."""
        self._days = days
        try:
            self._engine = _opened(url)
            Base.metadata.create_all(self._engine)
        except (SQLAlchemyError, ImportError, OSError) as failure:
            raise StoreError(
                f"MOTCUA_STORE_URL names a database that cannot be opened ({type(failure).__name__}). "
                "Name one that can be written, or set it to nothing to keep nothing."
            ) from failure
        self.forget()

    def keep_asking(self, asking: Asking) -> None:
        """Keep one question."""
        row = AskedQuestion(
            asked_at=_hour(),
            door=asking.door.value,
            text=_one_line(asking.text, LONGEST_TEXT),
            status=asking.status,
            confidence=asking.confidence,
            first=asking.first,
            bundle=asking.bundle,
        )
        self._write(row)

    def keep_opinion(self, opinion: Opinion) -> None:
        """Keep one verdict."""
        row = Verdict(
            given_at=_hour(),
            door=opinion.door.value,
            page=opinion.page[:128],
            helpful=opinion.helpful,
            remark=_one_line(opinion.remark, LONGEST_REMARK),
        )
        self._write(row)

    def askings(self, limit: int = 100) -> tuple[KeptAsking, ...]:
        """The latest questions, newest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(AskedQuestion).order_by(AskedQuestion.id.desc()).limit(limit))
            return tuple(_kept_asking(row) for row in rows)

    def opinions(self, limit: int = 100) -> tuple[KeptOpinion, ...]:
        """The latest verdicts, newest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(Verdict).order_by(Verdict.id.desc()).limit(limit))
            return tuple(_kept_opinion(row) for row in rows)

    def often_asked(self, at_least: int, limit: int) -> tuple[str, ...]:
        """Questions that were answered `at_least` times in the same words, the most frequent first.

        A wording that many share tells nobody apart; what only one person typed is never shown to another.
        """
        times = func.count()
        wordings = (
            select(AskedQuestion.text)
            .where(AskedQuestion.status == "answered")
            .group_by(AskedQuestion.text)
            .having(times >= at_least)
            .order_by(times.desc(), AskedQuestion.text)
            .limit(limit)
        )
        with Session(self._engine) as session:
            return tuple(session.scalars(wordings))

    def forget(self) -> None:
        """Drop what is older than `days`."""
        oldest = _hour() - timedelta(days=self._days)
        with self._attempt("forget"), Session(self._engine) as session:
            session.execute(delete(AskedQuestion).where(AskedQuestion.asked_at < oldest))
            session.execute(delete(Verdict).where(Verdict.given_at < oldest))
            session.commit()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _write(self, row: Base) -> None:
        with self._attempt("keep"), Session(self._engine) as session:
            session.add(row)
            session.commit()

    @contextmanager
    def _attempt(self, what: str) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as failure:
            # The statement in the error holds the text; only its class may reach a log.
            _log.warning("The store could not %s: %s", what, type(failure).__name__)


def _opened(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _kept_asking(row: AskedQuestion) -> KeptAsking:
    asking = Asking(Door(row.door), row.text, row.status, row.confidence, row.first, row.bundle)
    return KeptAsking(row.asked_at, asking)


def _kept_opinion(row: Verdict) -> KeptOpinion:
    return KeptOpinion(row.given_at, Opinion(Door(row.door), row.page, row.helpful, row.remark))
