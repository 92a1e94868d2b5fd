"""Erasing: everything that holds something of the journal, and nothing of anybody else."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from journal_records import MOMENT, START, begun, journal_at, recorded

from mastery_tui.journal import Journal, JournalBusy, JournalNotWritable
from mastery_tui.journal.safety import sidecars
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.safety.sidecars import set_aside_name
from mastery_tui.journal.store.backups import find_backups, folder
from mastery_tui.journal.store.codec import decode, encode
from mastery_tui.journal.store.files import drafts_of
from mastery_tui.journal.store.locking import locked

CONFLICT = ".sync-conflict-20260106-101010-ABCDEF1"


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A journal called m.json, with all that can come to lie beside it."""
    path = tmp_path / "m.json"
    journal = journal_at(path)
    recorded(journal, begun(journal), note="planted words")
    return path


def test_what_belongs_to_the_journal_goes(used: Path) -> None:
    words = used.read_bytes()
    backup = find_backups(used)[0].path
    aside = set_aside_name(used, MOMENT)
    there = [
        aside,
        used.with_name(f"m{CONFLICT}.json"),
        used.with_name("m (Jo's conflicted copy 2026-01-06).json"),
        used.with_name("m (1).json"),
        used.with_name("m 2.json"),
        used.with_name(f"m.json{CONFLICT}.bak"),
        used.with_name(f"m.json{CONFLICT}.lock"),
        used.with_name(f"m.json{CONFLICT}{aside.name.removeprefix('m.json')}"),
        used.with_name(".m.json.0123456789abcdef.tmp"),
        used.with_name("m.json.drafts"),
        used.with_name("m.json.drafts.lock"),
        used.with_name("m.json.drafts.corrupt-20260106T101010"),
        used.with_name(f"m.json{CONFLICT}.drafts"),
        used.with_name("m.json (Jo's conflicted copy 2026-01-06).drafts"),
        used.with_name("m.json 2.drafts"),
        used.with_name(f"m.json.drafts{CONFLICT}.corrupt-20260106T101010"),
        used.with_name(f"m.json.drafts{CONFLICT}.lock"),
        used.with_name(".m.json.drafts.0123456789abcdef.tmp"),
        used.with_name(f"m{CONFLICT}.json.drafts"),
        used.with_name(f"m{CONFLICT}.json.drafts.corrupt-20260106T101010"),
        folder(used) / f"{backup.stem}{CONFLICT}.json",
        folder(used) / f".{backup.name}.0123456789abcdef.tmp",
    ]
    for each in there:
        each.write_bytes(words)
    other = Journal(used.with_name(f"m{CONFLICT}.json"), journal_at(used).now)
    recorded(other, other.cycles()[0], START + timedelta(days=1), note="planted words")
    Maintenance(journal_at(used)).erase()
    assert [*used.parent.iterdir()] == []


def test_what_is_somebody_elses_stays(used: Path) -> None:
    words = used.read_bytes()
    others = [
        "money (Anna's conflicted copy 2026-01-01).xlsx",
        f"m-work{CONFLICT}.json",
        f"mother{CONFLICT}.txt",
        f"m{CONFLICT}.txt",
        "M.json",
        "m-work.json",
        "m-work.json.bak",
        "m.json.orig",
        "m.drafts",
        "M.json.drafts",
        "m-work.json.drafts",
        "m.json.drafts.orig",
        "my m.json",
        "backups/m-work-r000001-20260105T200001-day.json",
        "backups/list.txt",
        "backups/m-r000001-20260105T200001-day.txt",
    ]
    for name in others:
        (used.parent / name).write_bytes(words)
    for name in ("m (3).json", "m 4.json"):
        (used.parent / name).write_text("a list of mine")
    Maintenance(journal_at(used)).erase()
    left = {str(each.relative_to(used.parent)) for each in used.parent.rglob("*") if each.is_file()}
    assert left == {*others, "m (3).json", "m 4.json"}


def test_drafts_alone_go_too_and_the_locks_that_it_takes_are_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    drafts_of(path).write_text("planted words")
    maintenance = Maintenance(journal_at(path))
    assert maintenance.erasable() == (drafts_of(path),)
    assert maintenance.erase() == 1
    assert [*tmp_path.iterdir()] == []


def test_a_window_that_writes_its_drafts_is_waited_for(used: Path) -> None:
    with locked(drafts_of(used)), pytest.raises(JournalBusy):
        Maintenance(journal_at(used, wait=0)).erase()
    assert used.exists()
    Maintenance(journal_at(used, wait=0)).erase()
    assert [*used.parent.iterdir()] == []


@pytest.mark.parametrize("name", ["m.json", "m"])
def test_what_a_sync_program_made_of_drafts_is_no_journal(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    begun(journal_at(path))
    second = drafts_of(path).with_name(f"{name}{CONFLICT}.drafts")
    second.write_text("[]")
    assert sidecars.find_conflicts(path) == ()
    assert sidecars.find_drafts_aside(path) == (second,)
    Maintenance(journal_at(path)).erase()
    assert [*tmp_path.iterdir()] == []


def test_backups_of_a_revision_of_any_length_go(used: Path) -> None:
    tables = decode(used.read_bytes())
    tables["meta"]["1"]["rev"] = 10**15
    used.write_bytes(encode(tables))
    later = Journal(used, lambda: MOMENT + timedelta(days=3))
    recorded(later, later.cycles()[0], START + timedelta(days=2), note="planted words")
    Maintenance(journal_at(used)).erase()
    assert [*used.parent.iterdir()] == []


@pytest.mark.parametrize("apart", [False, True])
def test_a_chain_of_links_goes_to_its_end(tmp_path: Path, apart: bool) -> None:
    real = tmp_path / "drive" / "kept.json"
    begun(journal_at(real))
    between = (tmp_path / "between" if apart else tmp_path) / "second.json"
    between.parent.mkdir(exist_ok=True)
    between.symlink_to(real)
    (tmp_path / "third.json").symlink_to(between)
    first = tmp_path / "mastery.json"
    first.symlink_to("third.json")
    maintenance = Maintenance(journal_at(first))
    recorded(journal_at(first), journal_at(first).cycles()[0])
    links = (between, tmp_path / "third.json", first)
    assert maintenance.erasable()[-3:] == links, "the name that it is called by goes last"
    maintenance.erase()
    assert not any(each.is_symlink() for each in links)
    assert [*real.parent.iterdir()] == []


def test_links_that_lead_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert set(Maintenance(journal_at(tmp_path / "a")).erasable()) == {tmp_path / "a", tmp_path / "b"}


def test_of_two_that_cannot_go_the_first_is_named_and_the_others_are_gone(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maintenance, backup = Maintenance(journal_at(used)), find_backups(used)[0].path
    first, second = [each for each in maintenance.erasable() if each in (backup, used)]
    real = os.unlink

    def refused(target: Path, **options: int) -> None:
        if target in (first, second):
            raise OSError(errno.EPERM if target == first else errno.EBUSY, "refused by the test")
        real(target, **options)

    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(JournalNotWritable) as caught:
        maintenance.erase()
    assert (caught.value.code, caught.value.facts) == ("erase.left", {"file": str(first), "reason": "EPERM"})
    assert {each for each in used.parent.rglob("*") if each.is_file()} == {first, second}


def test_a_directory_with_the_name_of_a_leftover_is_left(used: Path) -> None:
    strange = used.with_name(".m.json.0123456789abcdef.tmp")
    strange.mkdir()
    Maintenance(journal_at(used)).erase()
    assert [*used.parent.iterdir()] == [strange]
