"""The strip: a column a plan day, the plan's events, what is tried, and pauses."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.records import Baseline, BaselineRow, Better, ClosedAs, ResultKind
from mastery_tui.practice.strip import Event, Strip, strip
from mastery_tui.practice.timeline import Mark


def letters(found: Strip) -> dict[int, str]:
    """The letters of the columns that have any."""
    return {column.number: column.letters for column in found.columns if column.letters}


def frozen(make: Any, plan_day: int) -> Baseline:
    return Baseline(frozen_on=make.day(plan_day), rows=(BaselineRow(day=make.day(1), result=400),))


def test_each_plan_day_has_a_column_and_today_is_one_of_them(make: Any) -> None:
    timeline = make.timeline({1: "done", 2: "minimum"}, today=3)
    found = strip(timeline)
    assert [column.number for column in found.columns] == list(range(1, 31))
    assert [column.day.mark for column in found.columns[:3]] == [Mark.DONE, Mark.MINIMUM, None]
    assert [column.number for column in found.columns if column.day.day == timeline.today] == [3]
    assert [column.day.ahead for column in found.columns[1:5]] == [False, False, True, True]
    assert found.paused_now == 0


@pytest.mark.parametrize(
    ("result", "better", "number"),
    [(ResultKind.AMOUNT, "more", 410), (ResultKind.ERRORS, "fewer", 3), (ResultKind.SCORE, "more", 62)],
)
def test_a_columns_result_is_the_number_that_tells_improvement(
    make: Any, result: ResultKind, better: str, number: float
) -> None:
    cycle = make.cycle(behaviour=make.behaviour(result=result, better=Better(better)))
    check_ins = [
        make.check_in(1, "done", amount=410, errors=3, score=62),
        make.check_in(2, "cancelled", amount=10, errors=1, score=5),
    ]
    first, second, *_ = strip(make.timeline(check_ins, today=3, cycle=cycle)).columns
    assert (first.result, second.result) == (number, None)
    assert first.check_in == check_ins[0]


def test_without_a_result_there_is_nothing_to_plot(make: Any) -> None:
    behaviour = make.behaviour(unit="", result=ResultKind.NONE)
    cycle = make.cycle(behaviour=behaviour, standards=(make.standard(target=1, minimum=1),))
    found = strip(make.timeline({1: "done"}, today=2, cycle=cycle))
    assert {column.result for column in found.columns} == {None}


def test_the_plans_events_stand_on_their_days_in_the_order_of_their_keys(make: Any) -> None:
    standards = (make.standard(), make.standard(make.day(8), locked=True), make.standard(make.day(20), locked=True))
    timeline = make.timeline(
        today=27,
        cycle=make.cycle(baseline=frozen(make, 7), standards=standards),
        feedback_checks=(make.feedback(17), make.feedback(18, finding="the middle"), make.feedback(18)),
        adjustments=(make.adjustment(18),),
        reductions=(make.reduction(21, 23),),
        transfer_tests=(make.transfer(24),),
    )
    found = strip(timeline)
    assert letters(found) == {7: "b", 8: "m", 17: "f", 18: "fa", 21: "e", 24: "x"}
    assert [event for event, _ in found.columns[17].events] == [Event.FEEDBACK, Event.FEEDBACK, Event.ADJUSTMENT]
    assert found.columns[7].events == ((Event.MINIMUM, standards[1]),)


def test_an_adjustment_is_tried_until_the_day_before_it_is_closed_and_never_ahead(make: Any) -> None:
    open_one = make.adjustment(18)
    tried = [
        column.number for column in strip(make.timeline(today=21, adjustments=(open_one,))).columns if column.trying
    ]
    assert tried == [18, 19, 20, 21]
    closed = make.adjustment(18, closed_on=make.day(20), closed_as=ClosedAs.KEPT)
    found = strip(make.timeline(today=27, adjustments=(closed, make.adjustment(25))))
    assert [column.number for column in found.columns if column.trying] == [18, 19, 25, 26, 27]


def test_easier_days_hold_ahead_too(make: Any) -> None:
    found = strip(make.timeline(today=9, reductions=(make.reduction(8, 12),)))
    assert [column.number for column in found.columns if column.easier] == [8, 9, 10, 11, 12]


def test_a_pause_stands_before_the_column_that_followed_it(make: Any) -> None:
    found = strip(make.timeline(today=20, pauses=(make.pause(make.day(5), make.day(7)),)))
    assert {column.number: column.paused_before for column in found.columns if column.paused_before} == {5: 3}
    assert found.columns[4].day.day == make.day(8)
    assert found.paused_now == 0


def test_under_an_open_pause_the_paused_dates_stand_after_the_last_column(make: Any) -> None:
    found = strip(make.timeline({1: "done"}, today=9, pauses=(make.pause(make.day(5)),)))
    assert [column.number for column in found.columns] == [1, 2, 3, 4]
    assert found.paused_now == 5


def test_a_pause_that_lies_ahead_is_not_shown_yet(make: Any) -> None:
    found = strip(make.timeline(today=4, pauses=(make.pause(make.day(4), make.day(6)),)))
    assert {column.number: column.paused_before for column in found.columns if column.paused_before} == {4: 1}


def test_what_happened_on_a_paused_date_stands_on_the_plan_day_before_it(make: Any) -> None:
    pauses = (make.pause(make.day(5), make.day(7)),)
    timeline = make.timeline(
        today=20,
        pauses=pauses,
        cycle=make.cycle(baseline=frozen(make, 6)),
        feedback_checks=(make.feedback(8),),
    )
    assert letters(strip(timeline)) == {4: "b", 5: "f"}


def test_what_happened_after_the_plan_stands_on_its_last_day(make: Any) -> None:
    assert letters(strip(make.timeline(today=33, cycle=make.cycle(baseline=frozen(make, 33))))) == {30: "b"}


def test_what_happened_before_any_plan_day_stands_on_the_first(make: Any) -> None:
    timeline = make.timeline(
        today=9, pauses=(make.pause(make.day(1), make.day(4)),), feedback_checks=(make.feedback(2),)
    )
    assert letters(strip(timeline)) == {1: "f"}


def test_a_plan_that_lies_ahead_has_columns_and_nothing_in_them(make: Any) -> None:
    found = strip(make.timeline(today=make.day(1).replace(day=1)))
    assert all(column.day.ahead and column.check_in is None and not column.trying for column in found.columns)


PAUSES = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5)), max_size=3)


@given(PAUSES, st.integers(1, 60))
def test_columns_and_paused_dates_are_all_dates_up_to_today(
    make: Any, spans: list[tuple[int, int]], today: int
) -> None:
    pauses = tuple(make.pause(make.day(first), make.day(first + more)) for first, more in spans)
    timeline = make.timeline(today=today, pauses=pauses)
    found = strip(timeline)
    assert [column.number for column in found.columns] == list(range(1, 31))
    past = [column for column in found.columns if not column.day.ahead]
    paused = sum(column.paused_before for column in found.columns) + found.paused_now
    assert len(past) + paused == sum(day.day <= timeline.today for day in timeline.days)
