"""The JSON objects of a file: one document, a list, the portal's envelope, or one object a line."""

import io
import json
from collections.abc import Iterator

from corpus.importing.archives import whole
from corpus.importing.outcomes import Malformed, Origin, Rejection

LONGEST_LINE = 32 * 1024**2
LARGEST_DOCUMENT = 512 * 1024**2
_BOM = b"\xef\xbb\xbf"
_LOOK_AHEAD = 4
_LIST_KEYS = ("items", "rows")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def parsed(data: bytes, offset: int = 0) -> object:
    """The JSON value of bytes that begin at byte `offset` of their file. Raises `Malformed`."""
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Malformed("file", "not UTF-8", f"byte {offset + error.start}") from None
    except RecursionError:
        raise Malformed("file", "nested too deeply") from None
    except ValueError as error:
        raise Malformed("file", "broken JSON", str(error)) from None


def entries(stream: io.BufferedReader, file: str) -> Iterator[tuple[Origin, dict[str, object]] | Rejection]:
    """Every object of a JSON file with its line or entry, and a rejection for each that cannot be read.

    Raises `Malformed` where a whole document cannot.
    """
    head = [stream.readline(LONGEST_LINE + 1)]
    start = len(_BOM) if head[0].startswith(_BOM) else 0
    head[0] = head[0][start:]
    while len(head) <= _LOOK_AHEAD and (line := stream.readline(LONGEST_LINE + 1)):
        head.append(line)
    if _is_lines(head):
        yield from _lines(stream, head, start, file)
    else:
        yield from _document(b"".join(head) + whole(stream, LARGEST_DOCUMENT, "document"), start, file)


def _is_lines(head: list[bytes]) -> bool:
    """Whether the first lines are objects of their own; one broken line among them does not hide that."""
    filled = [line for line in head if line.strip()]
    whole = [line for line in filled if line.lstrip().startswith(b"{") and line.rstrip().endswith(b"}")]
    return len(filled) > 1 and filled[0].lstrip().startswith(b"{") and any(map(_is_object, whole))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(parsed(line), dict)
    except Malformed:
        return False


def _lines(
    stream: io.BufferedReader, head: list[bytes], offset: int, file: str
) -> Iterator[tuple[Origin, dict[str, object]] | Rejection]:
    def next_line() -> bytes:
        return head.pop(0) if head else stream.readline(LONGEST_LINE + 1)

    number = 0
    while line := next_line():
        number += 1
        origin = Origin(file, number)
        try:
            if line.strip():
                yield from _objects(_line_value(line, offset), origin)
        except Malformed as error:
            yield error.rejection(origin)
        offset += len(line)
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = next_line()
            offset += len(line)


def _line_value(line: bytes, offset: int) -> object:
    if len(line) > LONGEST_LINE:
        raise Malformed("file", "line too long", f"more than {LONGEST_LINE} bytes")
    return parsed(line, offset)


def _document(data: bytes, offset: int, file: str) -> Iterator[tuple[Origin, dict[str, object]] | Rejection]:
    found = _unwrapped(parsed(data, offset))
    values = found if isinstance(found, list) else [found]
    for number, value in enumerate(values, 1):
        origin = Origin(file, number)
        try:
            yield from _objects(value, origin)
        except Malformed as error:
            yield error.rejection(origin)


def _objects(value: object, origin: Origin) -> Iterator[tuple[Origin, dict[str, object]] | Rejection]:
    found = _unwrapped(value)
    for entry in found if isinstance(found, list) else [found]:
        if isinstance(entry, dict):
            yield origin, entry
        else:
            yield Rejection(origin.file, origin.line, "record", "not an object", type(entry).__name__)


def _unwrapped(value: object) -> object:
    """What is inside the portal's answers: {code, data, message}, {items, lastId, total}, {id, code, name, detail}."""
    for key in ("data", "detail"):
        if isinstance(value, dict) and isinstance(value.get(key), dict | list):
            value = value[key]
    for key in _LIST_KEYS:
        if isinstance(value, dict) and isinstance(value.get(key), list):
            value = value[key]
    return value
