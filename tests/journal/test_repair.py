"""What doctor finds beside the journal and in its modes, and what it puts right."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from journal_records import MOMENT, START, begun, blocked, journal_at, recorded

from mastery_tui.journal.safety.drafts import DraftKey, Drafts
from mastery_tui.journal.safety.inspect import Finding
from mastery_tui.journal.safety.lenient import Rows, read_leniently
from mastery_tui.journal.safety.merge import SUPERSEDED
from mastery_tui.journal.safety.repair import examine, mend
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store.backups import Reason, find_backups, folder
from mastery_tui.journal.store.codec import decode
from mastery_tui.journal.store.files import backup_of, drafts_of
from mastery_tui.journal.store.locking import lock_file
from mastery_tui.journal.store.migrations import Step

TODAY = START + timedelta(days=12)


def maintenance_at(path: Path) -> Maintenance:
    return Maintenance(journal_at(path))


def findings(path: Path) -> tuple[Finding, ...]:
    return examine(maintenance_at(path), TODAY).findings


def codes(path: Path) -> list[str]:
    return [each.code for each in findings(path)]


@pytest.fixture
def healthy(path: Path) -> Path:
    journal = journal_at(path)
    owner = begun(journal)
    for number in range(4):
        recorded(journal, owner, START + timedelta(days=number), note="planted words")
    return path


def test_a_healthy_journal_has_nothing_to_say_and_is_left_alone(healthy: Path) -> None:
    before = {each: each.stat().st_mtime_ns for each in healthy.parent.rglob("*")}
    health = examine(maintenance_at(healthy), TODAY)
    assert health.findings == ()
    assert health.counts is not None
    assert health.backups == 2
    assert health.newest is not None
    mend(maintenance_at(healthy), TODAY)
    after = {each: each.stat().st_mtime_ns for each in healthy.parent.rglob("*")}
    assert after == before


def test_no_journal_is_no_trouble_unless_its_backups_are_there(tmp_path: Path, healthy: Path) -> None:
    (nothing,) = findings(tmp_path / "none" / "mastery.json")
    assert (nothing.code, nothing.trouble) == ("missing", False)
    assert not (tmp_path / "none").exists()
    healthy.unlink()
    (gone,) = findings(healthy)
    assert (gone.code, gone.trouble) == ("missing", True)
    mend(maintenance_at(healthy), TODAY)
    assert not healthy.exists(), "bringing it back is a restore, which is asked for"


def inspected(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is read with leniency from here on."""
    found: list[bytes] = []

    def read(content: bytes, steps: Sequence[Step]) -> Rows:
        found.append(content)
        return read_leniently(content, steps)

    monkeypatch.setattr("mastery_tui.journal.safety.inspect.read_leniently", read)
    return found


def damaged(path: Path) -> bytes:
    """One record that cannot be read is planted in a journal; gives what stands there then."""
    path.write_bytes(path.read_bytes().replace(b'"outcome":"done"', b'"outcome":"none"', 1))
    return path.read_bytes()


def test_what_was_inspected_is_put_right_without_another_look(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, found = damaged(healthy), inspected(monkeypatch)
    maintenance = maintenance_at(healthy)
    mend(maintenance, TODAY, examine(maintenance, TODAY).inspection)
    assert found == [content]
    assert not any(each.trouble for each in findings(healthy))


def test_what_became_another_file_since_it_was_inspected_is_inspected_anew(
    healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = damaged(healthy)
    maintenance = maintenance_at(healthy)
    before = examine(maintenance, TODAY).inspection
    second, found = damaged(healthy), inspected(monkeypatch)
    mend(maintenance, TODAY, before)
    assert found == [second] != [first]
    tables = decode(healthy.read_bytes())
    assert len(tables[SUPERSEDED]) == 2, "both that cannot be read are set aside, and not the one known before"


def test_what_others_can_open_is_found_and_closed(healthy: Path) -> None:
    opened = [healthy, backup_of(healthy), folder(healthy), find_backups(healthy)[0].path]
    for each in opened:
        each.chmod(0o755)
    found = findings(healthy)
    assert {each.facts["file"] for each in found} == {str(each) for each in opened}
    assert {each.code for each in found} == {"open_to_others"}
    assert all(each.mended for each in found)
    mend(maintenance_at(healthy), TODAY)
    assert findings(healthy) == ()
    assert stat.S_IMODE(healthy.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder(healthy).stat().st_mode) == 0o700


def test_a_folder_that_is_not_the_programs_own_is_only_named(healthy: Path) -> None:
    healthy.parent.chmod(0o755)
    (only,) = findings(healthy)
    assert (only.code, only.trouble, only.mended) == ("directory_open", False, False)
    mend(maintenance_at(healthy), TODAY)
    assert stat.S_IMODE(healthy.parent.stat().st_mode) == 0o755


def test_the_programs_own_folder_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "mastery-tui" / "mastery.json"
    begun(journal_at(path))
    path.parent.chmod(0o755)
    assert "open_to_others" in codes(path)
    mend(maintenance_at(path), TODAY)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_killed_writers_left_is_found_and_swept(healthy: Path) -> None:
    left = [
        healthy.with_name(".mastery.json.0123456789abcdef.tmp"),
        folder(healthy) / ".mastery-r000001-20260101T080000-day.json.0123456789abcdef.tmp",
    ]
    for each in left:
        each.write_text("{")
        each.chmod(0o600)
    (only,) = findings(healthy)
    assert (only.code, only.facts["count"]) == ("leftovers", 2)
    mend(maintenance_at(healthy), TODAY)
    assert findings(healthy) == ()
    assert not any(each.exists() for each in left)


@pytest.mark.parametrize(
    "name",
    [
        "mastery.sync-conflict-20260106-081500-ABCDEF7.json",
        "mastery (Mo's conflicted copy 2026-01-06).json",
        "mastery (conflicted copy 2026-01-06 081500).json",
        "mastery_conflict-20260106-081500.json",
        "mastery (1).json",
        "mastery 2.json",
    ],
)
def test_a_conflict_file_is_trouble_while_it_holds_something_new(healthy: Path, name: str) -> None:
    other = healthy.with_name(name)
    other.write_bytes(healthy.read_bytes())
    other.chmod(0o600)
    assert codes(healthy) == ["conflict_done"]
    elsewhere = journal_at(other)
    recorded(elsewhere, elsewhere.cycles()[0], START + timedelta(days=9))
    mine = [each for each in findings(healthy) if each.code.startswith("conflict")]
    assert [(each.code, each.trouble, each.facts["file"]) for each in mine] == [("conflict", True, str(other))]
    maintenance_at(healthy).merge([other])
    assert "conflict_done" in codes(healthy)
    assert "conflict" not in codes(healthy)


def test_files_of_somebody_else_are_no_conflict(healthy: Path) -> None:
    for name in ("mastery.txt", "mastery-notes.json", "my mastery.json", "mastery.json.orig", "mastery-2.json.bak"):
        healthy.with_name(name).write_text("mine")
    assert findings(healthy) == ()


def test_a_damaged_backup_is_named_and_the_newest_good_one_told(healthy: Path) -> None:
    backup_of(healthy).write_bytes(b"{")
    maintenance_at(healthy)
    find_backups(healthy)[0].path.write_bytes(b"")
    health = examine(maintenance_at(healthy), TODAY)
    named = {each.facts["name"] for each in health.findings if each.code == "backup_unreadable"}
    assert named == {find_backups(healthy)[0].name}, "what is no journal at all is no previous generation"
    assert health.newest is None
    assert "backups_none" in {each.code for each in health.findings}


def test_something_in_the_place_of_the_backups_is_trouble(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    (_, own) = blocked(path)
    recorded(journal, owner)
    assert [(each.code, each.facts["file"]) for each in findings(path) if each.trouble] == [
        ("backups_blocked", str(own))
    ]


def test_a_directory_or_a_closed_file_in_its_place_is_a_finding_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    path.mkdir()
    assert "journal.not_a_file" in codes(path)
    mend(maintenance_at(path), TODAY)
    assert path.is_dir()


def test_content_is_mended_after_a_backup_of_it_as_it_stood(healthy: Path) -> None:
    content = healthy.read_bytes()
    rows = content.split(b"\n")
    at = next(number for number, row in enumerate(rows) if row.startswith(b'"check_ins"'))
    twin = rows[at + 1].replace(b"planted words", b"written on the other machine")
    healthy.write_bytes(b"\n".join([*rows[: at + 1], twin, *rows[at + 1 :]]))
    spoilt = healthy.read_bytes()
    assert any(each.trouble and each.mended for each in findings(healthy))
    mend(maintenance_at(healthy), TODAY)
    assert not any(each.trouble for each in findings(healthy))
    assert b"written on the other machine" in healthy.read_bytes()
    assert healthy.read_bytes().count(b"planted words") >= 4
    kept = [each for each in find_backups(healthy) if each.reason is Reason.MENDING]
    assert [each.path.read_bytes() for each in kept] == [spoilt]
    assert journal_at(healthy).rev == 6


def test_what_cannot_be_mended_stays_as_it_is(healthy: Path) -> None:
    healthy.write_bytes(healthy.read_bytes()[:-40])
    before = healthy.read_bytes()
    assert any(each.trouble and not each.mended for each in findings(healthy))
    mend(maintenance_at(healthy), TODAY)
    assert healthy.read_bytes() == before
    assert not [each for each in find_backups(healthy) if each.reason is Reason.MENDING]


def test_no_finding_holds_what_was_written(healthy: Path) -> None:
    for length in range(0, len(healthy.read_bytes()), 37):
        content = healthy.read_bytes()
        other = healthy.with_name("mastery (1).json")
        other.write_bytes(content[:length])
        assert "planted" not in str(findings(healthy))
        assert "planted" not in str(findings(other))
    os.unlink(other)


# Drafts


@pytest.fixture
def with_drafts(healthy: Path) -> Path:
    """A healthy journal with two drafts beside it."""
    drafts = Drafts(journal_at(healthy))
    for day in ("2026-01-09", "2026-01-10"):
        drafts.put(DraftKey("a plan", "check_in", day), {"note": "planted words"}, {"note": ""})
    drafts.flush()
    return healthy


def test_drafts_are_counted_and_are_nothing_that_is_wrong(with_drafts: Path) -> None:
    health = examine(maintenance_at(with_drafts), TODAY)
    assert health.findings == ()
    assert health.drafts is not None
    assert (health.drafts.number, health.drafts.strange) == (2, 0)
    assert health.drafts.newest == MOMENT + timedelta(seconds=2)
    assert "planted" not in str(health.drafts)


def test_without_drafts_nothing_is_said_of_them(healthy: Path) -> None:
    assert examine(maintenance_at(healthy), TODAY).drafts is None


def test_damaged_drafts_are_told_with_their_line_and_set_aside(with_drafts: Path) -> None:
    file = drafts_of(with_drafts)
    spoilt = file.read_bytes()[:-30]
    file.write_bytes(spoilt)
    (only,) = findings(with_drafts)
    assert (only.code, only.facts, only.trouble, only.mended) == (
        "drafts_damaged",
        {"file": str(file), "line": 3},
        False,
        True,
    )
    assert examine(maintenance_at(with_drafts), TODAY).drafts is None
    mend(maintenance_at(with_drafts), TODAY)
    assert not file.exists()
    (only,) = findings(with_drafts)
    assert (only.code, only.trouble, only.mended) == ("drafts_aside", False, False)
    assert Path(str(only.facts["file"])).read_bytes() == spoilt


def test_other_json_than_drafts_is_damage_too(with_drafts: Path) -> None:
    drafts_of(with_drafts).write_text('{"planted": "words"}')
    (only,) = findings(with_drafts)
    assert (only.code, only.facts["line"]) == ("drafts_damaged", 1)
    assert "planted" not in str(only)


def test_drafts_that_cannot_be_understood_are_counted_and_kept(with_drafts: Path) -> None:
    file = drafts_of(with_drafts)
    spoilt = file.read_bytes().replace(b'"begun"', b'"planted"', 1)
    file.write_bytes(spoilt)
    health = examine(maintenance_at(with_drafts), TODAY)
    assert [(each.code, each.facts["count"], each.mended) for each in health.findings] == [("drafts_strange", 1, False)]
    assert health.drafts is not None
    assert health.drafts.number == 1
    mend(maintenance_at(with_drafts), TODAY)
    assert file.read_bytes() == spoilt


def test_pieces_of_drafts_are_swept_and_open_ones_closed(with_drafts: Path) -> None:
    piece = with_drafts.with_name(".mastery.json.drafts.0123456789abcdef.tmp")
    aside = with_drafts.with_name("mastery.json.drafts.corrupt-20260106T101010")
    for each in (piece, aside):
        each.write_text("{")
    opened = [drafts_of(with_drafts), lock_file(drafts_of(with_drafts)), aside]
    for each in opened:
        each.chmod(0o644)
    found = findings(with_drafts)
    assert [each.facts["count"] for each in found if each.code == "leftovers"] == [1]
    assert {each.facts["file"] for each in found if each.code == "open_to_others"} == {str(each) for each in opened}
    mend(maintenance_at(with_drafts), TODAY)
    assert codes(with_drafts) == ["drafts_aside"]
    assert not piece.exists()


def test_something_in_the_place_of_drafts_or_their_lock_is_told(
    with_drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = drafts_of(with_drafts)
    file.unlink()
    file.mkdir(0o700)
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, rights: path != lock_file(file) and real(path, rights))
    found = findings(with_drafts)
    assert [(each.code, each.facts["file"], each.trouble) for each in found] == [
        ("drafts_not_writable", str(lock_file(file)), False),
        ("drafts_unreadable", str(file), False),
    ]
    mend(maintenance_at(with_drafts), TODAY)
    assert file.is_dir()


# Locks, leftovers, mount points


@pytest.mark.parametrize(
    ("of", "code", "trouble"), [("", "lock_closed", True), ("drafts", "drafts_lock_closed", False)]
)
@pytest.mark.parametrize("mode", [0o000, 0o200, 0o400])
def test_a_lock_that_its_mode_keeps_shut_is_opened_again(
    with_drafts: Path, of: str, code: str, trouble: bool, mode: int
) -> None:
    lock = lock_file(drafts_of(with_drafts) if of else with_drafts)
    lock.chmod(mode)
    (only,) = findings(with_drafts)
    assert (only.code, only.facts, only.trouble, only.mended) == (
        code,
        {"file": str(lock), "mode": f"{mode:04o}"},
        trouble,
        True,
    )
    mend(maintenance_at(with_drafts), TODAY)
    assert findings(with_drafts) == ()
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600


def test_a_lock_of_no_journal_yet_is_opened_too(path: Path) -> None:
    path.parent.mkdir(0o700)
    lock_file(path).touch()
    lock_file(path).chmod(0)
    assert codes(path) == ["missing", "lock_closed"]
    mend(maintenance_at(path), TODAY)
    assert codes(path) == ["missing"]


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_stands_in_the_place_of_a_lock_and_is_none_is_said(healthy: Path, kind: str) -> None:
    lock = lock_file(healthy)
    lock.unlink()
    if kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to(os.devnull)
    (only,) = findings(healthy)
    assert (only.code, only.facts, only.trouble, only.mended) == ("no_lock", {"file": str(lock)}, True, False)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount, and by that command")
def test_a_file_that_is_mounted_from_the_same_disk_is_said(healthy: Path) -> None:
    place = healthy.with_name("a name.json")
    place.touch(0o600)
    if subprocess.run(["mount", "--bind", healthy, place], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        assert [each.code for each in findings(place) if each.trouble] == ["journal.mount_point"]
        assert "journal.mount_point" not in codes(healthy)
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_lock_of_somebody_else_is_not_said_to_be_repairable(healthy: Path) -> None:
    lock = lock_file(healthy)
    lock.chmod(0)
    os.chown(lock, 65534, 65534)
    assert not any(each.mended for each in findings(healthy))


def test_what_only_has_the_name_of_a_leftover_is_named_and_left(healthy: Path) -> None:
    directory = healthy.with_name(".mastery.json.0123456789abcdef.tmp")
    directory.mkdir(0o700)
    of_drafts = healthy.with_name(".mastery.json.drafts.0123456789abcdef.tmp")
    of_drafts.symlink_to(healthy)
    mend(maintenance_at(healthy), TODAY)
    found = findings(healthy)
    assert [(each.code, each.facts["file"], each.trouble, each.mended) for each in found] == [
        ("no_leftover", str(directory), False, False),
        ("no_leftover", str(of_drafts), False, False),
    ]
    assert directory.is_dir()
    assert of_drafts.is_symlink()


def test_one_leftover_that_stays_keeps_no_other(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [healthy.with_name(f".mastery.json.{number:016x}.tmp") for number in range(3)]
    for each in left:
        each.write_text("{")
    real = os.unlink

    def refused(target: str | Path, **options: int) -> None:
        if Path(target) == left[0]:
            raise OSError(errno.EPERM, "refused by the test")
        real(target, **options)

    monkeypatch.setattr(os, "unlink", refused)
    mend(maintenance_at(healthy), TODAY)
    assert [each.exists() for each in left] == [True, False, False]


def test_a_journal_that_is_a_mount_point_is_found(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda place: Path(place) == healthy)
    assert [(each.code, each.trouble) for each in findings(healthy)] == [("journal.mount_point", True)]
