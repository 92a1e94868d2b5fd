"""A second month carries over: what Setup begins with after the first, and what the Coach begins it with."""

from pathlib import Path

from msgspec.structs import replace

from mastery_tui.coach import Coach
from mastery_tui.coach.typed import setup
from mastery_tui.practice.records import Better, Next, ResultKind
from mastery_tui.tui.forms.setup_rows import first_texts
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, on_day, plan_date, record

ROUTINE = replace(WRITING, rest_weekdays=(6, 7), pause_signs="a tight jaw")


def ended(folder: Path, following: Next | None = Next.CONTINUE, today: int = 31) -> Coach:
    coach = begin(coach_at(folder, today), ROUTINE, 420, 160)
    for day in range(1, 31):
        record(coach, day, amount=200 if day < 8 else 400 + day)
    on_day(coach, 7, coach.plan.freeze)
    coach.plan.finish(following)
    return coach


def test_before_the_first_plan_and_while_one_runs_nothing_is_carried(tmp_path: Path) -> None:
    coach = coach_at(tmp_path, 3)
    assert coach.plan.carried() is None
    assert begin(coach).plan.carried() is None


def test_the_routine_the_amounts_and_where_it_had_come_to_are_carried(tmp_path: Path) -> None:
    carried = ended(tmp_path).plan.carried()
    assert carried is not None
    example = carried.example
    assert (example.name, example.standard, example.unit) == (ROUTINE.name, ROUTINE.standard, "words")
    assert (example.target, example.minimum) == (420, 160)
    assert (example.anchor_when, example.anchor_at) == (ROUTINE.anchor_when, ROUTINE.anchor_at)
    assert (example.feedback_source, example.contexts) == (ROUTINE.feedback_source, ROUTINE.contexts)
    assert example.rest_weekdays == (6, 7)
    assert (example.starting_conditions, example.transfer_idea, example.better_in_a_week) == ("", "", "")
    assert carried.now == "last 5: median 428 words"
    assert (carried.begins, carried.at, carried.first) == (True, "", "")


def test_adjust_looks_at_the_standard_first_and_stop_only_offers_the_last_plan(tmp_path: Path) -> None:
    adjust = ended(tmp_path / "a", Next.ADJUST).plan.carried()
    stop = ended(tmp_path / "b", Next.STOP).plan.carried()
    nothing = ended(tmp_path / "c", None).plan.carried()
    assert adjust is not None
    assert stop is not None
    assert nothing is not None
    assert (adjust.begins, adjust.at) == (True, "standard")
    assert (stop.begins, stop.at) == (False, "")
    assert (nothing.begins, nothing.at) == (True, "")


def test_a_plan_that_ends_today_is_followed_from_tomorrow_on(tmp_path: Path) -> None:
    carried = ended(tmp_path, today=30).plan.carried()
    assert carried is not None
    assert carried.first == "16 Dec"
    typed = first_texts(carried)
    assert setup.first_day(typed, plan_date(30)) == plan_date(31)


def test_what_setup_begins_with_is_the_same_plan_again(tmp_path: Path) -> None:
    coach = ended(tmp_path)
    carried = coach.plan.carried()
    typed = first_texts(carried)
    assert not any(setup.refusals(typed, step, coach.today) for step in (1, 2))
    cycle = coach.plan.start(
        setup.behaviour(typed),
        setup.amount(typed, "target"),
        setup.amount(typed, "minimum"),
        setup.first_day(typed, coach.today),
        goes_on=True,
    )
    assert cycle.behaviour == replace(ROUTINE, starting_conditions="", better_in_a_week="")
    assert (cycle.standards[0].target, cycle.standards[0].minimum, cycle.standards[0].locked) == (420, 160, False)


def test_signs_to_pause_go_on_only_with_the_routine(tmp_path: Path) -> None:
    coach = ended(tmp_path)
    assert coach.plan.start(WRITING, 400, 150).behaviour.pause_signs == ""


def test_yes_or_no_is_carried_as_done_or_not(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 10), PRACTISED)
    coach.plan.finish()
    typed = first_texts(coach.plan.carried())
    assert setup.yes_no(typed)
    assert setup.behaviour(typed).name == PRACTISED.name


def test_errors_are_carried_with_their_own_now(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31), replace(WRITING, result=ResultKind.ERRORS, better=Better.FEWER))
    for day in range(1, 31):
        record(coach, day, amount=400, errors=4)
    coach.plan.finish()
    carried = coach.plan.carried()
    assert carried is not None
    assert (carried.example.result, carried.now) == ("errors", "last 5: median 4 errors")


def test_too_few_results_say_nothing_of_now(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 4))
    for day in range(1, 4):
        record(coach, day, amount=400)
    clock_of(coach).set(plan_date(5))
    coach.plan.finish()
    carried = coach.plan.carried()
    assert carried is not None
    assert carried.now == ""
