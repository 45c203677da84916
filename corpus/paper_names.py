"""Telling the name of a paper from prose about it: only names may stand in a catalogue of facts."""

import re

LONGEST_NAME = 120
LONGEST_CASE = 100
LONGEST_RESULT = 200

_BULLET = re.compile(
    r"^(?:[-–+*•.,/=$!^)\s]|\(?[0-9a-zđ]{1,2}[.)/]\s?|\d{1,2}[-,]\s|\d+\.\d+\.?\s|\([ivx]{1,4}\))+", re.IGNORECASE
)
_QUANTITY = re.compile(
    r"^(?:\d{1,2}|một|hai|ba|bốn|năm)\s+(?:\([^)]{1,12}\)\s*)?(?=(?:bản|bộ|ảnh|tờ|đơn|giấy|phiếu|tấm)\b)", re.IGNORECASE
)
# From here on a text speaks about the paper: brackets, further sentences, the form it follows, when it is needed.
_REMARK = re.compile(
    r"\s+(?:theo|kèm)$|\s*[(\[;:\n].*$|[.!?]\s.*$"
    r"|,?\s+(?:theo (?:mẫu|biểu mẫu|quy định|hướng dẫn|phụ lục)|ban hành|được quy định|quy định tại|nếu có|trong trường hợp"
    r"|đối với (?:trường hợp|các trường hợp)|kèm theo|gửi kèm|trong đó|ghi rõ|nêu rõ|thể hiện|bao gồm|nhằm|như sau)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# The words that names of papers begin with.
_NOUNS = (
    "đơn|tờ (?:khai|trình|giấy|hướng dẫn)|giấy|văn (?:bản|bằng|kiện)|bản|báo cáo|tài liệu|danh (?:sách|mục)|quyết (?:định|toán)"
    "|mẫu|biểu mẫu|hợp đồng|biên (?:bản|lai)|phiếu|đề (?:án|cương|xuất)|dự (?:án|thảo|toán)|phương án|thông báo|bảng"
    "|sơ (?:đồ|yếu|họa)|chứng (?:chỉ|từ|nhận|thư|minh nhân dân)|kế hoạch|thuyết minh|công (?:văn|hàm)|quy (?:chế|trình)"
    "|nghị quyết|hóa đơn|ảnh|hình ảnh|kết (?:luận|quả)|hộ chiếu|lý lịch|ý kiến|cam kết|nội quy|phụ lục|sổ|chương trình"
    "|xác nhận|mảnh trích|trích (?:lục|đo|ngang)|bằng|vận (?:đơn|tải đơn)|thư|thẻ|giải trình|tóm tắt|thỏa thuận|hiến chương"
    "|điều lệ|bộ (?:hồ sơ|ảnh|tài liệu|chứng từ)|hồ sơ (?:thiết kế|kỹ thuật|bệnh án|năng lực|khoa học|dự án)|học bạ|nhật ký"
    "|kịch bản|ủy nhiệm chi|catalogue|căn cước|thể lệ|bình đồ|thiết kế|minh chứng|di chúc|lời chứng|lệnh|sao kê|tệp tin|bệnh án"
)
_BEGINS = re.compile(rf"(?:{_NOUNS})\b", re.IGNORECASE)
_INSTRUCTS = re.compile(
    r"\b(?:phải|nộp cho|được nộp|có trách nhiệm|xuất trình|thì|nếu|khi nộp|không cần|không phải|vui lòng|thực hiện (?:nộp|theo))\b",
    re.IGNORECASE,
)
# A name never ends with a word that asks for more.
_DANGLES = re.compile(
    r"(?:^|\s)(?:gồm|sau|sau đây|có|nội dung|với|của|và|hoặc|về|cho|các|những|là|như|từ|trong|do|để|bằng|được|bị|cỡ|khổ)$"
    r"|(?<!sở)(?<!hiện)(?<!hữu)(?:^|\s)tại$|^(?:bản (?:sao|chính|gốc|giấy)|văn bản|giấy tờ|tài liệu|đơn|giấy|mẫu)$",
    re.IGNORECASE,
)
_CASE_CLOSING = re.compile(
    r",?\s*(?:(?:thành phần )?hồ sơ )?(?:bao gồm|gồm)(?: có)?(?: (?:các )?giấy tờ(?: sau)?)?\s*:*\s*$", re.IGNORECASE
)
_CASE_INSTRUCTS = re.compile(r"\b(?:phải|xuất trình|nộp|gửi|thành phần)\b|[.!?]\s", re.IGNORECASE)


def paper_name(text: str) -> str:
    """The name of a paper without bullet, quantity and remarks; "" where the text is prose."""
    name = _name(text, LONGEST_NAME)
    return name if _BEGINS.match(name) else ""


def result_name(text: str) -> str:
    """The name of a result; the national list of results gives papers longer names than dossiers do."""
    return _name(text, LONGEST_RESULT if _BEGINS.match(text) else LONGEST_NAME)


def _name(text: str, longest: int) -> str:
    """One clause of 3 to `longest` characters; "" where the text instructs or breaks off."""
    name = _QUANTITY.sub("", _BULLET.sub("", text.strip()))
    name = _REMARK.sub("", name).strip(" .,-–/")
    sound = 3 <= len(name) <= longest and not _INSTRUCTS.search(name) and not _DANGLES.search(name)
    return name[:1].upper() + name[1:] if sound else ""


def case_name(text: str) -> str:
    """The name of a case without bullet and closing words; "" where it instructs."""
    name = _CASE_CLOSING.sub("", _BULLET.sub("", text.strip())).strip(" .,:-–")
    return name if len(name) <= LONGEST_CASE and "\n" not in name and not _CASE_INSTRUCTS.search(name) else ""
