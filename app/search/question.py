"""A question as the search understands it: repaired, abbreviations written out, identifiers and the asked fact recognised."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.search.cues import question_cues
from corpus.orthography import tidy
from indexer import reading
from indexer.bundle import Bundle
from indexer.euphemisms import plainly
from indexer.identifiers import compact
from indexer.normalization import fold
from indexer.repair import Repairer
from indexer.tokenization import Tokens, tokenize

LONGEST_QUESTION = 1000

_CODE = re.compile(r"(?<![\d.])(\d)[.,]?(\d{6})(?!\d)")
_DECISION = re.compile(r"\b\d{1,5}\s?/\s?(?:\d{4}\s?/\s?)?(?:QĐ|QD|NĐ|ND|TT|NQ)[-–][A-ZĐa-zđ0-9-]+", re.IGNORECASE)
_FORM = re.compile(
    r"\b(?:mẫu số|mẫu|mau so|mau)?\s*((?:(?:CT|CC|NA|TK|BM|HC|DC|TP)\s?-?\s?\d|M-?\d\d)\d{0,2}[a-z]?)\b", re.IGNORECASE
)


class Fact(StrEnum):
    """The facts a citizen may ask for."""

    FEE = "fee"
    TIME = "time"
    PAPERS = "papers"
    WHERE = "where"
    WHO = "who"
    CONDITIONS = "conditions"
    RESULT = "result"
    FORM = "form"


_ASKED: tuple[tuple[Fact, re.Pattern[str]], ...] = tuple(
    (fact, re.compile(pattern))
    for fact, pattern in (
        (
            Fact.FEE,
            r"\ble phi\b|\bphi\b|bao nhieu tien|\bton (?:tien|bao nhieu|kem|nhieu)|het bao nhieu|mat (?:bao nhieu )?tien|\bgia bao nhieu|gia tien|mien phi|dong bao nhieu|may tien|bao tien",
        ),
        (
            Fact.TIME,
            r"bao lau|may ngay|bao nhieu ngay|may tuan|may thang|khi nao (?:co|xong|nhan|lay)|thoi (?:han|gian)|bao gio (?:co|xong|nhan)|mat (?:may|bao nhieu) (?:ngay|tuan)",
        ),
        (Fact.FORM, r"\bmau don|to khai (?:nao|gi|o dau|mau)|mau (?:nao|gi|so|to khai)|tai mau|bieu mau"),
        (
            Fact.PAPERS,
            r"giay to|ho so (?:gi|gom|can|nhu|the)|can (?:nhung )?gi\b|chuan bi gi|can (?:mang|nop|dem|chuan bi)|mang theo gi|giay gi|gom (?:nhung )?gi|nhung gi",
        ),
        (
            Fact.WHERE,
            r"o dau|cho nao|noi nao|den dau|ra dau|len dau|nop dau|co quan nao|phuong nao|gap ai|xin ai|\bo (?:phuong|xa|so|bo|cong an|quan)\b.* hay |toi dau|di dau",
        ),
        (Fact.CONDITIONS, r"dieu kien|co duoc|duoc khong|duoc ko|duoc hong|co phai|bao nhieu tuoi|yeu cau gi|co can"),
        (Fact.WHO, r"\bai (?:duoc|co|phai|la|nop|di)\b|doi tuong|nguoi nao|di thay|nop thay|lam thay|ho duoc"),
        (Fact.RESULT, r"ket qua|duoc cap gi|nhan duoc gi"),
    )
)


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed and what it was taken for.

    `words` are repaired syllables with abbreviations written out; `tokens` are made of them; `beside` are official names of
    everyday words; `suggestion` is a "did you mean" where letters, not only marks, were mended.
    """

    typed: str
    words: tuple[str, ...]
    tokens: Tokens
    beside: tuple[str, ...]
    unmarked: bool
    known: tuple[bool, ...]
    suggestion: str
    codes: tuple[str, ...]
    decisions: tuple[str, ...]
    forms: tuple[str, ...]
    asked: Fact | None
    cues: tuple[bool, ...]

    @property
    def text(self) -> str:
        """The question as the encoder sees it."""
        return " ".join(self.words)


def understand(typed: str, bundle: Bundle, repairer: Repairer) -> Question:
    """Read a question. Long ones are cut at LONGEST_QUESTION characters."""
    text = tidy(typed[:LONGEST_QUESTION])
    repaired = reading.repaired(text, bundle.synonyms, repairer)
    words = plainly(repaired.meant)
    meant = " ".join(words)
    return Question(
        typed=text,
        words=words,
        tokens=tokenize(meant),
        beside=tuple(dict.fromkeys(bundle.synonyms.meanings(words))),
        unmarked=repaired.unmarked,
        known=tuple(repairer.known(word) for word in words),
        suggestion=repaired.text if repaired.changed_letters else "",
        codes=tuple(f"{major}.{minor}" for major, minor in _CODE.findall(text)),
        decisions=tuple(compact(number) for number in _DECISION.findall(text)),
        forms=tuple(compact(form).replace("-", "") for form in _FORM.findall(text)),
        asked=_asked(meant) or _asked(text),
        cues=question_cues(meant),
    )


def _asked(text: str) -> Fact | None:
    """The first fact whose wording the text holds."""
    folded = fold(text)
    return next((fact for fact, pattern in _ASKED if pattern.search(folded)), None)
