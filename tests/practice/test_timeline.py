"""Timeline: adherence clause by clause, states, open pauses, the standard in force."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.records import Better, Feeling, Outcome, ResultKind, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import (
    Adherence,
    Mark,
    State,
    Timeline,
    end_of_stopped,
    outcome_of,
    result_of,
    standard_on,
    turned,
)

ONE_DAY = timedelta(days=1)
OUTCOMES = st.sampled_from(list(Outcome))


def counts(adherence: Adherence) -> tuple[int, int, int, int]:
    """Kept, recorded, not recorded, scheduled."""
    return adherence.kept, adherence.recorded, adherence.not_recorded, adherence.scheduled


# -- adherence, clause by clause ---------------------------------------------------------------------------------------


def test_nine_of_ten_kept_and_one_not_recorded(make: Any) -> None:
    outcomes = dict.fromkeys(range(1, 10), "done") | {10: "cancelled"}
    adherence = make.timeline(outcomes, today=12).adherence
    assert counts(adherence) == (9, 10, 1, 11)
    assert adherence.rate == pytest.approx(0.9)


def test_done_and_minimum_are_kept_and_the_others_are_not(make: Any) -> None:
    outcomes = {1: "done", 2: "minimum", 3: "partial", 4: "cancelled", 5: "rest"}
    assert counts(make.timeline(outcomes, today=6).adherence) == (2, 4, 0, 4)


def test_an_unrecorded_day_is_never_cancelled(make: Any) -> None:
    timeline = make.timeline({1: "done"}, today=6)
    assert counts(timeline.adherence) == (1, 1, 4, 5)
    assert timeline.week(1).cancelled == 0
    assert timeline.week(1).spare == 1
    assert timeline.day(make.day(3)).mark is Mark.UNRECORDED


def test_today_counts_only_once_it_is_recorded(make: Any) -> None:
    assert counts(make.timeline({1: "done"}, today=2).adherence) == (1, 1, 0, 1)
    assert counts(make.timeline({1: "done", 2: "cancelled"}, today=2).adherence) == (1, 2, 0, 2)
    assert counts(make.timeline({1: "done"}, today=3).adherence) == (1, 1, 1, 2)


def test_days_after_today_do_not_count(make: Any) -> None:
    assert counts(make.timeline({1: "done", 5: "rest"}, today=2).adherence) == (1, 1, 0, 1)


def test_what_a_clock_that_went_backwards_left_ahead_does_not_count_until_its_day(make: Any) -> None:
    outcomes = {1: "done", 4: "done"}
    assert counts(make.timeline(outcomes, today=2).adherence) == (1, 1, 0, 1)
    assert counts(make.timeline(outcomes, today=4).adherence) == (2, 2, 2, 4)


def test_a_recorded_rest_is_not_scheduled(make: Any) -> None:
    assert counts(make.timeline({1: "done", 2: "rest", 3: "done"}, today=4).adherence) == (2, 2, 0, 2)


def sundays_off(make: Any) -> dict[str, Any]:
    return {"cycle": make.cycle(behaviour=make.behaviour(rest_weekdays=(7,)))}


def test_a_rest_weekday_is_not_scheduled_recorded_or_not(make: Any) -> None:
    six = dict.fromkeys(range(1, 7), "done")
    assert counts(make.timeline(six, today=8, **sundays_off(make)).adherence) == (6, 6, 0, 6)
    assert counts(make.timeline(six | {7: "rest"}, today=8, **sundays_off(make)).adherence) == (6, 6, 0, 6)


@pytest.mark.parametrize(("outcome", "kept"), [("done", 1), ("minimum", 1), ("partial", 0)])
def test_practice_on_a_rest_weekday_makes_it_scheduled(make: Any, outcome: str, kept: int) -> None:
    assert counts(make.timeline({7: outcome}, today=7, **sundays_off(make)).week(1).adherence) == (kept, 1, 6, 7)


def test_a_cancelled_block_on_a_planned_rest_counts_nowhere(make: Any) -> None:
    week = make.timeline({7: "cancelled"}, today=8, **sundays_off(make)).week(1)
    assert (week.cancelled, week.spare, week.adherence.recorded) == (0, 1, 0)


def test_a_cancelled_block_on_a_rest_recorded_ahead_counts_nowhere(make: Any) -> None:
    records = make.timeline({3: "cancelled"}, today=4).records
    ahead = replace(records, check_ins=tuple(replace(each, planned=True) for each in records.check_ins))
    timeline = Timeline.of(ahead, make.day(4))
    day = timeline.day(make.day(3))
    assert (day.rest_planned, day.scheduled, day.cancelled) == (True, False, False)
    assert timeline.week(1).spare == 1


def test_a_paused_day_counts_nowhere_and_stays_to_be_seen(make: Any) -> None:
    pause = make.pause(make.day(2), make.day(3))
    check_ins = {1: "done", 2: "done", 3: "cancelled", 4: "done"}
    timeline = make.timeline(check_ins, today=5, pauses=(pause,))
    assert counts(timeline.adherence) == (2, 2, 0, 2)
    assert timeline.week(1).cancelled == 0
    paused = timeline.day(make.day(2))
    assert (paused.paused, paused.plan_day, paused.week, paused.mark) == (True, None, None, Mark.DONE)
    assert (paused.session, paused.outcome) == (None, None)
    assert timeline.day(make.day(4)).plan_day == 2


def test_the_rate_is_not_shown_under_three_recorded_days(make: Any) -> None:
    assert make.timeline({1: "done", 2: "done"}, today=3).adherence.rate is None
    assert make.timeline({1: "done", 2: "done", 3: "partial"}, today=3).adherence.rate == pytest.approx(2 / 3)
    assert make.timeline({1: "done", 2: "done", 3: "rest"}, today=3).adherence.rate is None


def test_every_plan_week_has_its_own_spare_the_wrap_up_too(make: Any) -> None:
    cancelled = {3: "cancelled", 10: "cancelled", 11: "cancelled", 29: "cancelled"}
    weeks = make.timeline(cancelled, today=30).weeks
    assert [(week.number, week.cancelled, week.spare) for week in weeks] == [
        (1, 1, 0),
        (2, 2, 0),
        (3, 0, 1),
        (4, 0, 1),
        (5, 1, 0),
    ]


@given(
    outcomes=st.dictionaries(st.integers(1, 30), OUTCOMES),
    today=st.integers(1, 45),
    rest_weekdays=st.sets(st.integers(1, 7), max_size=6),
    paused=st.one_of(st.none(), st.tuples(st.integers(1, 30), st.integers(0, 9))),
)
def test_adherence_as_the_design_says_it_over_any_month(
    make: Any,
    outcomes: Mapping[int, Outcome],
    today: int,
    rest_weekdays: set[int],
    paused: tuple[int, int] | None,
) -> None:
    pauses = () if paused is None else (make.pause(make.day(paused[0]), make.day(sum(paused))),)
    cycle = make.cycle(behaviour=make.behaviour(rest_weekdays=tuple(rest_weekdays)))
    timeline = make.timeline(dict(outcomes), today=today, cycle=cycle, pauses=pauses)
    practised = {Outcome.DONE, Outcome.MINIMUM, Outcome.PARTIAL}
    scheduled = recorded = kept = 0
    for offset in range(1, min(today, 30 + (0 if paused is None else paused[1] + 1)) + 1):
        day = make.day(offset)
        outcome = outcomes.get(offset)
        if paused is not None and paused[0] <= offset <= sum(paused):
            continue
        if timeline.plan.plan_day(day) is None or (offset == today and outcome is None):
            continue
        at_rest = day.isoweekday() in rest_weekdays or outcome is Outcome.REST
        if outcome in practised or not at_rest:
            scheduled += 1
            recorded += outcome is not None
            kept += outcome in (Outcome.DONE, Outcome.MINIMUM)
    assert counts(timeline.adherence) == (kept, recorded, scheduled - recorded, scheduled)
    by_week = [week.adherence for week in timeline.weeks]
    assert sum(each.kept for each in by_week) == kept
    assert sum(each.scheduled for each in by_week) == scheduled


# -- states ------------------------------------------------------------------------------------------------------------


def test_a_cycle_goes_from_not_started_through_running_to_awaiting_its_summary(make: Any) -> None:
    states = {
        make.start - ONE_DAY: (State.NOT_STARTED, None),
        make.start: (State.RUNNING, 1),
        make.day(30): (State.RUNNING, 30),
        make.day(31): (State.AWAITING_SUMMARY, None),
        make.day(400): (State.AWAITING_SUMMARY, None),
    }
    for today, expected in states.items():
        timeline = make.timeline(today=today)
        assert (timeline.state, timeline.plan_day) == expected


def test_a_paused_date_has_no_plan_day_and_the_next_one_goes_on(make: Any) -> None:
    pauses = (make.pause(make.day(5), make.day(7)),)
    seen = [make.timeline(today=day, pauses=pauses) for day in (4, 5, 7, 8)]
    assert [(each.state, each.plan_day) for each in seen] == [
        (State.RUNNING, 4),
        (State.PAUSED, None),
        (State.PAUSED, None),
        (State.RUNNING, 5),
    ]


def test_a_pause_moves_the_end_of_the_plan(make: Any) -> None:
    pauses = (make.pause(make.day(5), make.day(7)),)
    assert make.timeline(today=33, pauses=pauses).state is State.RUNNING
    assert make.timeline(today=34, pauses=pauses).state is State.AWAITING_SUMMARY


@pytest.mark.parametrize("last", [None, 60])
def test_a_pause_after_plan_day_30_does_not_hold_up_the_summary(make: Any, last: int | None) -> None:
    pause = make.pause(make.day(31), None if last is None else make.day(last))
    timeline = make.timeline(today=33, pauses=(pause,))
    assert timeline.state is State.AWAITING_SUMMARY
    assert timeline.last_day == make.day(30)


def test_an_ended_cycle_is_ended_whatever_the_date(make: Any) -> None:
    cycle = make.cycle(ended_on=make.day(9))
    for today in (5, 9, 10, 90):
        timeline = make.timeline(today=today, cycle=cycle, pauses=(make.pause(make.day(10)),))
        assert (timeline.state, timeline.plan_day, timeline.last_day) == (State.ENDED, None, make.day(9))


def test_an_open_pause_shows_the_dates_up_to_today_and_no_further(make: Any) -> None:
    timeline = make.timeline({1: "done"}, today=12, pauses=(make.pause(make.day(5)),))
    assert timeline.state is State.PAUSED
    assert timeline.last_day == make.day(12)
    assert [day.plan_day for day in timeline.days] == [1, 2, 3, 4, *[None] * 8]
    assert [day.mark for day in timeline.days[4:]] == [Mark.PAUSED] * 8


def test_an_open_pause_ahead_lets_the_days_until_it_be_seen(make: Any) -> None:
    timeline = make.timeline(today=2, pauses=(make.pause(make.day(6)),))
    assert timeline.state is State.RUNNING
    assert timeline.last_day == make.day(6)
    assert timeline.day(make.day(5)).plan_day == 5


def test_a_rest_recorded_beyond_an_open_pause_can_still_be_seen(make: Any) -> None:
    timeline = make.timeline({9: "rest"}, today=2, pauses=(make.pause(make.day(6)),))
    assert timeline.day(make.day(9)).mark is Mark.REST
    assert timeline.day(make.day(9)).paused


def test_dates_outside_the_cycle_have_no_day(make: Any) -> None:
    timeline = make.timeline(today=3)
    assert timeline.day(make.start - ONE_DAY) is None
    assert timeline.day(make.day(31)) is None
    assert timeline.first_day == make.start
    assert timeline.last_day == make.day(30)
    assert len(timeline.days) == 30


def test_a_date_outside_the_cycle_is_refused_with_the_one_that_is_nearest(make: Any) -> None:
    timeline = make.timeline({3: "done"}, today=5)
    assert timeline.require_day(make.day(3)) == timeline.day(make.day(3))
    with pytest.raises(Refused, match=r"day\.before_start") as before:
        timeline.require_day(make.start - ONE_DAY)
    assert before.value.facts == {"first": make.start}
    with pytest.raises(Refused, match=r"day\.after_end") as after:
        timeline.require_day(make.day(31))
    assert after.value.facts == {"last": make.day(30)}


def test_the_nearest_day_is_today_or_else_the_first_or_the_last_of_the_cycle(make: Any) -> None:
    nearest = {today: make.timeline(today=today).nearest_day for today in (-3, 1, 12, 30, 44)}
    assert nearest == {today: make.day(min(max(today, 1), 30)) for today in nearest}
    stopped = make.cycle(ended_on=make.day(9))
    assert make.timeline(today=12, cycle=stopped).nearest_day == make.day(9)
    with pytest.raises(Refused, match=r"day\.after_end"):
        make.timeline(today=12, cycle=stopped).require_day(make.day(10))


def test_a_stopped_cycle_ends_today_if_today_is_recorded_else_yesterday(make: Any) -> None:
    assert end_of_stopped(make.timeline({5: "partial"}, today=5)) == make.day(5)
    assert end_of_stopped(make.timeline({4: "done"}, today=5)) == make.day(4)
    assert end_of_stopped(make.timeline(today=1)) == make.start


# -- marks, weeks ------------------------------------------------------------------------------------------------------


def test_each_date_has_its_mark(make: Any) -> None:
    outcomes = {1: "done", 2: "minimum", 3: "partial", 4: "cancelled", 5: "rest"}
    pauses = (make.pause(make.day(8), make.day(8)),)
    timeline = make.timeline(outcomes, today=9, pauses=pauses, **sundays_off(make))
    marks = [None if day.mark is None else day.mark.value for day in timeline.days[:10]]
    assert marks == ["done", "minimum", "partial", "cancelled", "rest", "unrecorded", "rest", "paused", None, None]


def test_weeks_are_plan_weeks_and_follow_a_pause(make: Any) -> None:
    timeline = make.timeline(today=1, pauses=(make.pause(make.day(5), make.day(9)),))
    assert [day.day for day in timeline.week(1).days][3:] == [make.day(4), make.day(10), make.day(11), make.day(12)]
    assert [len(week.days) for week in timeline.weeks] == [7, 7, 7, 7, 2]
    assert {day.week for day in timeline.week(5).days} == {5}


# -- results and standards ---------------------------------------------------------------------------------------------


def test_a_result_is_the_number_that_tells_improvement(make: Any) -> None:
    check_in = make.check_in(1, "minimum", amount=200, errors=3, score=80)
    kinds = {ResultKind.AMOUNT: 200, ResultKind.ERRORS: 3, ResultKind.SCORE: 80, ResultKind.NONE: None}
    for kind, value in kinds.items():
        assert result_of(check_in, make.behaviour(result=kind)) == value
    assert result_of(make.transfer(errors=4), make.behaviour(result=ResultKind.ERRORS)) == 4
    assert result_of(make.check_in(1, "done"), make.behaviour()) is None


def test_neither_a_cancelled_block_nor_a_rest_has_a_result(make: Any) -> None:
    for outcome in ("cancelled", "rest"):
        assert result_of(make.check_in(1, outcome, amount=20, errors=0), make.behaviour()) is None


def test_results_are_those_of_unpaused_plan_days_oldest_first(make: Any) -> None:
    check_ins = [
        make.check_in(1, "done", amount=400),
        make.check_in(2, "done", amount=410),
        make.check_in(3, "cancelled", amount=5),
        make.check_in(4, "partial", amount=20),
        make.check_in(9, "done", amount=430),
    ]
    timeline = make.timeline(check_ins, today=10, pauses=(make.pause(make.day(2), make.day(2)),))
    assert [(day.plan_day, value) for day, value in timeline.results()] == [(1, 400), (3, 20), (8, 430)]


def test_a_result_is_turned_so_that_more_is_better(make: Any) -> None:
    assert turned(3, make.behaviour(result=ResultKind.ERRORS, better=Better.FEWER)) == -3
    assert turned(3, make.behaviour()) == 3


def test_sessions_are_all_check_ins_but_rests_on_unpaused_days(make: Any) -> None:
    outcomes = {1: "done", 2: "rest", 3: "cancelled", 4: "done", 5: "partial"}
    timeline = make.timeline(outcomes, today=6, pauses=(make.pause(make.day(4), make.day(4)),))
    assert [each.day for each in timeline.sessions] == [make.day(1), make.day(3), make.day(5)]


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [
        (400, Outcome.DONE),
        (5000, Outcome.DONE),
        (399.9, Outcome.MINIMUM),
        (150, Outcome.MINIMUM),
        (149.9, Outcome.PARTIAL),
        (0.1, Outcome.PARTIAL),
        (0, Outcome.CANCELLED),
    ],
)
def test_the_outcome_follows_from_the_amount(amount: float, outcome: Outcome) -> None:
    assert outcome_of(amount, 400, 150) is outcome


def test_a_target_below_what_is_shown_is_no_smaller_for_it() -> None:
    assert outcome_of(0.0003, 0.0004, 0.0002) is Outcome.MINIMUM
    assert outcome_of(0, 0.0004, 0.0002) is Outcome.CANCELLED


def test_each_day_has_the_standard_of_its_date(make: Any) -> None:
    standards = (
        make.standard(make.day(15), 500, 200, locked=True),
        make.standard(make.start, 400, 150),
        make.standard(make.day(8), 400, 150, locked=True),
    )
    timeline = make.timeline(today=20, cycle=make.cycle(standards=standards))
    found = [(day.target, day.minimum, day.locked) for day in timeline.days]
    assert found == [(400, 150, False)] * 7 + [(400, 150, True)] * 7 + [(500, 200, True)] * 16


def test_a_standard_dated_after_the_start_holds_from_the_start_on(make: Any) -> None:
    cycle = make.cycle(standards=(make.standard(make.day(3)),))
    assert make.timeline(today=1, cycle=cycle).day(make.start).target == 400


def test_a_reduction_holds_on_its_days_and_keeps_the_lock(make: Any) -> None:
    cycle = make.cycle(standards=(make.standard(make.start, 400, 150, locked=True),))
    timeline = make.timeline(today=12, cycle=cycle, reductions=(make.reduction(9, 11, 200, 50),))
    found = [(day.target, day.minimum, day.reduced, day.locked) for day in timeline.days[7:12]]
    usual, easier = (400, 150, False, True), (200, 50, True, True)
    assert found == [usual, easier, easier, easier, usual]
    standard, reduced = standard_on(timeline.records, make.day(9))
    assert (standard.target, reduced) == (200, True)


def test_a_feeling_with_a_strength_is_kept_on_a_cancelled_day(make: Any) -> None:
    check_in = make.check_in(1, "cancelled", feeling=Feeling.ANXIOUS, strength=4)
    assert make.timeline([check_in], today=1).sessions == (check_in,)


@given(st.dates(date(2026, 10, 1), date(2027, 3, 1)), st.dictionaries(st.integers(1, 30), OUTCOMES))
def test_a_timeline_stands_on_any_day(make: Any, today: date, outcomes: Mapping[int, Outcome]) -> None:
    timeline = make.timeline(dict(outcomes), today=today)
    adherence = timeline.adherence
    assert 0 <= adherence.kept <= adherence.recorded <= adherence.scheduled <= 30
    assert sum(len(week.days) for week in timeline.weeks) == 30
    assert timeline.plan_day is None or timeline.day(today).plan_day == timeline.plan_day
