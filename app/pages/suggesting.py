"""Suggestions while a question is typed: popular names and titles, and what many people asked before."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from app.pages.content_policy import Keeping
from app.pages.visit import PortalVisit, Visit
from app.search.suggestions import LONGEST_TYPED, MOST

router = APIRouter(include_in_schema=False)

PAST = 2


class SuggestedQuestion(BaseModel):
    """A text to ask; `note` says what it leads to where the text does not."""

    model_config = ConfigDict(frozen=True)

    text: str
    note: str = ""


class SuggestedQuestions(BaseModel):
    """Suggestions, the best first."""

    suggestions: list[SuggestedQuestion]


def suggested(visit: Visit, typed: str) -> SuggestedQuestions:
    """At most MOST suggestions for a half-typed question, each text once."""
    if len(typed) > LONGEST_TYPED:
        return SuggestedQuestions(suggestions=[])
    named = visit.served.suggestions.suggest(typed)
    past = visit.site.past_questions.like(typed, PAST)
    notes = {one.text: one.title if one.title != one.text else "" for one in named[: MOST - len(past)]}
    return SuggestedQuestions(
        suggestions=[
            SuggestedQuestion(text=text, note=note) for text, note in (notes | dict.fromkeys(past, "")).items()
        ]
    )


@router.get("/goi-y")
def suggestions(visit: PortalVisit, response: Response) -> SuggestedQuestions:
    """Suggestions for the portal's question box."""
    response.headers["Cache-Control"] = Keeping.NEVER.value
    return suggested(visit, visit.query.get("q", ""))
