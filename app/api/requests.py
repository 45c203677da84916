"""What may be asked of the API: every parameter with its limits; an unknown or repeated one is refused."""

from collections.abc import Iterable
from typing import Annotated, Final, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from app.search.filters import Filters
from app.search.question import LONGEST_QUESTION
from corpus.importing.places import PROVINCES
from corpus.records import Kind, Level
from indexer.normalization import plain_key

MOST_HITS: Final = 50
LONGEST_NAME: Final = 200

Province = Literal[PROVINCES]  # type: ignore[valid-type]

SearchedKind = Literal[Kind.PROCEDURE, Kind.FAQ, Kind.PAKN, Kind.REGULATION]
SEARCHED_KINDS: tuple[Kind, ...] = get_args(SearchedKind)

_LEVELS = {plain_key(level): level.value for level in Level}
_PROVINCES = {plain_key(name): name for name in PROVINCES}
_STYLES = ("thanh pho ", "tinh ", "tp ")


def _level(value: object) -> object:
    """A level as it is spelled here, whatever marks and capitals were typed; an empty one asks for nothing."""
    return _LEVELS.get(plain_key(value), value) if isinstance(value, str) and value else None


def _province(value: object) -> object:
    """A province by its name, with or without marks and "tỉnh" or "thành phố"; an empty one asks for nothing."""
    if not isinstance(value, str) or not value:
        return None
    key = plain_key(value)
    bare = next((key.removeprefix(style) for style in _STYLES if key.startswith(style)), key)
    return _PROVINCES.get(bare, value)


def _chosen(value: object) -> object:
    return value or None


def _one_of(values: Iterable[str]) -> WithJsonSchema:
    """The schema of a choice that a form may leave empty."""
    return WithJsonSchema({"type": "string", "enum": [*values, ""]})


QuestionText = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_QUESTION,
        pattern=r"\S",
        description=f"The question in the citizen's own words, with or without tone marks; at most {LONGEST_QUESTION} "
        "characters. A procedure's code, a decision's number or a form's name finds its record.",
        examples=["làm giấy khai sinh cho con cần giấy tờ gì"],
    ),
]


class Parameters(BaseModel):
    """Parameters of a request; what is not named here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoParameters(Parameters):
    """No parameter at all."""


class SearchParameters(Parameters):
    """Parameters of a search."""

    q: QuestionText
    limit: int = Field(10, ge=1, le=MOST_HITS, description="Most hits to return.", examples=[5])
    field: str = Field(
        "", max_length=LONGEST_NAME, description="Only this field of administration (lĩnh vực).", examples=["Hộ tịch"]
    )
    level: Annotated[Level | None, BeforeValidator(_level), _one_of(Level)] = Field(
        None, description="Only procedures handled at this level; marks and capitals need not agree.", examples=["xã"]
    )
    agency: str = Field(
        "",
        max_length=LONGEST_NAME,
        description="Only procedures whose handling or issuing agency has this in its name.",
        examples=["Bộ Tư pháp"],
    )
    audience: str = Field(
        "", max_length=LONGEST_NAME, description="Only procedures for these people.", examples=["Công dân Việt Nam"]
    )
    province: Annotated[Province | None, BeforeValidator(_province), _one_of(PROVINCES)] = Field(
        None,
        description="This province's own procedures beside the national ones; provinces are those since July 2025.",
        examples=["Lào Cai"],
    )
    kind: Annotated[SearchedKind | None, BeforeValidator(_chosen), _one_of(SEARCHED_KINDS)] = Field(
        None, description="Only records of this kind.", examples=["procedure"]
    )
    explain: bool = Field(False, description="Say for each hit which signals gave it its score.")

    @property
    def filters(self) -> Filters:
        """The filters of the search."""
        return Filters(
            field=self.field,
            level=self.level or "",
            agency=self.agency,
            audience=self.audience,
            province=self.province or "",
            kind=self.kind or "",
        )


class SuggestParameters(Parameters):
    """Parameters of suggestions."""

    q: QuestionText
