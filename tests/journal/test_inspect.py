"""What doctor finds inside the file, and what it puts right without losing a word."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from journal_records import START, begun, journal_at, recorded, reflection, years_of_days

from mastery_tui import guide
from mastery_tui.journal import UnreadableJournal
from mastery_tui.journal.safety.inspect import Finding, Inspection
from mastery_tui.journal.safety.merge import SUPERSEDED, merge
from mastery_tui.journal.store.codec import Document, NotAJournal, Tables, decode, encode
from mastery_tui.journal.tables import TABLES
from mastery_tui.journal.undo import check_all
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Changed,
    FeedbackCheck,
    Pause,
    Reduction,
    Session,
    TransferTest,
)

MARKER = "planted words"
TODAY = START + timedelta(days=12)
Damage = Callable[[Tables], object]


def a_full_journal(path: Path) -> Tables:
    """Every kind of record, a tombstone, and an undo list."""
    journal = journal_at(path)
    owner = begun(journal)
    own: dict[str, Any] = {"id": "", "cycle": owner.id, "at": owner.at}
    for number in range(4):
        recorded(journal, owner, START + timedelta(days=number), amount=4.0, note=MARKER, contexts=("desk",))
    with journal.change("more") as change:
        change.put(reflection(owner, 1, MARKER))
        change.put(Pause(**own, first=START + timedelta(days=5), last=START + timedelta(days=6)))
        change.put(FeedbackCheck(**own, day=START, source="Mo", finding=MARKER))
        change.put(Adjustment(**own, text=MARKER, opened_on=START))
        change.put(Reduction(**own, from_day=START, until_day=START + timedelta(days=2), target=2, minimum=1))
        change.put(TransferTest(**own, day=START, changed=Changed.PLACE, context=MARKER))
        change.put(Answer(**own, rule="note.well", day=START, answer=AnswerKind.ACKNOWLEDGED))
        change.put(Session(**own, day=START, started=owner.at))
    with journal.change("delete") as change:
        change.delete(journal.records(owner.id).check_ins[3])
    return decode(path.read_bytes())


@pytest.fixture
def tables(path: Path) -> Tables:
    return a_full_journal(path)


def mended(content: bytes) -> Tables | None:
    return Inspection(content, TODAY).mended


def findings(of: Tables | bytes, today: date = TODAY) -> list[Finding]:
    return list(Inspection(of if isinstance(of, bytes) else encode(of), today).findings)


def codes(of: Tables | bytes, today: date = TODAY) -> list[str]:
    return [each.code for each in findings(of, today)]


def documents(of: Tables) -> list[bytes]:
    """Every document that is kept anywhere, without the stamps that a join may choose between."""
    live = [each for name in TABLES.values() for each in of.get(name, {}).values()]
    aside = [row.get("document") for row in of.get(SUPERSEDED, {}).values()]
    kept: list[object] = [*live, *aside]
    return [msgspec.json.encode(each, order="sorted") for each in kept]


def first(of: Tables, table: str) -> Document:
    return next(iter(of[table].values()))


def test_a_healthy_journal_has_no_finding_and_is_counted(tables: Tables) -> None:
    inspection = Inspection(encode(tables), TODAY)
    checked, found = inspection.counts, inspection.findings
    assert found == ()
    assert checked is not None
    assert (checked.rev, checked.plans, checked.check_ins, checked.undo) == (7, 1, 3, 7)
    assert (checked.records, checked.last, checked.superseded) == (12, START + timedelta(days=2), ())
    assert checked.size == len(encode(tables))


def test_ten_years_have_no_finding(path: Path) -> None:
    owner = years_of_days(journal_at(path), 3650)
    found = codes(path.read_bytes(), owner.started_on + timedelta(days=60))
    # These cycles are never ended, so that is all there is to say.
    assert set(found) == {"overlap_open"}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "journal.empty_file", None),
        (b"\0" * 50, "not_json", 1),
        (b'{\n"meta": {\n"1": {"schema"', "ends_early", 3),
        (b'{\n"meta": {\n<<<<<<< HEAD\n"1"', "git_markers", 3),
        (b'{\n"meta":\n nonsense}', "not_json", 3),
        (b"[1, 2]", "journal.not_object", None),
        (b'{"meta": 3}', "journal.not_a_journal", None),
        (b'{"meta": {"1": {"schema": "1", "id": "x", "rev": 1}}}', "journal.not_a_journal", None),
        (b'{"meta": {"1": {"schema": 9, "id": "x", "rev": 1}}}', "journal.newer_schema", None),
        pytest.param(b"[" * 200_000 + b"]" * 200_000, "journal.too_deep", None, id="deep"),
    ],
)
def test_what_is_no_journal_is_told_with_its_place(content: bytes, code: str, line: int | None) -> None:
    inspection = Inspection(content, TODAY)
    checked, (only,) = inspection.counts, inspection.findings
    assert checked is None
    assert (only.code, only.facts.get("line"), only.trouble, only.mended) == (code, line, True, False)
    assert mended(content) is None


def test_every_cut_of_a_small_file_is_found_and_none_is_mended(path: Path) -> None:
    begun(journal_at(path))
    content = path.read_bytes()
    for length in range(len(content.rstrip())):
        assert [each.trouble for each in findings(content[:length])] == [True], length
        assert mended(content[:length]) is None


def with_a_number_twice(tables: Tables) -> bytes:
    """What a merge by hand leaves where two machines gave one number to two days."""
    content = encode(tables)
    at = content.index(b'"check_ins": {') + len(b'"check_ins": {\n')
    other = {**first(tables, "check_ins"), "id": "f" * 8, "day": "2026-01-16", "note": "the other machine's"}
    return content[:at] + b'"1": ' + msgspec.json.encode(other) + b",\n" + content[at:]


def test_a_number_that_stands_twice_is_found_and_both_are_kept(tables: Tables, path: Path) -> None:
    content = with_a_number_twice(tables)
    assert len(json.loads(content)["check_ins"]) == len(tables["check_ins"]), "a decoder keeps the last alone"
    assert [(each.code, each.trouble, each.mended) for each in findings(content)] == [("twice", True, True)]
    right = mended(content)
    assert right is not None
    assert len(right["check_ins"]) == len(tables["check_ins"]) + 1
    assert codes(right) == []
    path.write_bytes(encode(right))
    journal = journal_at(path)
    assert len(journal.records(journal.cycles()[0].id).check_ins) == 4


def test_a_table_that_stands_twice_and_a_field_that_does_keep_both(tables: Tables) -> None:
    other = msgspec.json.encode({"9": {**first(tables, "check_ins"), "id": "e" * 8, "day": "2026-01-16"}})
    twice = encode(tables).rstrip()[:-1] + b', "check_ins": ' + other + b"}"
    right = mended(twice)
    assert codes(twice) == ["twice"]
    assert right is not None
    assert len(right["check_ins"]) == len(tables["check_ins"]) + 1
    content = encode(tables)
    at = content.index(b'"day":"2026-01-05"', content.index(b'"check_ins": {'))
    fielded = content[:at] + b'"amount":9,' + content[at:]
    right = mended(fielded)
    assert "twice" in codes(fielded)
    assert right is not None
    amounts = {json.loads(each).get("amount") for each in documents(right) if b'"2026-01-05"' in each}
    assert {4.0, 9.0} <= amounts


@pytest.mark.parametrize("number", ["01", "x", "", "-1", "٣"])
def test_what_is_no_number_of_tinydb_gets_one(tables: Tables, number: str) -> None:
    before = sorted(documents(tables))
    tables["check_ins"] = {(number if key == "2" else key): each for key, each in tables["check_ins"].items()}
    assert codes(tables) == ["numbers"]
    right = mended(encode(tables))
    assert right is not None
    assert sorted(documents(right)) == before
    assert decode(encode(right))


def test_two_versions_of_one_day_become_one_and_the_other_is_kept(tables: Tables) -> None:
    again = {**first(tables, "check_ins"), "id": "f" * 8, "note": "later", "at": "2026-01-09T08:00:00Z"}
    tables["check_ins"]["900"] = again
    (only,) = findings(tables)
    assert (only.code, only.facts["place"], only.mended) == ("versions", START, True)
    right = mended(encode(tables))
    assert right is not None
    assert first(right, "check_ins") == again
    assert [row["document"]["note"] for row in right[SUPERSEDED].values()] == [MARKER]


def test_one_id_for_two_days_is_told_and_left(tables: Tables) -> None:
    tables["check_ins"]["900"] = {**first(tables, "check_ins"), "day": "2026-01-15"}
    (only,) = findings(tables)
    assert (only.code, only.trouble, only.mended) == ("one_id", True, False)


def test_a_record_that_cannot_be_read_is_set_aside_as_it_stands(tables: Tables) -> None:
    first(tables, "check_ins")["effort"] = MARKER
    wrong = dict(first(tables, "check_ins"))
    (only,) = findings(tables)
    assert (only.code, only.facts["path"], only.mended) == ("record_partly", "$.effort", True)
    assert only.facts["place"] == START
    right = mended(encode(tables))
    assert right is not None
    assert {"table": "check_ins", "document": wrong, "unreadable": True} in right[SUPERSEDED].values()
    shown = first(right, "check_ins")
    assert {**shown, "at": wrong["at"]} == {name: value for name, value in wrong.items() if name != "effort"}
    assert datetime.fromisoformat(wrong["at"]) - datetime.fromisoformat(shown["at"]) == timedelta(microseconds=1)
    assert codes(right) == []


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [("check_ins", "effort", 66), ("check_ins", "mood", "x"), ("check_ins", "contexts", [7]), ("reflections", "x", 1)],
)
def test_a_record_with_a_field_that_cannot_be_read_shows_without_it(
    tables: Tables, table: str, field: str, value: object
) -> None:
    first(tables, table)[field] = value
    right = mended(encode(tables))
    assert right is not None
    assert field not in first(right, table)
    assert len(right[table]) == len(tables[table])
    checked = Inspection(encode(right), TODAY).counts
    assert checked is not None
    assert [each.readable for each in checked.superseded] == [False]


def test_a_pause_whose_end_cannot_be_read_is_not_made_one_without_an_end(tables: Tables) -> None:
    first(tables, "pauses")["last"] = "soon"
    right = mended(encode(tables))
    assert right is not None
    assert right["pauses"] == {}


def test_a_plan_shows_without_its_summary_and_is_not_reopened_by_a_wrong_end(tables: Tables) -> None:
    first(tables, "cycles")["summary"] = 7
    right = mended(encode(tables))
    assert right is not None
    assert codes(right) == []
    first(tables, "cycles")["ended_on"] = "soon"
    assert mended(encode(tables)) is None


def in_conflict(tables: Tables, other: Tables, base: str = "") -> bytes:
    """What git leaves where two machines changed lines beside each other."""
    ours, theirs = (encode(each).decode().splitlines(keepends=True) for each in (tables, other))
    same = 0
    while ours[same] == theirs[same]:
        same += 1
    end = 0
    while ours[-1 - end] == theirs[-1 - end]:
        end += 1
    tail = ours[len(ours) - end :]
    ours, theirs = ours[same : len(ours) - end], theirs[same : len(theirs) - end]
    head = encode(tables).decode().splitlines(keepends=True)[:same]
    marked = ["<<<<<<< HEAD\n", *ours, base, "=======\n", *theirs, ">>>>>>> laptop\n"]
    return "".join([*head, *marked, *tail]).encode()


@pytest.mark.parametrize("base", ["", '||||||| merged common ancestors\n"1": {"a": 1},\n'])
def test_both_sides_of_a_conflict_of_git_are_merged(tables: Tables, base: str) -> None:
    other = deepcopy(tables)
    other["check_ins"]["2"] = {**other["check_ins"]["2"], "note": "told on the laptop", "at": "2026-02-01T08:00:00Z"}
    tables["check_ins"]["3"] = {**tables["check_ins"]["3"], "note": "told here", "at": "2026-02-01T08:00:00Z"}
    content = in_conflict(tables, other, base)
    assert [(each.code, each.trouble, each.mended) for each in findings(content)] == [("git_markers", True, True)]
    right = mended(content)
    assert right is not None
    assert [each["note"] for each in right["check_ins"].values() if not each.get("deleted")] == [
        MARKER,
        "told on the laptop",
        "told here",
    ]
    assert readable(encode(right))


def test_marks_of_git_that_do_not_fit_are_left_as_they_are(tables: Tables) -> None:
    content = in_conflict(tables, {**tables, "pauses": {}}).replace(b">>>>>>> laptop\n", b"")
    assert [(each.code, each.mended) for each in findings(content)] == [("git_markers", False)]
    assert mended(content) is None


def test_a_mark_that_some_editors_put_before_text_is_read_over(tables: Tables) -> None:
    content = b"\xef\xbb\xbf" + encode(tables)
    assert decode(content) == tables
    assert findings(content) == []


def test_a_row_that_is_no_object_is_set_aside(tables: Tables) -> None:
    content = encode(tables).replace(b'"check_ins": {\n', b'"check_ins": {\n"77": ["planted words"],\n')
    assert [each.code for each in findings(content)] == ["record"]
    right = mended(content)
    assert right is not None
    assert {"table": "check_ins", "document": [MARKER], "unreadable": True} in right[SUPERSEDED].values()
    assert codes(right) == []


def test_a_plan_that_cannot_be_read_is_never_set_aside_and_stops_all_mending(tables: Tables) -> None:
    del first(tables, "cycles")["behaviour"]
    first(tables, "check_ins")["effort"] = 99
    assert [(each.code, each.mended) for each in findings(tables)] == [("record", False), ("record_partly", False)]
    assert mended(encode(tables)) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("pause_signs", "x" * 201, id="too long"),
        ("pause_signs", 7),
        ("error_kinds", ["a", "b", "c", "d"]),
        ("error_kinds", ["a", "a"]),
        ("error_kinds", "haste"),
        ("better_in_a_week", None),
    ],
)
def test_what_was_written_down_and_cannot_be_read_is_named_by_its_place_like_the_rest_of_a_plan(
    tables: Tables, field: str, value: object
) -> None:
    first(tables, "cycles")["behaviour"][field] = value
    (only,) = [each for each in findings(tables) if each.code == "record"]
    path = "$.behaviour" if value == ["a", "a"] else f"$.behaviour.{field}"
    assert (only.facts["table"], only.facts["path"], only.trouble) == ("cycles", path, True)


def a_revision_behind(tables: Tables) -> None:
    tables["meta"]["1"]["rev"] = 2


def an_unknown_table(tables: Tables) -> None:
    tables[MARKER] = {"1": {MARKER: MARKER}}


def a_day_before_the_plan(tables: Tables) -> None:
    first(tables, "check_ins")["day"] = "2025-12-24"


def a_day_after_its_end(tables: Tables) -> None:
    first(tables, "cycles")["ended_on"] = "2026-01-06"


def a_day_ahead(tables: Tables) -> None:
    first(tables, "check_ins")["day"] = "2026-01-20"


def a_moment_ahead(tables: Tables) -> None:
    first(tables, "check_ins")["at"] = "2027-01-20T08:00:00Z"


def a_second_open_plan(tables: Tables) -> None:
    tables["cycles"]["2"] = {**first(tables, "cycles"), "id": "b" * 8, "cycle": "b" * 8, "started_on": "2026-02-01"}


def a_plan_inside_another(tables: Tables) -> None:
    a_second_open_plan(tables)
    first(tables, "cycles")["ended_on"] = "2026-02-03"


def without_their_plan(tables: Tables) -> None:
    for each in tables["answers"].values():
        each["cycle"] = "a" * 8


def of_a_plan_that_was_taken_back(tables: Tables) -> None:
    one = first(tables, "cycles")
    tables["cycles"]["1"] = {"id": one["id"], "cycle": one["id"], "rev": 9, "at": one["at"], "deleted": True}
    tables["meta"]["1"]["rev"] = 9


def a_session_that_no_check_in_took(tables: Tables) -> None:
    first(tables, "sessions").update(day="2026-01-05", ended="2026-01-05T21:00:00Z", ended_as="done")


def an_undo_list_that_cannot_be_read(tables: Tables) -> None:
    first(tables, "undo")["label"] = [MARKER]


def superseded_without_a_document(tables: Tables) -> None:
    tables[SUPERSEDED] = {"1": {"table": "check_ins", "document": MARKER}, "2": {"text": MARKER}}


@pytest.mark.parametrize(
    ("damage", "code", "trouble", "put_right"),
    [
        (a_revision_behind, "rev_behind", True, True),
        (an_unknown_table, "unknown_tables", False, False),
        (a_day_before_the_plan, "before_start", True, False),
        (a_day_after_its_end, "after_end", False, False),
        (a_day_ahead, "ahead", False, False),
        (a_moment_ahead, "written_ahead", False, False),
        (a_second_open_plan, "overlap_open", True, False),
        (a_plan_inside_another, "overlap", True, False),
        (without_their_plan, "without_plan", True, False),
        (of_a_plan_that_was_taken_back, "of_deleted_plan", False, False),
        (a_session_that_no_check_in_took, "session_unused", False, False),
        (an_undo_list_that_cannot_be_read, "undo", True, True),
        (superseded_without_a_document, "superseded", True, True),
    ],
)
def test_what_is_amiss_is_found_told_and_where_it_is_safe_mended(
    tables: Tables, damage: Damage, code: str, trouble: bool, put_right: bool
) -> None:
    damage(tables)
    found = findings(tables)
    assert {(each.code, each.trouble, each.mended) for each in found} == {(code, trouble, put_right)}
    assert MARKER not in str(found)
    for each in found:
        assert "{" not in guide.say("doctor_findings", code, **each.facts, file="mastery.json")
    right = mended(encode(tables))
    assert right is not None
    assert codes(right) == ([] if put_right else [each.code for each in found])


TEXTS = {
    *("id", "cycle", "note", "summary", "rule", "source", "finding", "text", "context", "held", "broke", "next"),
    *("evidence", "counter_example", "better_next_week"),
}
"""Fields that take words, so that a wrong type in them is another one."""


def fields_of_all_kinds() -> list[tuple[str, str]]:
    return [(table, field) for kind, table in TABLES.items() for field in kind.__struct_fields__]


@pytest.mark.parametrize(("table", "field"), fields_of_all_kinds())
@pytest.mark.parametrize("value", [MARKER, [[MARKER]], {MARKER: MARKER}, -(10**30), True])
def test_a_wrong_type_in_any_field_is_told_by_table_and_path_alone(
    tables: Tables, table: str, field: str, value: object
) -> None:
    if value == MARKER and field in TEXTS and (table, field) not in {("check_ins", "source"), ("cycles", "next")}:
        value = [MARKER]
    if value == {MARKER: MARKER} and field == "answers":
        value = {MARKER: [MARKER]}
    if value is True and field == "planned":
        value = 3
    content = json.loads(encode(tables))
    next(iter(content[table].values()))[field] = value
    spoilt = json.dumps(content).encode()
    found = [each for each in findings(spoilt) if each.code in ("record", "record_partly", "not_json")]
    assert found, (table, field)
    assert MARKER not in str(found)
    for each in found:
        assert each.facts.get("table", table) == table


DAMAGES = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(["field", "type", "double", "number", "drop"]),
        st.integers(0, 12),
        st.sampled_from([None, 7, MARKER, [1], {"a": 1}, "2026-13-45", 2**70]),
    ),
    min_size=1,
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=DAMAGES)
def test_no_damage_raises_and_no_document_goes(path: Path, damages: list[tuple[int, str, int, Any]]) -> None:
    tables: dict[str, Any] = decode(path.read_bytes()) if path.exists() else a_full_journal(path)
    tables["plugins"] = {"1": {"a": 1}, "2": {"b": 2}}
    rows = [(table, number) for table in (*TABLES.values(), "undo", "plugins") for number in tables.get(table, {})]
    for which, kind, field, value in damages:
        table, number = rows[which % len(rows)]
        document = tables[table].get(number)
        if not isinstance(document, dict) or not document:
            continue
        name = sorted(document)[field % len(document)]
        if kind == "field":
            del document[name]
        elif kind == "type":
            document[name] = deepcopy(value)
        elif kind == "double":
            tables[table][f"{number}0"] = dict(document)
        elif kind == "number":
            tables[table][f"x{number}"] = tables[table].pop(number)
        else:
            tables[table][number] = deepcopy(value)
    content = json.dumps(tables).encode()
    before = [each for name in TABLES.values() for each in tables.get(name, {}).values()]
    found = findings(content)
    assert MARKER not in str([each.facts for each in found])
    right = mended(content)
    if right is None:
        assert not any(each.mended for each in found)
    if not readable(content):
        assert any(each.trouble for each in found)
    if right is None:
        return
    assert readable(encode(right))
    assert not any(each.mended for each in findings(right))
    kept = {json.dumps(_told(json.loads(each)), sort_keys=True) for each in documents(right)}
    for each in before:
        assert json.dumps(_told(each), sort_keys=True) in kept


def readable(content: bytes) -> bool:
    """Whether the program reads all of it."""
    try:
        check_all(decode(content))
    except (NotAJournal, UnreadableJournal):
        return False
    return True


def _told(document: object) -> object:
    """What stands in a document, with numbers that JSON programs write differently made one."""
    if isinstance(document, dict):
        return {name: _told(value) for name, value in document.items() if name not in ("rev", "at", "id")}
    if isinstance(document, list):
        return [_told(each) for each in document]
    return [[str(document)]] if isinstance(document, int) and abs(document) >= 2**64 else document


@pytest.mark.parametrize("table", ["plugins", "meta"])
def test_a_row_that_is_no_record_where_no_record_is_looked_for_is_set_aside(tables: Tables, table: str) -> None:
    tables.setdefault(table, {})["7"] = 5  # type: ignore[assignment]
    content = encode(tables)
    assert not readable(content)
    assert [(each.code, each.trouble, each.mended) for each in findings(content) if each.trouble] == [
        ("rows", True, True)
    ]
    right = mended(content)
    assert right is not None
    assert readable(encode(right))
    assert {"table": table, "document": 5, "unreadable": True} in right[SUPERSEDED].values()
    assert [each.code for each in findings(right) if each.trouble] == []


def test_an_undo_list_is_kept_as_far_back_as_it_can_be_read(tables: Tables) -> None:
    numbers = sorted(tables["undo"], key=int)
    kept = {number: tables["undo"][number] for number in numbers[3:]}
    tables["undo"][numbers[2]] = {"label": MARKER}
    assert codes(tables) == ["undo"]
    right = mended(encode(tables))
    assert right is not None
    assert right["undo"] == kept
    assert len(kept) > 2


@pytest.mark.parametrize("rev", [None, "3", [3], {"a": 3}, True])
def test_what_undo_would_bring_back_has_a_revision(tables: Tables, rev: object) -> None:
    entry = next(each for each in tables["undo"].values() if any("before" in record for record in each["records"]))
    next(record for record in entry["records"] if "before" in record)["before"]["rev"] = rev
    assert codes(tables) == ["undo"]
    assert not readable(encode(tables))


@pytest.mark.parametrize("field", ["amount", "effort", "note", "contexts"])
def test_what_is_whole_on_another_machine_shows_once_it_is_merged(tables: Tables, field: str) -> None:
    whole = deepcopy(tables)
    first(tables, "check_ins")[field] = {MARKER: 1}
    right = mended(encode(tables))
    assert right is not None
    assert field not in first(right, "check_ins")
    for after in (merge(right, whole), merge(whole, right)):
        assert first(after, "check_ins") == first(whole, "check_ins")


def test_a_feeling_that_cannot_be_read_takes_its_strength_with_it_and_not_the_day(tables: Tables) -> None:
    first(tables, "check_ins").update(feeling="anxius", strength=3)
    right = mended(encode(tables))
    assert right is not None
    assert {"feeling", "strength"}.isdisjoint(first(right, "check_ins"))
    assert len(right["check_ins"]) == len(tables["check_ins"])


def test_undo_goes_on_after_a_revision_that_could_not_be_read(tables: Tables, path: Path) -> None:
    first(tables, "check_ins")["rev"] = "5"
    right = mended(encode(tables))
    assert right is not None
    path.write_bytes(encode(right))
    journal = journal_at(path)
    recorded(journal, journal.cycles()[0], START, note="edited")
    assert readable(path.read_bytes())
    journal.undo()
    assert journal_at(path).records(journal.cycles()[0].id).check_ins[0].note == MARKER


def test_a_deletion_that_cannot_be_read_wholly_stays_one(tables: Tables) -> None:
    number, gone = next((key, each) for key, each in tables["check_ins"].items() if each.get("deleted"))
    earlier = {**first(tables, "check_ins"), "id": gone["id"], "day": gone["day"], "at": "2026-01-05T08:00:00Z"}
    tables[SUPERSEDED] = {"1": {"table": "check_ins", "document": earlier}}
    tables["check_ins"][number] = {**gone, "deleted": "true", "rev": [1]}
    right = mended(encode(tables))
    assert right is not None
    (shown,) = [each for each in right["check_ins"].values() if each["day"] == gone["day"]]
    assert shown["deleted"] is True
    assert readable(encode(right))


def test_undo_entries_in_an_order_that_is_not_known_are_dropped(tables: Tables) -> None:
    tables["undo"]["02"] = tables["undo"].pop("2")
    right = mended(encode(tables))
    assert right is not None
    assert right["undo"] == {}


@pytest.mark.parametrize("field", ["breaks", "ended", "ended_as"])
def test_a_session_of_which_something_that_decides_cannot_be_read_does_not_show(tables: Tables, field: str) -> None:
    row = first(tables, "sessions")
    row.update(ended=row["started"], ended_as="done", breaks=[{"stopped": row["started"]}])
    row[field] = [[MARKER]]
    right = mended(encode(tables))
    assert right is not None
    assert right.get("sessions", {}) == {}
    assert {"table": "sessions", "document": row, "unreadable": True} in right[SUPERSEDED].values()
