"""Style sheets, scripts and fonts, held in memory, packed once and named by their content."""

import gzip
import hashlib
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
PLACEHOLDER = "/static/@/"

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_PACKED = (".css", ".js", ".svg", ".txt")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent; `packed` is the same by gzip, or empty where that would not help."""

    body: bytes
    packed: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet that stands in the page, with the CSP source expression that admits it."""

    text: str
    source: str


class Assets:
    """The files under static/. Style sheets name them by PLACEHOLDER; `colours` (name -> value) end every style."""

    def __init__(self, colours: dict[str, str]) -> None:
        files = {
            path.relative_to(FOLDER).as_posix(): path.read_bytes()
            for path in sorted(FOLDER.rglob("*"))
            if path.is_file()
        }
        self.version = _version(files, colours)
        self._root = ":root{" + "".join(f"--{name}:{value};" for name, value in colours.items()) + "}"
        self._files = {name: self._asset(name, body) for name, body in files.items()}
        self._sheets = {name: self._written(body.decode()) for name, body in files.items() if name.endswith(".css")}

    def address(self, name: str) -> str:
        """Address of a file; it changes with its content, so that browsers may keep it for good. Raises KeyError."""
        return f"/static/{self.version}/{name}" if self._files[name] else ""

    def find(self, name: str) -> Asset | None:
        """The file of that name."""
        return self._files.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every file."""
        return tuple(self._files)

    def text(self, name: str) -> str:
        """A file's text. Raises KeyError."""
        return self._files[name].body.decode()

    def style(self, *names: str) -> Style:
        """Style sheets joined into one for the head of a page. Raises KeyError."""
        text = "".join(self._sheets[name] for name in names) + self._root
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        return Style(text, f"'sha256-{digest}'")

    def _written(self, sheet: str) -> str:
        return _squeezed(sheet.replace(PLACEHOLDER, f"/static/{self.version}/"))

    def _asset(self, name: str, body: bytes) -> Asset:
        suffix = Path(name).suffix
        if suffix not in _PACKED:
            return Asset(body, b"", _TYPES.get(suffix, "application/octet-stream"))
        return Asset(body, gzip.compress(body, 9, mtime=0), _TYPES[suffix])


def _version(files: dict[str, bytes], colours: dict[str, str]) -> str:
    digest = hashlib.sha256(repr(sorted(colours.items())).encode())
    for name, body in files.items():
        digest.update(name.encode() + b"\0" + body)
    return digest.hexdigest()[:12]


def _squeezed(sheet: str) -> str:
    """A style sheet without comments and indentation."""
    while "/*" in sheet:
        before, _, rest = sheet.partition("/*")
        sheet = before + rest.partition("*/")[2]
    return "\n".join(line.strip() for line in sheet.splitlines() if line.strip())
