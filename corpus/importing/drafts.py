"""A procedure on its way from a source to a record: what every format has in common."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from corpus.importing import codes, obsolescence, places, titles
from corpus.importing.outcomes import Imported, Malformed, Mend, Origin
from corpus.orthography import Fault, one_line
from corpus.records import Case, LegalDocument, Level, Paper, Procedure, Source, Step

LONGEST_TITLE = 5000
PORTAL = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"

_LEVEL_WORDS = {
    "bộ": Level.MINISTRY,
    "trung ương": Level.MINISTRY,
    "tỉnh": Level.PROVINCE,
    "xã": Level.WARD,
    "phường": Level.WARD,
    "ngành dọc": Level.VERTICAL,
    "cơ quan khác": Level.OTHER,
}
_NUMBER = re.compile(r"\d[\w.]{0,12}(?:/\d{4})?/[A-ZĐ][\w-]{0,40}(?:/[A-ZĐ][\w-]{0,40})*", re.IGNORECASE)
_DOCUMENT = r"(?:bộ )?luật|pháp lệnh|nghị định|nghị quyết|thông tư(?: liên tịch)?|quyết định|văn bản hợp nhất"
_TITLE_NUMBER = re.compile(rf"^\W*(?:{_DOCUMENT})\s*(?:số\s*:?)?\s*({_NUMBER.pattern})", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """The raw code and title, the other values of `Procedure` by name, and the spelling faults met on the way."""

    code: str
    title: str
    values: dict[str, object]
    faults: set[Fault] = field(default_factory=set)


def finished(draft: Draft, origin: Origin, format_name: str, address: str = "") -> Imported:
    """The record of a draft with the mends it took; raises `Malformed` where it makes none."""
    code = codes.mended(draft.code)
    title, title_mends = _title(draft.title, code)
    source = Source(address=address, retrieved=retrieved(origin.file), format=format_name)
    province = places.province(str(draft.values.get("issuer", "")))
    values = {"province": province} | draft.values | {"code": code, "title": title, "source": source}
    mends = [("code", "code cleaned")] if code != draft.code else []
    mends += [("title", what) for what in title_mends]
    mends += [("text", fault.value) for fault in sorted(draft.faults)]
    return Imported(_procedure(values), origin, tuple(Mend(origin.file, origin.line, *mend, code) for mend in mends))


def _title(written: str, code: str) -> tuple[str, tuple[str, ...]]:
    if len(written) > LONGEST_TITLE:
        raise Malformed("title", "title too long", f"{len(written)} characters")
    title, mends = titles.cleaned(written, code)
    if not title:
        raise Malformed("title", "no title")
    return title, mends


def _procedure(values: dict[str, object]) -> Procedure:
    """The record with the flags that its texts call for."""
    try:
        procedure = Procedure.model_validate(values)
    except ValidationError as error:
        raise malformed(error) from None
    flagged = obsolescence.flags(prose(procedure))
    return procedure.model_copy(update={"obsolete": flagged}) if flagged else procedure


def malformed(error: ValidationError) -> Malformed:
    """The first thing a record model found wrong."""
    first = error.errors(include_url=False, include_context=False)[0]
    return Malformed(".".join(map(str, first["loc"])) or "record", first["msg"], f"{error.error_count()} errors")


def prose(procedure: Procedure) -> Iterator[str]:
    """Every text of a procedure that an authority wrote for it; the legal basis and the issuer's name are not."""
    yield from (procedure.title, procedure.agency, procedure.competent_agency, procedure.coordinating_agency)
    yield from (procedure.authorized_agency, procedure.reception_address, procedure.conditions, procedure.note)
    yield from (text for step in procedure.steps for text in (step.name, step.text))
    yield from (channel.text for channel in procedure.channels)
    yield from (fee.text for channel in procedure.channels for fee in channel.fees)
    yield from (text for case in procedure.cases for text in (case.name, *(paper.name for paper in case.papers)))
    yield from procedure.results


def retrieved(file: str) -> date | None:
    """The day in a file's name ("portal_api_2026-07-18.jsonl.xz"); None without one."""
    match = re.search(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", file)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def levels(words: str) -> tuple[Level, ...]:
    """The levels named in words: "Cấp Bộ, Cấp Tỉnh"."""
    parts = [
        part.strip().lower().removeprefix("cấp ").removeprefix("cơ quan ngành") for part in re.split(r"[,;\n]", words)
    ]
    named = {_LEVEL_WORDS.get(part) or _LEVEL_WORDS.get(f"cơ quan {part}") for part in parts}
    named |= {Level.VERTICAL} if "ngành dọc" in words.lower() else set()
    return tuple(level for level in Level if level in named)


def listed(words: str) -> tuple[str, ...]:
    """The names of a list joined by commas or semicolons outside parentheses."""
    names, start, depth = [], 0, 0
    for place, letter in enumerate(words + ","):
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter in ",;\n" and (not depth or place == len(words)):
            names.append(words[start:place].strip(" ."))
            start = place + 1
    return tuple(dict.fromkeys(filter(None, names)))


def joined(names: Iterable[str]) -> str:
    """Names of several agencies as one text, each once."""
    return "; ".join(dict.fromkeys(filter(None, (name.strip(" .;") for name in names))))


def bare_name(text: str) -> str:
    """A name on one line, without the bullet before it and the punctuation after it."""
    return one_line(text).lstrip("-–+*•. ").rstrip(" .;,:")


def legal_document(number: str, title: str) -> LegalDocument | None:
    """A document of the legal basis; its number is taken from the title where the field for it holds none."""
    found = _NUMBER.search(number) or _TITLE_NUMBER.search(title)
    written = (found.group(found.lastindex or 0) if found else number if "/" in number else "").strip(" .")
    return LegalDocument(number=written, title=one_line(title)) if written or title else None


def steps(parts: Iterable[tuple[str, str]]) -> tuple[Step, ...]:
    """Steps of (name, text) pairs; empty ones are left out."""
    return tuple(Step(name=name, text=text) for name, text in parts if name or text)


def cases(parts: Iterable[tuple[str, tuple[Paper, ...]]]) -> tuple[Case, ...]:
    """Cases of (name, papers) pairs; those without papers are left out."""
    return tuple(Case(name=name, papers=papers) for name, papers in parts if papers)
