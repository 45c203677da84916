"""Files that are broken, hostile or of another kind never stop an import, and everything is accounted for."""

import gzip
import json
import lzma
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.companions import Faq
from corpus.importing import ImportFailure, Rejection, archives, entries, office, read
from corpus.importing.collection import collected
from corpus.importing.detection import outcomes_of
from corpus.importing.outcomes import Imported
from corpus.records import PopularNames, Procedure
from tests.corpus import sources

GOOD = sources.text(sources.detail())
FAQ = {"kind": "faq", "id": "mat-the", "question": "Mất thẻ thì sao?", "answer": "Xin cấp lại thẻ."}
NAMES = {"code": sources.CODE, "names": ["làm thẻ"], "questions": ["làm thẻ ở đâu"]}


def with_code(number: int, **changes: object) -> str:
    return sources.text(sources.detail(**{"code": f"9.{number:06}"} | changes))


def rejections(folder: Path, content: bytes, name: str = "tep") -> tuple[Rejection, ...]:
    (folder / name).write_bytes(content)
    return read([folder / name]).summary.rejections


def reasons(folder: Path, content: bytes) -> list[tuple[int, str, str]]:
    return [(found.line, found.field, found.reason) for found in rejections(folder, content)]


@pytest.mark.parametrize(
    "pack", [lambda data: data, gzip.compress, lzma.compress, lambda data: gzip.compress(lzma.compress(data))]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\n\n"])
def test_lines_are_read_from_any_packing(pack: object, ends: str, tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(pack(ends.join(map(with_code, range(1, 8))).encode()))  # type: ignore[operator]
    assert [p.code for p in read([tmp_path]).procedures] == [f"9.{n:06}" for n in range(1, 8)]


def test_parts_packed_one_after_another_are_one_file(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(lzma.compress(f"{with_code(1)}\n".encode()) + lzma.compress(with_code(2).encode()))
    assert len(read([tmp_path]).procedures) == 2


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"\xef\xbb\xbf" + f"{with_code(1)}\n{with_code(2)}".encode())
    assert read([tmp_path]).summary.kept == 2


@pytest.mark.parametrize("place", range(4))
def test_a_broken_line_is_rejected_and_the_others_are_read(place: int, tmp_path: Path) -> None:
    lines = [with_code(n) for n in range(4)]
    lines[place] = lines[place][:300]
    (tmp_path / "tep").write_text("\n".join(lines))
    summary = read([tmp_path]).summary
    assert (summary.read, summary.kept) == (4, 3)
    assert [(r.file, r.line, r.field, r.reason) for r in summary.rejections] == [
        ("tep", place + 1, "file", "broken JSON")
    ]


def test_bytes_that_are_not_utf8_are_located(tmp_path: Path) -> None:
    first = f"{with_code(1)}\n".encode()
    second = with_code(2).encode()
    bad = second[:40] + b"\xff" + second[40:]
    (found,) = rejections(tmp_path, first + bad + b"\n" + with_code(3).encode())
    assert (found.line, found.reason, found.detail) == (2, "not UTF-8", f"byte {len(first) + 40}")


def test_a_whole_document_that_is_not_utf8_is_located(tmp_path: Path) -> None:
    (found,) = rejections(tmp_path, b'{\n "code": "\xff"\n}')
    assert (found.line, found.reason, found.detail) == (0, "not UTF-8", "byte 12")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1]", "not an object"),
        ('{"code": NaN}', "broken JSON"),
        ("[" * 100000, "nested too deeply"),
        ('{"a": 1}', "unknown record"),
        (sources.text(sources.detail(name=None)), "no title"),
        (sources.text(sources.detail(executionCases=5)), "not a list of objects"),
        (sources.text(sources.detail(code=9.099001)), "not a text"),
        (sources.text({"kind": "poem", "id": "a"}), "unknown kind"),
        (sources.text({"kind": ["faq"]}), "unknown kind"),
        (sources.text(FAQ | {"answer": ""}), "String should have at least 5 characters"),
        (sources.text(FAQ | {"colour": "red"}), "Extra inputs are not permitted"),
        (sources.text({"code": sources.CODE, "names": "làm thẻ"}), "Input should be a valid tuple"),
    ],
)
def test_a_record_that_cannot_be_read_names_its_reason(line: str, reason: str, tmp_path: Path) -> None:
    (found,) = rejections(tmp_path, f"{with_code(1)}\n{line}\n{with_code(3)}".encode())
    assert (found.line, found.reason) == (2, reason)


def test_a_lone_surrogate_in_an_escape_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text(GOOD.replace(sources.FIELD, "Thư \\ud800viện"))
    assert read([tmp_path], strict=True).procedures[0].field == "Thư viện"


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packing_cut_off_keeps_what_came_before(pack: object, tmp_path: Path) -> None:
    lines = "\n".join(with_code(n, keywords=str(hash(str(n)) ** 5)) for n in range(300)).encode()
    packed = pack(lines)  # type: ignore[operator]
    (tmp_path / "tep").write_bytes(packed[: len(packed) * 2 // 3])
    summary = read([tmp_path]).summary
    assert 0 < summary.kept < 300
    assert (summary.rejections[-1].reason, summary.rejections[-1].line) == (
        "packing cut off or damaged",
        summary.kept + 1,
    )


@pytest.mark.parametrize("content", [b"\x1f\x8bnot gzip at all", b"\xfd7zXZ\x00not xz at all"])
def test_a_damaged_packing_is_rejected(content: bytes, tmp_path: Path) -> None:
    assert reasons(tmp_path, content) == [(1, "file", "packing cut off or damaged")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \n\n ", "empty file"),
        (b"%PDF-1.7\n", "unknown format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown format"),
        ("{}".encode("utf-16"), "unknown format"),
        (b"code,name\n1,2", "unknown format"),
        (b"<html><body><p>Xin ch\xc3\xa0o</p></body></html>", "unknown format"),
        (b"<html>\xff</html>", "not UTF-8"),
        (b"{\n\n", "broken JSON"),
        (b"PK\x03\x04 and no more", "broken Office file"),
        (sources.zipped({"a.txt": "a"}), "unknown format"),
        (sources.zipped({"word/document.xml": "<w:document"}), "broken Office file"),
        (sources.zipped({"word/document.xml": "<a/>"}), "unknown format"),
        (sources.zipped({"xl/workbook.xml": "<a/>"}), "broken Office file"),
        (sources.xlsx([("a", "b")], ("Cột", "Khác")), "unknown format"),
    ],
)
def test_files_of_another_kind_are_named(content: bytes, reason: str, tmp_path: Path) -> None:
    assert reasons(tmp_path, content) == [(0, "file", reason)]


def test_xml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'
    assert reasons(tmp_path, sources.docx(bomb)) == [(0, "file", "XML with a document type")]
    wide = f"<?xml version='1.0' encoding='UTF-16'?>{bomb}<a>&c;</a>".encode("utf-16")
    assert reasons(tmp_path, sources.zipped({"word/document.xml": wide})) == [(0, "file", "XML with a document type")]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LARGEST_MEMBER", 1_000_000)
    bomb = sources.zipped({"word/document.xml": b"\0" * 40_000_000})
    tracemalloc.start()
    found = reasons(tmp_path, bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [(0, "file", "Office file too large")]
    assert peak < 20_000_000


def test_too_many_members_of_a_zip_are_refused(tmp_path: Path) -> None:
    members = {"word/document.xml": "<a/>"} | {f"{n}.txt": "" for n in range(office.MOST_MEMBERS)}
    assert reasons(tmp_path, sources.zipped(members)) == [(0, "file", "Office file too large")]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packing_that_unpacks_without_end_is_stopped(pack: object, tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(pack(b"{" + b" " * 5_000_000))  # type: ignore[operator]
    with archives.opened(tmp_path / "tep", limit=1_000_000) as stream, pytest.raises(ValueError, match="too large"):
        stream.read()


def test_a_line_too_long_is_skipped_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "LONGEST_LINE", 10_000)
    long = with_code(2, keywords="x" * 35_000)
    (found,) = rejections(tmp_path, "\n".join((with_code(1), long, with_code(3))).encode())
    assert (found.line, found.reason) == (2, "line too long")
    assert read([tmp_path]).summary.kept == 2


def test_a_document_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "LARGEST_DOCUMENT", 1000)
    assert reasons(tmp_path, json.dumps(sources.detail(), indent=1).encode()) == [(0, "file", "document too large")]


def test_folders_are_walked_by_name_and_readmes_left_out(tmp_path: Path) -> None:
    for name, number in (("b/2.json", 2), ("a.json", 1), ("c.json", 3)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(with_code(number, name="?" if number == 2 else sources.TITLE))
    (tmp_path / "README.md").write_text("read me")
    (tmp_path / ".hidden").write_text("hidden")
    summary = read([tmp_path]).summary
    assert (summary.files, summary.kept) == (3, 2)
    assert [found.file for found in summary.rejections] == ["b/2.json"]


def test_messages_hold_no_path_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"nothing")
    assert str(tmp_path) not in read([tmp_path / "tep"]).summary.render()


def test_a_path_that_is_not_there_fails_at_once(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure, match="no such file"):
        read([tmp_path / "khong-co"])


def test_a_strict_import_fails_with_its_summary(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text(f"{with_code(1)}\n{{broken\n{with_code(3)}")
    with pytest.raises(ImportFailure, match="broken JSON") as caught:
        read([tmp_path], strict=True)
    assert (caught.value.summary.read, caught.value.summary.kept) == (3, 2)


def test_of_one_code_the_newer_record_stands(tmp_path: Path) -> None:
    old, new = (
        sources.text(sources.detail(name=name, updatedAt=at)) for name, at in (("Tên cũ", 1.6e12), ("Tên mới", 1.7e12))
    )
    for number, lines in enumerate(((old, new), (new, old))):
        path = tmp_path / str(number)
        path.write_text("\n".join(lines))
        collection = read([path])
        assert [p.title for p in collection.procedures] == ["Tên mới"]
        (note,) = collection.summary.set_aside
        assert (note.line, note.field) == (lines.index(old) + 1, "code")
        assert (collection.summary.read, collection.summary.kept) == (2, 1)


def test_a_public_act_stands_before_an_internal_one_of_the_same_code(tmp_path: Path) -> None:
    internal = sources.detail(name="Việc nội bộ", isInternal=True, updatedAt=1.9e12)
    (tmp_path / "tep").write_text(f"{GOOD}\n{sources.text(internal)}")
    assert [p.title for p in read([tmp_path]).procedures] == [sources.TITLE]


def test_details_stand_before_items_of_lists(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(sources.text(sources.item()))
    (tmp_path / "b").write_text(GOOD)
    assert read([tmp_path]).procedures[0].source.format == "portal-api"


def test_acts_of_the_same_title_in_several_provinces_stay_apart(tmp_path: Path) -> None:
    provinces = ("Lào Cai", "Gia Lai", "Cà Mau")
    lines = (with_code(n, departmentPromulgateName=f"UBND tỉnh {name}") for n, name in enumerate(provinces))
    (tmp_path / "tep").write_text("\n".join(lines))
    assert [(p.title, p.province) for p in read([tmp_path]).procedures] == [(sources.TITLE, name) for name in provinces]


def test_old_and_new_codes_of_one_act_are_both_kept(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text(f"{with_code(1)}\n{with_code(2)}")
    assert [p.code for p in read([tmp_path]).procedures] == ["9.000001", "9.000002"]


def test_own_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "goc").write_text(GOOD)
    (written,) = read([tmp_path]).procedures
    line = sources.text({"kind": "procedure", **written.facts()})
    (tmp_path / "moi").mkdir()
    (tmp_path / "moi" / "tep").write_text("\n".join((line, sources.text(FAQ), sources.text(NAMES))))
    collection = read([tmp_path / "moi"], strict=True)
    assert collection.procedures == (written,)
    assert collection.companions == (Faq.model_validate(FAQ),)
    assert collection.names == (PopularNames.model_validate(NAMES),)
    assert collection.summary.mends == ()


def test_own_records_are_tidied_too(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text(sources.text(FAQ | {"wordings": ["làm\xa0thẻ ở thư viện hoà bình"]}))
    collection = read([tmp_path])
    faq = collection.companions[0]
    assert isinstance(faq, Faq)
    assert faq.wordings == ("làm thẻ ở thư viện hòa bình",)
    assert {mend.what for mend in collection.summary.mends} == {"no-break or other odd space", "tone placement"}


def test_names_of_one_code_are_brought_together(tmp_path: Path) -> None:
    more = {"code": sources.CODE, "names": ["xin thẻ", "làm thẻ"]}
    (tmp_path / "tep").write_text(f"{sources.text(NAMES)}\n{sources.text(more)}")
    collection = read([tmp_path])
    assert collection.names == (
        PopularNames(code=sources.CODE, names=("làm thẻ", "xin thẻ"), questions=("làm thẻ ở đâu",)),
    )
    assert len(collection.summary.set_aside) == 1


def test_the_newer_review_of_a_faq_stands(tmp_path: Path) -> None:
    old, new = FAQ | {"reviewed": "2030-01-01"}, FAQ | {"reviewed": "2031-01-01", "answer": "Xin cấp lại ngay."}
    (tmp_path / "tep").write_text(f"{sources.text(new)}\n{sources.text(old)}")
    assert [getattr(faq, "answer", "") for faq in read([tmp_path]).companions] == ["Xin cấp lại ngay."]


def test_a_summary_accounts_for_everything_and_shows_where(tmp_path: Path) -> None:
    lines = (
        with_code(1, name="Thủ tục a b"),
        with_code(2, code="9.1"),
        with_code(1),
        with_code(3),
        with_code(4, name=""),
    )
    (tmp_path / "tep").write_text("\n".join(lines))
    summary = read([tmp_path]).summary
    assert summary.read == summary.kept + len(summary.set_aside) + len(summary.rejections) == 5
    assert summary.rejected_by_reason == {"code: malformed code": 1, "title: no title": 1}
    assert summary.mended_by_what == {"title: 'Thủ tục' at the start": 1}
    assert summary.render().splitlines()[0] == (
        "1 files, 5 records read: 2 kept (2 procedure codes), 1 set aside, 2 rejected; 1 mends"
    )
    assert "malformed code  [tep:2 9.1]" in summary.render()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
SHAPES = {
    "api": sources.detail(),
    "list": sources.item(),
    "page": sources.page_text(),
    "old": sources.old_page(),
    "export": sources.export_json(),
    "faq": FAQ,
    "names": NAMES,
}


def paths(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in inner for found in paths(item, (*path, key)))]


def replaced(value: object, path: tuple[object, ...], new: object) -> object:
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)  # type: ignore[call-overload]
    copied[path[0]] = replaced(copied[path[0]], path[1:], new)
    return copied


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(shape=st.sampled_from(sorted(SHAPES)), data=st.data(), value=json_values)
def test_whatever_stands_in_any_field_is_a_record_or_a_rejection(
    shape: str, data: st.DataObject, value: object, tmp_path: Path
) -> None:
    place = data.draw(st.sampled_from(paths(SHAPES[shape])))
    (tmp_path / "tep").write_text(json.dumps(replaced(SHAPES[shape], place, value)))
    for outcome in outcomes_of(tmp_path / "tep", "tep"):
        assert isinstance(outcome, Imported | Rejection)


def test_comments_in_a_page_are_passed_over(tmp_path: Path) -> None:
    page = sources.page_html()
    (tmp_path / "mot.html").write_text(page)
    (tmp_path / "hai.html").write_text(page.replace("</div>", "</div><!-- x --><?php y ?>"))
    plain, commented = (read([tmp_path / name]).procedures for name in ("mot.html", "hai.html"))
    assert plain
    assert plain == tuple(p.model_copy(update={"source": q.source}) for p, q in zip(commented, plain, strict=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    name=st.sampled_from(["docx", "xlsx", "html", "gz", "xz", "json"]),
    cut=st.integers(0, 4000),
    noise=st.binary(min_size=1, max_size=12),
)
def test_no_damaged_file_stops_an_import(name: str, cut: int, noise: bytes, tmp_path: Path) -> None:
    content = DAMAGED[name]
    place = cut % len(content)
    (tmp_path / "tep").write_bytes(content[:place] + noise + content[place + len(noise) :])
    collection = collected(outcomes_of(tmp_path / "tep", "tep"), 1)
    assert len(collection.procedures) + len(collection.summary.rejections) > 0
    assert all(isinstance(record, Procedure) for record in collection.procedures)


DAMAGED = {
    "docx": sources.docx(),
    "xlsx": sources.xlsx([sources.LIST_ROW]),
    "html": sources.page_html().encode(),
    "gz": gzip.compress(GOOD.encode()),
    "xz": lzma.compress(GOOD.encode()),
    "json": GOOD.encode(),
}


def test_a_server_can_use_the_package_without_the_readers_of_xml() -> None:
    code = "import sys, corpus.importing; sys.exit(bool({'lxml', 'openpyxl'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
