"""The sync against a server that behaves like the portal: polite, resumable, and honest about what changed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.importing import read
from corpus.syncing.course import Course, Outcomes, Wish
from corpus.syncing.differences import Act, Differences
from corpus.syncing.listing import item
from corpus.syncing.local_copy import LocalCopy
from corpus.syncing.manners import Manners
from corpus.syncing.portal import DETAIL, LIST, Portal
from corpus.syncing.troubles import Busy, Gone, Impolite, Stopped, Unanswered
from tests.corpus.portal_server import HALF, HALF_PAGE, HANG, NO_JSON, NOT_OK, OTHER, FakePortal, listed, record, served

NOW = datetime(2031, 6, 15, 8).astimezone()
HASTE = Manners(pause=0, jitter=0, timeout=0.3, tries=3, first_wait=0.001, longest_wait=1)


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePortal]:
    """A portal with seven records, three to a page."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with served(FakePortal([record(number) for number in range(1, 8)])) as fake:
        yield fake


def sync(portal: FakePortal, folder: Path, now: datetime = NOW, wish: Wish | None = None) -> Outcomes:
    copy = LocalCopy(folder)
    told: list[str] = []
    with copy.reserved(), Portal(portal.address, HASTE) as asked:
        return Course(copy, asked, wish or Wish(), now, folder / "changes.json", told.append).run()


def held(folder: Path) -> set[str]:
    """Codes in the copy, as the importer reads it."""
    file = LocalCopy(folder).file
    assert file is not None
    collection = read([file], strict=True)
    return {procedure.code for procedure in collection.procedures}


def codes(*numbers: int) -> set[str]:
    return {f"9.{number:06}" for number in numbers}


def test_a_first_run_copies_everything_and_the_importer_reads_it(portal: FakePortal, tmp_path: Path) -> None:
    ended = sync(portal, tmp_path)
    assert (ended.listed, ended.fetched, ended.left, ended.stopped, ended.warnings) == (7, 7, 0, "", ())
    assert {act.code for act in ended.changes.new} == codes(*range(1, 8))
    assert held(tmp_path) == codes(*range(1, 8))
    (first,) = [p for p in read([tmp_path / "portal_2031-06-15.jsonl"]).procedures if p.code == "9.000001"]
    assert (str(first.source.retrieved), first.source.format) == ("2031-06-15", "portal-api")
    assert json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))["new"][0]["code"] == "9.000001"


def test_requests_are_one_at_a_time_named_and_paused(portal: FakePortal, tmp_path: Path) -> None:
    portal.delay = 0.01
    slept: list[float] = []
    with Portal(portal.address, Manners(pause=0.2, jitter=0.5), slept.append) as asked:
        for number in (1, 2, 3):
            asked.detail(f"id-{number:04}")
    assert portal.most_at_once == 1
    assert all(agent.startswith("MotCua-sync/") for agent in portal.agents)
    assert len(slept) == 3
    assert all(0.1 < pause <= 0.3 for pause in slept)


def test_nothing_unchanged_is_fetched_again(portal: FakePortal, tmp_path: Path) -> None:
    sync(portal, tmp_path)
    portal.asked.clear()
    ended = sync(portal, tmp_path, NOW + timedelta(days=1))
    assert (portal.fetched(), ended.fetched) == ([], 0)
    assert ended.changes.render() == "0 new, 0 amended, 0 abolished"


def test_a_detail_is_fetched_again_when_it_is_old(portal: FakePortal, tmp_path: Path) -> None:
    sync(portal, tmp_path)
    portal.details[2] = record(3, requirementsAndConditions="Bạn đọc từ đủ 7 tuổi")
    assert sync(portal, tmp_path, NOW + timedelta(days=29)).fetched == 0
    ended = sync(portal, tmp_path, NOW + timedelta(days=31))
    assert ended.fetched == 7
    assert [act.code for act in ended.changes.amended] == ["9.000003"]


def test_the_diff_tells_new_amended_and_abolished(portal: FakePortal, tmp_path: Path) -> None:
    sync(portal, tmp_path)
    portal.details = [*portal.details[1:], record(8)]
    portal.details[0] = record(2, state="UPDATED", isFullProcess=True)
    ended = sync(portal, tmp_path, NOW + timedelta(days=1))
    assert ended.fetched == 2
    assert [act.code for act in ended.changes.new] == ["9.000008"]
    assert [(act.code, act.title) for act in ended.changes.abolished] == [("9.000001", "Cấp thẻ loại 1")]
    (amended,) = ended.changes.amended
    assert {change.field: (change.before, change.after) for change in amended.changes} == {
        "trạng thái": (("ACTIVE",), ("UPDATED",)),
        "mức trực tuyến": ((), ("toàn trình",)),
    }
    shown = ended.changes.render()
    assert "trạng thái: ACTIVE -> UPDATED" in shown
    assert "mức trực tuyến: (trống) -> toàn trình" in shown
    assert held(tmp_path) == codes(*range(2, 9))
    assert [path.name for path in tmp_path.glob("portal_*")] == ["portal_2031-06-16.jsonl"]


def test_a_code_that_moves_to_another_record_is_amended(portal: FakePortal, tmp_path: Path) -> None:
    sync(portal, tmp_path)
    portal.details[6] = record(7) | {"id": "id-0070", "name": "Cấp thẻ loại bảy"}
    ended = sync(portal, tmp_path)
    assert (ended.changes.new, ended.changes.abolished) == ((), ())
    assert [act.title for act in ended.changes.amended] == ["Cấp thẻ loại bảy"]


@pytest.mark.parametrize("fault", [429, 500, 503, HALF, HANG, NO_JSON, NOT_OK, OTHER])
def test_a_passing_fault_is_tried_again(portal: FakePortal, tmp_path: Path, fault: object) -> None:
    portal.faults[DETAIL].extend([fault, fault])
    ended = sync(portal, tmp_path)
    assert (ended.fetched, ended.left, ended.stopped) == (7, 0, "")
    assert portal.count(DETAIL) == 9


@pytest.mark.parametrize("fault", [502, HALF, HALF_PAGE, NOT_OK])
def test_a_faulty_page_is_tried_again(portal: FakePortal, tmp_path: Path, fault: object) -> None:
    portal.faults[LIST].append(fault)
    assert sync(portal, tmp_path).fetched == 7


def test_one_broken_record_does_not_stop_the_run(portal: FakePortal, tmp_path: Path) -> None:
    portal.faults[DETAIL].extend([500] * HASTE.tries)
    ended = sync(portal, tmp_path)
    assert (ended.fetched, ended.left, ended.stopped) == (6, 1, "")
    portal.asked.clear()
    assert sync(portal, tmp_path).fetched == 1
    assert held(tmp_path) == codes(*range(1, 8))


def test_repeated_errors_stop_the_run_and_keep_what_came(portal: FakePortal, tmp_path: Path) -> None:
    portal.faults[DETAIL].extend([None, None] + [500] * 100)
    ended = sync(portal, tmp_path)
    assert (ended.fetched, ended.left) == (2, 5)
    assert "500" in ended.stopped
    assert portal.count(DETAIL) == 2 + 3 * HASTE.tries
    assert held(tmp_path) == codes(1, 2)


def test_a_refusal_stops_at_once_and_says_when_to_come_back(portal: FakePortal, tmp_path: Path) -> None:
    portal.faults[DETAIL].extend([None, 403])
    ended = sync(portal, tmp_path)
    assert portal.count(DETAIL) == 2
    assert "refuses us (403); try again after 20" in ended.stopped
    portal.faults[DETAIL].clear()
    pages = portal.count(LIST)
    assert sync(portal, tmp_path, NOW + timedelta(hours=7)).fetched == 6
    assert portal.count(LIST) == pages
    assert held(tmp_path) == codes(*range(1, 8))


def test_a_long_pause_that_the_portal_asks_for_is_given(portal: FakePortal) -> None:
    portal.faults[DETAIL].append(429)
    portal.retry_after = "3600"
    with Portal(portal.address, HASTE) as asked, pytest.raises(Stopped) as stopped:
        asked.detail("id-0001")
    left = stopped.value.again - datetime.now().astimezone()
    assert timedelta(minutes=58) < left <= timedelta(minutes=60)


def test_a_short_pause_that_the_portal_asks_for_is_waited(portal: FakePortal) -> None:
    portal.faults[DETAIL].append(503)
    portal.retry_after = "1"
    slept: list[float] = []
    with Portal(portal.address, HASTE, slept.append) as asked:
        asked.detail("id-0001")
    assert slept == [1.0]


def test_a_record_that_is_not_there_is_not_asked_for_twice(portal: FakePortal) -> None:
    with Portal(portal.address, HASTE) as asked, pytest.raises(Gone):
        asked.detail("id-9999")
    assert portal.count(DETAIL) == 1


def test_a_server_that_is_down_is_unanswered() -> None:
    with Portal("http://127.0.0.1:9/api/v1", HASTE) as asked, pytest.raises(Unanswered):
        asked.page("")


def test_robots_txt_is_heeded(portal: FakePortal) -> None:
    portal.robots = "User-agent: *\nCrawl-delay: 2\nDisallow: /quan-tri"
    with Portal(portal.address, HASTE) as asked:
        assert asked.pause == 2
    portal.robots = "User-agent: *\nDisallow: /api/"
    with pytest.raises(Stopped, match=r"robots\.txt"), Portal(portal.address, HASTE):
        pass
    assert portal.asked == []


def test_a_foreign_server_is_never_asked_without_a_pause() -> None:
    with pytest.raises(Impolite):
        Portal("https://x.example/api/v1", Manners(pause=0.9))


def test_repeated_items_are_one_record(portal: FakePortal, tmp_path: Path) -> None:
    portal.repeat_first = True
    assert sync(portal, tmp_path).listed == 7
    assert sorted(portal.fetched()) == [f"id-{number:04}" for number in range(1, 8)]


def test_a_list_that_changes_while_it_is_read(portal: FakePortal, tmp_path: Path) -> None:
    sync(portal, tmp_path)

    def change() -> None:
        portal.details = [record(9), *portal.details]

    portal.on_page.append(change)
    ended = sync(portal, tmp_path)
    assert ended.changes.abolished == ()
    assert "7 of 8 records" in ended.warnings[0]
    ended = sync(portal, tmp_path)
    assert ([act.code for act in ended.changes.new], ended.warnings) == (["9.000009"], ())


def test_nothing_is_abolished_by_an_incomplete_list(portal: FakePortal, tmp_path: Path) -> None:
    sync(portal, tmp_path)
    portal.details = portal.details[:5]
    portal.total_off_by = 2
    ended = sync(portal, tmp_path)
    assert (ended.changes.abolished, held(tmp_path)) == ((), codes(*range(1, 8)))
    assert "nothing taken for abolished" in ended.warnings[0]
    portal.total_off_by = 0
    assert len(sync(portal, tmp_path).changes.abolished) == 2
    assert held(tmp_path) == codes(*range(1, 6))


def test_nothing_is_abolished_where_most_of_the_list_is_missing(portal: FakePortal, tmp_path: Path) -> None:
    portal.details, portal.page_size = [record(number) for number in range(1, 31)], 30
    sync(portal, tmp_path)
    portal.details = portal.details[:10]
    ended = sync(portal, tmp_path)
    assert (ended.changes.abolished, len(held(tmp_path))) == ((), 30)
    assert "20 of 30 records are missing" in ended.warnings[0]


def test_a_limit_is_kept_and_the_next_run_goes_on_without_listing_again(portal: FakePortal, tmp_path: Path) -> None:
    first = sync(portal, tmp_path, wish=Wish(limit=3))
    pages = portal.count(LIST)
    second = sync(portal, tmp_path, wish=Wish(limit=3))
    assert (first.fetched, first.left, second.fetched, second.left) == (3, 4, 3, 1)
    assert portal.count(LIST) == pages
    assert sync(portal, tmp_path).left == 0
    assert len(portal.fetched()) == len(set(portal.fetched())) == 7


def test_an_interrupted_list_goes_on_and_an_old_one_is_read_anew(portal: FakePortal, tmp_path: Path) -> None:
    portal.faults[LIST] = deque([None, 403])
    assert "403" in sync(portal, tmp_path).stopped
    portal.asked.clear()
    assert sync(portal, tmp_path).fetched == 7
    assert [last for path, last in portal.asked if path == LIST] == ["id-0003", "id-0006", "id-0007"]
    portal.faults[LIST] = deque([None, 403])
    sync(portal, tmp_path)
    portal.asked.clear()
    sync(portal, tmp_path, NOW + timedelta(hours=25))
    assert portal.asked[0] == (LIST, None)


def test_a_line_cut_off_by_a_kill_is_fetched_again(portal: FakePortal, tmp_path: Path) -> None:
    sync(portal, tmp_path, wish=Wish(limit=0))
    copy = LocalCopy(tmp_path)
    arrivals = tmp_path / ".sync" / "incoming.jsonl"
    with Portal(portal.address, HASTE) as asked:
        for number in (1, 2):
            copy.add(item(listed(record(number))), asked.detail(f"id-{number:04}"), NOW)
    arrivals.write_bytes(arrivals.read_bytes()[:-40])
    portal.asked.clear()
    assert sync(portal, tmp_path).fetched == 6
    assert "id-0001" not in portal.fetched()
    assert held(tmp_path) == codes(*range(1, 8))


def test_two_runs_on_one_folder_do_not_meet(tmp_path: Path) -> None:
    copy = LocalCopy(tmp_path)
    with copy.reserved(), pytest.raises(Busy), LocalCopy(tmp_path).reserved():
        pass


ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "corpus", "sync", "--pause", "0", "--first-wait", "0.01"]


def test_a_killed_process_loses_at_most_one_record(tmp_path: Path) -> None:
    environment = os.environ | {"NO_PROXY": "127.0.0.1"}
    with served(FakePortal([record(number) for number in range(1, 41)], page_size=20, delay=0.01)) as portal:
        command = [*COMMAND, "--out", str(tmp_path), "--address", portal.address]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while portal.count(DETAIL) < 12 and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
        before = portal.fetched()
        assert 12 <= len(before) < 40
        done = subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
        )
        again = set(before) & set(portal.fetched()[len(before) :])
    assert len(again) <= 1
    assert held(tmp_path) == codes(*range(1, 41))
    assert "40 new, 0 amended, 0 abolished" in done.stdout


def test_the_command_says_why_it_stopped(
    portal: FakePortal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.faults[DETAIL].append(403)
    arguments = ["sync", "--out", str(tmp_path / "a"), "--address", portal.address, "--pause", "0"]
    assert main(arguments) == 1
    assert "stopped early: the portal refuses us (403)" in capsys.readouterr().out
    assert main([*arguments, "--changes", str(tmp_path / "b.json")]) == 0
    assert "7 new" in capsys.readouterr().out
    assert len(json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["new"]) == 7
    assert main(["sync", "--out", str(tmp_path), "--address", "https://x.example", "--pause", "0"]) == 2
    assert "too short" in capsys.readouterr().err


def test_a_long_diff_is_cut_for_the_terminal_only() -> None:
    acts = tuple(Act(f"9.{number:06}", "Cấp thẻ") for number in range(250))
    shown = Differences(new=acts).render().splitlines()
    assert (len(shown), shown[0], shown[-1]) == (102, "250 new, 0 amended, 0 abolished", "  + 150 more")
    assert json.dumps(Differences(new=acts).as_json()).count("9.000") == 250


def test_the_diff_of_two_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "Bạn đọc nộp phiếu. " * 30
    steps = [[{"name": "", "description": long + end}] for end in ("Thủ thư trao thẻ.", "Thủ thư gửi thẻ.")]
    for name, rows in {
        "cu.jsonl": [record(1, executionSteps=steps[0]), record(2), record(3)],
        "moi.jsonl": [
            record(1, executionSteps=steps[1], legalBasisesDetails=[]),
            record(2, updatedAt=1),
            record(4),
        ],
    }.items():
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["diff", str(tmp_path / "cu.jsonl"), str(tmp_path / "moi.jsonl")]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1 new, 1 amended, 1 abolished\n  + 9.000004")
    assert "trao thẻ. -> …" in shown
    assert "      căn cứ pháp lý:\n" in shown
    assert "        - 12/2031/TT-TVCĐ Thông tư về thẻ bạn đọc" in shown
    assert max(map(len, shown.splitlines())) < 400
    assert main(["diff", str(tmp_path / "cu.jsonl"), str(tmp_path / "moi.jsonl"), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {name: len(acts) for name, acts in data.items() if name != "schema"} == {
        "new": 1,
        "amended": 1,
        "abolished": 1,
    }
