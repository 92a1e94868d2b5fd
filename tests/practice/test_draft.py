"""A check-in as it is told: the outcome, adding to a day, editing, planned rests."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import asdict as struct_of

from mastery_tui.practice.draft import Draft, changed, check_day, check_in_of, edited, merged
from mastery_tui.practice.records import CheckIn, Feeling, Outcome, ResultKind, Source, replace
from mastery_tui.practice.refused import Refused

ONE_DAY = timedelta(days=1)


def told(make: Any, existing: CheckIn | None = None, /, **fields: Any) -> CheckIn:
    """What a draft becomes on plan day 9 (target 400, minimum 150), ``on`` for another timeline."""
    how = {key: fields.pop(key) for key in ("yes_no", "source", "seconds") if key in fields}
    timeline = fields.pop("on", None) or make.timeline(today=9)
    return check_in_of(
        Draft(**fields),
        replace(timeline.day(make.day(9)), check_in=existing),
        cycle="a-cycle",
        at=make.at,
        **({"yes_no": False, "source": Source.TUI} | how),
    )


def refused(make: Any, existing: CheckIn | None = None, /, **fields: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        told(make, existing, **fields)
    return caught.value


# -- outcome -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [(400, "done"), (399, "minimum"), (150, "minimum"), (149, "partial"), (0, "cancelled")],
)
def test_the_amount_decides_the_outcome(make: Any, amount: float, outcome: str) -> None:
    assert told(make, amount=amount).outcome == outcome


@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.MINIMUM, Outcome.PARTIAL, Outcome.CANCELLED])
def test_an_outcome_can_be_overridden_and_the_amount_stays(make: Any, outcome: Outcome) -> None:
    check_in = told(make, amount=200, outcome=outcome)
    assert (check_in.outcome, check_in.amount) == (outcome, 200)


def test_the_standard_and_the_reduction_of_that_day_decide(make: Any) -> None:
    easier = make.timeline(today=9, reductions=(make.reduction(9, 11, 200, 50),))
    assert told(make, amount=200, on=easier).outcome is Outcome.DONE
    later = make.cycle(standards=(make.standard(), make.standard(make.day(10), 900, 300)))
    assert told(make, amount=400, on=make.timeline(today=12, cycle=later)).outcome is Outcome.DONE


def test_an_outcome_is_kept_when_the_standard_changes_later(make: Any) -> None:
    recorded = told(make, amount=400)
    stricter = make.timeline(today=9, cycle=make.cycle(standards=(make.standard(make.start, 900, 500),)))
    assert told(make, recorded, on=stricter, effort=6).outcome is Outcome.DONE
    assert told(make, recorded, on=stricter, amount=400).outcome is Outcome.PARTIAL


def test_without_amount_or_outcome_nothing_can_be_recorded(make: Any) -> None:
    assert refused(make, effort=6).code == "amount.missing"
    assert refused(make, effort=6, yes_no=True).code == "outcome.missing"


def test_a_yes_or_no_behaviour_takes_an_outcome_and_no_amount(make: Any) -> None:
    assert told(make, outcome=Outcome.DONE, yes_no=True).amount is None
    assert refused(make, amount=1, yes_no=True).code == "amount.yes_no"
    cycle = make.cycle(
        behaviour=make.behaviour(unit="", result=ResultKind.NONE), standards=(make.standard(target=1, minimum=1),)
    )
    on = make.timeline(today=9, cycle=cycle)
    assert told(make, outcome=Outcome.PARTIAL, yes_no=True, on=on).outcome is Outcome.PARTIAL


@pytest.mark.parametrize(
    ("field", "value"), [("amount", -1), ("effort", 11), ("confidence", 0), ("minutes", 1441), ("errors", -1)]
)
def test_a_value_out_of_bounds_is_refused_by_its_field(make: Any, field: str, value: float) -> None:
    problem = refused(make, outcome=Outcome.DONE, **{field: value})
    assert (problem.code, problem.facts["field"]) == ("number.range", field)


# -- rest --------------------------------------------------------------------------------------------------------------


def test_cancelled_on_a_planned_rest_is_stored_as_rest(make: Any) -> None:
    off = make.timeline(today=9, cycle=make.cycle(behaviour=make.behaviour(rest_weekdays=(2,))))
    assert make.day(9).isoweekday() == 2
    assert told(make, outcome=Outcome.CANCELLED, on=off).outcome is Outcome.REST
    assert told(make, amount=0, on=off).outcome is Outcome.REST
    assert told(make, make.check_in(9, "rest", planned=True), outcome=Outcome.CANCELLED).outcome is Outcome.REST
    assert told(make, outcome=Outcome.CANCELLED).outcome is Outcome.CANCELLED


@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.MINIMUM, Outcome.PARTIAL])
def test_practice_on_a_planned_rest_stays_what_it_is(make: Any, outcome: Outcome) -> None:
    assert told(make, make.check_in(9, "rest", planned=True), outcome=outcome).outcome is outcome


def test_a_rest_has_neither_results_nor_contexts(make: Any) -> None:
    check_in = told(make, outcome=Outcome.REST, amount=10, errors=2, score=50, contexts=("desk",), note="walked")
    assert (check_in.amount, check_in.errors, check_in.score, check_in.contexts) == (None, None, None, ())
    assert check_in.note == "walked"


def test_a_cancelled_block_keeps_the_contexts_where_it_was_planned(make: Any) -> None:
    assert told(make, outcome=Outcome.CANCELLED, contexts=("desk",)).contexts == ("desk",)


def test_practice_takes_the_place_of_a_rest_that_was_recorded_ahead(make: Any) -> None:
    rest = make.check_in(9, "rest", planned=True)
    for fields in ({"amount": 420}, {"amount": 420, "add": True}):
        check_in = told(make, rest, **fields)
        assert (check_in.outcome, check_in.amount, check_in.id) == (Outcome.DONE, 420, rest.id)


# -- adding ------------------------------------------------------------------------------------------------------------


def test_adding_sums_amounts_and_minutes_and_decides_the_outcome_anew(make: Any) -> None:
    existing = make.check_in(9, "minimum", amount=200, minutes=20)
    check_in = told(make, existing, amount=200, add=True, minutes=15)
    assert (check_in.amount, check_in.minutes, check_in.outcome) == (400, 35, Outcome.DONE)


def test_adding_without_minutes_keeps_them_and_without_recorded_ones_takes_them(make: Any) -> None:
    assert told(make, make.check_in(9, amount=200, minutes=20), amount=1, add=True).minutes == 20
    assert told(make, make.check_in(9, amount=200), amount=1, add=True, minutes=5).minutes == 5
    assert told(make, amount=200, add=True).amount == 200


def test_adding_reaches_a_target_that_sums_of_decimals_just_miss(make: Any) -> None:
    cycle = make.cycle(standards=(make.standard(target=0.8, minimum=0.1),))
    on = make.timeline(today=9, cycle=cycle)
    check_in = told(make, make.check_in(9, "minimum", amount=0.7), on=on, amount=0.1, add=True)
    assert (check_in.amount, check_in.outcome) == (0.8, Outcome.DONE)


def test_adding_decimals_to_a_whole_number_keeps_them(make: Any) -> None:
    assert told(make, make.check_in(9, amount=200), amount=0.5, add=True).amount == 200.5


def test_adding_never_makes_less_of_a_day(make: Any) -> None:
    assert told(make, make.check_in(9, "done", amount=100), amount=10, add=True).outcome is Outcome.DONE
    assert told(make, make.check_in(9, "cancelled"), amount=10, add=True).outcome is Outcome.PARTIAL
    assert told(make, make.check_in(9, "partial", amount=100), amount=60, add=True).outcome is Outcome.MINIMUM


def test_adding_with_an_outcome_takes_that_outcome(make: Any) -> None:
    existing = make.check_in(9, "done", amount=400)
    assert told(make, existing, amount=10, add=True, outcome=Outcome.PARTIAL).outcome is Outcome.PARTIAL


def test_adding_past_the_bound_is_refused(make: Any) -> None:
    assert refused(make, make.check_in(9, amount=10**9), amount=1, add=True).facts["field"] == "amount"
    assert (
        refused(make, make.check_in(9, minutes=1440), outcome=Outcome.DONE, add=True, minutes=1).code == "number.range"
    )


A, F = "anxious", "frustrated"


@pytest.mark.parametrize(
    ("before", "added", "kept"),
    [
        ((A, 4), (None, None), (A, 4)),
        ((A, 4), ("calm", None), (A, 4)),
        ((A, 4), (A, 2), (A, 4)),
        ((A, 2), (A, 4), (A, 4)),
        ((A, 2), ("ashamed", 4), ("ashamed", 4)),
        ((A, 4), ("ashamed", 4), ("ashamed", 4)),
        ((A, None), ("calm", None), (A, None)),
        ((A, 1), (F, 5), (A, 1)),
        ((F, 5), (A, 4), (A, 4)),
        ((F, 4), ("calm", None), (F, 4)),
        (("calm", None), (A, 1), (A, 1)),
        (("calm", None), ("flat", None), ("flat", None)),
        (("calm", None), (None, None), ("calm", None)),
        ((None, None), ("calm", None), ("calm", None)),
        ((A, 3), (A, None), (A, 3)),
    ],
)
def test_adding_keeps_the_stronger_distress(
    make: Any, before: tuple[str | None, int | None], added: tuple[str | None, int | None], kept: tuple[str, int | None]
) -> None:
    def feeling(pair: tuple[str | None, int | None]) -> dict[str, Any]:
        said = {"feeling": None if pair[0] is None else Feeling(pair[0]), "strength": pair[1]}
        return {name: value for name, value in said.items() if value is not None}

    check_in = told(make, make.check_in(9, amount=100, **feeling(before)), amount=50, add=True, **feeling(added))
    assert (check_in.feeling, check_in.strength) == kept


def test_editing_the_feeling_replaces_even_a_stronger_one(make: Any) -> None:
    existing = make.check_in(9, amount=100, feeling=Feeling.ANXIOUS, strength=5)
    check_in = told(make, existing, feeling=Feeling.CALM)
    assert (check_in.feeling, check_in.strength) == (Feeling.CALM, None)
    whole = told(make, existing, edited=True, amount=50, add=True, feeling=Feeling.CALM)
    assert (whole.feeling, whole.amount) == (Feeling.CALM, 150)


def test_adding_appends_recoveries_and_notes(make: Any) -> None:
    existing = make.check_in(9, amount=100, recoveries=(6,), note="first half")
    check_in = told(make, existing, amount=10, add=True, recoveries=(9,), note="second half")
    assert (check_in.recoveries, check_in.note) == ((6, 9), "first half\nsecond half")


def test_adding_keeps_what_is_not_said(make: Any) -> None:
    existing = make.check_in(9, amount=100, effort=7, confidence=3, errors=2, contexts=("desk",))
    check_in = told(make, existing, amount=10, add=True)
    assert (check_in.effort, check_in.confidence, check_in.errors, check_in.contexts) == (7, 3, 2, ("desk",))


# -- editing -----------------------------------------------------------------------------------------------------------


def test_a_second_word_about_a_day_changes_only_what_it_says(make: Any) -> None:
    existing = make.check_in(9, "done", amount=420, effort=6, note="kept", feeling=Feeling.FLAT)
    check_in = told(make, existing, confidence=4, source=Source.CLI)
    assert check_in == make.check_in(
        9, "done", amount=420, effort=6, note="kept", feeling=Feeling.FLAT, confidence=4, source=Source.CLI
    )


def test_a_new_amount_decides_anew_and_an_outcome_alone_keeps_the_amount(make: Any) -> None:
    existing = make.check_in(9, "done", amount=420)
    assert told(make, existing, amount=200).outcome is Outcome.MINIMUM
    assert told(make, existing, outcome=Outcome.PARTIAL).amount == 420


def test_a_new_feeling_drops_the_strength_of_the_old_one(make: Any) -> None:
    existing = make.check_in(9, amount=1, feeling=Feeling.ANXIOUS, strength=4)
    assert told(make, existing, feeling=Feeling.ASHAMED).strength is None
    assert told(make, existing, feeling=Feeling.ANXIOUS).strength == 4
    assert told(make, existing, strength=2).feeling is Feeling.ANXIOUS


def test_none_clears_what_is_recorded(make: Any) -> None:
    existing = make.check_in(9, amount=420, effort=6, note="old", recoveries=(3,), contexts=("desk",))
    check_in = told(make, existing, effort=None, note=None, recoveries=None, contexts=None)
    assert check_in == make.check_in(9, "done", amount=420)
    assert refused(make, make.check_in(9, "done", amount=420), amount=None).code == "amount.missing"


def form_of(check_in: CheckIn, **fields: Any) -> Draft:
    """What a form holds that began with a check-in whose outcome follows from its amount."""
    names = (name for name in Draft.__struct_fields__ if name not in ("add", "edited", "outcome"))
    return Draft(**({"outcome": None} | {name: getattr(check_in, name) for name in names} | fields))


def saved(make: Any, by_now: CheckIn, begun: Draft, now: Draft) -> CheckIn:
    """What saving a form makes of what is recorded by now."""
    return told(make, by_now, **struct_of(edited(begun, now)))


def test_a_form_blanks_what_was_cleared_in_it(make: Any) -> None:
    existing = make.check_in(9, amount=420, effort=6, note="old", recoveries=(3,), contexts=("desk",))
    cleared = {"effort": None, "note": "", "contexts": (), "recoveries": None}
    check_in = saved(make, existing, form_of(existing), form_of(existing, amount=400, **cleared))
    assert check_in == make.check_in(9, "done", amount=400)


def test_a_form_keeps_what_another_window_wrote_meanwhile(make: Any) -> None:
    existing = make.check_in(9, amount=420, feeling=Feeling.ANXIOUS, strength=5, note="from the shell")
    check_in = saved(make, existing, Draft(note="", contexts=()), Draft(amount=500, effort=6, note="", contexts=()))
    assert (check_in.amount, check_in.effort) == (500, 6)
    assert (check_in.feeling, check_in.strength, check_in.note) == (Feeling.ANXIOUS, 5, "from the shell")


def test_a_form_that_changes_only_the_note_keeps_the_outcome_as_it_was_decided(make: Any) -> None:
    existing = make.check_in(9, "done", amount=10)
    assert saved(make, existing, form_of(existing), form_of(existing, note="x")).outcome is Outcome.DONE


def test_a_form_keeps_the_outcome_that_another_window_chose_meanwhile(make: Any) -> None:
    begun = make.check_in(9, "done", amount=420)
    by_now = make.check_in(9, "partial", amount=420)
    assert saved(make, by_now, form_of(begun), form_of(begun, effort=3)).outcome is Outcome.PARTIAL


def test_an_outcome_chosen_for_a_new_amount_is_said_with_it(make: Any) -> None:
    existing = make.check_in(9, "partial", amount=420)
    begun = form_of(existing, outcome=Outcome.PARTIAL)
    chosen = form_of(existing, outcome=Outcome.PARTIAL, amount=430)
    assert saved(make, existing, begun, chosen).outcome is Outcome.PARTIAL
    assert saved(make, existing, begun, form_of(existing)).outcome is Outcome.DONE


def test_a_form_says_a_strength_with_the_feeling_it_is_of(make: Any) -> None:
    begun = make.check_in(9, amount=1, feeling=Feeling.ANXIOUS, strength=5)
    by_now = make.check_in(9, amount=1, feeling=Feeling.CALM)
    check_in = saved(make, by_now, form_of(begun), form_of(begun, strength=2))
    assert (check_in.feeling, check_in.strength) == (Feeling.ANXIOUS, 2)


def test_a_feeling_that_was_changed_elsewhere_too_keeps_the_strength_that_the_form_has(make: Any) -> None:
    begun = make.check_in(9, amount=1, feeling=Feeling.ANXIOUS, strength=4)
    by_now = make.check_in(9, amount=1, feeling=Feeling.ASHAMED, strength=2)
    check_in = saved(make, by_now, form_of(begun), form_of(begun, feeling=Feeling.FRUSTRATED))
    assert (check_in.feeling, check_in.strength) == (Feeling.FRUSTRATED, 4)


def test_the_feeling_that_is_recorded_said_again_keeps_its_strength(make: Any) -> None:
    existing = make.check_in(9, amount=1, feeling=Feeling.ANXIOUS, strength=4)
    assert told(make, existing, feeling=Feeling.ANXIOUS).strength == 4


def test_an_amount_added_in_a_form_is_added_to_what_is_recorded_by_now(make: Any) -> None:
    begun = make.check_in(9, amount=100, minutes=20, note="a")
    by_now = make.check_in(9, amount=150, minutes=30, note="b")
    now = form_of(begun, amount=100, add=True, minutes=25)
    check_in = saved(make, by_now, form_of(begun), now)
    assert (check_in.amount, check_in.minutes, check_in.note) == (250, 25, "b")


def test_a_form_in_which_nothing_changed_says_nothing(make: Any) -> None:
    begun = form_of(make.check_in(9, amount=420, contexts=("desk",)))
    assert edited(begun, begun) == Draft(edited=True)
    assert edited(Draft(), Draft(note="", contexts=(), effort=None)) == Draft(edited=True)


def test_texts_of_a_form_merge_three_ways() -> None:
    begun = {"amount": "", "effort": "5", "note": "old"}
    mine = {"amount": "42", "effort": "5", "note": ""}
    theirs = {"amount": "300", "effort": "7", "note": "old", "minutes": "20"}
    assert changed(begun, mine) == {"amount": "42", "note": ""}
    assert merged(begun, mine, theirs) == {"amount": "42", "effort": "7", "note": "", "minutes": "20"}
    assert merged(begun, begun, theirs) == theirs
    assert merged(begun, mine, begun) == mine


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        (("frustrated", "4"), ("frustrated", "4")),
        (("anxious", "5"), ("anxious", "5")),
        (("ashamed", "4"), ("ashamed", "2")),
        (("anxious", "4"), ("ashamed", "2")),
    ],
)
def test_a_form_whose_feeling_was_changed_elsewhere_keeps_the_strength_of_its_own(
    mine: tuple[str, str], expected: tuple[str, str]
) -> None:
    pair = ("feeling", "strength")
    begun, theirs = dict(zip(pair, ("anxious", "4"), strict=True)), dict(zip(pair, ("ashamed", "2"), strict=True))
    assert merged(begun, dict(zip(pair, mine, strict=True)), theirs) == dict(zip(pair, expected, strict=True))


def test_an_amount_in_a_form_is_not_given_the_outcome_that_was_chosen_elsewhere_for_another() -> None:
    begun, theirs = {"amount": "", "outcome": ""}, {"amount": "300", "outcome": "partial"}
    assert merged(begun, {"amount": "42", "outcome": ""}, theirs) == {"amount": "42", "outcome": ""}
    assert merged(begun, {"amount": "300", "outcome": ""}, theirs) == theirs


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys("abc", st.sampled_from(["", "1", "2"]))), min_size=3, max_size=3),
)
def test_a_merge_loses_nothing_that_was_typed_and_nothing_from_elsewhere(states: list[dict[str, str]]) -> None:
    begun, mine, theirs = states
    found = merged(begun, mine, theirs)
    for name in begun:
        assert found[name] == (mine[name] if mine[name] != begun[name] else theirs[name])
    assert merged(theirs, found, theirs) == found


def test_an_edit_keeps_the_records_id_and_takes_the_new_moment(make: Any) -> None:
    existing = make.check_in(9, id="its-own", at=make.at - ONE_DAY)
    check_in = told(make, existing, effort=3)
    assert (check_in.id, check_in.at, check_in.day) == ("its-own", make.at, make.day(9))


def test_a_draft_that_says_everything_records_it_again(make: Any) -> None:
    existing = make.check_in(
        9,
        "minimum",
        amount=200,
        errors=1,
        score=70,
        minutes=30,
        effort=5,
        feeling=Feeling.ASHAMED,
        strength=3,
        confidence=2,
        recoveries=(4, 4),
        contexts=("desk", "morning"),
        note="a line\nand another",
    )
    assert told(make, **struct_of(form_of(existing, outcome=existing.outcome))) == replace(existing, id="new")
    assert told(make, existing) == existing


def test_a_note_is_cleaned_on_its_way_into_the_record(make: Any) -> None:
    assert told(make, amount=1, note=" a\x00b\r\nc\ud800 ").note == "ab\nc"


@given(st.lists(st.floats(0.01, 1000).map(lambda value: round(value, 2)), min_size=1, max_size=8))
def test_adding_bit_by_bit_is_the_same_as_saying_it_at_once(make: Any, amounts: list[float]) -> None:
    check_in: CheckIn | None = None
    for amount in amounts:
        check_in = told(make, check_in, amount=amount, add=True)
    at_once = told(make, amount=round(sum(amounts), 6))
    assert check_in is not None
    assert (check_in.amount, check_in.outcome) == (at_once.amount, at_once.outcome)


# -- which dates -------------------------------------------------------------------------------------------------------


def test_a_day_lies_in_the_cycle_and_not_ahead(make: Any) -> None:
    first, last, today = make.start, make.day(30), make.day(9)
    for day in (first, today):
        check_day(day, Outcome.DONE, first, last, today)
    for day, code in (
        (first - ONE_DAY, "day.before_start"),
        (today + ONE_DAY, "day.future"),
        (last + ONE_DAY, "day.after_end"),
    ):
        with pytest.raises(Refused) as caught:
            check_day(day, Outcome.DONE, first, last, today)
        assert caught.value.code == code


def test_a_rest_may_be_recorded_ahead_up_to_the_last_day(make: Any) -> None:
    first, last, today = make.start, make.day(30), make.day(9)
    check_day(last, Outcome.REST, first, last, today)
    for outcome in (None, Outcome.CANCELLED):
        with pytest.raises(Refused, match=r"day\.future"):
            check_day(last, outcome, first, last, today)
    with pytest.raises(Refused, match=r"day\.after_end"):
        check_day(last + ONE_DAY, Outcome.REST, first, last, today)
    check_day(make.day(90), Outcome.REST, first, None, today)


# -- minutes where the unit is time ------------------------------------------------------------------------------------


def test_minutes_left_blank_follow_an_amount_of_time(make: Any) -> None:
    assert told(make, amount=95, seconds=60).minutes == 95
    assert told(make, amount=1.5, seconds=3600).minutes == 90
    assert told(make, amount=95, minutes=25, seconds=60).minutes == 25
    assert told(make, amount=95).minutes is None
    assert told(make, amount=0, seconds=60).minutes is None
    assert told(make, outcome=Outcome.DONE, seconds=60).minutes is None
    assert told(make, amount=95, outcome=Outcome.REST, seconds=60).minutes is None


def test_minutes_that_followed_go_on_following_and_those_that_were_filled_stay(make: Any) -> None:
    followed = make.check_in(9, "minimum", amount=95, minutes=95)
    filled = make.check_in(9, "minimum", amount=95, minutes=25)
    for existing, minutes in ((followed, 120), (filled, 25), (make.check_in(9, "minimum", amount=95), 120)):
        assert told(make, existing, amount=120, seconds=60).minutes == minutes
        assert told(make, existing, amount=25, add=True, seconds=60).minutes == minutes
    assert told(make, followed, effort=6, seconds=60).minutes == 95
    assert told(make, followed, amount=25, minutes=30, add=True, seconds=60).minutes == 125
    assert told(make, filled, minutes=None, edited=True, seconds=60).minutes == 95
    assert told(make, followed, amount=120).minutes == 95


def test_minutes_alone_are_told_from_the_amount(make: Any) -> None:
    assert refused(make, minutes=90).code == "amount.only_minutes"
    assert refused(make, minutes=90, yes_no=True).code == "outcome.missing"


def test_parts_of_an_hour_reach_the_target_that_they_add_up_to(make: Any) -> None:
    """0:50 and 0:50 are 1:40, although none of them has an end as a part of an hour."""
    hours = make.timeline(today=9, cycle=make.cycle(standards=(make.standard(target=1.666667, minimum=0.666667),)))
    once = told(make, amount=0.833333, on=hours)
    assert once.outcome is Outcome.MINIMUM
    assert told(make, once, amount=0.833333, add=True, on=hours).outcome is Outcome.DONE
    assert told(make, amount=1.667, on=hours).outcome is Outcome.DONE
    assert told(make, amount=1.666, on=hours).outcome is Outcome.MINIMUM
