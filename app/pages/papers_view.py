"""The papers of an act by case, as pages list them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.pages import prose
from corpus.companions import Guide
from corpus.records import Case, Paper

_CASE_MARKS = re.compile(r"^[*\s\-–+•.]+|[:\s]+$")


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper to bring; numbers of 0 are not stated."""

    name: str
    originals: int = 0
    copies: int = 0
    form: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """The papers of one case; an empty name stands for every case."""

    name: str
    papers: tuple[PaperView, ...]


def cases(recorded: Iterable[Case]) -> tuple[CaseView, ...]:
    """Cases of one name become one; marks around the names go. What everybody brings comes first."""
    merged: dict[str, dict[str, PaperView]] = {}
    for case in recorded:
        papers = merged.setdefault(_CASE_MARKS.sub("", case.name), {})
        papers.update({paper.name: _paper(paper) for paper in case.papers})
    return _shared_first(CaseView(name, tuple(papers.values())) for name, papers in merged.items() if papers)


def guided(guide: Guide) -> tuple[CaseView, ...]:
    """The cases of a guide, what everybody brings first."""
    return _shared_first(CaseView(case.name, tuple(PaperView(p.text) for p in case.papers)) for case in guide.papers)


def _shared_first(listed: Iterable[CaseView]) -> tuple[CaseView, ...]:
    return tuple(sorted(listed, key=lambda case: bool(case.name)))


def _paper(paper: Paper) -> PaperView:
    return PaperView(prose.unbulleted(paper.name), paper.originals or 0, paper.copies or 0, paper.form)


def forms(listed: Iterable[CaseView]) -> tuple[PaperView, ...]:
    """The papers that come with a form, each form once."""
    return tuple({paper.form: paper for case in listed for paper in case.papers if paper.form}.values())
