"""The portal's public API: pages of its list, details of its procedures, and what can go wrong on the way."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, field_validator
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from corpus.syncing.manners import Manners, Pacing
from corpus.syncing.troubles import Gone, Impolite, Stopped, Unanswered

AGENT = "MotCua-sync/0.1 (search over public administrative procedures; one request at a time)"
LIST, DETAIL = (
    "/submitting/formality/list-all-public-formality-by-citizen",
    "/configuring/formality/get-formality-by-citizen",
)
PAGE_SIZE = 200
AFTER_REFUSAL = timedelta(hours=6)
_Answer = TypeVar("_Answer")


class Page(BaseModel):
    """One page of the list: items as the portal wrote them, the item after which the next one starts, the total."""

    model_config = ConfigDict(frozen=True)

    items: tuple[dict[str, JsonValue], ...]
    last_id: str
    total: int = Field(ge=0)

    @field_validator("items")
    @classmethod
    def _identified(cls, items: tuple[dict[str, JsonValue], ...]) -> tuple[dict[str, JsonValue], ...]:
        if not all(isinstance(item.get("id"), str) for item in items):
            raise ValueError("an item without id")
        return items


class Portal:
    """Asks the portal, politely. Use as a context manager; every method may raise `Stopped`."""

    def __init__(
        self, address: str, manners: Manners | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Raises `Impolite` where the pause is too short for the address."""
        self._manners = manners or Manners()
        if not self._manners.fits(address):
            raise Impolite(f"a pause of {self._manners.pause} s is too short for {urlsplit(address).hostname}")
        self._address = address.rstrip("/")
        self._pacing = Pacing(self._manners, self._manners.pause, sleep)
        self._client = httpx.Client(timeout=self._manners.timeout, headers={"User-Agent": AGENT})

    def __enter__(self) -> Self:
        try:
            self._heed_robots()
        except Stopped:
            self._client.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def pause(self) -> float:
        """Seconds between requests, as robots.txt may have stretched them."""
        return self._pacing.pause

    def page(self, last_id: str) -> Page:
        """The page after the item `last_id` ("" for the first). Raises `Unanswered` after the last try."""
        return self._tried(lambda: self._page(last_id))

    def detail(self, identifier: str) -> dict[str, object]:
        """The detail of a procedure. Raises `Gone`, and `Unanswered` after the last try."""
        return self._tried(lambda: self._detail(identifier))

    def _page(self, last_id: str) -> Page:
        data = self._data(LIST, {"limit": PAGE_SIZE, "lastId": last_id or None})
        try:
            return Page.model_validate({**data, "last_id": data.get("lastId") or ""})
        except ValidationError as error:
            raise Unanswered(f"half a page: {error.errors()[0]['msg']}") from None

    def _detail(self, identifier: str) -> dict[str, object]:
        data = self._data(DETAIL, {"id": identifier})
        if data.get("id") != identifier or not isinstance(data.get("code"), str):
            raise Unanswered("a detail that is not the one asked for")
        return data

    def _tried(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask until there is an answer, with growing pauses."""
        manners = self._manners
        retrying = Retrying(
            stop=stop_after_attempt(manners.tries),
            retry=retry_if_exception_type(Unanswered),
            wait=_Wait(manners.first_wait, manners.longest_wait),
            sleep=self._pacing.sleep,
            reraise=True,
        )
        return retrying(ask)

    def _data(self, path: str, body: Mapping[str, object]) -> dict[str, object]:
        """The `data` of one answer, without a second try."""
        answer = self._request("POST", self._address + path, body)
        if answer.status_code in (404, 410):
            raise Gone(f"{answer.status_code} from {path}")
        if answer.status_code != 200:
            raise Unanswered(f"{answer.status_code} from {path}")
        try:
            said = answer.json()
        except ValueError:
            raise Unanswered("an answer that is no JSON") from None
        if not isinstance(said, dict) or said.get("code") != "OK" or not isinstance(said.get("data"), dict):
            raise Unanswered("an answer that is not OK")
        data: dict[str, object] = said["data"]
        return data

    def _request(self, method: str, address: str, body: Mapping[str, object] | None = None) -> httpx.Response:
        self._pacing.wait()
        try:
            answer = self._client.request(method, address, json=body)
        except httpx.TransportError as error:
            raise Unanswered(f"no whole answer ({type(error).__name__})") from None
        finally:
            self._pacing.answered()
        return self._accepted(answer)

    def _accepted(self, answer: httpx.Response) -> httpx.Response:
        """The answer, unless it asks to be left alone."""
        now, status, wait = datetime.now().astimezone(), answer.status_code, _retry_after(answer)
        if status in (401, 403):
            raise Stopped(f"the portal refuses us ({status})", now + max(AFTER_REFUSAL, timedelta(seconds=wait)))
        if status != 429 and status < 500:
            return answer
        if wait > self._manners.longest_wait:
            raise Stopped(f"the portal asks for a long pause ({status})", now + timedelta(seconds=wait))
        raise Unanswered(f"{status} from {answer.request.url.path}", wait)

    def _heed_robots(self) -> None:
        """Stop where robots.txt forbids the API to robots; follow its crawl delay. Without the file everything is allowed."""
        origin = urlsplit(self._address)
        try:
            answer = self._request("GET", f"{origin.scheme}://{origin.netloc}/robots.txt")
        except Unanswered:
            return
        rules = RobotFileParser()
        rules.parse(answer.text.splitlines() if answer.status_code == 200 else [])
        if not rules.can_fetch(AGENT, self._address + LIST):
            raise Stopped("robots.txt forbids the API", datetime.now().astimezone() + AFTER_REFUSAL)
        self._pacing.pause = max(self._pacing.pause, float(rules.crawl_delay(AGENT) or 0))


@dataclass(frozen=True, slots=True)
class _Wait:
    """Doubling pauses, or what the server asks for where that is longer."""

    first: float
    longest: float

    def __call__(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, Unanswered) else 0.0
        return max(asked, wait_exponential(multiplier=self.first, max=self.longest)(state))


def _retry_after(answer: httpx.Response) -> float:
    """Seconds that a Retry-After header asks for, whether it is a number or a date; 0 without one."""
    value = answer.headers.get("Retry-After", "")
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now().astimezone()).total_seconds())
    except (ValueError, TypeError):
        return 0.0
