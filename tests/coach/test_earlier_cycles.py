"""Days of a cycle that has ended: they are named, can be corrected, and nothing that was frozen moves."""

from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.choices import Outcome, State
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.refused import Refused
from tests.tui.people import START, begin, clock_of, coach_at, on_day, plan_date, record, two_plans

OWNER = guide.say("history", "cycle", n=1, name="Write 400 words")


def refused(code: str) -> "pytest.RaisesContext[Refused]":
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return two_plans(tmp_path)


def test_a_form_of_an_ended_cycle_says_whose_it_is(coach: Coach) -> None:
    form = coach.of_cycle(1).days.form(plan_date(8))
    assert form.cycle == OWNER
    assert form.recorded is not None
    assert form.recorded.amount == 408
    assert (form.target, form.minimum) == (400, 150)
    assert guide.word("adherence", "spare_left") not in form.remark
    assert coach.days.form(plan_date(33)).cycle == ""
    assert coach.of_cycle(2).days.form(plan_date(33)).cycle == ""


def test_only_days_of_the_cycle_are_beside_each_other(coach: Coach) -> None:
    first, last = coach.of_cycle(1).days.form(START), coach.of_cycle(1).days.form(plan_date(30))
    assert last.summary == ""
    assert (first.earlier, first.later) == (None, plan_date(2))
    assert (last.earlier, last.later) == (plan_date(29), None)


def test_a_correction_counts_by_the_standards_of_its_own_cycle(coach: Coach) -> None:
    earlier = coach.of_cycle(1)
    assert earlier.days.check_in(Draft(amount=155.0), plan_date(8)).check_in.outcome is Outcome.MINIMUM
    assert earlier.days.check_in(Draft(amount=400.0), plan_date(8)).check_in.outcome is Outcome.DONE
    form = coach.of_cycle(1).days.form(plan_date(8))
    assert form.recorded is not None
    assert (form.recorded.effort, form.recorded.note) == (8, "The kitchen was quiet, the café was not.")


def test_a_forgotten_day_is_recorded_in_its_cycle(coach: Coach) -> None:
    kept = coach.of_cycle(1).plan.status().so_far
    recorded = coach.of_cycle(1).days.check_in(Draft(amount=410.0, note="forgotten"), plan_date(5))
    assert recorded.before is None
    assert recorded.check_in.cycle == coach.of_cycle(1).plan.cycle_id
    assert coach.of_cycle(1).plan.status().so_far != kept
    assert coach.of_cycle(1).plan.day(plan_date(5)).recorded
    assert len(coach.progress.history().find("forgotten")) == 1


def test_what_was_frozen_stays_frozen(coach: Coach) -> None:
    before = coach.of_cycle(1).context.shown.records.cycle
    coach.of_cycle(1).days.check_in(Draft(amount=999.0), plan_date(2))
    after = coach.of_cycle(1).context.shown.records.cycle
    assert after == before
    assert after.baseline is not None
    assert [row.result for row in after.baseline.rows] == [401, 402, 160, 404, 406, 407]


def test_the_current_cycle_is_as_it_was(coach: Coach) -> None:
    before = coach.plan.status_rows()
    coach.of_cycle(1).days.check_in(Draft(outcome=Outcome.CANCELLED), plan_date(8))
    assert coach.plan.status_rows() == before


def test_undo_says_in_which_cycle_it_was(coach: Coach) -> None:
    earlier = coach.of_cycle(1)
    earlier.days.check_in(Draft(note="corrected"), plan_date(8))
    assert coach.undo() == guide.say("undone", "correct", day=plan_date(8), cycle=1)
    form = earlier.days.form(plan_date(8))
    assert form.recorded is not None
    assert form.recorded.note == "The kitchen was quiet, the café was not."
    assert coach.redo() == guide.say("undone", "correct", day=plan_date(8), cycle=1)
    earlier.days.delete(plan_date(8))
    assert coach.undo() == guide.say("undone", "delete_earlier", day=plan_date(8), cycle=1)


def test_a_check_in_of_the_cycle_that_runs_is_told_as_ever(coach: Coach) -> None:
    coach.of_cycle(2).days.check_in(Draft(amount=410.0), plan_date(34))
    assert coach.undo() == guide.change_words("check_in", day=plan_date(34))


def test_a_deleted_day_is_gone_from_its_cycle(coach: Coach) -> None:
    assert coach.of_cycle(1).days.delete(plan_date(8)).amount == 408
    assert not coach.of_cycle(1).plan.day(plan_date(8)).recorded
    with refused("check_in.none"):
        coach.of_cycle(1).days.delete(plan_date(8))


@pytest.mark.parametrize(("plan_day", "code"), [(0, "day.before_start"), (31, "day.after_end"), (34, "day.after_end")])
def test_only_days_of_the_cycle_can_be_recorded_in_it(coach: Coach, plan_day: int, code: str) -> None:
    earlier = coach.of_cycle(1)
    with refused(code):
        earlier.days.check_in(Draft(amount=400.0), plan_date(plan_day))
    with refused(code):
        earlier.days.form(plan_date(plan_day))


def test_days_after_the_end_of_a_stopped_cycle_are_none_of_its_own(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    record(coach, 10, amount=400)
    coach.plan.finish()
    with refused("day.after_end"):
        coach.of_cycle(1).days.check_in(Draft(amount=400.0), plan_date(12))
    assert coach.of_cycle(1).days.check_in(Draft(amount=400.0), plan_date(11)).check_in.day == plan_date(11)


def test_a_paused_date_of_an_ended_cycle_is_asked_about_and_its_pause_stays(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    record(coach, 11, amount=400)
    coach.days.pause(plan_date(8), plan_date(9))
    record(coach, 12, amount=400)
    coach.days.pause(plan_date(12))
    coach.plan.finish()
    earlier = coach.of_cycle(1)
    assert coach.state is State.ENDED
    for day in (8, 12):
        with refused("pause.paused"):
            earlier.days.check_in(Draft(amount=300.0), plan_date(day))
        recorded = earlier.days.check_in(Draft(amount=300.0), plan_date(day), on_paused=True)
        assert not recorded.pause_ended
    assert len(earlier.context.shown.records.pauses) == 2


def test_a_day_of_an_ended_cycle_is_not_recorded_without_naming_it(coach: Coach) -> None:
    for action in (
        lambda: coach.days.check_in(Draft(amount=400.0), plan_date(8)),
        lambda: coach.days.behaviour(plan_date(8)),
        lambda: coach.days.delete(plan_date(8)),
        lambda: coach.days.check_open(plan_date(8)),
    ):
        with pytest.raises(Refused, match=r"^day\.earlier$") as refusal:
            action()
        assert refusal.value.facts == {"day": plan_date(8), "number": 1, "behavior": "Write 400 words"}
    with refused("day.before_start"):
        coach.days.check_in(Draft(amount=400.0), plan_date(31))


def test_where_no_cycle_runs_a_day_says_whose_it_is_and_today_that_none_runs(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31))
    record(coach, 10, amount=400)
    coach.plan.finish()
    with refused("day.earlier"):
        coach.days.check_in(Draft(amount=400.0), plan_date(11))
    with refused("cycle.ended"):
        coach.days.check_in(Draft(amount=400.0))


def test_cycles_are_named_by_their_numbers(coach: Coach, tmp_path: Path) -> None:
    assert coach.plan.number == 2
    assert coach.of_cycle(1).plan.number == 1
    for number in (0, 3, -1):
        with refused("cycle.number"):
            coach.of_cycle(number)
    nobody = coach_at(tmp_path / "nobody")
    assert nobody.plan.number == 0
    with refused("cycle.none"):
        nobody.of_cycle(1)


def test_an_earlier_cycle_shows_as_it_ended_and_nothing_in_it_is_today(coach: Coach) -> None:
    earlier = coach.of_cycle(1)
    assert earlier.state is State.ENDED
    cells = [cell for row in earlier.plan.view().calendar.rows for cell in row.cells if cell is not None]
    assert [cell.day for cell in cells] == [plan_date(day) for day in range(1, 31)]
    assert not any(cell.today or cell.ahead for cell in cells)
    assert earlier.plan.week_row(1).kept
    assert earlier.cues.banner() is None


def test_nothing_but_days_is_changed_in_an_ended_cycle(coach: Coach) -> None:
    earlier = coach.of_cycle(1)
    for action in (
        earlier.plan.freeze,
        earlier.days.pause,
        earlier.days.resume,
        lambda: earlier.plan.adjust("x"),
        lambda: earlier.plan.feedback("x", day=plan_date(8)),
        lambda: earlier.days.rest(plan_date(9)),
        lambda: earlier.reflections.write(1, {"prompt": "x"}),
    ):
        with refused("cycle.ended"):
            action()


def test_the_page_after_saving_looks_at_no_tomorrow(coach: Coach) -> None:
    earlier = coach.of_cycle(1)
    view = earlier.days.saved(plan_date(8))
    assert view is not None
    assert (view.tomorrow, view.task, view.cycle) == ("", "", OWNER)
    assert view.week is not None
    assert earlier.days.saved(plan_date(5)) is None
    assert earlier.days.begun
    session = earlier.days.last_session(plan_date(8))
    assert session is not None
    assert session.done.startswith("407 words")


def test_another_window_may_end_the_cycle_meanwhile(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 20))
    record(coach, 10, amount=400)
    here = coach.of_cycle(1)
    on_day(coach_at(tmp_path, 20), 20, coach_at(tmp_path, 20).plan.finish)
    recorded = here.days.check_in(Draft(amount=410.0), plan_date(10))
    assert recorded.check_in.amount == 410
    assert here.undo() == guide.change_words("correct", day=plan_date(10), cycle=1)


def test_status_on_a_date_of_an_earlier_cycle_is_that_cycles(coach: Coach) -> None:
    told = coach.as_of(plan_date(8)).plan.status_rows()
    cycle = told["cycle"]
    assert isinstance(cycle, dict)
    assert (cycle["number"], cycle["day"]) == (1, 8)
    assert told["state"] == "running"
    clock_of(coach).set(plan_date(34))
    assert coach.as_of(plan_date(31)).plan.status_rows()["state"] == "ended"
