"""The thirty tasks: which are seen done, what is due, what makes a week done."""

from collections.abc import Iterable
from typing import Any

import pytest

from mastery_tui import guide
from mastery_tui.guide.sections import names
from mastery_tui.practice.records import Baseline, ClosedAs, Ending, Next, ResultKind
from mastery_tui.practice.tasks import TASKS, due, milestones, minimum_locked, seen_done, task_id

SEEN = {1, 2, 3, 4, 5, 6, 7, 8, 14, 17, 18, 21, 24, 25, 27, 28, 29, 30}


def frozen(make: Any) -> Baseline:
    return Baseline(frozen_on=make.day(7), rows=())


def locked(make: Any, **fields: Any) -> Any:
    standards = (make.standard(), make.standard(make.day(8), locked=True))
    return make.cycle(standards=standards, behaviour=make.behaviour(anchor_when="after coffee"), **fields)


def reflections(make: Any, weeks: Iterable[int]) -> dict[str, Any]:
    return {"reflections": tuple(make.reflection(week) for week in weeks)}


def test_there_are_thirty_tasks_with_ids_of_their_own_and_words_for_each() -> None:
    assert len(TASKS) == len(set(TASKS)) == 30
    assert names("tasks") == TASKS
    assert [task_id(day) for day in (1, 7, 8, 17, 21, 30)] == [
        "name_behaviour",
        "freeze_baseline",
        "lock_minimum",
        "feedback_check",
        "reflect_improved",
        "summary",
    ]


@pytest.mark.parametrize("plan_day", range(1, 31))
def test_a_task_that_no_record_can_show_is_never_ticked(make: Any, plan_day: int) -> None:
    seen = seen_done(make.timeline(today=30), plan_day)
    assert (seen is not None) == (plan_day in SEEN)
    assert seen in ((True,) if plan_day == 1 else (False, None))


def test_the_baseline_tasks_follow_the_values_of_week_1(make: Any) -> None:
    check_ins = [make.check_in(day, "done", amount=400) for day in (1, 2, 4)]
    timeline = make.timeline([*check_ins, make.check_in(5, "cancelled", amount=3)], today=6)
    assert [seen_done(timeline, day) for day in range(2, 7)] == [True, True, True, False, False]


def test_freezing_and_locking_tick_their_days(make: Any) -> None:
    timeline = make.timeline(today=8, cycle=locked(make, baseline=frozen(make)))
    assert (seen_done(timeline, 7), seen_done(timeline, 8)) == (True, True)


def test_the_lock_counts_from_its_date_on_and_asks_for_the_when_then_line(make: Any) -> None:
    assert not minimum_locked(make.timeline(today=7, cycle=locked(make)))
    assert minimum_locked(make.timeline(today=8, cycle=locked(make)))
    without_line = make.cycle(standards=(make.standard(locked=True),))
    timeline = make.timeline(today=8, cycle=without_line)
    assert minimum_locked(timeline)
    assert seen_done(timeline, 8) is False


def test_without_an_amount_there_is_no_minimum_to_lock(make: Any) -> None:
    def done_or_not(anchor: str) -> Any:
        behaviour = make.behaviour(unit="", result=ResultKind.NONE, anchor_when=anchor)
        return make.timeline(
            today=8, cycle=make.cycle(behaviour=behaviour, standards=(make.standard(target=1, minimum=1),))
        )

    assert seen_done(done_or_not(""), 8) is False
    assert seen_done(done_or_not("after coffee"), 8) is True
    assert [each.id for each in milestones(done_or_not(""), 2)] == ["when_then", "adherence_read"]


@pytest.mark.parametrize(("week", "plan_day"), [(2, 14), (3, 21), (4, 28)])
def test_a_reflection_ticks_the_last_day_of_its_week(make: Any, week: int, plan_day: int) -> None:
    assert seen_done(make.timeline(today=30, **reflections(make, [week])), plan_day) is True
    others = {1, 2, 3, 4} - {week}
    assert seen_done(make.timeline(today=30, **reflections(make, others)), plan_day) is False


@pytest.mark.parametrize(("plan_day", "seen"), [(14, False), (15, True), (21, True), (22, False)])
def test_a_feedback_check_counts_in_the_week_of_its_date(make: Any, plan_day: int, seen: bool) -> None:
    timeline = make.timeline(today=30, feedback_checks=(make.feedback(plan_day),))
    assert seen_done(timeline, 17) is seen


def test_transfer_tests_tick_one_by_one(make: Any) -> None:
    one, two = ((make.transfer(),), (make.transfer(24), make.transfer(27)))
    assert [seen_done(make.timeline(today=28, transfer_tests=one), day) for day in (24, 25, 27)] == [True, True, False]
    assert seen_done(make.timeline(today=28, transfer_tests=two), 27) is True


def test_an_adjustment_ticks_its_day_and_stays_ticked_when_it_is_closed(make: Any) -> None:
    closed = make.adjustment(18, closed_on=make.day(21), closed_as=ClosedAs.REVERTED)
    for adjustment in (make.adjustment(), closed):
        assert seen_done(make.timeline(today=22, adjustments=(adjustment,)), 18) is True


@pytest.mark.parametrize(
    ("outcomes", "seen"),
    [
        ({}, False),
        ({28: "done"}, False),
        ({29: "done"}, True),
        ({29: "partial"}, True),
        ({29: "cancelled"}, False),
        ({29: "rest"}, False),
        ({29: "cancelled", 30: "minimum"}, True),
    ],
)
def test_measuring_again_takes_a_session_in_the_wrap_up(make: Any, outcomes: dict[int, str], seen: bool) -> None:
    assert seen_done(make.timeline(outcomes, today=30), 29) is seen


def test_an_ended_cycle_ticks_the_summary(make: Any) -> None:
    cycle = make.cycle(ended_on=make.day(30), ending=Ending.FINISHED, next=Next.CONTINUE)
    assert seen_done(make.timeline(today=31, cycle=cycle), 30) is True


# -- due ---------------------------------------------------------------------------------------------------------------


def test_todays_check_in_is_due_until_it_is_recorded(make: Any) -> None:
    assert due(make.timeline(today=3)) == ("check_in",)
    for outcome in ("done", "cancelled", "rest"):
        assert due(make.timeline({3: outcome}, today=3)) == ()


def test_on_a_rest_weekday_no_check_in_is_due(make: Any) -> None:
    cycle = make.cycle(behaviour=make.behaviour(rest_weekdays=(3,)))
    assert due(make.timeline(today=3, cycle=cycle)) == ()
    assert due(make.timeline(today=2, cycle=cycle)) == ("check_in",)


def test_nothing_is_due_before_the_start_in_a_pause_or_after_the_end(make: Any) -> None:
    assert due(make.timeline(today=0)) == ()
    assert due(make.timeline(today=9, pauses=(make.pause(make.day(9)),))) == ()
    cycle = make.cycle(ended_on=make.day(9), ending=Ending.STOPPED)
    assert due(make.timeline(today=12, cycle=cycle)) == ()


def test_the_summary_is_due_after_day_30(make: Any) -> None:
    assert due(make.timeline(today=31)) == ("summary",)


EVENTS = [
    (7, "freeze_baseline"),
    (7, "reflect_1"),
    (8, "lock_minimum"),
    (14, "reflect_2"),
    (17, "feedback_check"),
    (18, "choose_adjustment"),
    (21, "reflect_3"),
    (24, "transfer_test_1"),
    (27, "transfer_test_2"),
    (28, "reflect_4"),
    (29, "measure_again"),
]


@pytest.mark.parametrize(("plan_day", "event"), EVENTS)
def test_an_event_is_due_from_its_day_on_and_stays_open(make: Any, plan_day: int, event: str) -> None:
    written = tuple(make.check_in(day, amount=400) for day in (1, 2, 3))
    assert event not in due(make.timeline(today=plan_day - 1, check_ins=written))
    for today in range(plan_day, 31):
        assert event in due(make.timeline(today=today, check_ins=written))


def test_a_baseline_is_not_due_while_week_1_has_too_few_values(make: Any) -> None:
    assert "freeze_baseline" not in due(
        make.timeline(today=7, check_ins=[make.check_in(day, amount=400) for day in (1, 2)])
    )


def everything(make: Any) -> dict[str, Any]:
    return {
        "cycle": locked(make, baseline=frozen(make)),
        "feedback_checks": (make.feedback(17), make.feedback(27)),
        "adjustments": (make.adjustment(),),
        "transfer_tests": (make.transfer(24), make.transfer(27)),
        **reflections(make, range(1, 5)),
    }


def test_what_the_records_show_done_is_not_due(make: Any) -> None:
    outcomes = dict.fromkeys(range(1, 31), "done")
    for today in range(8, 31):
        assert due(make.timeline(outcomes, today=today, **everything(make))) == ()


def test_the_feedback_check_of_week_4_is_due_once_more(make: Any) -> None:
    outcomes = dict.fromkeys(range(1, 31), "done")
    records = everything(make) | {"feedback_checks": (make.feedback(17),)}
    assert due(make.timeline(outcomes, today=26, **records)) == ()
    assert due(make.timeline(outcomes, today=27, **records)) == ("feedback_check",)


def test_each_id_is_due_once_and_pauses_move_the_days(make: Any) -> None:
    late = make.timeline(today=30)
    assert len(due(late)) == len(set(due(late)))
    pauses = (make.pause(make.day(3), make.day(5)),)
    assert "reflect_1" not in due(make.timeline(today=9, pauses=pauses))
    assert "reflect_1" in due(make.timeline(today=10, pauses=pauses))


# -- milestones --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("week", range(1, 6))
def test_a_weeks_milestones_are_open_at_first_and_worded(make: Any, week: int) -> None:
    found = milestones(make.timeline(today=1), week)
    assert not any(each.done for each in found)
    assert [each.day for each in found] == sorted(each.day for each in found)
    assert all(guide.milestone(each.id) for each in found)


def test_a_full_month_has_every_milestone(make: Any) -> None:
    outcomes = [make.check_in(day, amount=400) for day in range(1, 31)]
    records = everything(make)
    records["cycle"] = locked(
        make, baseline=frozen(make), ended_on=make.day(30), ending=Ending.FINISHED, next=Next.CONTINUE
    )
    timeline = make.timeline(outcomes, today=31, **records)
    for week in range(1, 6):
        assert all(each.done for each in milestones(timeline, week))


def test_the_milestones_of_week_1_are_done_one_by_one(make: Any) -> None:
    two = make.timeline([make.check_in(day, amount=400) for day in (1, 2)], today=7)
    three = make.timeline([make.check_in(day, amount=400) for day in (1, 2, 3)], today=7, **reflections(make, [1]))
    assert [each.done for each in milestones(two, 1)] == [False, False, False]
    assert [each.done for each in milestones(three, 1)] == [True, False, True]
