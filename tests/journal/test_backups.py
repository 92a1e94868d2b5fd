"""Earlier states: when they are made, which ones stay, and what keeps a save from waiting for them."""

import errno
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from journal_records import MOMENT, START, begun, blocked, check_in, full_disk, journal_at, recorded

from mastery_tui.journal import Journal, JournalNotWritable
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store import backups
from mastery_tui.journal.store.backups import Backup, Reason, choose_kept, find_backups
from mastery_tui.journal.store.codec import decode, encode
from mastery_tui.practice.records import Cycle
from mastery_tui.settings import Backups as Keep

HERE = Path("mastery.json")


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = MOMENT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def journal_on(path: Path, clock: Clock, keep: Keep | None = None) -> Journal:
    return Journal(path, clock, keep=keep)


def backup(rev: int, day: date, reason: Reason = Reason.DAY, hour: int = 8) -> Backup:
    taken = datetime(day.year, day.month, day.day, hour)
    return Backup(HERE.with_name(f"mastery-r{rev:06}-{taken:%Y%m%dT%H%M%S}-{reason}.json"), rev, taken, reason)


def test_the_first_change_of_a_day_keeps_what_stood_before_it(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    evening = path.read_bytes()
    clock.now += timedelta(days=1)
    for number in range(3):
        recorded(journal, owner, START + timedelta(days=number))
    newest = find_backups(path)[0]
    assert (newest.rev, newest.reason, newest.taken) == (1, Reason.DAY, datetime(2026, 1, 6, 20, 0))
    assert newest.path.read_bytes() == evening
    assert len(find_backups(path)) == 1


def test_another_program_of_the_same_day_makes_no_second_one(path: Path, clock: Clock) -> None:
    owner = begun(journal_on(path, clock))
    recorded(journal_on(path, clock), owner)
    recorded(journal_on(path, clock), owner, START + timedelta(days=1))
    assert len(find_backups(path)) == 1


def test_an_app_that_stays_open_over_midnight_makes_one_for_each_day(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    for number in range(4):
        clock.now += timedelta(days=1)
        recorded(journal, owner, START + timedelta(days=number))
    assert [each.rev for each in find_backups(path)] == [4, 3, 2, 1]


def test_an_undo_can_be_the_first_change_of_a_day_too(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    recorded(journal, begun(journal))
    clock.now += timedelta(days=1)
    journal.undo()
    assert find_backups(path)[0].rev == 2


def test_backups_are_private(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    backups.folder(path).mkdir(parents=True, mode=0o755)
    recorded(journal, begun(journal))
    assert stat.S_IMODE(backups.folder(path).stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.path.stat().st_mode) for each in find_backups(path)} == {0o600}


def test_a_day_is_saved_where_its_backup_cannot_be(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    there = blocked(path)
    clock.now += timedelta(days=1)
    assert recorded(journal, owner).rev == 2
    assert {each.read_text() for each in there} == {"somebody's own file"}
    assert find_backups(path) == ()


def test_what_needs_a_backup_is_refused_where_none_can_be_made(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    blocked(path)
    before = path.read_bytes()
    with pytest.raises(JournalNotWritable) as caught:
        recorded_after_a_backup(journal, owner)
    assert caught.value.code == "backup.not_written"
    assert path.read_bytes() == before


def recorded_after_a_backup(journal: Journal, owner: Cycle) -> None:
    with journal.change("import") as change:
        change.put(check_in(owner))
        journal.back_up(Reason.IMPORT)


def test_two_forced_ones_in_a_second_stand_side_by_side(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    begun(journal)
    with journal.change("nothing"):
        names = {each.name for each in (journal.back_up(Reason.MERGE), journal.back_up(Reason.MERGE)) if each}
    assert len(names) == 2
    assert {each.name for each in find_backups(path)} == names


def test_a_journal_begun_beside_old_backups_goes_on_from_their_revision(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    for number in range(5):
        clock.now += timedelta(days=1)
        recorded(journal, owner, START + timedelta(days=number))
    path.unlink()
    again = journal_on(path, clock)
    begun(again)
    assert again.rev == 6
    recorded(again, again.cycles()[0])
    assert again.rev == 7


def test_the_previous_generation_is_listed_by_what_it_holds(path: Path, clock: Clock) -> None:
    assert backups.find_previous(path) is None
    journal = journal_on(path, clock)
    recorded(journal, begun(journal))
    before = backups.find_previous(path)
    assert before is not None
    assert (before.rev, before.taken, before.reason) == (1, None, Reason.PREVIOUS)
    held = Maintenance(journal_on(path, clock)).held(before)
    assert held is not None
    assert (held.check_ins, held.last) == (0, None)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"meta": {"1": {"schema": 9, "rev": 1, "id": "a"}}}'])
def test_a_backup_that_cannot_be_read_holds_nothing(path: Path, clock: Clock, content: bytes) -> None:
    journal = journal_on(path, clock)
    recorded(journal, begun(journal))
    (only,) = find_backups(path)
    only.path.write_bytes(content)
    assert Maintenance(journal_on(path, clock)).held(only) is None


def test_a_backup_of_a_wrong_record_holds_nothing(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    recorded(journal, owner)
    clock.now += timedelta(days=1)
    recorded(journal, owner, START + timedelta(days=1))
    newest = find_backups(path)[0]
    newest.path.write_bytes(newest.path.read_bytes().replace(b'"outcome":"done"', b'"outcome":"planted"'))
    assert Maintenance(journal_on(path, clock)).held(newest) is None


def test_the_newest_of_twelve_days_and_of_ten_weeks_stay() -> None:
    days = [START + timedelta(days=number) for number in range(120)]
    all_there = [backup(rev, day) for rev, day in enumerate(days, 1)]
    stay = choose_kept(all_there, Keep(12, 10))
    weeks = {each.taken.isocalendar()[:2] for each in stay if each.taken}
    assert len(weeks) == 10
    newest_of_week = {each.taken.isocalendar()[:2]: each for each in all_there if each.taken}
    assert set(stay) == {*all_there[-12:], *list(newest_of_week.values())[-10:]}


def test_time_away_takes_nothing() -> None:
    days = [START + timedelta(days=number * 40) for number in range(8)]
    all_there = [backup(rev, day) for rev, day in enumerate(days, 1)]
    assert set(choose_kept(all_there, Keep(12, 10))) == set(all_there)


def test_of_one_day_the_greater_revision_stays_though_the_times_are_the_same() -> None:
    first, second = backup(7, START), backup(8, START)
    assert choose_kept([first, second], Keep(12, 0)) == (second,)


def test_a_clock_that_went_back_takes_nothing_that_is_newer_by_revision() -> None:
    year_ahead = [backup(rev, START + timedelta(days=365 + rev)) for rev in range(1, 13)]
    now = [backup(100 + rev, START + timedelta(days=rev)) for rev in range(1, 13)]
    assert set(now) <= set(choose_kept([*year_ahead, *now], Keep(12, 10)))


def test_older_files_of_greater_revision_that_a_sync_put_there_push_the_newest_out_no_more() -> None:
    newest = backup(9, START + timedelta(days=60))
    synced = [backup(100 + number, START + timedelta(days=number)) for number in range(20)]
    assert newest in choose_kept([newest, *synced], Keep(12, 0))


def test_weeks_of_one_number_in_two_years_are_two() -> None:
    year_before, now = backup(1, START - timedelta(weeks=52)), backup(9, START)
    assert year_before.taken is not None
    assert year_before.taken.isocalendar()[1] == START.isocalendar()[1]
    assert set(choose_kept([year_before, now], Keep(1, 10))) == {year_before, now}


def test_what_was_just_made_stays_though_by_revision_and_time_it_is_the_oldest(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock, Keep(1, 0))
    begun(journal)
    (ahead,) = (backups.create(path, b"{}", 500, MOMENT + timedelta(days=9), Reason.MERGE, Keep(1, 0)),)
    with journal.storage.transaction():
        made = journal.back_up(Reason.MERGE)
    assert made is not None
    assert (made.rev, made in find_backups(path), ahead in find_backups(path)) == (1, True, True)


def test_what_was_made_before_something_bigger_stays_beside_the_days() -> None:
    before_import = backup(5, START, Reason.IMPORT)
    later = [backup(10 + number, START + timedelta(days=number)) for number in range(100)]
    assert before_import in choose_kept([before_import, *later], Keep(12, 10))


@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.integers(0, 400), st.sampled_from([Reason.DAY, Reason.MERGE, Reason.IMPORT])),
        max_size=60,
    ),
    st.integers(1, 15),
    st.integers(0, 12),
)
def test_thinning_twice_is_thinning_once_and_never_takes_the_newest(
    drawn: list[tuple[int, int, Reason]], daily: int, weekly: int
) -> None:
    keep = Keep(daily, weekly)
    all_there = [backup(rev, START + timedelta(days=day), reason) for rev, day, reason in drawn]
    stay = choose_kept(all_there, keep)
    assert set(choose_kept(stay, keep)) == set(stay)
    assert set(stay) <= set(all_there)
    if all_there:
        assert max(each.rev for each in stay) == max(each.rev for each in all_there)
    assert len(stay) <= 2 * (2 * daily + weekly)


def test_settings_say_how_many_stay_and_the_rest_is_removed_from_the_folder(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock, Keep(3, 0))
    owner = begun(journal)
    for number in range(10):
        clock.now += timedelta(days=1)
        recorded(journal, owner, START + timedelta(days=number))
    assert [each.rev for each in find_backups(path)] == [10, 9, 8]


def test_files_of_other_names_in_the_folder_stay(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock, Keep(1, 0))
    owner = begun(journal)
    folder = backups.folder(path)
    folder.mkdir()
    others = [
        folder / name
        for name in (
            "notes.txt",
            "other-r000001-20260101T080000-day.json",
            "mastery-r000001-20269999T080000-day.json",
            "mastery-r000001-20260101T080000-else.json",
        )
    ]
    for each in others:
        each.write_text("mine")
    left = folder / ".mastery-r000001-20260101T080000-day.json.0123456789abcdef.tmp"
    left.write_text("{")
    for number in range(3):
        clock.now += timedelta(days=1)
        recorded(journal, owner, START + timedelta(days=number))
    assert all(each.read_text() == "mine" for each in others)
    assert not left.exists(), "what a killed writer left is swept"
    assert len(find_backups(path)) == 1


def test_a_folder_that_cannot_be_thinned_does_not_stop_a_save(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_on(path, clock, Keep(1, 0))
    owner = begun(journal)
    real = os.unlink

    def refused(target: str | Path, **options: int) -> None:
        if "backups" in str(target):
            raise OSError(errno.EACCES, "refused by the test")
        real(target, **options)

    monkeypatch.setattr(os, "unlink", refused)
    for number in range(3):
        clock.now += timedelta(days=1)
        recorded(journal, owner, START + timedelta(days=number))
    assert len(find_backups(path)) == 3
    assert journal_at(path).rev == 4


def test_the_wall_clock_is_taken_as_written(path: Path, clock: Clock) -> None:
    clock.now = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    journal = journal_on(path, clock)
    recorded(journal, begun(journal))
    assert [each.name for each in find_backups(path)] == ["mastery-r000001-20260105T233000-day.json"]


def test_a_days_backup_is_a_second_name_of_what_stood_there_and_stays_as_it_is(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    path.chmod(0o644)
    before, inode = path.read_bytes(), path.stat().st_ino
    recorded(journal, owner)
    kept_there = find_backups(path)[0].path
    assert kept_there.stat().st_ino == inode
    assert stat.S_IMODE(kept_there.stat().st_mode) == 0o600
    path.write_bytes(b"written in place by another program")
    assert kept_there.read_bytes() == before


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP, errno.EMLINK])
def test_a_days_backup_is_a_copy_where_links_are_refused(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    before = path.read_bytes()

    def refused(*_: object) -> None:
        raise OSError(number, "no links here")

    monkeypatch.setattr(os, "link", refused)
    recorded(journal, owner)
    kept_there = find_backups(path)[0].path
    assert kept_there.read_bytes() == before
    assert stat.S_IMODE(kept_there.stat().st_mode) == 0o600


def test_a_backup_before_something_bigger_shares_nothing_with_the_file(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    begun(journal)
    with journal.storage.transaction():
        made = journal.back_up(Reason.IMPORT)
    assert made is not None
    assert made.path.stat().st_ino != path.stat().st_ino
    assert made.path.read_bytes() == path.read_bytes()


def test_what_was_made_before_something_bigger_takes_no_days_place() -> None:
    days = [backup(number, date(2026, 1, number)) for number in (1, 2, 3)]
    forced = [
        backup(number, date(2026, 1, 3), reason, hour=9)
        for number, reason in ((4, Reason.MENDING), (5, Reason.RESTORE))
    ]
    assert set(choose_kept([*days, *forced], Keep(3, 1))) == {*days, *forced}


def test_a_forced_one_is_not_the_days_own(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    with journal.storage.transaction():
        journal.back_up(Reason.MENDING)
    recorded(journal_on(path, clock), owner)
    assert [each.reason for each in find_backups(path)] == [Reason.MENDING, Reason.DAY]


def test_the_previous_generation_is_not_pushed_out_by_a_journal_begun_anew(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    for number in range(4):
        recorded(journal, owner, START + timedelta(days=number), note="told before")
    last = path.with_name("mastery.json.bak").read_bytes()
    path.unlink()
    again = journal_on(path, clock)
    assert begun(again).rev > 4
    for number in range(3):
        recorded(again, again.cycles()[0], START + timedelta(days=number))
    (anew,) = [each for each in find_backups(path) if each.reason is Reason.ANEW]
    assert anew.path.read_bytes() == last


def test_a_previous_generation_that_is_among_the_backups_is_not_kept_twice(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    recorded(journal, begun(journal))
    path.unlink()
    begun(journal_on(path, clock))
    assert [each.reason for each in find_backups(path)] == [Reason.DAY]


def test_a_revision_of_any_length_is_listed(path: Path, clock: Clock) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    tables = decode(path.read_bytes())
    tables["meta"]["1"]["rev"] = 10**15
    path.write_bytes(encode(tables))
    recorded(journal, owner)
    assert [each.rev for each in find_backups(path)] == [10**15]


def test_a_change_that_is_not_made_leaves_no_second_name_of_the_file(
    path: Path,
    clock: Clock,
) -> None:
    journal = journal_on(path, clock)
    owner = begun(journal)
    with full_disk(), pytest.raises(JournalNotWritable):
        recorded(journal, owner)
    assert find_backups(path) == ()
    assert path.stat().st_nlink == 1
    recorded(journal, owner)
    assert [each.reason for each in find_backups(path)] == [Reason.DAY]
