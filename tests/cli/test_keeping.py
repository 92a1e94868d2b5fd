"""Looking after the file from the shell: backups, merging, doctor, erasing, and help where nothing can be read."""

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mastery_tui import clock
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.demo.play import play
from mastery_tui.journal import Journal

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

MARKER = "zanzibarquilt"


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
    assert "rev 4" in lines[0]
    assert "3 check-ins, up to 4 November 2026" in lines[0]
    assert lines[-1].split("  ")[0] == "mastery-r000001-20261102T090000-day.json"
    assert "4 days ago" in lines[-1]
    assert "0 check-ins" in lines[-1]
    assert lines[-1].endswith("before a change of 2 November 2026")


def test_without_backups_that_is_said(shell: "Shell") -> None:
    assert "no backups yet" in shell.ok("backup")
    assert "no backups of this journal" in shell.refused("backup", "restore", "newest")


def test_a_restore_says_what_stands_and_undo_takes_it_back(four_days: "Shell") -> None:
    before = four_days.ok("status")
    said = four_days.ok("backup", "restore", "mastery-r000002-20261103T090000-day.json")
    assert "as it was 4 days ago: 1 check-in, up to 2 November 2026." in said
    assert "mastery undo takes this back" in said
    assert held(four_days) == ["02"]
    assert four_days.ok("status") != before
    assert "the restore of mastery-r000002-" in four_days.ok("undo")
    assert four_days.ok("status") == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"meta": {"1": {"schema": 99}}}'])
def test_an_unreadable_journal_names_the_newest_backup_and_the_command_and_is_kept(
    four_days: "Shell", content: bytes
) -> None:
    four_days.file.write_bytes(content)
    for arguments in (("status",), ("log", "400"), ("undo",), ("due", "--quiet"), ("status", "--as-of", "2026-11-03")):
        line = four_days.refused(*arguments, code=3)
        assert "mastery.json.bak, 2 days ago, with 3 check-ins" in line
        assert "mastery backup restore mastery.json.bak" in line
    said = four_days.ok("backup", "restore", "mastery.json.bak")
    kept = four_days.directory / "mastery.json.corrupt-20261106T090000"
    assert kept.read_bytes() == content
    assert kept.name in said
    assert held(four_days) == ["02", "03", "04"]


def test_the_printed_command_works_as_it_stands_where_another_file_is_named(four_days: "Shell") -> None:
    other = four_days.directory / "my days" / "mastery.json"
    shutil.copytree(four_days.directory, other.parent, ignore=shutil.ignore_patterns("my days"))
    other.write_bytes(b"")
    line = four_days("--file", str(other), "status").err
    assert f"mastery --file '{other}' backup restore mastery.json.bak puts" in line
    assert four_days("--file", str(other), "backup", "restore", "mastery.json.bak").code == 0
    assert four_days("--file", str(other), "status").code == 0


def test_a_journal_that_is_gone_and_left_its_backups_is_told(four_days: "Shell") -> None:
    four_days.file.unlink()
    said = four_days("status")
    assert (said.code, said.out) == (0, "No plan yet. Begin one with: mastery start\n")
    assert "backups of one lie beside it" in said.err
    assert "mastery backup restore mastery.json.bak" in four_days.refused("log", "400")
    four_days.ok("backup", "restore", "newest")
    assert held(four_days) == ["02", "03", "04"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("backup", "restore"), "Still needed: BACKUP"),
        (("backup", "restore", "other.json"), "no backup is called that"),
        (("backup", "list", "x"), "more words than mastery backup list takes"),
        (("backup", "remove"), "is one of list, restore"),
        (("merge",), "Still needed: FILES"),
        (("doctor", "--repair"), "One option is not known here"),
    ],
)
def test_wrong_usage_names_what_is_allowed(four_days: "Shell", arguments: tuple[str, ...], line: str) -> None:
    assert line.lower() in four_days.refused(*arguments).lower()


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


def test_a_conflict_file_is_named_with_the_command_that_merges_it(four_days: "Shell", conflict: Path) -> None:
    for said in (four_days("where").err, four_days("doctor").out):
        assert f"mastery merge {conflict} takes it in" in said
    assert four_days("doctor").code == 3
    said = four_days.ok("merge", str(conflict))
    assert said.startswith("Merged. New records: 0; newer there than here: 1; older versions kept aside: ")
    assert "mastery backup restore mastery-r" in said
    assert f"{conflict} holds nothing more" in said
    assert check_ins(four_days.file)[3]["note"] == f"{MARKER} elsewhere"
    assert four_days("where").err == ""
    assert four_days("doctor").code == 0


def test_a_second_merge_changes_nothing(four_days: "Shell", conflict: Path) -> None:
    four_days.ok("merge", str(conflict))
    before = four_days.file.read_bytes()
    assert "nothing was changed" in four_days.ok("merge", str(conflict))
    assert four_days.file.read_bytes() == before


def test_the_backup_that_a_merge_made_takes_it_back(four_days: "Shell", conflict: Path) -> None:
    before = [each["note"] for each in check_ins(four_days.file)]
    said = four_days.ok("merge", str(conflict))
    assert [each["note"] for each in check_ins(four_days.file)] != before
    name = said.split("mastery backup restore ")[1].split()[0]
    four_days.ok("backup", "restore", name)
    assert [each["note"] for each in check_ins(four_days.file)] == before


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"meta": {"1": {"schema": 99}}}'])
def test_what_cannot_be_merged_is_one_line_about_that_file(four_days: "Shell", content: bytes | None) -> None:
    other = four_days.directory / "other.json"
    if content is not None:
        other.write_bytes(content)
    line = four_days.refused("merge", str(other), code=3)
    assert str(other) in line
    assert "backup" not in line


def test_plans_that_overlap_are_refused_with_their_dates(four_days: "Shell") -> None:
    other = four_days.directory / "laptop.json"
    four_days.at("2026-11-08")
    four_days.ok("--file", str(other), *WRITING)
    line = four_days.refused("merge", str(other))
    assert "2 November 2026" in line
    assert "8 November 2026" in line


# Doctor


def test_doctor_says_what_it_checked(four_days: "Shell") -> None:
    four_days.directory.chmod(0o700)
    lines = four_days.ok("doctor").splitlines()
    assert lines[0].startswith("  The journal reads well: ")
    assert (
        "Checked: 1 plan; 4 check-ins, up to 5 November 2026; 5 records of all kinds; undo reaches back 5" in lines[1]
    )
    assert lines[3].startswith("  Backups: 5; the newest that can be read is mastery.json.bak, 2 days ago, with 3")
    assert lines[-1] == "All is well."


def test_doctor_mends_a_record_twice_and_keeps_both_after_a_backup(four_days: "Shell") -> None:
    rows = four_days.file.read_text("utf-8").split("\n")
    at = rows.index('"check_ins": {') + 1
    rows.insert(at, rows[at].replace(f"{MARKER} 2", f"{MARKER} both"))
    four_days.file.write_text("\n".join(rows), "utf-8")
    spoilt = four_days.file.read_bytes()
    assert "mastery doctor --fix can put it right, and keeps all that stands in it" in four_days.refused(
        "status", code=3
    )
    looked = four_days("doctor")
    assert looked.code == 3
    assert "\n* Numbers or names that stand twice" in looked.out
    assert four_days.file.read_bytes() == spoilt
    fixed = four_days("doctor", "--fix")
    assert (fixed.code, fixed.out.splitlines()[-1]) == (0, "All is well again.")
    assert "\n+ Put right: Numbers or names" in fixed.out
    kept = next((four_days.directory / "backups").glob("*-mending.json"))
    assert kept.read_bytes() == spoilt
    text = four_days.file.read_text("utf-8")
    assert f"{MARKER} both" in text
    assert f"{MARKER} 2" in text
    assert four_days("doctor").code == 0


def test_doctor_leaves_what_is_not_safe_and_says_so(four_days: "Shell") -> None:
    content = four_days.file.read_bytes()[:-60]
    four_days.file.write_bytes(content)
    for arguments in (("doctor",), ("doctor", "--fix")):
        said = four_days(*arguments)
        assert said.code == 3
        assert "! " in said.out
        assert "ends in the middle" in said.out
        assert "mastery backup list shows what the journal can go back to" in said.out
        assert MARKER not in said.out + said.err
    assert four_days.file.read_bytes() == content


def test_doctor_closes_what_others_can_open(four_days: "Shell") -> None:
    four_days.file.chmod(0o644)
    assert "Others on this machine can open" in four_days("doctor").out
    assert four_days("doctor", "--fix").code == 0
    assert four_days.file.stat().st_mode & 0o777 == 0o600


def test_doctor_on_nothing_says_that_nothing_is_there_and_makes_nothing(shell: "Shell") -> None:
    assert "There is no journal at" in shell.ok("doctor", "--fix")
    assert not shell.file.exists()


# Drafts


def test_doctor_names_drafts_by_number_and_age(four_days: "Shell") -> None:
    four_days.directory.chmod(0o700)
    left_typed(four_days)
    four_days.at("2026-11-06", hour=12)
    said = four_days.ok("doctor")
    assert "\n  Drafts, typed and not saved yet: 1; the newest: 3 hours ago.\n" in said
    assert said.splitlines()[-1] == "All is well."
    assert MARKER not in said


def test_doctor_names_damaged_drafts_with_their_line_and_sets_them_aside(four_days: "Shell") -> None:
    four_days.directory.chmod(0o700)
    file = left_typed(four_days)
    file.write_bytes(file.read_bytes()[:-10])
    said = four_days("doctor")
    assert f"* {file} cannot be read from line 2 on" in said.out
    fixed = four_days("doctor", "--fix")
    assert f"+ Put right: {file} cannot be read" in fixed.out
    assert f"- {file}.corrupt-20261106T090000 holds drafts that are shown nowhere" in fixed.out
    assert (said.code, fixed.code, file.exists()) == (0, 0, False)
    assert MARKER not in said.out + fixed.out


def test_where_names_the_drafts(four_days: "Shell") -> None:
    line = f"drafts: {four_days.file}.drafts"
    assert f"{line} (not there yet)\n" in four_days.ok("where")
    left_typed(four_days)
    assert f"{line}\n" in four_days.ok("where")


def test_a_merge_takes_no_drafts_and_a_save_from_the_shell_leaves_them(four_days: "Shell") -> None:
    file = left_typed(four_days)
    before = file.read_bytes()
    assert "but no journal" in four_days.refused("merge", str(file), code=3)
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
    said = four_days("erase", typed=b"mastery.json\n")
    assert said.code == 0
    assert "check-ins and everything that holds something of it:" in said.out
    assert str(conflict) in said.out
    assert f"  {drafts}\n" in said.out
    assert "snapshots" in said.out
    assert "Syncthing" in said.out
    assert said.out.splitlines()[-1].startswith("Erased: ")
    assert [each.name for each in four_days.directory.iterdir()] == ["my list.txt"]
    assert "nothing to erase" in four_days.ok("erase", typed=b"mastery.json\n")


@pytest.mark.parametrize("typed", [b"", b"\n", b"yes\n", b"mastery\n", b"\xff\xfe\n", b"mastery.json.bak\n"])
def test_anything_else_that_is_typed_erases_nothing(four_days: "Shell", typed: bytes) -> None:
    before = sorted(four_days.directory.rglob("*"))
    said = four_days("erase", typed=typed)
    assert said.code == 2
    assert said.err == "mastery erase: To erase everything, type mastery.json; nothing was erased\n"
    assert sorted(four_days.directory.rglob("*")) == before


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
    assert "a change" in four_days.ok("undo")
    assert held(four_days) == ["02", "03", "04"]


def test_a_merge_that_was_taken_back_can_be_made_again(four_days: "Shell", conflict: Path) -> None:
    said = four_days.ok("merge", str(conflict))
    name = said.split("mastery backup restore ")[1].split()[0]
    back = four_days.ok("backup", "restore", name)
    assert "mastery undo takes this back" not in back
    assert "-restore.json takes this back" in back
    assert f"mastery merge {conflict} takes it in" in four_days("where").err
    again = four_days.ok("merge", str(conflict))
    assert "newer there than here: 1" in again
    assert "Check-ins that show otherwise now: 5 November 2026." in again
    assert "Undo begins anew from here." in again
    assert check_ins(four_days.file)[3]["note"] == f"{MARKER} elsewhere"
    assert "nothing to take back" in four_days.refused("undo")


def test_a_conflict_file_with_older_versions_alone_is_told_so(four_days: "Shell", conflict: Path) -> None:
    four_days.at("2026-11-06", hour=12)
    four_days.ok("log", "1", "--day", "2026-11-05")
    assert four_days("where").err == ""
    looked = four_days("doctor")
    assert looked.code == 0
    assert "versions older than what shows here" in looked.out
    said = four_days.ok("merge", str(conflict))
    assert said.startswith("Nothing that shows has changed, as what stands here was written later.")
    looked = four_days("doctor")
    assert looked.code == 0
    assert "Kept aside, as something later shows: check-in of 5 November 2026" in looked.out


def test_a_conflict_file_that_cannot_be_read_or_taken_in_is_not_promised(four_days: "Shell") -> None:
    file = four_days.directory / "mastery.sync-conflict-20261105-101010-ABCDEF1.json"
    file.write_bytes(b"{")
    said = four_days("doctor")
    assert said.code == 3
    for told in (said.out, four_days("where").err):
        assert f"cannot be read as it stands; mastery --file {file} doctor says more" in told
        assert "takes it in" not in told
    file.unlink()
    four_days.at("2026-11-08")
    four_days.ok("--file", str(file), *WRITING)
    assert "does not go together with the one here" in four_days("where").err
    assert "takes it in" not in four_days("doctor").out


def test_only_a_sync_programs_copy_is_said_to_be_done_with(four_days: "Shell") -> None:
    assert "can be removed" not in four_days.ok("merge", str(four_days.directory / "mastery.json.bak"))


def test_a_files_name_keeps_its_letters_in_a_message(four_days: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(four_days.directory)
    Path("junk.json").write_bytes(b"{")
    assert four_days.refused("merge", "junk.json", code=3) == (
        "mastery merge: junk.json is not JSON; it is left as it is, and nothing is written to it"
    )


def test_the_sentence_after_a_restore_is_about_what_was_restored(four_days: "Shell") -> None:
    listed = next(each for each in four_days.ok("backup").splitlines() if each.startswith("mastery.json.bak"))
    assert "3 check-ins, up to 4 November 2026" in listed
    said = four_days.ok("backup", "restore", "mastery.json.bak")
    assert said.startswith("The journal is as it was 2 days ago: 3 check-ins, up to 4 November 2026.")
    today = next(each for each in four_days.ok("backup").splitlines() if "-20261105T" in each).split()[0]
    four_days.ok("undo")
    assert "cannot be read" not in four_days.ok("backup", "restore", today)
    assert today in four_days.ok("backup"), "the day's own backup stays"


def test_beginning_anew_beside_backups_says_so_and_keeps_the_last_state(four_days: "Shell") -> None:
    last = (four_days.directory / "mastery.json.bak").read_bytes()
    four_days.ok("log", "+1", "--day", "2026-11-05")
    last = (four_days.directory / "mastery.json.bak").read_bytes()
    four_days.file.unlink()
    said = four_days(*WRITING)
    assert said.code == 0
    assert "backups of one lie beside it" in said.err
    for _ in range(3):
        four_days.ok("log", "+1")
    assert last in [each.read_bytes() for each in (four_days.directory / "backups").iterdir()]


def test_a_field_that_cannot_be_read_takes_no_day_out_of_sight(four_days: "Shell") -> None:
    tables = json.loads(four_days.file.read_bytes())
    for document in tables["check_ins"].values():
        document["effort"] = 66
    tables["check_ins"]["4"]["outcome"] = MARKER
    four_days.file.write_text(json.dumps(tables), "utf-8")
    looked = four_days("doctor").out
    assert "* A record cannot be read wholly, at $.effort: check-in of 2 November 2026." in looked
    assert "* A record cannot be read, at $.outcome: check-in of 5 November 2026. It cannot show" in looked
    fixed = four_days("doctor", "--fix")
    assert fixed.code == 0
    assert "Kept aside, as it cannot be read: check-in of 2 November 2026, " in fixed.out
    assert held(four_days) == ["02", "03", "04"]
    assert "Kept aside, as it cannot be read: " in four_days.ok("doctor")
    assert four_days.file.read_text("utf-8").count('"effort":66') == 4


def test_marks_of_git_are_merged_by_doctor(four_days: "Shell") -> None:
    rows = four_days.file.read_text("utf-8").split("\n")
    at = rows.index('"check_ins": {') + 2
    theirs = rows[at].replace(f"{MARKER} 3", f"{MARKER} laptop").replace("T09:00:00+01:00", "T21:00:00+01:00")
    rows[at : at + 1] = ["<<<<<<< HEAD", rows[at], "=======", theirs, ">>>>>>> laptop"]
    four_days.file.write_text("\n".join(rows), "utf-8")
    assert "mastery doctor --fix can put it right" in four_days.refused("status", code=3)
    assert "the marks of a git conflict" in four_days("doctor").out
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
    assert "Once the file is moved away a new journal can begin" in four_days.refused("status", code=3)
    assert "none of the backups" in four_days.refused("backup", "restore", "newest").lower()


def test_a_disk_without_room_for_the_next_save_is_found(four_days: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: _Usage())
    said = four_days("doctor")
    assert said.code == 3
    assert "! There are 3 KB of room in" in said.out


@pytest.mark.parametrize("name", ["mastery.json", "mastery.json.lock", "backups", ""])
def test_what_the_person_may_not_write_is_found(four_days: "Shell", monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    closed, real = str(four_days.directory / name), os.access
    monkeypatch.setattr(os, "access", lambda path, rights: str(path) != closed and real(path, rights))
    said = four_days("doctor")
    assert said.code == 3
    assert f"! {closed} cannot be written by you, so the next change cannot be saved." in said.out


class _Usage:
    free = 3 * 1024
