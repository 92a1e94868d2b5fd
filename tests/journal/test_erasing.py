"""Erasing: everything that holds something of the journal, and nothing of anybody else."""

from datetime import timedelta
from pathlib import Path

import pytest
from journal_records import MOMENT, START, begun, journal_at, recorded

from mastery_tui.journal import Journal
from mastery_tui.journal.backups import folder, listed
from mastery_tui.journal.beside import set_aside_name
from mastery_tui.journal.codec import decode, encode
from mastery_tui.journal.keeper import Keeper

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
    backup = listed(used)[0].path
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
        folder(used) / f"{backup.stem}{CONFLICT}.json",
        folder(used) / f".{backup.name}.0123456789abcdef.tmp",
    ]
    for each in there:
        each.write_bytes(words)
    other = Journal(used.with_name(f"m{CONFLICT}.json"), journal_at(used).now)
    recorded(other, other.cycles()[0], START + timedelta(days=1), note="planted words")
    Keeper(journal_at(used)).erase()
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
        "my m.json",
        "backups/m-work-r000001-20260105T200001-day.json",
        "backups/list.txt",
        "backups/m-r000001-20260105T200001-day.txt",
    ]
    for name in others:
        (used.parent / name).write_bytes(words)
    for name in ("m (3).json", "m 4.json"):
        (used.parent / name).write_text("a list of mine")
    Keeper(journal_at(used)).erase()
    left = {str(each.relative_to(used.parent)) for each in used.parent.rglob("*") if each.is_file()}
    assert left == {*others, "m (3).json", "m 4.json"}


def test_backups_of_a_revision_of_any_length_go(used: Path) -> None:
    tables = decode(used.read_bytes())
    tables["meta"]["1"]["rev"] = 10**18
    used.write_bytes(encode(tables))
    later = Journal(used, lambda: MOMENT + timedelta(days=3))
    recorded(later, later.cycles()[0], START + timedelta(days=2), note="planted words")
    Keeper(journal_at(used)).erase()
    assert [*used.parent.iterdir()] == []
