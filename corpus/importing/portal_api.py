"""Procedure details as the JSON API of the National Public Service Portal returns them."""

from corpus import amounts
from corpus.importing import drafts
from corpus.importing.drafts import Draft
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Imported, Malformed, Origin
from corpus.records import Channel, Duration, Fee, FeeKind, LegalDocument, Level, Method, Paper, SubCase, Unit

FORMAT = "portal-api"

_METHODS = {"DIRECT": Method.DIRECT, "ONLINE": Method.ONLINE, "POSTAL": Method.POSTAL}
_UNITS = {
    "HOUR": Unit.HOUR,
    "DAY": Unit.DAY,
    "WORKING_DAY": Unit.WORKING_DAY,
    "MONTH": Unit.MONTH,
    "YEAR": Unit.YEAR,
}
_FEE_KINDS = {"FEE": FeeKind.FEE, "SERVICE_FEE": FeeKind.CHARGE, "PRICE_LEVEL": FeeKind.PRICE}
_LEVEL_FLAGS = {
    "isMinistry": Level.MINISTRY,
    "isProvince": Level.PROVINCE,
    "isWard": Level.WARD,
    "isVertical": Level.VERTICAL,
    "isOtherAgency": Level.OTHER,
}
_REGULATION_TYPES = {
    "ASSIGNED_REGULATION": "TTHC được luật giao quy định chi tiết",
    "NOT_ASSIGNED_REGULATION": "TTHC không được luật giao cho địa phương quy định hoặc quy định chi tiết",
    "CENTRAL_REGULATION": "TTHC do trung ương quy định",
    "LOCAL_REGULATION": "TTHC do bộ, cơ quan, địa phương quy định",
    "OTHER": "Loại khác",
}
_SEE_ELSEWHERE = ("theo mô tả", "xem phần mô tả", "xem mô tả", "theo từng trường hợp", "tùy theo từng trường hợp")


def recognises(entry: Fields) -> bool:
    """Whether an entry is a procedure's detail."""
    return "executionMethods" in entry or "executionCases" in entry or "executionSteps" in entry


def read(entry: Fields, origin: Origin) -> Imported:
    """The procedure of one detail object; raises `Malformed`."""
    draft = Draft(entry.written("code"), entry.written("name"), _values(entry), entry.faults)
    identifier = entry.line("id")
    return drafts.finished(draft, origin, FORMAT, drafts.PORTAL + identifier if identifier else "")


def _values(entry: Fields) -> dict[str, object]:
    return _authorities(entry) | _contents(entry) | _decision(entry)


def _authorities(entry: Fields) -> dict[str, object]:
    return {
        "issuer": entry.line("departmentPromulgateName"),
        "agency": _agencies(entry, "Executing", "executingAgencies"),
        "competent_agency": _agencies(entry, "Authority", "delegatedAgencies"),
        "authorized_agency": _agencies(entry, "Authorized", "authorizedAgencies"),
        "coordinating_agency": _agencies(entry, "Coordinating", "coordinatingAgencies"),
        "reception_address": entry.text("dossierReceivingAddresses"),
        "levels": tuple(level for flag, level in _LEVEL_FLAGS.items() if entry.flag(flag)),
        "internal": entry.flag("isInternal") or entry.line("type") == "STANDARD_INTERNAL",
    }


def _agencies(entry: Fields, role: str, text_key: str) -> str:
    """Departments and unit groups of a role; the portal's own joined text where it lists neither."""
    named = _names(entry, f"departments{role}") + _names(entry, f"unitGroups{role}")
    return drafts.joined(named) or entry.line(text_key)


def _names(entry: Fields, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (row.line("name") for row in entry.rows(key)))))


def _contents(entry: Fields) -> dict[str, object]:
    sub_cases = _sub_cases(entry)
    return {
        "field": drafts.joined(_names(entry, "categoriesDetails")) or entry.inner("category").line("name"),
        "audience": _names(entry, "subjectTypesDetails"),
        "life_events": _names(entry, "serviceGroupsDetails"),
        "keywords": drafts.listed(entry.text("keywords")),
        "steps": drafts.steps((row.line("name"), row.text("description")) for row in entry.rows("executionSteps")),
        "channels": tuple(_channel(row, _common_time(sub_cases)) for row in entry.rows("executionMethods")),
        "cases": drafts.cases((row.line("name"), _papers(row)) for row in entry.rows("executionCases")),
        "sub_cases": sub_cases,
        "conditions": entry.text("requirementsAndConditions", bare_no=True) or entry.text("description", bare_no=True),
        "results": tuple(dict.fromkeys(filter(None, map(drafts.bare_name, _names(entry, "resultsDetails"))))),
        "legal_basis": tuple(filter(None, map(_legal, entry.rows("legalBasisesDetails")))),
        "related": _names(entry, "procedureRelatedGroup"),
        "note": entry.text("note", bare_no=True),
    }


def _decision(entry: Fields) -> dict[str, object]:
    proposal = entry.inner("procedureProposal")
    kind = entry.line("formalityType")
    return {
        "decision_number": proposal.line("decisionNumber")
        or proposal.line("proposalNumber")
        or entry.line("decisionNo"),
        "decision_date": proposal.day("decisionDate"),
        "updated": entry.day("updatedAt"),
        "state": entry.line("state"),
        "regulation_type": _REGULATION_TYPES.get(kind, kind),
        "online_level": "toàn trình" if entry.flag("isFullProcess") else "",
    }


def _channel(row: Fields, common: Duration | None) -> Channel:
    method = row.line("submissionMethod")
    if method not in _METHODS:
        raise Malformed(row.name("submissionMethod"), "unknown value", method)
    fees = tuple(map(_fee, row.rows("fees")))
    return Channel(
        method=_METHODS[method], time=_time(row, common), fees=fees, text=row.text("description", bare_no=True)
    )


def _time(row: Fields, common: Duration | None) -> Duration | None:
    """The channel's own time; where its unit is OTHER the one of the act's cases, if they all have the same."""
    unit = _UNITS.get(row.line("processingTimeUnit"))
    if unit:
        amount = row.number("processingTime")
        return Duration(amount=amount, unit=unit) if amount else None
    words = row.text("processingTime", bare_no=True)
    if amounts.number(words) is not None or words.lower().strip(" .") in _SEE_ELSEWHERE:
        words = ""
    if common:
        return Duration(amount=common.amount, unit=common.unit, text=words)
    return amounts.duration(words)


def _common_time(sub_cases: tuple[SubCase, ...]) -> Duration | None:
    times = {case.time for case in sub_cases}
    return times.pop() if len(times) == 1 else None


def _sub_cases(entry: Fields) -> tuple[SubCase, ...]:
    return tuple(
        SubCase(code=row.line("code"), name=row.line("name"), time=_case_time(row.inner("processingDay")))
        for row in entry.rows("cases")
    )


def _case_time(day: Fields) -> Duration | None:
    unit, amount = _UNITS.get(day.line("type")), day.number("qty")
    return Duration(amount=amount, unit=unit) if unit and amount else None


def _fee(row: Fields) -> Fee:
    kind = row.line("type")
    if kind not in _FEE_KINDS:
        raise Malformed(row.name("type"), "unknown value", kind)
    currency = row.line("currencyName") or row.inner("currency").line("code")
    return amounts.fee(_FEE_KINDS[kind], row.number("value"), row.text("description"), currency)


def _papers(case: Fields) -> tuple[Paper, ...]:
    return tuple(paper for row in case.rows("profileComponents") if (paper := _paper(row)).name)


def _paper(row: Fields) -> Paper:
    forms = (attachment.line("fileName") for attachment in row.rows("attachments"))
    return Paper(
        name=row.text("name"),
        originals=row.count("originalQty"),
        copies=row.count("copyQty"),
        form=drafts.joined(forms),
        code=row.line("code"),
    )


def _legal(row: Fields) -> LegalDocument | None:
    return drafts.legal_document(row.line("code"), row.line("name"))
