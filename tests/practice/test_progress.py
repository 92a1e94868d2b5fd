"""What the numbers say: trend, baseline, conditions; hand-made values."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mastery_tui.practice.progress import (
    Condition,
    band,
    baseline_band,
    baseline_rows,
    conditions,
    frozen_baseline,
    last_results,
    last_session,
    theil_sen_slope,
)
from mastery_tui.practice.records import Baseline, BaselineRow, Better, ResultKind
from mastery_tui.practice.refused import Refused

# -- trend -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "slope"),
    [
        ([], None),
        ([(1, 5)], None),
        ([(3, 5), (3, 9)], None),
        ([(1, 2), (2, 4), (3, 6)], 2),
        ([(1, 6), (2, 4), (3, 2)], -2),
        ([(1, 5), (4, 5), (9, 5)], 0),
        # Slopes of the pairs: 1, 1, 10, 1, 14.5, 28; the middle of them is (1 + 10) / 2.
        ([(1, 1), (2, 2), (3, 3), (4, 31)], 5.5),
        # An outlier among five: the ten slopes, sorted: -98, -48.5, -32, 1 x 6, 100.
        ([(1, 1), (2, 101), (3, 3), (4, 4), (5, 5)], 1),
        # Uneven days: (4-1)/3=1, (10-1)/7=9/7, (10-4)/4=1.5.
        ([(1, 1), (4, 4), (8, 10)], 9 / 7),
    ],
)
def test_the_slope_is_the_median_of_all_pairs(points: list[tuple[float, float]], slope: float | None) -> None:
    assert theil_sen_slope(points) == (None if slope is None else pytest.approx(slope))


VALUES = st.lists(st.integers(-1000, 1000), min_size=2, max_size=14)


@given(VALUES, st.integers(-50, 50), st.integers(-9, 9))
def test_a_steady_gain_a_day_adds_just_that_to_the_slope(values: list[int], lift: int, gain: int) -> None:
    points = [(float(day), float(value)) for day, value in enumerate(values)]
    lifted = [(day, value + lift + gain * day) for day, value in points]
    before, after = theil_sen_slope(points), theil_sen_slope(lifted)
    assert before is not None
    assert after == pytest.approx(before + gain)


@given(VALUES)
def test_a_trend_read_backwards_has_the_opposite_slope(values: list[int]) -> None:
    forward = theil_sen_slope(list(enumerate(map(float, values))))
    backward = theil_sen_slope(list(enumerate(map(float, reversed(values)))))
    assert forward is not None
    assert backward == pytest.approx(-forward)


# -- baseline ----------------------------------------------------------------------------------------------------------


def week_one(make: Any, amounts: list[float | None], **fields: Any) -> Any:
    check_ins = [
        make.check_in(day, "partial", amount=amount, effort=5, confidence=3)
        for day, amount in enumerate(amounts, 1)
        if amount is not None
    ]
    return make.timeline(check_ins, **({"today": 7} | fields))


def test_a_band_is_middle_and_range_and_thin_under_five() -> None:
    assert band([]) is None
    four = band([412, 170, 433, 400])
    assert four is not None
    assert (four.median, four.lowest, four.highest, four.n, four.thin) == (406, 170, 433, 4, True)
    five = band([412, 170, 433, 400, 420])
    assert five is not None
    assert (five.median, five.n, five.thin) == (412, 5, False)


def test_freezing_takes_week_1_as_it_stands(make: Any) -> None:
    baseline = frozen_baseline(week_one(make, [170, 412, None, 433, 420, None, 400]))
    assert baseline.frozen_on == make.day(7)
    assert [(row.day, row.result) for row in baseline.rows] == [
        (make.day(1), 170),
        (make.day(2), 412),
        (make.day(4), 433),
        (make.day(5), 420),
        (make.day(7), 400),
    ]
    assert {(row.effort, row.confidence) for row in baseline.rows} == {(5, 3)}
    found = baseline_band(baseline)
    assert found is not None
    assert (found.median, found.lowest, found.highest, found.n) == (412, 170, 433, 5)


def test_a_frozen_baseline_stays_when_its_days_are_edited_or_moved_by_a_pause(make: Any) -> None:
    baseline = frozen_baseline(week_one(make, [100, 200, 300]))
    cycle = make.cycle(baseline=baseline)
    later = week_one(make, [900, 900, 900], today=12, cycle=cycle, pauses=(make.pause(make.day(1), make.day(2)),))
    assert baseline_band(later.records.cycle.baseline) == band([100, 200, 300])
    assert [row.day for row in baseline_rows(later)] == [make.day(3)]


def test_only_plan_days_1_to_7_belong_to_the_baseline(make: Any) -> None:
    assert [row.result for row in baseline_rows(week_one(make, [1, 2, 3, 4, 5, 6, 7, 8, 9], today=9))] == list(
        range(1, 8)
    )


def test_a_pause_in_week_1_moves_the_freezing(make: Any) -> None:
    amounts = [100, 200, 300, 400, 500]
    paused = {"pauses": (make.pause(make.day(6), make.day(8)),)}
    for today in (7, 9):
        with pytest.raises(Refused) as caught:
            frozen_baseline(week_one(make, amounts, today=today, **paused))
        assert (caught.value.code, caught.value.facts) == ("baseline.too_early", {"first": 7})
    assert frozen_baseline(week_one(make, amounts, today=10, **paused)).frozen_on == make.day(10)


def test_an_open_pause_in_week_1_leaves_nothing_to_freeze_yet(make: Any) -> None:
    with pytest.raises(Refused, match=r"baseline\.too_early"):
        frozen_baseline(week_one(make, [100, 200, 300], today=20, pauses=(make.pause(make.day(6)),)))


def test_a_baseline_takes_three_values_from_day_7_on(make: Any) -> None:
    with pytest.raises(Refused) as early:
        frozen_baseline(week_one(make, [100, 200, 300], today=6))
    assert early.value.code == "baseline.too_early"
    with pytest.raises(Refused) as few:
        frozen_baseline(week_one(make, [100, 200]))
    assert (few.value.code, few.value.facts) == ("baseline.too_few", {"n": 2, "needed": 3})
    assert len(frozen_baseline(week_one(make, [100, 200, 300])).rows) == 3
    assert len(frozen_baseline(week_one(make, [100, 200, 300], today=25)).rows) == 3


def test_neither_cancelled_nor_rest_nor_blank_is_a_baseline_value(make: Any) -> None:
    check_ins = [
        make.check_in(1, "cancelled", amount=10),
        make.check_in(2, "rest"),
        make.check_in(3, "done"),
        make.check_in(4, "partial", amount=0.5),
    ]
    assert [row.result for row in baseline_rows(make.timeline(check_ins, today=7))] == [0.5]


def test_a_behaviour_without_a_number_freezes_its_sessions(make: Any) -> None:
    behaviour = make.behaviour(unit="", result=ResultKind.NONE)
    cycle = make.cycle(behaviour=behaviour, standards=(make.standard(target=1, minimum=1),))
    outcomes = {1: "done", 2: "partial", 3: "cancelled", 4: "done"}
    baseline = frozen_baseline(make.timeline(outcomes, today=7, cycle=cycle))
    assert [(row.day, row.result) for row in baseline.rows] == [(make.day(day), None) for day in (1, 2, 4)]
    assert baseline_band(baseline) is None


def test_errors_may_be_the_result(make: Any) -> None:
    cycle = make.cycle(behaviour=make.behaviour(result=ResultKind.ERRORS, better=Better.FEWER))
    check_ins = [make.check_in(day, "done", amount=400, errors=9 - day) for day in range(1, 4)]
    assert baseline_band(frozen_baseline(make.timeline(check_ins, today=7, cycle=cycle))) == band([8, 7, 6])


def test_without_a_baseline_there_is_no_band(make: Any) -> None:
    assert baseline_band(None) is None
    blank = Baseline(frozen_on=make.day(7), rows=(BaselineRow(day=make.day(1)),))
    assert baseline_band(blank) is None


# -- conditions --------------------------------------------------------------------------------------------------------


def test_conditions_count_days_with_a_tag_against_tagged_days_without_it(make: Any) -> None:
    tags = {1: "desk", 2: "desk", 3: "desk quiet", 4: "quiet", 5: "quiet"}
    kept = {1: "done", 2: "minimum", 3: "cancelled", 4: "done", 5: "partial"}
    check_ins = [make.check_in(day, kept[day], contexts=tuple(tags[day].split())) for day in tags]
    check_ins.append(make.check_in(6, "done"))
    assert conditions(make.timeline(check_ins, today=7)) == (
        Condition("desk", 2, 3, 1, 2),
        Condition("quiet", 1, 3, 2, 2),
    )


def test_keeping_is_not_compared_where_a_cancelled_day_has_no_tag(make: Any) -> None:
    check_ins = [make.check_in(day, contexts=("desk",)) for day in range(1, 5)]
    assert conditions(make.timeline(check_ins, today=6)) == (Condition("desk", 4, 4, 0, 0),)
    assert conditions(make.timeline([*check_ins, make.check_in(5, "cancelled")], today=6)) == ()


def test_rests_and_paused_days_are_no_condition(make: Any) -> None:
    check_ins = [make.check_in(1, "rest", contexts=("desk",)), make.check_in(2, contexts=("desk",))]
    assert conditions(make.timeline(check_ins, today=3, pauses=(make.pause(make.day(2), make.day(2)),))) == ()
    assert conditions(make.timeline(today=3)) == ()


# -- last ones ---------------------------------------------------------------------------------------------------------


def test_the_last_results_come_oldest_first(make: Any) -> None:
    timeline = week_one(make, [1, 2, None, 4, 5])
    assert last_results(timeline, 3) == (2, 4, 5)
    assert last_results(timeline, 9) == (1, 2, 4, 5)


def test_the_last_session_lies_before_today(make: Any) -> None:
    assert last_session(make.timeline(today=3)) is None
    outcomes = {1: "done", 2: "partial", 3: "rest", 4: "done"}
    found = last_session(make.timeline(outcomes, today=4))
    assert found is not None
    assert found.day == make.day(2)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=7))
def test_a_bands_middle_lies_in_its_range(values: list[int]) -> None:
    found = band([float(value) for value in values])
    assert found is not None
    assert found.lowest <= found.median <= found.highest
    below = sum(value <= found.median for value in values)
    above = sum(value >= found.median for value in values)
    assert min(below, above) * 2 >= len(values)
