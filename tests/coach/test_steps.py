"""Next steps that act: easier for a while and measured again, one adjustment kept."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings, strategies as st

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.cue_actions import AMOUNT_STEPS, can_take, easier_of
from mastery_tui.coach.words import phrases
from mastery_tui.practice.records import Better, Feeling, Outcome, Reduction, ResultKind, replace
from mastery_tui.practice.reducing import easier_sessions
from mastery_tui.practice.refused import Refused
from tests.tui.people import PRACTISED, START, WRITING, begin, clock_of, coach_at, on_day, plan_date, record


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return begin(coach_at(tmp_path, 10))


def test_easier_halves_and_rounds_up_and_lasts_a_week(coach: Coach) -> None:
    coach.easier.reduce()
    day = coach.context.running.day(plan_date(10))
    assert day is not None
    assert (day.target, day.minimum, day.reduced) == (200, 75, True)
    last, after = coach.context.running.day(plan_date(16)), coach.context.running.day(plan_date(17))
    assert last is not None
    assert after is not None
    assert (last.reduced, after.reduced, after.minimum) == (True, False, 150)


def test_an_outcome_follows_the_easier_standard(coach: Coach) -> None:
    coach.easier.reduce(target=300, minimum=50, until=plan_date(12))
    assert record(coach, 10, amount=60).outcome is Outcome.MINIMUM
    assert record(coach, 13, amount=60).outcome is Outcome.PARTIAL


def test_it_begins_tomorrow_once_today_is_recorded(coach: Coach) -> None:
    record(coach, 10, amount=160)
    assert coach.easier.reduce().from_day == plan_date(11)


def test_the_first_result_afterwards_is_kept_and_follows_an_edit(coach: Coach) -> None:
    coach.easier.reduce(until=plan_date(11))
    clock_of(coach).set(plan_date(14))
    record(coach, 12, outcome=Outcome.CANCELLED)
    record(coach, 13, amount=380)
    record(coach, 14, amount=500)
    assert coach.context.running.records.reductions[0].result_after == 380
    record(coach, 13, amount=390)
    assert coach.context.running.records.reductions[0].result_after == 390
    record(coach, 12, amount=100)
    assert coach.context.running.records.reductions[0].result_after == 100


def test_a_new_one_ends_the_old_the_day_before(coach: Coach) -> None:
    coach.easier.reduce()
    clock_of(coach).set(plan_date(12))
    coach.easier.reduce(minimum=100, target=400)
    first, second = coach.context.running.records.reductions
    assert first.until_day == plan_date(11)
    assert (second.from_day, second.until_day) == (plan_date(12), plan_date(18))
    coach.undo()
    (only,) = coach.context.running.records.reductions
    assert only.until_day == plan_date(16)


def test_making_it_easier_twice_on_one_day_leaves_one(coach: Coach) -> None:
    coach.easier.reduce()
    for said in ({"target": 300, "minimum": 100}, {"target": 200, "minimum": 80}, {}):
        again = coach.easier.reduce(**said)  # type: ignore[arg-type]
        assert coach.context.running.records.reductions == (again,)


def test_one_that_goes_on_longer_and_is_not_easier_goes_on_beneath(coach: Coach) -> None:
    coach.easier.reduce()
    coach.easier.reduce(target=100, minimum=50, until=plan_date(12))
    assert standards(coach, 12, 13, 16, 17) == [(100, 50), (200, 75), (200, 75), (400, 150)]
    clock_of(coach).set(plan_date(11))
    coach.easier.reduce(target=90, minimum=40, until=plan_date(20))
    assert standards(coach, 10, 11, 20, 21) == [(100, 50), (90, 40), (90, 40), (400, 150)]
    spans = [(each.from_day, each.until_day) for each in coach.context.running.records.reductions]
    assert spans == [(plan_date(first), plan_date(last)) for first, last in ((10, 16), (10, 12), (11, 20))]


def test_before_the_start_easier_days_begin_on_the_first_day(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    coach.plan.start(WRITING, 400, 150, plan_date(5))
    reduction = coach.easier.reduce()
    assert (reduction.from_day, reduction.until_day) == (plan_date(5), plan_date(11))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"target": 400, "minimum": 150}, "reduction.easier"),
        ({"target": 100, "minimum": 120}, "minimum.above_target"),
        ({"until": plan_date(9)}, "reduction.order"),
        ({"minimum": 0}, "number.positive"),
    ],
)
def test_what_is_not_easier_is_refused(coach: Coach, said: dict[str, object], code: str) -> None:
    with pytest.raises(Refused, match=f"^{code}$"):
        coach.easier.reduce(**said)  # type: ignore[arg-type]
    assert coach.context.running.records.reductions == ()


def test_the_smallest_minimum_is_said(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), minimum=1)
    assert coach.easier.offer().smallest
    assert not begin(coach_at(tmp_path / "other", 9), minimum=3).easier.offer().smallest
    with pytest.raises(Refused, match=r"^reduction\.yes_no$"):
        begin(coach_at(tmp_path / "third", 9), PRACTISED).easier.reduce()


def test_parking_keeps_the_one_tried_longest(coach: Coach) -> None:
    clock = clock_of(coach)
    for text in ("first", "second", "third"):
        coach.plan.adjust(text)
        clock.moment += timedelta(minutes=1)
    with coach.context.change() as change:
        assert [each.text for each in coach.plan.park_in(change)] == ["second", "third"]
    assert [each.text for each in coach.plan.open_adjustments()] == ["first"]
    with pytest.raises(Refused, match=r"^adjustment\.one$"), coach.context.change() as change:
        coach.plan.park_in(change)
    coach.undo()
    assert len(coach.plan.open_adjustments()) == 3


# -- from a cue --------------------------------------------------------------------------------------------------------


def test_after_a_second_cancelled_block_only_the_minimum_is_next(coach: Coach) -> None:
    record(coach, 9, outcome=Outcome.CANCELLED)
    record(coach, 10, outcome=Outcome.CANCELLED)
    assert "recover.second_cancel" in {cue.rule for cue in coach.cues.all()}
    said = coach.cues.take_step("recover.second_cancel")
    day = coach.context.running.day(plan_date(11))
    assert day is not None
    assert (day.target, day.minimum) == (150, 150)
    assert "on Thursday 26 November," in said
    after = coach.context.running.day(plan_date(12))
    assert after is not None
    assert after.target == 400


def test_missed_dates_are_counted_as_a_pause_with_one_step(coach: Coach) -> None:
    for day in range(1, 6):
        record(coach, day, amount=420)
    welcome = next(cue for cue in coach.cues.all() if cue.rule == "recover.welcome_back")
    assert (welcome.step, welcome.step_word) == ("count_as_pause", guide.word("steps", "count_as_pause"))
    said = coach.cues.take_step("recover.welcome_back")
    assert said.startswith("Saturday 21 to Tuesday 24 November now count as a pause.")
    assert coach.context.running.plan_day == 6
    assert coach.context.running.adherence.not_recorded == 0
    assert "recover.welcome_back" not in {cue.rule for cue in coach.cues.all()}
    coach.undo()
    assert coach.context.running.plan_day == 10


def test_a_pause_over_the_end_of_a_month_names_both_months(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 18))
    for day in range(1, 15):
        record(coach, day, amount=420)
    said = coach.cues.take_step("recover.welcome_back")
    assert said.startswith("Monday 30 November to Wednesday 2 December now count as a pause.")


def greeted(coach: Coach, plan_day: int) -> bool:
    clock_of(coach).set(plan_date(plan_day))
    return "recover.welcome_back" in {cue.rule for cue in coach.cues.all()}


def test_a_plan_begun_some_days_back_greets_nobody_before_its_first_record(tmp_path: Path) -> None:
    coach = coach_at(tmp_path, 5)
    coach.plan.start(WRITING, 400, 150, START)
    assert not greeted(coach, 8)
    record(coach, 8, amount=400)
    assert greeted(coach, 12)


def test_an_edit_or_a_night_makes_no_plan_one_that_was_begun_back(tmp_path: Path) -> None:
    edited = begin(coach_at(tmp_path, 2))
    edited.plan.edit(name="Write 300 words")
    assert greeted(edited, 5)
    coach = coach_at(tmp_path / "night")
    clock_of(coach).set(plan_date(2), 1)
    coach.plan.start(WRITING, 400, 150)
    assert coach.context.running.first_day == START
    assert greeted(coach, 5)


def test_a_step_is_taken_by_what_another_window_recorded_meanwhile(coach: Coach, tmp_path: Path) -> None:
    for day in range(1, 6):
        record(coach, day, amount=420)
    assert "recover.welcome_back" in {cue.rule for cue in coach.cues.all()}
    record(coach_at(tmp_path, 10), 6, amount=420)
    coach.cues.take_step("recover.welcome_back")
    (pause,) = coach.context.running.records.pauses
    assert (pause.first, pause.last) == (plan_date(7), plan_date(9))
    assert guide.date_words(plan_date(7), "day_month") in coach.undo()


def test_no_step_is_taken_that_another_window_made_needless(coach: Coach, tmp_path: Path) -> None:
    for day in range(1, 6):
        record(coach, day, amount=420)
    assert "recover.welcome_back" in {cue.rule for cue in coach.cues.all()}
    there = coach_at(tmp_path, 10)
    for day in range(6, 10):
        record(there, day, amount=420)
    with pytest.raises(Refused, match=r"^cue\.not_firing$"):
        coach.cues.take_step("recover.welcome_back")
    assert coach.context.running.records.pauses == ()


def test_no_rest_is_planned_for_what_another_window_took_back(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 22))
    for day in range(12, 23):
        record(coach, day, amount=420, effort=7, contexts=("desk",))
    assert "recover.no_rest" in {cue.rule for cue in coach.cues.all()}
    coach_at(tmp_path, 22).days.delete(plan_date(18))
    with pytest.raises(Refused, match=r"^cue\.not_firing$"):
        coach.cues.take_step("recover.no_rest")


def test_a_second_adjustment_is_parked_with_one_step(coach: Coach) -> None:
    clock = clock_of(coach)
    coach.plan.adjust("begin with the ending")
    clock.moment += timedelta(minutes=1)
    coach.plan.adjust("no music")
    assert step_of(coach, "adjust.one_change") == "park_others"
    coach.cues.take_step("adjust.one_change")
    assert [each.text for each in coach.plan.open_adjustments()] == ["begin with the ending"]
    assert all(cue.rule != "adjust.one_change" or cue.state != "firing" for cue in coach.cues.all())


def test_the_minimum_is_halved_for_a_week_with_one_step(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14))
    for day in range(8, 15):
        record(coach, day, amount=100 if day in (8, 10, 12, 14) else 160)
    assert "adjust.shrink_minimum" in {cue.rule for cue in coach.cues.all()}
    coach.cues.take_step("adjust.shrink_minimum")
    day = coach.context.running.day(plan_date(15))
    assert day is not None
    assert (day.target, day.minimum) == (400, 75)


@pytest.mark.parametrize(("step", "target"), [("reduce", 200), ("halve_minimum", 400)])
def test_what_was_made_easier_since_the_cue_is_not_made_easier_again_while_it_lasts_longer_than_a_day(
    coach: Coach, step: str, target: float
) -> None:
    first = coach.easier.offer().first
    assert can_take(step, coach.context.running, first)
    coach.easier.reduce(target, 100, first)
    assert can_take(step, coach.context.running, first), "one easy day is another matter"
    coach.easier.reduce(target, 100, first + timedelta(days=6))
    assert not can_take(step, coach.context.running, first)
    assert can_take(step, coach.context.running, first + timedelta(days=1)), "that was before the cue"


def test_a_rest_is_planned_with_one_step(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 22))
    for day in range(12, 23):
        record(coach, day, amount=420, effort=7, contexts=("desk",))
    assert "recover.no_rest" in {cue.rule for cue in coach.cues.all()}
    coach.cues.take_step("recover.no_rest")
    tomorrow = coach.context.running.day(plan_date(23))
    assert tomorrow is not None
    assert tomorrow.outcome is Outcome.REST


def test_a_step_needs_a_cue_that_shows_and_something_to_record(coach: Coach) -> None:
    with pytest.raises(Refused, match=r"^cue\.not_firing$"):
        coach.cues.take_step("recover.no_rest")
    record(coach, 10, outcome=Outcome.CANCELLED)
    with pytest.raises(Refused, match=r"^step\.none$"):
        coach.cues.take_step("note.spare_used")


def test_every_rule_stands_with_its_figures_and_when_it_last_fired(coach: Coach) -> None:
    record(coach, 10, outcome=Outcome.CANCELLED)
    rules = {each.rule: each for each in coach.cues.rules()}
    assert len(rules) == 19
    assert rules["note.spare_used"].last_fired == plan_date(10)
    assert rules["recover.no_rest"].last_fired is None
    assert all("{" not in each.fires + each.clears for each in rules.values())
    assert all(low.low <= low.value <= low.high for each in rules.values() for low in each.thresholds)
    assert all(each.sources for each in rules.values())


# -- a step never makes it harder, and lands where it helps ------------------------------------------------------------


def standards(coach: Coach, *plan_days: int) -> list[tuple[float, float]]:
    """The target and minimum in force on some plan days."""
    found = (coach.context.running.day(plan_date(each)) for each in plan_days)
    return [(day.target, day.minimum) for day in found if day is not None]


def test_a_step_starts_from_what_is_in_force_and_the_longer_reduction_goes_on(coach: Coach) -> None:
    record(coach, 9, outcome=Outcome.CANCELLED)
    coach.easier.reduce()
    record(coach, 10, outcome=Outcome.CANCELLED)
    assert standards(coach, 10, 11, 16, 17) == [(200, 75), (200, 75), (200, 75), (400, 150)]
    coach.cues.take_step("recover.second_cancel")
    assert standards(coach, 10, 11, 12, 16, 17) == [(200, 75), (75, 75), (200, 75), (200, 75), (400, 150)]


def test_halving_the_minimum_during_a_reduction_leaves_its_target(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14))
    for day in range(8, 15):
        record(coach, day, amount=50 if day in (8, 10, 12, 14) else 160)
    coach.easier.reduce()
    coach.cues.take_step("adjust.shrink_minimum")
    assert standards(coach, 14, 15, 21, 22) == [(400, 150), (200, 38), (200, 38), (400, 150)]


def test_halving_the_minimum_behind_one_easy_day_leaves_the_targets_after_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14))
    for day in range(8, 15):
        record(coach, day, amount=100 if day in (8, 10, 12, 14) else 160)
    coach.easier.reduce(target=150, minimum=150, until=plan_date(15))
    coach.cues.take_step("adjust.shrink_minimum")
    assert standards(coach, 15, 16, 21, 22) == [(150, 75), (400, 75), (400, 75), (400, 150)]


@given(
    st.lists(st.tuples(st.integers(10, 16), st.integers(0, 9), st.integers(1, 8), st.integers(1, 8)), max_size=3),
    st.sampled_from(sorted(AMOUNT_STEPS)),
)
@settings(max_examples=60, deadline=None)
def test_no_step_raises_a_number_on_any_day(running: list[tuple[int, int, int, int]], step: str) -> None:
    with TemporaryDirectory() as folder:
        coach = begin(coach_at(Path(folder), 12), target=8, minimum=8)
        cycle = coach.context.running.records.cycle.id
        with coach.context.change("reduce") as change:
            for first, days, one, other in running:
                target, minimum = max(one, other), min(one, other)
                spans = {"from_day": plan_date(first), "until_day": plan_date(first + days)}
                change.put(
                    Reduction(id="", cycle=cycle, at=coach.context.now(), target=target, minimum=minimum, **spans)
                )
        before = standards(coach, *range(1, 31))
        planned = easier_of(step, coach.context.running)
        if planned is not None:
            with coach.context.change("reduce") as change:
                coach.easier.put_in(change, coach.context.running, planned)
            after = standards(coach, *range(1, 31))
            assert all(now[0] <= then[0] and now[1] <= then[1] for now, then in zip(after, before, strict=True))
            assert after != before


def test_a_step_lands_on_the_next_open_scheduled_day(tmp_path: Path) -> None:
    behaviour = replace(WRITING, rest_weekdays=(4,))  # Thursday 26 November is plan day 11.
    coach = begin(coach_at(tmp_path, 10), behaviour)
    record(coach, 9, outcome=Outcome.CANCELLED)
    record(coach, 10, outcome=Outcome.CANCELLED)
    coach.days.rest(plan_date(12))
    coach.days.pause(plan_date(13), plan_date(14))
    coach.cues.take_step("recover.second_cancel")
    (reduction,) = coach.context.running.records.reductions
    assert (reduction.from_day, reduction.until_day) == (plan_date(15), plan_date(15))


def test_three_sessions_are_three_scheduled_days(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 10), replace(WRITING, rest_weekdays=(4, 5)))
    easier = easier_sessions(coach.context.running)
    assert easier is not None
    assert (easier.first, easier.until) == (plan_date(10), plan_date(14))


def test_three_sessions_count_neither_a_planned_rest_nor_paused_days(coach: Coach) -> None:
    coach.days.rest(plan_date(11))
    coach.days.pause(plan_date(13), plan_date(14))
    easier = easier_sessions(coach.context.running)
    assert easier is not None
    assert (easier.first, easier.until) == (plan_date(10), plan_date(15))


def test_near_the_end_no_measurement_is_promised(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 28))
    for day in range(1, 29):
        record(coach, day, amount=200, effort=5)
    assert "adjust.no_clear_change" in {cue.rule for cue in coach.cues.all()}
    said = coach.cues.take_step("adjust.no_clear_change")
    days = guide.say("plan", "easier_days", first="Mon 14 Dec", until="Tue 15 Dec")
    assert said == guide.say("steps_done", "reduce_over", target=200, minimum=75, days=days)
    assert "measure" not in said


def test_without_a_result_no_measurement_is_promised(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14), replace(WRITING, result=ResultKind.NONE))
    for day in range(8, 15):
        record(coach, day, amount=100 if day in (8, 10, 12, 14) else 160)
    said = coach.cues.take_step("adjust.shrink_minimum")
    days = guide.say("plan", "easier_days", first="Mon 30 Nov", until="Sun 6 Dec")
    assert said == guide.say("steps_done", "reduce_plain", target=400, minimum=75, days=days)
    assert coach.easier.afterwards(plan_date(29)) == "plain"
    assert coach.easier.afterwards(plan_date(30)) == "over"


def test_one_easy_day_within_easier_days_does_not_last_to_the_end_of_the_plan(coach: Coach) -> None:
    record(coach, 9, outcome=Outcome.CANCELLED)
    coach.easier.reduce(until=plan_date(30))
    record(coach, 10, outcome=Outcome.CANCELLED)
    said = coach.cues.take_step("recover.second_cancel")
    days = guide.say("plan", "easier_day", first="Thursday 26 November")
    assert said == guide.say("steps_done", "reduce_plain", target=75, minimum=75, days=days)


def test_easier_days_that_end_with_the_plan_name_no_day_after_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 30))
    easier = coach.easier.reduce()
    with coach.context.change("reduce") as change:  # An earlier version of the program let them go on after the plan.
        change.put(replace(easier, until_day=plan_date(34)))
    assert coach.easier.end() == guide.word("dialogs", "easier_ended_last")


def test_after_the_last_day_nothing_can_be_made_easier(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 30))
    record(coach, 30, amount=400)
    with pytest.raises(Refused, match=r"^reduction\.no_day$"):
        coach.easier.reduce()


@pytest.mark.parametrize(
    ("standard", "offered"),
    [
        ((0.8, 0.3), (0.4, 0.2)),
        ((2.5, 1), (1.3, 0.5)),
        ((1, 0.25), (0.5, 0.13)),
        ((5, 3), (3, 2)),
        ((400, 150), (200, 75)),
        ((401, 151), (201, 76)),
    ],
)
def test_easier_works_below_one_unit_and_keeps_the_precision_of_what_was_given(
    tmp_path: Path, standard: tuple[float, float], offered: tuple[float, float]
) -> None:
    offer = begin(coach_at(tmp_path, 10), target=standard[0], minimum=standard[1]).easier.offer()
    assert (offer.target, offer.minimum, offer.smallest) == (*offered, False)


def test_the_last_reduced_day_is_not_after_though_the_standard_is_as_easy_by_then(coach: Coach) -> None:
    coach.easier.reduce(until=plan_date(11))
    coach.plan.edit(target=200, minimum=75)
    clock_of(coach).set(plan_date(12))
    record(coach, 11, amount=380)
    assert coach.context.running.records.reductions[0].result_after is None
    record(coach, 12, amount=390)
    assert coach.context.running.records.reductions[0].result_after == 390


def test_an_offered_reduction_ends_with_the_plan(tmp_path: Path) -> None:
    offer = begin(coach_at(tmp_path, 28)).easier.offer()
    assert (offer.first, offer.until) == (plan_date(28), plan_date(30))


def test_easier_days_up_to_the_last_one_leave_none_to_measure_on(coach: Coach) -> None:
    assert coach.easier.afterwards(plan_date(29)) == "measured"
    assert coach.easier.afterwards(plan_date(30)) == "over"


def test_the_easier_days_can_be_ended_today(coach: Coach) -> None:
    coach.easier.reduce()
    facts = {"first": guide.date_words(plan_date(11)), "target": 400, "minimum": 150}
    assert coach.easier.end() == guide.say("dialogs", "easier_ended", **facts)
    assert standards(coach, 10, 11, 16) == [(200, 75), (400, 150), (400, 150)]
    with pytest.raises(Refused, match=r"^reduction\.none$"):
        coach.easier.end()
    coach.undo()
    assert standards(coach, 11, 16) == [(200, 75), (200, 75)]


def test_easier_days_that_begin_tomorrow_are_taken_back_when_they_are_ended(coach: Coach) -> None:
    record(coach, 10, amount=400)
    coach.easier.reduce()
    facts = {"first": guide.date_words(plan_date(11)), "target": 400, "minimum": 150}
    assert coach.easier.end() == guide.say("dialogs", "easier_taken_back", **facts)
    assert coach.context.running.records.reductions == ()


def test_easier_days_end_with_the_plan(coach: Coach) -> None:
    assert coach.easier.reduce(until=plan_date(99)).until_day == plan_date(30)


def test_an_edit_during_easier_days_says_when_it_shows(coach: Coach) -> None:
    coach.plan.edit(target=500, raising=True)
    assert coach.easier.edit_shows_later("target") == ""
    coach.easier.reduce()
    coach.plan.edit(target=600, raising=True)
    first = guide.date_words(plan_date(17))
    assert coach.easier.edit_shows_later("target") == guide.say("dialogs", "edited_later", first=first)
    coach.easier.reduce(until=plan_date(30))
    assert coach.easier.edit_shows_later("target") == guide.word("dialogs", "edited_not_shown")


def test_easier_days_are_told_with_the_amounts_that_an_edit_left_them(coach: Coach) -> None:
    coach.easier.reduce(target=400, minimum=75)
    coach.plan.edit(target=300)
    facts = {"until": guide.date_words(plan_date(16)), "target": 300, "minimum": 75}
    assert coach.easier.going_on() == guide.say("dialogs", "easier_runs", **facts)
    assert coach.easier.now() == guide.say("plan", "easier_until", **facts)
    assert guide.say("plan", "easier_line", **facts) in dict(coach.plan.view().routine).values()


def test_an_edit_below_the_easier_days_shows_at_once(coach: Coach) -> None:
    coach.easier.reduce(target=400, minimum=75)
    coach.plan.edit(target=300)
    assert standards(coach, 10) == [(300, 75)]
    assert coach.easier.edit_shows_later("target") == ""
    coach.plan.edit(target=250, minimum=100)
    first = guide.date_words(plan_date(17))
    assert coach.easier.edit_shows_later("target", "minimum") == guide.say("dialogs", "edited_later", first=first)


def test_deleting_what_measured_a_reduction_takes_its_result_along(coach: Coach) -> None:
    coach.easier.reduce(until=plan_date(11))
    clock_of(coach).set(plan_date(14))
    record(coach, 12, amount=380)
    record(coach, 13, amount=390)
    assert coach.context.running.records.reductions[0].result_after == 380
    coach.days.delete(plan_date(12))
    assert coach.context.running.records.reductions[0].result_after == 390
    coach.days.delete(plan_date(13))
    assert coach.context.running.records.reductions[0].result_after is None
    coach.undo()
    assert coach.context.running.records.reductions[0].result_after == 390


def test_a_pause_over_what_measured_a_reduction_leaves_its_result_to_the_next_day(coach: Coach) -> None:
    coach.easier.reduce(until=plan_date(11))
    clock_of(coach).set(plan_date(14))
    record(coach, 12, amount=380)
    record(coach, 13, amount=390)
    coach.days.pause(plan_date(12), plan_date(12))
    until = guide.date_words(plan_date(11))
    line = guide.say("plan", "measured_line", until=until, result="390 words")
    assert line in dict(coach.plan.view().routine).values()


def test_a_day_that_another_reduction_eases_measures_nothing(coach: Coach) -> None:
    coach.easier.reduce()
    record(coach, 9, outcome=Outcome.CANCELLED)
    record(coach, 10, outcome=Outcome.CANCELLED)
    coach.cues.take_step("recover.second_cancel")
    clock_of(coach).set(plan_date(17))
    record(coach, 12, amount=100)
    assert [each.result_after for each in coach.context.running.records.reductions] == [None, None]
    record(coach, 17, amount=410)
    assert [each.result_after for each in coach.context.running.records.reductions] == [410, 410]


# -- only what can be done is offered ----------------------------------------------------------------------------------


def step_of(coach: Coach, rule: str) -> str:
    """What one key does about a cue that shows."""
    return next(each.step for each in coach.cues.all() if each.rule == rule)


def cancelled_twice(coach: Coach) -> Coach:
    record(coach, 9, outcome=Outcome.CANCELLED)
    record(coach, 10, outcome=Outcome.CANCELLED)
    return coach


def test_the_minimum_is_no_step_where_it_is_the_target_already(tmp_path: Path) -> None:
    equal = cancelled_twice(begin(coach_at(tmp_path, 10), target=150, minimum=150))
    assert step_of(equal, "recover.second_cancel") == ""
    with pytest.raises(Refused, match=r"^step\.none$"):
        equal.cues.take_step("recover.second_cancel")
    yes_no = cancelled_twice(begin(coach_at(tmp_path / "other", 10), PRACTISED))
    assert step_of(yes_no, "recover.second_cancel") == ""


def test_a_step_is_taken_once(tmp_path: Path) -> None:
    coach = cancelled_twice(begin(coach_at(tmp_path, 10)))
    assert step_of(coach, "recover.second_cancel") == "minimum_tomorrow"
    coach.cues.take_step("recover.second_cancel")
    assert step_of(coach, "recover.second_cancel") == ""


def test_what_a_cue_made_easier_is_not_halved_again_while_it_lasts(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14))
    for day in range(8, 15):
        record(coach, day, amount=50 if day in (8, 10, 12, 14) else 160)
    assert step_of(coach, "adjust.shrink_minimum") == "halve_minimum"
    coach.cues.take_step("adjust.shrink_minimum")
    clock_of(coach).set(plan_date(15))
    assert step_of(coach, "adjust.shrink_minimum") == ""
    with pytest.raises(Refused, match=r"^step\.none$"):
        coach.cues.take_step("adjust.shrink_minimum")
    coach.easier.end()
    clock_of(coach).set(plan_date(16))
    assert step_of(coach, "adjust.shrink_minimum") == "halve_minimum"


def test_a_minimum_at_its_smallest_is_not_halved(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14), target=8, minimum=1)
    for day in range(8, 15):
        record(coach, day, outcome=Outcome.PARTIAL if day in (8, 10, 12, 14) else Outcome.DONE)
    assert step_of(coach, "adjust.shrink_minimum") == ""


@pytest.mark.parametrize("how", ["paused", "recorded", "over"])
def test_tomorrow_is_no_rest_where_it_is_paused_recorded_or_past_the_plan(tmp_path: Path, how: str) -> None:
    last = 30 if how == "over" else 22
    coach = begin(coach_at(tmp_path, last))
    for day in range(last - 10, last + 1):
        record(coach, day, amount=420, effort=8, contexts=("desk",))
    if how == "paused":
        coach.days.pause(plan_date(last + 1), plan_date(last + 2))
    elif how == "recorded":
        coach.days.rest()
    if how != "recorded":
        assert step_of(coach, "recover.no_rest") == ""
    assert not can_take("rest_tomorrow", coach.context.running, coach.today)


def test_tomorrow_is_no_rest_where_it_is_a_rest_weekday(tmp_path: Path) -> None:
    # Thursday 26 November is plan day 11.
    coach = begin(coach_at(tmp_path, 10), replace(WRITING, rest_weekdays=(4,)))
    for day in (9, 10):
        record(coach, day, amount=420, feeling=Feeling.ANXIOUS, strength=4)
    assert step_of(coach, "pause.lighter_next") == ""


def test_looking_back_offers_nothing(tmp_path: Path) -> None:
    coach = cancelled_twice(begin(coach_at(tmp_path, 10)))
    assert step_of(coach.as_of(coach.today), "recover.second_cancel") == ""


# -- words that fit what happened --------------------------------------------------------------------------------------


def test_a_heavy_session_is_told_as_last_times_from_the_next_day_on(coach: Coach) -> None:
    record(coach, 10, amount=400, feeling=Feeling.ANXIOUS, strength=5)
    clock_of(coach).set(plan_date(10), 21)
    assert worded(coach, "pause.session_dominated") == texts(guide.cue("pause.session_dominated"))
    clock_of(coach).set(plan_date(11))
    assert worded(coach, "pause.session_dominated") == texts(guide.cue("pause.session_dominated", "later"))
    coach.days.rest(coach.today)
    assert "pause.session_dominated" not in {cue.rule for cue in coach.cues.all()}


def test_a_recorded_recovery_is_told_as_one_that_is_over(coach: Coach) -> None:
    record(coach, 10, amount=400, recoveries=(14,))
    recorded = guide.cue("recover.restart_due", "recorded", observed=14)
    assert worded(coach, "recover.restart_due") == texts(recorded)
    assert "14" in recorded.title
    assert step_of(coach, "recover.restart_due") == ""


def test_two_days_running_over_a_weeks_end_have_words_of_their_own(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 8))
    record(coach, 7, outcome=Outcome.CANCELLED)
    record(coach, 8, outcome=Outcome.CANCELLED)
    assert worded(coach, "recover.second_cancel") == texts(guide.cue("recover.second_cancel", "running", observed=2))


def test_the_look_on_day_28_tells_what_the_measurement_showed(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 28))
    for day in range(1, 22):
        record(coach, day, amount=200, effort=5)
    on_day(coach, 21, lambda: coach.cues.take_step("adjust.no_clear_change"))
    for day in range(22, 29):
        record(coach, day, amount=190 if day == 25 else 200, effort=5)
    facts = {"before": 200, "after": 190}
    assert worded(coach, "adjust.no_clear_change") == texts(guide.cue("adjust.no_clear_change", "measured", **facts))
    assert step_of(coach, "adjust.no_clear_change") == ""


def test_the_look_on_day_28_promises_no_other_one(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 28))
    for day in range(1, 29):
        record(coach, day, amount=200, effort=5)
    assert worded(coach, "adjust.no_clear_change") == texts(guide.cue("adjust.no_clear_change", "last"))


@pytest.mark.parametrize(
    ("slope", "result", "better", "unit", "said"),
    [
        (-0.25, "errors", "fewer", "words", ("slope_more", 0.25, "errors")),
        (0.25, "errors", "fewer", "words", ("slope_fewer", 0.25, "errors")),
        (-3.5, "amount", "more", "words", ("slope_fewer", 3.5, "words")),
        (2.5, "score", "more", "words", ("slope_more", 2.5, guide.word("comparisons", "points"))),
        (0, "errors", "fewer", "words", ("slope_level", 0, "errors")),
    ],
)
def test_a_slope_is_told_as_more_or_fewer_in_its_unit(
    slope: float, result: str, better: str, unit: str, said: tuple[str, float, str]
) -> None:
    behaviour = replace(WRITING, result=ResultKind(result), better=Better(better), unit=unit)
    key, change, counted = said
    expected = guide.say("comparisons", key, change=change, unit=counted)
    assert phrases.slope_words(slope, behaviour) == expected


def test_the_evidence_of_errors_shows_its_slope_in_words(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 21), replace(WRITING, result=ResultKind.ERRORS, better=Better.FEWER))
    for day in range(1, 22):
        record(coach, day, amount=200, errors=day // 2, effort=5)
    why = coach.cues.why("adjust.no_clear_change")
    assert why is not None
    assert guide.say("comparisons", "slope_more", change=0.5, unit=guide.word("results", "errors")) in why.rule


def test_a_second_open_adjustment_is_named(coach: Coach) -> None:
    coach.plan.adjust("one")
    assert coach.plan.several_adjustments() == ""
    coach.plan.adjust("two")
    assert coach.plan.several_adjustments() == guide.say("dialogs", "adjustments_open", n=2)


def worded(coach: Coach, rule: str) -> tuple[str, str, str]:
    """Title, message and next step of a cue that shows."""
    cue = next(each for each in coach.cues.all() if each.rule == rule)
    return cue.title, cue.message, cue.next_step


def texts(words: guide.CueWords) -> tuple[str, str, str]:
    return words.title, words.message, words.next


def test_before_the_form_nothing_is_said_but_what_weighs_or_waits_for_the_timer(coach: Coach) -> None:
    record(coach, 8, outcome=Outcome.CANCELLED)
    record(coach, 9, outcome=Outcome.CANCELLED)
    cue = coach.cues.banner()
    assert cue is not None
    assert cue.severity == "recover"
    assert coach.said_first() is None
    coach.timer.start()
    coach.timer.stop()
    moment = clock_of(coach).moment
    clock_of(coach).moment = moment + timedelta(minutes=20)
    assert coach.said_first() == coach.cues.banner()
    assert coach.said_first() is not None
    coach.timer.restart()
    assert coach.said_first() is None
    record(coach, 10, amount=160, feeling=Feeling.ASHAMED, strength=5)
    cue = coach.said_first()
    assert cue is not None
    assert (cue, cue.severity) == (coach.cues.banner(), "pause")


def test_where_nothing_can_weigh_the_form_waits_for_no_rule(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    record(coach, 9, outcome=Outcome.CANCELLED)
    monkeypatch.delattr("mastery_tui.cues.engine.evaluate")
    assert coach.said_first() is None
    with pytest.raises(ImportError):
        coach.cues.banner()
