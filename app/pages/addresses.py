"""What the address of a page says, and the addresses its links lead to.

Language and province are remembered nowhere but in the address.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import quote, urlencode

from app.search.filters import Filters

LANGUAGES = ("vi", "en")
PAGE_SIZE = 10
LAST_PAGE = 5
LONGEST_FILTER = 200
_PATHS = {"faq": "hoi-dap", "life_event": "su-kien", "pakn": "phan-anh", "regulation": "quy-dinh"}
FILTER_NAMES = tuple(part.name for part in fields(Filters))


class NoSuchPage(ValueError):
    """A page number that no list has."""


@dataclass(frozen=True, slots=True)
class Here:
    """What every link carries on: the language of the interface and the chosen province ("" for the whole country)."""

    lang: str = "vi"
    province: str = ""

    @property
    def carried(self) -> dict[str, str]:
        """The query parameters that keep language and province."""
        lang = "" if self.lang == LANGUAGES[0] else self.lang
        return {name: value for name, value in (("lang", lang), ("province", self.province)) if value}

    def link(self, path: str, **more: str) -> str:
        """The address of `path` with what is carried; an anchor in the path stays at the end."""
        bare, hash_mark, anchor = path.partition("#")
        query = urlencode({name: value for name, value in (self.carried | more).items() if value}, quote_via=quote)
        return bare + (f"?{query}" if query else "") + hash_mark + anchor


@dataclass(frozen=True, slots=True)
class Search:
    """A results page: the question, the filters and the page, counted from 1."""

    q: str = ""
    wanted: Filters = Filters()
    page: int = 1

    @property
    def chosen(self) -> dict[str, str]:
        """The filters in use, by name."""
        return {name: value for name, value in asdict(self.wanted).items() if value}

    def address(self, here: Here, **changes: str) -> str:
        """The address of this search with some filters changed ("" removes one); it begins at the first page."""
        return here.link("/tim", **({"q": self.q, "province": self.wanted.province} | self.chosen | changes))

    def page_address(self, here: Here, page: int) -> str:
        """The address of another page of this search."""
        return self.address(here, page=str(page) if page > 1 else "")

    def asking(self, q: str) -> "Search":
        """The same search for another question."""
        return replace(self, q=q, page=1)


def read_here(query: Mapping[str, str], provinces: tuple[str, ...]) -> Here:
    """Language and province of an address; what is not known is left out."""
    lang, province = query.get("lang", ""), query.get("province", "")
    return Here(lang if lang in LANGUAGES else LANGUAGES[0], province if province in provinces else "")


def read_search(query: Mapping[str, str], here: Here) -> Search:
    """The search of an address. Raises NoSuchPage."""
    values = {name: query.get(name, "").strip()[:LONGEST_FILTER] for name in FILTER_NAMES}
    wanted = Filters(**(values | {"province": here.province}))
    return Search(query.get("q", "").strip(), wanted, read_page(query, LAST_PAGE))


def read_page(query: Mapping[str, str], last: int) -> int:
    """The page number of an address, 1 where it names none. Raises NoSuchPage beyond `last`."""
    typed = query.get("page", "") or "1"
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6 and 1 <= int(typed) <= last):
        raise NoSuchPage(typed)
    return int(typed)


def procedure_path(code: str) -> str:
    """Path of a procedure's page."""
    return f"/thu-tuc/{quote(code, safe='')}"


def record_path(kind: str, identifier: str) -> str:
    """Path of the page of any record that has one of its own. Raises KeyError for a guide."""
    return procedure_path(identifier) if kind == "procedure" else f"/{_PATHS[kind]}/{quote(identifier, safe='')}"


def outside(address: str) -> str:
    """An address from the corpus if a browser may follow it, else ""."""
    return address if address.startswith(("https://", "http://")) else ""
