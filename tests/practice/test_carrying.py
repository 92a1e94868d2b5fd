"""What is carried over into a second month."""

from typing import Any

import pytest

from mastery_tui.practice.carrying import carried
from mastery_tui.practice.progress import Band, frozen_baseline
from mastery_tui.practice.records import FeedbackKind, Next, ResultKind

ROUTINE: dict[str, Any] = {
    "name": "Write",
    "standard": "new words in the draft file",
    "unit": "words",
    "feedback_source": "Ines",
    "feedback_kind": FeedbackKind.COACH,
    "contexts": ("desk", "quiet"),
    "anchor_when": "the coffee is poured",
    "anchor_at": "the kitchen table",
    "rest_weekdays": (4,),
    "pause_signs": "a stiff neck",
}
OF_ONE_MONTH = {
    "starting_conditions": "half an hour",
    "transfer_idea": "by hand",
    "error_kinds": ("long openings",),
    "better_in_a_week": "four days",
}


def amounts(make: Any, values: list[float], first: int = 1) -> list[Any]:
    return [make.check_in(day, "done", amount=value) for day, value in enumerate(values, first)]


def test_the_routine_is_the_same_and_what_belongs_to_one_month_is_empty(make: Any) -> None:
    cycle = make.cycle(behaviour=make.behaviour(**ROUTINE, **OF_ONE_MONTH), ended_on=make.day(30), next=Next.CONTINUE)
    found = carried(make.timeline(today=31, cycle=cycle))
    assert found.behaviour == make.behaviour(**ROUTINE)
    assert (found.cycle, found.following) == ("an-id", Next.CONTINUE)


def test_the_standard_is_the_last_one_written_whatever_easier_days_held(make: Any) -> None:
    standards = (make.standard(make.day(15), 450, 120, locked=True), make.standard())
    timeline = make.timeline(today=31, cycle=make.cycle(standards=standards), reductions=(make.reduction(28, 40),))
    assert (carried(timeline).target, carried(timeline).minimum) == (450, 120)


def test_now_is_the_last_five_since_the_baseline(make: Any) -> None:
    week = amounts(make, [900, 900, 900, 900, 900])
    baseline = frozen_baseline(make.timeline(week, today=7))
    cycle = make.cycle(baseline=baseline)
    five = amounts(make, [300, 310, 320, 330, 340, 350], first=8)
    assert carried(make.timeline([*week, *five], today=31, cycle=cycle)).now == Band(330, 310, 350, 5)
    assert carried(make.timeline([*week, *five[:4]], today=31, cycle=cycle)).now is None


@pytest.mark.parametrize(("values", "now"), [([100, 200, 300, 400], None), ([1, 2, 3, 4, 5, 6], Band(4, 2, 6, 5))])
def test_without_a_frozen_baseline_now_is_the_last_five_of_all(
    make: Any, values: list[float], now: Band | None
) -> None:
    assert carried(make.timeline(amounts(make, values), today=31)).now == now


def test_a_yes_or_no_behaviour_carries_no_number(make: Any) -> None:
    behaviour = make.behaviour(unit="", result=ResultKind.NONE)
    cycle = make.cycle(behaviour=behaviour, standards=(make.standard(target=1, minimum=1),))
    found = carried(make.timeline(dict.fromkeys(range(1, 20), "done"), today=31, cycle=cycle))
    assert (found.target, found.minimum, found.now) == (1, 1, None)
    assert found.behaviour == behaviour
