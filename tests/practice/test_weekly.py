"""Plan weeks beside each other: counts by mark, what was kept, medians."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.records import Outcome
from mastery_tui.practice.timeline import Adherence, Mark
from mastery_tui.practice.weekly import WeekProgress, totals, weekly


def counts(week: WeekProgress) -> dict[str, int]:
    """A week's counts that are not nought."""
    return {mark.value: count for mark, count in zip(Mark, week.counts, strict=True) if count}


def test_a_weeks_days_are_counted_by_what_they_show(make: Any) -> None:
    outcomes = {1: "done", 2: "minimum", 3: "partial", 4: "cancelled", 5: "rest", 7: "done", 8: "done"}
    first, second, *later = weekly(make.timeline(outcomes, today=9))
    assert counts(first) == {"done": 2, "minimum": 1, "partial": 1, "cancelled": 1, "rest": 1, "unrecorded": 1}
    assert (first.adherence, first.first, first.last) == (Adherence(3, 5, 6), 1, 7)
    assert counts(second) == {"done": 1}
    assert [counts(week) for week in later] == [{}, {}, {}]
    assert [week.begun for week in (first, second, *later)] == [True, True, False, False, False]
    assert [week.current for week in (first, second, *later)] == [False, True, False, False, False]
    assert (later[-1].first, later[-1].last) == (29, 30)


def test_a_rest_that_lies_ahead_is_not_counted_yet(make: Any) -> None:
    cycle = make.cycle(behaviour=make.behaviour(rest_weekdays=(3,)))
    assert counts(weekly(make.timeline(today=2, cycle=cycle))[0]) == {"unrecorded": 1}
    assert counts(weekly(make.timeline(today=3, cycle=cycle))[0]) == {"unrecorded": 2, "rest": 1}


def test_a_paused_date_belongs_to_the_week_of_the_plan_day_before_it(make: Any) -> None:
    pauses = (make.pause(make.day(8), make.day(9)),)
    first, second, *_ = weekly(make.timeline(dict.fromkeys((1, 2, 9, 10), "done"), today=11, pauses=pauses))
    assert counts(first) == {"done": 2, "unrecorded": 5, "paused": 2}
    assert counts(second) == {"done": 1}


def test_a_pause_before_the_first_day_belongs_to_week_1_and_an_open_one_keeps_its_week(make: Any) -> None:
    before = weekly(make.timeline(today=3, pauses=(make.pause(make.day(1), make.day(2)),)))
    assert counts(before[0]) == {"paused": 2}
    weeks = weekly(make.timeline(today=12, pauses=(make.pause(make.day(9)),)))
    assert counts(weeks[1]) == {"unrecorded": 1, "paused": 4}
    assert [week.current for week in weeks] == [False, True, False, False, False]


def test_no_week_is_current_before_the_plan_or_after_it(make: Any) -> None:
    assert not any(week.current or week.begun for week in weekly(make.timeline(today=make.day(1).replace(day=1))))
    over = weekly(make.timeline(today=31))
    assert [week.begun for week in over] == [True] * 5
    assert not any(week.current for week in over)
    ended = weekly(make.timeline(today=20, cycle=make.cycle(ended_on=make.day(9))))
    assert [week.begun for week in ended] == [True, True, False, False, False]


def test_medians_are_those_of_the_weeks_sessions(make: Any) -> None:
    check_ins = [
        make.check_in(1, "done", amount=400, minutes=20, effort=4, confidence=2),
        make.check_in(2, "done", amount=500, minutes=31, effort=7, confidence=3),
        make.check_in(3, "minimum", amount=160, effort=5),
        make.check_in(4, "cancelled", amount=900),
        make.check_in(5, "rest"),
    ]
    week, empty, *_ = weekly(make.timeline(check_ins, today=8))
    assert (week.n, week.result, week.minutes, week.effort, week.confidence) == (3, 400, 25.5, 5, 2.5)
    assert (empty.n, empty.result, empty.minutes, empty.effort, empty.confidence) == (0, None, None, None, None)


def test_what_was_recorded_on_a_paused_date_counts_in_no_week(make: Any) -> None:
    check_ins = [make.check_in(1, "done", amount=400), make.check_in(2, "done", amount=900)]
    week = weekly(make.timeline(check_ins, today=3, pauses=(make.pause(make.day(2), make.day(2)),)))[0]
    assert counts(week) == {"done": 1, "paused": 1}
    assert (week.n, week.result) == (1, 400)


OUTCOMES = st.dictionaries(st.integers(1, 30), st.sampled_from(Outcome), max_size=30)


@given(OUTCOMES, st.integers(1, 40), st.integers(0, 9))
def test_the_totals_are_the_cycle(make: Any, outcomes: dict[int, Outcome], today: int, paused: int) -> None:
    outcomes = {day: outcome for day, outcome in outcomes.items() if day <= today}
    pauses = (make.pause(make.day(10), make.day(9 + paused)),) if paused else ()
    timeline = make.timeline(outcomes, today=today, pauses=pauses)
    weeks = weekly(timeline)
    found = dict(zip(Mark, totals(weeks), strict=True))
    whole = timeline.adherence
    assert sum(week.adherence.kept for week in weeks) == whole.kept
    assert found[Mark.DONE] + found[Mark.MINIMUM] == whole.kept
    assert sum(found[mark] for mark in (Mark.DONE, Mark.MINIMUM, Mark.PARTIAL, Mark.CANCELLED)) == whole.recorded
    assert found[Mark.UNRECORDED] == whole.not_recorded
    assert sum(week.n for week in weeks) == len(timeline.results())


@pytest.mark.parametrize("today", [0, 15])
def test_totals_of_nothing_are_noughts(make: Any, today: int) -> None:
    empty = totals(weekly(make.timeline(today=make.day(today))))
    assert sum(empty) == (14 if today else 0)
    assert len(empty) == len(Mark)
