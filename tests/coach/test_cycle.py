"""The cycle's own events: start, standards, baseline, minimum, end, and looking back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Changed, ClosedAs, Conditions, Ending, Next, Outcome, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State
from tests.tui.people import PRACTISED, START, WRITING, begin, clock_of, coach_at, plan_date, record, writer_on_day_12


def refused(code: str) -> "pytest.RaisesContext[Refused]":
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.mark.parametrize(("days", "allowed"), [(-7, False), (-6, True), (0, True), (14, True), (15, False)])
def test_a_cycle_starts_from_six_days_back_to_fourteen_ahead(tmp_path: Path, days: int, allowed: bool) -> None:
    coach = coach_at(tmp_path)
    day = START + timedelta(days=days)
    if allowed:
        assert coach.plan.start(WRITING, 400, 150, day).started_on == day
    else:
        with refused("start.range"):
            coach.plan.start(WRITING, 400, 150, day)
        assert coach.context.timeline is None


@pytest.mark.parametrize(
    ("label", "event"),
    [
        ("feedback", lambda coach: coach.plan.feedback("slow at first").day),
        ("adjust", lambda coach: coach.plan.adjust("no music").opened_on),
        ("transfer", lambda coach: coach.plan.transfer(Changed.PLACE, "on the train").day),
    ],
)
def test_an_event_belongs_to_today_where_another_window_made_the_plan_go_on(
    tmp_path: Path, label: str, event: Callable[[Coach], date]
) -> None:
    here, there = begin(coach_at(tmp_path, 33)), coach_at(tmp_path, 33)
    assert here.state is State.AWAITING_SUMMARY
    there.days.pause(plan_date(20), plan_date(25))
    assert event(here) == plan_date(33)
    assert here.undo() == guide.change_words(label, day=plan_date(33))


def test_contexts_are_added_to_those_that_another_window_left(tmp_path: Path) -> None:
    here, there = begin(coach_at(tmp_path, 2)), coach_at(tmp_path, 2)
    assert here.plan.cycle.behaviour.contexts == WRITING.contexts
    there.plan.edit(contexts=("train",))
    assert here.plan.edit(added_contexts=("late", "train", "late")).behaviour.contexts == ("train", "late")
    named = here.plan.edit(contexts=("desk",), added_contexts=("noon",))
    assert named.behaviour.contexts == ("desk", "noon")


def test_no_undo_takes_the_plan_unasked_where_another_window_undid_the_rest(tmp_path: Path) -> None:
    here, there = begin(coach_at(tmp_path, 2)), coach_at(tmp_path, 2)
    record(here, 2, amount=420)
    assert not here.undo_takes_the_plan()
    there.undo()
    with refused("undo.changed"):
        here.undo(plan=False)
    assert here.state is State.RUNNING
    assert here.undo_takes_the_plan()
    here.undo()
    assert here.context.timeline is None


def test_one_cycle_at_a_time(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path))
    with refused("cycle.running"):
        coach.plan.start(WRITING, 400, 150)


def test_the_baseline_is_frozen_by_the_person_from_day_7(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 6))
    for day in (1, 2, 3):
        record(coach, day, amount=100 * day)
    with refused("baseline.too_early"):
        coach.plan.freeze()
    clock_of(coach).set(plan_date(7))
    assert "freeze" in coach.plan.view().offers
    baseline = coach.plan.freeze().baseline
    assert baseline is not None
    assert [row.result for row in baseline.rows] == [100, 200, 300]
    assert "freeze" not in coach.plan.view().offers
    record(coach, 1, amount=999)
    kept = coach.context.running.records.cycle.baseline
    assert kept is not None
    assert kept.rows[0].result == 100


def test_two_values_are_too_few_for_a_baseline(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7))
    record(coach, 1, amount=100)
    record(coach, 2, outcome=Outcome.CANCELLED)
    record(coach, 3, amount=100)
    with refused("baseline.too_few"):
        coach.plan.freeze()
    assert "freeze" not in coach.plan.view().offers
    record(coach, 4, amount=100)
    assert "freeze" in coach.plan.view().offers


def test_the_minimum_is_locked_from_day_8_and_dated(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7))
    with refused("lock.too_early"):
        coach.plan.lock()
    clock_of(coach).set(plan_date(8))
    coach.plan.lock(200)
    before, now = coach.context.running.day(plan_date(7)), coach.context.running.day(plan_date(8))
    assert before is not None
    assert now is not None
    assert (before.minimum, before.locked) == (150, False)
    assert (now.minimum, now.locked) == (200, True)
    with refused("minimum.above_target"):
        coach.plan.lock(401)


def test_a_locked_minimum_stays_locked_when_a_number_is_lowered(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 8))
    coach.plan.lock(200)
    clock_of(coach).set(plan_date(9))
    coach.plan.edit(target=300, minimum=100)
    day = coach.context.running.day(plan_date(9))
    assert day is not None
    assert (day.target, day.minimum, day.locked) == (300, 100, True)


def test_the_minimum_is_locked_with_its_when_then_line_as_one_change(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 8))
    before = coach.context.running.records.cycle
    for line in ({"anchor_when": "x" * 201}, {"anchor_at": "x" * 201}):
        with refused("text.length"):
            coach.plan.lock(200, **line)
    locked = coach.plan.lock(200, anchor_when=" after coffee ", anchor_at="the kitchen table").behaviour
    assert (locked.anchor_when, locked.anchor_at) == ("after coffee", "the kitchen table")
    assert coach.plan.lock(150).behaviour == locked
    coach.undo()
    coach.undo()
    assert replace(coach.context.running.records.cycle, rev=0, at=before.at) == replace(before, rev=0)


def test_an_outcome_is_decided_at_saving_and_kept(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9))
    record(coach, 9, amount=160)
    coach.plan.edit(minimum=200)
    assert coach.days.form().recorded == coach.days.form(plan_date(9)).recorded
    day = coach.context.running.day(plan_date(9))
    assert day is not None
    assert day.outcome is Outcome.MINIMUM


def test_two_standards_on_one_day_become_one(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path))
    coach.plan.edit(minimum=200)
    assert [(each.from_day, each.minimum) for each in coach.context.running.records.cycle.standards] == [(START, 200)]
    clock_of(coach).set(plan_date(9))
    coach.plan.edit(target=300)
    coach.plan.edit(minimum=100)
    found = [(each.from_day, each.target, each.minimum) for each in coach.context.running.records.cycle.standards]
    assert found == [(START, 400, 200), (plan_date(9), 300, 100)]


def test_name_standard_source_and_contexts_change_mid_cycle(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9))
    coach.plan.edit(name=" Write\na page ", standard="One page", feedback_source="Ben", contexts=("train",))
    behaviour = coach.context.running.behaviour
    assert (behaviour.name, behaviour.standard, behaviour.feedback_source) == ("Write a page", "One page", "Ben")
    assert coach.days.form().contexts == ("train",)
    with refused("text.missing"):
        coach.plan.edit(name="  ")


def test_after_day_30_the_summary_is_awaited_and_the_past_stays_editable(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31))
    assert coach.state is State.AWAITING_SUMMARY
    assert coach.plan.opening() == "summary"
    with refused("cycle.awaiting"):
        coach.days.check_in(Draft(amount=1))
    coach.days.check_in(Draft(amount=500), plan_date(30))
    ended = coach.plan.finish(Next.ADJUST, "more in the morning")
    assert (ended.ending, ended.ended_on, ended.next) == (Ending.FINISHED, plan_date(30), Next.ADJUST)
    assert coach.state is State.ENDED
    assert coach.plan.opening() == "summary"


@pytest.mark.parametrize("recorded", [False, True])
def test_a_plan_that_ends_on_day_30_is_finished_on_it_recorded_or_not(tmp_path: Path, recorded: bool) -> None:
    coach = begin(coach_at(tmp_path, 30))
    if recorded:
        record(coach, 30, amount=200)
    finished = coach.plan.finish()
    assert (finished.ending, finished.ended_on) == (Ending.FINISHED, plan_date(30))


def test_a_plan_that_ends_on_day_29_is_stopped(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 29))
    record(coach, 29, amount=200)
    stopped = coach.plan.finish()
    assert (stopped.ending, stopped.ended_on) == (Ending.STOPPED, plan_date(29))


def test_a_stopped_cycle_ends_today_if_recorded_else_yesterday(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    assert coach.plan.finish().ended_on == plan_date(11)
    coach.undo()
    record(coach, 12, amount=200)
    ended = coach.plan.finish()
    assert (ended.ended_on, ended.ending) == (plan_date(12), Ending.STOPPED)


def test_the_next_cycle_may_begin_the_day_after(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31))
    coach.plan.finish(Next.CONTINUE)
    with refused("cycle.overlap"):
        coach.plan.start(WRITING, 400, 150, plan_date(30))
    coach.plan.start(WRITING, 400, 150, plan_date(31))
    assert coach.context.number_of(coach.context.running.records.cycle) == 2
    assert coach.context.running.plan_day == 1


def test_a_rest_day_opens_on_the_plan(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 2), replace(WRITING, rest_weekdays=(plan_date(2).isoweekday(),)))
    assert coach.plan.opening() == "plan"
    clock_of(coach).set(plan_date(3))
    assert coach.plan.opening() == "check-in"


def test_a_start_ahead_waits(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    coach.plan.start(WRITING, 400, 150, plan_date(5))
    assert coach.state is State.NOT_STARTED
    assert coach.plan.opening() == "plan"
    assert coach.plan.view().state


def test_a_behaviour_without_a_number_is_recorded_by_its_outcome(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 8), PRACTISED)
    with refused("amount.yes_no"):
        coach.days.check_in(Draft(amount=1))
    with refused("outcome.missing"):
        coach.days.check_in(Draft(effort=3))
    for day in range(1, 5):
        record(coach, day, outcome=Outcome.DONE)
    frozen = coach.plan.freeze().baseline
    assert frozen is not None
    assert len(frozen.rows) == 4


def test_only_one_adjustment_closes_at_a_time(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 18))
    coach.plan.adjust("begin with the ending")
    second = coach.plan.adjust("no music")
    assert len(coach.plan.open_adjustments()) == 2
    assert coach.plan.adjust(closed_as=ClosedAs.PARKED).id == second.id
    coach.plan.adjust(closed_as=ClosedAs.KEPT)
    with refused("adjustment.none"):
        coach.plan.adjust(closed_as=ClosedAs.KEPT)


def test_one_adjustment_gives_way_to_the_next_as_one_change(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 18))
    first, second = coach.plan.adjust("begin with the ending"), coach.plan.adjust("no music")

    def tried() -> set[str]:
        return {each.text for each in coach.plan.open_adjustments()}

    third = coach.plan.adjust("a timer", close=first.id, closed_as=ClosedAs.REVERTED)
    assert (third.text, tried()) == ("a timer", {"no music", "a timer"})
    coach.undo()
    assert tried() == {"begin with the ending", "no music"}
    coach.redo()
    assert coach.plan.adjust(close=second.id, closed_as=ClosedAs.KEPT).id == second.id
    assert tried() == {"a timer"}
    coach.undo()
    assert tried() == {"no music", "a timer"}


def test_where_one_half_of_an_adjustment_is_refused_nothing_is_written(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 18))
    opened = coach.plan.adjust("begin with the ending")
    with refused("text.length"):
        coach.plan.adjust("x" * 201, close=opened.id, closed_as=ClosedAs.KEPT)
    with refused("adjustment.none"):
        coach.plan.adjust("a timer", close="another", closed_as=ClosedAs.KEPT)
    with refused("text.missing"):
        coach.plan.adjust(" ")
    assert coach.plan.open_adjustments() == (opened,)


def test_an_adjustment_is_never_closed_before_it_was_opened(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 18))
    for text in ("begin with the ending", "no music", "a timer"):
        coach.plan.adjust(text)
    clock_of(coach).set(plan_date(16))  # It was ahead.
    coach.plan.adjust(closed_as=ClosedAs.KEPT)
    with coach.context.change() as change:
        coach.plan.park_in(change)
    assert [each.closed_on for each in coach.context.running.records.adjustments] == [
        None,
        plan_date(18),
        plan_date(18),
    ]


def test_a_reflection_is_kept_as_typed_and_written_again_in_place(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 21))
    coach.reflections.write(3, {"now": "start early", "instead": ""}, conditions=Conditions(time="before 8"))
    coach.reflections.write(3, {"now": "start  early"}, better_next_week="four starts before 9")
    written = coach.reflections.view(3).written
    assert written is not None
    assert written.answers == {"now": "start  early"}
    assert coach.reflections.view(4).last_better == "four starts before 9"
    with refused("reflection.empty"):
        coach.reflections.write(3, {})
    with refused("week.not_yet"):
        coach.reflections.write(4, {"prompt": "later"})


@pytest.mark.parametrize("week", [0, 5])
def test_the_wrap_up_has_no_reflection_of_its_own(tmp_path: Path, week: int) -> None:
    coach = begin(coach_at(tmp_path, 30))
    with refused("week.range"):
        coach.reflections.write(week, {"prompt": "it held"})
    assert coach.reflections.write(4, {"prompt": "it held"}).week == 4


def test_a_weeks_reflection_opens_with_its_first_day(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14))
    with refused("week.not_yet"):
        coach.reflections.write(3, {"now": "it held"})
    clock_of(coach).set(plan_date(15))
    assert coach.reflections.write(3, {"now": "it held"}).week == 3


def test_as_of_its_closing_day_an_adjustment_is_closed(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 18))
    coach.plan.adjust("begin with the ending")
    clock_of(coach).set(plan_date(20))
    coach.plan.adjust(closed_as=ClosedAs.KEPT)
    closed = {day: coach.as_of(plan_date(day)).context.running.records.adjustments for day in (17, 18, 19, 20)}
    assert {day: [each.closed_as for each in found] for day, found in closed.items()} == {
        17: [],
        18: [None],
        19: [None],
        20: [ClosedAs.KEPT],
    }


def test_looking_back_shows_the_records_of_that_day(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    back = coach.as_of(plan_date(6))
    assert back.context.running.plan_day == 6
    assert back.context.running.records.cycle.baseline is None
    assert back.context.running.adherence.recorded == 4
    assert coach.context.running.adherence.recorded == 8
    assert coach.as_of(plan_date(1)).state is State.RUNNING
    assert coach.as_of(plan_date(0)).state is None


def test_an_adherence_reads_as_kept_of_recorded(tmp_path: Path) -> None:
    rows = writer_on_day_12(tmp_path).plan.status_rows()
    assert rows["adherence"] == {"kept": 7, "recorded": 8, "not_recorded": 1, "scheduled": 9, "rate": 0.875}
    assert rows["due"] == ["check_in", "reflect_1"]


def test_too_long_texts_are_refused_with_the_length_that_fits(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path))
    with pytest.raises(Refused) as caught:
        coach.days.check_in(Draft(amount=1, note="x" * 4001))
    assert caught.value.facts == {"field": "note", "longest": 4000, "length": 4001}
    with refused("text.length"):
        coach.plan.edit(name="x" * 81)
