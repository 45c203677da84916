"""One short question back: where a single fact tells close acts apart, or where what was said fits acts of many fields."""

from collections.abc import Sequence

from app.search.cues import CUES, row_cues
from app.search.grouping import Group
from app.search.question import Question
from app.search.results import Choice, Clarification
from corpus.records import Kind
from indexer.catalogue import Row

MOST_CHOICES = 4
BROAD_FROM = 3
ALIKE = 0.4
LABEL_CHARACTERS = 120

_ASKED: tuple[tuple[str, str], ...] = (
    ("foreign", "Việc của bạn có liên quan đến nước ngoài không?"),
    ("again", "Bạn làm lần đầu hay xin cấp lại?"),
    ("exchange", "Bạn cần cấp mới hay đổi giấy đã có?"),
    ("change", "Bạn làm mới hay thay đổi nội dung đã có?"),
    ("extension", "Bạn xin cấp mới hay gia hạn?"),
    ("ending", "Bạn muốn đăng ký hay chấm dứt?"),
    ("military", "Bạn có thuộc lực lượng quân đội không?"),
    ("household", "Bạn là hộ gia đình, hộ kinh doanh hay tổ chức khác?"),
    ("company", "Bạn là cá nhân hay doanh nghiệp?"),
    ("branch", "Bạn làm cho trụ sở chính hay chi nhánh, văn phòng đại diện?"),
    ("copy", "Bạn cần bản sao, xác nhận hay làm bản chính?"),
    ("online", "Bạn cần bản giấy hay bản điện tử?"),
)


def clarify(question: Question, groups: Sequence[Group], rows: Sequence[Row], margin: float) -> Clarification | None:
    """A question with two to four choices, or None where the first act leads by more than `margin` or no fact separates them.

    Only acts whose titles are alike are told apart by one fact; of others it would be one difference among many.
    """
    close = [rows[g.lead.row] for g in groups[:MOST_CHOICES] if groups[0].score - g.score < margin]
    close = [row for row in close if row.kind == Kind.PROCEDURE]
    close = [row for row in close if _alike(row, close[0]) >= ALIKE]
    if len(close) < 2:
        return None
    for cue, text in _ASKED:
        place = CUES.index(cue)
        if not question.cues[place] and len({row_cues(row)[place] for row in close}) > 1:
            return Clarification(text, _choices(close))
    if len({row.levels for row in close}) > 1:
        return Clarification("Bạn nộp hồ sơ ở cấp nào?", _choices(close, by_level=True))
    if len({row.province for row in close}) > 1:
        return Clarification("Bạn ở tỉnh, thành phố nào?", _choices(close))
    return None


def narrow(sharing: Sequence[Row]) -> Clarification | None:
    """A question with a choice for each field, where acts of BROAD_FROM fields share all that was said ("khiếu nại", "gia hạn").

    `sharing` are those acts by rank; each field is offered with its first procedure. None where half of them are of the first
    one's field: then that is what people mean.
    """
    sharing = [row for row in sharing if row.kind == Kind.PROCEDURE and row.field]
    firsts: dict[str, Row] = {}
    for row in sharing:
        firsts.setdefault(row.field, row)
    if len(firsts) < BROAD_FROM or 2 * sum(row.field == sharing[0].field for row in sharing) >= len(sharing):
        return None
    choices = [Choice(_short(f"{row.field}: {row.title}"), row.id) for row in firsts.values()]
    return Clarification("Việc của bạn thuộc lĩnh vực nào?", tuple(choices[:MOST_CHOICES]))


def _alike(row: Row, other: Row) -> float:
    """Share 0..1 of the words of two titles that stands in both (Jaccard)."""
    words, others = set(row.act.split()), set(other.act.split())
    return len(words & others) / len(words | others)


def _choices(close: Sequence[Row], *, by_level: bool = False) -> tuple[Choice, ...]:
    labels = [f"{row.title} ({', '.join(row.levels)})" if by_level and row.levels else row.title for row in close]
    return tuple(Choice(_short(label), row.id) for label, row in zip(labels, close, strict=True))


def _short(label: str) -> str:
    return label if len(label) <= LABEL_CHARACTERS else label[: LABEL_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
