"""The file itself: whole or untouched, private, one writer at a time."""

import errno
import os
import stat
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from journal_records import START, begun, journal_at, recorded

from mastery_tui.journal import Journal, JournalBusy, JournalNotWritable, UnreadableJournal
from mastery_tui.journal.store import files
from mastery_tui.journal.store.files import sweep
from mastery_tui.journal.store.locking import POLL, lock_file, locked
from mastery_tui.journal.store.storage import DurableStorage
from mastery_tui.practice.records import Cycle
from mastery_tui.practice.refused import Refused

BESIDE = {"mastery.json", "mastery.json.lock", "mastery.json.bak", "backups"}


class ThirdTimeUnlucky:
    """``os`` as the journal's files see it, whose n-th call is refused by the system."""

    CALLS = ("open", "fchmod", "write", "fsync", "fstat", "close", "link", "replace", "unlink")

    def __init__(self, refused: int, number: int = errno.EIO) -> None:
        self.calls: list[str] = []
        self._refused = refused
        self._number = number

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in self.CALLS:
            return real

        def called(*arguments: Any, **options: Any) -> Any:
            self.calls.append(name)
            if len(self.calls) == self._refused:
                if name == "close":
                    real(*arguments, **options)
                raise OSError(self._number, "refused by the test")
            return real(*arguments, **options)

        return called


def begun_and_backed_up(path: Path) -> Cycle:
    """A journal whose backup of the day is made already."""
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, START + timedelta(days=9))
    return owner


def names(directory: Path) -> set[str]:
    return {each.name for each in directory.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def fail_at(number: int, path: Path, monkeypatch: pytest.MonkeyPatch, reason: int = errno.EIO) -> list[str] | None:
    """Save with the n-th system call refused: the calls made, None where all went well without an n-th one."""
    journal = journal_at(path)
    (owner,) = journal.cycles()
    unlucky = ThirdTimeUnlucky(number, reason)
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", unlucky)
        error: JournalNotWritable | None = None
        try:
            recorded(journal, owner, note=f"attempt {number}")
        except JournalNotWritable as raised:
            error = raised
    stands = error is None or error.code == "journal.unsure"
    assert stands == (path.read_bytes() != before)
    there = [each for each in journal.records(owner.id).check_ins if each.day == START]
    assert len(there) == stands, "a read after the error shows the file"
    return unlucky.calls if len(unlucky.calls) >= number else None


def test_whichever_system_call_is_refused_the_file_is_the_old_or_the_new_one_and_nothing_is_left_beside_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun_and_backed_up(path)
    old = path.read_bytes()
    stopped_at = []
    number = 1
    while calls := fail_at(number, path, monkeypatch):
        stopped_at.append(calls[number - 1])
        if path.read_bytes() != old:
            path.write_bytes(old)
        assert names(path.parent) <= BESIDE
        number += 1
    assert {"open", "write", "fsync", "close", "link", "replace"} <= set(stopped_at)
    assert stopped_at.count("fsync") == 2


def test_after_a_refused_fsync_the_same_file_is_not_synced_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun_and_backed_up(path)
    for number in range(1, 30):
        calls = fail_at(number, path, monkeypatch)
        if calls and calls[number - 1] == "fsync":
            assert "fsync" not in calls[number:]
            break
    else:
        pytest.fail("no fsync was made")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "journal.disk_full"),
        (errno.EDQUOT, "journal.disk_full"),
        (errno.EACCES, "journal.write_denied"),
        (errno.EROFS, "journal.read_only"),
        (errno.EIO, "journal.write_io"),
    ],
)
def test_the_reason_of_a_refused_write_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    owner = begun_and_backed_up(path)
    journal = journal_at(path)
    assert journal.cycles()
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", ThirdTimeUnlucky(1, number))
        with pytest.raises(JournalNotWritable) as caught:
            recorded(journal, owner)
    assert caught.value.code == code
    assert caught.value.facts["reason"] == errno.errorcode[number]
    assert recorded(journal, owner).rev == 3, "the next one is saved"


def test_a_file_that_may_not_be_written_is_refused_as_such(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = begun(journal_at(path))
    before = path.read_bytes()
    path.chmod(0o400)
    real = os.access

    def refused(file: Path, mode: int) -> bool:
        return real(file, mode) and not (file == path and mode & os.W_OK)  # root may write anything

    monkeypatch.setattr(os, "access", refused)
    with pytest.raises(JournalNotWritable) as caught:
        recorded(journal_at(path), owner)
    assert (caught.value.code, caught.value.facts["reason"]) == ("journal.write_denied", "EACCES")
    assert path.read_bytes() == before


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_files_are_private_under_any_umask_and_directories_too(
    tmp_path: Path, umask: Callable[[int], int], mask: int
) -> None:
    umask(mask)
    path = tmp_path / "share" / "mastery-tui" / "mastery.json"
    journal = journal_at(path)
    recorded(journal, begun(journal))
    assert {mode(path.parent), mode(path.parent.parent)} == {0o700}
    there = [each for each in path.parent.rglob("*") if each.suffix != ".lock" or mask != 0o777]
    assert {mode(each) for each in there if each.is_file()} == {0o600}
    assert {mode(each) for each in there if each.is_dir()} == {0o700}
    assert len(there) >= 4


def test_the_temporary_file_is_private_before_anything_is_written(
    path: Path, umask: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    umask(0)
    journal = journal_at(path)
    modes = []
    real = os.write

    def looking(descriptor: int, content: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, content)

    monkeypatch.setattr(os, "write", looking)
    begun(journal)
    assert modes
    assert set(modes) == {0o600}


@pytest.mark.parametrize("others", [0o644, 0o640, 0o604])
def test_a_file_that_others_could_read_becomes_private_and_so_does_its_previous_generation(
    path: Path, others: int
) -> None:
    owner = begun_and_backed_up(path)  # a backup made now would close it too, as one more name of the same file
    path.chmod(others)
    recorded(journal_at(path), owner)
    assert mode(path) == 0o600
    assert mode(files.backup_of(path)) == 0o600


def test_naming_and_reading_a_journal_writes_nothing(tmp_path: Path, path: Path) -> None:
    journal = journal_at(path)
    assert journal.cycles() == ()
    assert journal.newest() == (None, None)
    assert not journal.changed()
    assert names(tmp_path) == set()


def test_nothing_is_written_where_nothing_changed_or_the_change_is_given_up(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    before = path.stat()
    with journal.change("nothing"):
        pass
    with journal.change("same") as change:
        assert change.put(owner) == owner
    with pytest.raises(Refused):
        give_up_deleting(journal, owner)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert journal.cycles() == (owner,)


def give_up_deleting(journal: Journal, owner: Cycle) -> None:
    with journal.change("given up") as change:
        change.delete(owner)
        raise Refused("given.up")


def test_the_previous_generation_is_kept(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    before = path.read_bytes()
    recorded(journal, owner)
    assert files.backup_of(path).read_bytes() == before
    assert path.read_bytes() != before


@pytest.mark.parametrize("reason", [errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP])
def test_the_previous_generation_is_copied_where_links_are_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    before = path.read_bytes()

    def refused(*_: object) -> None:
        raise OSError(reason, "no links here")

    monkeypatch.setattr(os, "link", refused)
    recorded(journal, owner)
    assert files.backup_of(path).read_bytes() == before
    assert mode(files.backup_of(path)) == 0o600


def test_a_backup_that_is_the_same_file_leaves_no_side_name(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    os.link(path, files.backup_of(path))
    recorded(journal, owner)
    assert names(path.parent) == BESIDE
    assert path.stat().st_ino != files.backup_of(path).stat().st_ino


def test_a_symbolic_link_is_kept_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "synced" / "real.json", tmp_path / "mastery.json"
    real.parent.mkdir()
    link.symlink_to(real)
    journal = journal_at(link)
    owner = begun(journal)
    recorded(journal, owner)
    assert link.is_symlink()
    assert not real.is_symlink()
    assert len(journal_at(real).records(owner.id).check_ins) == 1
    assert names(real.parent) == {"real.json", "real.json.lock", "real.json.bak", "backups"}


def test_what_a_killed_writer_left_is_swept_and_other_files_stay(path: Path) -> None:
    begun(journal_at(path))
    left = path.with_name(".mastery.json.0123456789abcdef.tmp")
    others = [path.with_name(name) for name in (".mastery.json.notes.tmp", ".other.json.0123456789abcdef.tmp")]
    for each in (left, *others):
        each.write_text("{")
    journal = journal_at(path)
    assert journal.cycles()
    assert left.exists(), "reading sweeps nothing"
    recorded(journal, journal.cycles()[0])
    assert not left.exists()
    assert all(each.exists() for each in others)


@pytest.mark.skipif(os.name == "nt", reason="another lock")
def test_a_held_lock_ends_in_busy_after_the_wait_and_not_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = begun(journal_at(path))
    journal = journal_at(path, wait=0.1)
    start, slept = time.monotonic(), list[float]()
    with locked(path), monkeypatch.context() as patch:
        patch.setattr(time, "sleep", slept.append)
        patch.setattr(time, "monotonic", lambda: start + sum(slept))
        with pytest.raises(JournalBusy) as caught:
            recorded(journal, owner)
    assert caught.value.code == "journal.busy"
    assert set(slept) == {POLL}, "it is tried again and again"
    assert sum(slept) == pytest.approx(0.1, abs=1.5 * POLL)
    assert recorded(journal, owner).rev == 2


@pytest.mark.skipif(os.name == "nt", reason="another lock")
def test_fifty_refused_tries_at_the_lock_leave_no_descriptor_open(path: Path) -> None:
    begun(journal_at(path))
    with locked(path):
        before = os.open(os.devnull, os.O_RDONLY)
        os.close(before)
        for _ in range(50):
            with pytest.raises(JournalBusy), locked(path, 0):
                pass
        after = os.open(os.devnull, os.O_RDONLY)
        os.close(after)
    assert after == before, "the lowest free number is the same"


def test_a_lock_that_is_released_during_the_wait_is_taken(path: Path) -> None:
    owner = begun(journal_at(path))
    held, waiting = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(path):
            held.set()
            waiting.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    saved: list[int] = []
    saver = threading.Thread(target=lambda: saved.append(recorded(journal_at(path), owner).rev))
    saver.start()
    assert saved == []
    waiting.set()
    saver.join(5)
    holder.join(5)
    assert saved == [2]


def test_a_lock_on_a_file_that_was_removed_keeps_nobody_out_and_is_not_believed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = begun(journal_at(path))
    lock = path.with_name("mastery.json.lock")
    real = os.fstat
    removed: list[bool] = []

    def removing(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        if not removed and lock.exists() and os.path.samestat(status, lock.stat()):
            lock.unlink()
            removed.append(True)
        return status

    monkeypatch.setattr(os, "fstat", removing)
    recorded(journal_at(path), owner)
    assert removed
    assert lock.exists()


def test_two_threads_on_one_journal_lose_nothing(journal: Journal) -> None:
    owner = begun(journal)

    def save(first: int) -> None:
        for number in range(first, 20, 2):
            recorded(journal, owner, START + timedelta(days=number))

    threads = [threading.Thread(target=save, args=(first,)) for first in (0, 1)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(20)
    assert len(journal_at(journal.path).records(owner.id).check_ins) == 20


def test_a_write_outside_a_transaction_and_one_inside_another_are_errors(journal: Journal, path: Path) -> None:
    begun(journal)
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        DurableStorage(path).write({})
    with pytest.raises(RuntimeError), journal.change("outer"), journal.change("inner"):
        pass
    assert path.read_bytes() == before


def test_what_another_program_saves_is_noticed_and_kept(path: Path) -> None:
    first, second = journal_at(path), journal_at(path)
    owner = begun(first)
    assert second.changed()
    assert second.refresh()
    assert not second.changed()
    recorded(second, owner)
    assert first.changed()
    assert first.records(owner.id).check_ins == ()
    assert first.refresh()
    assert len(first.records(owner.id).check_ins) == 1
    assert not first.changed()
    assert not first.refresh()


def test_a_journal_that_vanished_is_not_begun_anew(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    path.unlink()
    assert journal.changed()
    with pytest.raises(UnreadableJournal) as caught:
        recorded(journal, owner)
    assert caught.value.code == "journal.gone"
    assert not path.exists()


def test_a_directory_without_permission_is_said(
    tmp_path: Path, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    path = tmp_path / "closed" / "mastery.json"
    begun(journal_at(path))
    before = path.read_bytes()
    path.parent.chmod(0o500 if os.geteuid() else 0o700)
    journal = journal_at(path)
    with as_nobody(), pytest.raises((JournalNotWritable, UnreadableJournal)) as caught:
        begun(journal)
    path.parent.chmod(0o700)
    assert caught.value.code in ("journal.write_denied", "journal.no_permission")
    assert path.read_bytes() == before


def test_a_link_into_a_place_that_is_not_there_begins_no_journal_there(tmp_path: Path) -> None:
    drive, link = tmp_path / "drive", tmp_path / "mastery.json"
    link.symlink_to(drive / "mine" / "mastery.json")
    for act in (lambda: begun(journal_at(link)), lambda: journal_at(link).cycles()):
        with pytest.raises(UnreadableJournal) as caught:
            act()
        assert caught.value.code == "journal.away"
    assert not drive.exists()
    (drive / "mine").mkdir(parents=True)
    begun(journal_at(link))
    assert link.is_symlink()
    assert (drive / "mine" / "mastery.json").exists()


# Leftovers


LEFTOVER = ".mastery.json.0123456789abcdef.tmp"


def test_a_leftover_that_cannot_be_removed_does_not_stop_a_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = begun(journal_at(path))
    left = path.with_name(LEFTOVER)
    left.write_text("{")
    real = os.unlink

    def refused(target: str | Path, **options: int) -> None:
        if str(target).endswith(LEFTOVER):
            raise OSError(errno.EPERM, "refused by the test")
        real(target, **options)

    monkeypatch.setattr(os, "unlink", refused)
    assert recorded(journal_at(path), owner).rev == 2
    assert left.exists()


def test_a_save_takes_another_name_than_one_that_is_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = begun(journal_at(path))
    taken, free = bytes.fromhex("0123456789abcdef"), iter(range(1000))
    path.with_name(LEFTOVER).mkdir()
    drawn, real = iter([taken]), os.urandom
    monkeypatch.setattr(
        os, "urandom", lambda n: next(drawn, next(free).to_bytes(n, "big")) if n == len(taken) else real(n)
    )
    assert recorded(journal_at(path), owner).rev == 2
    assert next(drawn, None) is None, "the name that is taken was drawn"
    assert path.with_name(LEFTOVER).is_dir()


def test_a_sweep_touches_only_names_that_a_save_makes(path: Path) -> None:
    begun(journal_at(path))
    names = [
        ".mastery.json.0123456789ABCDEF.tmp",
        ".mastery.json.my-own-notes-16.tmp",
        ".mastery.json.0123456789abcde.tmp",
        "mastery.json.0123456789abcdef.tmp",
        ".mastery.json.0123456789abcdef.tmp2",
    ]
    for name in names:
        path.with_name(name).write_text("mine")
    path.with_name(LEFTOVER).symlink_to(path)
    left = path.with_name(".mastery.json.fedcba9876543210.tmp")
    left.write_text("{")
    sweep(path)
    assert not left.exists()
    assert {path.with_name(name).read_text() for name in names} == {"mine"}
    assert path.with_name(LEFTOVER).is_symlink()


# A lock and its mode


@pytest.mark.parametrize("taken_away", [0o000, 0o022, 0o077, 0o177, 0o277, 0o777])
def test_a_lock_is_private_under_any_umask(path: Path, umask: Callable[[int], int], taken_away: int) -> None:
    path.parent.mkdir(0o700)
    umask(taken_away)
    for _ in range(2):
        with locked(path, 0):
            assert stat.S_IMODE(lock_file(path).stat().st_mode) == 0o600


def test_a_lock_that_its_mode_keeps_shut_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = begun(journal_at(path))
    lock_file(path).chmod(0)
    real = os.open

    def refused(target: str | Path, *rest: int, **options: int) -> int:
        if target == lock_file(path):  # root would get in
            raise OSError(errno.EACCES, "refused by the test")
        return real(target, *rest, **options)

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(JournalNotWritable) as caught:
        recorded(journal_at(path), owner)
    assert (caught.value.code, caught.value.facts["file"]) == ("journal.lock_closed", str(lock_file(path)))


def test_a_file_that_is_busy_as_a_mount_point_is_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = begun(journal_at(path))
    before = path.read_bytes()
    real = os.replace

    def refused(old: Path, new: Path) -> None:
        if new == path:
            raise OSError(errno.EBUSY, "refused by the test")
        real(old, new)

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(JournalNotWritable) as caught:
        recorded(journal_at(path), owner)
    assert (caught.value.code, caught.value.facts["reason"]) == ("journal.mount_point", "EBUSY")
    assert path.read_bytes() == before
