"""Typed reads, changes, natural keys, tombstones, and errors that tell nothing."""

import json
import traceback
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from journal_records import (
    MOMENT,
    START,
    begun,
    check_in,
    cycle,
    journal_at,
    recorded,
    reflection,
    ticking,
    years_of_days,
)

from mastery_tui.journal import Journal, JournalError, UnreadableJournal, index
from mastery_tui.journal.store.codec import SCHEMA, decode, encode
from mastery_tui.journal.tables import is_live
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Changed,
    CheckIn,
    Cycle,
    EndedAs,
    FeedbackCheck,
    Outcome,
    Pause,
    Reduction,
    Session,
    TransferTest,
    replace,
)
from mastery_tui.practice.refused import Refused

DAY = timedelta(days=1)
MARKER = "zq-planted-zq"


def document_of(path: Path, table: str, number: str = "1") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())[table][number]
    return found


def test_every_kind_of_record_comes_back_as_it_was_put_in_the_order_of_its_dates(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    base: dict[str, Any] = {"id": "", "cycle": owner.id, "at": MOMENT}
    later, earlier = START + DAY, START
    kinds: dict[str, list[Any]] = {
        "check_ins": [check_in(owner, day, amount=12.0, effort=6, contexts=("desk",)) for day in (later, earlier)],
        "pauses": [Pause(**base, first=later), Pause(**base, first=earlier, last=earlier)],
        "feedback_checks": [FeedbackCheck(**base, day=day, source="Mo", finding="uneven") for day in (later, earlier)],
        "adjustments": [Adjustment(**base, text="slower", opened_on=day) for day in (later, earlier)],
        "reductions": [
            Reduction(**base, from_day=day, until_day=later, target=5.0, minimum=1.0) for day in (later, earlier)
        ],
        "transfer_tests": [
            TransferTest(**base, day=day, changed=Changed.PLACE, context="cafe") for day in (later, earlier)
        ],
        "reflections": [reflection(owner, week, "it helps to begin") for week in (2, 1)],
        "answers": [
            Answer(**base, rule="note.spare_used", day=day, answer=AnswerKind.ACKNOWLEDGED) for day in (later, earlier)
        ],
        "sessions": [Session(**base, day=START, started=MOMENT + after) for after in (DAY, timedelta())],
    }
    with journal.change("all") as change:
        stored = {name: [change.put(each) for each in records] for name, records in kinds.items()}
    for reading in (journal, journal_at(path)):
        found = reading.records(owner.id)
        for name, records in stored.items():
            assert getattr(found, name) == tuple(reversed(records)), name
        assert found.cycle == owner


def test_sessions_that_are_open_are_found_in_every_plan_until_they_end(journal: Journal, path: Path) -> None:
    first, second = begun(journal, START), begun(journal, START + 30 * DAY)
    with journal.change("timer") as change:
        later, earlier = (
            change.put(Session(id="", cycle=owner.id, at=MOMENT, day=START, started=MOMENT + after))
            for owner, after in ((first, DAY), (second, timedelta()))
        )
    assert journal.open_sessions() == journal_at(path).open_sessions() == (earlier, later)
    with journal.change("timer") as change:
        change.put(replace(earlier, ended=MOMENT, ended_as=EndedAs.DONE))
    assert journal.open_sessions() == (later,)
    with journal.change("timer") as change:
        change.delete(later)
    assert journal.open_sessions() == journal_at(path).open_sessions() == ()


def test_of_two_pauses_from_one_day_the_one_that_was_written_last_comes_last(journal: Journal) -> None:
    owner = begun(journal)
    with journal.change("pause") as change:
        one, other = (change.put(Pause(id="", cycle=owner.id, at=MOMENT, first=START)) for _ in range(2))
    with journal.change("pause") as change:
        change.put(replace(one, last=START))
    assert [pause.id for pause in journal.records(owner.id).pauses] == [other.id, one.id]


def test_what_is_put_gets_an_id_the_revision_and_the_moment(journal: Journal) -> None:
    owner = begun(journal)
    first, second = recorded(journal, owner), recorded(journal, owner, START + DAY)
    assert (owner.rev, first.rev, second.rev, journal.rev) == (1, 2, 3, 3)
    assert owner.id == owner.cycle
    assert len({owner.id, first.id, second.id}) == 3
    assert MOMENT < owner.at < first.at < second.at


def test_the_journal_keeps_its_own_id(journal: Journal, path: Path) -> None:
    assert journal.rev == 0
    owner = begun(journal)
    first = document_of(path, "meta")["id"]
    recorded(journal_at(path), owner)
    assert first
    assert document_of(path, "meta") == {"schema": SCHEMA, "id": first, "rev": 2}


def test_a_second_check_in_for_a_day_is_an_edit_and_drops_what_is_not_said_again(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    first = recorded(journal, owner, note="to be taken out", effort=4)
    second = recorded(journal, owner, outcome=Outcome.MINIMUM)
    assert second.id == first.id
    assert journal.records(owner.id).check_ins == (second,)
    assert "note" not in document_of(path, "check_ins")
    assert "effort" not in document_of(path, "check_ins")


def test_a_second_reflection_for_a_week_is_an_edit(journal: Journal) -> None:
    owner = begun(journal)
    for text in ("first", "second"):
        with journal.change("reflect", {"week": 1}) as change:
            change.put(reflection(owner, 1, text))
    (found,) = journal.records(owner.id).reflections
    assert found.answers == {"prompt": "second"}


def test_the_same_day_twice_in_one_change_is_one_check_in(journal: Journal) -> None:
    owner = begun(journal)
    with journal.change("import") as change:
        first = change.put(check_in(owner, amount=1.0))
        second = change.put(check_in(owner, amount=2.0))
    assert first.id == second.id
    assert [each.amount for each in journal.records(owner.id).check_ins] == [2.0]


def test_the_same_day_in_two_cycles_is_two_check_ins(journal: Journal) -> None:
    owners = [begun(journal, START), begun(journal, START + 30 * DAY)]
    for owner in owners:
        recorded(journal, owner, START + 30 * DAY)
    assert [len(journal.records(owner.id).check_ins) for owner in owners] == [1, 1]


def test_a_deleted_check_in_leaves_a_tombstone_without_content(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    gone = recorded(journal, owner, note=MARKER, effort=3, contexts=("desk",))
    with journal.change("delete") as change:
        change.delete(gone)
    assert journal.records(owner.id).check_ins == ()
    left = document_of(path, "check_ins")
    assert set(left) == {"id", "cycle", "rev", "at", "deleted", "day"}
    assert left["deleted"] is True
    assert left["rev"] == 3
    assert MARKER not in json.dumps(json.loads(path.read_bytes())["check_ins"])


def test_deleting_what_is_gone_changes_nothing(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    gone = recorded(journal, owner)
    for _ in range(2):
        with journal.change("delete") as change:
            change.delete(gone)
    with journal.change("nothing") as change:
        fresh = change.put(check_in(owner, START + DAY))
        change.delete(fresh)
    assert journal.rev == 3


def test_a_check_in_on_a_deleted_day_takes_the_tombstones_place(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    gone = recorded(journal, owner)
    with journal.change("delete") as change:
        change.delete(gone)
    again = recorded(journal_at(path), owner, effort=2)
    assert again.id == gone.id
    assert journal.refresh()
    assert journal.records(owner.id).check_ins == (again,)
    assert len(json.loads(path.read_bytes())["check_ins"]) == 1


def test_cycles_are_in_the_order_of_their_start(journal: Journal) -> None:
    later, earlier = begun(journal, START + 40 * DAY), begun(journal, START)
    assert journal.cycles() == (earlier, later)
    edited = replace(later, summary="kept")
    with journal.change("edit") as change:
        stored = change.put(edited)
    assert journal.cycles() == (earlier, stored)


def test_check_ins_of_earlier_cycles_come_along_where_they_are_near(journal: Journal) -> None:
    early, near = begun(journal, START), begun(journal, START + 50 * DAY)
    late = begun(journal, START + 90 * DAY)
    recorded(journal, early, START)
    kept = [
        recorded(journal, near, START + 89 * DAY),
        recorded(journal, early, START + 30 * DAY),
        recorded(journal, near, START + 60 * DAY),
    ]
    recorded(journal, near, START + 90 * DAY)
    recorded(journal, late, START + 91 * DAY)
    found = journal.records(late.id).earlier_check_ins
    assert found == tuple(sorted(kept, key=lambda each: each.day))
    assert journal.records(early.id).earlier_check_ins == ()


def test_a_check_in_that_is_added_to_an_earlier_cycle_comes_along_from_then_on(journal: Journal) -> None:
    early, late = begun(journal, START), begun(journal, START + 30 * DAY)
    first = recorded(journal, early, START + DAY)
    assert journal.records(late.id).earlier_check_ins == (first,)
    second = recorded(journal, early, START + 2 * DAY)
    assert journal.records(late.id).earlier_check_ins == (first, second)


def test_reading_every_cycle_looks_at_each_check_in_a_few_times(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    years_of_days(journal, 1200)
    looked = []
    monkeypatch.setattr(index, "is_live", lambda document: looked.append(1) or is_live(document))
    for owner in journal.cycles():
        journal.records(owner.id)
    assert 1200 < len(looked) < 1200 * 5


def test_check_ins_of_earlier_cycles_come_without_those_on_dates_that_were_paused(journal: Journal) -> None:
    early, near = begun(journal, START), begun(journal, START + 30 * DAY)
    late = begun(journal, START + 50 * DAY)
    for owner, day in ((near, 45), (near, 40), (early, 32), (near, 33), (early, 10), (early, 9), (near, 48)):
        recorded(journal, owner, START + day * DAY)
    with journal.change("pause") as change:
        for owner, first, last in ((early, 10, 12), (near, 31, 32), (near, 40, 43), (near, 42, 46)):
            change.put(pause(owner, first, last))
        taken_back = change.put(pause(near, 33, 33))
        change.put(Pause(id="", cycle=near.id, at=MOMENT, first=START + 48 * DAY))
    with journal.change("resume") as change:
        change.delete(taken_back)
    found = journal.records(late.id).earlier_check_ins
    assert [(each.day - START).days for each in found] == [9, 32, 33]
    assert len(journal.records(near.id).check_ins) == 4


def pause(owner: Cycle, first: int, last: int) -> Pause:
    return Pause(id="", cycle=owner.id, at=MOMENT, first=START + first * DAY, last=START + last * DAY)


def test_reads_show_each_change_and_are_the_same_value_in_between(journal: Journal) -> None:
    owner = begun(journal)
    before = journal.records(owner.id)
    assert journal.records(owner.id) is before
    recorded(journal, owner)
    assert len(journal.records(owner.id).check_ins) == 1
    assert before.check_ins == ()


def test_a_cycle_that_is_not_there_is_a_key_error_to_read_and_refused_to_write(journal: Journal) -> None:
    owner = begun(journal)
    with pytest.raises(KeyError):
        journal.records("nobody")
    with pytest.raises(Refused) as caught:
        recorded(journal, replace(owner, id="nobody"))
    assert caught.value.code == "cycle.unknown"


def test_a_value_out_of_bounds_is_refused_and_nothing_of_the_change_is_written(journal: Journal, path: Path) -> None:
    owner = begun(journal)
    before = path.read_bytes()
    refused: list[tuple[dict[str, Any], str]] = [
        ({"effort": 11}, "number.range"),
        ({"note": "x" * 4001}, "text.length"),
        ({"amount": float("nan")}, "number.finite"),
        ({"note": "\ud800"}, "record.not_storable"),
    ]
    for wrong, code in refused:
        with pytest.raises(Refused) as caught:
            put_two(journal, check_in(owner), check_in(owner, START + DAY, **wrong))
        assert caught.value.code == code
    assert path.read_bytes() == before
    assert journal.records(owner.id).check_ins == ()


def test_a_moment_without_an_offset_is_never_written(path: Path) -> None:
    journal = Journal(path, lambda: datetime(2026, 1, 5, 12, 0))
    with pytest.raises(Refused):
        begun(journal)
    assert not path.exists()


def test_an_edit_at_the_same_moment_is_later_than_what_it_replaces(path: Path) -> None:
    journal = Journal(path, lambda: MOMENT)
    owner = begun(journal)
    first, second = recorded(journal, owner), recorded(journal, owner, note="told anew")
    assert first.at == MOMENT
    assert first.at < second.at < MOMENT + timedelta(seconds=1)


def test_the_newest_moment_and_day_are_told_across_offsets(path: Path) -> None:
    owner = begun(journal_at(path))
    east = datetime.fromisoformat("2026-01-09T03:00:00+14:00")
    west = datetime.fromisoformat("2026-01-08T10:00:00-10:00")
    for day, moment in ((START + 3 * DAY, west), (START + 2 * DAY, east)):
        recorded(Journal(path, ticking(moment)), owner, day)
    assert journal_at(path).newest() == (west + timedelta(seconds=1), START + 3 * DAY)


Written = dict[str, dict[str, Any]]


def written_at(path: Path, moments: Sequence[object]) -> Written:
    """A journal's check-ins, as many as there are moments, each written at one of them."""
    journal = journal_at(path)
    owner = begun(journal)
    for number in range(len(moments)):
        recorded(journal, owner, START + number * DAY)
    tables = decode(path.read_bytes())
    for document, moment in zip(tables["check_ins"].values(), moments, strict=True):
        document["at"] = moment
    tables["cycles"]["1"]["at"] = "1970-01-01T00:00:00Z"
    path.write_bytes(encode(tables))
    return tables["check_ins"]


@pytest.mark.parametrize(
    ("moments", "newest"),
    [
        (["2026-01-09T03:00:00+14:00", "2026-01-08T01:00:01-12:00", "2026-01-08T13:00:00Z"], 1),
        (["2026-01-11T00:00:00+23:59", "2026-01-09T00:03:00-23:59", "2026-01-09T00:00:00Z"], 1),
        (["2026-01-11T00:02:00+23:59", "2026-01-09T00:03:00-23:59", "2026-01-09T00:00:00Z"], 0),
        (["2026-01-08T01:00:00.000001Z", "2026-01-08T01:00:00Z", "2026-01-08T01:00:00.0000019Z"], 0),
        (["2026-W02-4T10:00:00+00:00", "20260108T080000Z", "2026-01-08T09:00:00Z"], 0),
        (["1970-01-01T00:00:00Z", "2199-12-31T23:59:59.9999999Z", "2026-01-08T09:00:00Z"], 1),
    ],
)
def test_the_newest_moment_is_exact_however_each_is_written(path: Path, moments: list[str], newest: int) -> None:
    written_at(path, moments)
    found, _ = journal_at(path).newest()
    assert found == datetime.fromisoformat(moments[newest]) == max(map(datetime.fromisoformat, moments))


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    "wrong",
    [
        "2026-01-08T09:00:00z",
        "2026-01-08T09:00:00",
        "2026-01-08",
        "2026-02-30T09:00:00Z",
        "2026-01-08T09:00:61Z",
        "1969-12-31T23:59:59.9999999Z",
        "2200-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "",
        7,
        1767945600,
        None,
        ["2026-01-08T09:00:00Z"],
        {},
    ],
)
def test_a_moment_that_no_record_can_have_is_named_though_it_is_not_the_newest(
    path: Path, wrong: object, first: bool
) -> None:
    others = ["2026-03-08T09:00:00Z", "2026-03-09T09:00:00+02:00"]
    written = written_at(path, [wrong, *others] if first else [*others, wrong])
    with pytest.raises(UnreadableJournal) as caught:
        journal_at(path).newest()
    identifier = written["1" if first else "3"]["id"]
    assert caught.value.facts == {"table": "check_ins", "id": identifier, "path": "$.at"}


def test_the_newest_day_is_not_that_of_a_deleted_check_in(journal: Journal) -> None:
    owner = begun(journal)
    recorded(journal, owner, START)
    gone = recorded(journal, owner, START + DAY)
    with journal.change("delete") as change:
        change.delete(gone)
    moment, day = journal.newest()
    assert day == START
    assert moment is not None
    assert moment > gone.at


def test_ids_do_not_collide_where_two_journals_take_turns(path: Path) -> None:
    one, other = journal_at(path), journal_at(path)
    owner = begun(one)
    for number in range(6):
        recorded((one, other)[number % 2], owner, START + number * DAY)
    assert len(journal_at(path).records(owner.id).check_ins) == 6


def test_an_edit_by_hand_is_read_and_kept(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="before")
    path.write_text(path.read_text().replace('"before"', '"by hand"'))
    assert journal.changed()
    recorded(journal, owner, START + DAY)
    assert [each.note for each in journal.records(owner.id).check_ins] == ["by hand", ""]


def test_a_table_of_a_later_version_is_carried_along(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    tables = json.loads(path.read_bytes())
    tables["superseded"] = {"7": {"id": "kept"}}
    path.write_text(json.dumps(tables))
    recorded(journal, owner)
    assert json.loads(path.read_bytes())["superseded"] == {"7": {"id": "kept"}}


WRONG: dict[str, tuple[str, Any, str]] = {
    "an unknown field": (MARKER, "x", "$"),
    "an unknown field that looks like a path": (f"x` - at `$.{MARKER}", "x", "$"),
    "an unknown word": ("outcome", MARKER, "$.outcome"),
    "a text for a number": ("amount", MARKER, "$.amount"),
    "a number for a text": ("note", 5, "$.note"),
    "a tag that is too long": ("contexts", ["desk", MARKER * 3], "$.contexts[1]"),
    "a note that is too long": ("note", MARKER * 1000, "$.note"),
    "a day that is none": ("day", MARKER, "$.day"),
    "a moment that is none": ("at", MARKER, "$.at"),
    "an effort out of bounds": ("effort", 11, "$.effort"),
    "a strength without its feeling": ("strength", 3, "$"),
    "an id that is no text": ("id", [MARKER], "$.id"),
    "a cycle that is no text": ("cycle", {MARKER: 1}, "$.cycle"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_record_that_cannot_be_read_is_named_without_a_word_of_its_content(path: Path, name: str) -> None:
    field, value, where = WRONG[name]
    journal = journal_at(path)
    owner = begun(journal)
    stored = recorded(journal, owner, note=MARKER)
    tables = json.loads(path.read_bytes())
    tables["check_ins"]["1"][field] = value
    path.write_text(json.dumps(tables))
    with pytest.raises(UnreadableJournal) as caught:
        read_all(journal_at(path), owner)
    error = caught.value
    assert error.code == "record.unreadable"
    assert error.facts == {"table": "check_ins", "id": "?" if field == "id" else stored.id, "path": where}
    assert MARKER not in told(error)


def put_two(journal: Journal, first: CheckIn, second: CheckIn) -> None:
    with journal.change("two") as change:
        change.put(first)
        change.put(second)


def read_all(journal: Journal, owner: Cycle) -> None:
    journal.records(owner.id)
    journal.newest()


def told(error: JournalError) -> str:
    """Everything that a person or a log could come to see of an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + repr(error.facts) + repr(error.args)


def test_errors_of_files_tell_nothing_of_their_content(tmp_path: Path) -> None:
    path = tmp_path / "mastery.json"
    newer = json.dumps({"meta": {"1": {"schema": SCHEMA + 1, "x": MARKER}}})
    for content in (MARKER, f'{{"{MARKER}": 1}}', f'["{MARKER}"]', f'{{"meta": {{"1": "{MARKER}"}}}}', newer):
        path.write_text(content)
        with pytest.raises(UnreadableJournal) as caught:
            journal_at(path).cycles()
        assert MARKER not in told(caught.value)


def test_an_answer_in_a_reflection_is_not_quoted_either(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    with journal.change("reflect") as change:
        change.put(reflection(owner, 1, "text"))
    tables = json.loads(path.read_bytes())
    for answers in ({"prompt": [MARKER]}, {MARKER * 3: "x"}):
        tables["reflections"]["1"]["answers"] = answers
        path.write_text(json.dumps(tables))
        with pytest.raises(UnreadableJournal) as caught:
            journal_at(path).records(owner.id)
        assert caught.value.facts["path"] in ("$.answers", "$.answers[...]")
        assert MARKER not in told(caught.value)


def test_a_record_of_a_cycle_that_is_not_asked_for_stands_in_nobodys_way(path: Path) -> None:
    journal = journal_at(path)
    first, second = begun(journal, date(2020, 1, 1)), begun(journal)
    recorded(journal, first, date(2020, 1, 1))
    tables = json.loads(path.read_bytes())
    tables["check_ins"]["1"]["effort"] = 99
    path.write_text(json.dumps(tables))
    reading = journal_at(path)
    assert reading.records(second.id).check_ins == ()
    with pytest.raises(UnreadableJournal):
        reading.records(first.id)


def test_what_is_stored_is_what_msgspec_reads_back(journal: Journal, path: Path) -> None:
    stored = recorded(journal, begun(journal), amount=3, note="ünïcode ✓ \n second line")
    assert msgspec.convert(document_of(path, "check_ins"), CheckIn) == stored
    assert stored.at.tzinfo == UTC
    assert cycle().id == ""


def test_a_record_from_the_last_moment_that_one_can_have_can_still_be_edited(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner)
    tables = decode(path.read_bytes())
    tables["check_ins"]["1"]["at"] = "2199-12-31T23:59:59.999999Z"
    path.write_bytes(encode(tables))
    assert recorded(journal, owner, note="again").note == "again"


def test_a_name_that_stands_twice_in_one_record_is_refused_and_both_are_kept(path: Path) -> None:
    journal = journal_at(path)
    owner = begun(journal)
    recorded(journal, owner, note="FIRST")
    path.write_bytes(path.read_bytes().replace(b'"note":"FIRST"', b'"note":"FIRST","note":"SECOND"'))
    before = path.read_bytes()
    with pytest.raises(UnreadableJournal) as caught:
        recorded(journal_at(path), owner, START + timedelta(days=1))
    assert caught.value.code == "journal.twice"
    assert path.read_bytes() == before
