"""What becomes of days: recording, adding, rests, pauses, deleting, taking back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.typed.check_in import draft_of_texts, texts_of
from mastery_tui.practice.choices import Feeling, Mark, Outcome, PauseReason, Source, State
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import replace
from mastery_tui.practice.refused import Refused
from tests.tui.people import WRITING, begin, clock_of, coach_at, plan_date, record


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return begin(coach_at(tmp_path, 10))


def refused(code: str) -> "pytest.RaisesContext[Refused]":
    return pytest.raises(Refused, match=f"^{code}$")


def test_a_check_in_is_there_after_reopening(coach: Coach, tmp_path: Path) -> None:
    record(coach, 10, amount=420, effort=6, feeling=Feeling.FOCUSED, confidence=4, contexts=("desk",))
    again = coach_at(tmp_path, 10)
    recorded = again.days.form().recorded
    assert recorded is not None
    assert (recorded.amount, recorded.outcome, recorded.contexts) == (420, Outcome.DONE, ("desk",))


def test_adding_keeps_the_stronger_distress_and_sums_amounts_and_minutes(coach: Coach) -> None:
    record(coach, 10, amount=100, minutes=10, feeling=Feeling.ANXIOUS, strength=4)
    added = record(coach, 10, amount=100, minutes=5, add=True, feeling=Feeling.ANXIOUS, strength=2)
    assert (added.amount, added.minutes, added.strength) == (200, 15, 4)
    assert added.outcome is Outcome.MINIMUM


def test_a_second_check_in_edits_only_what_is_said(coach: Coach) -> None:
    record(coach, 10, amount=420, effort=6)
    edited = record(coach, 10, confidence=2)
    assert (edited.amount, edited.effort, edited.confidence) == (420, 6, 2)
    assert sum(each.day == plan_date(10) for each in coach.context.running.records.check_ins) == 1


def test_cancelled_on_a_planned_rest_is_a_rest(coach: Coach) -> None:
    coach.days.rest()
    assert record(coach, 11, outcome=Outcome.CANCELLED).outcome is Outcome.REST


def test_an_amount_on_a_planned_rest_is_scheduled_again(coach: Coach) -> None:
    coach.days.rest()
    record(coach, 11, amount=200)
    clock_of(coach).set(plan_date(11))
    day = coach.context.running.day(plan_date(11))
    assert day is not None
    assert day.scheduled
    assert day.kept


def test_the_future_can_only_be_a_rest(coach: Coach) -> None:
    with refused("day.future"):
        coach.days.check_in(Draft(amount=1), plan_date(11))
    with refused("day.before_start"):
        coach.days.check_in(Draft(amount=1), plan_date(0))


def test_recording_today_in_a_pause_ends_it_yesterday(coach: Coach) -> None:
    coach.days.pause(plan_date(8))
    assert coach.state is State.PAUSED
    recorded = coach.days.check_in(Draft(amount=200))
    assert recorded.pause_ended
    assert coach.state is State.RUNNING
    assert coach.context.running.plan_day == 8
    assert coach.context.running.records.pauses[0].last == plan_date(9)


def test_a_pause_that_began_today_is_gone_once_today_is_recorded(coach: Coach) -> None:
    coach.days.pause()
    coach.days.check_in(Draft(amount=200))
    assert coach.context.running.records.pauses == ()


def test_an_earlier_paused_day_is_recorded_only_on_request_and_counts_nowhere(coach: Coach) -> None:
    coach.days.pause(plan_date(7), plan_date(8))
    with refused("pause.paused"):
        coach.days.check_in(Draft(amount=500), plan_date(7))
    before = coach.context.running.adherence
    coach.days.check_in(Draft(amount=500), plan_date(7), on_paused=True)
    assert coach.context.running.adherence == before
    day = coach.context.running.day(plan_date(7))
    assert day is not None
    assert day.check_in is not None


def test_resume_takes_back_a_pause_that_lies_ahead(coach: Coach) -> None:
    coach.days.pause(plan_date(12), plan_date(14))
    assert coach.context.running.plan.date_of(30) == plan_date(33)
    coach.days.resume()
    assert coach.context.running.plan.date_of(30) == plan_date(30)
    with refused("pause.none"):
        coach.days.resume()


def test_of_two_pauses_ahead_the_nearer_is_taken_back(coach: Coach) -> None:
    coach.days.pause(plan_date(20), plan_date(21))
    coach.days.pause(plan_date(12), plan_date(13))
    assert not coach.days.resume()
    assert [each.first for each in coach.context.running.records.pauses] == [plan_date(20)]


def test_a_pause_says_how_many_recorded_days_it_covers_and_a_rest_is_none(coach: Coach) -> None:
    for day in (6, 8, 9):
        record(coach, day, amount=200)
    record(coach, 7, outcome=Outcome.REST)
    coach.days.rest(plan_date(12))
    assert coach.days.covered(plan_date(6), plan_date(8)) == guide.say("dialogs", "pause_covers", n=2)
    assert coach.days.covered(plan_date(9), None) == guide.say("dialogs", "pause_covers_one", n=1)
    assert coach.days.covered(plan_date(10), None) == ""


def test_a_pause_at_once_leaves_today_where_it_is_recorded(coach: Coach) -> None:
    assert coach.days.can_pause_now()
    assert coach.days.pause_now(PauseReason.TOO_MUCH).first == coach.today
    assert not coach.days.can_pause_now()
    coach.undo()
    record(coach, 10, amount=200)
    pause = coach.days.pause_now(PauseReason.TOO_MUCH)
    assert (pause.first, pause.last) == (coach.tomorrow, None)
    assert not coach.days.can_pause_now()
    assert coach.days.pause_ahead()


def test_a_pause_begins_inside_the_plan_and_at_most_sixty_days_ahead(coach: Coach) -> None:
    today = coach.today
    for first in (plan_date(0), plan_date(31)):
        with refused("pause.range"):
            coach.days.pause(first)
    coach.days.pause(plan_date(12), plan_date(12) + timedelta(days=100))
    with refused("pause.range"):
        coach.days.pause(today + timedelta(days=61))
    coach.days.pause(today + timedelta(days=60), today + timedelta(days=61))


def test_a_pause_with_an_end_lasts_a_year_at_most(coach: Coach) -> None:
    with refused("pause.long"):
        coach.days.pause(plan_date(12), plan_date(12) + timedelta(days=367))
    coach.days.pause(plan_date(12), plan_date(12) + timedelta(days=366))
    assert coach.context.running.plan.last is not None


def test_a_rest_is_planned_for_tomorrow_today_or_any_day_ahead(coach: Coach) -> None:
    assert coach.days.rest().day == plan_date(11)
    assert coach.days.rest(plan_date(10)).outcome is Outcome.REST
    assert coach.days.rest(plan_date(30), source=Source.CLI).source is Source.CLI
    assert [each.planned for each in coach.context.running.records.check_ins] == [False, True, True]
    assert coach.undo() == guide.change_words("rest", day=plan_date(30))


def test_a_rest_is_planned_for_open_days_only(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 10), replace(WRITING, rest_weekdays=(6,)))
    record(coach, 9, amount=420)
    record(coach, 10, amount=420)
    coach.days.pause(plan_date(15), plan_date(16))
    coach.days.rest(plan_date(12))
    assert plan_date(13).isoweekday() == 6
    refusals = {
        plan_date(0): "day.before_start",
        plan_date(8): "rest.past",
        plan_date(9): "rest.past",
        plan_date(10): "rest.recorded",
        plan_date(12): "rest.already",
        plan_date(13): "rest.already",
        plan_date(15): "rest.paused",
        plan_date(33): "day.after_end",
    }
    before = coach.context.running.records
    for day, code in refusals.items():
        assert not coach.days.can_rest(day)
        with refused(code):
            coach.days.rest(day)
    assert coach.context.running.records == before
    assert coach.days.can_rest(plan_date(32))
    assert coach.days.can_rest()


def test_a_rest_today_does_not_end_a_pause(coach: Coach) -> None:
    coach.days.pause(plan_date(10))
    for day in (plan_date(10), plan_date(40)):
        with refused("rest.paused"):
            coach.days.rest(day)
    assert coach.state is State.PAUSED


def test_practice_on_a_rest_weekday_is_no_rest(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 13), replace(WRITING, rest_weekdays=(6,)))
    record(coach, 13, amount=420)
    with refused("rest.recorded"):
        coach.days.rest(plan_date(13))


def test_a_planned_rest_stays_one_whatever_is_told_of_the_day_later(coach: Coach) -> None:
    coach.days.rest()
    record(coach, 11, note="a word on the day itself")
    assert record(coach, 11, outcome=Outcome.CANCELLED).outcome is Outcome.REST


def test_a_deleted_check_in_comes_back_with_undo(coach: Coach) -> None:
    record(coach, 9, amount=420, note="kept words")
    coach.days.delete(plan_date(9))
    assert coach.days.form(plan_date(9)).recorded is None
    coach.undo()
    recorded = coach.days.form(plan_date(9)).recorded
    assert recorded is not None
    assert recorded.note == "kept words"
    with refused("check_in.none"):
        coach.days.delete(plan_date(3))


def test_undo_names_what_it_took_back(coach: Coach) -> None:
    record(coach, 10, amount=420)
    assert coach.undo() == guide.change_words("check_in", day=plan_date(10))
    assert str(plan_date(10).year) not in coach.redo()


def test_contexts_carry_over_and_judgements_never_do(coach: Coach) -> None:
    record(coach, 9, amount=420, effort=6, contexts=("desk", "quiet"))
    form = coach.days.form()
    assert form.carried == ("desk", "quiet")
    assert form.recorded is None


def test_a_tag_that_an_edit_dropped_is_not_carried(coach: Coach) -> None:
    record(coach, 9, amount=420, contexts=("desk", "quiet"))
    coach.plan.edit(contexts=("quiet", "train"))
    assert coach.days.form().carried == ("quiet",)


def test_recoveries_survive_an_edit_in_the_form_and_one_more_joins_them(coach: Coach) -> None:
    record(coach, 10, amount=420, recoveries=(6, 4))
    form = coach.days.form()
    texts = texts_of(form)
    assert coach.days.check_in(draft_of_texts({**texts, "effort": "5"}, form)).check_in.recoveries == (6, 4)
    more = {**texts, "recoveries": f"{texts['recoveries']}, 8"}
    assert coach.days.check_in(draft_of_texts(more, form)).check_in.recoveries == (6, 4, 8)


def test_before_the_first_day_its_form_is_the_nearest(tmp_path: Path) -> None:
    coach = coach_at(tmp_path, 1)
    coach.plan.start(WRITING, 400, 150, plan_date(4))
    assert coach.days.form().day == plan_date(4)
    with refused("day.before_start"):
        coach.days.form(plan_date(3))


def test_nothing_is_shown_as_saved_that_is_not_recorded_in_a_plan_that_runs(coach: Coach) -> None:
    record(coach, 9, amount=420)
    shown = coach.days.saved(plan_date(9))
    assert shown is not None
    assert shown.mark is Mark.DONE
    assert coach.days.saved(plan_date(8)) is coach.days.saved(plan_date(99)) is None
    coach.plan.finish()
    assert coach.days.saved(plan_date(9)) is None


@pytest.mark.parametrize(("day", "code"), [(0, "day.before_start"), (11, "day.future"), (31, "day.after_end")])
def test_a_day_on_which_nothing_can_be_recorded_is_refused_at_once(coach: Coach, day: int, code: str) -> None:
    coach.days.check_open(plan_date(10))
    with refused(code):
        coach.days.check_open(plan_date(day))


def test_beside_a_day_stand_those_of_the_plan_up_to_today(coach: Coach) -> None:
    def beside(day: int) -> tuple[date | None, date | None]:
        form = coach.days.form(plan_date(day))
        return form.earlier, form.later

    assert beside(1) == (None, plan_date(2))
    assert beside(9) == (plan_date(8), plan_date(10))
    assert beside(10) == (plan_date(9), None)


@pytest.mark.parametrize(("minutes", "went_back"), [(4, False), (6, True)])
def test_a_clock_a_few_minutes_back_is_fine_and_more_is_said(coach: Coach, minutes: int, went_back: bool) -> None:
    record(coach, 9, amount=420)
    clock_of(coach).set(plan_date(9), 20)
    clock_of(coach).moment -= timedelta(minutes=minutes)
    assert coach.clock_went_back() is went_back


def test_a_rest_weekday_is_neither_scheduled_nor_missing(tmp_path: Path) -> None:
    resting = replace(WRITING, rest_weekdays=(4,))
    coach = begin(coach_at(tmp_path, 8), resting)
    assert coach.context.running.week(1).adherence.scheduled == 6
    assert coach.days.form(plan_date(4)).rest_planned


def test_outside_of_a_cycle_nothing_can_be_recorded(tmp_path: Path) -> None:
    with refused("cycle.none"):
        coach_at(tmp_path).days.check_in(Draft(amount=1))


def test_two_windows_add_to_what_the_other_just_wrote(coach: Coach, tmp_path: Path) -> None:
    here, there = coach, coach_at(tmp_path, 10)
    assert here.days.form().recorded is None
    there.days.check_in(Draft(amount=200, add=True, note="from the shell"))
    added = here.days.check_in(Draft(amount=100, add=True)).check_in
    assert (added.amount, added.note) == (300, "from the shell")


def test_a_rest_takes_nothing_that_another_window_just_recorded(coach: Coach, tmp_path: Path) -> None:
    here, there = coach, coach_at(tmp_path, 10)
    assert here.days.can_rest(plan_date(10))
    there.days.check_in(Draft(amount=500))
    with refused("rest.recorded"):
        here.days.rest(plan_date(10))
    kept = here.days.form().recorded
    assert kept is not None
    assert (kept.outcome, kept.amount) == (Outcome.DONE, 500)


def test_a_second_window_cannot_begin_a_second_cycle(tmp_path: Path) -> None:
    here, there = coach_at(tmp_path), coach_at(tmp_path)
    assert here.context.timeline is None
    begin(there)
    with refused("cycle.running"):
        here.plan.start(WRITING, 400, 150)


def test_looking_back_changes_nothing(coach: Coach) -> None:
    with pytest.raises(AssertionError):
        coach.as_of(plan_date(5)).days.check_in(Draft(amount=1))


def test_resume_ends_every_pause_that_together_holds_today(coach: Coach) -> None:
    coach.days.pause(plan_date(9), plan_date(11))
    coach.days.pause(plan_date(11))
    coach.days.resume()
    assert coach.state is State.RUNNING
    assert [(each.first, each.last) for each in coach.context.running.records.pauses] == [(plan_date(9), plan_date(9))]
    assert coach.context.running.plan.last is not None
