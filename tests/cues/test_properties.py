"""What holds for every month."""

from hypothesis import assume, given, settings, strategies as st
from msgspec.structs import replace

from mastery_tui.cues.engine import Cue, State, episodes, evaluate
from mastery_tui.cues.rule import Severity, Step
from mastery_tui.cues.rules import RULES
from mastery_tui.cues.thresholds import Thresholds, thresholds
from mastery_tui.cues.weight import can_weigh
from mastery_tui.practice.records import AnswerKind, CycleRecords, Feeling, Pause
from mastery_tui.practice.timeline import State as CycleState, Timeline
from tests.cues.build import answer, at, built, check_in, on, words

MARKS = [".", "=", "r", "d", "m", "p", "c"]
FELT = ["d,calm", "d,anxious/3", "d,anxious/4", "c,ashamed/5", "r,anxious/4", "=d,anxious/5"]
TOLD = ["d,390,e8,c4,m40,@desk", "d,440,e5,c3,m20", "d,e7,c3,frustrated/2", "m,200,e7,c4,m30", "p,e9,ashamed/2"]
WORDS = st.sampled_from([*MARKS, *FELT, *TOLD, "d,r12", "p,r11", "m,170", "m,230", "d,500"])
BEGINNINGS = ["d,c3,@desk*5 d,c4,@desk*5", "d,e5*7 m,200,m20,e5*7 m,200,m30,e5*6", "d,e5,c3*7 d,500,e5,c3*5"]
"""Months that begin as some rules wait for."""
RULE_IDS = st.sampled_from([rule.id for rule in RULES])
ANSWERS = st.builds(
    lambda rule, day, days: answer(rule, day, None if days is None else day + days),
    RULE_IDS,
    st.integers(1, 36),
    st.sampled_from([None, 1, 3]),
)


@st.composite
def months(draw: st.DrawFn) -> CycleRecords:
    # Some days repeat, so that runs and windows fill.
    runs = draw(st.lists(st.tuples(WORDS, st.sampled_from([1, 1, 1, 2, 5, 10])), min_size=1, max_size=24))
    begun = words(draw(st.sampled_from(["", "", "", *BEGINNINGS])))
    days = [*begun, *(word for word, times in runs for _ in range(times))][:36]
    opened = draw(st.lists(st.tuples(st.integers(1, 30), st.none() | st.integers(0, 9)), max_size=4))
    return built(
        " ".join(days) + " ",
        adjustments=[(first,) if days is None else (first, first + days) for first, days in opened],
        answers=draw(st.lists(ANSWERS, max_size=3)),
        rest_weekdays=draw(st.lists(st.integers(1, 7), max_size=2, unique=True)),
        checks=draw(st.lists(st.tuples(st.integers(1, 30), st.sampled_from(["Anna", "anna", "Ben"])), max_size=5)),
        frozen_on=draw(st.sampled_from([None, 7, 9])),
        baseline=[(400, 5, 3)] * draw(st.integers(3, 6)),
        earlier=draw(st.sampled_from(["", "d,anxious/5 . d,anxious/4"])),
    )


DAYS = st.integers(1, 40)
TIMERS = st.none() | st.integers(0, 30)
HEAVY = built("d,anxious/4 d,ashamed/5 d,anxious/5")
LOWEST, _ = thresholds({rule.id: {"strength": 2} for rule in RULES if hasattr(rule.params(), "strength")})
REPLACES = {rule.id: rule.replaces for rule in RULES}
QUICK = settings(max_examples=60)


def cancelled_rows(cues: list[Cue]) -> int:
    return sum(row.value == "cancelled" for cue in cues for row in cue.evidence.rows)


@QUICK
@given(months(), DAYS, TIMERS)
def test_evaluating_twice_is_the_same(records: CycleRecords, day: int, timer: int | None) -> None:
    once = evaluate(records, Thresholds(), on(day), timer)
    assert evaluate(records, Thresholds(), on(day), timer) == once


@QUICK
@given(months(), DAYS, TIMERS)
def test_muting_goes_downward_but_for_what_replaces_and_never_reaches_support(
    records: CycleRecords, day: int, timer: int | None
) -> None:
    cues = evaluate(records, Thresholds(), on(day), timer)
    severity = {cue.rule: cue.severity for cue in cues}
    for cue in cues:
        assert (cue.state is State.MUTED) == (cue.muted_by is not None)
        if cue.muted_by is not None:
            replaced = cue.rule in REPLACES[cue.muted_by] and severity[cue.muted_by] == cue.severity
            assert severity[cue.muted_by] > cue.severity or replaced
            assert cue.severity < Severity.SUPPORT


def highest(records: CycleRecords, day: int) -> int:
    return max((cue.severity for cue in evaluate(records, Thresholds(), on(day))), default=0)


def without_day(records: CycleRecords, day: int) -> CycleRecords:
    return replace(records, check_ins=tuple(each for each in records.check_ins if each.day != on(day)))


@QUICK
@given(months(), st.integers(1, 30), st.sampled_from(["d,anxious/4", "p,ashamed/5", "c,anxious/5", "r,ashamed/4"]))
def test_one_more_distressed_day_never_lowers_the_highest_severity(records: CycleRecords, day: int, word: str) -> None:
    before = without_day(replace(records, answers=()), day)
    assume(Timeline.of(before, on(day)).state is CycleState.RUNNING)
    record = check_in(word, on(day))
    assert record is not None
    after = replace(before, check_ins=tuple(sorted((*before.check_ins, record), key=lambda each: each.day)))
    assert highest(after, day) >= max(Severity.PAUSE, highest(before, day))


@QUICK
@given(months(), DAYS, st.data())
def test_where_an_earlier_day_was_distressed_too_pause_and_support_never_go(
    records: CycleRecords, day: int, data: st.DataObject
) -> None:
    assume(records.check_ins)
    worse = data.draw(st.sampled_from(records.check_ins))
    changed = replace(worse, feeling=Feeling.ASHAMED, strength=5)
    after = replace(records, check_ins=tuple(changed if each is worse else each for each in records.check_ins))
    before = highest(records, day)
    assert before < Severity.PAUSE or highest(after, day) >= before


@QUICK
@given(months(), DAYS)
def test_support_is_never_muted_and_shows_while_the_plan_is_paused(records: CycleRecords, day: int) -> None:
    rest = tuple(each for each in records.check_ins if each.day > on(3))
    full = replace(records, answers=(), pauses=(), check_ins=(*HEAVY.check_ins, *rest))
    (support,) = [cue for cue in evaluate(full, Thresholds(), on(3)) if cue.severity is Severity.SUPPORT]
    assert support.state is State.FIRING
    for cue in evaluate(full, Thresholds(), on(day)):
        assert cue.severity is not Severity.SUPPORT or cue.state is State.FIRING
    paused = replace(full, pauses=(Pause(id="p", cycle="here", at=at(on(4)), first=on(4)),))
    shown = [(cue.rule, cue.state) for cue in evaluate(paused, Thresholds(), on(5))]
    assert shown == [("support.repeated_pause", State.FIRING)]


@QUICK
@given(months(), DAYS)
def test_only_rules_about_time_fire_on_a_day_for_which_nothing_is_written(records: CycleRecords, day: int) -> None:
    alone = without_day(replace(records, adjustments=(), feedback_checks=()), day)
    for each in episodes(alone, Thresholds(), on(day)):
        assert each.since != on(day) or each.rule.about_time


@QUICK
@given(months(), DAYS)
def test_removing_a_later_day_changes_no_earlier_cue(records: CycleRecords, day: int) -> None:
    fewer = replace(records, check_ins=tuple(each for each in records.check_ins if each.day <= on(day)))
    assert evaluate(fewer, Thresholds(), on(day)) == evaluate(records, Thresholds(), on(day))
    before = [each for each in episodes(records, Thresholds(), on(40)) if each.since <= on(day)]
    now = [each for each in episodes(fewer, Thresholds(), on(40)) if each.since <= on(day)]
    assert [(each.rule.id, each.since, each.evidence) for each in before] == [
        (each.rule.id, each.since, each.evidence) for each in now
    ]


@QUICK
@given(months(), DAYS, st.data())
def test_unrecorded_days_add_no_cancellation(records: CycleRecords, day: int, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(records.check_ins), unique_by=id)) if records.check_ins else []
    fewer = replace(records, check_ins=tuple(each for each in records.check_ins if each in kept))
    really = {each.day for each in fewer.check_ins if each.outcome == "cancelled"}
    for cue in evaluate(fewer, Thresholds(), on(day)):
        assert {row.day for row in cue.evidence.rows if row.value == "cancelled"} <= really
    none = replace(fewer, check_ins=())
    assert cancelled_rows(evaluate(none, Thresholds(), on(day))) == 0


@QUICK
@given(months(), DAYS)
def test_answers_only_change_states(records: CycleRecords, day: int) -> None:
    with_answers = evaluate(records, Thresholds(), on(day))
    without = evaluate(replace(records, answers=()), Thresholds(), on(day))
    assert [(cue.rule, cue.since, cue.evidence) for cue in with_answers] == [
        (cue.rule, cue.since, cue.evidence) for cue in without
    ]
    assert all(cue.state in (State.FIRING, State.MUTED) for cue in without)
    kinds = {each.answer for each in records.answers}
    states = {cue.state for cue in with_answers}
    assert State.ACKNOWLEDGED not in states or AnswerKind.ACKNOWLEDGED in kinds
    assert State.SNOOZED not in states or AnswerKind.SNOOZED in kinds


@QUICK
@given(months())
def test_every_stay_is_explained_and_bounded(records: CycleRecords) -> None:
    found = episodes(records, Thresholds(), on(60))
    for each in found:
        assert each.rule.about_time or any(row.day == each.since for row in each.evidence.rows)
        assert all(row.day <= each.since for row in each.evidence.rows)
        if each.rule.severity <= Severity.ADJUST:
            assert each.cleared_on is not None
            assert (each.cleared_on - each.since).days <= 7
    for one, other in ((a, b) for a in found for b in found if a.rule.id == b.rule.id and a.since < b.since):
        assert one.cleared_on is not None
        assert (other.since - one.cleared_on).days >= (one.rule.cooldown_days + 1 if one.rule.cooldown_days else 0)


@QUICK
@given(months(), DAYS, TIMERS, st.sampled_from([Thresholds(), LOWEST]))
def test_whether_something_can_weigh_is_known_without_the_rules(
    records: CycleRecords, day: int, timer: int | None, in_force: Thresholds
) -> None:
    calm = replace(
        records,
        check_ins=tuple(each for each in records.check_ins if not each.dominating),
        earlier_check_ins=tuple(each for each in records.earlier_check_ins if not each.dominating),
    )
    for each in (records, calm):
        cues = evaluate(each, in_force, on(day), timer)
        weighs = [cue for cue in cues if cue.severity >= Severity.PAUSE or cue.step is Step.TIMER]
        assert can_weigh(each, timer) or not weighs
    assert not can_weigh(calm, None)
