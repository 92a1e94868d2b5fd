"""Records: each bound at both of its edges, and what holds between fields."""

import math
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from mastery_tui.limits import LAST_REV
from mastery_tui.practice.records import (
    AnswerKind,
    Baseline,
    BaselineRow,
    CheckIn,
    Conditions,
    Feeling,
    Outcome,
    Record,
    ResultKind,
    checked,
    replace,
)
from mastery_tui.practice.refused import Refused

LATER = date(2026, 11, 3)

NUMBERS = [
    # record, field, lowest, below it, highest, above it
    ("check_in", "amount", 0, -0.001, 1_000_000_000, 1_000_000_000.5),
    ("check_in", "errors", 0, -1, 1_000_000, 1_000_001),
    ("check_in", "score", 0, -0.1, 100, 100.1),
    ("check_in", "minutes", 0, -1, 1440, 1441),
    ("check_in", "effort", 1, 0, 10, 11),
    ("check_in", "confidence", 1, 0, 5, 6),
    ("check_in", "rev", 0, -1, LAST_REV, LAST_REV + 1),
    ("transfer", "amount", 0, -0.001, 1_000_000_000, 1_000_000_000.5),
    ("transfer", "errors", 0, -1, 1_000_000, 1_000_001),
    ("transfer", "score", 0, -0.1, 100, 100.1),
    ("reflection", "week", 1, 0, 4, 5),
]

TEXTS = [
    # record, field, shortest, longest
    ("behaviour", "name", 1, 80),
    ("behaviour", "standard", 1, 200),
    ("behaviour", "unit", 1, 20),
    ("behaviour", "feedback_source", 1, 120),
    ("behaviour", "anchor_when", 0, 200),
    ("behaviour", "anchor_at", 0, 200),
    ("behaviour", "starting_conditions", 0, 500),
    ("behaviour", "transfer_idea", 0, 200),
    ("check_in", "note", 0, 4000),
    ("check_in", "id", 1, 64),
    ("check_in", "cycle", 1, 64),
    ("feedback", "source", 1, 120),
    ("feedback", "finding", 1, 1000),
    ("adjustment", "text", 1, 200),
    ("transfer", "context", 1, 200),
    ("transfer", "held", 0, 500),
    ("transfer", "broke", 0, 500),
    ("transfer", "next", 0, 500),
    ("reflection", "evidence", 0, 200),
    ("reflection", "counter_example", 0, 500),
    ("reflection", "better_next_week", 0, 500),
    ("answer", "rule", 1, 60),
]

POSITIVE = ["standard", "reduction"]


def built(make: Any, kind: str, **fields: Any) -> Any:
    needed: dict[str, tuple[Any, ...]] = {"feedback": (17,), "check_in": (1,), "reduction": (8, 10)}
    builder: Callable[..., Any] = getattr(make, kind)
    return checked(builder(*needed.get(kind, ()), **fields))


def refused(build: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        build()
    return caught.value


@pytest.mark.parametrize(("kind", "field", "low", "below", "high", "above"), NUMBERS)
def test_a_number_is_taken_at_its_edges_and_refused_past_them(
    make: Any, kind: str, field: str, low: float, below: float, high: float, above: float | None
) -> None:
    for value in (low, high):
        assert getattr(built(make, kind, **{field: value}), field) == value
    for value in (below, above):
        if value is not None:
            problem = refused(lambda value=value: built(make, kind, **{field: value}))
            assert problem.code == "number.range"
            assert problem.facts["field"] == field
            assert problem.facts["low"] == low
            assert problem.facts["high"] == (None if above is None else high)


@pytest.mark.parametrize(("kind", "field", "shortest", "longest"), TEXTS)
def test_a_text_is_taken_at_its_edges_and_refused_past_them(
    make: Any, kind: str, field: str, shortest: int, longest: int
) -> None:
    for length in (shortest, longest):
        assert len(getattr(built(make, kind, **{field: "a" * length}), field)) == length
    problem = refused(lambda: built(make, kind, **{field: "secret" + "a" * longest}))
    assert (problem.code, problem.facts) == (
        "text.length",
        {"field": field, "longest": longest, "length": longest + len("secret")},
    )
    if shortest and field != "unit":
        assert refused(lambda: built(make, kind, **{field: ""})).code == "text.missing"


@pytest.mark.parametrize("kind", POSITIVE)
@pytest.mark.parametrize("field", ["target", "minimum"])
def test_a_standard_is_more_than_zero(make: Any, kind: str, field: str) -> None:
    told = {"target": 1.0, "minimum": 0.001}
    assert built(make, kind, **told).minimum == 0.001
    assert built(make, kind, target=1_000_000_000, minimum=1_000_000_000).target == 1_000_000_000
    problem = refused(lambda: built(make, kind, **(told | {"minimum": 0, field: 0})))
    assert problem.code == "number.positive"
    assert refused(lambda: built(make, kind, target=1_000_000_001, minimum=1)).code == "number.positive"


@pytest.mark.parametrize("kind", POSITIVE)
def test_the_minimum_may_equal_the_target_and_no_more(make: Any, kind: str) -> None:
    assert built(make, kind, target=150, minimum=150).minimum == 150
    problem = refused(lambda: built(make, kind, target=150, minimum=150.5))
    assert (problem.code, problem.facts) == ("minimum.above_target", {"target": 150})


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize(
    ("kind", "field"),
    [("check_in", "amount"), ("check_in", "score"), ("transfer", "score"), ("reduction", "result_after")],
)
def test_a_number_is_finite(make: Any, kind: str, field: str, value: float) -> None:
    problem = refused(lambda: built(make, kind, **{field: value}))
    assert (problem.code, problem.facts) == ("number.finite", {"field": field})


def test_a_frozen_result_is_finite_too(make: Any) -> None:
    row = BaselineRow(day=make.start, result=math.nan)
    cycle = make.cycle(baseline=Baseline(frozen_on=make.start, rows=(row,)))
    assert refused(lambda: checked(cycle)).code == "number.finite"


@pytest.mark.parametrize(("field", "low", "high"), [("effort", 1, 10), ("confidence", 1, 5)])
def test_a_frozen_row_has_the_bounds_of_a_check_in(make: Any, field: str, low: int, high: int) -> None:
    for value in (low, high):
        checked(BaselineRow(day=make.start, **{field: value}))
    for value in (low - 1, high + 1):
        assert (
            refused(lambda value=value: checked(BaselineRow(day=make.start, **{field: value}))).code == "number.range"
        )


@pytest.mark.parametrize("feeling", list(Feeling))
def test_a_strength_goes_with_three_feelings_only(make: Any, feeling: Feeling) -> None:
    if feeling in (Feeling.ANXIOUS, Feeling.ASHAMED, Feeling.FRUSTRATED):
        for strength in (1, 5):
            assert built(make, "check_in", feeling=feeling, strength=strength).strength == strength
        for strength in (0, 6):
            problem = refused(lambda strength=strength: built(make, "check_in", feeling=feeling, strength=strength))
            assert (problem.code, problem.facts["low"], problem.facts["high"]) == ("number.range", 1, 5)
    else:
        assert refused(lambda: built(make, "check_in", feeling=feeling, strength=1)).code == "strength.feeling"
    assert built(make, "check_in", feeling=feeling).strength is None


def test_a_strength_without_a_feeling_is_refused(make: Any) -> None:
    assert refused(lambda: built(make, "check_in", strength=3)).code == "strength.feeling"


def test_only_anxiety_and_shame_dominate(make: Any) -> None:
    assert make.check_in(1, feeling=Feeling.ANXIOUS, strength=4).dominating == 4
    assert make.check_in(1, feeling=Feeling.ASHAMED, strength=5).dominating == 5
    assert make.check_in(1, feeling=Feeling.FRUSTRATED, strength=5).dominating == 0
    assert make.check_in(1, feeling=Feeling.ANXIOUS).dominating == 0
    assert make.check_in(1).dominating == 0


def test_recoveries_are_0_to_600_minutes_and_at_most_twenty(make: Any) -> None:
    assert built(make, "check_in", recoveries=(0, 600)).recoveries == (0, 600)
    assert len(built(make, "check_in", recoveries=(1,) * 20).recoveries) == 20
    for minutes in (-1, 601):
        assert refused(lambda m=minutes: built(make, "check_in", recoveries=(5, m))).code == "number.range"
    assert refused(lambda: built(make, "check_in", recoveries=(1,) * 21)).facts == {
        "field": "recoveries",
        "longest": 20,
    }


@pytest.mark.parametrize("kind", ["behaviour", "check_in"])
def test_contexts_are_at_most_six_tags_of_at_most_twenty_characters(make: Any, kind: str) -> None:
    six = tuple("abcdef")
    assert built(make, kind, contexts=six).contexts == six
    assert built(make, kind, contexts=("t" * 20,)).contexts == ("t" * 20,)
    assert refused(lambda: built(make, kind, contexts=(*six, "g"))).code == "list.length"
    assert refused(lambda: built(make, kind, contexts=("t" * 21,))).code == "text.length"
    assert refused(lambda: built(make, kind, contexts=("",))).code == "text.missing"


def test_rest_weekdays_are_at_most_six_different_ones(make: Any) -> None:
    assert built(make, "behaviour", rest_weekdays=(1, 2, 3, 4, 5, 7)).rest_weekdays == (1, 2, 3, 4, 5, 7)
    assert refused(lambda: built(make, "behaviour", rest_weekdays=(1, 2, 3, 4, 5, 6, 7))).code == "list.length"
    assert refused(lambda: built(make, "behaviour", rest_weekdays=(7, 7))).code == "rest_weekdays.twice"
    for weekday in (0, 8):
        assert refused(lambda w=weekday: built(make, "behaviour", rest_weekdays=(w,))).code == "number.range"


def test_up_to_three_different_errors_of_eighty_characters_are_kept(make: Any) -> None:
    three = ("long openings", "adverbs", "e" * 80)
    assert built(make, "behaviour", error_kinds=three).error_kinds == three
    assert refused(lambda: built(make, "behaviour", error_kinds=(*three, "more"))).code == "list.length"
    assert refused(lambda: built(make, "behaviour", error_kinds=("e" * 81,))).code == "text.length"
    assert refused(lambda: built(make, "behaviour", error_kinds=("",))).code == "text.missing"
    assert refused(lambda: built(make, "behaviour", error_kinds=("haste", "haste"))).code == "error_kinds.twice"


@pytest.mark.parametrize("field", ["pause_signs", "better_in_a_week"])
def test_signs_to_pause_and_what_is_better_in_a_week_take_two_hundred_characters(make: Any, field: str) -> None:
    assert getattr(built(make, "behaviour"), field) == ""
    assert getattr(built(make, "behaviour", **{field: "x" * 200}), field) == "x" * 200
    assert refused(lambda: built(make, "behaviour", **{field: "x" * 201})).code == "text.length"


def test_a_context_stands_once_in_a_behaviour(make: Any) -> None:
    assert refused(lambda: make.behaviour(contexts=("desk", "desk"))).code == "contexts.twice"


def test_a_yes_or_no_behaviour_has_no_amounts(make: Any) -> None:
    assert refused(lambda: make.behaviour(unit="")).code == "result.needs_unit"
    yes_no = make.behaviour(unit="", result=ResultKind.NONE)
    assert yes_no.yes_no
    one = (make.standard(target=1, minimum=1),)
    assert checked(make.cycle(behaviour=yes_no, standards=one)).standards == one
    for other in (make.standard(target=2, minimum=1), make.standard(target=1, minimum=0.5)):
        assert (
            refused(lambda other=other: make.cycle(behaviour=yes_no, standards=(*one, other))).code == "standard.yes_no"
        )


def test_a_cycle_has_a_standard_and_ends_no_earlier_than_it_starts(make: Any) -> None:
    assert make.cycle(ended_on=make.start).ended_on == make.start
    assert refused(lambda: make.cycle(ended_on=make.start - timedelta(days=1))).code == "ended_on.before_start"
    assert len(make.cycle().standards) == 1


def test_a_pause_and_a_reduction_end_no_earlier_than_they_begin(make: Any) -> None:
    assert make.pause(LATER, LATER).last == LATER
    assert refused(lambda: make.pause(LATER, make.start)).facts == {"first": LATER}
    assert make.reduction(3, 3).until_day == make.day(3)
    assert refused(lambda: make.reduction(3, 2)).code == "reduction.order"


def test_a_snooze_and_only_a_snooze_has_an_end(make: Any) -> None:
    assert make.answer(answer=AnswerKind.SNOOZED, until=LATER).until == LATER
    assert refused(lambda: make.answer(answer=AnswerKind.SNOOZED)).code == "answer.until"
    assert refused(lambda: make.answer(until=LATER)).code == "answer.until"


@pytest.mark.parametrize("slot", Conditions.__struct_fields__)
def test_a_condition_takes_200_characters(make: Any, slot: str) -> None:
    assert built(make, "reflection", conditions=Conditions(**{slot: "a" * 200}))
    assert refused(lambda: built(make, "reflection", conditions=Conditions(**{slot: "a" * 201}))).facts["field"] == slot


def test_an_answer_to_a_prompt_has_bounds_for_its_text_and_its_name(make: Any) -> None:
    assert built(make, "reflection", answers={"p" * 20: "a" * 4000})
    assert refused(lambda: built(make, "reflection", answers={"prompt": "a" * 4001})).code == "text.length"
    assert refused(lambda: built(make, "reflection", answers={"p" * 21: "a"})).code == "text.length"


ALL = (
    "cycle",
    "check_in",
    "pause",
    "session",
    "feedback",
    "adjustment",
    "reduction",
    "transfer",
    "reflection",
    "answer",
    "tombstone",
)
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "check_in": (1,),
    "pause": (LATER,),
    "feedback": (17,),
    "reduction": (8, 10),
}


@pytest.mark.parametrize("kind", ALL)
def test_a_record_reads_back_as_it_was_written(make: Any, kind: str) -> None:
    record = checked(getattr(make, kind)(*ARGUMENTS.get(kind, ())))
    assert isinstance(record, Record)
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record


@pytest.mark.parametrize("kind", ALL)
def test_a_record_with_an_unknown_field_or_a_moment_without_offset_is_refused(make: Any, kind: str) -> None:
    record = getattr(make, kind)(*ARGUMENTS.get(kind, ()))
    plain = msgspec.to_builtins(record)
    for change in ({"surprise": 1}, {"at": "2026-11-02T20:00:00"}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(plain | change, type=type(record))


@pytest.mark.parametrize(
    "change",
    [
        {"effort": 11},
        {"effort": 0},
        {"amount": -1},
        {"minutes": 1441},
        {"outcome": "excellent"},
        {"strength": 3},
        {"feeling": "calm", "strength": 3},
        {"recoveries": [601]},
        {"contexts": ["a", "b", "c", "d", "e", "f", "g"]},
        {"note": "a" * 4001},
        {"day": "2026-02-30"},
        {"errors": 1.5},
        {"id": ""},
    ],
)
def test_a_file_cannot_hold_what_a_form_refuses(make: Any, change: dict[str, object]) -> None:
    plain = msgspec.to_builtins(make.check_in(1))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(plain | change, type=CheckIn)


def test_dates_are_written_as_iso_and_moments_with_their_offset(make: Any) -> None:
    plain = msgspec.to_builtins(make.check_in(1))
    assert plain["day"] == "2026-11-02"
    assert plain["at"] == "2026-11-02T20:00:00Z"


def test_records_are_frozen_and_changed_by_copies(make: Any) -> None:
    record = make.check_in(1, effort=5)
    with pytest.raises(AttributeError):
        record.effort = 6
    assert replace(record, effort=6).effort == 6
    assert record.effort == 5


def test_kept_is_done_or_minimum_and_a_session_is_all_but_rest() -> None:
    assert [each.value for each in Outcome if each.kept] == ["done", "minimum"]
    assert [each.value for each in Outcome if not each.session] == ["rest"]


def test_a_refusal_never_carries_what_was_typed(make: Any) -> None:
    for problem in (
        refused(lambda: built(make, "check_in", note="my secret " * 500)),
        refused(lambda: built(make, "behaviour", name="my secret " * 50)),
    ):
        assert "secret" not in repr(problem.facts) + repr(problem) + str(problem)
