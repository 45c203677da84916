"""The endpoints of version 1."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from app.api import conversion, models
from app.api.complaints import FieldProblem
from app.api.contract import problem_responses
from app.api.dependencies import Configured, Counted, Served, no_parameters, single_parameters
from app.api.problems import SEARCH_PAGE, ProblemDescription, ProblemKind, Refusal, description
from app.api.requests import SearchParameters, SuggestParameters
from app.search.suggestions import LONGEST_TYPED
from corpus.records import Kind, Procedure

router = APIRouter(prefix="/api/v1", tags=["search"], dependencies=[Depends(single_parameters)])

_CODE = r"^[0-9]\.[0-9]{6}$"
_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
_CALLED = {
    Kind.FAQ: "câu hỏi thường gặp",
    Kind.GUIDE: "hướng dẫn",
    Kind.LIFE_EVENT: "sự kiện",
    Kind.PAKN: "phản ánh, kiến nghị",
    Kind.REGULATION: "quy định kinh doanh",
}
_Identity = Annotated[str, Path(pattern=_ID, description="Id of the record.", examples=["khai-sinh-qua-han"])]
_COMPANION: dict[str, Any] = {
    "responses": problem_responses(ProblemKind.INVALID_REQUEST, ProblemKind.UNKNOWN_RECORD, ProblemKind.BUSY),
    "dependencies": [Depends(no_parameters)],
}
_ASKED: dict[int | str, dict[str, Any]] = problem_responses(ProblemKind.INVALID_REQUEST, ProblemKind.BUSY)


@router.get("/search", summary="Answer a question with ranked procedures", responses=_ASKED)
def search(
    asked: Annotated[SearchParameters, Query()], served: Served, settings: Configured, metrics: Counted
) -> models.SearchAnswer:
    """Ranked acts for a question in everyday words, with the facts people come for and, where one is asked, its quote.

    `status` is `no_answer` where no procedure of the bundle fits; hits may still be there as a way on.
    """
    if asked.limit > settings.most_hits:
        message = f"Số kết quả (limit) ở máy chủ này nhiều nhất là {settings.most_hits}. Hãy giảm số kết quả."
        raise Refusal(ProblemKind.INVALID_REQUEST, message, [FieldProblem(field="limit", message=message)])
    results = served.engine.search(asked.q, limit=asked.limit, wanted=asked.filters, explain=asked.explain)
    metrics.count_answer(results.status)
    return conversion.search_answer(results, settings.portal_url)


@router.get("/suggest", summary="Suggest texts for a half-typed question", responses=_ASKED)
async def suggest(asked: Annotated[SuggestParameters, Query()], served: Served) -> models.SuggestAnswer:
    """Popular names and titles that hold what was typed, at most eight; marks that were typed must agree."""
    found = served.suggestions.suggest(asked.q) if len(asked.q) <= LONGEST_TYPED else ()
    return conversion.suggest_answer(found, served.name)


@router.get(
    "/procedures/{code}",
    summary="A procedure in full",
    responses=problem_responses(ProblemKind.INVALID_REQUEST, ProblemKind.UNKNOWN_PROCEDURE, ProblemKind.BUSY),
    dependencies=[Depends(no_parameters)],
)
def procedure(
    code: Annotated[str, Path(pattern=_CODE, description="Code of the procedure.", examples=["1.001193"])],
    served: Served,
    settings: Configured,
) -> models.ProcedureAnswer:
    """All fields of the official form. Internal procedures of the administration are not public."""
    row = served.public_row(code)
    record = served.bundle.documents[served.bundle.row_of[code]] if row else None
    if row is None or not isinstance(record, Procedure):
        detail = f"Không có thủ tục nào mang mã {code}. Thủ tục có thể đã được thay thế; hãy tìm lại theo tên."
        raise Refusal(ProblemKind.UNKNOWN_PROCEDURE, detail, next=settings.portal_url + SEARCH_PAGE)
    return conversion.procedure_answer(record, row, served, settings.portal_url)


def _companion(kind: Kind, identity: str, served: Served, settings: Configured) -> models.CompanionAnswer:
    """The record of that kind and identity. Raises Refusal."""
    number = served.bundle.numbers.get((kind, identity))
    record = served.bundle.documents[number] if number is not None else None
    if isinstance(record, Procedure) or record is None:
        detail = f"Không có {_CALLED[kind]} nào mang mã {identity}. Hãy tìm lại bằng từ khóa."
        raise Refusal(ProblemKind.UNKNOWN_RECORD, detail, next=settings.portal_url + SEARCH_PAGE)
    return conversion.companion_answer(record, served, settings.portal_url)


@router.get("/faqs/{id}", summary="A frequently asked question in full", **_COMPANION)
def faq(id: _Identity, served: Served, settings: Configured) -> models.CompanionAnswer:
    """Question, answer, the procedures and the legal basis it rests on, and until when it was reviewed."""
    return _companion(Kind.FAQ, id, served, settings)


@router.get("/guides/{id}", summary="A guide to an act in plain words", **_COMPANION)
def guide(id: _Identity, served: Served, settings: Configured) -> models.CompanionAnswer:
    """What for, who, papers by case, steps, place, time, fee, common mistakes; each with the field it rests on."""
    return _companion(Kind.GUIDE, id, served, settings)


@router.get("/life-events/{id}", summary="A life event with its acts in order", **_COMPANION)
def life_event(id: _Identity, served: Served, settings: Configured) -> models.CompanionAnswer:
    """The acts a situation in life asks for, each with its reason and what must come first."""
    return _companion(Kind.LIFE_EVENT, id, served, settings)


@router.get("/pakn/{id}", summary="An answered feedback or petition in full", **_COMPANION)
def pakn(id: _Identity, served: Served, settings: Configured) -> models.CompanionAnswer:
    """What was asked of an agency, and what it answered."""
    return _companion(Kind.PAKN, id, served, settings)


@router.get("/regulations/{id}", summary="A business regulation in full", **_COMPANION)
def regulation(id: _Identity, served: Served, settings: Configured) -> models.CompanionAnswer:
    """A duty or condition of a trade, and where it is laid down."""
    return _companion(Kind.REGULATION, id, served, settings)


@router.get(
    "/problems/{kind}",
    summary="What a kind of problem means",
    responses=problem_responses(ProblemKind.INVALID_REQUEST),
    dependencies=[Depends(no_parameters)],
)
async def problem_kind(kind: Annotated[ProblemKind, Path(description="Kind of problem.")]) -> ProblemDescription:
    """The address that `type` of a problem names."""
    return description(kind)
