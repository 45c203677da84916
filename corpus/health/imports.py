"""What the import turned away or had to mend."""

from collections.abc import Iterator, Sequence

from corpus.health.findings import Examined, Finding, of_procedure
from corpus.health.rules import Rule
from corpus.importing import Mend

_FIELDS = {"code": "mã", "title": "tên", "text": "nội dung", "file": "tệp", "record": "bản ghi", "kind": "loại"}
_WORDS = {
    "malformed code": "mã sai dạng",
    "no procedure code": "không có mã",
    "code marked as deleted": "mã có dấu đã xóa",
    "not NFC": "chữ chưa ở dạng NFC",
    "tone placement": "đặt dấu thanh không thống nhất (hoá, thuỷ)",
    "tab": "ký tự tab",
    "no-break or other odd space": "khoảng trắng lạ",
    "zero-width mark or control character": "ký tự ẩn",
    "private-use bullet": "dấu đầu dòng của phông riêng",
    "Cyrillic or Greek look-alike in a Latin word": "chữ Kirin hoặc Hy Lạp giống chữ Latinh",
    "eth for Đ": "chữ Ð thay cho Đ",
    "'Thủ tục' at the start": "mở đầu bằng “Thủ tục”",
    "edge spaces or line breaks": "thừa khoảng trắng, xuống dòng",
    "closing punctuation": "thừa dấu câu ở cuối",
    "all capitals": "viết hoa toàn bộ",
    "own code": "lặp lại mã",
    "numbering": "có số thứ tự",
    "heading of the steps": "lẫn tiêu đề “Trình tự thực hiện”",
    "code cleaned": "thừa ký tự trong mã",
}


def findings(corpus: Examined) -> Iterator[Finding]:
    """One finding for each record turned away, then one for each act mended; mends without a code are counted by kind."""
    for rejection in corpus.summary.rejections:
        place = f"{rejection.file}, dòng {rejection.line}" if rejection.line else rejection.file
        reason = _phrase(rejection.field, rejection.reason)
        yield Finding(Rule.REJECTED, rejection.detail[:60], reason, "", place)
    by_code: dict[str, list[Mend]] = {}
    for mend in corpus.summary.mends:
        by_code.setdefault(mend.detail if mend.detail in corpus.procedures else "", []).append(mend)
    yield from _nameless(by_code.pop("", []))
    for code, mends in by_code.items():
        what = "; ".join(dict.fromkeys(_phrase(mend.field, mend.what) for mend in mends))
        yield of_procedure(corpus, Rule.MENDED, corpus.procedures[code], what)


def _nameless(mends: Sequence[Mend]) -> Iterator[Finding]:
    by_kind: dict[str, list[Mend]] = {}
    for mend in mends:
        by_kind.setdefault(_phrase(mend.field, mend.what), []).append(mend)
    for what, group in sorted(by_kind.items(), key=lambda kind: -len(kind[1])):
        places = ", ".join(str(mend.line) for mend in group[:10])
        more = ", …" if len(group) > 10 else ""
        yield Finding(Rule.MENDED, "", what, "", f"{len(group)} bản ghi; dòng {places}{more} của {group[0].file}")


def _phrase(field: str, what: str) -> str:
    return f"{_FIELDS.get(field, field)}: {_WORDS.get(what, what)}"
