"""What people say of a death: "mẹ tôi mới mất" tells of somebody who died, "tôi mới mất bằng lái" of a paper that is lost.

The word for both is "mất", and encoder and index alike take it for the far more frequent loss. Here it becomes "qua đời" where a
relative stands before it and nothing that could be lost behind it.
"""

import re
from collections.abc import Sequence

_RELATIVE = (
    r"(?:mẹ|má|mạ|bu|bố|ba|cha|tía|ông|bà|cụ|chồng|vợ|anh|chị|cô|chú|bác|cậu|dì|thím|mợ|cháu|con|người (?:thân|nhà)"
    r"|(?:ông|bà) (?:nội|ngoại|xã))"
)
_OWN = r"(?:tôi|tui|tao|mình|em|con|cháu|ấy|nhà|ruột|trai|gái|vợ|chồng|nội|ngoại)"
_BEHIND = (
    "hôm|rồi|làm|năm|tháng|tuần|ngày|hồi|lúc|vì|do|ở|tại|thì|giờ|bây|phải|cần|nên|xin|khai|đi|để|mà|không|chưa|được|sáng|trưa|chiều"
    "|tối|đêm|trong|bên|sau|trước|từ|và|có|con|cháu|gia|lâu|đột|nay"
)
_DIED = re.compile(rf"\b({_RELATIVE}(?: {_OWN}){{0,2}}(?: (?:mới|vừa|đã|vừa mới))?) mất(?= (?:{_BEHIND})\b|$)")


def plainly(words: Sequence[str]) -> tuple[str, ...]:
    """The lower-case syllables of a question or a wording with a death called by its name."""
    if "mất" not in words:
        return tuple(words)
    return tuple(_DIED.sub(r"\1 qua đời", " ".join(words)).split())
