"""The OpenAPI document, and whether the API keeps it: schemathesis makes the requests."""

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import BaseSchema, Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.api import contract
from app.api.problems import TYPE_PREFIX, ProblemKind

EXAMPLES = 60
# A path parameter of a valid form need not name a record we hold.
LENIENT = [positive_data_acceptance]
HEADERS = {"Host": "localhost"}
WITH_PARAMETERS = (
    "/api/v1/search",
    "/api/v1/suggest",
    "/api/v1/procedures/{code}",
    "/api/v1/faqs/{id}",
    "/api/v1/guides/{id}",
    "/api/v1/life-events/{id}",
    "/api/v1/pakn/{id}",
    "/api/v1/regulations/{id}",
    "/api/v1/problems/{kind}",
)
WITHOUT_PARAMETERS = ("/healthz", "/readyz")


@pytest.fixture(scope="module")
def described(application: FastAPI) -> BaseSchema:
    return schemathesis.openapi.from_asgi(contract.ADDRESS, application, headers=HEADERS)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *((path, mode) for path in WITH_PARAMETERS for mode in GenerationMode),
        *((path, GenerationMode.POSITIVE) for path in WITHOUT_PARAMETERS),
    ],
)
def test_every_operation_answers_as_it_is_described(described: BaseSchema, path: str, mode: GenerationMode) -> None:
    operation = described[path]["GET"]

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: Case) -> None:
        case.call_and_validate(headers=HEADERS, excluded_checks=LENIENT if "{" in path else [])

    answered()


@pytest.fixture
def document(client: TestClient) -> dict:
    return client.get(contract.ADDRESS).json()


def operations(document: dict) -> dict[str, dict]:
    return {path: methods["get"] for path, methods in document["paths"].items()}


def test_the_document_describes_what_the_service_offers(document: dict) -> None:
    assert set(document["paths"]) == {*WITH_PARAMETERS, *WITHOUT_PARAMETERS}


def test_the_longest_question_is_said(document: dict) -> None:
    for path in ("/api/v1/search", "/api/v1/suggest"):
        (q,) = (p for p in operations(document)[path]["parameters"] if p["name"] == "q")
        assert q["schema"]["maxLength"] == 1000
        assert q["required"] is True
        assert q["schema"]["examples"]


def test_every_parameter_is_explained(document: dict) -> None:
    for path, operation in operations(document).items():
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), (path, parameter["name"])


def test_every_error_is_a_problem(document: dict) -> None:
    problems = 0
    for operation in operations(document).values():
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"]
                assert response["content"]["application/problem+json"]["example"]["detail"]
                problems += 1
    assert problems >= 9
    assert "errors" in document["components"]["schemas"]["Problem"]["properties"]
    assert "HTTPValidationError" not in str(document)


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_kind_of_problem_has_its_page(client: TestClient, kind: ProblemKind) -> None:
    meaning = client.get(TYPE_PREFIX + kind).json()
    assert meaning["title"]
    assert 400 <= meaning["status"] < 600
    assert meaning["detail"].endswith(".")
