"""What a file or an entry is, told by its content and never by its name."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.importing import (
    doc_export_json,
    old_portal,
    own_records,
    page_text,
    portal_api,
    portal_list,
)
from corpus.importing.archives import DAMAGE, opened
from corpus.importing.entries import entries
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Malformed, Origin, Outcome, Rejection

_HEAD = 1024
_FOREIGN = {
    b"%PDF": "PDF: import the .doc or JSON export instead",
    b"\xd0\xcf\x11\xe0": "old binary Office file: save it as .docx or .xlsx",
    b"\xff\xfe": "UTF-16 text: save it as UTF-8",
    b"\xfe\xff": "UTF-16 text: save it as UTF-8",
}
_READERS: tuple[tuple[Callable[[Fields], bool], Callable[[Fields, Origin], Imported]], ...] = (
    (own_records.recognises, own_records.read),
    (portal_api.recognises, portal_api.read),
    (portal_list.recognises, portal_list.read),
    (page_text.recognises, page_text.read),
    (doc_export_json.recognises, doc_export_json.read),
    (old_portal.recognises, old_portal.read),
)


def outcomes_of(path: Path, file: str) -> Iterator[Outcome]:
    """Everything in a file, which messages call `file`; a file that cannot be read is one rejection, after what came before."""
    line = 0
    try:
        with opened(path) as stream:
            for outcome in _outcomes(stream, file):
                line = outcome.line if isinstance(outcome, Rejection) else outcome.origin.line
                yield outcome
    except Malformed as error:
        yield error.rejection(Origin(file))
    except DAMAGE as error:
        yield Rejection(file, line + 1, "file", "packing cut off or damaged", str(error))
    except OSError as error:
        yield Rejection(file, 0, "file", "cannot be read", error.strerror or str(error))


def _outcomes(stream: io.BufferedReader, file: str) -> Iterator[Outcome]:
    head = stream.peek(_HEAD)[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise Malformed("file", "empty file")
    if foreign := next((hint for magic, hint in _FOREIGN.items() if head.startswith(magic)), ""):
        raise Malformed("file", "unknown format", foreign)
    if head.startswith(b"PK\x03\x04"):
        yield from _office(stream, file)
    elif head.startswith(b"<"):
        yield from _page(stream, file)
    elif head.startswith((b"{", b"[")):
        yield from _json(stream, file)
    else:
        raise Malformed("file", "unknown format", "neither JSON, HTML, OOXML, gzip nor xz")


def _json(stream: io.BufferedReader, file: str) -> Iterator[Outcome]:
    for found in entries(stream, file):
        yield found if isinstance(found, Rejection) else _entry(*found)


def _entry(origin: Origin, entry: dict[str, object]) -> Outcome:
    fields = Fields(entry)
    try:
        for recognises, read in _READERS:
            if recognises(fields):
                return read(fields, origin)
    except Malformed as error:
        return error.rejection(origin)
    return Rejection(origin.file, origin.line, "record", "unknown record", ", ".join(sorted(map(str, entry))[:8])[:200])


# The XML and HTML readers are loaded when such a file turns up: a server imports this package and has no lxml.
def _office(stream: io.BufferedReader, file: str) -> Iterator[Outcome]:
    from corpus.importing import office

    yield from office.outcomes(stream, file)


def _page(stream: io.BufferedReader, file: str) -> Iterator[Outcome]:
    from corpus.importing import page_html

    yield from page_html.outcomes(stream, file)
