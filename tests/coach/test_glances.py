"""The results in a sentence and a small plot, a week that is over, and one "since" for page, cue and reflection."""

from datetime import date
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.cues.facts import Facts
from mastery_tui.practice import progress
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Behaviour, Better, Outcome, ResultKind, replace
from mastery_tui.practice.refused import Refused
from tests.tui.people import (
    PRACTISED,
    WRITING,
    begin,
    clock_of,
    coach_at,
    on_day,
    plan_date,
    record,
    writer_in_week_3,
    writer_on_day_12,
)

ERRORS = replace(WRITING, result=ResultKind.ERRORS, better=Better.FEWER)
FIVE = {1: 412.0, 2: 433.0, 3: 170.0, 5: 405.0, 6: 420.0}


def with_amounts(folder: Path, today: int, amounts: dict[int, float], behaviour: Behaviour = WRITING) -> Coach:
    """A plan with some amounts, by their plan days."""
    coach = begin(coach_at(folder, today), behaviour)
    for day, amount in amounts.items():
        record(coach, day, amount=amount)
    return coach


def say(key: str, **facts: object) -> str:
    return guide.say("glances", key, **facts)


# -- the sentence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "values", "said"),
    [
        (1, 0, say("before", n=0, needed=5, day=7)),
        (4, 3, say("before", n=3, needed=5, day=7)),
        (6, 5, say("enough", n=5, day=7)),
        (9, 2, say("too_few", n=2, needed=3)),
        (7, 3, say("waiting", n=3)),
        (9, 5, say("waiting", n=5)),
    ],
)
def test_until_the_baseline_is_frozen_the_values_are_counted(
    tmp_path: Path, today: int, values: int, said: str
) -> None:
    coach = with_amounts(tmp_path, today, {day: 400.0 for day in range(1, values + 1)})
    glance = coach.progress.glance()
    assert (glance.line, glance.levels, len(glance.columns)) == (said, {}, values)


def test_since_the_baseline_the_last_five_stand_beside_it(tmp_path: Path) -> None:
    coach = with_amounts(tmp_path, 20, FIVE)
    on_day(coach, 7, coach.plan.freeze)
    for day, amount in ((8, 100.0), (9, 500.0), (10, 510.0), (11, 520.0)):
        record(coach, day, amount=amount)
    assert coach.progress.glance().line == say("few_since", n=4, result=412)
    record(coach, 12, amount=530.0)
    record(coach, 13, amount=540.0)
    assert coach.progress.glance().line == say("now", median=520, n=5, result=412)


def test_where_no_baseline_can_come_any_more_that_is_said(tmp_path: Path) -> None:
    coach = with_amounts(tmp_path, 9, FIVE)
    coach.plan.finish()
    assert coach.progress.glance().line == guide.word("progress", "never")


def test_sessions_without_a_number_are_no_values(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12), PRACTISED)
    for day in range(1, 8):
        record(coach, day, outcome=Outcome.DONE)
    on_day(coach, 7, coach.plan.freeze)
    timeline = coach.context.shown
    numbered = replace(timeline.records.cycle, behaviour=replace(PRACTISED, unit="calls", result=ResultKind.AMOUNT))
    glance = coach.progress.glance()
    assert (glance.line, glance.columns, glance.trend) == ("", (), None)
    with coach.context.change("edit") as change:
        change.put(numbered)
    assert coach.progress.glance().line == guide.word("progress", "numberless")


def test_without_a_cycle_there_is_no_glance(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"cycle\.none"):
        coach_at(tmp_path).progress.glance()


# -- the plot ----------------------------------------------------------------------------------------------------------


def test_the_plot_is_that_of_progress_without_the_target(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    glance, page = coach.progress.glance(), coach.progress.view()
    shown = [(day.number, day.mark, day.result) for day in page.columns if day.result is not None]
    assert [(day.number, day.mark, day.result) for day in glance.columns] == shown
    assert glance.levels == {name: level for name, level in page.levels.items() if name != "target"}
    assert (glance.trend, glance.length) == (page.trend, page.length)
    assert glance.heading == say("unit_so_far", unit="Words")


def test_errors_are_called_errors(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), ERRORS)
    record(coach, 1, amount=400, errors=4)
    assert coach.progress.glance().heading == say("unit_so_far", unit=guide.word("progress", "errors"))
    assert [day.result for day in coach.progress.glance().columns] == [4]


def test_it_is_computed_once_until_the_journal_or_the_day_changes(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    first = coach.progress.glance()
    assert coach.progress.glance() is first
    clock_of(coach).set(plan_date(13))
    second = coach.progress.glance()
    assert second is not first
    record(coach, 13, amount=444)
    assert [day.result for day in coach.progress.glance().columns][-1] == 444


def test_the_routine_has_the_sentence_and_not_where_nothing_is_counted(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    row = (guide.word("glances", "so_far"), coach.progress.glance().line)
    assert coach.plan.view().routine[-1] == row
    other = begin(coach_at(tmp_path / "other", 3), PRACTISED)
    assert guide.word("glances", "so_far") not in dict(other.plan.view().routine)


def test_a_glance_is_at_the_cycle_that_is_looked_at(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path)
    before = coach.progress.glance()
    coach.plan.finish()
    clock_of(coach).set(plan_date(21))
    coach.plan.start(WRITING, 400, 150, plan_date(21))
    assert coach.progress.glance().columns == ()
    assert coach.of_cycle(1).progress.glance() == before


# -- a week that is over -----------------------------------------------------------------------------------------------


def over(coach: Coach, plan_day: int) -> tuple[str, ...]:
    view = coach.days.saved(plan_date(plan_day))
    assert view is not None
    return view.week_over


def kept(kept: int, recorded: int) -> str:
    return guide.say("adherence", "kept", kept=kept, recorded=recorded)


def week_said(number: int, what: str) -> str:
    return say("week_over", week=number, name=guide.week(number).name, kept=what)


def test_the_last_day_of_a_week_says_what_the_week_was(tmp_path: Path) -> None:
    coach = with_amounts(tmp_path, 7, FIVE | {7: 410.0})
    unrecorded = guide.say("adherence", "unrecorded", n=1)
    median = say("week_median", unit="Words", median=411, n=6)
    assert over(coach, 7) == (week_said(1, f"{kept(6, 6)}, {unrecorded}"), median)
    coach.plan.freeze()
    assert over(coach, 7)[1] == median, "the baseline is no measure for the week that it comes from"


def test_later_weeks_stand_beside_the_baseline(tmp_path: Path) -> None:
    coach = with_amounts(tmp_path, 14, FIVE)
    on_day(coach, 7, coach.plan.freeze)
    for day, amount in ((8, 440.0), (9, 450.0), (14, 460.0)):
        record(coach, day, amount=amount)
    for day in (10, 11, 12, 13):
        record(coach, day, outcome=Outcome.CANCELLED)
    beside = say("week_beside", unit="Words", median=450, n=3, result=412)
    assert over(coach, 14) == (week_said(2, kept(3, 7)), beside)
    record(coach, 9, outcome=Outcome.CANCELLED)
    assert over(coach, 14) == (week_said(2, kept(2, 7)),), "two values have no middle worth telling"


def test_a_week_with_a_later_day_to_record_is_not_over(tmp_path: Path) -> None:
    coach = with_amounts(tmp_path, 7, FIVE)
    assert over(coach, 6) == ()
    record(coach, 7, outcome=Outcome.CANCELLED)
    assert over(coach, 6)
    assert over(coach, 3) == (), "day 4 can still be recorded"
    coach.days.delete(plan_date(7))
    assert over(coach, 6) == ()


def test_a_day_off_leaves_nothing_to_record(tmp_path: Path) -> None:
    resting = replace(WRITING, rest_weekdays=(plan_date(7).isoweekday(),))
    coach = with_amounts(tmp_path, 6, FIVE, resting)
    assert over(coach, 6)[0].startswith(week_said(1, kept(5, 5)).removesuffix("."))
    assert over(coach, 3) == ()


def test_a_week_whose_end_has_no_date_is_not_over(tmp_path: Path) -> None:
    coach = with_amounts(tmp_path, 6, FIVE)
    clock_of(coach).set(plan_date(7))
    coach.days.pause(plan_date(7))
    assert over(coach, 6) == ()


def test_a_week_of_rest_has_nothing_to_tell(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7))
    for day in range(1, 8):
        record(coach, day, outcome=Outcome.REST)
    assert over(coach, 7) == ()


def test_the_end_of_the_plan_is_the_end_of_the_wrap_up(tmp_path: Path) -> None:
    coach = with_amounts(tmp_path, 30, {29: 400.0, 30: 410.0})
    assert over(coach, 30) == (say("wrap_up_over", kept=kept(2, 2)),)


# -- one "since" -------------------------------------------------------------------------------------------------------


def paused_and_late(folder: Path) -> Coach:
    """Frozen two days late, then a pause with a session in it that counts nowhere, and sessions after it."""
    coach = with_amounts(folder, 22, FIVE | {8: 300.0, 9: 310.0})
    on_day(coach, 9, coach.plan.freeze)
    on_day(coach, 10, lambda: coach.days.pause(plan_date(10), plan_date(12)))
    coach.days.check_in(Draft(amount=9000), plan_date(11), on_paused=True)
    for day, amount in ((13, 320.0), (14, 330.0), (15, 340.0)):
        record(coach, day, amount=amount)
    return coach


def since_for_cues(coach: Coach) -> list[date]:
    timeline = coach.context.shown
    return [session.day for session in Facts(timeline, timeline.today).since_baseline()]


def since_on_the_page(coach: Coach) -> list[str]:
    """Values, range and median that Progress shows for since and last."""
    rows = coach.progress.view().since[:3]
    return [row.cells[column] for column in (1, 2) for row in rows]


def test_page_cue_reflection_and_glance_mean_the_same_days_by_since(tmp_path: Path) -> None:
    coach = paused_and_late(tmp_path)
    timeline = coach.context.shown
    meant = [plan_date(day) for day in (8, 9, 13, 14, 15)]
    assert since_for_cues(coach) == meant
    baseline, sessions = timeline.records.cycle.baseline, timeline.sessions
    assert [session.day for session in progress.sessions_since(baseline, sessions)] == meant
    assert since_on_the_page(coach) == ["320", "300–340", "5"] * 2
    assert coach.reflections.view(3).facts[-1] == guide.say("reflect", "fact_last", n=5, median="320 words")
    assert coach.progress.glance().line == say("now", median=320, n=5, result=412)
    assert coach.plan.status().results == guide.say("cli", "results", unit="Words", what=coach.progress.glance().line)


def test_under_five_since_the_baseline_none_of_them_tells_a_now(tmp_path: Path) -> None:
    coach = paused_and_late(tmp_path)
    coach.days.delete(plan_date(15))
    assert since_on_the_page(coach) == ["315", "300–330", "4", "", "", ""]
    assert coach.reflections.view(3).facts == ()
    assert coach.progress.glance().line == say("few_since", n=4, result=412)
    assert len(since_for_cues(coach)) == 4


def test_what_is_frozen_again_moves_since_for_all_of_them(tmp_path: Path) -> None:
    coach = paused_and_late(tmp_path)
    record(coach, 7, amount=415.0)
    assert since_for_cues(coach)[0] == plan_date(7)
    assert coach.progress.view().since[2].cells[1] == "6"
    coach.plan.freeze()
    assert since_for_cues(coach)[0] == plan_date(8)
    assert coach.progress.view().since[2].cells == ("6", "5", "5")
    assert coach.reflections.view(3).facts[-1] == guide.say("reflect", "fact_last", n=5, median="320 words")
