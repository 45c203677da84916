"""What is wrong with a parameter, in one Vietnamese sentence that names it and one that says how to mend it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.api.requests import LONGEST_NAME, MOST_HITS, SearchParameters
from app.search.question import LONGEST_QUESTION
from corpus.records import Kind, Level

SHOWN_NAME = 40


class FieldProblem(BaseModel):
    """One wrong parameter."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(examples=["limit"])
    message: str = Field(
        examples=["Số kết quả (limit) phải là số nguyên từ 1 đến 50. Hãy chọn một số trong khoảng này."]
    )


_LONGEST = f"{LONGEST_QUESTION:,}".replace(",", ".")
_TOO_LONG_QUESTION = f"Câu hỏi (q) dài quá {_LONGEST} ký tự. Hãy hỏi ngắn gọn trong một hoặc hai câu."
_NO_QUESTION = "Chưa có câu hỏi (q). Hãy nhập điều cần tìm, chẳng hạn: đăng ký khai sinh."
_NAMES = {
    "field": "Lĩnh vực (field)",
    "agency": "Cơ quan (agency)",
    "audience": "Đối tượng (audience)",
}
_REMEDIES: Mapping[str, str] = {
    "limit": f"Số kết quả (limit) phải là số nguyên từ 1 đến {MOST_HITS}. Hãy chọn một số trong khoảng này.",
    "level": f"Cấp thực hiện (level) không có giá trị này. Hãy chọn một trong: {', '.join(Level)}.",
    "kind": f"Loại (kind) không có giá trị này. Hãy chọn một trong: {', '.join(Kind)}.",
    "province": "Không có tỉnh, thành phố (province) này. Hãy dùng tên hiện hành sau khi sáp nhập, chẳng hạn: Lào Cai.",
    "explain": "Lựa chọn giải thích (explain) chỉ nhận true hoặc false. Hãy sửa lại hoặc bỏ đi.",
    "code": "Mã thủ tục gồm một chữ số, dấu chấm và sáu chữ số, chẳng hạn: 1.004222. Hãy kiểm tra lại mã.",
    "id": "Mã câu hỏi chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang và gạch dưới. Hãy kiểm tra lại mã.",
    **{
        field: f"{name} dài quá {LONGEST_NAME} ký tự. Hãy dùng đúng tên như trong kết quả tìm kiếm."
        for field, name in _NAMES.items()
    },
}
_KNOWN = ", ".join(SearchParameters.model_fields)


def unknown_parameter(name: str) -> str:
    """The sentence for a parameter that is not one of ours."""
    return f"Tham số “{name[:SHOWN_NAME]}” không được hỗ trợ ở địa chỉ này. Hãy bỏ đi (tìm kiếm nhận: {_KNOWN})."


def repeated_parameter(name: str) -> str:
    """The sentence for a parameter that is given more than once."""
    return f"Tham số “{name[:SHOWN_NAME]}” được gửi nhiều lần. Hãy chỉ gửi một giá trị."


def _message(field: str, error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return unknown_parameter(field)
    if field == "q":
        return _TOO_LONG_QUESTION if error["type"] == "string_too_long" else _NO_QUESTION
    return _REMEDIES.get(field, f"Giá trị của “{field[:SHOWN_NAME]}” chưa đúng. Hãy kiểm tra lại.")


def field_problems(errors: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    """The complaints of a validation, one for each parameter."""
    found: dict[str, FieldProblem] = {}
    for error in errors:
        field = str(error["loc"][-1]) if error["loc"] else ""
        found.setdefault(field, FieldProblem(field=field[:SHOWN_NAME], message=_message(field, error)))
    return list(found.values())
