"""Cues: the facts by which near-twin acts differ, read from a question and from a title by the same patterns.

A cue is one bit; `CUES` fixes their order. Patterns see lower-case marked text, because "cấp lại" and "cấp lái" differ.
"""

import re
from functools import lru_cache

from indexer.catalogue import Row

_PATTERNS: dict[str, tuple[str, str]] = {
    # cue: (in titles, in questions)
    "foreign": (
        r"nước ngoài|quốc tế",
        r"nước ngoài|quốc tế|ngoại quốc|việt kiều|người tây|\btây\b|hàn quốc|đài loan|nhật|\bmỹ\b|\bđức\b|trung quốc|lãnh sự|đại sứ quán",
    ),
    "again": (
        r"cấp lại|đăng ký lại|cấp đổi, cấp lại|làm lại",
        r"cấp lại|làm lại|xin lại|bị mất|mất rồi|làm mất|đánh mất|thất lạc|bị hỏng|bị rách|bị cháy|rách nát|mất cắp",
    ),
    "exchange": (r"cấp đổi|\bđổi\b", r"cấp đổi|\bđổi\b"),
    "change": (
        r"sửa đổi|điều chỉnh|thay đổi|bổ sung|cải chính|đính chính|chỉnh sửa|cập nhật",
        r"sửa|điều chỉnh|thay đổi|bổ sung|cải chính|đính chính|bị sai|ghi sai|\bsai\b|nhầm|cập nhật|đổi tên|chuyển địa chỉ|dời",
    ),
    "extension": (r"gia hạn|duy trì hiệu lực|kéo dài", r"gia hạn|hết hạn|sắp hết|thêm hạn|kéo dài|quá hạn"),
    "ending": (
        r"thu hồi|chấm dứt|giải thể|xóa|hủy|thôi |bãi bỏ|đình chỉ|kết thúc",
        r"thu hồi|chấm dứt|giải thể|đóng cửa|xóa|hủy|\bthôi\b|nghỉ bán|ngừng hẳn|dẹp|trả lại",
    ),
    "pause": (
        r"tạm ngừng|tạm dừng|tạm hoãn|tạm đình chỉ",
        r"tạm ngừng|tạm dừng|tạm nghỉ|nghỉ một thời gian|bảo lưu|tạm hoãn",
    ),
    "first": (
        r"cấp mới|lần đầu|thành lập|\bcấp giấy|đăng ký mới",
        r"cấp mới|lần đầu|\bmở\b|thành lập|mới sinh|xin giấy phép",
    ),
    "copy": (r"bản sao|trích lục|xác nhận|sao y", r"bản sao|trích lục|sao y|xác nhận|photo|công chứng"),
    "transfer": (
        r"chuyển nhượng|sang tên|chuyển quyền|thừa kế|tặng cho|di chuyển|chuyển",
        r"chuyển nhượng|sang tên|mua lại|bán|tặng|cho con|thừa kế|chuyển|để lại",
    ),
    "online": (r"trực tuyến|điện tử|mạng", r"trực tuyến|online|điện tử|qua mạng|vneid|trên mạng|\bapp\b"),
    "ministry": (r"cấp bộ|trung ương|bộ trưởng", r"ở bộ|cấp bộ|\bbộ (?:y|công|tài|xây|nội|tư|giáo)|trung ương"),
    "province": (r"cấp tỉnh|tỉnh", r"cấp tỉnh|\btỉnh\b|\bsở\b|thành phố"),
    "ward": (r"cấp xã|\bxã\b", r"\bxã\b|phường|ủy ban"),
    "mobile": (r"lưu động", r"lưu động|tận nhà|tới nhà|đến nhà|không đi lại được"),
    "border": (r"biên giới", r"biên giới|cửa khẩu|\blào\b|campuchia|trung quốc"),
    "official": (r"hộ chiếu ngoại giao|hộ chiếu công vụ|nhà ngoại giao", r"ngoại giao|công vụ|công hàm"),
    "abroad": (
        r"cơ quan đại diện",
        r"nước ngoài|ngoại quốc|xa xứ|hải ngoại|việt kiều|đại sứ quán|sứ quán|lãnh sự|cơ quan đại diện|visa|thị thực"
        r"|\b(?:ở|bên|tại|sang|qua|từ) (?:mỹ|đức|pháp|anh|úc|nga|séc|nhật|hàn|đài|trung quốc|canada|châu âu|lào|campuchia|thái lan|tây)\b",
    ),
    "linked": (r"liên thông", r"liên thông|một lần|cùng lúc|gộp"),
    "household": (r"hộ kinh doanh|hộ gia đình", r"hộ kinh doanh|\bquán\b|tiệm|sạp|buôn bán nhỏ|tạp hóa|hộ gia đình"),
    "company": (r"doanh nghiệp|công ty", r"công ty|doanh nghiệp|chi nhánh|tnhh|cổ phần"),
    "branch": (
        r"chi nhánh|văn phòng đại diện|địa điểm kinh doanh",
        r"chi nhánh|văn phòng đại diện|địa điểm kinh doanh",
    ),
    "dead": (
        r"khai tử|tử tuất|mai táng|chết|hy sinh|từ trần|liệt sĩ",
        r"\bmất (?:rồi|hôm|năm|hồi|đi|ở|vì|từ)|mới mất|vừa mất|qua đời|chết|tử|từ trần|khai tử|liệt sĩ",
    ),
    "adoption": (
        r"con nuôi",
        r"con nuôi|nhận nuôi|nhận (?:một |thêm )?(?:con|bé|đứa|cháu)|xin (?:một |thêm )?(?:con|bé|đứa)|làm con|mồ côi|hiếm muộn",
    ),
    "documented": (
        r"đã có hồ sơ, giấy tờ",
        r"đã có (?:hồ sơ|giấy tờ|căn cước|hộ khẩu)|người lớn|lớn tuổi|chưa (?:từng |hề |có )?khai sinh|không có khai sinh",
    ),
    "child": (r"trẻ em|trẻ|con\b|học sinh", r"\bcon\b|\bbé\b|trẻ|cháu|em bé|sơ sinh|học sinh"),
    "military": (
        r"quân đội|quân nhân|quốc phòng|quân sự|sĩ quan|cơ yếu|công an nhân dân",
        r"quân đội|quân nhân|bộ đội|quốc phòng|sĩ quan|quân khu|quân sự|chiến sĩ|công an nhân dân|cán bộ công an|lực lượng vũ trang|đi lính",
    ),
}
CUES: tuple[str, ...] = tuple(_PATTERNS)
_IN_TITLES = tuple(re.compile(title) for title, _ in _PATTERNS.values())
_IN_QUESTIONS = tuple(re.compile(question) for _, question in _PATTERNS.values())


def _bits(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[bool, ...]:
    lowered = text.lower()
    return tuple(bool(pattern.search(lowered)) for pattern in patterns)


@lru_cache(maxsize=16384)
def title_cues(title: str) -> tuple[bool, ...]:
    """Which cues a title holds, in the order of CUES."""
    return _bits(title, _IN_TITLES)


def row_cues(row: Row) -> tuple[bool, ...]:
    """The cues of a record: its title's, and what that keeps to itself, that it is for soldiers or diplomats or done at missions abroad."""
    forces, missions = ", quân đội" * row.of_forces, ", cơ quan đại diện" * row.of_missions
    return title_cues(row.title + forces + missions + ", cho nhà ngoại giao" * row.of_diplomats)


def question_cues(question: str) -> tuple[bool, ...]:
    """Which cues a (repaired) question holds, in the order of CUES."""
    return _bits(question, _IN_QUESTIONS)
