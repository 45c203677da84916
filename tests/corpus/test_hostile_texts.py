"""No text, however built, makes an import slow: every pattern runs in about linear time."""

import time

import pytest

from corpus import amounts, orthography
from corpus.importing import markup, portal_api
from corpus.importing.fields import Fields
from corpus.importing.outcomes import Malformed, Origin
from corpus.importing.page_text import read as read_page
from tests.corpus import sources

LENGTH = 50_000
SECONDS = 6
PIECES = [
    "<",
    "< ",
    "<p ",
    "<p\n",
    "</",
    "<!--",
    "<script>",
    "&",
    "&amp;",
    "\n",
    "\n ",
    " \n",
    "\t",
    "1",
    "1.",
    "1.000",
    "1.000.",
    "1/",
]
PIECES += [
    ",",
    "(",
    ")",
    "(,",
    "tỉnh ",
    "thông tư ",
    "Bộ trưởng Bộ ",
    "Trực tuyến7",
    "Miễn phí(",
    "Miễn phí",
    "0 bản chính",
    "Mã: A",
]
PIECES += [
    "Từ khóa",
    "Mô tả",
    "Phí : ",
    "oá",
    "quý",
    "ó\u0301",
    "\u0301",
    "\uf0fc",
    "đồng",
    "10 đồng ",
    "không quá ",
    "hồ sơ ",
    "cấp huyện ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_one_piece_many_times_is_read_soon(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    started = time.process_time()
    tidied = orthography.tidy(markup.plain(text))
    amounts.fees(tidied)
    amounts.duration(tidied)
    everywhere = sources.detail(
        executionSteps=[{"name": text, "description": text}],
        executionMethods=[sources.method("DIRECT", days=text, text=text) | {"processingTimeUnit": "OTHER"}],
        legalBasisesDetails=[{"name": text, "code": text}],
        resultsDetails=[{"name": text}],
        departmentPromulgateName=text,
        keywords=text,
    )
    portal_api.read(Fields(everywhere), Origin("tep", 1))
    page = sources.page_text() | {
        "cach_thuc_thuc_hien": text,
        "thanh_phan_ho_so": text,
        "can_cu_phap_ly": text,
        "ket_qua_xu_ly": text,
    }
    read_page(Fields(page | {"cap_thuc_hien": text, "doi_tuong_thuc_hien": text}), Origin("tep", 1))
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("field", ["name", "code"])
def test_a_title_or_code_of_no_sane_length_is_rejected(field: str) -> None:
    with pytest.raises(Malformed):
        portal_api.read(Fields(sources.detail(**{field: ". " * 100_000})), Origin("tep", 1))


def test_a_text_beyond_all_measure_is_rejected() -> None:
    with pytest.raises(Malformed, match="too long"):
        portal_api.read(Fields(sources.detail(note="x" * 3_000_000)), Origin("tep", 1))
