"""The journal as JSON: nothing of it is lost, its schema describes it, and nothing planted comes out."""

import json
from typing import Any

import msgspec
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from mastery_tui import gate
from mastery_tui.coach.exporting import journal_rows
from mastery_tui.exchange import journal_json
from mastery_tui.exchange.journal_json import FORMAT, JournalFile
from mastery_tui.journal.safety.exported import read_any
from mastery_tui.journal.safety.merge import SUPERSEDED, same
from mastery_tui.journal.store.codec import Tables
from mastery_tui.journal.tables import TABLES
from tests.any_journal import journals

SCHEMA = Draft202012Validator(journal_json.schema())


def back(exported: dict[str, Any]) -> Tables:
    """The journal that an export tells of."""
    found: Tables = {"meta": {"1": exported["journal"]}}
    for table in TABLES.values():
        rows = [*exported[table], *exported["deleted"].get(table, [])]
        found[table] = {str(number): row for number, row in enumerate(rows, 1)}
    found[SUPERSEDED] = {str(number): row for number, row in enumerate(exported["superseded"], 1)}
    return found


@given(journals())
@settings(max_examples=150)
def test_any_journal_is_all_there(tables: Tables) -> None:
    written = journal_json.write(journal_rows(tables))
    exported = json.loads(written)
    assert same(tables, back(exported))
    assert same(tables, read_any(written.encode()))
    assert (exported["schema"], exported["journal"]) == (FORMAT, tables["meta"]["1"])
    described = msgspec.json.decode(written, type=JournalFile)
    live = [row for name in TABLES.values() for row in tables.get(name, {}).values() if not row.get("deleted")]
    assert sum(len(getattr(described, name)) for name in TABLES.values()) == len(live)
    assert [error.message for error in SCHEMA.iter_errors(exported)] == []
    assert gate.is_clean(written)


def test_the_schema_names_every_list_and_every_field_of_a_record() -> None:
    schema = journal_json.schema()
    assert [*schema["$defs"]["JournalFile"]["properties"]] == [
        *("schema", "journal", *TABLES.values(), "deleted", "superseded")
    ]
    assert schema["$defs"]["JournalFile"]["required"] == [*schema["$defs"]["JournalFile"]["properties"]]
    for kind in TABLES:
        assert [*schema["$defs"][kind.__name__]["properties"]] == [*kind.__struct_fields__]
