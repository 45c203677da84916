"""The OpenAPI document: what FastAPI derives, with problems described as what they are."""

from typing import Any

from fastapi import FastAPI

from app.api.problems import MEDIA_TYPE, Problem, ProblemKind, description

ADDRESS = "/api/v1/openapi.json"
VERSION = "1.0.0"
TITLE = "Một Cửa"
DESCRIPTION = (
    "Search of Vietnamese administrative procedures. Questions go in as people type them; answers are ranked acts with "
    "quoted facts. Errors are `application/problem+json` (RFC 9457) with a Vietnamese sentence. Unknown or repeated "
    "parameters are refused. Nothing that is asked is kept."
)
_SCHEMA = {"$ref": "#/components/schemas/Problem"}


def problem_responses(*kinds: ProblemKind) -> dict[int | str, dict[str, Any]]:
    """The problems an endpoint may answer with, for `responses=`."""
    meanings = [description(kind) for kind in kinds]
    return {
        meaning.status: {
            "description": meaning.title,
            "content": {MEDIA_TYPE: {"schema": _SCHEMA, "example": meaning.model_dump()}},
        }
        for meaning in meanings
    }


def describe(app: FastAPI) -> None:
    """Make the application's OpenAPI document hold the schema of problems."""
    derived = app.openapi

    def document() -> dict[str, Any]:
        made = derived()
        schemas = made["components"]["schemas"]
        if "Problem" not in schemas:
            schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
            schemas.update(schema.pop("$defs", {}))
            schemas["Problem"] = schema
        return made

    app.openapi = document  # type: ignore[method-assign]
