"""The portal's "Chi tiết thủ tục hành chính" exports: OOXML, though they are named .doc."""

from collections.abc import Iterator

from lxml import etree

from corpus.importing import sheets
from corpus.importing.outcomes import Malformed, Origin, Outcome
from corpus.importing.sheets import LABELS, ChannelRow, PaperRow, Sheet

FORMAT = "doc-export"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_MARKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
_LONGEST_LABEL = max(map(len, LABELS)) + 4


def read(document: bytes, file: str) -> Outcome:
    """The procedure of an export's `word/document.xml`. Raises `Malformed` for any other document."""
    sheet = Sheet()
    section = ""
    for block in _blocks(document):
        section = _take(sheet, section, block)
    if "code" not in sheet.texts:
        raise Malformed("file", "unknown format", "a Word file without 'Mã thủ tục'")
    origin = Origin(file, 1)
    try:
        return sheets.imported(sheet, origin, FORMAT)
    except Malformed as error:
        return error.rejection(origin)


def _blocks(document: bytes) -> Iterator[str | list[list[str]]]:
    """Paragraphs as texts and tables as rows of cell texts, in order."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        body = etree.fromstring(document, parser).find(f"{_W}body")
    except etree.XMLSyntaxError as error:
        raise Malformed("file", "broken Office file", str(error)) from None
    for block in body if body is not None else ():
        if block.tag == _PARAGRAPH:
            yield _text(block)
        elif block.tag == _TABLE:
            yield [[_text(cell) for cell in row.iterchildren(_CELL)] for row in block.iterchildren(_ROW)]


def _text(element: etree._Element) -> str:
    """The text of a paragraph, or of a cell with its paragraphs on lines of their own."""
    paragraphs = [element] if element.tag == _PARAGRAPH else list(element.iter(_PARAGRAPH))
    return "\n".join(
        "".join(_MARKS.get(node.tag) or (node.text or "") * (node.tag == f"{_W}t") for node in paragraph.iter(f"{_W}*"))
        for paragraph in paragraphs
    ).strip()


def _take(sheet: Sheet, section: str, block: str | list[list[str]]) -> str:
    """Put a block where it belongs; the section that the next block continues."""
    if isinstance(block, list):
        _take_table(sheet, section, block)
        return section
    name, text = _labelled(block)
    if name:
        sheet.texts[name] = text
        return name
    if section == "cases" and block:
        sheet.cases.append((block, []))
    elif section and block:
        sheet.texts[section] = f"{sheet.texts[section]}\n{block}".strip()
    return section


def _labelled(text: str) -> tuple[str, str]:
    """The field and the value of "Mã thủ tục: 1.004222"; no field for any other text."""
    head, colon, rest = text.partition(":")
    name = sheets.label(head) if colon and len(head) <= _LONGEST_LABEL else ""
    return name, rest.strip()


def _take_table(sheet: Sheet, section: str, rows: list[list[str]]) -> None:
    if section == "channels":
        sheet.channels += [_channel(row) for row in rows[1:] if len(row) >= 3]
    elif section == "cases":
        if not sheet.cases or sheet.cases[-1][1]:
            sheet.cases.append(("", []))
        sheet.cases[-1][1].extend(PaperRow(*row[:3]) for row in rows[1:] if row)
    elif section == "legal_basis":
        sheet.legal += [(row[0], row[1]) for row in rows[1:] if len(row) >= 2]


def _channel(row: list[str]) -> ChannelRow:
    return ChannelRow(row[0], row[1], (row[2],), row[3] if len(row) > 3 else "")
