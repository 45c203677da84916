"""Pages of the new portal as a browser rendered them: details of a procedure, and lists."""

import io
import re
from collections.abc import Iterator

from lxml import etree, html

from corpus.importing import drafts, portal_list, sheets
from corpus.importing.archives import whole
from corpus.importing.outcomes import Malformed, Origin, Outcome
from corpus.importing.portal_list import HEADINGS
from corpus.importing.sheets import ChannelRow, PaperRow, Sheet

DETAIL, LIST = "page-html", "page-html-list"
LARGEST = 32 * 1024**2
_ADDRESS = re.compile(r"thu-tuc-hanh-chinh/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_AMOUNT = re.compile(r"miễn phí|\d[\d.,]*\s*(?:việt nam )?đồng|\d[\d.,]*\s*[A-Z]{3}", re.IGNORECASE)


def outcomes(stream: io.BufferedReader, file: str) -> Iterator[Outcome]:
    """The procedures of one page. Raises `Malformed` for a page that is none of the portal's."""
    page = _parsed(stream)
    rows = list(_list_rows(page))
    if not rows and not any(sheets.label(_text(cell)) == "code" for cell in page.iter("div")):
        raise Malformed("file", "unknown format", "an HTML page that holds no procedure")
    if not rows:
        yield _detail(page, Origin(file, 1))
    for number, (cells, address) in enumerate(rows, 1):
        origin = Origin(file, number)
        try:
            yield portal_list.row(cells, origin, LIST, address)
        except Malformed as error:
            yield error.rejection(origin)


def _parsed(stream: io.BufferedReader) -> html.HtmlElement:
    data = whole(stream, LARGEST, "page")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("file", "not UTF-8", f"byte {error.start}") from None
    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        page = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Malformed("file", "broken HTML", str(error)) from None
    etree.strip_elements(page, "script", "style", "svg", "noscript", with_tail=False)
    return page


def _text(element: html.HtmlElement) -> str:
    """Visible text with line breaks for <br> and the blocks inside."""
    parts = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts += ["\n"] if node.tag in ("br", "p", "li") else []
            parts += [node.text or ""] if isinstance(node.tag, str) else []
        elif node is not element:
            parts += ["\n"] if node.tag in ("div", "p", "li") else []
            parts.append(node.tail or "")
    return "".join(parts).strip()


def _detail(page: html.HtmlElement, origin: Origin) -> Outcome:
    sheet = Sheet(rendered=True, address=_address(page))
    for cell in page.iter("div"):
        following = cell.getnext()
        if len(cell) == 0 and following is not None and (name := sheets.label(_text(cell))):
            sheet.texts.setdefault(name, _text(following))
    for heading in page.iter("h4"):
        following = heading.getnext()
        if following is not None:
            _section(sheet, sheets.label(_text(heading)), following)
    try:
        return sheets.imported(sheet, origin, DETAIL)
    except Malformed as error:
        return error.rejection(origin)


def _section(sheet: Sheet, name: str, body: html.HtmlElement) -> None:
    if name == "channels":
        sheet.channels = [_channel(cells) for cells in _rows(body, 4)]
    elif name == "cases":
        sheet.cases = list(_cases(body))
    elif name == "legal_basis":
        sheet.legal = [(_text(number), _text(title)) for title, number, *_ in _rows(body, 2)]
    elif name == "results":
        sheet.results = [_text(item).split("\nMã:")[0] for item in body.iterchildren("div")] or [_text(body)]
    elif name:
        sheet.texts.setdefault(name, _text(body))


def _rows(body: html.HtmlElement, width: int) -> list[list[html.HtmlElement]]:
    """The cells of every table row with at least `width` of them."""
    rows = [row.findall("td") for row in body.iter("tr")]
    return [cells for cells in rows if len(cells) >= width]


def _channel(cells: list[html.HtmlElement]) -> ChannelRow:
    method, time, fees, text = cells[:4]
    return ChannelRow(_text(method), _text(time), _fees(fees), _text(text))


def _fees(cell: html.HtmlElement) -> tuple[str, ...]:
    """One text for each amount in a cell, with the words that follow it."""
    fees: list[str] = []
    for line in filter(None, map(str.strip, _text(cell).split("\n"))):
        if fees and not _AMOUNT.match(line):
            fees[-1] += line
        else:
            fees.append(line)
    return tuple(fees)


def _cases(body: html.HtmlElement) -> Iterator[tuple[str, list[PaperRow]]]:
    """Each table with the heading before it."""
    name = ""
    for element in body.iter("h5", "table"):
        if element.tag == "h5":
            name = _text(element)
            continue
        papers = [PaperRow(*map(_text, cells[:3])) for cells in _rows(element, 3)]
        yield name, papers


def _address(page: html.HtmlElement) -> str:
    """The page's own address, from its canonical link."""
    links = (link.get("href", "") for link in page.iter("link") if link.get("rel") == "canonical")
    found = next(filter(None, map(_ADDRESS.search, links)), None)
    return drafts.PORTAL + found[1] if found else ""


def _list_rows(page: html.HtmlElement) -> Iterator[tuple[dict[str, str], str]]:
    """Cells by field and the address of every row of a table with the headings of a list."""
    for table in page.iter("table"):
        fields = [HEADINGS.get(_text(cell).lower(), "") for cell in table.iter("th")]
        if "code" not in fields or "title" not in fields:
            continue
        for cells in _rows(table, len(fields)):
            link = next((_ADDRESS.search(a.get("href", "")) for a in cells[fields.index("code")].iter("a")), None)
            texts = {name: _text(cell) for name, cell in zip(fields, cells, strict=False) if name}
            yield texts, drafts.PORTAL + link[1] if link else ""
