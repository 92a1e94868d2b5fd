"""Looking after the file from the shell: backups, merging, doctor, erasing, and help where nothing can be read."""

import errno
import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mastery_tui import clock, gate, guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.demo.play import play
from mastery_tui.journal import Journal
from mastery_tui.journal.safety import inspect, lenient as lenient_reading
from mastery_tui.journal.store.codec import SCHEMA

from .conftest import NO_PLAN, WRITING

if TYPE_CHECKING:
    from .conftest import Shell

MARKER = "zanzibarquilt"
BAK = "mastery.json.bak"


def november(day: int) -> date:
    return date(2026, 11, day)


def counted(check_ins: int, last: int | None = None) -> str:
    """As in '3 check-ins, up to 4 November 2026'."""
    word = guide.word("keeping", "check_in") if check_ins == 1 else guide.say("keeping", "check_ins", n=check_ins)
    return word if last is None else f"{word}, {guide.say('keeping', 'until', day=november(last))}"


def back(name: str) -> str:
    """The sentence with the command that goes back to a backup."""
    return guide.say("keeping", "restored_back", program="mastery", argument=name)


def offer(age: str, check_ins: int, key: str = "offer", program: str = "mastery") -> str:
    """The sentence that offers the last state before the one that cannot be read."""
    facts = {"name": BAK, "age": age, "check_ins": counted(check_ins)}
    return guide.say("keeping", key, **facts, program=program, argument=BAK)


def finding(code: str, **facts: object) -> str:
    return guide.say("doctor_findings", code, **{"program": "mastery", **facts})


def mended(code: str, **facts: object) -> str:
    return f"+ {guide.say('doctor', 'mended', what=finding(code, **facts))}"


def check_in_of(day: int) -> str:
    """A check-in as doctor names it."""
    return guide.say("doctor", "of_day", kind=guide.word("doctor_kinds", "check_ins"), day=november(day))


def backup_of(shell: "Shell", reason: str) -> str:
    """The name of the one backup that was made for that reason."""
    (found,) = (shell.directory / "backups").glob(f"*-{reason}.json")
    return found.name


@pytest.fixture
def four_days(writing: "Shell") -> "Shell":
    """A plan with four days recorded, each with words of its own, on the fifth day."""
    for day in range(2, 6):
        writing.at(f"2026-11-{day:02}")
        writing.ok("log", "400", "--note", f"{MARKER} {day}")
    writing.at("2026-11-06")
    return writing


def check_ins(file: Path) -> list[dict[str, Any]]:
    """The days that show."""
    documents = json.loads(file.read_bytes()).get("check_ins", {}).values()
    return [each for each in documents if not each.get("deleted")]


def left_typed(shell: "Shell") -> Path:
    """What an app that was left has typed for today and not saved, in its file."""
    drafts = Coach(Journal(shell.file, clock.now)).drafts
    drafts.put(DraftKey("", "check_in", "2026-11-06"), {"note": MARKER}, {"note": f"{MARKER} before"})
    drafts.flush()
    return drafts.file


def held(shell: "Shell") -> list[str]:
    return [each["day"][-2:] for each in check_ins(shell.file)]


def test_backups_are_listed_newest_first_with_age_revision_and_what_they_hold(four_days: "Shell") -> None:
    lines = four_days.ok("backup", "list").splitlines()
    assert lines == four_days.ok("backup").splitlines()
    assert len(lines) == 5
    assert guide.say("keeping", "rev", rev=4) in lines[0]
    assert counted(3, 4) in lines[0]
    assert lines[-1].split("  ")[0] == "mastery-r000001-20261102T090000-day.json"
    assert "4 days ago" in lines[-1]
    assert counted(0) in lines[-1]
    assert lines[-1].endswith(guide.say("backup_reasons", "day", day=november(2)))


def test_without_backups_that_is_said(shell: "Shell") -> None:
    assert shell.ok("backup") == f"{guide.word('keeping', 'no_backups')}\n"
    assert shell.refused("backup", "restore", "newest") == f"mastery backup: {guide.refusal('backup.none')}"


def test_a_restore_says_what_stands_and_undo_takes_it_back(four_days: "Shell") -> None:
    before = four_days.ok("status")
    name = "mastery-r000002-20261103T090000-day.json"
    said = four_days.ok("backup", "restore", name)
    assert guide.say("keeping", "restored", age="4 days ago", holds=counted(1, 2)) in said
    assert guide.say("keeping", "restored_undo", program="mastery") in said
    assert held(four_days) == ["02"]
    assert four_days.ok("status") != before
    told = four_days.ok("undo")
    assert guide.say("cli", "undone", what=guide.word("undone", "restore")) in told.splitlines()
    assert name not in told
    assert four_days.ok("status") == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"meta": {"1": {"schema": 99}}}'])
def test_an_unreadable_journal_names_the_newest_backup_and_the_command_and_is_kept(
    four_days: "Shell", content: bytes
) -> None:
    four_days.file.write_bytes(content)
    for arguments in (("status",), ("log", "400"), ("undo",), ("due", "--quiet"), ("status", "--as-of", "2026-11-03")):
        line = four_days.refused(*arguments, code=3)
        assert line.endswith(f". {offer('2 days ago', 3)}")
    said = four_days.ok("backup", "restore", "mastery.json.bak")
    kept = four_days.directory / "mastery.json.corrupt-20261106T090000"
    assert kept.read_bytes() == content
    assert guide.say("keeping", "restored_kept", name=kept.name) in said
    assert held(four_days) == ["02", "03", "04"]


def test_the_printed_command_works_as_it_stands_where_another_file_is_named(four_days: "Shell") -> None:
    other = four_days.directory / "my days" / "mastery.json"
    shutil.copytree(four_days.directory, other.parent, ignore=shutil.ignore_patterns("my days"))
    other.write_bytes(b"")
    line = four_days("--file", str(other), "status").err
    assert offer("2 days ago", 3, program=f"mastery --file '{other}'") in line
    assert four_days("--file", str(other), "backup", "restore", "mastery.json.bak").code == 0
    assert four_days("--file", str(other), "status").code == 0


def test_a_journal_that_is_gone_and_left_its_backups_is_told(four_days: "Shell") -> None:
    four_days.file.unlink()
    said = four_days("status")
    assert (said.code, said.out) == (0, f"{NO_PLAN}\n")
    missing = guide.refusal("journal.missing", file=str(four_days.file))
    hint = f"{missing}. {offer('2 days ago', 3, 'offer_gone')}"
    assert said.err == f"{hint}\n"
    assert four_days.refused("log", "400") == f"mastery log: {guide.refusal('cycle.none')}. {hint}"
    four_days.ok("backup", "restore", "newest")
    assert held(four_days) == ["02", "03", "04"]


@pytest.mark.parametrize(
    ("arguments", "code", "facts"),
    [
        (("backup", "restore"), "usage.needed", {"what": "BACKUP"}),
        (("backup", "restore", "other.json"), "backup.unknown", {}),
        (("backup", "list", "x"), "usage.extra", {"command": "mastery backup list"}),
        (("backup", "remove"), "choice.unknown", {"field": "action", "known": "list, restore"}),
        (("merge",), "usage.needed", {"what": "FILES"}),
        (("doctor", "--repair"), "usage.option_none", {"command": "mastery doctor"}),
    ],
)
def test_wrong_usage_names_what_is_allowed(
    four_days: "Shell", arguments: tuple[str, ...], code: str, facts: dict[str, str]
) -> None:
    assert four_days.refused(*arguments) == f"mastery {arguments[0]}: {guide.refusal(code, **facts)}"


# Other machines


@pytest.fixture
def conflict(four_days: "Shell") -> Path:
    """What Syncthing lays beside the journal where another machine saved a day of its own."""
    file = four_days.directory / "mastery.sync-conflict-20261105-101010-ABCDEF1.json"
    file.write_bytes(four_days.file.read_bytes())
    four_days.at("2026-11-06", hour=10)
    four_days.ok("--file", str(file), "log", "300", "--day", "2026-11-05", "--note", f"{MARKER} elsewhere")
    four_days.ok("log", "410", "--note", f"{MARKER} 6")
    return file


def named(conflict: Path, key: str = "conflict") -> str:
    """The sentence about such a file."""
    return guide.say("keeping", key, file=conflict.name, program="mastery", argument=str(conflict))


def test_a_conflict_file_is_named_with_the_command_that_merges_it(four_days: "Shell", conflict: Path) -> None:
    assert four_days("where").err == f"{named(conflict)}\n"
    looked = four_days("doctor")
    assert f"! {finding('conflict', file=str(conflict), argument=str(conflict))}" in looked.out.splitlines()
    assert looked.code == 3
    said = four_days.ok("merge", str(conflict)).splitlines()
    assert said[0] == guide.say("keeping", "merged", new=0, changed=1, superseded=1)
    assert back(backup_of(four_days, "merge")) in said
    assert guide.say("keeping", "conflict_done", file=conflict) in said
    assert check_ins(four_days.file)[3]["note"] == f"{MARKER} elsewhere"
    assert four_days("where").err == ""
    assert four_days("doctor").code == 0


def test_a_second_merge_changes_nothing(four_days: "Shell", conflict: Path) -> None:
    four_days.ok("merge", str(conflict))
    before = four_days.file.read_bytes()
    assert guide.word("keeping", "merged_same") in four_days.ok("merge", str(conflict)).splitlines()
    assert four_days.file.read_bytes() == before


def test_the_backup_that_a_merge_made_takes_it_back(four_days: "Shell", conflict: Path) -> None:
    before = [each["note"] for each in check_ins(four_days.file)]
    said = four_days.ok("merge", str(conflict))
    assert [each["note"] for each in check_ins(four_days.file)] != before
    name = backup_of(four_days, "merge")
    assert back(name) in said.splitlines()
    four_days.ok("backup", "restore", name)
    assert [each["note"] for each in check_ins(four_days.file)] == before


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (None, "merge.missing", {}),
        (b"", "journal.empty_file", {}),
        (b"{", "journal.not_json", {}),
        (b'{"meta": {"1": {"schema": 99}}}', "journal.newer_schema", {"found": 99, "known": SCHEMA}),
    ],
)
def test_what_cannot_be_merged_is_one_line_about_that_file(
    four_days: "Shell", content: bytes | None, code: str, facts: dict[str, int]
) -> None:
    other = four_days.directory / "other.json"
    if content is not None:
        other.write_bytes(content)
    line = four_days.refused("merge", str(other), code=3)
    assert line == f"mastery merge: {guide.refusal(code, file=str(other), **facts)}"


@pytest.mark.parametrize("path", ["", " "])
def test_a_merge_of_an_empty_path_asks_for_the_file(four_days: "Shell", path: str) -> None:
    needed = guide.refusal("usage.needed", what=("FILE",))
    assert four_days.refused("merge", str(four_days.file), path) == f"mastery merge: {needed}"


def test_plans_that_overlap_are_refused_with_their_dates(four_days: "Shell") -> None:
    other = four_days.directory / "laptop.json"
    four_days.at("2026-11-08")
    four_days.ok("--file", str(other), *WRITING)
    told = guide.refusal("merge.cycles_open", first=november(2), second=november(8))
    assert four_days.refused("merge", str(other)) == f"mastery merge: {told}"


# Doctor


def test_doctor_says_what_it_checked(four_days: "Shell") -> None:
    four_days.directory.chmod(0o700)
    lines = four_days.ok("doctor").splitlines()
    size = guide.say("doctor", "size", n=round(four_days.file.stat().st_size / 1024))
    assert lines[0] == f"  {guide.say('doctor', 'read', size=size, rev=5)}"
    numbers = {"records": guide.say("doctor", "records", n=5), "undo": guide.say("doctor", "changes", n=5)}
    counts = guide.say("doctor", "counts", plans=guide.word("doctor", "plan"), check_ins=counted(4, 5), **numbers)
    assert lines[1] == f"  {counts}"
    backups = guide.say("doctor", "backups", n=5, name=BAK, age="2 days ago", check_ins=counted(3))
    assert lines[3] == f"  {backups}"
    assert lines[-1] == guide.word("doctor", "healthy")


def test_doctor_mends_a_record_twice_and_keeps_both_after_a_backup(four_days: "Shell") -> None:
    rows = four_days.file.read_text("utf-8").split("\n")
    at = rows.index('"check_ins": {') + 1
    rows.insert(at, rows[at].replace(f"{MARKER} 2", f"{MARKER} both"))
    four_days.file.write_text("\n".join(rows), "utf-8")
    spoilt = four_days.file.read_bytes()
    assert guide.say("keeping", "offer_mend", program="mastery") in four_days.refused("status", code=3)
    looked = four_days("doctor")
    assert looked.code == 3
    assert f"* {finding('twice', count=1)}" in looked.out.splitlines()
    assert four_days.file.read_bytes() == spoilt
    fixed = four_days("doctor", "--fix")
    assert (fixed.code, fixed.out.splitlines()[-1]) == (0, guide.word("doctor", "mended_all"))
    assert mended("twice", count=1) in fixed.out.splitlines()
    kept = next((four_days.directory / "backups").glob("*-mending.json"))
    assert kept.read_bytes() == spoilt
    text = four_days.file.read_text("utf-8")
    assert f"{MARKER} both" in text
    assert f"{MARKER} 2" in text
    assert four_days("doctor").code == 0


def test_doctor_reads_a_damaged_journal_once_before_it_puts_it_right_and_once_after(
    four_days: "Shell", monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = four_days.file.read_bytes().replace(b'"amount":400.0', b'"amount":"many"', 1)
    four_days.file.write_bytes(spoilt)
    opened, read = [], []
    system_open, lenient = os.open, inspect.read_leniently

    def open_one(path: Any, *arguments: Any, **options: Any) -> int:
        opened.append(Path(path) == four_days.file)
        return system_open(path, *arguments, **options)

    def read_one(content: bytes, steps: Any) -> lenient_reading.Rows:
        read.append(content)
        return lenient(content, steps)

    monkeypatch.setattr(os, "open", open_one)
    monkeypatch.setattr(inspect, "read_leniently", read_one)
    assert four_days("doctor", "--fix").code == 0
    assert read == [spoilt, four_days.file.read_bytes()]
    assert sum(opened) == 3, "looked at, under the lock whether it is still that file, and what became of it"


def test_doctor_leaves_what_is_not_safe_and_says_so(four_days: "Shell") -> None:
    content = four_days.file.read_bytes()[:-60]
    four_days.file.write_bytes(content)
    for arguments in (("doctor",), ("doctor", "--fix")):
        said = four_days(*arguments)
        assert said.code == 3
        line = content.count(b"\n") + 1
        assert f"! {finding('ends_early', file=str(four_days.file), line=line)}" in said.out.splitlines()
        assert guide.say("doctor", "left_restore", program="mastery") in said.out.splitlines()
        assert MARKER not in said.out + said.err
    assert four_days.file.read_bytes() == content


def test_doctor_closes_what_others_can_open(four_days: "Shell") -> None:
    four_days.file.chmod(0o644)
    told = finding("open_to_others", file=str(four_days.file), mode="0644")
    assert f"* {told}" in four_days("doctor").out.splitlines()
    assert four_days("doctor", "--fix").code == 0
    assert four_days.file.stat().st_mode & 0o777 == 0o600


def test_doctor_on_nothing_says_that_nothing_is_there_and_makes_nothing(shell: "Shell") -> None:
    assert finding("missing", file=str(shell.file)) in shell.ok("doctor", "--fix")
    assert not shell.file.exists()


# Drafts


def test_doctor_names_drafts_by_number_and_age(four_days: "Shell") -> None:
    four_days.directory.chmod(0o700)
    left_typed(four_days)
    four_days.at("2026-11-06", hour=12)
    said = four_days.ok("doctor")
    assert f"  {guide.say('doctor', 'drafts', n=1, age='3 hours ago')}" in said.splitlines()
    assert said.splitlines()[-1] == guide.word("doctor", "healthy")
    assert MARKER not in said


def test_doctor_names_damaged_drafts_with_their_line_and_sets_them_aside(four_days: "Shell") -> None:
    four_days.directory.chmod(0o700)
    file = left_typed(four_days)
    file.write_bytes(file.read_bytes()[:-10])
    said, damaged = four_days("doctor"), {"file": str(file), "line": 2}
    assert f"* {finding('drafts_damaged', **damaged)}" in said.out.splitlines()
    fixed = four_days("doctor", "--fix")
    assert mended("drafts_damaged", **damaged) in fixed.out.splitlines()
    aside = finding("drafts_aside", file=f"{file}.corrupt-20261106T090000")
    assert f"- {aside}" in fixed.out.splitlines()
    assert (said.code, fixed.code, file.exists()) == (0, 0, False)
    assert MARKER not in said.out + fixed.out


def test_where_names_the_drafts(four_days: "Shell") -> None:
    line = f"{guide.word('cli', 'where_drafts')}: {four_days.file}.drafts"
    assert f"{line} ({guide.word('cli', 'where_none')})\n" in four_days.ok("where")
    left_typed(four_days)
    assert f"{line}\n" in four_days.ok("where")


def test_a_merge_takes_no_drafts_and_a_save_from_the_shell_leaves_them(four_days: "Shell") -> None:
    file = left_typed(four_days)
    before = file.read_bytes()
    told = guide.refusal("journal.not_a_journal", file=str(file))
    assert four_days.refused("merge", str(file), code=3) == f"mastery merge: {told}"
    four_days.ok("log", "400")
    assert file.read_bytes() == before


def test_the_demo_keeps_no_drafts(tmp_path: Path) -> None:
    coach = play(PERSONAS["steady"], tmp_path / "mastery.json", clock.now)
    coach.drafts.put(DraftKey("", "check_in", "2026-11-06"), {"note": MARKER}, {"note": ""})
    assert not coach.drafts.pending
    coach.drafts.flush()
    assert holding(tmp_path) == []


# Erasing


def holding(directory: Path) -> list[Path]:
    return [each for each in directory.rglob("*") if each.is_file() and MARKER in each.read_text("utf-8", "replace")]


def test_erase_removes_everything_that_holds_a_word_and_leaves_what_is_not_its_own(
    four_days: "Shell", conflict: Path
) -> None:
    own = four_days.directory / "my list.txt"
    own.write_text("milk", "utf-8")
    drafts = left_typed(four_days)
    synced = four_days.directory / "backups" / "mastery-r000002-20261103T090000-day.sync-conflict-20261105-1-A.json"
    synced.write_text(MARKER, "utf-8")
    four_days.file.write_bytes(four_days.file.read_bytes()[:-10])
    four_days.ok("backup", "restore", "newest")
    assert len(holding(four_days.directory)) > 5
    gone = [each for each in four_days.directory.rglob("*") if each.is_file() and each != own]
    said = four_days("erase", typed=b"mastery.json\n")
    assert said.code == 0
    assert guide.say("keeping", "erase_title_counted", check_ins=counted(4)) in said.out.splitlines()
    assert str(conflict) in said.out
    assert f"  {drafts}\n" in said.out
    for beyond in ("disk", "copies"):
        assert f"  {guide.word('erase_beyond', beyond)}\n" in said.out
    assert said.out.splitlines()[-1] == guide.say("keeping", "erased", n=len(gone))
    assert [each.name for each in four_days.directory.iterdir()] == ["my list.txt"]
    nothing = guide.say("keeping", "erase_nothing", file=four_days.file)
    assert four_days.ok("erase", typed=b"mastery.json\n") == f"{nothing}\n"


@pytest.mark.parametrize("typed", [b"", b"\n", b"yes\n", b"mastery\n", b"\xff\xfe\n", b"mastery.json.bak\n"])
def test_anything_else_that_is_typed_erases_nothing(four_days: "Shell", typed: bytes) -> None:
    before = sorted(four_days.directory.rglob("*"))
    said = four_days("erase", typed=typed)
    assert said.code == 2
    assert said.err == f"mastery erase: {guide.refusal('erase.name', name='mastery.json')}\n"
    assert sorted(four_days.directory.rglob("*")) == before


def test_a_name_that_no_terminal_shows_is_typed_as_it_is_shown(four_days: "Shell") -> None:
    file = four_days.file.rename(four_days.file.with_name("mas\x07tery.json"))
    assert gate.shown(file.name) != file.name
    assert four_days("--file", str(file), "erase", typed=f"{gate.shown(file.name)}\n".encode()).code == 0
    assert not file.exists()


def test_a_journal_behind_a_link_is_erased_with_the_link(four_days: "Shell") -> None:
    link = four_days.directory / "links" / "today.json"
    link.parent.mkdir()
    link.symlink_to(four_days.file)
    assert four_days("--file", str(link), "erase", typed=b"today.json\n").code == 0
    assert holding(four_days.directory) == []
    assert not link.is_symlink()


def test_an_unreadable_journal_can_be_erased_too(four_days: "Shell") -> None:
    four_days.file.write_bytes(b"{" + MARKER.encode())
    assert four_days("erase", typed=b"mastery.json\n").code == 0
    assert list(four_days.directory.iterdir()) == []


def test_an_undo_of_what_has_no_name_here_is_told_all_the_same(four_days: "Shell") -> None:
    four_days.file.write_text(four_days.file.read_text("utf-8").replace('"check_in"', '"dance"'), "utf-8")
    assert four_days.ok("undo") == f"{guide.say('cli', 'undone', what=guide.word('undone', 'other'))}\n"
    assert held(four_days) == ["02", "03", "04"]


def test_a_merge_that_was_taken_back_can_be_made_again(four_days: "Shell", conflict: Path) -> None:
    four_days.ok("merge", str(conflict))
    said = four_days.ok("backup", "restore", backup_of(four_days, "merge"))
    assert guide.say("keeping", "restored_undo", program="mastery") not in said
    assert back(backup_of(four_days, "restore")) in said
    assert four_days("where").err == f"{named(conflict)}\n"
    again = four_days.ok("merge", str(conflict)).splitlines()
    assert again[0] == guide.say("keeping", "merged", new=0, changed=1, superseded=1)
    assert guide.say("keeping", "merged_days", days=november(5)) in again
    assert guide.word("keeping", "merged_undo") in again
    assert check_ins(four_days.file)[3]["note"] == f"{MARKER} elsewhere"
    assert four_days.refused("undo") == f"mastery undo: {guide.refusal('undo.none')}"


def test_a_conflict_file_with_older_versions_alone_is_told_so(four_days: "Shell", conflict: Path) -> None:
    four_days.at("2026-11-06", hour=12)
    four_days.ok("log", "1", "--day", "2026-11-05")
    assert four_days("where").err == ""
    looked = four_days("doctor")
    assert looked.code == 0
    assert f"- {finding('conflict_older', file=str(conflict), argument=str(conflict))}" in looked.out.splitlines()
    said = four_days.ok("merge", str(conflict)).splitlines()
    assert said[0] == guide.say("keeping", "merged_older", superseded=1)
    looked = four_days("doctor")
    assert looked.code == 0
    assert f"  {guide.say('doctor', 'superseded', what=check_in_of(5))}" in looked.out.splitlines()


def test_a_conflict_file_that_cannot_be_read_or_taken_in_is_not_promised(four_days: "Shell") -> None:
    file = four_days.directory / "mastery.sync-conflict-20261105-101010-ABCDEF1.json"
    file.write_bytes(b"{")
    promised = finding("conflict", file=str(file), argument=str(file))
    said = four_days("doctor")
    assert said.code == 3
    assert f"! {finding('conflict_unreadable', file=str(file), argument=str(file))}" in said.out.splitlines()
    assert promised not in said.out
    assert four_days("where").err == f"{named(file, 'conflict_unreadable')}\n"
    file.unlink()
    four_days.at("2026-11-08")
    four_days.ok("--file", str(file), *WRITING)
    assert four_days("where").err == f"{named(file, 'conflict_apart')}\n"
    apart = four_days("doctor").out
    assert f"! {finding('conflict_apart', file=str(file), argument=str(file))}" in apart.splitlines()
    assert promised not in apart


def test_only_a_sync_programs_copy_is_said_to_be_done_with(four_days: "Shell") -> None:
    merged = four_days.ok("merge", str(four_days.directory / BAK)).splitlines()
    assert merged == [guide.word("keeping", "merged_same")]


def test_a_files_name_keeps_its_letters_in_a_message(four_days: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(four_days.directory)
    Path("junk.json").write_bytes(b"{")
    line = four_days.refused("merge", "junk.json", code=3)
    assert line == f"mastery merge: {guide.refusal('journal.not_json', file='junk.json')}"
    assert line.startswith("mastery merge: junk.json ")


def test_the_sentence_after_a_restore_is_about_what_was_restored(four_days: "Shell") -> None:
    listed = next(each for each in four_days.ok("backup").splitlines() if each.startswith(BAK))
    assert counted(3, 4) in listed
    restored = guide.say("keeping", "restored", age="2 days ago", holds=counted(3, 4))
    assert four_days.ok("backup", "restore", BAK).startswith(restored)
    today = next(each for each in four_days.ok("backup").splitlines() if "-20261105T" in each).split()[0]
    four_days.ok("undo")
    assert four_days.ok("backup", "restore", today).startswith(restored), "and not that it cannot be read"
    assert today in four_days.ok("backup"), "the day's own backup stays"


def test_beginning_anew_beside_backups_says_so_and_keeps_the_last_state(four_days: "Shell") -> None:
    last = (four_days.directory / "mastery.json.bak").read_bytes()
    four_days.ok("log", "+1", "--day", "2026-11-05")
    last = (four_days.directory / "mastery.json.bak").read_bytes()
    four_days.file.unlink()
    said = four_days(*WRITING)
    assert said.code == 0
    assert guide.refusal("journal.missing", file=str(four_days.file)) in said.err
    for _ in range(3):
        four_days.ok("log", "+1")
    assert last in [each.read_bytes() for each in (four_days.directory / "backups").iterdir()]


def test_a_field_that_cannot_be_read_takes_no_day_out_of_sight(four_days: "Shell") -> None:
    tables = json.loads(four_days.file.read_bytes())
    for document in tables["check_ins"].values():
        document["effort"] = 66
    tables["check_ins"]["4"]["outcome"] = MARKER
    four_days.file.write_text(json.dumps(tables), "utf-8")
    looked = four_days("doctor").out.splitlines()
    assert f"* {finding('record_partly', path='$.effort', what=check_in_of(2))}" in looked
    assert f"* {finding('record', path='$.outcome', what=check_in_of(5))}" in looked
    fixed = four_days("doctor", "--fix")
    assert fixed.code == 0
    what = ", ".join(check_in_of(day) for day in range(2, 6))
    aside = f"  {guide.say('doctor', 'unreadable_aside', what=what)}"
    assert aside in fixed.out.splitlines()
    assert held(four_days) == ["02", "03", "04"]
    assert aside in four_days.ok("doctor").splitlines()
    assert four_days.file.read_text("utf-8").count('"effort":66') == 4


def test_marks_of_git_are_merged_by_doctor(four_days: "Shell") -> None:
    rows = four_days.file.read_text("utf-8").split("\n")
    at = rows.index('"check_ins": {') + 2
    theirs = rows[at].replace(f"{MARKER} 3", f"{MARKER} laptop").replace("T09:00:00+01:00", "T21:00:00+01:00")
    rows[at : at + 1] = ["<<<<<<< HEAD", rows[at], "=======", theirs, ">>>>>>> laptop"]
    four_days.file.write_text("\n".join(rows), "utf-8")
    assert guide.say("keeping", "offer_mend", program="mastery") in four_days.refused("status", code=3)
    told = finding("git_markers", file=str(four_days.file), line=at + 1)
    assert f"* {told}" in four_days("doctor").out.splitlines()
    assert four_days("doctor", "--fix").code == 0
    assert [each["note"] for each in check_ins(four_days.file)][1] == f"{MARKER} laptop"
    assert f"{MARKER} 3" in four_days.file.read_text("utf-8")
    assert four_days("status").code == 0


def test_a_mark_before_the_text_is_no_damage(four_days: "Shell") -> None:
    four_days.file.write_bytes(b"\xef\xbb\xbf" + four_days.file.read_bytes())
    before = four_days.ok("status")
    assert four_days("doctor").code == 0
    four_days.ok("log", "400")
    assert four_days.file.read_bytes().startswith(b"{")
    assert before != four_days.ok("status")


def test_where_nothing_can_be_read_the_way_out_is_told(four_days: "Shell") -> None:
    for each in (four_days.file, *four_days.directory.glob("*.bak"), *(four_days.directory / "backups").iterdir()):
        each.write_bytes(b"{")
    none = guide.say("keeping", "offer_none", program="mastery")
    assert four_days.refused("status", code=3).endswith(f". {none}")
    told = guide.refusal("backup.none_readable")
    assert four_days.refused("backup", "restore", "newest") == f"mastery backup: {told}"


def test_a_disk_without_room_for_the_next_save_is_found(four_days: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: _Usage())
    said = four_days("doctor")
    assert said.code == 3
    told = finding("no_room", file=str(four_days.directory), room=3, needed=four_days.file.stat().st_size // 1024 + 17)
    assert f"! {told}" in said.out.splitlines()


@pytest.mark.parametrize("name", ["mastery.json", "mastery.json.lock", ""])
def test_what_the_person_may_not_write_is_found(four_days: "Shell", monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    closed, real = str(four_days.directory / name), os.access
    monkeypatch.setattr(os, "access", lambda path, rights: str(path) != closed and real(path, rights))
    said = four_days("doctor")
    assert said.code == 3
    assert f"! {finding('not_writable', file=closed)}" in said.out.splitlines()


class _Usage:
    free = 3 * 1024


# Backups that cannot be made


def blocked(shell: "Shell") -> Path:
    """Somebody's own files where backups could go; the place that is tried last."""
    for name in ("backups", "mastery-backups"):
        (shell.directory / name).write_text("mine")
    return shell.directory / "mastery-backups"


def not_backed_up(folder: Path) -> str:
    facts = {"file": folder, "reason": "ENOTDIR", "program": "mastery"}
    return f"{guide.say('keeping', 'not_backed_up', **facts)}\n"


def test_a_backup_that_cannot_be_made_is_said_once_a_day_and_doctor_finds_it(writing: "Shell") -> None:
    folder = blocked(writing)
    said = [writing("log", "400"), writing("log", "+20"), writing("log", "+20", "--json"), writing("undo")]
    assert [each.code for each in said] == [0] * 4
    assert [each.err for each in said] == [not_backed_up(folder), "", "", ""]
    writing.at("2026-11-03")
    assert writing.ok("status")
    json_said = writing("log", "380", "--json")
    assert json_said.json["recorded"]["amount"] == 380
    assert json_said.err == not_backed_up(folder)
    assert writing("doctor").code == 3
    assert f"! {finding('backups_blocked', file=folder)}" in writing("doctor").out.splitlines()
    folder.unlink()
    writing.at("2026-11-04")
    writing.ok("log", "400")
    elsewhere = finding("backups_elsewhere", file=writing.directory / "backups", name="mastery-backups")
    assert f"- {elsewhere}" in writing.ok("doctor").splitlines()
    assert f"{guide.word('cli', 'where_backups')}: {folder}" in writing.ok("where").splitlines()
    assert len(writing.ok("backup", "list").splitlines()) == 2


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_undo_and_redo_name_the_record_that_cannot_be_read_and_what_helps(four_days: "Shell", command: str) -> None:
    if command == "redo":
        four_days.ok("undo")
    tables = json.loads(four_days.file.read_bytes())
    tables["check_ins"]["1"]["outcome"] = MARKER
    four_days.file.write_text(json.dumps(tables))
    refused = four_days.refused(command, code=3)
    assert guide.say("keeping", "offer_mend", program="mastery") in refused
    assert MARKER not in refused


# Leftovers and locks


def test_doctor_says_how_many_leftovers_it_removed_and_offers_no_more(
    four_days: "Shell", monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [four_days.file.with_name(f".mastery.json.{number:016x}.tmp") for number in range(3)]
    for each in left:
        each.write_text("{")
    real = os.unlink

    def refused(target: str | Path, **options: int) -> None:
        if Path(target) == left[0]:
            raise PermissionError(1, "refused by the test")
        real(target, **options)

    monkeypatch.setattr(os, "unlink", refused)
    assert f"* {finding('leftovers', count=3)}" in four_days.ok("doctor").splitlines()
    four_days.ok("log", "400")
    left[1].write_text("{")
    lines = four_days.ok("doctor", "--fix").splitlines()
    assert mended("leftovers", count=1) in lines
    assert f"- {finding('leftovers', count=1)}" in lines
    assert guide.say("doctor", "fixable", program="mastery") not in lines


def test_a_lock_that_its_mode_keeps_shut_is_repaired(four_days: "Shell") -> None:
    lock = four_days.file.with_name("mastery.json.lock")
    lock.chmod(0)
    said = four_days("doctor")
    assert said.code == 3
    assert f"* {finding('lock_closed', file=lock, mode='0000')}" in said.out.splitlines()
    assert mended("lock_closed", file=lock, mode="0000") in four_days.ok("doctor", "--fix").splitlines()
    assert lock.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("fault", ["journal.mount_point", "journal.lock_closed"])
def test_what_keeps_a_day_from_being_saved_is_one_line(
    four_days: "Shell", monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    lock, real = four_days.file.with_name("mastery.json.lock"), {"replace": os.replace, "open": os.open}

    def replace(old: Path, new: Path) -> None:
        if fault == "journal.mount_point" and Path(new) == four_days.file:
            raise OSError(errno.EBUSY, "refused by the test")
        real["replace"](old, new)

    def opened(path: str | Path, *rest: int, **options: int) -> Any:
        if fault == "journal.lock_closed" and path == lock:
            lock.chmod(0)
            raise OSError(errno.EACCES, "refused by the test")
        return real["open"](path, *rest, **options)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "open", opened)
    reason = "EBUSY" if fault == "journal.mount_point" else "EACCES"
    file = four_days.file if fault == "journal.mount_point" else lock
    told = guide.refusal(fault, file=str(file), reason=reason)
    assert four_days.refused("log", "400", code=3) == f"mastery log: {told}"


def test_backups_are_listed_whatever_cannot_be_read_in_the_journal(four_days: "Shell") -> None:
    tables = json.loads(four_days.file.read_bytes())
    next(iter(tables["check_ins"].values()))["effort"] = 77
    four_days.file.write_text(json.dumps(tables))
    four_days.refused("status", code=3)
    said = four_days("backup", "list")
    assert (said.code, said.err) == (0, "")
    assert "mastery.json.bak" in said.out
