"""Pages as text and links, for tests."""

import html
import re
from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "a" and (address := dict(attrs).get("href")):
            self.links.append(address)


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def links(page: str) -> list[str]:
    return read(page).links


def said(page: str) -> str:
    """What a page says, without tags, style and scripts, in single spaces."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())
