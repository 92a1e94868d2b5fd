"""Whose folder the backups are in: somebody's own is left alone, and what cannot be kept is told once a day."""

import errno
import os
import stat
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from journal_records import MOMENT, START, begun, blocked, full_disk, recorded

from mastery_tui.journal import Journal, JournalNotWritable
from mastery_tui.journal.safety.repair import examine, mend
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store import backups
from mastery_tui.journal.store.backups import FOLDER, OWN_FOLDER, Reason, find_backups, folder
from mastery_tui.journal.store.codec import decode
from mastery_tui.settings import Backups as Keep

SOMEBODY = 65534
MADE = "mastery-r000001-20260101T080000-day.json"
OTHERS_MADE = "work-r000007-20260101T080000-merge-2.json"


class Days:
    """A clock that a test moves by days."""

    def __init__(self) -> None:
        self.now = MOMENT

    def __call__(self) -> datetime:
        return self.now

    def next(self) -> None:
        self.now += timedelta(days=1)

    @property
    def today(self) -> date:
        return self.now.date()


@pytest.fixture
def days() -> Days:
    return Days()


def journal_on(path: Path, days: Days) -> Journal:
    return Journal(path, days)


def a_file(place: Path) -> None:
    place.write_text("mine")


def a_folder_with_a_file(place: Path) -> None:
    place.mkdir()
    (place / MADE).write_text("{")
    (place / MADE).chmod(0o600)  # it has a name of this journal's
    (place / "photos.zip").write_text("mine")


def a_link_elsewhere(place: Path) -> None:
    elsewhere = place.parent.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / MADE).write_text("of somebody")
    place.symlink_to(elsewhere)


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to("nowhere")


def anothers_folder(place: Path) -> None:
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    os.chown(place, SOMEBODY, SOMEBODY)


NOT_OURS = [a_file, a_folder_with_a_file, a_link_elsewhere, a_link_to_nothing, anothers_folder]
not_ours = pytest.mark.parametrize("thing", NOT_OURS, ids=lambda each: each.__name__)


def looks(place: Path) -> tuple[int, list[tuple[str, int]]]:
    """All that can be told of a place and what is in it, without what is read of it."""
    inside = sorted((each.name, each.lstat().st_mode) for each in place.iterdir()) if place.is_dir() else []
    return place.lstat().st_mode, inside


@not_ours
def test_a_folder_that_is_not_ours_is_neither_taken_over_nor_closed(
    path: Path, days: Days, thing: Callable[[Path], None]
) -> None:
    path.parent.mkdir(0o700)
    place = path.parent / FOLDER
    thing(place)
    if not place.is_symlink():
        place.chmod(0o755)
    before = looks(place)
    journal = journal_on(path, days)
    owner = begun(journal)
    days.next()
    recorded(journal, owner)
    maintenance = Maintenance(journal_on(path, days))
    mend(maintenance, days.today)
    assert looks(place) == before
    (made,) = [each for each in find_backups(path) if each.path.parent.name == OWN_FOLDER]
    assert (made.rev, made.reason) == (journal.rev - 1, Reason.DAY)
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    found = [each for each in examine(maintenance, days.today).findings if each.code.startswith("backups_")]
    assert [(each.code, each.facts, each.trouble, each.mended) for each in found] == [
        ("backups_elsewhere", {"file": str(place), "name": OWN_FOLDER}, False, False)
    ]
    assert journal.take_refused_backup() is None


@pytest.mark.parametrize(
    "inside",
    [
        (),
        (MADE,),
        (OTHERS_MADE,),
        (MADE, OTHERS_MADE, f".{MADE}.0123456789abcdef.tmp"),
        ("m-r000001-20260101T080000-day",),
    ],
)
def test_an_empty_folder_and_one_of_any_journals_backups_is_ours(
    path: Path, days: Days, inside: tuple[str, ...]
) -> None:
    place = path.parent / FOLDER
    place.mkdir(parents=True, mode=0o755)
    for name in inside:
        (place / name).write_text("{")
    journal = journal_on(path, days)
    recorded(journal, begun(journal))
    assert folder(path) == place
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert not (path.parent / OWN_FOLDER).exists()


@pytest.mark.parametrize(
    "name", ["notes.txt", ".hidden", "mastery-r1-20260101T080000-day.json", f"{MADE}.txt", f"{MADE}.part", "a/b"]
)
def test_one_other_name_makes_a_folder_somebodys_own(path: Path, name: str) -> None:
    place = path.parent / FOLDER
    (place / name).parent.mkdir(parents=True)
    (place / name).write_text("mine")
    (place / MADE).write_text("{")
    assert folder(path) == path.parent / OWN_FOLDER


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files to somebody else")
def test_on_a_drive_that_knows_no_owners_the_folder_is_ours(path: Path, days: Days) -> None:
    begun(journal_on(path, days))
    (path.parent / FOLDER).mkdir()
    os.chown(path.parent / FOLDER, SOMEBODY, SOMEBODY)
    assert folder(path) == path.parent / OWN_FOLDER
    os.chown(path, SOMEBODY, SOMEBODY)
    assert folder(path) == path.parent / FOLDER


def test_both_folders_are_listed_restored_examined_thinned_and_erased(path: Path, days: Days) -> None:
    journal = journal_on(path, days)
    owner = begun(journal)
    recorded(journal, owner, note="planted words")
    first = find_backups(path)[0]
    (first.path.parent / "photos.zip").write_text("mine")
    strange = first.path.parent / OTHERS_MADE
    strange.write_text("of another journal")
    days.next()
    recorded(journal, owner, START + timedelta(days=1), note="planted words")
    assert {each.path.parent.name for each in find_backups(path)} == {FOLDER, OWN_FOLDER}
    maintenance = Maintenance(journal_on(path, days))
    assert examine(maintenance, days.today).backups == 3
    assert maintenance.restore(first.name).backup.path == first.path
    left = first.path.with_name(f".{first.name}.0123456789abcdef.tmp")
    left.write_text("{")
    backups.thin(path, Keep(1, 0))
    assert not first.path.exists()
    assert not left.exists()
    maintenance.erase()
    assert sorted(each.name for each in path.parent.rglob("*")) == [FOLDER, "photos.zip", OTHERS_MADE]


def test_no_symbolic_link_is_followed(path: Path, days: Days) -> None:
    journal = journal_on(path, days)
    owner = begun(journal)
    a_link_elsewhere(path.parent / FOLDER)
    elsewhere = path.parent.parent / "elsewhere" / MADE
    assert find_backups(path) == ()
    days.next()
    recorded(journal, owner)
    (path.parent / OWN_FOLDER / MADE).symlink_to(elsewhere)
    assert MADE not in {each.name for each in find_backups(path)}
    Maintenance(journal_on(path, days)).erase()
    assert elsewhere.read_text() == "of somebody"


def test_what_cannot_be_kept_is_told_once_a_day_whichever_program_saves(path: Path, days: Days) -> None:
    owner = begun(journal_on(path, days))
    blocked(path)
    told = []
    for number in range(3):
        for again in range(2):
            journal = journal_on(path, days)
            recorded(journal, owner, START + timedelta(days=number), note=str(again))
            told.append(journal.take_refused_backup() is not None)
            assert journal.take_refused_backup() is None, "it is given once"
        recorded(journal, owner, START + timedelta(days=number), note="in the same window")
        assert journal.take_refused_backup() is None
        days.next()
    assert told == [True, False] * 3


def test_what_is_told_is_written_with_the_change_and_in_no_write_of_its_own(
    path: Path, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = begun(journal_on(path, days))
    blocked(path)
    writes, real = [], os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: (writes.append(Path(new).name), real(old, new)))
    journal = journal_on(path, days)
    recorded(journal, owner)
    assert journal.take_refused_backup() is not None
    assert writes.count(path.name) == 1
    assert decode(path.read_bytes())["meta"]["1"]["unbacked"] == days.today.isoformat()


def test_a_change_that_is_not_made_tells_nothing_and_the_next_one_does(
    path: Path,
    days: Days,
) -> None:
    journal = journal_on(path, days)
    owner = begun(journal)
    blocked(path)
    with full_disk(), pytest.raises(JournalNotWritable, match="disk_full"):
        recorded(journal, owner)
    assert journal.take_refused_backup() is None
    recorded(journal, owner)
    assert journal.take_refused_backup() is not None


def test_a_full_disk_is_told_with_its_reason(path: Path, days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = journal_on(path, days)
    owner = begun(journal)
    real = os.link

    def full(file: Path, name: Path) -> None:
        if name.parent == folder(path):
            raise OSError(errno.ENOSPC, "full")
        real(file, name)

    monkeypatch.setattr(os, "link", full)
    assert recorded(journal, owner).rev == 2
    refused = journal.take_refused_backup()
    assert refused is not None
    assert refused.facts["reason"] == "ENOSPC"


def test_what_an_open_window_saw_and_cannot_keep_is_told(path: Path, days: Days) -> None:
    journal = journal_on(path, days)
    recorded(journal, begun(journal))
    path.write_bytes(b"{")
    for each in find_backups(path):
        each.path.unlink()
    folder(path).rmdir()
    blocked(path)
    assert journal.keep_seen() is None
    assert journal.take_refused_backup() is not None


def test_another_disk_without_room_for_a_backup_is_found(
    path: Path, days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_on(path, days)
    recorded(journal, begun(journal))

    class Usage:
        free = 3 * 1024

    here, real = folder(path), Path.stat
    monkeypatch.setattr("shutil.disk_usage", lambda place: Usage() if place == here else Plenty())

    def on_another(place: Path, **options: bool) -> os.stat_result:
        found = real(place, **options)
        return os.stat_result([*found[:2], 99, *found[3:10]]) if place == here else found

    monkeypatch.setattr(Path, "stat", on_another)
    codes = [each.code for each in examine(Maintenance(journal_on(path, days)), days.today).findings if each.trouble]
    assert codes == ["no_room_for_backups"]


class Plenty:
    free = 2**40
