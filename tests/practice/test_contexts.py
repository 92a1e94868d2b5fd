"""Contexts compared: counts, intervals and what may be said of them; hand-made values."""

from typing import Any

import pytest

from mastery_tui.practice.comparing import Verdict, fisher_exact, newcombe
from mastery_tui.practice.contexts import Condition, Conditions, ResultCondition, compared_conditions, conditions
from mastery_tui.practice.records import Better, ResultKind, replace


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
