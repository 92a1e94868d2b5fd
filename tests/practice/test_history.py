"""History: what is in the list, in which order, and what a search finds."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.history import Entry, EntryKind, History, Names, history
from mastery_tui.practice.records import (
    Changed,
    ClosedAs,
    Conditions,
    Ending,
    Feeling,
    Outcome,
    ResultKind,
    replace,
)
from mastery_tui.practice.searching import terms

KINDS = {kind: kind.value.replace("_", " ") for kind in EntryKind}
NAMES = Names(
    kinds=KINDS | {EntryKind.REFLECTION: "reflected", EntryKind.TRANSFER: "elsewhere"},
    outcomes={outcome: outcome.value for outcome in Outcome} | {Outcome.CANCELLED: "canceled cancelled"},
    feelings={feeling: feeling.value for feeling in Feeling},
    changed={changed: changed.value for changed in Changed},
    closed_as={closed: closed.value for closed in ClosedAs},
    weekdays=dict(enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], 1)),
    months=dict(enumerate(["", "", "", "", "", "", "", "", "", "October", "November", "December"], 1)),
)
TODAY = date(2026, 12, 15)


def listed(records: Any) -> History:
    return history(records, 1, NAMES, TODAY)


def found_in(listed: History, query: str) -> tuple[Entry, ...]:
    return listed.find(terms(query))


def rows(entries: Any) -> list[tuple[str, int, int | None]]:
    """Kind, cycle's number and plan day of some entries."""
    return [(entry.kind.value, entry.number, entry.plan_day) for entry in entries]


def full(make: Any) -> Any:
    """A cycle with everything in it."""
    return make.records(
        [
            make.check_in(17, "done", amount=453, note="Two false starts,\nthen a good half hour."),
            make.check_in(18, "cancelled"),
        ],
        cycle=make.cycle(ended_on=make.day(30), ending=Ending.FINISHED, summary="One page by hand each week."),
        feedback_checks=(make.feedback(17, finding="The opening still explains."),),
        adjustments=(
            make.adjustment(18, text="Second paragraph first", closed_on=make.day(25), closed_as=ClosedAs.KEPT),
        ),
        transfer_tests=(make.transfer(24, context="in a café", held="the order", broke="the count", amount=262),),
        reflections=(
            make.reflection(
                3,
                answers={"now": "hardest sentence first", "instead": "rereading"},
                conditions=Conditions(time="before eight", place="the kitchen table"),
                better_next_week="first page unread",
                at=datetime(2026, 11, 25, 9, tzinfo=timezone(timedelta(hours=1))),
            ),
        ),
    )


def test_everything_is_one_list_newest_first(make: Any) -> None:
    assert rows(listed(full(make)).entries) == [
        ("summary", 1, 30),
        ("closed", 1, 25),
        ("transfer", 1, 24),
        ("reflection", 1, 21),
        ("check_in", 1, 18),
        ("adjustment", 1, 18),
        ("check_in", 1, 17),
        ("feedback", 1, 17),
    ]


def test_an_entry_holds_what_was_written_and_its_number(make: Any) -> None:
    by_kind = {entry.kind: entry for entry in listed(full(make)).entries}
    test = by_kind[EntryKind.TRANSFER]
    assert (test.texts, test.result, test.day) == (("in a café", "the order", "the count"), 262, make.day(24))
    reflection = by_kind[EntryKind.REFLECTION]
    assert reflection.texts == (
        "hardest sentence first",
        "rereading",
        "before eight",
        "the kitchen table",
        "first page unread",
    )
    check_in = found_in(listed(full(make)), "453")[0]
    assert check_in.texts == ("Two false starts,\nthen a good half hour.",)
    assert by_kind[EntryKind.SUMMARY].texts == ("One page by hand each week.",)


def test_entries_name_their_cycle(make: Any) -> None:
    records = make.records([make.check_in(1), make.check_in(2)], cycle=make.cycle(id="other"))
    found = history(records, 7, NAMES, TODAY).entries
    assert rows(found) == [("check_in", 7, 2), ("check_in", 7, 1)]
    assert {entry.cycle for entry in found} == {"other"}


def test_a_check_in_of_a_paused_date_is_there_without_a_plan_day(make: Any) -> None:
    records = make.records([make.check_in(5), make.check_in(8)], pauses=(make.pause(make.day(4), make.day(6)),))
    assert rows(listed(records).entries) == [("check_in", 1, 5), ("check_in", 1, None)]


@pytest.mark.parametrize(
    ("written", "day"),
    [(16, 16), (21, 21), (26, 21)],
)
def test_a_reflection_stands_at_its_weeks_end_or_where_it_was_written_before_that(
    make: Any, written: int, day: int
) -> None:
    at = datetime.combine(make.day(written), datetime.min.time(), timezone(timedelta(hours=1))) + timedelta(hours=9)
    found = listed(make.records(reflections=(make.reflection(3, at=at),))).entries
    assert [entry.day for entry in found] == [make.day(day)]


def test_a_reflection_written_after_midnight_belongs_to_the_day_before(make: Any) -> None:
    at = datetime.combine(make.day(17), datetime.min.time(), timezone(timedelta(hours=1))) + timedelta(hours=2)
    records = make.records(reflections=(make.reflection(3, at=at),))
    assert history(records, 1, NAMES, TODAY).entries[0].day == make.day(16)
    assert history(records, 1, NAMES, TODAY, rollover_hour=1).entries[0].day == make.day(17)


def test_a_rest_that_is_planned_ahead_is_not_in_it_yet(make: Any) -> None:
    records = make.records([make.check_in(1, "rest"), make.check_in(4, "rest", planned=True)])
    assert rows(history(records, 1, NAMES, make.day(3)).entries) == [("check_in", 1, 1)]
    assert rows(history(records, 1, NAMES, make.day(4)).entries) == [("check_in", 1, 4), ("check_in", 1, 1)]


# -- the search --------------------------------------------------------------------------------------------------------


def noted(make: Any) -> History:
    """Some days, each with a note of its own."""
    told: list[dict[str, Any]] = [
        {"note": "Two false starts, then a good half hour.", "amount": 453, "effort": 6, "feeling": Feeling.CALM},
        {"note": "Kitchen was quiet.", "amount": 120, "effort": 10, "minutes": 25, "contexts": ("desk", "quiet")},
        {"note": "In the Café, size1 paper", "amount": 20, "feeling": Feeling.ANXIOUS, "strength": 4, "confidence": 1},
        {"outcome": "cancelled"},
        {"note": "“Halb so groß,” she said — yesterday’s page", "amount": 1.5, "errors": 3, "score": 62},
    ]
    return listed(make.records([make.check_in(day, **fields) for day, fields in enumerate(told, 1)]))


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("", [5, 4, 3, 2, 1]),
        ("   ", [5, 4, 3, 2, 1]),
        ("false", [1]),
        ("FALSE starts", [1]),
        ("starts false", [1]),
        ("start", [1]),
        ("false kitchen", []),
        ("quiet", [2]),
        ("@desk", [2]),
        ("@quiet", [2]),
        ("calm", [1]),
        ("anxious", [3]),
        ("anxious/4", [3]),
        ("anxious 4", [3]),
        ("canceled", [4]),
        ("cancelled", [4]),
        ("cancel", [4]),
        ("done", [5, 3, 2, 1]),
        ("cafe", [3]),
        ("CAFÉ", [3]),
        ("gross", [5]),
        ("groß", [5]),
        ("yesterday's", [5]),
        ("yesterday’s", [5]),
        ("453", [1]),
        ("45", []),
        ("20", [3]),
        ("1.5", [5]),
        ("25m", [2]),
        ("e6", [1]),
        ("e1", []),
        ("e10", [2]),
        ("c1", [3]),
        ("x3", [5]),
        ("s62", [5]),
        ("monday", [1]),
        ("wed", [3]),
        ("nov", [5, 4, 3, 2, 1]),
        ("4 nov", [3]),
        ("2026", [5, 4, 3, 2, 1]),
        ("2025", []),
        ("2026-11", [5, 4, 3, 2, 1]),
        ("8", []),
        ("2026-1", [5, 4, 3, 2, 1]),
        ("2026-11-04", [3]),
        ("2026-11-4", [3]),
        ("2026-11-0", [5, 4, 3, 2, 1]),
        ("2026-12", []),
        ('"good half"', [1]),
        ('"half good"', []),
        ('"good half', [1]),
        ('"', [5, 4, 3, 2, 1]),
        ("check in", [5, 4, 3, 2, 1]),
    ],
)
def test_a_search_finds_what_a_person_means(make: Any, query: str, days: list[int]) -> None:
    assert [entry.plan_day for entry in found_in(noted(make), query)] == days


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("explains", ["feedback"]),
        ("pages", ["feedback"]),
        ("paragraph", ["closed", "adjustment"]),
        ("paragraph kept", ["closed"]),
        ("elsewhere", ["transfer"]),
        ("place 262", ["transfer"]),
        ("count café", ["transfer"]),
        ("kitchen", ["reflection"]),
        ("unread", ["reflection"]),
        ("reflected", ["reflection"]),
        ("by hand", ["summary"]),
        ("summary", ["summary"]),
    ],
)
def test_everything_that_was_written_is_searched(make: Any, query: str, kinds: list[str]) -> None:
    assert [entry.kind.value for entry in found_in(listed(full(make)), query)] == kinds


def test_other_languages_words_find_days(make: Any) -> None:
    german = replace(NAMES, feelings=NAMES.feelings | {Feeling.CALM: "ruhig"}, months=NAMES.months | {11: "November"})
    records = make.records([make.check_in(1, feeling=Feeling.CALM), make.check_in(2)])
    assert len(found_in(history(records, 1, german, TODAY), "ruhig")) == 1
    assert not found_in(history(records, 1, german, TODAY), "calm")


def test_errors_and_amounts_are_both_found_where_errors_are_the_result(make: Any) -> None:
    cycle = make.cycle(behaviour=make.behaviour(result=ResultKind.ERRORS))
    found = listed(make.records([make.check_in(1, amount=411, errors=77)], cycle=cycle))
    assert found.entries[0].result == 77
    for query in ("411", "77", "x77", "411 77"):
        assert len(found_in(found, query)) == 1, query


def test_what_is_searched_can_be_put_together_before_the_first_search(make: Any) -> None:
    found = noted(make)
    assert not found.ready
    found.prepare()
    assert found.ready
    assert found_in(found, "kitchen") == found_in(noted(make), "kitchen") != ()
    searched = noted(make)
    assert found_in(searched, "") == searched.entries
    assert not searched.ready
    found_in(searched, "false")
    assert searched.ready


def test_an_empty_history_finds_nothing(make: Any) -> None:
    empty = listed(make.records([]))
    assert empty.entries == found_in(empty, "") == found_in(empty, "word") == ()
    assert empty.ready


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS, WORDS)
def test_more_words_find_no_more_and_every_found_entry_holds_them_all(
    make: Any, notes: list[str], one: str, other: str
) -> None:
    found = listed(make.records([make.check_in(day, note=note) for day, note in enumerate(notes, 1)]))
    quoted = '"' in one + other or "“" in one + other or "”" in one + other
    if not quoted:
        both = found_in(found, f"{one} {other}")
        assert set(both) == set(found_in(found, one)) & set(found_in(found, other))
    assert set(found_in(found, one)) <= set(found.entries)


@given(st.text(st.characters(codec="utf-8", categories=("L",)), min_size=1, max_size=30))
def test_a_note_of_letters_is_found_by_itself(make: Any, note: str) -> None:
    found = listed(make.records([make.check_in(1, note=note)]))
    assert len(found_in(found, note)) == 1
