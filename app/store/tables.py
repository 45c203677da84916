"""The tables of the store."""

from datetime import datetime

from sqlalchemy import DateTime, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

LONGEST_TEXT = 1000
LONGEST_REMARK = 300


class Base(DeclarativeBase):
    """Base of every table."""


class AskedQuestion(Base):
    """One question as it was asked, redacted. `asked_at` is UTC cut to the hour, so that visits cannot be told apart."""

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(DateTime, index=True)
    door: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(String(LONGEST_TEXT), index=True)
    status: Mapped[str] = mapped_column(String(16), index=True)
    confidence: Mapped[float]
    first: Mapped[str] = mapped_column(String(64))
    bundle: Mapped[str] = mapped_column(String(64))


class Verdict(Base):
    """One answer to "was this helpful", about a page, with an optional redacted remark."""

    __tablename__ = "verdicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    given_at: Mapped[datetime] = mapped_column(DateTime, index=True)
    door: Mapped[str] = mapped_column(String(16))
    page: Mapped[str] = mapped_column(String(128), index=True)
    helpful: Mapped[bool]
    remark: Mapped[str] = mapped_column(String(LONGEST_REMARK))
