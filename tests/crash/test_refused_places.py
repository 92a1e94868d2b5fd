"""Places that take no writing, and something else where a file of the journal goes: what stands is left as it is."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from calls import watched
from disk import image_of
from journal_records import NOTE, START, begun, journal_at, recorded, subprocess_environment

from mastery_tui.journal import JournalError, JournalNotWritable, UnreadableJournal
from mastery_tui.journal.safety.repair import examine
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store.backups import FOLDER
from tests.conftest import Counted


def read_only(name: str, real: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """What a file system answers that is mounted for reading only."""
    reading = name in ("close", "fsync") or (name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR))
    if not reading:
        raise OSError(errno.EROFS, "refused by the test")
    return real(*arguments, **options)


def test_a_journal_on_a_disk_for_reading_only_is_read_and_not_changed(path: Path) -> None:
    owner = begun(journal_at(path))
    recorded(journal_at(path), owner, note="there")
    before = image_of(path.parent)
    with watched(read_only):
        journal = journal_at(path)
        assert [each.note for each in journal.records(owner.id).check_ins] == ["there"]
        for _ in range(2):
            with pytest.raises(JournalNotWritable) as caught:
                recorded(journal, owner, note="never saved")
            assert (caught.value.code, caught.value.facts["reason"]) == ("journal.read_only", "EROFS")
        assert [each.note for each in journal.records(owner.id).check_ins] == ["there"]
    assert image_of(path.parent) == before
    assert recorded(journal, owner, note="saved once it can be").note == "saved once it can be"


def test_a_directory_that_cannot_be_made_is_told(path: Path) -> None:
    with watched(read_only), pytest.raises(JournalNotWritable) as caught:
        begun(journal_at(path))
    assert caught.value.code == "journal.read_only"
    assert not path.parent.exists()


def test_a_real_disk_for_reading_only_is_read_and_not_changed(small_disk: Path) -> None:
    path = small_disk / "data" / "mastery.json"
    owner = begun(journal_at(path))
    recorded(journal_at(path), owner, note="there")
    before = image_of(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    journal = journal_at(path)
    assert [each.note for each in journal.records(owner.id).check_ins] == ["there"]
    with pytest.raises(JournalNotWritable) as caught:
        recorded(journal, owner, note="never saved")
    assert caught.value.code == "journal.read_only"
    assert image_of(small_disk) == before


def filled(file: Path) -> None:
    with suppress(OSError), file.open("wb", buffering=0) as opened:
        while opened.write(b"x" * 4096):
            pass


def test_a_real_disk_that_is_full_keeps_what_was_saved_and_takes_the_next_day_once_there_is_room(
    small_disk: Path,
) -> None:
    path = small_disk / "data" / "mastery.json"
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="there")
    filling = small_disk / "filling"
    filled(filling)
    before = path.read_bytes()
    for _ in range(3):
        with pytest.raises(JournalNotWritable) as caught:
            recorded(journal, owner, START, note="never saved")
        assert caught.value.code == "journal.disk_full"
    assert path.read_bytes() == before
    assert not list(path.parent.rglob(".*.tmp"))
    filling.unlink()
    recorded(journal, owner, START, note="saved")
    assert [each.note for each in journal_at(path).records(owner.id).check_ins] == ["saved"]


ROOM = 30
"""So many limits are tried, from no room at all to almost enough."""

WITHOUT_ROOM = """
import resource, sys
from datetime import timedelta
from pathlib import Path
from journal_records import *
from mastery_tui.journal import JournalNotWritable

path, tries = Path(sys.argv[1]), int(sys.argv[2])
before = path.read_bytes()
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
journal = journal_at(path)
for number in range(tries):
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) * number // tries, hard))
    try:
        recorded(journal, journal.cycles()[0], START + timedelta(days=1), note=NOTE)
    except JournalNotWritable as error:
        assert error.code == "journal.disk_full", error.code
        assert path.read_bytes() == before
    else:
        raise AssertionError("saved without room")
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
recorded(journal, journal.cycles()[0], START + timedelta(days=1), note=NOTE)
"""


def test_a_save_without_room_for_it_leaves_what_was_saved_and_goes_through_once_there_is(
    path: Path, counted: Counted
) -> None:
    pytest.importorskip("resource")
    journal = journal_at(path)
    recorded(journal, begun(journal), note=NOTE)
    command = [sys.executable, "-c", WITHOUT_ROOM, str(path), str(ROOM)]
    done = subprocess.run(command, env=subprocess_environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(journal_at(path).records(journal.cycles()[0].id).check_ins) == 2
    assert not list(path.parent.rglob(".*.tmp"))
    counted(f"{ROOM} saves on a full disk (RLIMIT_FSIZE): each refused, the file as it was, the next one saved")


@pytest.mark.parametrize("links", [("a", "b"), ("a", "b", "c")])
def test_links_that_point_to_each_other_are_refused(tmp_path: Path, links: tuple[str, ...]) -> None:
    for name, target in zip(links, (*links[1:], links[0]), strict=True):
        (tmp_path / name).symlink_to(target)
    path = tmp_path / "a"
    with pytest.raises(UnreadableJournal) as reading:
        journal_at(path).cycles()
    assert reading.value.facts["reason"] == "ELOOP"
    with pytest.raises(JournalError):
        begun(journal_at(path))
    assert all((tmp_path / name).is_symlink() for name in links)


def test_a_directory_that_is_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to("data")
    path = tmp_path / "data" / "mastery.json"
    with pytest.raises(UnreadableJournal):
        journal_at(path).cycles()
    with pytest.raises(JournalError):
        begun(journal_at(path))
    assert (tmp_path / "data").is_symlink()


def test_a_link_to_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "mastery.json"
    path.symlink_to("pipe")
    for use in (lambda: journal_at(path).cycles(), lambda: begun(journal_at(path))):
        with pytest.raises(UnreadableJournal) as caught:
            use()
        assert caught.value.code == "journal.not_a_file"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def a_directory(place: Path) -> None:
    (place / "inside").mkdir(parents=True)


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to("nowhere")


def a_link_to_something_of_somebody(place: Path) -> None:
    elsewhere = place.parent.parent / "somebody"
    elsewhere.write_bytes(b"something of somebody")
    place.symlink_to(elsewhere)


IN_THE_WAY = {
    ("mastery.json.lock", a_directory),
    ("mastery.json.lock", a_link_to_nothing),
    ("mastery.json.lock", a_link_to_something_of_somebody),
    ("mastery.json.bak", a_directory),
}
"""What is not put aside for a save; anything else is passed over, or replaced where it is the previous generation."""


@pytest.mark.parametrize("name", ["mastery.json.lock", "mastery.json.bak", FOLDER])
@pytest.mark.parametrize("thing", [a_directory, a_pipe, a_link_to_nothing, a_link_to_something_of_somebody])
def test_something_else_beside_the_journal_takes_nothing_from_it(
    path: Path, name: str, thing: Callable[[Path], None]
) -> None:
    owner = begun(journal_at(path))
    place = path.parent / name
    place.unlink(missing_ok=True)
    thing(place)
    if (name, thing) in IN_THE_WAY:
        before = path.read_bytes()
        with pytest.raises(JournalNotWritable):
            recorded(journal_at(path), owner, note="never saved")
        assert path.read_bytes() == before
        assert place.is_dir() or place.is_symlink()
    else:
        recorded(journal_at(path), owner, note="saved")
        assert [each.note for each in journal_at(path).records(owner.id).check_ins] == ["saved"]
    assert not list(path.parent.glob(".*.tmp"))
    somebody = path.parent.parent / "somebody"
    assert not somebody.exists() or somebody.read_bytes() == b"something of somebody"


def test_a_journal_that_is_a_mount_point_of_its_own_says_so_and_stays_as_it_is(small_disk: Path, path: Path) -> None:
    real = small_disk / "data" / "mastery.json"
    begun(journal_at(real))
    path.parent.mkdir(parents=True, mode=0o700)
    path.touch()
    subprocess.run(["mount", "--bind", str(real), str(path)], check=True)
    try:
        before = path.read_bytes()
        journal = journal_at(path)
        with pytest.raises(JournalNotWritable) as caught:
            recorded(journal, journal.cycles()[0], note="never saved")
        assert (caught.value.code, caught.value.facts["reason"]) == ("journal.mount_point", "EBUSY")
        assert path.read_bytes() == before
        assert not list(path.parent.glob(".*.tmp"))
        found = examine(Maintenance(journal_at(path)), START).findings
        assert [each.code for each in found if each.trouble] == ["journal.mount_point"]
    finally:
        subprocess.run(["umount", str(path)], check=True)
