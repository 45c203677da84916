"""OOXML files, told by what their zip holds: .docx exports of a procedure and .xlsx lists."""

import io
import zipfile
from collections.abc import Iterator

from corpus.importing import word_export, xlsx_list
from corpus.importing.archives import whole
from corpus.importing.outcomes import Malformed, Outcome

LARGEST_FILE = 64 * 1024**2
LARGEST_MEMBER = 128 * 1024**2
LARGEST_UNPACKED = 256 * 1024**2
MOST_MEMBERS = 2000
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_WORD, _EXCEL = "word/document.xml", "xl/workbook.xml"


def outcomes(stream: io.BufferedReader, file: str) -> Iterator[Outcome]:
    """The procedures of one Office file. Raises `Malformed`."""
    data = whole(stream, LARGEST_FILE, "Office file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = checked(archive)
            if _WORD in names:
                yield word_export.read(archive.read(_WORD), file)
            elif _EXCEL in names:
                yield from xlsx_list.outcomes(data, file)
            else:
                raise Malformed("file", "unknown format", "a zip that is neither .docx nor .xlsx")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Malformed("file", "broken Office file", str(error)) from None


def checked(archive: zipfile.ZipFile) -> frozenset[str]:
    """The names in the archive, once its sizes are within bounds and no XML in it declares entities."""
    members = archive.infolist()
    sizes = [member.file_size for member in members]
    if len(members) > MOST_MEMBERS or max(sizes, default=0) > LARGEST_MEMBER or sum(sizes) > LARGEST_UNPACKED:
        raise Malformed("file", "Office file too large", f"{sum(sizes)} bytes unpacked")
    for member in members:
        if member.filename.endswith((".xml", ".rels")) and _declares_entities(archive.read(member)):
            raise Malformed("file", "XML with a document type", member.filename)
    return frozenset(member.filename for member in members)


def _declares_entities(xml: bytes) -> bool:
    """Whether XML declares a document type, in UTF-8 or in a wide encoding."""
    narrow = xml.replace(b"\0", b"")
    return any(declaration in narrow for declaration in _DECLARATIONS)
