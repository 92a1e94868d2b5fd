"""Next steps that act: easier for a while and measured again, one adjustment kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.records import Outcome
from mastery_tui.practice.refused import Refused
from tests.tui.people import PRACTISED, begin, clock_of, coach_at, plan_date, record


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return begin(coach_at(tmp_path, 10))


def test_easier_halves_and_rounds_up_and_lasts_a_week(coach: Coach) -> None:
    coach.reduce()
    day = coach.running.day(plan_date(10))
    assert day is not None
    assert (day.target, day.minimum, day.reduced) == (200, 75, True)
    last, after = coach.running.day(plan_date(16)), coach.running.day(plan_date(17))
    assert last is not None
    assert after is not None
    assert (last.reduced, after.reduced, after.minimum) == (True, False, 150)


def test_an_outcome_follows_the_easier_standard(coach: Coach) -> None:
    coach.reduce(target=300, minimum=50, until=plan_date(12))
    assert record(coach, 10, amount=60).outcome is Outcome.MINIMUM
    assert record(coach, 13, amount=60).outcome is Outcome.PARTIAL


def test_it_begins_tomorrow_once_today_is_recorded(coach: Coach) -> None:
    record(coach, 10, amount=160)
    assert coach.reduce().from_day == plan_date(11)


def test_the_first_result_afterwards_is_kept_and_follows_an_edit(coach: Coach) -> None:
    coach.reduce(until=plan_date(11))
    clock_of(coach).set(plan_date(14))
    record(coach, 12, outcome=Outcome.CANCELLED)
    record(coach, 13, amount=380)
    record(coach, 14, amount=500)
    assert coach.running.records.reductions[0].result_after == 380
    record(coach, 13, amount=390)
    assert coach.running.records.reductions[0].result_after == 390
    record(coach, 12, amount=100)
    assert coach.running.records.reductions[0].result_after == 100


def test_a_new_one_ends_the_old_the_day_before(coach: Coach) -> None:
    coach.reduce()
    clock_of(coach).set(plan_date(12))
    coach.reduce(minimum=100, target=400)
    first, second = coach.running.records.reductions
    assert first.until_day == plan_date(11)
    assert (second.from_day, second.until_day) == (plan_date(12), plan_date(18))
    coach.undo()
    (only,) = coach.running.records.reductions
    assert only.until_day == plan_date(16)


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
        coach.reduce(**said)  # type: ignore[arg-type]
    assert coach.running.records.reductions == ()


def test_the_smallest_minimum_is_said(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 9), minimum=1)
    assert coach.easier().smallest
    assert not begin(coach_at(tmp_path / "other", 9), minimum=3).easier().smallest
    with pytest.raises(Refused, match=r"^reduction\.yes_no$"):
        begin(coach_at(tmp_path / "third", 9), PRACTISED).reduce()


def test_parking_keeps_the_one_tried_longest(coach: Coach) -> None:
    clock = clock_of(coach)
    for text in ("first", "second", "third"):
        coach.adjust(text)
        clock.moment += timedelta(minutes=1)
    assert [each.text for each in coach.park_others()] == ["second", "third"]
    assert [each.text for each in coach.open_adjustments()] == ["first"]
    with pytest.raises(Refused, match=r"^adjustment\.one$"):
        coach.park_others()
    coach.undo()
    assert len(coach.open_adjustments()) == 3


# -- from a cue --------------------------------------------------------------------------------------------------------


def test_after_a_second_cancelled_block_only_the_minimum_is_next(coach: Coach) -> None:
    record(coach, 9, outcome=Outcome.CANCELLED)
    record(coach, 10, outcome=Outcome.CANCELLED)
    assert "recover.second_cancel" in {cue.rule for cue in coach.cues()}
    said = coach.take_step("recover.second_cancel")
    day = coach.running.day(plan_date(11))
    assert day is not None
    assert (day.target, day.minimum) == (150, 150)
    assert "26 November 2026" in said
    after = coach.running.day(plan_date(12))
    assert after is not None
    assert after.target == 400


def test_missed_dates_are_counted_as_a_pause_with_one_step(coach: Coach) -> None:
    for day in range(1, 6):
        record(coach, day, amount=420)
    welcome = next(cue for cue in coach.cues() if cue.rule == "recover.welcome_back")
    assert (welcome.step, welcome.step_word) == ("count_as_pause", guide.word("steps", "count_as_pause"))
    coach.take_step("recover.welcome_back")
    assert coach.running.plan_day == 6
    assert coach.running.adherence.not_recorded == 0
    assert "recover.welcome_back" not in {cue.rule for cue in coach.cues()}
    coach.undo()
    assert coach.running.plan_day == 10


def test_a_second_adjustment_is_parked_with_one_step(coach: Coach) -> None:
    clock = clock_of(coach)
    coach.adjust("begin with the ending")
    clock.moment += timedelta(minutes=1)
    coach.adjust("no music")
    coach.take_step("adjust.one_change")
    assert [each.text for each in coach.open_adjustments()] == ["begin with the ending"]
    assert all(cue.rule != "adjust.one_change" or cue.state != "firing" for cue in coach.cues())


def test_the_minimum_is_halved_for_a_week_with_one_step(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 14))
    for day in range(8, 15):
        record(coach, day, amount=100 if day in (8, 10, 12, 14) else 160)
    assert "adjust.shrink_minimum" in {cue.rule for cue in coach.cues()}
    coach.take_step("adjust.shrink_minimum")
    day = coach.running.day(plan_date(15))
    assert day is not None
    assert (day.target, day.minimum) == (400, 75)


def test_a_rest_is_planned_with_one_step(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 22))
    for day in range(12, 23):
        record(coach, day, amount=420, effort=7, contexts=("desk",))
    assert "recover.no_rest" in {cue.rule for cue in coach.cues()}
    coach.take_step("recover.no_rest")
    tomorrow = coach.running.day(plan_date(23))
    assert tomorrow is not None
    assert tomorrow.outcome is Outcome.REST


def test_a_step_needs_a_cue_that_shows_and_something_to_record(coach: Coach) -> None:
    with pytest.raises(Refused, match=r"^cue\.not_firing$"):
        coach.take_step("recover.no_rest")
    record(coach, 10, outcome=Outcome.CANCELLED)
    with pytest.raises(Refused, match=r"^step\.none$"):
        coach.take_step("note.spare_used")


def test_every_rule_stands_with_its_figures_and_when_it_last_fired(coach: Coach) -> None:
    record(coach, 10, outcome=Outcome.CANCELLED)
    rules = {each.rule: each for each in coach.rules()}
    assert len(rules) == 19
    assert rules["note.spare_used"].last_fired == plan_date(10)
    assert rules["recover.no_rest"].last_fired is None
    assert all("{" not in each.fires + each.clears for each in rules.values())
    assert all(low.low <= low.value <= low.high for each in rules.values() for low in each.thresholds)
    assert all(each.sources for each in rules.values())
