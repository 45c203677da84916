"""Bad input: a problem that names the parameter and the remedy, or a normal empty answer; never a fault."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

NOTHING_TO_SEARCH = ["\u200b\u200b", "\x00\x01", "!!! ???", "🙂🙂", "\ufeff", "-- ; --"]
SEARCHABLE = [
    "đăng ký\x00 khai\x07 sinh",
    "👶 khai sinh 👶",
    "<script>alert(1)</script>",
    "'; DROP TABLE records; --",
    "{{7*7}} ${7*7} %s %n",
    "../../../../etc/passwd",
    "title:khai AND (sinh OR *) ~2 ^3",
    "http://" + "." * 24,
    "ộ" * 1000,
    "a " * 500,
    "\u0301" * 1000,
    "đ\u0300\u0301\u0303" * 200,
    "９.０００００１",
    "\u202eđảo ngược",
    "٣٣٣ १२३",
]
INVALID = [
    ("/search", "", "q", "Chưa có câu hỏi"),
    ("/search", "q=", "q", "Chưa có câu hỏi"),
    ("/search", "q=%20%09%0A", "q", "Chưa có câu hỏi"),
    ("/search", "q=" + "a" * 1001, "q", "dài quá 1.000 ký tự"),
    ("/search", "q=" + quote("ộ" * 5000), "q", "dài quá 1.000 ký tự"),
    ("/search", "q=a&limit=0", "limit", "từ 1 đến 50"),
    ("/search", "q=a&limit=51", "limit", "từ 1 đến 50"),
    ("/search", "q=a&limit=-1", "limit", "từ 1 đến 50"),
    ("/search", "q=a&limit=" + "9" * 5000, "limit", "từ 1 đến 50"),
    ("/search", "q=a&limit=mười", "limit", "từ 1 đến 50"),
    ("/search", "q=a&limit=", "limit", "từ 1 đến 50"),
    ("/search", "q=a&level=huyện", "level", "bộ, tỉnh, xã"),
    ("/search", "q=a&kind=phim", "kind", "procedure, faq"),
    ("/search", "q=a&province=Bình%20Dương", "province", "sau khi sáp nhập"),
    ("/search", "q=a&explain=co", "explain", "true hoặc false"),
    ("/search", "q=a&field=" + "b" * 201, "field", "dài quá 200 ký tự"),
    ("/search", "q=a&agency=" + "b" * 201, "agency", "dài quá 200 ký tự"),
    ("/search", "q=a&audience=" + "b" * 201, "audience", "dài quá 200 ký tự"),
    ("/search", "q=a&page=2", "page", "không được hỗ trợ"),
    ("/search", "q=a&Q=b", "Q", "không được hỗ trợ"),
    ("/search", "q=a&q=b", "q", "nhiều lần"),
    ("/search", "q=a&" + "x" * 500 + "=1", "x" * 40, "không được hỗ trợ"),
    ("/suggest", "", "q", "Chưa có câu hỏi"),
    ("/suggest", "q=a&limit=3", "limit", "không được hỗ trợ"),
    ("/procedures/1004222", "", "code", "1.004222"),
    ("/procedures/9.000001.01", "", "code", "1.004222"),
    ("/procedures/9.00000١", "", "code", "1.004222"),
    ("/procedures/9.000001", "format=pdf", "format", "không được hỗ trợ"),
    ("/faqs/-a", "", "id", "chữ không dấu"),
    ("/faqs/câu-hỏi", "", "id", "chữ không dấu"),
    ("/faqs/" + "a" * 65, "", "id", "chữ không dấu"),
    ("/faqs/khai-sinh-qua-han", "x", "x", "không được hỗ trợ"),
]


def problem(response: Response, status: int) -> dict:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    content = response.json()
    assert content["status"] == status
    assert content["title"]
    assert content["detail"].endswith((".", ")"))
    return content


@pytest.mark.parametrize(("path", "query", "field", "words"), INVALID)
def test_a_wrong_parameter_is_named_with_its_remedy(
    client: TestClient, path: str, query: str, field: str, words: str
) -> None:
    content = problem(client.get(f"/api/v1{path}?{query}" if query else f"/api/v1{path}"), 422)
    (error,) = content["errors"]
    assert error["field"] == field
    assert words in error["message"]
    assert content["detail"] == error["message"]


def test_every_wrong_parameter_is_named(client: TestClient) -> None:
    content = problem(client.get("/api/v1/search?limit=0&level=ấp&color=red"), 422)
    assert {error["field"] for error in content["errors"]} == {"q", "limit", "level", "color"}


@pytest.mark.parametrize("question", NOTHING_TO_SEARCH)
@pytest.mark.parametrize("explain", ["true", "false"])
def test_a_question_without_words_is_an_empty_answer(client: TestClient, question: str, explain: str) -> None:
    response = client.get("/api/v1/search", params={"q": question, "explain": explain})
    assert response.status_code == 200, response.text
    answer = response.json()
    assert (answer["status"], answer["hits"], answer["total"]) == ("no_answer", [], 0)


@pytest.mark.parametrize("question", SEARCHABLE)
@pytest.mark.parametrize("path", ["search", "suggest"])
def test_a_strange_question_is_answered(client: TestClient, path: str, question: str) -> None:
    assert client.get(f"/api/v1/{path}", params={"q": question}).status_code == 200


@pytest.mark.parametrize("raw", ["%ED%A0%80abc", "%FF%FE%00", "%C3", "%", "%zz%u1234", "a%00b", "+++%2B", "%F0%9F%98"])
@pytest.mark.parametrize("name", ["q", "field", "agency", "audience"])
def test_broken_encodings_are_answered(client: TestClient, name: str, raw: str) -> None:
    query = f"q={raw}" if name == "q" else f"q=khai+sinh&{name}={raw}"
    assert client.get(f"/api/v1/search?{query}").status_code == 200


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/api/v1/procedures/8.888888", "unknown-procedure", 404),
        ("/api/v1/procedures/9.000900", "unknown-procedure", 404),
        ("/api/v1/faqs/khong-co", "unknown-record", 404),
        ("/api/v1/faqs/9.000001", "unknown-record", 404),
        ("/api/v1/guides/co-con", "unknown-record", 404),
        ("/api/v1/life-events/pakn-1", "unknown-record", 404),
        ("/api/v1/nothing", "no-such-address", 404),
        ("/api/v2/search?q=a", "no-such-address", 404),
    ],
)
def test_what_is_not_there_says_so_and_shows_a_way_on(client: TestClient, path: str, kind: str, status: int) -> None:
    content = problem(client.get(path), status)
    assert content["type"] == f"/api/v1/problems/{kind}"
    assert content["next"] == "/"


def test_an_internal_procedure_looks_like_an_unknown_one(client: TestClient) -> None:
    internal, unknown = (client.get(f"/api/v1/procedures/{code}").json() for code in ("9.000900", "8.888888"))
    assert {**internal, "detail": internal["detail"].replace("9.000900", "8.888888")} == unknown


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    response = client.request(method, "/api/v1/search", params={"q": "a"})
    assert problem(response, 405)["type"] == "/api/v1/problems/method-not-allowed"
    assert response.headers["allow"] == "GET"


def test_a_problem_leads_to_what_it_means(client: TestClient) -> None:
    content = client.get("/api/v1/procedures/8.888888").json()
    meaning = client.get(content["type"]).json()
    assert meaning["type"] == content["type"]
    assert meaning["title"] == content["title"]


def test_messages_quote_no_more_than_a_short_name(client: TestClient) -> None:
    response = client.get("/api/v1/search?q=a&" + "<b>" * 400 + "=1")
    assert len(response.text) < 1500
