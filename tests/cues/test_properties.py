"""What holds for every month."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mastery_tui.cues.engine import Cue, State, episodes, evaluate
from mastery_tui.cues.params import Thresholds
from mastery_tui.cues.shapes import Severity
from mastery_tui.practice.records import AnswerKind, CycleRecords
from tests.cues.build import answer, built, on

MARKS = [".", "=", "r", "d", "m", "p", "c"]
FELT = ["d,calm", "d,anxious/3", "d,anxious/4", "c,ashamed/5", "r,anxious/4", "=d,anxious/5"]
WORDS = st.sampled_from([*MARKS, *FELT, "d,r12", "p,r11", "m,170", "m,230", "d,500"])
RULE_IDS = st.sampled_from(["pause.session_dominated", "recover.second_cancel", "adjust.one_change", "note.spare_used"])
ANSWERS = st.builds(
    lambda rule, day, days: answer(rule, day, None if days is None else day + days),
    RULE_IDS,
    st.integers(1, 36),
    st.sampled_from([None, 1, 3]),
)


@st.composite
def months(draw: st.DrawFn) -> CycleRecords:
    days = draw(st.lists(WORDS, min_size=1, max_size=36))
    opened = draw(st.lists(st.tuples(st.integers(1, 30), st.none() | st.integers(0, 9)), max_size=4))
    return built(
        " ".join(days) + " ",
        adjustments=[(first,) if days is None else (first, first + days) for first, days in opened],
        answers=draw(st.lists(ANSWERS, max_size=3)),
        rest_weekdays=draw(st.lists(st.integers(1, 7), max_size=2, unique=True)),
        earlier=draw(st.sampled_from(["", "d,anxious/5 . d,anxious/4"])),
    )


DAYS = st.integers(1, 40)
TIMERS = st.none() | st.integers(0, 30)
QUICK = settings(max_examples=60, deadline=None)


def cancelled_rows(cues: list[Cue]) -> int:
    return sum(row.value == "cancelled" for cue in cues for row in cue.evidence.rows)


@QUICK
@given(months(), DAYS, TIMERS)
def test_evaluating_twice_is_the_same(records: CycleRecords, day: int, timer: int | None) -> None:
    once = evaluate(records, Thresholds(), on(day), timer)
    assert evaluate(records, Thresholds(), on(day), timer) == once


@QUICK
@given(months(), DAYS, TIMERS)
def test_muting_goes_downward_only_and_never_reaches_support(
    records: CycleRecords, day: int, timer: int | None
) -> None:
    cues = evaluate(records, Thresholds(), on(day), timer)
    severity = {cue.rule: cue.severity for cue in cues}
    for cue in cues:
        assert (cue.state is State.MUTED) == (cue.muted_by is not None)
        if cue.muted_by is not None:
            assert severity[cue.muted_by] > cue.severity
            assert cue.severity < Severity.SUPPORT


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
