"""What the Coach hands over for the page Progress: in each state its words, and figures that agree with each other."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.progress_views import ProgressView
from mastery_tui.guide.wording import capital
from mastery_tui.practice.records import (
    Behaviour,
    Better,
    Changed,
    ClosedAs,
    Feeling,
    Outcome,
    ResultKind,
    replace,
)
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Mark
from tests.tui.people import (
    PRACTISED,
    START,
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

ERRORS = Behaviour(
    name="Play one hard passage",
    standard="One passage from memory",
    unit="minutes",
    result=ResultKind.ERRORS,
    better=Better.FEWER,
    feedback_source="The teacher on Fridays",
    contexts=("home",),
)


def with_values(folder: Path, today: int, values: dict[int, float], behaviour: Behaviour = WRITING) -> Coach:
    """A plan with some results, seen on a plan day; by their plan days, in what the behaviour counts."""
    coach = begin(coach_at(folder, today), behaviour)
    counted = behaviour.result.value
    for day, value in values.items():
        said = {"amount": 400.0, counted: int(value) if counted == "errors" else value}
        record(coach, day, **said)
    return coach


FIVE = {1: 400.0, 2: 300.0, 3: 350.0, 5: 410.0, 6: 380.0}


def frozen(folder: Path, later: dict[int, float], values: dict[int, float] = FIVE, **said: object) -> ProgressView:
    """The view where some values were frozen and others came later."""
    behaviour = said.get("behaviour", WRITING)
    assert isinstance(behaviour, Behaviour)
    coach = with_values(folder, 25, values, behaviour)
    on_day(coach, 7, coach.plan.freeze)
    counted = behaviour.result.value
    for day, value in later.items():
        record(coach, day, **{"amount": 400.0, counted: int(value) if counted == "errors" else value})
    return coach.progress.view()


# -- states ------------------------------------------------------------------------------------------------------------


def test_without_a_cycle_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"cycle\.none"):
        coach_at(tmp_path).progress.view()


def test_before_the_first_day_it_says_when_the_plan_begins(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    coach.plan.start(WRITING, 400, 150, START + timedelta(days=7))
    view = coach.progress.view()
    assert view.state == guide.say("progress", "begins", day="Monday 23 November")
    assert (view.kept, view.today) == (guide.word("adherence", "none"), None)
    assert all(column.ahead for column in view.columns)


def test_on_the_first_day_nothing_is_told_yet(tmp_path: Path) -> None:
    view = begin(coach_at(tmp_path)).progress.view()
    assert (view.kept, view.rate, view.state) == (guide.word("adherence", "none"), "", "")
    assert view.verdict == guide.say("progress", "early_none", first=7, needed=3)
    assert view.contexts_note == guide.word("progress_below", "no_tags")
    assert view.today == 1
    assert view.columns[0].done == guide.word("plan", "not_recorded_yet")


@pytest.mark.parametrize(
    ("today", "values", "key", "facts"),
    [
        (5, {1: 400.0, 2: 300.0, 4: 350.0}, "early", {"n": 3, "first": 7}),
        (9, {1: 400.0, 2: 300.0}, "too_few", {"n": 2, "needed": 3}),
        (9, FIVE, "waiting", {"n": 5}),
    ],
)
def test_until_the_baseline_is_frozen_it_says_what_that_takes(
    tmp_path: Path, today: int, values: dict[int, float], key: str, facts: dict[str, int]
) -> None:
    view = with_values(tmp_path, today, values).progress.view()
    assert view.verdict == guide.say("progress", key, **facts)
    assert (view.detail, view.since) == ("", ())
    assert set(view.levels) == {"target"}


def test_a_thin_baseline_says_so_and_compares_nothing(tmp_path: Path) -> None:
    values = {1: 300.0, 2: 310.0, 3: 320.0, 5: 330.0}
    view = frozen(tmp_path, {day: 400.0 + day for day in range(8, 17)}, values)
    assert view.verdict == guide.word("comparisons", "too_few")
    assert view.detail == guide.say("progress", "sides", n_before=4, n_after=9)
    assert view.since_head[0] == guide.word("progress_below", "thin")


def test_an_ended_plan_without_a_baseline_compares_nothing(tmp_path: Path) -> None:
    coach = with_values(tmp_path, 20, FIVE)
    coach.plan.finish()
    assert coach.progress.view().verdict == guide.word("progress", "never")


def test_a_pause_says_since_when_and_its_dates_follow_the_last_day(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    coach.days.pause()
    clock_of(coach).moment += timedelta(days=3)
    view = coach.progress.view()
    assert view.state == guide.say("progress", "paused", day="Friday 27 November")
    assert (view.today, view.paused_now) == (11, 4)


def test_done_or_not_has_no_numbers(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), PRACTISED)
    for day in range(1, 8):
        record(coach, day, outcome=Outcome.DONE, effort=4, confidence=3)
    on_day(coach, 7, coach.plan.freeze)
    record(coach, 8, outcome=Outcome.DONE, effort=6, confidence=5)
    view = coach.progress.view()
    assert (view.counted, view.label) == (False, guide.word("progress", "results"))
    assert (view.verdict, view.trend_words, view.levels) == (guide.word("progress", "yes_no"), "", {})
    assert [row.cells[:2] for row in view.since] == [("4", "6"), ("3", "5")]


# -- figures -----------------------------------------------------------------------------------------------------------


def test_what_was_kept_is_told_by_days_and_weeks_alike(tmp_path: Path) -> None:
    view = writer_in_week_3(tmp_path).progress.view()
    marks = [column.mark for column in view.columns if not column.ahead and column.mark is not None]
    assert view.totals == tuple(marks.count(mark) for mark in view.marks)
    assert view.totals == tuple(map(sum, zip(*(week.counts for week in view.weeks), strict=True)))
    done, minimum = view.totals[:2]
    cancelled = view.totals[view.marks.index(Mark.CANCELLED)]
    assert view.kept_short == guide.say(
        "adherence", "kept_short", kept=done + minimum, recorded=done + minimum + cancelled
    )
    assert [week.current for week in view.weeks] == [False, False, True, False, False]
    assert [week.begun for week in view.weeks] == [True, True, True, False, False]


def test_the_columns_of_since_hold_median_range_and_number(tmp_path: Path) -> None:
    view = frozen(tmp_path, {day: 400.0 + day for day in range(8, 18)})
    median, spread, values = view.since[:3]
    assert median.cells == ("380", "412.5", "415")
    assert spread.cells == ("300–410", "408–417", "413–417")
    assert values.cells == ("5", "10", "5")
    assert view.since_note == guide.say("progress_below", "minimum_days", n=3, count=5)


def test_nothing_is_said_of_now_under_five_values(tmp_path: Path) -> None:
    view = frozen(tmp_path, {day: 400.0 + day for day in range(8, 12)})
    assert [row.cells[2] for row in view.since[:3]] == ["", "", ""]


@pytest.mark.parametrize(
    ("behaviour", "later", "expected"),
    [
        (WRITING, 420.0, ("comparisons", "likely")),
        (WRITING, 100.0, ("comparisons", "likely_lower")),
        (ERRORS, 1.0, ("comparisons", "likely")),
        (ERRORS, 9.0, ("comparisons", "likely_higher")),
    ],
)
def test_the_verdict_reads_fewer_as_better_where_fewer_is_better(
    tmp_path: Path, behaviour: Behaviour, later: float, expected: tuple[str, str]
) -> None:
    before = {1: 4.0, 2: 5.0, 3: 5.0, 5: 6.0, 6: 7.0} if behaviour is not WRITING else FIVE
    view = frozen(tmp_path, dict.fromkeys(range(8, 14), later), before, behaviour=behaviour)
    better_by_falling = behaviour.better is Better.FEWER and expected[1] == "likely"
    fewer = f" {guide.word('progress', 'fewer')}" if better_by_falling else ""
    assert view.verdict == guide.word(*expected) + fewer
    share = 100 if expected[1] == "likely" else 0
    assert view.detail == guide.say("progress", "pairs", percent=share, count=30, n_before=5, n_after=6)


def test_a_stored_direction_that_no_start_allows_is_worded_as_it_went(tmp_path: Path) -> None:
    coach = with_values(tmp_path, 20, FIVE)
    on_day(coach, 7, coach.plan.freeze)
    for day in range(8, 14):
        record(coach, day, amount=900.0)
    cycle = coach.context.running.records.cycle
    with coach.context.change("edit") as change:
        change.put(replace(cycle, behaviour=replace(cycle.behaviour, better=Better.FEWER)))
    assert coach.progress.view().verdict == guide.word("comparisons", "likely_above")


def test_the_trend_is_a_line_from_the_first_result_to_the_last(tmp_path: Path) -> None:
    view = with_values(tmp_path, 9, {day: 300.0 + 10 * day for day in range(1, 7)}).progress.view()
    assert view.trend is not None
    assert (view.trend.first, view.trend.last) == (1, 6)
    assert (view.trend.at_first, view.trend.at_last) == (310, 360)
    assert view.trend_words == guide.say("progress", "slope", change="+70", unit="words", n=6)


def test_a_trend_of_large_numbers_has_all_its_digits(tmp_path: Path) -> None:
    view = with_values(tmp_path, 9, {day: 200_000.0 * day for day in range(1, 7)}).progress.view()
    assert view.trend_words == guide.say("progress", "slope", change="+1400000", unit="words", n=6)


def test_under_five_values_there_is_no_trend(tmp_path: Path) -> None:
    view = with_values(tmp_path, 5, {1: 300.0, 2: 310.0, 3: 320.0}).progress.view()
    assert (view.trend, view.trend_words) == (None, guide.say("progress", "no_slope", n=3))


# -- days --------------------------------------------------------------------------------------------------------------


def test_a_day_is_told_with_its_result_first(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3), ERRORS, 30, 10)
    said = {"amount": 20.0, "errors": 4, "effort": 7, "feeling": Feeling.ANXIOUS, "strength": 3, "confidence": 2}
    record(coach, 1, **said, contexts=("home",), note="Slow\nand even.")
    day = coach.progress.view().columns[0]
    assert day.title == "Day 1 · Mon 16 Nov"
    assert (day.brief, day.done) == ("20 minutes", f"20 minutes, {guide.word('outcomes', 'minimum')}")
    assert day.felt == ("errors 4", "effort 7", "anxious 3", "confidence 2")
    assert (day.contexts, day.second) == ("@home", "'Slow and even.'")
    assert (day.result, day.result_words, day.feeling_letter) == (4, "4", "A")


def test_what_the_plan_had_on_a_day_stands_before_its_note(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 27)
    on_day(coach, 16, lambda: coach.plan.feedback("The opening\nstill explains"))
    on_day(coach, 16, lambda: coach.plan.adjust("begin in the middle"))
    on_day(coach, 18, lambda: coach.plan.adjust(closed_as=ClosedAs.KEPT))
    on_day(coach, 25, lambda: coach.plan.transfer(Changed.PLACE, "the café", amount=200.0))
    days = {column.number: column for column in coach.progress.view().columns}
    assert (days[7].events, days[7].second) == ("b", f"b {guide.word('progress_events', 'baseline')}")
    finding = guide.say("progress_events", "feedback", text="The opening still explains")
    tried = guide.say("progress_events", "adjustment", text="begin in the middle")
    assert (days[16].events, days[16].second) == ("fa", f"f {finding} · a {tried}")
    assert [number for number, day in days.items() if day.trying] == [16, 17]
    assert days[25].second == f"x {guide.say('progress_events', 'transfer', text='the café')}"


# -- contexts and cycles -----------------------------------------------------------------------------------------------


def test_a_context_has_its_counts_and_where_there_are_enough_its_interval(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 20))
    for day in range(1, 19):
        desk = day % 3 == 0
        outcome = Outcome.DONE if desk or day % 2 else Outcome.CANCELLED
        amount = 400.0 if outcome is Outcome.DONE else None
        record(coach, day, outcome=outcome, amount=amount, contexts=("desk",) if desk else ("quiet",))
    desk = next(row for row in coach.progress.view().contexts if row.tag == "@desk")
    assert (desk.with_tag, desk.without) == ("6 of 6", "6 of 12")
    assert desk.interval is not None
    low, middle, high = desk.interval
    assert low < middle == 0.5 < high
    assert desk.told.startswith("+50 points")


def test_cancelled_days_without_a_tag_let_results_be_compared(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14))
    for day in range(1, 12):
        record(coach, day, amount=400.0 + day, contexts=("desk",) if day % 2 else ("quiet",))
    record(coach, 12, outcome=Outcome.CANCELLED)
    view = coach.progress.view()
    assert view.contexts_heading == guide.word("progress_below", "contexts_results")
    assert view.contexts_note == " ".join(
        (guide.word("comparisons", "by_results"), capital(guide.say("comparisons", "untagged", n=1)))
    )
    facts = {"median": 406, "n": 6, "other_median": 406, "other_n": 5}
    hint = guide.word("comparisons", "hint")
    assert view.contexts[0].told == guide.say("progress_below", "by_results", **facts, text=hint)


def test_earlier_cycles_stand_above_this_one(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 31)
    assert coach.progress.earlier().more == guide.word("progress_below", "first_cycle")
    coach.plan.finish()
    clock_of(coach).set(plan_date(35))
    coach.plan.start(WRITING, 400, 150, plan_date(33))
    before, this = coach.progress.earlier().rows
    assert (before.title, this.title) == ("16 Nov on", guide.word("progress_below", "this"))
    assert (before.this, this.this) == (False, True)
    assert before.kept == "28 of 30"
    assert before.results is not None
    assert before.median == guide.number(before.results[1])
    assert coach.progress.earlier().more == ""


def test_cycles_of_another_practice_are_counted_and_not_compared(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 31)
    coach.plan.finish()
    clock_of(coach).set(plan_date(33))
    coach.plan.start(PRACTISED, 1, 1, plan_date(33))
    assert coach.progress.earlier().rows == ()
    assert coach.progress.earlier().more == guide.say("progress_below", "more", more=1)


# -- once a change -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ask", [lambda coach: coach.progress.view(), lambda coach: coach.progress.earlier()])
def test_each_view_is_computed_once_until_something_changes(tmp_path: Path, ask: Callable[[Coach], object]) -> None:
    coach = writer_on_day_12(tmp_path)
    first = ask(coach)
    assert ask(coach) is first
    record(coach, 12, amount=420.0)
    second = ask(coach)
    assert second is not first
    clock_of(coach).moment += timedelta(days=1)
    assert ask(coach) is not second
