"""Files of an older schema, with steps and older files that are made here: none has been needed yet."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from journal_records import START, begun, blocked, journal_at, recorded, ticking

from mastery_tui.journal import Journal, JournalNotWritable, UnreadableJournal
from mastery_tui.journal.backups import Reason, held, listed
from mastery_tui.journal.codec import SCHEMA, Tables, decode
from mastery_tui.journal.migrations import STEPS, Step, migrated, newest, schema_of


def renamed(tables: Tables) -> Tables:
    """Schema 1 to 2: what was called remarks is a note."""
    check_ins = {
        number: {("note" if name == "remark" else name): value for name, value in document.items()}
        for number, document in tables.get("check_ins", {}).items()
    }
    return {**tables, "check_ins": check_ins}


def in_minutes(tables: Tables) -> Tables:
    """Schema 2 to 3: hours become minutes."""
    check_ins = {}
    for number, document in tables.get("check_ins", {}).items():
        changed = dict(document)
        if "hours" in changed:
            changed["minutes"] = changed.pop("hours") * 60
        check_ins[number] = changed
    return {**tables, "check_ins": check_ins}


TO_THREE: tuple[Step, ...] = (renamed, in_minutes)


@pytest.fixture
def old(path: Path) -> Path:
    """A file of schema 1 as its programs wrote it."""
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="what was written then", minutes=120)
    tables = json.loads(path.read_bytes())
    (document,) = tables["check_ins"].values()
    document["remark"] = document.pop("note")
    document["hours"] = document.pop("minutes") // 60
    path.write_text(json.dumps(tables))
    shutil.rmtree(path.parent / "backups")
    return path


def opened(path: Path, steps: tuple[Step, ...] = TO_THREE) -> Journal:
    return Journal(path, ticking(), steps=steps)


def test_the_schema_is_one_more_than_the_steps_to_it() -> None:
    assert newest(STEPS) == SCHEMA
    assert newest(TO_THREE) == 3


def test_an_older_file_is_read_as_it_would_be_written_today_and_is_left_alone(old: Path) -> None:
    before = old.read_bytes()
    journal = opened(old)
    (check_in,) = journal.records(journal.cycles()[0].id).check_ins
    assert (check_in.note, check_in.minutes) == ("what was written then", 120)
    assert old.read_bytes() == before
    assert listed(old) == ()


def test_the_first_change_writes_the_newer_schema_after_a_backup_of_the_older_file(old: Path) -> None:
    before = old.read_bytes()
    journal = opened(old)
    owner = journal.cycles()[0]
    recorded(journal, owner, START + timedelta(days=1))
    assert schema_of(decode(old.read_bytes(), 3)) == 3
    (backup,) = listed(old)
    assert (backup.reason, backup.path.read_bytes()) == (Reason.MIGRATION, before)
    recorded(journal, owner, START + timedelta(days=2))
    assert [each.reason for each in listed(old)].count(Reason.MIGRATION) == 1
    assert len(opened(old).records(owner.id).check_ins) == 3


def test_a_backup_of_the_older_schema_can_be_read_too(old: Path) -> None:
    journal = opened(old)
    recorded(journal, journal.cycles()[0], START + timedelta(days=1))
    found = held(listed(old)[0], Journal.check_all, TO_THREE)
    assert found is not None
    assert found.check_ins == 1
    assert held(listed(old)[0], Journal.check_all) is None, "without the steps it cannot"


def test_what_undo_would_bring_back_is_of_the_older_schema_and_goes(old: Path) -> None:
    journal = opened(old)
    assert journal.next_undo() is None
    recorded(journal, journal.cycles()[0], START + timedelta(days=1))
    assert journal.next_undo() == "check_in"


def test_a_program_that_knows_fewer_steps_refuses_the_newer_file_by_number(old: Path) -> None:
    journal = opened(old)
    recorded(journal, journal.cycles()[0], START + timedelta(days=1))
    before = old.read_bytes()
    with pytest.raises(UnreadableJournal) as caught:
        begun(opened(old, TO_THREE[:1]))
    assert (caught.value.code, caught.value.facts["found"], caught.value.facts["known"]) == (
        "journal.newer_schema",
        3,
        2,
    )
    assert old.read_bytes() == before


def test_a_step_that_cannot_take_a_file_leaves_it_and_tells_nothing_of_it(old: Path) -> None:
    def stumbling(tables: Tables) -> Tables:
        raise KeyError(str(tables["check_ins"]))

    before = old.read_bytes()
    with pytest.raises(UnreadableJournal) as caught:
        begun(opened(old, (renamed, stumbling)))
    assert caught.value.code == "journal.not_migrated"
    assert {name: fact for name, fact in caught.value.facts.items() if name != "file"} == {"found": 1, "known": 3}
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert old.read_bytes() == before


def test_a_migration_whose_backup_cannot_be_made_is_not_written(old: Path) -> None:
    blocked(old)
    before = old.read_bytes()
    journal = opened(old)
    with pytest.raises(JournalNotWritable, match=r"backup\.not_written"):
        recorded(journal, journal.cycles()[0], START + timedelta(days=1))
    assert old.read_bytes() == before


def test_tables_of_today_pass_through_untouched(path: Path) -> None:
    begun(journal_at(path))
    tables = decode(path.read_bytes())
    assert migrated(tables) is tables


def test_a_new_journal_is_of_the_newest_schema(path: Path) -> None:
    begun(opened(path))
    assert schema_of(decode(path.read_bytes(), 3)) == 3
