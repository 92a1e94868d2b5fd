"""A journal that stays open while its file changes, breaks, goes and comes back."""

import errno
import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from journal_records import START, begun, check_in, full_disk, journal_at, recorded

from mastery_tui.journal import (
    Journal,
    JournalBusy,
    JournalError,
    JournalNotWritable,
    UnreadableJournal,
)
from mastery_tui.journal.index import Index
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store import storage
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.records import Cycle
from mastery_tui.practice.refused import Refused

DAY = timedelta(days=1)


def with_other_effort(path: Path, effort: int) -> None:
    """What an edit by hand, or another machine with as many changes, leaves: other content of the same revision."""
    tables = json.loads(path.read_bytes())
    tables["check_ins"]["1"]["effort"] = effort
    path.write_text(json.dumps(tables))


def break_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def of_a_newer_version(path: Path) -> None:
    path.write_text('{"meta": {"1": {"schema": 9}}}')


def with_a_wrong_record(path: Path) -> None:
    with_other_effort(path, 99)


def with_a_wrong_cycle(path: Path) -> None:
    tables = json.loads(path.read_bytes())
    tables["cycles"]["1"]["started_on"] = "someday"
    path.write_text(json.dumps(tables))


def remove(path: Path) -> None:
    path.unlink()


def directory_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def file_instead_of_its_directory(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("something else")


def remove_its_directory(path: Path) -> None:
    shutil.rmtree(path.parent)


SPOILT: dict[Callable[[Path], None], str] = {
    break_off: "journal.not_json",
    empty: "journal.empty_file",
    of_a_newer_version: "journal.newer_schema",
    with_a_wrong_record: "record.unreadable",
    with_a_wrong_cycle: "record.unreadable",
    remove: "journal.gone",
    directory_instead: "journal.not_a_file",
    file_instead_of_its_directory: "journal.io",
    remove_its_directory: "journal.gone",
}


def mend(path: Path, content: bytes) -> None:
    if path.parent.is_file():
        path.parent.unlink()
    if path.is_dir():
        path.rmdir()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def content_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


spoilt = pytest.mark.parametrize("spoil", SPOILT, ids=lambda each: each.__name__)


@spoilt
def test_reads_go_on_as_they_were_and_what_is_wrong_is_told_once(path: Path, spoil: Callable[[Path], None]) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    stored = recorded(journal, owner, note="here before")
    version, rev = journal.version, journal.rev
    spoil(path)
    assert journal.changed()
    with pytest.raises(UnreadableJournal) as caught:
        journal.refresh()
    assert caught.value.code == SPOILT[spoil]
    assert not journal.changed()
    assert journal.records(owner.id).check_ins == (stored,)
    assert journal.cycles() == (owner,)
    assert journal.newest()[1] == START
    assert (journal.version, journal.rev) == (version, rev)
    with pytest.raises(UnreadableJournal):
        journal.refresh()


@spoilt
@pytest.mark.parametrize("told", [True, False])
def test_a_change_or_an_undo_says_so_and_writes_nothing(path: Path, spoil: Callable[[Path], None], told: bool) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    stored = recorded(journal, owner)
    spoil(path)
    before = content_of(path)
    if told:
        with pytest.raises(UnreadableJournal):
            journal.refresh()
    with pytest.raises(JournalError):
        recorded(journal, owner, START + DAY)
    with pytest.raises(JournalError):
        journal.undo()
    assert content_of(path) == before
    assert journal.records(owner.id).check_ins == (stored,)


@spoilt
def test_once_it_is_good_again_it_is_taken_up(path: Path, spoil: Callable[[Path], None]) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, effort=3)
    good = path.read_bytes()
    spoil(path)
    with pytest.raises(UnreadableJournal):
        journal.refresh()
    mend(path, good)
    assert journal.changed()
    assert not journal.refresh(), "the content is what was read before"
    assert not journal.changed()
    spoil(path)
    with pytest.raises(UnreadableJournal):
        journal.refresh()
    mend(path, good)
    with_other_effort(path, 8)
    assert journal.changed()
    assert journal.refresh()
    assert journal.records(owner.id).check_ins[0].effort == 8
    assert recorded(journal, owner, START + DAY).rev == 3


def test_each_new_state_is_told_once(path: Path) -> None:
    journal = journal_at(path)
    begun(journal)
    for content in (b"", b"words", b"other words"):
        path.write_bytes(content)
        assert journal.changed()
        with pytest.raises(UnreadableJournal):
            journal.refresh()
        assert not journal.changed()


def test_what_a_refused_change_has_told_is_not_told_again(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    path.write_bytes(b"words")
    with pytest.raises(UnreadableJournal):
        recorded(journal, owner)
    assert not journal.changed()


def test_a_file_that_was_never_good_is_an_error_to_each_read_until_it_is(path: Path) -> None:
    begun(journal_at(path))
    good = path.read_bytes()
    path.write_bytes(b"words")
    journal = journal_at(path)
    for _ in range(2):
        with pytest.raises(UnreadableJournal):
            journal.cycles()
    assert not journal.changed()
    path.write_bytes(good)
    assert journal.changed()
    assert len(journal.cycles()) == 1


def test_rights_that_are_given_back_are_noticed_though_the_content_is_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, effort=3)
    with_other_effort(path, 8)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied by the test")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        assert journal.changed()
        with pytest.raises(UnreadableJournal) as caught:
            journal.refresh()
    assert caught.value.code == "journal.no_permission"
    assert not journal.changed()
    before = path.stat().st_ctime_ns
    while path.stat().st_ctime_ns == before:  # the system's clock for files is a coarse one
        path.chmod(0o644)
    assert journal.changed()
    assert journal.refresh()
    assert journal.records(owner.id).check_ins[0].effort == 8


def test_a_directory_that_is_closed_is_told_once_and_raises_nothing_where_it_is_only_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_at(path)
    owner = begun(journal)

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "closed by the test")

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", closed)
        patch.setattr(os, "open", closed)
        assert journal.changed()
        with pytest.raises(UnreadableJournal) as caught:
            journal.refresh()
        assert caught.value.code == "journal.no_permission"
        assert not journal.changed()
        assert journal.cycles() == (owner,)
    assert journal.changed()
    assert not journal.refresh()
    assert not journal.changed()


def test_a_directory_that_is_gone_is_not_made_anew(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    shutil.rmtree(path.parent)
    with pytest.raises(UnreadableJournal) as caught:
        recorded(journal, owner)
    assert caught.value.code == "journal.gone"
    assert not path.parent.exists()


def test_a_wrong_record_of_a_cycle_that_was_not_asked_for_does_not_keep_the_rest_away(path: Path) -> None:
    first = journal_at(path)
    old = begun(first, START - 300 * DAY)
    recorded(first, old, START - 300 * DAY, effort=3)
    with first.change("end") as change:
        change.put(old_and_ended(old))
    owner = begun(first)
    journal = journal_at(path)
    assert journal.records(owner.id).check_ins == ()
    recorded(first, owner)
    with_other_effort(path, 99)
    assert journal.refresh()
    assert len(journal.records(owner.id).check_ins) == 1


def test_a_wrong_record_of_the_newest_cycle_keeps_what_was_read_though_it_ended_and_nobody_asked(path: Path) -> None:
    first = journal_at(path)
    owner = begun(first)
    recorded(first, owner, effort=3)
    with first.change("end") as change:
        change.put(old_and_ended(owner))
    journal = journal_at(path)
    journal.cycles()
    with_other_effort(path, 99)
    with pytest.raises(UnreadableJournal):
        journal.refresh()
    assert journal.records(owner.id).check_ins[0].effort == 3


def old_and_ended(old: Cycle) -> Cycle:
    from mastery_tui.practice.records import Ending, replace

    return replace(old, ended_on=old.started_on + 29 * DAY, ending=next(iter(Ending)))


# A change that is given up, or that the system refuses


def give_up(journal: Journal, owner: Cycle) -> None:
    with journal.change("given up") as change:
        change.put(check_in(owner, START + DAY))
        raise Refused("given.up")


def test_a_change_that_is_given_up_drops_nothing_and_looks_like_no_change_of_others(journal: Journal) -> None:
    owner = begun(journal)
    recorded(journal, owner)
    before, version = journal.records(owner.id), journal.version
    with pytest.raises(Refused):
        give_up(journal, owner)
    with pytest.raises(Refused):
        journal.redo()
    assert not journal.changed()
    assert journal.records(owner.id) is before
    assert journal.version == version


def test_a_write_that_the_system_refuses_looks_like_no_change_of_others(
    journal: Journal,
) -> None:
    owner = begun(journal)
    stored = recorded(journal, owner, effort=3)
    version = journal.version
    with full_disk(), pytest.raises(JournalNotWritable):
        recorded(journal, owner, effort=8)
    assert not journal.changed()
    assert not journal.refresh()
    assert journal.version == version
    assert journal.records(owner.id).check_ins == (stored,)
    assert recorded(journal, owner, effort=9).rev == 3


def test_a_write_that_is_refused_takes_nothing_from_reads_where_the_disk_cannot_be_read_either(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = begun(journal)
    stored = recorded(journal, owner, effort=3)

    real, reached = os.open, []

    def broken(file: str | Path, *options: int) -> int:
        if Path(file) == journal.path:
            reached.append(file)
            raise OSError(errno.EIO, "no disk")
        return real(file, *options)

    monkeypatch.setattr(os, "open", broken)
    with full_disk(), pytest.raises(JournalNotWritable):
        recorded(journal, owner, effort=8)
    assert reached, "it was read again"
    assert journal.records(owner.id).check_ins == (stored,)


def test_a_write_that_the_disk_did_not_confirm_is_shown_as_it_stands(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = begun(journal)
    version = journal.version
    real = os.fsync

    def unsure(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "no disk")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", unsure)
    with pytest.raises(JournalNotWritable, match="unsure"):
        recorded(journal, owner, effort=8)
    assert journal.records(owner.id).check_ins[0].effort == 8
    assert journal.version > version
    assert not journal.changed()


@pytest.mark.parametrize(("where", "name"), [(Index, "added"), (storage.DurableStorage, "write")])
def test_what_stops_a_change_half_way_brings_all_of_it_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, where: type, name: str
) -> None:
    owner = begun(journal)
    stored = recorded(journal, owner, effort=3)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    def both() -> None:
        with journal.change("both") as change:
            change.put(check_in(owner, effort=8))
            change.put(check_in(owner, START + DAY))

    with monkeypatch.context() as patch:
        patch.setattr(where, name, stopped)
        with pytest.raises(KeyboardInterrupt):
            both()
    assert journal.rev == 2
    assert journal.records(owner.id).check_ins == (stored,)
    assert not journal.changed()


# The version


def test_the_version_rises_with_each_change_and_with_other_content_only(path: Path) -> None:
    journal = journal_at(path)
    versions = [journal.version]
    owner = begun(journal)
    versions.append(journal.version)
    recorded(journal, owner, effort=3)
    versions.append(journal.version)
    journal.undo()
    versions.append(journal.version)
    journal.redo()
    versions.append(journal.version)
    recorded(journal_at(path), owner, effort=4)
    assert journal.version == versions[-1], "nothing of it is read yet"
    assert journal.refresh()
    versions.append(journal.version)
    assert versions == sorted(set(versions))
    with journal.change("nothing"):
        pass
    assert journal.version == versions[-1]


def test_other_content_of_the_same_revision_is_another_version(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, effort=3)
    rev, version = journal.rev, journal.version
    with_other_effort(path, 8)
    assert journal.refresh()
    assert journal.rev == rev
    assert journal.version > version
    assert journal.records(owner.id).check_ins[0].effort == 8


def test_what_a_change_finds_under_the_lock_is_another_version_too(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, effort=3)
    version = journal.version
    with_other_effort(path, 8)
    with journal.change("nothing"):
        assert journal.version > version
        assert journal.records(owner.id).check_ins[0].effort == 8


def test_a_file_that_was_only_copied_back_is_not_other_content(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    before, version = journal.records(owner.id), journal.version
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    assert journal.changed()
    assert not journal.refresh()
    assert not journal.changed()
    assert journal.version == version
    assert journal.records(owner.id) is before


# Waiting


def test_with_no_wait_a_change_tries_once_and_can_be_tried_again_as_it_is(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    journal.wait = 0
    entered: list[bool] = []

    def save() -> int:
        with journal.change("check_in", {"day": START}) as change:
            entered.append(True)
            return change.put(check_in(owner)).rev

    with locked(path):
        for _ in range(2):
            with pytest.raises(JournalBusy) as caught:
                save()
            assert caught.value.facts["seconds"] == 0
        with pytest.raises(JournalBusy):
            journal.undo()
    assert entered == []
    assert not journal.changed()
    assert save() == 2


def test_a_wait_is_never_less_than_nothing(journal: Journal) -> None:
    journal.wait = 0.25
    assert journal.wait == 0.25
    with pytest.raises(ValueError, match="0 seconds"):
        journal.wait = -1
    assert journal.wait == 0.25


def test_a_file_that_a_sync_program_puts_there_during_a_change_is_not_written_over(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    synced = path.with_name("synced")
    synced.write_bytes(path.read_bytes())
    recorded(journal_at(synced), owner, note="of the other machine")

    def save() -> None:
        with journal.change("check_in") as change:
            change.put(check_in(owner, START + timedelta(days=1), note="of this one"))
            os.replace(synced, path)  # A sync program takes no lock.

    with pytest.raises(JournalBusy):
        save()
    assert [each.note for each in journal.records(owner.id).check_ins] == ["of the other machine"]
    recorded(journal, owner, START + timedelta(days=1), note="of this one")
    notes = [each.note for each in journal_at(path).records(owner.id).check_ins]
    assert notes == ["of the other machine", "of this one"]


def test_a_file_that_only_looks_changed_during_a_change_does_not_stop_it(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    with journal.change("check_in") as change:
        change.put(check_in(owner))
        os.utime(path)
    assert len(journal_at(path).records(owner.id).check_ins) == 1


def test_what_was_last_read_is_kept_once_where_the_file_cannot_be_read(path: Path) -> None:
    journal = journal_at(path)
    recorded(journal, begun(journal), note="seen")
    seen = path.read_bytes()
    path.write_bytes(b"{")
    made = journal.keep_seen()
    assert made is not None
    assert made.path.read_bytes() == seen
    assert journal.keep_seen() is None
    assert path.read_bytes() == b"{"


def test_nothing_is_kept_where_nothing_was_read_or_all_is_gone(path: Path) -> None:
    journal = journal_at(path)
    assert journal.keep_seen() is None
    recorded(journal, begun(journal))
    shutil.rmtree(path.parent)
    assert journal.keep_seen() is None
    assert not path.parent.exists()
    path.parent.mkdir()
    assert journal.keep_seen() is None
    assert [*path.parent.iterdir()] == []


def test_nothing_of_a_journal_that_is_erased_just_then_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = journal_at(path)
    recorded(journal, begun(journal))
    real = os.open

    def erasing(file: str | Path, *options: int) -> int:
        monkeypatch.undo()
        Maintenance(journal_at(path)).erase()
        return real(file, *options)

    monkeypatch.setattr(os, "open", erasing)
    assert journal.keep_seen() is None
    assert os.open is real, "it was erased"
    assert [each for each in path.parent.rglob("*") if each.suffix != ".lock"] == []


def test_nothing_of_an_erased_journal_is_kept_where_another_one_has_backups_there(path: Path) -> None:
    other = journal_at(path.with_name("other.json"))
    recorded(other, begun(other))
    journal = journal_at(path)
    recorded(journal, begun(journal), note="seen")
    Maintenance(journal_at(path)).erase()
    there = sorted(path.parent.rglob("*"))
    assert journal.keep_seen() is None
    assert sorted(path.parent.rglob("*")) == there
