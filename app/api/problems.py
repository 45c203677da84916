"""Problems (RFC 9457): what is answered when a request cannot be, in words a clerk understands."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from app.api.complaints import FieldProblem, field_problems

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "/api/v1/problems/"
SEARCH_PAGE = "/"
RETRY_SECONDS = 1


class ProblemKind(StrEnum):
    """The kinds of problems; a type URI is TYPE_PREFIX and the kind."""

    INVALID_REQUEST = "invalid-request"
    UNKNOWN_PROCEDURE = "unknown-procedure"
    UNKNOWN_RECORD = "unknown-record"
    NO_SUCH_ADDRESS = "no-such-address"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    TOO_LARGE = "too-large"
    REFUSED = "refused"
    UNKNOWN_HOST = "unknown-host"
    BUSY = "busy"
    FAULT = "fault"


class ProblemDescription(BaseModel):
    """What a kind of problem means."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(examples=["/api/v1/problems/unknown-procedure"])
    title: str = Field(examples=["Không tìm thấy thủ tục"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["Không có thủ tục nào mang mã này. Hãy tìm lại theo tên thủ tục."])


class Problem(ProblemDescription):
    """A problem with one request: `errors` name the wrong parameters, `next` is an address that helps on."""

    errors: list[FieldProblem] = []
    next: str | None = Field(None, examples=["/"])


_MEANINGS: Mapping[ProblemKind, tuple[int, str, str]] = {
    ProblemKind.INVALID_REQUEST: (
        422,
        "Yêu cầu chưa hợp lệ",
        "Yêu cầu có tham số chưa đúng. Hãy sửa các tham số được nêu rồi gửi lại.",
    ),
    ProblemKind.UNKNOWN_PROCEDURE: (
        404,
        "Không tìm thấy thủ tục",
        "Không có thủ tục nào mang mã này. Thủ tục có thể đã được thay thế hoặc bãi bỏ; hãy tìm lại theo tên.",
    ),
    ProblemKind.UNKNOWN_RECORD: (
        404,
        "Không tìm thấy nội dung",
        "Không có nội dung nào mang mã này. Nội dung có thể đã hết hiệu lực; hãy tìm lại bằng từ khóa.",
    ),
    ProblemKind.NO_SUCH_ADDRESS: (
        404,
        "Không có địa chỉ này",
        "Địa chỉ này không tồn tại. Hãy kiểm tra lại đường dẫn, hoặc bắt đầu từ trang tra cứu.",
    ),
    ProblemKind.METHOD_NOT_ALLOWED: (
        405,
        "Phương thức không được hỗ trợ",
        "Địa chỉ này không nhận phương thức đã gửi. Hãy dùng phương thức ghi trong tiêu đề Allow.",
    ),
    ProblemKind.TOO_LARGE: (413, "Nội dung quá lớn", "Nội dung gửi lên quá lớn. Hãy gửi nội dung ngắn hơn."),
    ProblemKind.REFUSED: (400, "Yêu cầu không được chấp nhận", "Máy chủ không nhận yêu cầu này. Hãy kiểm tra lại."),
    ProblemKind.UNKNOWN_HOST: (
        400,
        "Tên miền không được phục vụ",
        "Máy chủ không phục vụ tên miền này. Người quản trị có thể thêm tên miền vào MOTCUA_ALLOWED_HOSTS.",
    ),
    ProblemKind.BUSY: (503, "Hệ thống đang bận", "Hiện có quá nhiều lượt tra cứu. Hãy thử lại sau ít giây."),
    ProblemKind.FAULT: (
        500,
        "Hệ thống gặp lỗi",
        "Hệ thống gặp lỗi khi xử lý yêu cầu. Hãy thử lại; nếu vẫn lỗi, hãy báo cho người quản trị.",
    ),
}
_BY_STATUS = {404: ProblemKind.NO_SUCH_ADDRESS, 405: ProblemKind.METHOD_NOT_ALLOWED, 413: ProblemKind.TOO_LARGE}
_PLAIN_DETAILS = frozenset({"Not Found", "Method Not Allowed", "Content Too Large", "Bad Request"})


class Refusal(Exception):
    """A request that is answered with a problem."""

    def __init__(
        self, kind: ProblemKind, detail: str = "", errors: Sequence[FieldProblem] = (), next: str = ""
    ) -> None:
        super().__init__(kind.value)
        self.problem = problem(kind, detail, errors, next)


def description(kind: ProblemKind) -> ProblemDescription:
    """What a kind of problem means."""
    status, title, detail = _MEANINGS[kind]
    return ProblemDescription(type=TYPE_PREFIX + kind, title=title, status=status, detail=detail)


def problem(kind: ProblemKind, detail: str = "", errors: Sequence[FieldProblem] = (), next: str = "") -> Problem:
    """A problem of a kind; without a detail of its own it has the kind's."""
    meaning = description(kind)
    return Problem(
        type=meaning.type,
        title=meaning.title,
        status=meaning.status,
        detail=detail or meaning.detail,
        errors=list(errors),
        next=next or None,
    )


def problem_response(content: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """A problem as a response that nothing keeps."""
    kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **(headers or {})}
    return Response(content.model_dump_json(), content.status, kept, MEDIA_TYPE)


def busy_response() -> Response:
    """The answer while too many requests are under way."""
    return problem_response(problem(ProblemKind.BUSY), {"Retry-After": str(RETRY_SECONDS)})


async def _refused(_: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    return problem_response(refusal.problem)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = field_problems(error.errors())
    return problem_response(problem(ProblemKind.INVALID_REQUEST, found[0].message, found))


async def _http(_: Request, error: Exception) -> Response:
    """An error of the framework or of a page; a Vietnamese sentence it brings along is kept."""
    assert isinstance(error, HTTPException)
    detail = "" if error.detail in _PLAIN_DETAILS else str(error.detail)
    kind = _BY_STATUS.get(error.status_code, ProblemKind.REFUSED)
    content = problem(kind, detail, next=SEARCH_PAGE if kind is ProblemKind.NO_SUCH_ADDRESS else "")
    return problem_response(content.model_copy(update={"status": error.status_code}), error.headers)


async def _fault(_: Request, __: Exception) -> Response:
    return problem_response(problem(ProblemKind.FAULT))


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)
