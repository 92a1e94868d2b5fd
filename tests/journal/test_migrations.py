"""Files of an older schema: with steps and files that are made here, and one that schema 1 left."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from journal_records import HERE, START, begun, blocked, journal_at, recorded, ticking

from mastery_tui.journal import Journal, JournalNotWritable, UnreadableJournal
from mastery_tui.journal.safety.inspect import Inspection
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store.backups import Reason, find_backups
from mastery_tui.journal.store.codec import SCHEMA, Tables, decode, encode
from mastery_tui.journal.store.migrations import STEPS, Step, migrate, newest_schema, schema_of
from mastery_tui.practice.records import Session, replace


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
    tables["meta"]["1"]["schema"] = 1
    (document,) = tables["check_ins"].values()
    document["remark"] = document.pop("note")
    document["hours"] = document.pop("minutes") // 60
    path.write_text(json.dumps(tables))
    shutil.rmtree(path.parent / "backups")
    return path


def opened(path: Path, steps: tuple[Step, ...] = TO_THREE) -> Journal:
    return Journal(path, ticking(), steps=steps)


def test_the_schema_is_one_more_than_the_steps_to_it() -> None:
    assert newest_schema(STEPS) == SCHEMA
    assert newest_schema(TO_THREE) == 3


def test_steps_are_taken_in_their_order_from_the_files_own_schema_on() -> None:
    def doubled(tables: Tables) -> Tables:
        return {**tables, "seen": {"1": {"n": tables["seen"]["1"]["n"] * 2}}}

    def one_more(tables: Tables) -> Tables:
        return {**tables, "seen": {"1": {"n": tables["seen"]["1"]["n"] + 1}}}

    def reached(schema: int) -> int:
        tables: Tables = {"meta": {"1": {"schema": schema}}, "seen": {"1": {"n": 5}}}
        return int(migrate(tables, (doubled, one_more, doubled))["seen"]["1"]["n"])

    assert [reached(schema) for schema in (1, 2, 3, 4)] == [22, 12, 10, 5]


def test_an_older_file_is_read_as_it_would_be_written_today_and_is_left_alone(old: Path) -> None:
    before = old.read_bytes()
    journal = opened(old)
    (check_in,) = journal.records(journal.cycles()[0].id).check_ins
    assert (check_in.note, check_in.minutes) == ("what was written then", 120)
    assert old.read_bytes() == before
    assert find_backups(old) == ()


def test_the_first_change_writes_the_newer_schema_after_a_backup_of_the_older_file(old: Path) -> None:
    before = old.read_bytes()
    journal = opened(old)
    owner = journal.cycles()[0]
    recorded(journal, owner, START + timedelta(days=1))
    assert schema_of(decode(old.read_bytes(), 3)) == 3
    (backup,) = find_backups(old)
    assert (backup.reason, backup.path.read_bytes()) == (Reason.MIGRATION, before)
    recorded(journal, owner, START + timedelta(days=2))
    assert [each.reason for each in find_backups(old)].count(Reason.MIGRATION) == 1
    assert len(opened(old).records(owner.id).check_ins) == 3


def test_a_backup_of_the_older_schema_can_be_read_too(old: Path) -> None:
    journal = opened(old)
    recorded(journal, journal.cycles()[0], START + timedelta(days=1))
    found = Maintenance(journal).held(find_backups(old)[0])
    assert found is not None
    assert found.check_ins == 1
    assert Maintenance(opened(old, STEPS)).held(find_backups(old)[0]) is None, "without the steps it cannot"


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
    assert migrate(tables) is tables


def test_a_new_journal_is_of_the_newest_schema(path: Path) -> None:
    begun(opened(path))
    assert schema_of(decode(path.read_bytes(), 3)) == 3


# What schema 1 left


@pytest.fixture
def left(path: Path) -> Path:
    """A journal as the last program of schema 1 left it."""
    path.parent.mkdir(parents=True)
    shutil.copy(HERE / "schema_1.json", path)
    return path


def test_a_file_of_schema_1_becomes_one_of_today_with_every_record_as_it_was(left: Path) -> None:
    before = left.read_bytes()
    journal = journal_at(left)
    (owner,) = journal.cycles()
    records = journal.records(owner.id)
    assert left.read_bytes() == before, "reading changes nothing"
    with journal.change("edit") as change:
        change.put(replace(owner, behaviour=replace(owner.behaviour, pause_signs="shoulders up")))
    old, new = decode(before), decode(left.read_bytes())
    assert (schema_of(old), schema_of(new)) == (1, SCHEMA)
    assert {name: rows for name, rows in old.items() if name not in ("meta", "cycles", "undo")} == {
        name: rows for name, rows in new.items() if name not in ("meta", "cycles", "undo")
    }
    assert journal_at(left).records(owner.id).check_ins == records.check_ins
    (backup,) = [each for each in find_backups(left) if each.reason is Reason.MIGRATION]
    assert backup.path.read_bytes() == before


def test_an_older_program_on_a_synced_machine_says_newer_and_not_damaged(left: Path) -> None:
    journal = journal_at(left)
    with journal.change("edit") as change:
        owner = journal.cycles()[0]
        change.put(replace(owner, behaviour=replace(owner.behaviour, error_kinds=("long openings",))))
    with pytest.raises(UnreadableJournal) as caught:
        journal_at(left, steps=()).cycles()
    assert (caught.value.code, caught.value.facts["found"], caught.value.facts["known"]) == (
        "journal.newer_schema",
        SCHEMA,
        1,
    )


def test_undo_reaches_back_to_before_the_number_changed(left: Path) -> None:
    journal = journal_at(left)
    assert journal.next_undo() == "check_in"
    assert journal.undo().label == "check_in"
    assert journal.undo().label == "adjust"
    assert schema_of(decode(left.read_bytes())) == SCHEMA
    assert journal.records(journal.cycles()[0].id).adjustments == ()


def test_doctor_names_the_older_number_and_repairs_such_a_file_as_any_other(left: Path) -> None:
    content = left.read_bytes()
    codes = [each.code for each in Inspection(content, START).findings]
    assert codes.count("older_schema") == 1
    damaged = content.replace(b'"minutes":25', b'"minutes":"long"', 1)
    (found,) = [each for each in Inspection(damaged, START).findings if each.code == "record_partly"]
    assert found.mended
    tables = Inspection(damaged, START).mended
    assert tables is not None
    assert schema_of(tables) == SCHEMA
    left.write_bytes(encode(tables))
    assert len(journal_at(left).records(journal_at(left).cycles()[0].id).check_ins) == 8


def test_a_file_of_schema_1_merges_with_one_of_today(left: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    shutil.copy(left, other)
    journal = journal_at(left)
    owner = journal.cycles()[0]
    with journal.change("edit") as change:
        change.put(replace(owner, behaviour=replace(owner.behaviour, better_in_a_week="before nine")))
    there = journal_at(other)
    Maintenance(there).merge([left])
    Maintenance(journal).merge([HERE / "schema_1.json"])
    for each in (journal_at(left), journal_at(other)):
        assert each.cycles()[0].behaviour.better_in_a_week == "before nine"
        assert schema_of(decode(each.path.read_bytes())) == SCHEMA


# What schema 2 left


@pytest.fixture
def left_by_2(path: Path) -> Path:
    """A journal as the last program of schema 2 left it."""
    path.parent.mkdir(parents=True)
    shutil.copy(HERE / "schema_2.json", path)
    return path


def test_a_file_of_schema_2_gets_another_number_and_is_the_same_otherwise(left_by_2: Path) -> None:
    before = left_by_2.read_bytes()
    journal = journal_at(left_by_2)
    (owner,) = journal.cycles()
    records, undone = journal.records(owner.id), decode(before)["undo"]
    assert (journal.open_sessions(), left_by_2.read_bytes()) == ((), before), "reading changes nothing"
    with journal.change("timer") as change:
        change.put(Session(id="", cycle=owner.id, at=owner.at, day=owner.started_on, started=owner.at))
    old, new = decode(before), decode(left_by_2.read_bytes())
    assert (schema_of(old), schema_of(new)) == (2, SCHEMA)
    assert len(new.pop("sessions")) == 1
    assert {name: rows for name, rows in old.items() if name != "meta"} == {
        name: rows for name, rows in new.items() if name != "meta"
    }
    assert new["undo"] == undone, "what can be undone is still known, and the timer is not in it"
    assert journal_at(left_by_2).records(owner.id).check_ins == records.check_ins
    (backup,) = [each for each in find_backups(left_by_2) if each.reason is Reason.MIGRATION]
    assert backup.path.read_bytes() == before


def test_a_program_of_schema_2_says_newer_and_not_damaged(left_by_2: Path) -> None:
    journal = journal_at(left_by_2)
    owner = journal.cycles()[0]
    with journal.change("check_in") as change:
        change.put(replace(journal.records(owner.id).check_ins[0], sessions=("a",)))
    with pytest.raises(UnreadableJournal) as caught:
        journal_at(left_by_2, steps=STEPS[:1]).cycles()
    assert (caught.value.code, caught.value.facts["found"], caught.value.facts["known"]) == (
        "journal.newer_schema",
        3,
        2,
    )
