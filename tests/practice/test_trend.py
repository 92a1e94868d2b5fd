"""The trend: against scipy, against hand-made values, and what may not change it."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.records import Better, ResultKind
from mastery_tui.practice.trend import Trend, line_through, theil_sen_slope, trend


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


@given(st.lists(st.integers(-100, 100).map(float), min_size=2, max_size=14))
def test_the_slope_and_the_intercept_are_scipys(stats: Any, values: list[float]) -> None:
    days = [float(day) for day in range(1, len(values) + 1)]
    points = list(zip(days, values, strict=True))
    found, theirs = line_through(points), stats.theilslopes(values, days, method="joint")
    assert found is not None
    assert theil_sen_slope(points) == found.slope == pytest.approx(theirs.slope)
    assert found.intercept == pytest.approx(theirs.intercept)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(-100, 100)), min_size=2, unique_by=lambda each: each[0]))
def test_half_of_the_results_lie_on_each_side_of_the_line(points: list[tuple[int, int]]) -> None:
    found = line_through(points)
    assert found is not None
    left = [y - found.at(x) for x, y in points]
    assert 2 * sum(value >= -1e-9 for value in left) >= len(left)
    assert 2 * sum(value <= 1e-9 for value in left) >= len(left)
    assert (found.first, found.last) == (min(x for x, _ in points), max(x for x, _ in points))


def test_a_line_needs_two_different_days() -> None:
    assert line_through([]) is None
    assert line_through([(3, 5), (3, 9)]) is None
    assert line_through([(1, 5), (3, 9)]) == Trend(2, 3, 1, 3, 2)


def test_a_trend_is_told_from_five_results_on_and_plan_day_by_plan_day(make: Any) -> None:
    four = [make.check_in(day, "done", amount=100 + 10 * day) for day in (1, 2, 4, 5)]
    assert trend(make.timeline(four, today=6)) is None
    # Day 9 is plan day 7 after a pause of two days, so that nothing bends.
    paused = {"pauses": (make.pause(make.day(6), make.day(7)),)}
    found = trend(make.timeline([*four, make.check_in(9, "done", amount=170)], today=10, **paused))
    assert found == Trend(10, 100, 1, 7, 5)
    assert (found.at(found.first), found.at(found.last), found.a_week) == (110, 170, 70)


def test_errors_that_fall_have_a_falling_trend(make: Any) -> None:
    cycle = make.cycle(behaviour=make.behaviour(result=ResultKind.ERRORS, better=Better.FEWER))
    check_ins = [make.check_in(day, "done", amount=400, errors=9 - day) for day in range(1, 6)]
    found = trend(make.timeline(check_ins, today=6, cycle=cycle))
    assert found is not None
    assert found.slope == -1


def test_what_is_no_result_is_not_in_the_trend(make: Any) -> None:
    check_ins = [make.check_in(day, "done", amount=100) for day in range(1, 5)]
    check_ins += [make.check_in(5, "cancelled", amount=10), make.check_in(6, "done"), make.check_in(7, "rest")]
    assert trend(make.timeline(check_ins, today=8)) is None
