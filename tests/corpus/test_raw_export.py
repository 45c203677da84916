"""The whole export of the portal's API, where the folder of real data is at hand."""

import pytest

from corpus.importing import Collection, read
from tests.corpus.sources import DATA, needs_data

pytestmark = needs_data


@pytest.fixture(scope="module")
def collection() -> Collection:
    return read(sorted(DATA.glob("portal_api_*.jsonl.xz")))


def test_every_record_is_kept_or_accounted_for(collection: Collection) -> None:
    summary = collection.summary
    assert (summary.read, summary.kept, len(summary.set_aside), len(summary.rejections)) == (5665, 5661, 1, 3)
    rejected = {found.detail for found in summary.rejections}
    assert rejected == {"2.009182739", "1.0133611", "1.014955-Xoa"}
    assert len({p.code for p in collection.procedures} | rejected) == 5664
    assert sum(not p.internal for p in collection.procedures) == 5470


def test_the_code_that_stands_twice_is_the_public_act(collection: Collection) -> None:
    (found,) = [p for p in collection.procedures if p.code == "1.014325"]
    assert (found.province, found.internal) == ("Tuyên Quang", False)


def test_every_spelling_fault_that_was_counted_is_found(collection: Collection) -> None:
    mended = collection.summary.mended_by_what
    assert mended["text: not NFC"] == 1222
    assert mended["text: zero-width mark or control character"] == 32
    assert mended["text: private-use bullet"] == 23
    assert mended["text: Cyrillic or Greek look-alike in a Latin word"] == 10
    assert mended["text: eth for Đ"] == 3


def test_no_title_keeps_what_is_cut(collection: Collection) -> None:
    for procedure in collection.procedures:
        assert procedure.title == procedure.title.strip()
        assert procedure.code not in procedure.title
        assert "\n" not in procedure.title
        assert procedure.title != procedure.title.upper() or " " not in procedure.title
        assert "Trình tự thực hiện" not in procedure.title


def test_nearly_every_procedure_has_its_dossier_time_and_provenance(collection: Collection) -> None:
    procedures = collection.procedures
    assert sum(bool(p.papers) for p in procedures) > 5500
    assert sum(any(c.time and c.time.amount for c in p.channels) for p in procedures) > 5000
    assert all(p.source.address and p.source.retrieved for p in procedures)
    assert sum(bool(p.decision_number) for p in procedures) > 5650
