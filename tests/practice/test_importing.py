"""What days that were recorded elsewhere become: outcomes, cycles, baselines, and what a cycle that is here gains."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, strategies as st

from mastery_tui.practice.days import PLAN_DAYS, Span
from mastery_tui.practice.import_records import baseline_of, check_in_in, check_in_into, cycle_of
from mastery_tui.practice.importing import (
    LONGEST_GAP,
    Asked,
    Counting,
    Cut,
    Said,
    Theirs,
    cut,
    decide,
    filled_outcome,
    outcome,
)
from mastery_tui.practice.progress import SMALLEST_BASELINE, baseline_rows
from mastery_tui.practice.records import (
    Behaviour,
    Better,
    CheckIn,
    Cycle,
    CycleRecords,
    Ending,
    Feeling,
    Outcome,
    Pause,
    ResultKind,
    Source,
    Standard,
    checked,
    replace,
)
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State, Timeline

FIRST = date(2026, 1, 19)
TODAY = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
WORDS = Asked(numbers=ResultKind.AMOUNT, target=400, minimum=150)
YES_NO = Asked(numbers=ResultKind.NONE)
WRITING = Behaviour(name="Write", standard="words", unit="words", feedback_source="not asked then")
WALKING = Behaviour(name="Walk", standard="out", result=ResultKind.NONE, feedback_source="not asked then")
D, M, P, C, R = Outcome.DONE, Outcome.MINIMUM, Outcome.PARTIAL, Outcome.CANCELLED, Outcome.REST


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def told(number: int, amount: float | None = None, **more: object) -> Theirs:
    return Theirs(day=day(number), number=amount, **more)  # type: ignore[arg-type]


def cuts(numbers: Sequence[int], *taken: tuple[int, int | None]) -> list[tuple[int, int, str, int]]:
    """First and last number of each cycle, how it ends, and how many days it has."""
    spans = [Span(day(first), None if last is None else day(last)) for first, last in taken]
    made = cut([told(number, 500) for number in numbers], spans)
    return [((c.first - FIRST).days + 1, (c.last - FIRST).days + 1, c.ending.value, len(c.days)) for c in made]


# -- outcomes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "becomes"),
    [
        (told(1, 400), D),
        (told(1, 399.9999), D),
        (told(1, 399), M),
        (told(1, 150), M),
        (told(1, 149), P),
        (told(1, 0.5), P),
        (told(1, 0), C),
        (told(1, said=Said.YES), D),
        (told(1, 200, said=Said.YES), M),
        (told(1, said=Said.NO), C),
        (told(1, said=Said.SKIP), R),
        (told(1, 500, said=Said.SKIP), R),
        (told(1, 10, outcome=D), D),
        (told(1), None),
        (told(1, minutes=20), None),
        (told(1, note="a thought"), None),
    ],
)
def test_an_amount_is_judged_by_the_standard_of_then_and_a_word_says_it_alone(
    theirs: Theirs, becomes: Outcome | None
) -> None:
    assert outcome(theirs, WORDS) is becomes


def test_done_or_not_takes_words_and_minutes_and_errors_count_up_to_what_is_allowed() -> None:
    assert [outcome(told(1, said=said), YES_NO) for said in Said] == [D, C, R]
    assert outcome(told(1, minutes=5), YES_NO) is D
    assert outcome(told(1, minutes=0), YES_NO) is None
    errors = Asked(numbers=ResultKind.ERRORS, at_most=5)
    assert [outcome(told(1, amount), errors) for amount in (0, 5, 6)] == [D, D, P]
    assert outcome(told(1, 60), Asked(numbers=ResultKind.ERRORS)) is D
    assert outcome(told(1, 60), Asked(numbers=ResultKind.SCORE)) is D


# -- cycles ------------------------------------------------------------------------------------------------------------


def test_days_in_a_row_are_cycles_of_thirty_and_a_short_last_one_is_stopped_on_its_last_day() -> None:
    found = cuts(range(1, 307))
    assert found == [
        *((30 * place + 1, 30 * place + 30, "finished", 30) for place in range(10)),
        (301, 306, "stopped", 6),
    ]


def test_the_last_one_is_finished_where_its_thirtieth_day_is_recorded() -> None:
    assert cuts(range(1, 31)) == [(1, 30, "finished", 30)]
    assert cuts([1, 30]) == [(1, 30, "finished", 2)]
    assert cuts([1, 29]) == [(1, 29, "stopped", 2)]
    assert cuts([1]) == [(1, 1, "stopped", 1)]
    assert cuts([]) == []


def test_a_gap_under_thirty_dates_is_open_days_and_one_of_thirty_ends_a_cycle() -> None:
    assert cuts([1, 25, 55]) == [(1, 30, "finished", 2), (31, 55, "stopped", 1)]  # 29 dates without
    assert cuts([1, 25, 56]) == [(1, 25, "stopped", 2), (56, 56, "stopped", 1)]  # 30 of them
    assert cuts([1, 30, 61]) == [(1, 30, "finished", 2), (61, 61, "stopped", 1)]
    assert cuts([1, 400]) == [(1, 1, "stopped", 1), (400, 400, "stopped", 1)]


def test_a_cycle_is_cut_before_one_that_is_here_and_the_next_begins_after_it() -> None:
    assert cuts([*range(1, 13), *range(20, 31)], (13, 19)) == [(1, 12, "stopped", 12), (20, 30, "stopped", 11)]
    # The day before the one that is here is not recorded: the cycle stops on the last that is.
    assert cuts([1, 2, 3], (10, 19)) == [(1, 3, "stopped", 3)]
    assert cuts([1, 2, 40], (10, None)) == [(1, 2, "stopped", 2), (40, 40, "stopped", 1)]


def test_no_empty_cycle_stands_before_one_that_is_here() -> None:
    # Thirty days, then three free dates without a record, a cycle that is here, and a record after it.
    assert cuts([*range(1, 31), 45], (34, 40)) == [(1, 30, "finished", 30), (45, 45, "stopped", 1)]


numbers = st.sets(st.integers(1, 900), max_size=120).map(sorted)
here = st.lists(st.integers(1, 900), max_size=6, unique=True).map(sorted)


@given(numbers, here, st.integers(1, 30))
def test_every_day_is_in_one_cycle_and_no_cycle_is_empty_runs_on_or_overlaps(
    numbers: list[int], starts: list[int], length: int
) -> None:
    ends = [min(start + length - 1, following - 1) for start, following in pairwise([*starts, 10_000])]
    spans = [Span(day(first), day(last)) for first, last in zip(starts, ends, strict=True)]
    free = [told(number, 1) for number in numbers if not any(span.holds(day(number)) for span in spans)]
    made = cut(free, spans)
    assert [theirs for one in made for theirs in one.days] == free
    for one in made:
        assert one.days
        assert one.first <= one.days[0].day
        assert one.days[-1].day <= one.last
        assert one.dates <= PLAN_DAYS
        assert (one.ending is Ending.FINISHED) == (one.dates == PLAN_DAYS)
        if one.ending is Ending.STOPPED:
            assert one.last == one.days[-1].day
        assert not any(span.first <= one.last and one.first <= (span.last or date.max) for span in spans)
        gaps = [(after.day - before.day).days for before, after in pairwise(one.days)]
        assert all(gap <= LONGEST_GAP for gap in gaps)
    assert all(before.last < after.first for before, after in pairwise(made))


# -- what is decided ---------------------------------------------------------------------------------------------------


def cycle(first: int, last: int | None, behaviour: Behaviour = WRITING, **more: object) -> Cycle:
    target, minimum = (400, 150) if behaviour.unit else (1, 1)
    ended = {} if last is None else {"ended_on": day(last), "ending": Ending.STOPPED}
    return Cycle(
        id=f"cycle {first}",
        cycle=f"cycle {first}",
        at=AT,
        behaviour=behaviour,
        standards=(Standard(from_day=day(first), target=target, minimum=minimum),),
        started_on=day(first),
        **ended,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def recorded(owner: Cycle, number: int, **more: object) -> CheckIn:
    told = {"outcome": D, "amount": 450.0, "source": Source.TUI, **more}
    return CheckIn(id=f"day {number}", cycle=owner.id, at=AT, day=day(number), **told)  # type: ignore[arg-type]


def timeline(owner: Cycle, *check_ins: CheckIn, pauses: tuple[Pause, ...] = ()) -> Timeline:
    return Timeline.of(CycleRecords(cycle=owner, check_ins=check_ins, pauses=pauses), TODAY)


def test_days_inside_a_cycle_that_is_here_are_left_out_unless_it_is_the_same_behavior() -> None:
    owner = cycle(10, 19)
    here = timeline(owner, recorded(owner, 12), recorded(owner, 13))
    days = [told(number, 500) for number in range(1, 31)]

    def decided(*, into: bool = False, replace: bool = False) -> tuple[int, int, int, int]:
        found = decide(days, WORDS, [owner], lambda _: here, TODAY, into=into, replace=replace)
        filled = sum(len(fill.days) for fill in found.fills)
        return len(found.cuts), filled, found.left.inside, found.left.recorded

    assert decided() == (2, 0, 10, 0)
    assert decided(into=True) == (2, 8, 0, 2)
    assert decided(into=True, replace=True) == (2, 10, 0, 0)


def test_a_plan_that_runs_has_all_dates_that_follow_and_paused_ones_are_left_out() -> None:
    owner = cycle(290, None)
    pause = Pause(id="p", cycle=owner.id, at=AT, first=day(295), last=day(296))
    here = timeline(owner, pauses=(pause,))
    assert here.state is State.RUNNING
    days = [told(number, 500) for number in range(285, 300)]
    found = decide(days, WORDS, [owner], lambda _: here, TODAY, into=True, replace=False)
    assert [len(one.days) for one in found.cuts] == [5]
    assert [len(fill.days) for fill in found.fills] == [8]
    assert (found.left.paused, found.left.inside, found.overlaps) == (2, 0, 10)


def test_a_day_after_today_is_refused_and_one_of_which_nothing_is_said_is_not() -> None:
    ahead = Theirs(day=TODAY + timedelta(days=1), note="later")
    found = decide([told(1, 5), ahead], WORDS, [], no_timeline, TODAY, into=False, replace=False)
    assert (found.left.silent, found.left.notes) == (1, 1)
    with pytest.raises(Refused) as refused:
        decide(
            [told(1, 5), Theirs(day=ahead.day, said=Said.SKIP)],
            WORDS,
            [],
            no_timeline,
            TODAY,
            into=False,
            replace=False,
        )
    assert (refused.value.code, refused.value.facts["first"]) == ("import.future", ahead.day)


def no_timeline(owner: Cycle) -> Timeline:
    raise AssertionError(owner)


amounts = st.one_of(st.just(0.0), st.floats(0, 1000), st.sampled_from([149.9996, 150.0, 399.9996, 400.0]))
days_told = st.builds(
    lambda number, amount, said, became: Theirs(day=day(number), number=amount, said=said, outcome=became),
    st.integers(1, 300),
    st.none() | amounts,
    st.none() | st.sampled_from(Said),
    st.none() | st.sampled_from(Outcome),
)


@given(st.lists(days_told, max_size=40, unique_by=lambda theirs: theirs.day), st.floats(1, 900), st.floats(0.01, 1))
@example([told(1, 399.9996), told(2, 149.9996), told(3, 0.0)], 400.0, 0.375)
def test_counting_again_is_what_each_day_becomes(days: list[Theirs], target: float, share: float) -> None:
    days.sort(key=lambda theirs: theirs.day)
    minimum = target * share
    aimless = Asked(numbers=ResultKind.AMOUNT)
    decided = decide(days, aimless, [], no_timeline, TODAY, into=False, replace=False)
    asked = Asked(numbers=ResultKind.AMOUNT, target=target, minimum=minimum)
    expected = Counter(found for theirs in days if (found := outcome(theirs, asked)) is not None)
    counted = Counting(decided, aimless).counts(target, minimum)
    assert {each: n for each, n in counted.items() if n} == expected


# -- records -----------------------------------------------------------------------------------------------------------


def made(days: Sequence[Theirs], behaviour: Behaviour, asked: Asked) -> tuple[Cut, CycleRecords]:
    (one,) = cut(days, [])
    owner = cycle_of(one, behaviour, asked, "id", AT)
    check_ins = tuple(check_in_in(theirs, asked, owner.id, AT) for theirs in one.days)
    for record in check_ins:
        checked(replace(record, id="any"))
    return one, CycleRecords(cycle=checked(owner), check_ins=check_ins)


@given(
    st.lists(days_told, min_size=1, max_size=12, unique_by=lambda theirs: theirs.day).filter(
        lambda days: any(outcome(theirs, WORDS) for theirs in days)
    )
)
def test_week_one_is_frozen_as_a_person_could_have_frozen_it(days: list[Theirs]) -> None:
    days = sorted((theirs for theirs in days if outcome(theirs, WORDS)), key=lambda theirs: theirs.day)
    one = cut(days, [])[0]
    owner = cycle_of(one, WRITING, WORDS, "id", AT)
    check_ins = tuple(check_in_in(theirs, WORDS, owner.id, AT) for theirs in one.days)
    seen = Timeline.of(CycleRecords(cycle=owner, check_ins=check_ins), TODAY)
    rows = baseline_rows(seen)
    assert (owner.baseline is None) == (len(rows) < SMALLEST_BASELINE)
    if owner.baseline is not None:
        assert owner.baseline.rows == rows
        assert one.first <= owner.baseline.frozen_on <= one.last
    assert seen.state is State.ENDED


def test_what_was_canceled_is_no_value_of_a_baseline_whatever_was_counted() -> None:
    days = [told(1, 300), told(2, 310), told(3, 20, outcome=C)]
    _, records = made(days, WRITING, WORDS)
    assert records.cycle.baseline is None
    _, records = made([*days, told(4, 290)], WRITING, WORDS)
    assert records.cycle.baseline is not None
    assert [row.result for row in records.cycle.baseline.rows] == [300, 310, 290]


def test_a_cycle_has_ended_and_its_check_ins_say_where_they_come_from() -> None:
    days = [
        told(1, 500, note="a start"),
        told(2, 100, minutes=20),
        told(3, said=Said.SKIP, note="ill"),
        told(4, said=Said.NO),
    ]
    one, records = made(days, WRITING, WORDS)
    assert (records.cycle.ending, records.cycle.ended_on) == (Ending.STOPPED, day(4))
    assert [check_in.outcome for check_in in records.check_ins] == [D, P, R, C]
    assert [check_in.amount for check_in in records.check_ins] == [500, 100, None, None]
    assert [check_in.note for check_in in records.check_ins] == ["a start", "", "ill", ""]
    assert records.check_ins[1].minutes == 20
    assert {check_in.source for check_in in records.check_ins} == {Source.IMPORT}
    assert baseline_of(one, ResultKind.AMOUNT, WORDS) is None


def test_a_rest_has_neither_amount_nor_contexts_whatever_the_file_tells_of_it() -> None:
    _, records = made([told(1, 500, tags=("desk",)), told(2, 500, outcome=R, tags=("desk",))], WRITING, WORDS)
    assert [(one.amount, one.contexts) for one in records.check_ins] == [(500, ("desk",)), (None, ())]


def test_amounts_of_time_fill_the_minutes_and_errors_and_scores_have_their_own_field() -> None:
    hours = Asked(numbers=ResultKind.AMOUNT, target=1, minimum=0.5, seconds=3600)
    assert check_in_in(told(1, 1.5), hours, "c", AT).minutes == 90
    errors = check_in_in(told(1, 3), Asked(numbers=ResultKind.ERRORS), "c", AT)
    assert (errors.errors, errors.amount, errors.outcome) == (3, None, D)
    score = check_in_in(told(1, 81.5), Asked(numbers=ResultKind.SCORE), "c", AT)
    assert (score.score, score.amount) == (81.5, None)


def test_errors_are_frozen_in_a_baseline_of_errors_and_done_or_not_in_one_without_numbers() -> None:
    fewer = Behaviour(
        name="Bite", standard="none", result=ResultKind.ERRORS, better=Better.FEWER, feedback_source="not asked then"
    )
    _, records = made([told(number, number) for number in range(1, 5)], fewer, Asked(numbers=ResultKind.ERRORS))
    assert records.cycle.baseline is not None
    assert [row.result for row in records.cycle.baseline.rows] == [1, 2, 3, 4]
    _, records = made([told(number, said=Said.YES) for number in range(1, 5)], WALKING, YES_NO)
    assert records.cycle.baseline is not None
    assert [row.result for row in records.cycle.baseline.rows] == [None] * 4
    assert records.cycle.baseline.frozen_on == day(4)


def test_a_day_that_fills_a_cycle_is_judged_by_that_days_standard() -> None:
    owner = cycle(1, 30)
    later = Standard(from_day=day(5), target=600, minimum=300)
    owner = Cycle(
        **{name: getattr(owner, name) for name in owner.__struct_fields__} | {"standards": (*owner.standards, later)}
    )
    here = timeline(owner)
    for number, became in ((2, D), (6, M)):
        found = here.day(day(number))
        assert found is not None
        assert filled_outcome(found, told(number, 500), here) is became
        assert check_in_into(found, told(number, 500), here, 0, AT).outcome is became


def test_what_replaces_a_day_leaves_what_the_file_does_not_tell() -> None:
    owner = cycle(1, 30)
    here = timeline(owner, recorded(owner, 2, effort=7, feeling=Feeling.CALM, note="mine", minutes=25))
    found = here.day(day(2))
    assert found is not None
    over = check_in_into(found, told(2, 120), here, 0, AT)
    assert (over.outcome, over.amount, over.source) == (P, 120, Source.IMPORT)
    assert (over.effort, over.feeling, over.note, over.minutes, over.id) == (7, Feeling.CALM, "mine", 25, "day 2")
    assert check_in_into(found, told(2, 120, note="theirs"), here, 0, AT).note == "theirs"
    yes = check_in_into(found, told(2, said=Said.YES), here, 0, AT)
    assert (yes.outcome, yes.amount) == (D, None)


def test_a_no_on_a_rest_weekday_is_a_rest() -> None:
    resting = Behaviour(
        name="Write", standard="words", unit="words", feedback_source="x", rest_weekdays=(day(3).isoweekday(),)
    )
    here = timeline(cycle(1, 30, resting))
    found = here.day(day(3))
    assert found is not None
    no = told(3, said=Said.NO)
    assert filled_outcome(found, no, here) is R
    assert check_in_into(found, no, here, 0, AT).outcome is R
