"""Doctor on long journals: what it does grows with the journal and no faster, and what it says does not grow."""

import sys
import weakref
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, strategies as st
from journal_records import DAYS, journal_at, long_journal, open_plans, two_versions_of_each

from mastery_tui import gate, guide
from mastery_tui.coach import Coach
from mastery_tui.coach.file_views import HealthView
from mastery_tui.coach.words.doctor import MOST_ALIKE
from mastery_tui.journal import Journal
from mastery_tui.journal.safety.repair import examine
from mastery_tui.journal.safety.restore import Held, Maintenance
from mastery_tui.journal.store.backups import Reason
from mastery_tui.journal.store.codec import Tables, encode
from mastery_tui.journal.tables import _plainly_clean

TODAY = date(2026, 11, 20)
ROWS = 120


def nothing(_: Tables) -> None:
    pass


def plans_that_begin_late(tables: Tables) -> None:
    for each in tables["cycles"].values():
        each.update(started_on="2100-01-01", ended_on=None, ending=None)


def fields_that_cannot_be_read(tables: Tables) -> None:
    for each in tables["check_ins"].values():
        each["effort"] = 77


def records_that_cannot_be_read(tables: Tables) -> None:
    for each in tables["check_ins"].values():
        each["outcome"] = "planted"


def earlier_versions(tables: Tables) -> None:
    rows = enumerate(tables["check_ins"].values(), 1)
    tables["superseded"] = {
        str(number): {"table": "check_ins", "document": {**row, "note": "planted"}} for number, row in rows
    }


def earlier_versions_that_are_none(tables: Tables) -> None:
    earlier_versions(tables)
    for each in tables["superseded"].values():
        each["document"]["at"] = "planted"


def one_id_for_all(tables: Tables) -> None:
    for each in tables["check_ins"].values():
        each["id"] = "planted"


def of_no_plan(tables: Tables) -> None:
    for each in tables["check_ins"].values():
        each["cycle"] = "planted"


SPOILT = [
    nothing,
    open_plans,
    plans_that_begin_late,
    fields_that_cannot_be_read,
    records_that_cannot_be_read,
    two_versions_of_each,
    earlier_versions,
    earlier_versions_that_are_none,
    one_id_for_all,
    of_no_plan,
]


def coach_on(path: Path, today: date = TODAY) -> Coach:
    moment = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return Coach(Journal(path, lambda: moment), now=lambda: moment)


def steps(work: Callable[[], object]) -> int:
    """How often anything is called while some work is done, built-in functions and generators included."""
    number = 0

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda each: each.__name__)
@pytest.mark.parametrize("fix", [False, True])
def test_twice_the_rows_are_at_most_twice_the_steps(tmp_path: Path, spoil: Callable[[Tables], None], fix: bool) -> None:
    taken = []
    for rows in (ROWS, ROWS, 2 * ROWS):  # the first one reads the words
        path = tmp_path / str(len(taken)) / "mastery.json"
        tables = long_journal(path, rows, TODAY)
        spoil(tables)
        path.write_bytes(encode(tables))
        taken.append(steps(lambda path=path: coach_on(path).file.health(fix=fix)))
    assert taken[2] <= 2.1 * taken[1], taken


def health_of(path: Path, spoil: Callable[[Tables], None], today: date = TODAY, *, fix: bool = False) -> HealthView:
    tables = long_journal(path, ROWS, TODAY)
    spoil(tables)
    path.write_bytes(encode(tables))
    return coach_on(path, today).file.health(fix=fix)


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda each: each.__name__)
@pytest.mark.parametrize("fix", [False, True])
def test_what_is_said_is_as_long_as_a_person_reads(path: Path, spoil: Callable[[Tables], None], fix: bool) -> None:
    assert len(health_of(path, spoil, fix=fix).lines) <= 5 * MOST_ALIKE


def test_of_many_alike_the_first_are_told_and_how_many_more_there_are(path: Path) -> None:
    lines = [each.text for each in health_of(path, nothing, TODAY - timedelta(days=ROWS)).lines]
    first = TODAY - timedelta(days=ROWS - 1)
    days = [first + timedelta(days=number) for number in range(MOST_ALIKE)]
    told = [guide.say("doctor_findings", "ahead", day=day, today=TODAY - timedelta(days=ROWS)) for day in days]
    more = guide.say("doctor", "more_alike", n=ROWS - MOST_ALIKE)
    at = lines.index(told[0])
    assert lines[at : at + MOST_ALIKE + 1] == [*told, more]
    assert lines.count(more) == 1


def test_of_many_that_were_repaired_too(path: Path) -> None:
    lines = health_of(path, records_that_cannot_be_read, fix=True).lines
    mended = [each.text for each in lines if each.mark == "mended"]
    assert len(mended) == MOST_ALIKE + 1
    assert mended[-1] == guide.say("doctor", "more_alike", n=ROWS - MOST_ALIKE)


def test_other_files_are_each_told_however_many_there_are(path: Path) -> None:
    content = encode(long_journal(path, DAYS, TODAY))
    path.write_bytes(content)
    names = [f"mastery.sync-conflict-202611{number:02}-081500-ABCDEF7.json" for number in range(1, 16)]
    for name in names:
        path.with_name(name).write_bytes(content)
    lines = [each.text for each in coach_on(path).file.health().lines]
    assert all(any(name in line for line in lines) for name in names)


def test_each_plan_that_overlaps_is_told_once_beside_the_one_that_runs_longest(path: Path) -> None:
    path.parent.mkdir()
    tables = long_journal(path, 4 * DAYS, TODAY)
    starts = [date.fromisoformat(each["started_on"]) for each in tables["cycles"].values()]
    first, *_ = tables["cycles"].values()
    first["ended_on"] = (TODAY + timedelta(days=400)).isoformat()
    path.write_bytes(encode(tables))
    found = examine(Maintenance(journal_at(path)), TODAY).findings
    assert [(each.facts["first"], each.facts["second"]) for each in found if each.code == "overlap"] == [
        (starts[0], other) for other in starts[1:]
    ]


class Weak(dict[str, Any]):
    """Tables that a test can see go."""


def test_of_backups_only_one_at_a_time_is_held_in_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_bytes(encode(long_journal(path, DAYS, TODAY)))
    journal = journal_at(path)
    for _ in range(6):
        with journal.storage.transaction():
            journal.back_up(Reason.MERGE)
    maintenance, real, given = Maintenance(journal_at(path)), Maintenance.held, []

    def held(self: Maintenance, backup: Any) -> Held | None:
        assert sum(each() is not None for each in given) <= 1, "those before it are let go"
        found = real(self, backup)
        if found is not None:
            found = found._replace(tables=Weak(found.tables))
            given.append(weakref.ref(found.tables))
        return found

    monkeypatch.setattr(Maintenance, "held", held)
    health = examine(maintenance, TODAY)
    assert health.backups == len(given) > 6
    assert health.held is not None
    assert (health.held.check_ins, health.held.tables) == (DAYS, {})
    assert not any(each() for each in given)


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=2)))
@example({"note": "a\x1b]0;title\x07"})
@example({"note": "one\ntwo\tthree"})
@example({"note": "back\\u001bslash"})
@example({"\u202e": "name"})
def test_one_look_at_all_of_a_document_passes_over_nothing_that_is_planted(document: dict[str, Any]) -> None:
    texts = [
        *document,
        *(each for value in document.values() for each in ([value] if isinstance(value, str) else value)),
    ]
    if _plainly_clean(document):
        assert all(map(gate.is_clean, texts))
    assert _plainly_clean({"note": "one\ntwo\tthree, “é”"})
