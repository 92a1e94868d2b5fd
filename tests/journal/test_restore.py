"""Going back to an earlier state: undone like any change where the journal can be read, whole where it cannot."""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from journal_records import START, begun, check_in, cycle, journal_at, recorded, reflection

from mastery_tui.journal import Journal, JournalBusy, JournalNotWritable, UnreadableJournal
from mastery_tui.journal.safety.merge import merge
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store import files
from mastery_tui.journal.store.backups import Reason, find_backups
from mastery_tui.journal.store.codec import SCHEMA, Tables, decode
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.records import Cycle, Session
from mastery_tui.practice.refused import Refused


def maintenance_at(path: Path, **options: float) -> Maintenance:
    return Maintenance(journal_at(path, **options))


def notes(journal: Journal) -> dict[date, str]:
    journal.refresh()
    return {each.day: each.note or "" for owner in journal.cycles() for each in journal.records(owner.id).check_ins}


def forced(journal: Journal, reason: Reason = Reason.RESTORE) -> str:
    """A backup of what stands now."""
    with journal.change("nothing"):
        backup = journal.back_up(reason)
    assert backup is not None
    return backup.name


@pytest.fixture
def story(path: Path) -> tuple[Journal, Cycle, str]:
    """Three days, a backup, then one day edited, one deleted, one added."""
    journal = journal_at(path)
    owner = begun(journal)
    for number in range(3):
        recorded(journal, owner, START + timedelta(days=number), note=f"day {number}")
    name = forced(journal)
    recorded(journal, owner, START, note="edited")
    with journal.change("delete") as change:
        change.delete(journal.records(owner.id).check_ins[1])
    recorded(journal, owner, START + timedelta(days=7), note="added")
    with journal.change("reflect") as change:
        change.put(reflection(owner, 1, "after the backup"))
    return journal, owner, name


BEFORE = {START: "day 0", START + timedelta(days=1): "day 1", START + timedelta(days=2): "day 2"}
AFTER = {START: "edited", START + timedelta(days=2): "day 2", START + timedelta(days=7): "added"}


def test_a_restore_brings_back_what_a_backup_has_and_takes_away_what_it_has_not(
    story: tuple[Journal, Cycle, str],
) -> None:
    journal, owner, name = story
    rev = journal.rev
    done = Maintenance(journal).restore(name)
    assert notes(journal) == BEFORE
    assert journal.records(owner.id).reflections == ()
    assert (done.changed, done.taken_back) == (4, True)
    assert journal.rev == rev + 1
    assert notes(journal_at(journal.path)) == BEFORE


def test_undo_takes_a_restore_back_and_redo_brings_it_back(story: tuple[Journal, Cycle, str]) -> None:
    journal, owner, name = story
    Maintenance(journal).restore(name)
    assert journal.undo().label == "restore"
    assert notes(journal) == AFTER
    assert len(journal.records(owner.id).reflections) == 1
    journal.redo()
    assert notes(journal) == BEFORE
    journal.undo()
    assert journal.undo().label == "reflect", "the changes before it can be taken back as ever"


def test_the_backup_before_a_restore_takes_it_back_too(story: tuple[Journal, Cycle, str]) -> None:
    journal, _, name = story
    before = journal.path.read_bytes()
    done = Maintenance(journal).restore(name)
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert Maintenance(journal).restore(done.kept.name).changed == 4
    assert notes(journal) == AFTER


def test_a_merge_with_another_machine_does_not_bring_back_what_a_restore_took_away(
    story: tuple[Journal, Cycle, str],
) -> None:
    journal, _, name = story
    elsewhere = decode(journal.path.read_bytes())
    Maintenance(journal).restore(name)
    after = merge(decode(journal.path.read_bytes()), elsewhere)
    assert shown(after) == {day.isoformat(): note for day, note in BEFORE.items()}


def shown(tables: Tables) -> dict[str, str]:
    return {each["day"]: each["note"] for each in tables["check_ins"].values() if not each.get("deleted")}


def test_restoring_what_stands_already_changes_nothing(path: Path) -> None:
    journal = journal_at(path)
    recorded(journal, begun(journal))
    name = forced(journal)
    before = path.read_bytes()
    count = len(find_backups(path))
    done = Maintenance(journal).restore(name)
    assert (done.changed, done.kept) == (0, None)
    assert path.read_bytes() == before
    assert len(find_backups(path)) == count


def test_the_previous_generation_can_be_restored_by_its_name(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="first")
    recorded(journal, owner, note="second")
    Maintenance(journal).restore("mastery.json.bak")
    assert notes(journal) == {START: "first"}


def test_names_that_are_not_listed_are_refused(path: Path) -> None:
    with pytest.raises(Refused) as caught:
        maintenance_at(path).restore("newest")
    assert caught.value.code == "backup.none"
    journal = journal_at(path)
    recorded(journal, begun(journal))
    for name in ("nonsense", "../mastery.json", "mastery.json", ""):
        with pytest.raises(Refused) as caught:
            Maintenance(journal).restore(name)
        assert caught.value.code == "backup.unknown"


def test_a_backup_that_cannot_be_read_is_refused_and_newest_passes_over_it(
    story: tuple[Journal, Cycle, str],
) -> None:
    journal, _, name = story
    path = journal.path.parent / "backups" / name
    path.write_bytes(path.read_bytes()[:-9])
    before = journal.path.read_bytes()
    with pytest.raises(Refused) as caught:
        Maintenance(journal).restore(name)
    assert caught.value.code == "backup.unreadable"
    assert journal.path.read_bytes() == before
    found = Maintenance(journal).newest()
    assert found is not None
    assert found[0].name == "mastery.json.bak"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-30])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def with_a_wrong_record(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"outcome":"done"', b'"outcome":"planted"'))


def newer(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(f'"schema":{SCHEMA}'.encode(), b'"schema":9'))


@pytest.mark.parametrize("spoil", [cut, emptied, with_a_wrong_record, newer])
def test_a_journal_that_cannot_be_read_is_set_aside_whole(
    story: tuple[Journal, Cycle, str], spoil: Callable[[Path], None]
) -> None:
    journal, _, name = story
    path = journal.path
    rev = journal.rev
    spoil(path)
    spoilt = path.read_bytes()
    maintenance = maintenance_at(path)
    done = maintenance.restore("newest")
    assert done.backup.name == "mastery.json.bak"
    assert done.kept is not None
    assert done.kept.name.startswith("mastery.json.corrupt-2026")
    assert done.kept.read_bytes() == spoilt
    assert done.kept.stat().st_mode & 0o077 == 0
    assert notes(maintenance.journal) == AFTER
    assert maintenance.journal.rev >= rev
    again = maintenance_at(path).restore(name)
    assert again.taken_back
    assert notes(maintenance.journal) == BEFORE


def test_an_open_window_goes_on_after_its_file_was_spoilt_and_restored(story: tuple[Journal, Cycle, str]) -> None:
    journal, owner, _ = story
    cut(journal.path)
    with pytest.raises(UnreadableJournal):
        journal.refresh()
    Maintenance(journal).restore("newest")
    assert notes(journal) == AFTER
    recorded(journal, owner, START + timedelta(days=9), note="and on")
    assert notes(journal_at(journal.path)) == {**AFTER, START + timedelta(days=9): "and on"}


def test_a_journal_that_is_gone_is_restored_from_what_lies_beside_it(story: tuple[Journal, Cycle, str]) -> None:
    journal, _, _ = story
    journal.path.unlink()
    maintenance = maintenance_at(journal.path)
    done = maintenance.restore("newest")
    assert done.kept is None
    assert notes(maintenance.journal) == AFTER


def test_something_else_than_a_file_is_left_where_it_is(story: tuple[Journal, Cycle, str]) -> None:
    journal, _, _ = story
    journal.path.unlink()
    os.mkfifo(journal.path)
    with pytest.raises(UnreadableJournal) as caught:
        maintenance_at(journal.path).restore("newest")
    assert caught.value.code == "journal.not_a_file"


def test_a_restore_that_the_system_refuses_leaves_all_as_it_was(
    story: tuple[Journal, Cycle, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, _, name = story

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "refused by the test")

    for spoil in (lambda _: None, cut):
        spoil(journal.path)
        before = journal.path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(files.os, "fsync", full)
            with pytest.raises(JournalNotWritable):
                maintenance_at(journal.path).restore(name)
        assert journal.path.read_bytes() == before


def test_a_restore_waits_for_another_program_as_any_change(story: tuple[Journal, Cycle, str]) -> None:
    journal, _, name = story
    for spoil in (lambda _: None, cut):
        spoil(journal.path)
        before = journal.path.read_bytes()
        with locked(journal.path), pytest.raises(JournalBusy):
            maintenance_at(journal.path, wait=0).restore(name)
        assert journal.path.read_bytes() == before


def test_a_restore_with_more_than_undo_can_hold_is_taken_back_by_its_backup(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    name = forced(journal)
    with journal.change("import") as change:
        for number in range(600):
            change.put(check_in(owner, START + timedelta(days=number), note="x" * 1000))
    done = Maintenance(journal).restore(name)
    assert (done.changed, done.taken_back) == (600, False)
    assert done.kept is not None
    assert notes(journal) == {}
    Maintenance(journal).restore(done.kept.name)
    assert len(notes(journal)) == 600


def test_a_record_that_has_another_id_by_now_keeps_it(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="under the first id")
    name = forced(journal)
    spoilt = path.read_bytes().replace(journal.records(owner.id).check_ins[0].id.encode(), b"another-id")
    path.write_bytes(spoilt)
    recorded(journal, owner, note="under the other")
    Maintenance(journal).restore(name)
    (only,) = journal.records(owner.id).check_ins
    assert (only.id, only.note) == ("another-id", "under the first id")


def test_the_last_good_generation_is_not_pushed_out_by_a_restore_of_an_older_one(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    name = forced(journal)
    for number in range(4):
        recorded(journal, owner, START + timedelta(days=number), note=f"day {number}")
    last = files.backup_of(path).read_bytes()
    path.write_bytes(path.read_bytes()[:-50])
    maintenance_at(path).restore(name)
    for number in range(3):
        recorded(journal_at(path), owner, START + timedelta(days=20 + number))
    assert last in [each.path.read_bytes() for each in find_backups(path)]


def test_a_timer_that_runs_goes_on_through_a_restore_and_its_undo(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    name = forced(journal)
    recorded(journal, owner, note="told")
    with journal.change("timer") as change:
        change.put(Session(id="", cycle=owner.id, at=owner.at, day=START, started=owner.at))
    assert Maintenance(journal).restore(name).taken_back
    assert len(journal.records(owner.id).sessions) == 1
    journal.undo()
    assert len(journal.records(owner.id).sessions) == 1
    assert notes(journal) == {START: "told"}


def test_a_journal_that_is_good_again_by_the_time_the_lock_is_free_is_not_set_aside(
    story: tuple[Journal, Cycle, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, _, name = story
    path, good = journal.path, journal.path.read_bytes()
    path.write_bytes(good[:-50])
    maintenance = maintenance_at(path)
    with ExitStack() as other:
        other.enter_context(locked(path))
        other.callback(path.write_bytes, good)
        monkeypatch.setattr("time.sleep", lambda _: other.close())
        assert maintenance.restore(name).taken_back
    assert not list(path.parent.glob("*.corrupt-*"))
    assert notes(maintenance.journal) == BEFORE
    maintenance.journal.undo()
    assert notes(maintenance.journal) == AFTER


def test_what_is_set_aside_is_closed_to_others(story: tuple[Journal, Cycle, str]) -> None:
    path = story[0].path
    path.write_bytes(b"{")
    path.chmod(0o644)
    kept = maintenance_at(path).restore("newest").kept
    assert kept is not None
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def with_another_machine(path: Path, elsewhere: Path) -> tuple[Journal, Cycle, Path]:
    """A journal with a day, and its copy on another machine with a day more."""
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="here")
    other = elsewhere / "other.json"
    other.write_bytes(path.read_bytes())
    recorded(journal_at(other), owner, START + timedelta(days=1), note="there")
    return journal, owner, other


def test_a_timer_that_runs_goes_on_where_a_merge_is_taken_back(path: Path, tmp_path: Path) -> None:
    journal, owner, other = with_another_machine(path, tmp_path)
    merged_with = Maintenance(journal).merge([other])
    assert merged_with.kept is not None
    with journal.change("timer") as change:
        change.put(Session(id="", cycle=owner.id, at=owner.at, day=START, started=owner.at))
    assert Maintenance(journal).restore(merged_with.kept.name).changed
    assert notes(journal) == {START: "here"}
    assert len(journal.records(owner.id).sessions) == 1


def test_the_generation_before_a_merge_is_known_for_it(path: Path, tmp_path: Path) -> None:
    journal, _, other = with_another_machine(path, tmp_path)
    maintenance = Maintenance(journal)
    for _ in range(2):
        assert maintenance.merge([other]).gained.new == 1
        assert not maintenance.restore("newest").taken_back
        assert notes(journal) == {START: "here"}


def test_a_session_of_a_plan_that_came_in_goes_and_comes_back_with_it(path: Path) -> None:
    journal = journal_at(path)
    with journal.bring_in() as change:
        owner = change.put(cycle())
    assert change.kept is not None
    with journal.change("timer") as timer:
        timer.put(Session(id="", cycle=owner.id, at=owner.at, day=START, started=owner.at))
    away = Maintenance(journal).restore(change.kept.name)
    assert journal.cycles() == ()
    assert journal.open_sessions() == ()
    assert away.kept is not None
    Maintenance(journal).restore(away.kept.name)
    assert len(journal.open_sessions()) == len(journal.records(owner.id).sessions) == 1
