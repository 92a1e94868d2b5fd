"""Earlier cycles: which of them stand beside this one, and each in one line."""

from datetime import date, timedelta
from typing import Any

import pytest

from mastery_tui.practice.earlier import EarlierCycles, cycle_band, earlier_cycles, same_practice
from mastery_tui.practice.progress import Band
from mastery_tui.practice.records import Better, Cycle, ResultKind
from mastery_tui.practice.timeline import Adherence, Mark


def months(make: Any, count: int, **fields: Any) -> list[Cycle]:
    """Cycles one after another, the last of them on the usual start."""
    starts = [make.start - timedelta(days=30 * (count - 1 - place)) for place in range(count)]
    return [
        make.cycle(id=f"cycle-{start}", started_on=start, standards=(make.standard(start),), **fields)
        for start in starts
    ]


def test_the_six_newest_stand_beside_this_one_oldest_first(make: Any) -> None:
    cycles = months(make, 10)
    assert earlier_cycles(reversed(cycles), cycles[-1]) == EarlierCycles(tuple(cycles[3:9]), 3)
    assert earlier_cycles(cycles, cycles[4]) == EarlierCycles(tuple(cycles[:4]), 0)
    assert earlier_cycles(cycles[-1:], cycles[-1]) == EarlierCycles((), 0)


def test_another_practice_is_counted_and_not_shown(make: Any) -> None:
    first, second, third = months(make, 3)
    other = make.cycle(id="other", started_on=first.started_on, behaviour=make.behaviour(name="Draw"))
    assert earlier_cycles([other, second, third], third) == EarlierCycles((second,), 1)


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"name": "WRITE"}, True),
        ({"standard": "another one", "contexts": ("desk",), "rest_weekdays": (7,)}, True),
        ({"name": "Write more"}, False),
        ({"unit": "pages"}, False),
        ({"result": ResultKind.SCORE}, False),
        ({"result": ResultKind.AMOUNT, "better": Better.FEWER}, False),
    ],
)
def test_practices_are_the_same_where_their_results_can_share_a_scale(
    make: Any, fields: dict[str, Any], same: bool
) -> None:
    assert same_practice(make.behaviour(**fields), make.behaviour()) is same


def test_where_errors_are_the_result_the_unit_of_the_amount_does_not_matter(make: Any) -> None:
    errors = {"result": ResultKind.ERRORS, "better": Better.FEWER}
    assert same_practice(make.behaviour(**errors), make.behaviour(unit="pages", **errors))


def test_a_cycle_in_one_line(make: Any) -> None:
    check_ins = [
        make.check_in(1, "done", amount=410),
        make.check_in(2, "minimum", amount=170),
        make.check_in(4, "cancelled", amount=10),
        make.check_in(5, "done", amount=450),
    ]
    cycle = make.cycle(ended_on=make.day(6))
    # A transfer test's result is another context's, so it is not among the results.
    found = cycle_band(make.timeline(check_ins, today=40, cycle=cycle, transfer_tests=(make.transfer(5, amount=50),)))
    shown = (Mark.DONE, Mark.MINIMUM, Mark.UNRECORDED, Mark.CANCELLED, Mark.DONE, Mark.UNRECORDED)
    assert found.marks == (*shown, *[None] * 24)
    assert (found.cycle, found.started_on, found.ended_on) == ("an-id", make.start, make.day(6))
    assert (found.adherence, found.results) == (Adherence(3, 4, 6), Band(410, 170, 450, 3))


def test_marks_stand_by_plan_day_so_that_a_pause_leaves_no_gap(make: Any) -> None:
    check_ins = {1: "done", 2: "rest", 5: "done"}
    found = cycle_band(make.timeline(check_ins, today=5, pauses=(make.pause(make.day(2), make.day(4)),)))
    assert found.marks[:3] == (Mark.DONE, Mark.DONE, None)
    assert len(found.marks) == 30


def test_a_cycle_without_results_has_no_band(make: Any) -> None:
    found = cycle_band(make.timeline(today=date(2026, 10, 1)))
    assert found.results is None
    assert set(found.marks) == {None}
