"""Response models of the API. Absent values are null, absent lists empty; spans count Unicode characters from 0."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from app.search.question import Fact
from app.search.results import Status
from app.search.suggestions import SuggestionKind
from corpus.companions import Companion
from corpus.records import FeeKind, Kind, Level, Method, ObsoleteFlag, Procedure, Unit


class Answer(BaseModel):
    """A part of a response."""

    model_config = ConfigDict(frozen=True)


class ProcessingTime(Answer):
    """A processing time: `text` in words, `amount` and `unit` where the source states a number."""

    text: str = Field(examples=["7 ngày làm việc"])
    amount: float | None = Field(examples=[7])
    unit: Unit | None = Field(examples=["ngày làm việc"])


class Payment(Answer):
    """One payment: `text` in words; `doubt` says why the amount of the source must not be trusted."""

    text: str = Field(examples=["Lệ phí: 20.000 đồng"])
    kind: FeeKind
    amount: float | None = Field(examples=[20000])
    currency: str = Field(examples=["VND"])
    doubt: str | None = Field(examples=[None])


class ChannelFacts(Answer):
    """Time and payments of one way to hand in the dossier."""

    method: Method
    time: ProcessingTime | None
    fees: list[Payment]


class Facts(Answer):
    """What people most often want to know of a procedure, from its record."""

    channels: list[ChannelFacts]
    levels: list[Level]
    agency: str | None = Field(examples=["Ủy ban nhân dân cấp xã"])
    field: str | None = Field(examples=["Hộ tịch"])
    papers: int = Field(description="How many different papers the dossier names, over all cases.", examples=[3])


class MatchedPart(Answer):
    """A sentence of the record that shares words with the question."""

    section: str = Field(examples=["dossier"])
    text: str = Field(examples=["Tờ khai đăng ký khai sinh theo mẫu"])
    marks: list[tuple[int, int]] = Field(description="Spans [start, end) to highlight.", examples=[[[8, 15], [16, 25]]])


class Variant(Answer):
    """A record of the same act: another province's copy, another level, a re-issue."""

    code: str = Field(examples=["1.001193"])
    title: str = Field(examples=["Đăng ký khai sinh"])
    province: str | None = Field(examples=["Lào Cai"])
    levels: list[Level]


class SourceNote(Answer):
    """Where the record was read."""

    address: str | None
    retrieved: date | None


class ScoreReason(Answer):
    """The share of one signal in a score."""

    feature: str = Field(examples=["lexical_title"])
    share: float = Field(examples=[1.25])


class SearchHit(Answer):
    """One act, or a record of another kind. `facts` belong to procedures, `answer` and `procedures` to the other kinds."""

    code: str = Field(description="Code of a procedure or id of another record.", examples=["1.001193"])
    title: str = Field(examples=["Đăng ký khai sinh"])
    kind: Kind
    score: float
    matched: list[MatchedPart]
    facts: Facts | None
    answer: str | None
    procedures: list[str] = Field(description="Codes of the procedures that an answer rests on.")
    obsolete: list[ObsoleteFlag] = Field(description="Signs that the text was written before the reforms of 2025.")
    variants: list[Variant]
    source: SourceNote
    updated: date | None
    page: str = Field(description="Address of the page for people.", examples=["/thu-tuc/1.001193"])
    reasons: list[ScoreReason] = Field(description="Largest shares of the score; only with `explain=true`.")


class QuotedFact(Answer):
    """The fact asked for, in the words and numbers of the record."""

    fact: Fact
    lines: list[str] = Field(examples=[["Nộp trực tiếp: Lệ phí: 20.000 đồng"]])
    section: str = Field(examples=["fees"])
    code: str = Field(examples=["1.001193"])
    title: str = Field(examples=["Đăng ký khai sinh"])
    source: str | None
    decision_number: str | None = Field(examples=["1872/QĐ-BTP"])
    decision_date: date | None = Field(examples=["2020-09-04"])


class FacetValue(Answer):
    """A value of a filter and how many of the found records hold it."""

    value: str = Field(examples=["Hộ tịch"])
    count: int = Field(examples=[12])


class Facets(Answer):
    """Values to filter by, the most frequent first; each list belongs to the parameter of its name."""

    field: list[FacetValue]
    level: list[FacetValue]
    agency: list[FacetValue]
    audience: list[FacetValue]
    province: list[FacetValue]
    kind: list[FacetValue]


class ClarifyingChoice(Answer):
    """One way to make the question clear."""

    label: str
    code: str


class ClarifyingQuestion(Answer):
    """One short question back to the citizen."""

    question: str
    choices: list[ClarifyingChoice]


class SeparateIntent(Answer):
    """One of several wishes in a question, with the codes of its hits."""

    text: str
    codes: list[str]


class JourneyStage(Answer):
    """One act of a journey: why it is needed, and the acts that come first."""

    procedure: str = Field(examples=["1.000656"])
    reason: str
    after: list[str]
    optional: bool


class Journey(Answer):
    """A life event with its acts, in the order in which to do them."""

    id: str = Field(examples=["nguoi-than-qua-doi"])
    title: str = Field(examples=["Người thân qua đời"])
    summary: str
    stages: list[JourneyStage]
    page: str = Field(examples=["/su-kien/nguoi-than-qua-doi"])


class SearchAnswer(Answer):
    """The answer to a question."""

    status: Status
    confidence: float = Field(ge=0, le=1, description="How likely the first hit is right.")
    asked: Fact | None = Field(description="The fact the question asks for, if any.")
    quote: QuotedFact | None = Field(description="That fact, quoted from the first hit's record.")
    hits: list[SearchHit]
    total: int = Field(description="Acts found in all.")
    suggestion: str | None = Field(description="Did you mean: the question with its letters mended.")
    clarification: ClarifyingQuestion | None
    intents: list[SeparateIntent]
    life_event: Journey | None = Field(description="The situation in life that the question tells of, if any.")
    facets: Facets
    took_ms: float
    bundle: str = Field(description="Identity of the bundle the answer comes from.", examples=["d997f1a43d95a239"])


class CompanionNote(Answer):
    """A record that speaks of a procedure."""

    kind: Kind
    id: str
    title: str


class ProcedureAnswer(Answer):
    """A procedure in full: all fields of the official form."""

    record: Procedure
    variants: list[Variant]
    companions: list[CompanionNote] = Field(description="Guide, questions and journeys that speak of the procedure.")
    page: str = Field(examples=["/thu-tuc/1.001193"])
    bundle: str


class RelatedProcedure(Answer):
    """A procedure that a record speaks of; the title is null where the bundle does not hold it."""

    code: str
    title: str | None


class CompanionAnswer(Answer):
    """An FAQ entry, guide, life event, answered feedback or regulation in full."""

    record: Companion = Field(discriminator="kind")
    procedures: list[RelatedProcedure]
    page: str
    bundle: str


class SuggestedText(Answer):
    """A text to search for, and the record it leads to."""

    text: str = Field(examples=["đăng ký khai sinh tại nhà"])
    kind: SuggestionKind
    code: str = Field(examples=["1.003583"])
    title: str = Field(examples=["Đăng ký khai sinh lưu động"])


class SuggestAnswer(Answer):
    """Suggestions for a half-typed question, the best first."""

    suggestions: list[SuggestedText]
    bundle: str


class Health(Answer):
    """The process answers."""

    status: str = Field(examples=["ok"])


class Readiness(Answer):
    """The server can answer questions, and from which bundle."""

    status: str = Field(examples=["ready"])
    bundle: str = Field(examples=["d997f1a43d95a239"])
    records: int = Field(examples=[5662])
