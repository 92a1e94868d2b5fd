"""A journal of years whose records are left as text in memory: it says, keeps and refuses what it does without."""

import gc
import json
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from journal_records import START, begun, check_in, journal_at, recorded, years_of_days

from mastery_tui.journal import Journal, UnreadableJournal
from mastery_tui.journal.store.codec import BOM, SCHEMA, Document, Row, decode, document_of, documents_of, encode
from mastery_tui.journal.store.packing import Packing, head_of
from mastery_tui.limits import DEEPEST, MOST
from mastery_tui.practice.refused import Refused
from tests.conftest import Counted

DAYS = 400
"""More than what is large begins with."""

META = {"1": {"schema": SCHEMA, "id": "a", "rev": 3}}
Files = Callable[[dict[str, Any]], bytes]


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mastery_tui.journal.store.packing.LARGE", 1)


def packed(path: Path) -> Journal:
    journal = journal_at(path)
    journal.pack()
    return journal


def texts_in(journal: Journal) -> int:
    return sum(isinstance(row, msgspec.Raw) for row in journal.storage.rows()["check_ins"].values())


def all_of(journal: Journal) -> list[object]:
    return [journal.newest(), *(journal.records(cycle.id) for cycle in journal.cycles())]


def test_a_window_that_packs_says_what_another_one_says_whatever_either_saves(path: Path) -> None:
    other = journal_at(path)
    owner = years_of_days(other, DAYS)
    journal = packed(path)
    assert all_of(journal) == all_of(other)
    assert texts_in(journal) == DAYS
    saved = recorded(journal, owner, START + timedelta(days=DAYS), note="after it")
    edited = recorded(journal, owner, START + timedelta(days=DAYS - 1), note="another one")
    assert texts_in(journal) == DAYS + 1
    assert journal.records(owner.id).check_ins[-2:] == (edited, saved)
    other.refresh()
    assert all_of(journal) == all_of(other)
    with other.change("delete") as change:
        change.delete(saved)
    journal.refresh()
    assert texts_in(journal) == DAYS + 1
    assert all_of(journal) == all_of(other)
    journal.undo()
    journal.undo()
    other.refresh()
    assert all_of(journal) == all_of(other)
    assert encode(journal.storage.read()) == encode(journal.storage.rows()) == path.read_bytes()


def test_packing_takes_what_was_read_before_as_well(path: Path) -> None:
    years_of_days(journal_at(path), DAYS)
    journal = journal_at(path)
    before = all_of(journal)
    assert texts_in(journal) == 0
    journal.pack()
    assert texts_in(journal) == DAYS
    journal.index()
    journal.forget()
    assert all_of(journal) == before


def test_the_first_change_after_packing_walks_through_no_check_ins(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take longer than the same change in a journal of documents."""
    owner = years_of_days(journal_at(path), DAYS)
    journal = journal_at(path)
    all_of(journal)
    journal.pack()
    walked: list[Row] = []

    def walk(row: Row) -> Document:
        walked.append(row)
        return head_of(row)

    monkeypatch.setattr("mastery_tui.journal.store.packing.head_of", walk)
    edited = recorded(journal, owner, START + timedelta(days=DAYS - 1), note="another one")
    assert journal.records(owner.id).check_ins[-1] == edited
    assert 0 < len(walked) < DAYS / 10


def test_packing_inside_a_change_loses_nothing_of_it(path: Path) -> None:
    journal = journal_at(path)
    years_of_days(journal, DAYS)
    with journal.transaction():
        journal.storage.touch()
        rows = journal.storage.rows()["check_ins"]
        rows["1"] = {**document_of(rows["1"]), "note": "another one"}
        journal.pack()
    assert texts_in(journal) == DAYS
    assert decode(path.read_bytes())["check_ins"]["1"]["note"] == "another one"
    assert all_of(journal) == all_of(journal_at(path))


def test_a_change_that_is_given_up_leaves_texts_as_they_were(path: Path) -> None:
    owner = years_of_days(journal_at(path), DAYS)
    journal = packed(path)
    before = all_of(journal)

    def give_up() -> None:
        with journal.change("check_in") as change:
            change.put(check_in(owner, START + timedelta(days=DAYS - 1), note="never saved"))
            journal._writing._apply(change.staged)
            assert texts_in(journal) == DAYS - 1
            raise Refused("given.up")

    with pytest.raises(Refused):
        give_up()
    assert texts_in(journal) == DAYS
    assert all_of(journal) == before


def test_what_another_program_wrote_becomes_text_once_it_is_saved(path: Path) -> None:
    owner = years_of_days(journal_at(path), DAYS)
    path.write_text(json.dumps(json.loads(path.read_text()), indent=2))
    journal = packed(path)
    before = all_of(journal)
    assert texts_in(journal) == 0
    recorded(journal, owner, START + timedelta(days=DAYS))
    assert texts_in(journal) == DAYS + 1
    assert len(path.read_bytes().splitlines()) < 2 * DAYS
    assert all_of(journal)[1] == before[1]


def test_years_take_little_more_memory_than_the_file_after_a_save_and_a_reload(path: Path, counted: Counted) -> None:
    def used(open_at: Callable[[Path], Journal]) -> float:
        journal = open_at(path)
        tracemalloc.start()
        try:
            recorded(journal, owner, last)
            recorded(journal_at(path), owner, last, note="from elsewhere")
            journal.refresh()
            journal.records(owner.id)
            gc.collect()
            return tracemalloc.get_traced_memory()[0] / path.stat().st_size
        finally:
            tracemalloc.stop()

    owner = years_of_days(journal_at(path), DAYS)
    path.write_bytes(encode({**decode(path.read_bytes()), "undo": {}}))
    last = START + timedelta(days=DAYS)
    used(packed)  # what is made once is there
    texts, documents = used(packed), used(journal_at)
    counted(f"{DAYS} days after a save and a reload: {texts:.1f} times the file, {documents:.1f} as documents")
    assert texts < 2.5 < documents


OTHER: dict[str, Files] = {
    "a space in a row": lambda tables: encode(tables).replace(b'{"a":1', b'{"a": 1'),
    "no space before a row": lambda tables: encode(tables).replace(b'": {"a":1', b'":{"a":1'),
    "a row over two lines": lambda tables: encode(tables).replace(b'{"a":1,', b'{"a":1,\n').replace(b'"2": ', b'"2":'),
    "a text written otherwise": lambda tables: encode(tables).replace(b'"b":"x"', b'"b":"\\u0078"'),
    "a number written otherwise": lambda tables: encode(tables).replace(b'"a":1,', b'"a":1.50,'),
    "a mark of UTF-8": lambda tables: BOM + encode(tables),
    "an older schema": lambda tables: encode({**tables, "meta": {"1": {**META["1"], "schema": SCHEMA - 1}}}),
}
REFUSED: dict[str, Files] = {
    "a name twice in a row": lambda tables: encode(tables).replace(b'"a":1,', b'"a":0,"a":1,'),
    "a row twice": lambda tables: encode(tables).replace(b'"2": ', b'"1": '),
    "a table twice": lambda tables: encode(tables).replace(b'"pauses"', b'"cycles"'),
    "a row that is a text": lambda tables: encode({**tables, "pauses": {"1": ""}}),
    "a number that TinyDB cannot use": lambda tables: encode({**tables, "pauses": {"01": {}}}),
    "a newer schema": lambda tables: encode({**tables, "meta": {"1": {**META["1"], "schema": SCHEMA + 1}}}),
    "no revision": lambda tables: encode({**tables, "meta": {"1": {"schema": SCHEMA, "id": "a"}}}),
    "too great a revision": lambda tables: encode({**tables, "meta": {"1": {**META["1"], "rev": MOST + 1}}}),
    "no meta": lambda tables: encode({"cycles": tables["cycles"]}),
    "cut short": lambda tables: encode(tables)[:-9],
}
TABLES: dict[str, Any] = {
    "meta": META,
    "undo": {"1": {"label": "x", "records": []}},
    "cycles": {"1": {"a": 1, "b": "x"}, "2": {"a": 1, "b": ["ü", None, 2.5, {"c": True}]}},
    "pauses": {},
}


@pytest.mark.usefixtures("small_is_large")
def test_what_this_program_wrote_is_left_as_text_but_for_what_tinydb_looks_into() -> None:
    rows = Packing(SCHEMA).read(encode(TABLES))
    assert rows is not None
    assert documents_of(rows) == TABLES
    assert {name: {*map(type, table.values())} for name, table in rows.items()} == {
        "meta": {dict},
        "undo": {dict},
        "cycles": {msgspec.Raw},
        "pauses": set(),
    }
    assert encode(rows) == encode(TABLES)


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("name", OTHER)
def test_what_is_not_as_this_program_writes_it_is_left_to_the_codec(name: str) -> None:
    content = OTHER[name](TABLES)
    assert content != encode(TABLES)
    assert Packing(SCHEMA).read(content) is None
    assert decode(content)["cycles"].keys() == TABLES["cycles"].keys()


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_not_taken_as_text_either(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    path.write_bytes(REFUSED[name](TABLES))
    told = []
    for journal in (journal_at(path), packed(path)):
        with pytest.raises(UnreadableJournal) as caught:
            journal.cycles()
        told.append((caught.value.code, caught.value.facts))
    assert told[0] == told[1]


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("depth", [5, 8, DEEPEST - 3, DEEPEST])
def test_what_is_deep_is_read_or_refused_as_ever(depth: int) -> None:
    inside: Any = 1
    for _ in range(depth):
        inside = {"a": inside}
    content = encode({**TABLES, "cycles": {"1": inside}})
    rows = Packing(SCHEMA).read(content)
    assert rows is None or documents_of(rows) == decode(content)
    assert (rows is None) == (depth > 7)


@pytest.mark.parametrize("field", ["id", "cycle"])
@pytest.mark.parametrize("value", [[], 7, None])
@pytest.mark.usefixtures("small_is_large")
def test_a_record_that_does_not_say_whose_it_is_is_refused_as_ever(path: Path, field: str, value: object) -> None:
    first = journal_at(path)
    owner = begun(first)
    recorded(first, owner)
    tables = decode(path.read_bytes())
    [document] = tables["check_ins"].values()
    document[field] = value
    path.write_bytes(encode(tables))

    def told(journal: Journal) -> list[object]:
        found: list[object] = []
        for do in (journal.newest, lambda: journal.records(owner.id), lambda: recorded(journal, owner, START)):
            try:
                do()
            except UnreadableJournal as what:
                found += [what.code, what.facts]
        return found

    content = path.read_bytes()
    as_documents = told(journal_at(path))
    path.write_bytes(content)
    assert as_documents == told(packed(path)) != []
