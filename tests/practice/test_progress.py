"""What the numbers say: trend, baseline, conditions; hand-made values."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.comparing import Verdict, fisher_exact, newcombe
from mastery_tui.practice.progress import (
    Change,
    Condition,
    Conditions,
    ResultCondition,
    band,
    baseline_band,
    baseline_rows,
    compared_conditions,
    conditions,
    frozen_baseline,
    last_results,
    last_session,
    since_baseline,
    theil_sen_slope,
)
from mastery_tui.practice.records import Baseline, BaselineRow, Better, ResultKind, replace
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


# -- since the baseline ------------------------------------------------------------------------------------------------


def amounts_of(make: Any, amounts: list[float], first: int = 1) -> list[Any]:
    return [make.check_in(day, "done", amount=amount) for day, amount in enumerate(amounts, first)]


def test_later_results_are_held_against_the_frozen_ones(make: Any) -> None:
    baseline = frozen_baseline(week_one(make, [100, 110, 120, 130, 140]))
    # The frozen rows stand, though week 1 was edited since.
    check_ins = amounts_of(make, [900] * 5) + amounts_of(make, [150, 160, 135, 170, 105], first=8)
    timeline = make.timeline(check_ins, today=13, cycle=make.cycle(baseline=baseline))
    assert since_baseline(timeline) == Change(5, 5, (5 + 5 + 4 + 5 + 1) / 25, Verdict.MAYBE)


def test_four_later_results_are_too_few(make: Any) -> None:
    baseline = frozen_baseline(week_one(make, [100, 110, 120, 130, 140]))
    timeline = make.timeline(amounts_of(make, [500] * 4, first=8), today=12, cycle=make.cycle(baseline=baseline))
    assert since_baseline(timeline) == Change(5, 4, 1.0, Verdict.TOO_FEW)


def test_fewer_errors_than_the_baselines_are_better(make: Any) -> None:
    rows = tuple(BaselineRow(day=make.day(day), result=9) for day in range(1, 6))
    behaviour = make.behaviour(result=ResultKind.ERRORS, better=Better.FEWER)
    cycle = make.cycle(behaviour=behaviour, baseline=Baseline(frozen_on=make.day(7), rows=rows))
    check_ins = [make.check_in(day, "done", amount=400, errors=3) for day in range(8, 13)]
    assert since_baseline(make.timeline(check_ins, today=13, cycle=cycle)) == Change(5, 5, 1.0, Verdict.LIKELY)


def test_without_a_baseline_or_its_results_nothing_is_held_against_it(make: Any) -> None:
    assert since_baseline(make.timeline(amounts_of(make, [500] * 4), today=9)) is None
    blank = make.cycle(baseline=Baseline(frozen_on=make.day(7), rows=(BaselineRow(day=make.day(1)),)))
    timeline = make.timeline(amounts_of(make, [500] * 6, first=8), today=14, cycle=blank)
    assert since_baseline(timeline) == Change(0, 6, None, Verdict.TOO_FEW)


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
    assert compared_conditions(make.timeline(check_ins, today=7)).untagged == 1


def test_keeping_is_not_compared_where_a_cancelled_day_has_no_tag(make: Any) -> None:
    check_ins = [make.check_in(day, contexts=("desk",)) for day in range(1, 5)]
    assert conditions(make.timeline(check_ins, today=6)) == (Condition("desk", 4, 4, 0, 0),)
    found = compared_conditions(make.timeline([*check_ins, make.check_in(5, "cancelled")], today=6))
    assert found.keeping == conditions(make.timeline([*check_ins, make.check_in(5, "cancelled")], today=6)) == ()
    assert (found.untagged, found.untagged_cancelled) == (1, 1)


def tagged(make: Any, groups: list[tuple[str, str, int]]) -> list[Any]:
    """Check-ins day after day: so many of an outcome with these tags."""
    said = [(tags, outcome) for tags, outcome, times in groups for _ in range(times)]
    return [make.check_in(day, outcome, contexts=tuple(tags.split())) for day, (tags, outcome) in enumerate(said, 1)]


def test_four_days_on_a_side_are_counted_and_not_compared(make: Any) -> None:
    check_ins = tagged(make, [("desk", "done", 9), ("sofa", "cancelled", 4)])
    desk, sofa = conditions(make.timeline(check_ins, today=30))
    assert desk == Condition("desk", 9, 9, 0, 4, Verdict.TOO_FEW)
    assert sofa == Condition("sofa", 0, 4, 9, 9, Verdict.TOO_FEW)


def test_five_to_eight_days_are_a_hint_at_most_with_their_interval(make: Any) -> None:
    check_ins = tagged(make, [("desk", "done", 9), ("sofa", "cancelled", 5)])
    desk = conditions(make.timeline(check_ins, today=30))[0]
    assert desk.verdict is Verdict.HINT
    assert (desk.difference, desk.low, desk.high) == newcombe(9, 9, 0, 5)
    # Two tags that are each other's opposite, so Fisher's p counts twice.
    assert desk.p == pytest.approx(2 * fisher_exact(9, 0, 0, 5))


def test_nine_days_on_each_side_that_differ_much_are_worth_testing(make: Any) -> None:
    check_ins = tagged(
        make, [("desk", "minimum", 9), ("desk", "cancelled", 1), ("sofa", "cancelled", 8), ("sofa", "done", 1)]
    )
    found = conditions(make.timeline(check_ins, today=30))
    assert [(each.tag, each.verdict) for each in found] == [("desk", "worth_testing"), ("sofa", "worth_testing")]
    assert found[0].low is not None
    assert found[0].low > 0
    assert found[1].high is not None
    assert found[1].high < 0


def test_a_difference_that_does_alone_may_not_do_among_three_tags(make: Any) -> None:
    said = [("desk", "done", 9), ("desk", "cancelled", 1), ("sofa", "done", 3), ("sofa", "cancelled", 7)]
    p = fisher_exact(9, 1, 3, 7)
    assert 0.05 / 3 < p < 0.05 / 2
    two = conditions(make.timeline(tagged(make, said), today=30))
    assert [each.p for each in two] == [pytest.approx(2 * p)] * 2
    assert {each.verdict for each in two} == {"worth_testing"}
    every_other = [
        replace(each, contexts=(*each.contexts, "quiet")) if place % 2 else each
        for place, each in enumerate(tagged(make, said))
    ]
    three = {each.tag: each for each in conditions(make.timeline(every_other, today=30))}
    assert three["desk"].p == three["sofa"].p == pytest.approx(3 * p)
    assert {each.verdict for each in three.values()} == {"no_clear_difference"}


def test_where_a_cancelled_day_lacks_tags_results_are_compared(make: Any) -> None:
    amounts = [*range(500, 509), *range(300, 309)]
    check_ins = [
        make.check_in(day, "done", amount=amount, contexts=("desk",) if amount >= 500 else ("sofa",))
        for day, amount in enumerate(amounts, 1)
    ]
    found = compared_conditions(make.timeline([*check_ins, make.check_in(19, "cancelled")], today=30))
    assert found.keeping == ()
    assert found.results == (
        ResultCondition("desk", 9, 9, 504, 304, 1.0, Verdict.WORTH_TESTING),
        ResultCondition("sofa", 9, 9, 304, 504, 0.0, Verdict.WORTH_TESTING),
    )
    tagged_all = compared_conditions(make.timeline(check_ins, today=30))
    assert (tagged_all.results, len(tagged_all.keeping)) == ((), 2)


def test_fewer_errors_with_a_tag_are_the_better_results(make: Any) -> None:
    cycle = make.cycle(behaviour=make.behaviour(result=ResultKind.ERRORS, better=Better.FEWER))
    check_ins = [
        make.check_in(
            day, "done", amount=400, errors=2 if day <= 5 else 7, contexts=("desk",) if day <= 5 else ("sofa",)
        )
        for day in range(1, 11)
    ]
    check_ins.append(make.check_in(11, "cancelled"))
    desk, _ = compared_conditions(make.timeline(check_ins, today=12, cycle=cycle)).results
    assert (desk.tag, desk.median_with, desk.median_without, desk.nap, desk.verdict) == ("desk", 2, 7, 1.0, "hint")


def test_without_tags_and_without_a_result_nothing_is_compared(make: Any) -> None:
    behaviour = make.behaviour(unit="", result=ResultKind.NONE)
    cycle = make.cycle(behaviour=behaviour, standards=(make.standard(target=1, minimum=1),))
    check_ins = [make.check_in(1, contexts=("desk",)), make.check_in(2, "cancelled")]
    found = compared_conditions(make.timeline(check_ins, today=3, cycle=cycle))
    assert (found.keeping, found.results, found.untagged_cancelled) == ((), (), 1)
    assert compared_conditions(make.timeline(today=3)) == Conditions()


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
