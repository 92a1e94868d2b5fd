"""What the plan shows: its calendars, the routine, what a day asks."""

from datetime import timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import left_words
from mastery_tui.coach.views import Cell
from mastery_tui.coach.words import phrases
from mastery_tui.practice.records import ClosedAs, Outcome, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Mark
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, moment_on, plan_date, record

NUMBERS = ("1", "2", "3", "4", "5", "6", "7")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return begin(coach_at(tmp_path, 10))


def cells(coach: Coach, *, by_calendar: bool = False) -> list[Cell]:
    rows = coach.plan.view(by_calendar=by_calendar).calendar.rows
    return [cell for row in rows for cell in row.cells if cell is not None]


# -- calendars ---------------------------------------------------------------------------------------------------------


def test_without_a_pause_the_heads_are_weekdays(coach: Coach) -> None:
    assert coach.plan.view().calendar.header == WEEKDAYS


@pytest.mark.parametrize(("first", "last"), [(5, 11), (5, 6), (10, None), (10, 16), (20, 26)])
def test_any_pause_inside_the_plan_makes_the_heads_numbers(coach: Coach, first: int, last: int | None) -> None:
    coach.days.pause(plan_date(first), None if last is None else plan_date(last))
    assert coach.plan.view().calendar.header == NUMBERS
    assert coach.plan.view(by_calendar=True).calendar.header == WEEKDAYS
    coach.undo()
    assert coach.plan.view().calendar.header == WEEKDAYS


def test_under_an_open_pause_the_days_ahead_keep_their_number_without_a_date(coach: Coach) -> None:
    coach.days.pause(plan_date(9))
    found = cells(coach)
    assert [cell.number for cell in found] == [str(number) for number in range(1, 31)]
    assert [cell.day for cell in found[:8]] == [plan_date(number) for number in range(1, 9)]
    undated = found[8:]
    assert {(cell.day, cell.mark, cell.today, cell.ahead) for cell in undated} == {(None, None, False, True)}
    assert len(coach.plan.view().calendar.rows[4].cells) == 7
    coach.days.resume()
    assert all(cell.day is not None for cell in cells(coach))


def test_a_pause_that_is_planned_without_an_end_leaves_the_days_after_it_without_a_date(coach: Coach) -> None:
    coach.days.pause(plan_date(15))
    assert [cell.number for cell in cells(coach) if cell.day is None] == [str(number) for number in range(15, 31)]


def test_a_plan_that_was_stopped_shows_no_days_ahead(coach: Coach) -> None:
    record(coach, 9, amount=420)
    coach.days.pause(plan_date(10))
    coach.plan.finish()
    assert [cell.number for cell in cells(coach)] == [str(number) for number in range(1, 10)]


def test_the_calendar_view_is_blank_outside_the_plan(tmp_path: Path) -> None:
    coach = coach_at(tmp_path, 4)
    coach.plan.start(WRITING, 400, 150, plan_date(3))
    rows = coach.plan.view(by_calendar=True).calendar.rows
    assert [cell is None for cell in rows[0].cells] == [True, True, False, False, False, False, False]
    assert [cell is None for cell in rows[-1].cells] == [False, False, False, False, True, True, True]
    dates = [cell.day for cell in cells(coach, by_calendar=True)]
    assert dates == [plan_date(number) for number in range(3, 33)]


# -- the spare ---------------------------------------------------------------------------------------------------------


def test_the_spare_is_explained_on_the_first_check_in_and_where_the_first_one_is_used(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    meaning = guide.word("legend", "spare")
    assert (coach.days.form().spare, coach.days.form(plan_date(1)).spare) == (meaning, meaning)
    record(coach, 1, amount=420)
    assert coach.days.form().spare == ""
    record(coach, 2, outcome=Outcome.CANCELLED)
    record(coach, 3, outcome=Outcome.CANCELLED)
    assert [coach.days.saved(plan_date(day)).spare for day in (1, 2, 3)] == ["", meaning, ""]


def test_on_a_paused_day_there_is_no_spare_to_explain(coach: Coach) -> None:
    coach.days.pause(plan_date(9))
    assert coach.days.form(plan_date(9)).spare == ""


# -- the routine -------------------------------------------------------------------------------------------------------


def trying(coach: Coach) -> str:
    return dict(coach.plan.view().routine)[guide.word("plan", "trying")]


def kept(coach: Coach) -> str | None:
    return dict(coach.plan.view().routine).get(guide.word("plan", "kept_row"))


def test_what_was_kept_of_an_adjustment_goes_on_being_said(coach: Coach) -> None:
    assert (trying(coach), kept(coach)) == (guide.word("plan", "trying_nothing"), None)
    coach.plan.adjust("begin with the ending")
    assert (trying(coach), kept(coach)) == ("begin with the ending", None)
    coach.plan.adjust("no music", closed_as=ClosedAs.KEPT)
    assert (trying(coach), kept(coach)) == ("no music", "begin with the ending")
    clock_of(coach).moment += timedelta(days=1)
    coach.plan.adjust("a timer", closed_as=ClosedAs.KEPT)
    coach.plan.adjust(closed_as=ClosedAs.REVERTED)
    assert kept(coach) == "begin with the ending; no music"
    assert guide.word("plan", "trying") not in dict(coach.plan.view().routine)
    form, day = coach.days.form(), coach.plan.day(coach.today)
    for told in (form.adjusting, day.told):
        assert told == ((guide.word("plan", "kept_row"), "begin with the ending; no music"),)


# -- what a day asks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("plan_day", "task"), [(11, "planned_rest"), (26, "rest_or_minimum")])
def test_a_day_that_suggests_rest_asks_for_none_in_a_week_that_has_its_own(
    tmp_path: Path, plan_day: int, task: str
) -> None:
    coach = begin(coach_at(tmp_path, plan_day), replace(WRITING, rest_weekdays=(2, 6)))
    day = coach.plan.day(plan_date(plan_day))
    assert (day.task, day.how) == guide.task(task, unit="words", rest="Saturday")[:2]
    assert "Saturday" in day.task
    assert "Saturday" in coach.days.form().task
    told = coach.plan.status().task
    assert told is not None
    assert told.title == day.task
    assert coach.plan.day(plan_date(plan_day + 1)).task != day.task


@pytest.mark.parametrize(("weekdays", "named"), [((4,), "Thursday"), ((2,), "Tuesday")])
def test_the_rest_that_is_named_is_the_days_own_or_one_that_was(
    tmp_path: Path, weekdays: tuple[int, ...], named: str
) -> None:
    coach = begin(coach_at(tmp_path, 11), replace(WRITING, rest_weekdays=weekdays))
    assert named in coach.plan.day(plan_date(11)).task


@pytest.mark.parametrize(
    ("today", "weekdays", "over"), [(11, (2,), True), (11, (4,), False), (11, (6,), False), (9, (2,), False)]
)
def test_a_rest_that_is_over_is_told_as_that(tmp_path: Path, today: int, weekdays: tuple[int, ...], over: bool) -> None:
    coach = begin(coach_at(tmp_path, today), replace(WRITING, rest_weekdays=weekdays))
    day = coach.plan.day(plan_date(11))
    named = guide.date_words(plan_date(7 + weekdays[0]), "weekday")
    assert (day.task, day.how) == guide.task("planned_rest", unit="words", rest=named, rest_over=over)[:2]
    assert guide.say("own_rest_over" if over else "own_rest", "title", weekday=named) == day.task


def test_without_a_rest_weekday_the_day_suggests_one(coach: Coach) -> None:
    assert coach.plan.day(plan_date(11)).task == guide.task("planned_rest", unit="words").title
    assert coach.plan.day(plan_date(26)).task == guide.task("rest_or_minimum", unit="words").title


# -- done or not -------------------------------------------------------------------------------------------------------


@pytest.fixture
def calling(tmp_path: Path) -> Coach:
    """Somebody whose behaviour is done or not, on day 14."""
    return begin(coach_at(tmp_path / "calling", 14), PRACTISED)


def test_without_an_amount_the_minimum_is_called_the_smallest_version(calling: Coach) -> None:
    record(calling, 14, outcome=Outcome.MINIMUM)
    assert dict(calling.days.form().outcomes)[Outcome.MINIMUM] == guide.word("yes_no", "outcome")
    assert dict(calling.plan.view().legend)[Mark.MINIMUM] == guide.word("yes_no", "outcome")
    assert calling.days.saved(calling.today).line == guide.after_saving("smallest")
    assert calling.plan.day(calling.today).remark == guide.word("yes_no", "outcome")
    assert calling.plan.status().recorded == guide.word("yes_no", "outcome")
    last = calling.days.last_session(plan_date(15))
    assert last is not None
    assert last.done == guide.word("yes_no", "outcome")
    recorded = calling.days.form().recorded
    assert recorded is not None
    assert recorded.outcome is Outcome.MINIMUM


def test_with_an_amount_it_is_the_minimum(coach: Coach) -> None:
    record(coach, 10, amount=160)
    assert dict(coach.days.form().outcomes)[Outcome.MINIMUM] == guide.word("outcomes", "minimum")
    assert dict(coach.plan.view().legend) == {mark: phrases.mark_word(mark, "words") for mark in Mark}
    assert dict(coach.plan.view().legend)[Mark.UNRECORDED] == guide.word("marks", "not_recorded")
    assert coach.days.saved(coach.today).line == guide.after_saving("minimum")
    assert coach.plan.day(coach.today).remark == f"160 words, {guide.word('outcomes', 'minimum')}"


def test_only_what_is_about_amounts_is_not_offered_without_one(coach: Coach, calling: Coach) -> None:
    assert {"lock", "easier", "record"} <= coach.plan.view().offers
    assert calling.plan.view().offers == coach.plan.view().offers - {"lock", "easier"}


def test_easier_is_offered_while_the_plan_goes_on(coach: Coach) -> None:
    coach.days.pause(plan_date(10), plan_date(12))
    assert "easier" in coach.plan.view().offers
    coach.days.resume()
    coach.days.pause()
    assert "easier" not in coach.plan.view().offers, "no day is left that has a date"
    coach.days.resume()
    clock_of(coach).set(plan_date(31))
    assert "record" in coach.plan.view().offers
    assert "easier" not in coach.plan.view().offers


def test_a_cue_whose_step_makes_an_amount_smaller_keeps_its_words_alone(calling: Coach) -> None:
    for day in range(8, 15):
        record(calling, day, outcome=Outcome.PARTIAL if day in (8, 10, 12, 14) else Outcome.DONE, effort=5)
    cue = next(each for each in calling.cues.all() if each.rule == "adjust.shrink_minimum")
    assert (cue.step, cue.step_word) == ("", "")
    assert cue.next_step == guide.cue("adjust.shrink_minimum").next
    with pytest.raises(Refused, match=r"^step\.none$"):
        calling.cues.take_step("adjust.shrink_minimum")


def test_the_rows_of_a_cue_name_the_smallest_version_and_carry_their_mark(calling: Coach) -> None:
    for day in range(8, 15):
        record(calling, day, outcome=Outcome.MINIMUM)
    why = calling.cues.why("adjust.process_missing")
    assert why is not None
    assert {(row.value, row.mark) for row in why.rows} == {(guide.word("yes_no", "outcome"), Mark.MINIMUM)}


def test_days_without_a_record_carry_their_mark_too(coach: Coach) -> None:
    for day in range(1, 6):
        record(coach, day, amount=420)
    why = coach.cues.why("recover.welcome_back")
    assert why is not None
    assert {(row.value, row.mark) for row in why.rows} == {(guide.word("marks", "not_recorded"), Mark.UNRECORDED)}


def test_day_8_asks_for_the_when_then_line_alone(calling: Coach, coach: Coach) -> None:
    assert calling.plan.day(plan_date(8)).task == guide.task("lock_minimum").title
    assert coach.plan.day(plan_date(8)).task == guide.task("lock_minimum", unit="words").title
    assert [each.label for each in calling.plan.week(2).milestones] == [
        guide.say("plan", "on_day", milestone=guide.milestone(name), day=day)
        for name, day in (("when_then", 8), ("adherence_read", 14))
    ]
    assert "lock_minimum" in calling.plan.status().due
    calling.plan.edit(anchor_when="after lunch")
    calling.reflections.write(2, {"prompt": "the phone lay on the table"})
    assert all(each.done for each in calling.plan.week(2).milestones)
    assert "lock_minimum" not in calling.plan.status().due


def test_a_draft_of_the_last_days_is_named_by_its_weekday_an_older_one_by_its_date() -> None:
    now = moment_on(plan_date(20), 9)
    assert left_words(now - timedelta(days=5), now) == guide.say("leaving", "left_at", day="Monday", time="09:00")
    older = guide.date_words(plan_date(13), "long")
    assert left_words(now - timedelta(days=7), now) == guide.say("leaving", "left_at", day=older, time="09:00")


# -- evidence ----------------------------------------------------------------------------------------------------------


def test_the_last_five_of_the_evidence_are_those_since_the_baseline(tmp_path: Path) -> None:
    """The comparison and the reflection mean the same sessions, so that week 1 is never in both of its sides."""
    coach = begin(coach_at(tmp_path, 20))
    for plan_day, amount in enumerate((400, 410, 420, 430, 440), 1):
        record(coach, plan_day, amount=amount)
    coach.plan.freeze()
    for plan_day in range(8, 12):
        record(coach, plan_day, amount=500)
    assert coach.reflections.view(3).facts == ()
    record(coach, 12, amount=520)
    assert coach.reflections.view(3).facts == (guide.say("reflect", "fact_last", n=5, median="500 words"),)
