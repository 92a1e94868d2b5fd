"""What the numbers say of the baseline and since; hand-made values."""

from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.comparing import LIKELY_FROM, Verdict, nap
from mastery_tui.practice.progress import (
    Band,
    BaselineStatus,
    Change,
    Stage,
    Stretch,
    band,
    baseline_band,
    baseline_rows,
    baseline_status,
    compared,
    frozen_baseline,
    now,
    since_baseline,
)
from mastery_tui.practice.records import Baseline, BaselineRow, Better, ResultKind
from mastery_tui.practice.refused import Refused

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


# -- how far the baseline has come -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "today", "stage", "n"),
    [
        (0, 1, Stage.EARLY, 0),
        (3, 6, Stage.EARLY, 3),
        (2, 7, Stage.TOO_FEW, 2),
        (3, 7, Stage.WAITING, 3),
        (5, 20, Stage.WAITING, 5),
    ],
)
def test_before_it_is_frozen_a_baseline_is_its_values_so_far(
    make: Any, values: int, today: int, stage: Stage, n: int
) -> None:
    assert baseline_status(week_one(make, [400.0] * values, today=today)) == BaselineStatus(stage, n)


@pytest.mark.parametrize(("values", "stage"), [(3, Stage.THIN), (4, Stage.THIN), (5, Stage.FROZEN)])
def test_a_frozen_baseline_is_thin_under_five_results(make: Any, values: int, stage: Stage) -> None:
    cycle = make.cycle(baseline=frozen_baseline(week_one(make, [400.0] * values)))
    assert baseline_status(make.timeline(today=9, cycle=cycle)) == BaselineStatus(stage, values)


def test_a_frozen_baseline_without_a_result_counts_its_sessions(make: Any) -> None:
    rows = tuple(BaselineRow(day=make.day(day)) for day in (1, 2, 4))
    cycle = make.cycle(baseline=Baseline(frozen_on=make.day(7), rows=rows))
    assert baseline_status(make.timeline(today=9, cycle=cycle)) == BaselineStatus(Stage.NUMBERLESS, 3)


def test_under_an_open_pause_the_values_still_wait_for_day_7(make: Any) -> None:
    timeline = week_one(make, [400, 400, 400], today=20, pauses=(make.pause(make.day(6)),))
    assert baseline_status(timeline) == BaselineStatus(Stage.EARLY, 3)


# -- baseline, since, last 5 -------------------------------------------------------------------------------------------


def felt(make: Any, told: dict[int, tuple[float | None, int | None, int | None]]) -> list[Any]:
    """Check-ins by plan day: amount, effort, confidence."""
    return [
        make.check_in(day, "done", amount=amount, effort=effort, confidence=confidence)
        for day, (amount, effort, confidence) in told.items()
    ]


def test_three_columns_stand_beside_each_other(make: Any) -> None:
    cycle = make.cycle(baseline=frozen_baseline(week_one(make, [100, 110, 120, 130, 140])))
    later = {day: (100.0 + 10 * day, 6, 4) for day in range(8, 15)}
    found = compared(make.timeline(felt(make, later), today=15, cycle=cycle))
    assert found is not None
    assert found.baseline == Stretch(Band(120, 100, 140, 5), 5, 3)
    assert found.since == Stretch(Band(210, 180, 240, 7), 6, 4)
    assert found.last == Stretch(Band(220, 200, 240, 5), 6, 4)
    assert found.change == Change(5, 7, 1.0, Verdict.LIKELY)


def test_under_five_values_since_the_baseline_there_is_no_now(make: Any) -> None:
    cycle = make.cycle(baseline=frozen_baseline(week_one(make, [100, 110, 120, 130, 140])))
    # The baseline's own days never fill the last five up.
    check_ins = amounts_of(make, [100, 110, 120, 130, 140]) + amounts_of(make, [200] * 4, first=8)
    four = make.timeline(check_ins, today=12, cycle=cycle)
    found = compared(four)
    assert found is not None
    assert (found.since.results, found.last.results, now(four)) == (Band(200, 200, 200, 4), None, None)
    five = make.timeline([*check_ins, make.check_in(12, "done", amount=300)], today=13, cycle=cycle)
    assert now(five) == Band(200, 200, 300, 5)


def test_each_of_the_last_five_skips_what_was_left_blank(make: Any) -> None:
    cycle = make.cycle(baseline=frozen_baseline(week_one(make, [100, 110, 120, 130, 140])))
    told: dict[int, tuple[float | None, int | None, int | None]] = {
        8: (200, 2, None),
        9: (210, 3, None),
        10: (220, 4, 1),
        11: (230, None, 2),
        12: (None, 5, 3),
        13: (250, 6, 5),
    }
    found = compared(make.timeline(felt(make, told), today=14, cycle=cycle))
    assert found is not None
    assert found.last == Stretch(Band(220, 200, 250, 5), 4, None)
    assert found.since.confidence == 2.5


def test_without_a_frozen_baseline_nothing_is_since(make: Any) -> None:
    timeline = make.timeline(amounts_of(make, [500] * 12), today=13)
    assert compared(timeline) is None
    assert now(timeline) is None


def test_a_session_on_a_paused_date_is_not_since_the_baseline(make: Any) -> None:
    cycle = make.cycle(baseline=frozen_baseline(week_one(make, [100, 110, 120, 130, 140])))
    paused = {"pauses": (make.pause(make.day(9), make.day(9)),)}
    found = compared(make.timeline(amounts_of(make, [500] * 3, first=8), today=12, cycle=cycle, **paused))
    assert found is not None
    assert found.change.n_after == 2


def test_frozen_days_that_are_minimum_days_are_counted_where_the_amount_is_the_result(make: Any) -> None:
    check_ins = [
        make.check_in(day, outcome, amount=amount, errors=3)
        for day, (outcome, amount) in enumerate([("minimum", 160), ("done", 410), ("minimum", 170)], 1)
    ]
    baseline = frozen_baseline(make.timeline(check_ins, today=7))
    found = compared(make.timeline(check_ins, today=8, cycle=make.cycle(baseline=baseline)))
    assert found is not None
    assert found.minimum_days == 2
    behaviour = make.behaviour(result=ResultKind.ERRORS, better=Better.FEWER)
    by_errors = compared(make.timeline(check_ins, today=8, cycle=make.cycle(behaviour=behaviour, baseline=baseline)))
    assert by_errors is not None
    assert by_errors.minimum_days == 0


@pytest.mark.parametrize(
    ("errors", "verdict"),
    [(12, Verdict.LIKELY_LOWER), (9, Verdict.NO_CLEAR_DIFFERENCE), (6, Verdict.LIKELY)],
)
def test_more_errors_are_worse_and_fewer_are_better(make: Any, errors: int, verdict: Verdict) -> None:
    rows = tuple(BaselineRow(day=make.day(day), result=9) for day in range(1, 6))
    behaviour = make.behaviour(result=ResultKind.ERRORS, better=Better.FEWER)
    cycle = make.cycle(behaviour=behaviour, baseline=Baseline(frozen_on=make.day(7), rows=rows))
    check_ins = [make.check_in(day, "done", amount=400, errors=errors) for day in range(8, 13)]
    found = since_baseline(make.timeline(check_ins, today=13, cycle=cycle))
    assert found is not None
    assert found.verdict is verdict


RESULTS = st.lists(st.integers(0, 40).map(float), max_size=20)


@given(before=st.lists(st.integers(0, 40).map(float), min_size=3, max_size=7), after=RESULTS)
def test_the_columns_are_what_a_second_look_at_the_records_finds(
    make: Any, before: list[float], after: list[float]
) -> None:
    cycle = make.cycle(baseline=frozen_baseline(week_one(make, list(before))))
    timeline = make.timeline(amounts_of(make, after, first=8), today=make.day(30), cycle=cycle)
    found = compared(timeline)
    assert found is not None
    assert found.change.nap == nap(before, after)
    assert (found.since.results is None) == (not after)
    if len(after) < 5:
        assert found.last.results is None
    else:
        assert found.last.results == Band(median(after[-5:]), min(after[-5:]), max(after[-5:]), 5)
    likely = found.change.verdict is Verdict.LIKELY
    assert likely == (min(len(before), len(after)) >= 5 and (nap(before, after) or 0) >= LIKELY_FROM)


@given(values=st.lists(st.integers(0, 40).map(float), min_size=5, max_size=12), days=st.integers(0, 6))
def test_a_pause_moves_days_and_no_value_of_the_comparison(make: Any, values: list[float], days: int) -> None:
    cycle = make.cycle(baseline=frozen_baseline(week_one(make, [10, 20, 30, 40, 50])))
    through = make.timeline(amounts_of(make, values, first=8), today=make.day(30), cycle=cycle)
    moved = [make.check_in(make.day(8 + place + days), "done", amount=value) for place, value in enumerate(values)]
    paused = (make.pause(make.day(8), make.day(8) + timedelta(days=days - 1)),) if days else ()
    later = make.timeline(moved, today=make.day(30), cycle=cycle, pauses=paused)
    assert compared(later) == compared(through)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=7))
def test_a_bands_middle_lies_in_its_range(values: list[int]) -> None:
    found = band([float(value) for value in values])
    assert found is not None
    assert found.lowest <= found.median <= found.highest
    below = sum(value <= found.median for value in values)
    above = sum(value >= found.median for value in values)
    assert min(below, above) * 2 >= len(values)
