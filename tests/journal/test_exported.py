"""A journal's JSON export, read as tables again: nothing is lost, and what is no export of ours is refused."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from journal_records import HERE, START, begun, journal_at, recorded

from mastery_tui.journal.safety.exported import read_any
from mastery_tui.journal.safety.merge import SUPERSEDED, same
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store.codec import BOM, SCHEMA, NotAJournal, Tables, decode
from mastery_tui.journal.store.migrations import STEPS
from tests.coach.elsewhere import exported


@pytest.fixture
def there(tmp_path: Path) -> Tables:
    """A journal with days, a deleted one, and a version that was set aside."""
    journal = journal_at(tmp_path / "one" / "mastery.json")
    owner = begun(journal)
    for number in range(3):
        recorded(journal, owner, START + timedelta(days=number), note=f"day {number}\n\tCafé")
    other = tmp_path / "other.json"
    other.write_bytes(journal.path.read_bytes())
    with journal.change("delete") as change:
        change.delete(journal.records(owner.id).check_ins[1])
    recorded(journal, owner, START, note="later")
    Maintenance(journal).merge([other])
    tables = decode(journal.path.read_bytes())
    assert tables[SUPERSEDED]
    assert any(document.get("deleted") for document in tables["check_ins"].values())
    return tables


def content(tables: Tables, folder: Path, change: Callable[[dict[str, Any]], object] = lambda rows: None) -> bytes:
    rows = json.loads(exported(tables, folder / "export.json").read_text("utf-8"))
    change(rows)
    return json.dumps(rows).encode()


def test_what_an_export_has_is_the_journal_again(there: Tables, tmp_path: Path) -> None:
    found = read_any(content(there, tmp_path))
    assert same(found, there)
    assert (found["meta"]["1"]["rev"], found["undo"]) == (there["meta"]["1"]["rev"], {})
    assert same(read_any(BOM + content(there, tmp_path)), there)


def test_a_journals_own_file_is_read_too_and_an_older_one_is_converted(there: Tables, tmp_path: Path) -> None:
    assert same(read_any((tmp_path / "one" / "mastery.json").read_bytes()), there)
    old = (HERE / "schema_2.json").read_bytes()
    assert read_any(old)["meta"]["1"]["schema"] == SCHEMA == 1 + len(STEPS)
    older = content(decode(old), tmp_path)
    assert json.loads(older)["journal"]["schema"] == 2
    assert same(read_any(older), read_any(old))


CHANGES: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "a newer format": ("journal.newer_schema", lambda rows: rows.update(schema=2)),
    "a format that is none": ("journal.not_a_journal", lambda rows: rows.update(schema="1")),
    "a newer journal": ("journal.newer_schema", lambda rows: rows["journal"].update(schema=SCHEMA + 1)),
    "a list too few": ("journal.not_a_journal", lambda rows: rows.pop("pauses")),
    "a list too many": ("journal.not_a_journal", lambda rows: rows.update(undo=[])),
    "rows that are none": ("journal.not_a_journal", lambda rows: rows.update(check_ins=[1])),
    "no list": ("journal.not_a_journal", lambda rows: rows.update(check_ins={})),
    "what is deleted among what is not": (
        "journal.not_a_journal",
        lambda rows: rows["check_ins"].extend(rows["deleted"].pop("check_ins")),
    ),
    "what is not among what is deleted": (
        "journal.not_a_journal",
        lambda rows: rows["deleted"]["check_ins"].append(rows["check_ins"].pop()),
    ),
    "deleted rows of no table": ("journal.not_a_journal", lambda rows: rows["deleted"].update(other=[])),
    "no id": ("journal.not_a_journal", lambda rows: rows["journal"].pop("id")),
    "no journal": ("journal.not_a_journal", lambda rows: rows.update(journal=None)),
    "no deleted ones": ("journal.not_a_journal", lambda rows: rows.update(deleted=[])),
    "a revision past all others": ("journal.rev", lambda rows: rows["journal"].update(rev=2**60)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_no_export_of_this_program_is_refused(there: Tables, tmp_path: Path, name: str) -> None:
    code, change = CHANGES[name]
    with pytest.raises(NotAJournal) as refused:
        read_any(content(there, tmp_path, change))
    assert refused.value.code == code
