"""A power cut at every operation of a story: every state it can leave has what was acknowledged."""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from journal_records import begun, recorded
from power import cut_after_a_kill, power_cuts
from story import BEGINNING, DAYS, MONTH, Person, Step

from mastery_tui.journal import Journal
from mastery_tui.journal.safety.sidecars import erase
from mastery_tui.journal.store import files, storage
from mastery_tui.journal.store.codec import Tables
from mastery_tui.journal.store.files import Signature
from mastery_tui.journal.store.migrations import STEPS
from mastery_tui.settings import Backups
from tests.conftest import Counted


def same(tables: Tables) -> Tables:
    return tables


def test_no_power_cut_at_the_beginning_takes_what_was_acknowledged(tmp_path: Path, counted: Counted) -> None:
    report = power_cuts(tmp_path, BEGINNING)
    counted(f"power cut, the first save: {report}")
    assert report.losses == ()
    assert report.operations > 30
    assert len(report.images) > 25


def test_no_power_cut_over_days_takes_what_was_acknowledged(tmp_path: Path, counted: Counted) -> None:
    report = power_cuts(tmp_path, DAYS, before=BEGINNING)
    counted(f"power cut, days of saves: {report}")
    assert report.losses == ()
    assert report.operations > 100
    assert len(report.images) > 100


def test_no_power_cut_while_old_backups_go_takes_what_was_acknowledged(tmp_path: Path, counted: Counted) -> None:
    report = power_cuts(tmp_path, MONTH, before=BEGINNING, keep=Backups(daily=2, weekly=1))
    counted(f"power cut, old backups going: {report}")
    assert report.losses == ()
    after = [image for image, cuts in report.images.items() if min(cut.number for cut in cuts) > 3]
    assert len(after) > 100
    assert min(sum("backups/mastery-r" in name for name, _ in image) for image in after) >= 2


def test_a_power_cut_in_a_migration_leaves_the_older_file_or_its_backup(tmp_path: Path, counted: Counted) -> None:
    older: list[bytes] = []

    def by_an_older_program(person: Person) -> None:
        older_program = Journal(person.path, person.clock)
        recorded(older_program, begun(older_program))
        older.append(person.path.read_bytes())
        person.reopen()

    report = power_cuts(tmp_path, MONTH[:2], before=[("older", by_an_older_program)], steps=(*STEPS, same))
    counted(f"power cut, a migration: {report}")
    assert report.losses == ()
    assert all(older[0] in dict(image).values() for image in report.images)


def test_a_power_cut_while_all_is_erased_leaves_what_stood_or_nothing(tmp_path: Path, counted: Counted) -> None:
    erasing = ("erase", lambda person: erase(person.path, 0))
    report = power_cuts(tmp_path, [erasing], before=[*BEGINNING, *DAYS])
    counted(f"power cut, erasing: {report}")
    assert report.losses == ()
    for image, cuts in report.images.items():
        acknowledged = any(cut.acknowledged for cut in cuts)
        assert not (acknowledged and any(content for _, content in image)), "what was erased stays so"


@pytest.mark.parametrize(
    ("before", "steps"), [((), BEGINNING[:1]), (BEGINNING[:1], BEGINNING[1:])], ids=["first", "second"]
)
def test_a_program_that_died_at_any_call_leaves_nothing_that_a_later_power_cut_takes(
    tmp_path: Path, before: tuple[Step, ...], steps: tuple[Step, ...], counted: Counted
) -> None:
    for last in count(1):
        room = tmp_path / str(last)
        room.mkdir()
        report = cut_after_a_kill(room, last, steps, before)
        if report is None:
            break
        assert report.losses == (), last
    assert last > 10
    counted(f"killed at each of {last - 1} calls of a save, then a power cut: nothing lost")


def synced_not_at_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(files, "_sync", lambda descriptor: None)


def directories_not_synced(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(files, "_sync_opened", lambda directory: None)


def new_directories_not_synced(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(files, "sync_directory", lambda directory: None)


def written_in_place(patch: pytest.MonkeyPatch) -> None:
    def write(target: Path, content: bytes, *, keep: bool = True) -> Signature:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, content)
        os.fsync(descriptor)
        os.close(descriptor)
        files.sync_directory(target.parent)
        return Signature.of(os.stat(target))

    patch.setattr(files, "replace_durably", write)
    patch.setattr(storage, "replace_durably", write)


@pytest.mark.parametrize(
    "mutant", [synced_not_at_all, directories_not_synced, new_directories_not_synced, written_in_place]
)
def test_a_journal_with_a_hole_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mutant: Callable[[pytest.MonkeyPatch], None], counted: Counted
) -> None:
    mutant(monkeypatch)
    report = power_cuts(tmp_path, BEGINNING)
    counted(f"mutant caught, {mutant.__name__}: {report}")
    assert any("lost" in each or "neither" in each for each in report.losses)
