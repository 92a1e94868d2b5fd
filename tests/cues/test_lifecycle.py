"""The engine's lifecycle, sentence by sentence, with rules made for it where the program's own do not reach one."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import pytest
from msgspec import Meta
from msgspec.structs import replace

from mastery_tui.cues.engine import Cue, Step, banner, episodes, evaluate, last_fired
from mastery_tui.cues.facts import Facts
from mastery_tui.cues.params import OriginKind, Params, Unit
from mastery_tui.cues.rule import Evidence, Origin, Row, Rule, Severity, State, rule
from mastery_tui.cues.rules import RULES
from mastery_tui.cues.thresholds import Thresholds, thresholds
from mastery_tui.practice.records import CycleRecords, Pause
from tests.cues.build import START, answer, at, built, on

ORIGIN = Origin(OriginKind.JUDGEMENT, "made_for_a_test")


class Level(Params, frozen=True):
    effort: Annotated[int, Meta(ge=1, le=10, extra={"unit": Unit.DAYS, "origin": OriginKind.JUDGEMENT})] = 1


def made(
    id: str,
    level: int,
    *,
    clears: Callable[[Facts], bool] = lambda facts: False,
    cooldown_days: int = 0,
    about_time: bool = False,
    replaces: tuple[str, ...] = (),
) -> Rule[Level]:
    """A rule that fires on a day recorded with this very effort."""

    @rule(
        id=id,
        origin=ORIGIN,
        params=Level,
        clears=lambda facts, params, since: clears(facts),
        cooldown_days=cooldown_days,
        about_time=about_time,
        replaces=replaces,
    )
    def fires(facts: Facts, params: Level) -> Evidence | None:
        rows = tuple(
            Row(day.day, "effort", level) for day in facts.days if day.check_in and day.check_in.effort == level
        )
        return Evidence(rows, level, level, "never") if rows else None

    return fires


def lighter(facts: Facts) -> bool:
    """A day recorded with effort 9."""
    check_in = None if facts.recorded is None else facts.recorded.check_in
    return check_in is not None and check_in.effort == 9


def cues(records: CycleRecords, day: int, *rules: Rule[Any]) -> dict[str, Cue]:
    return {cue.rule: cue for cue in evaluate(records, Thresholds(), on(day), rules=rules or RULES)}


def stays(records: CycleRecords, day: int, *rules: Rule[Any]) -> list[tuple[int, int | None]]:
    """Each stay of some rules by its first day and the day on which it cleared."""
    found = episodes(records, Thresholds(), on(day), rules=rules)

    def position(when: date) -> int:
        return (when - START).days + 1

    return [(position(each.since), each.cleared_on and position(each.cleared_on)) for each in found]


# -- facts and purity --------------------------------------------------------------------------------------------------


def test_a_rule_is_asked_with_nothing_later_than_its_day() -> None:
    seen: list[tuple[date, Facts]] = []

    @rule(id="note.spy", origin=ORIGIN, params=Level, clears=lambda f, p, s: False)
    def spy(facts: Facts, params: Level) -> Evidence | None:
        seen.append((facts.day, facts))
        return None

    records = built("d,anxious/4 c d . d,calm", adjustments=[[2], [4]], checks=[2, 4], frozen_on=4)
    cues(records, 5, spy)
    assert [day for day, _ in seen] == [on(each) for each in range(1, 6)]
    for day, facts in seen:
        assert all(each.day <= day for each in facts.days)
        assert all(each.day <= day for each in facts.felt(99) + facts.sessions(99))
        assert all(each.opened_on <= day for each in facts.open_adjustments)
        assert [each.day for each in facts.feedback_checks] == [each for each in (on(2), on(4)) if each <= day]
        assert (facts.baseline is not None) == (day >= on(4))


def test_records_of_later_days_are_not_seen_and_those_of_earlier_days_as_they_stand_now() -> None:
    edited = built("d c c d")
    assert cues(edited, 2) == cues(built("d c"), 2)
    assert "recover.second_cancel" not in cues(built("d d c d"), 3), "day 2 was edited afterwards"


def test_the_cue_list_is_the_same_for_the_same_records_day_and_timer() -> None:
    records = built("c c d,anxious/5", adjustments=[[1], [2]])
    first = evaluate(records, Thresholds(), on(3), 12)
    assert first == evaluate(records, Thresholds(), on(3), 12)
    assert {cue.rule for cue in first} > {cue.rule for cue in evaluate(records, Thresholds(), on(3))}


def test_the_timer_is_known_on_today_alone() -> None:
    records = built("d d")
    found = episodes(records, Thresholds(), on(3), 12)
    assert [(each.rule.id, each.since) for each in found] == [("recover.restart_due", on(3))]


def test_a_cycle_that_lies_ahead_has_no_cues() -> None:
    assert evaluate(built("c c"), Thresholds(), on(0)) == []


# -- clear first, then fire --------------------------------------------------------------------------------------------


def test_a_rule_fires_only_when_something_written_for_that_day_is_in_its_evidence() -> None:
    quick = made("recover.quick", 5, clears=lighter)
    assert stays(built("d,e5 d,e9 d d d"), 5, quick) == [(1, 2)], "the row of day 1 does not fire again on days 3 to 5"


def test_a_rule_about_time_fires_on_its_day_without_a_row_written_for_it() -> None:
    timed = made("recover.timed", 5, clears=lighter, about_time=True)
    assert stays(built("d,e5 d,e9 . d"), 4, timed) == [(1, 2), (2, None)]


def test_each_day_it_clears_first_and_may_then_fire_again() -> None:
    again = made("recover.again", 9, clears=lighter)
    assert stays(built("d,e9 d,e9 d d,e9"), 4, again) == [(1, 2), (2, 4), (4, None)]


def test_on_the_day_it_fires_it_does_not_clear() -> None:
    both = made("recover.both", 9, clears=lighter)
    assert stays(built("d,e9"), 1, both) == [(1, None)]


def test_it_stays_until_its_clear_condition_holds() -> None:
    patient = made("recover.patient", 5, clears=lighter)
    assert stays(built("d,e5 d*25 d,e9"), 26, patient) == [(1, None)]
    assert stays(built("d,e5 d*25 d,e9"), 27, patient) == [(1, 27)]


def test_a_stay_keeps_the_date_and_the_evidence_with_which_it_began() -> None:
    patient = made("recover.patient", 5, clears=lighter)
    cue = cues(built("d d,e5 d,e5 d,e5"), 4, patient)["recover.patient"]
    assert (cue.since, [row.day for row in cue.evidence.rows]) == (on(2), [on(2)])


@pytest.mark.parametrize(("next_fire", "expected"), [(2, []), (3, []), (4, []), (5, []), (6, [(6, None)])])
def test_the_first_day_after_clearing_is_day_one_of_the_cooldown(
    next_fire: int, expected: list[tuple[int, None]]
) -> None:
    cooling = made("recover.cooling", 5, clears=lambda facts: facts.day >= on(2), cooldown_days=3)
    days = ["d,e5", *["d"] * (next_fire - 2), "d,e5"]
    assert stays(built(" ".join(days)), next_fire, cooling) == [(1, 2), *expected]


def test_a_cooldown_counts_practice_dates_paused_ones_too() -> None:
    cooling = made("recover.cooling", 5, clears=lighter, cooldown_days=3)
    assert stays(built("d,e5 d,e9 = = = d,e5"), 6, cooling) == [(1, 2), (6, None)]


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.NOTE, (1, 8)),
        (Severity.ADJUST, (1, 8)),
        (Severity.RECOVER, (1, None)),
        (Severity.PAUSE, (1, None)),
        (Severity.SUPPORT, (1, None)),
    ],
)
def test_no_adjust_or_note_stay_lasts_over_seven_days(severity: Severity, expected: tuple[int, int | None]) -> None:
    long = made(f"{severity.word}.long", 5)
    assert stays(built("d,e5 d*20"), 7, long) == [(1, None)]
    assert stays(built("d,e5 d*20"), 21, long) == [expected]


def test_the_pass_goes_on_after_the_plan_so_that_what_is_over_clears() -> None:
    note = made("note.long", 5)
    records = built("d*29 d,e5")
    assert stays(records, 36, note) == [(30, None)]
    assert stays(records, 400, note) == [(30, 37)]


def test_from_the_last_day_on_22_dates_hold_all_that_a_feeling_of_the_last_days_can_still_say() -> None:
    in_force, _ = thresholds({"support.repeated_pause": {"clears_at": 0}})
    records = built("d*27 d,anxious/4*3")
    found = {days: [cue.rule for cue in evaluate(records, in_force, on(30 + days))] for days in (21, 22, 400)}
    assert found == {21: ["support.repeated_pause"], 22: [], 400: []}, "after the plan only support shows"


# -- windows -----------------------------------------------------------------------------------------------------------


def test_a_window_ends_the_day_before_today_until_today_is_recorded() -> None:
    open_today = Facts(timeline("d c d"), on(4))
    assert [day.day for day in open_today.scheduled(2)] == [on(2), on(3)]
    recorded_today = Facts(timeline("d c d c"), on(4))
    assert [day.day for day in recorded_today.scheduled(2)] == [on(3), on(4)]


def test_last_scheduled_days_skip_rest_and_paused_and_hold_unrecorded_ones() -> None:
    facts = Facts(timeline("d r . =d c r d"), on(7))
    assert [day.day for day in facts.scheduled(9)] == [on(1), on(3), on(5), on(7)]
    assert [day.day for day in facts.recorded_days(9)] == [on(1), on(5), on(7)]
    assert [day.plan_day for day in facts.last_plan_days(3)] == [4, 5, 6]


def test_windows_of_scheduled_days_and_sessions_stay_inside_the_cycle() -> None:
    facts = Facts(timeline("c d", earlier="c c"), on(2))
    assert [day.day for day in facts.scheduled(9)] == [on(1), on(2)]
    assert [each.day for each in facts.sessions(9)] == [on(1), on(2)]


def test_a_session_is_a_check_in_that_is_not_rest() -> None:
    facts = Facts(timeline("d r c . p =d m"), on(7))
    assert [each.day for each in facts.sessions(9)] == [on(1), on(3), on(5), on(7)]
    assert [each.day for each in facts.sessions(2)] == [on(5), on(7)]


def test_for_feelings_a_session_is_any_check_in_with_a_feeling() -> None:
    facts = Facts(timeline("d d,calm r,flat c,anxious/4 =d,ashamed/5 d,calm"), on(6))
    assert [each.day for each in facts.felt(9)] == [on(2), on(3), on(4), on(6)]
    assert [each.day for each in facts.felt(2)] == [on(4), on(6)]


@pytest.mark.parametrize(("gap", "expected"), [(18, 2), (19, 2), (20, 1)])
def test_a_window_of_feelings_crosses_the_cycles_start_within_21_dates(gap: int, expected: int) -> None:
    # Today and the day of the earlier cycle have ``gap`` dates between them.
    facts = Facts(timeline("d,calm", earlier="d,calm " + ". " * gap), on(1))
    assert len(facts.felt(7)) == expected


def test_a_window_of_plan_days_holds_those_days_alone() -> None:
    facts = Facts(timeline("d = d . d d"), on(6))
    assert [day.day for day in facts.plan_days(2, 4)] == [on(3), on(4), on(5)]


@pytest.mark.parametrize(("back", "counts"), [(20, True), (21, False)])
@pytest.mark.parametrize("paused", ["", "= "])
def test_a_window_of_sessions_reaches_twenty_plan_days_back(back: int, counts: bool, paused: str) -> None:
    facts = Facts(timeline(f"d {paused}" + ". " * (back - 1) + "d"), on(1 + back + bool(paused)))
    assert len(facts.sessions(9)) == 1 + counts
    assert len(facts.recorded_days(9)) == 1 + counts


def test_until_today_is_recorded_a_window_of_feelings_ends_yesterday() -> None:
    facts = Facts(timeline("d*1", earlier="d,calm " + ". " * 19), on(2))
    assert len(facts.felt(7)) == 1


def timeline(days: str, **fields: Any) -> Any:
    from mastery_tui.practice.timeline import Timeline

    return Timeline.of(built(days, **fields), on(40))


# -- answers -----------------------------------------------------------------------------------------------------------


def answered(records: CycleRecords, *answers: Any) -> CycleRecords:
    return replace(records, answers=answers)


def test_an_acknowledged_cue_leaves_the_banner_and_stays_in_the_list() -> None:
    records = answered(built("c d"), answer("note.spare_used", 1))
    shown = evaluate(records, Thresholds(), on(2))
    assert [(cue.rule, cue.state) for cue in shown] == [("note.spare_used", State.ACKNOWLEDGED)]
    assert banner(shown) is None


def test_a_snoozed_cue_comes_back_on_the_day_it_was_snoozed_until() -> None:
    records = answered(built("c d"), answer("note.spare_used", 1, until=4))
    states = [cues(records, day)["note.spare_used"].state for day in (1, 3, 4, 5)]
    assert states == [State.SNOOZED, State.SNOOZED, State.FIRING, State.FIRING]


def test_the_newest_answer_counts() -> None:
    records = answered(built("c d"), answer("note.spare_used", 1), answer("note.spare_used", 2, until=3))
    assert cues(records, 2)["note.spare_used"].state is State.SNOOZED
    assert cues(records, 3)["note.spare_used"].state is State.FIRING


def test_an_answer_belongs_to_the_stay_that_holds_its_day() -> None:
    again = made("recover.again", 5, clears=lighter)
    records = answered(built("d,e5 d,e9 d d,e5"), answer("recover.again", 1))
    assert cues(records, 1, again)["recover.again"].state is State.ACKNOWLEDGED
    assert cues(records, 4, again)["recover.again"].state is State.FIRING


def test_an_answer_of_a_later_day_is_not_seen() -> None:
    records = answered(built("c d"), answer("note.spare_used", 2))
    assert cues(records, 1)["note.spare_used"].state is State.FIRING


def test_an_answer_without_a_stay_is_ignored() -> None:
    records = answered(built("d c"), answer("note.spare_used", 1), answer("note.unknown", 2))
    assert cues(records, 2)["note.spare_used"].state is State.FIRING


def test_where_two_stays_meet_an_answer_given_before_the_check_in_means_the_first() -> None:
    days = "d,anxious/4 d,ashamed/5"
    before = answered(built(days), answer("pause.session_dominated", 2, hour=8))
    assert cues(before, 2)["pause.session_dominated"].state is State.FIRING
    after = answered(built(days), answer("pause.session_dominated", 2, hour=22))
    assert cues(after, 2)["pause.session_dominated"].state is State.ACKNOWLEDGED
    at_once = answered(built(days), answer("pause.session_dominated", 2, hour=20))
    assert cues(at_once, 2)["pause.session_dominated"].state is State.ACKNOWLEDGED


def test_an_answer_to_the_last_look_outlives_the_check_in_of_its_day() -> None:
    days = "d*7 " + " ".join(f"m,{310 - number}" for number in range(20))
    for recorded in ("", " m,280"):
        records = answered(built(days + recorded), answer("adjust.no_clear_change", 28, hour=8))
        cue = cues(records, 28)["adjust.no_clear_change"]
        assert (cue.since, cue.state) == (on(28), State.ACKNOWLEDGED)


@pytest.mark.parametrize(("until", "shown"), [(None, ""), (8, "8")])
def test_an_answered_greeting_stays_answered_while_nothing_is_recorded(until: int | None, shown: str) -> None:
    days = "d d . . ."
    records = answered(built(days), answer("recover.welcome_back", 6, until))
    firing = [day for day in range(6, 9) if cues(records, day)["recover.welcome_back"].state is State.FIRING]
    assert "".join(map(str, firing)) == shown
    again = replace(built(days + " d . . ."), answers=records.answers)
    assert "recover.welcome_back" not in cues(again, 10), "a greeting cools"
    later = replace(built(days + " d . . . . . . . . ."), answers=records.answers)
    assert cues(later, 15)["recover.welcome_back"].state is State.FIRING


# -- muting and the banner ---------------------------------------------------------------------------------------------

ALL = tuple(made(f"{severity.word}.made", severity.value) for severity in sorted(Severity, reverse=True))


def fired(*severities: Severity) -> CycleRecords:
    """One day for each severity, so that its rule fires."""
    return built(" ".join(f"d,e{each.value}" for each in severities) + " d")


@pytest.mark.parametrize("top", list(Severity))
def test_a_firing_severity_mutes_all_lower_ones_and_none_above(top: Severity) -> None:
    below = [each for each in Severity if each <= top]
    found = cues(fired(*below), 6, *ALL)
    assert len(found) == len(below)
    for cue in found.values():
        muted = cue.severity < top
        assert (cue.state is State.MUTED) == muted
        assert cue.muted_by == (f"{top.word}.made" if muted else None)


def test_cues_of_one_severity_do_not_mute_each_other_and_the_tables_order_settles_the_banner() -> None:
    first, second = made("recover.one", 5), made("recover.two", 6)
    records = built("d,e6 d,e5")
    shown = evaluate(records, Thresholds(), on(2), rules=(first, second))
    assert {cue.state for cue in shown} == {State.FIRING}
    top = banner(shown)
    assert top is not None
    assert top.rule == "recover.one"


def test_after_some_days_without_a_record_welcome_back_stands_before_the_heavy_session() -> None:
    shown = evaluate(built("d d,anxious/4 . . ."), Thresholds(), on(6))
    assert [(cue.rule, cue.state) for cue in shown] == [
        ("pause.session_dominated", State.FIRING),
        ("recover.welcome_back", State.FIRING),
    ]
    top = banner(shown)
    assert top is not None
    assert top.rule == "recover.welcome_back"


def test_the_list_and_the_banner_begin_with_the_highest_severity() -> None:
    shown = evaluate(fired(*Severity), Thresholds(), on(6), rules=ALL)
    assert [cue.severity for cue in shown] == sorted(Severity, reverse=True)
    top = banner(shown)
    assert top is not None
    assert top.severity is Severity.SUPPORT


def test_no_cue_no_banner() -> None:
    assert banner([]) is None


@pytest.mark.parametrize("until", [None, 9])
@pytest.mark.parametrize("severity", [Severity.ADJUST, Severity.RECOVER])
def test_an_answered_cue_below_pause_mutes_nothing(severity: Severity, until: int | None) -> None:
    records = answered(fired(Severity.NOTE, severity), answer(f"{severity.word}.made", 2, until))
    found = cues(records, 3, *ALL)
    assert found["note.made"].state is State.FIRING
    assert banner(found.values()) == found["note.made"]


@pytest.mark.parametrize("until", [None, 9])
@pytest.mark.parametrize("severity", [Severity.PAUSE, Severity.SUPPORT])
def test_an_answered_cue_from_pause_on_still_mutes(severity: Severity, until: int | None) -> None:
    records = answered(fired(Severity.NOTE, severity), answer(f"{severity.word}.made", 2, until))
    found = cues(records, 3, *ALL)
    assert found["note.made"].muted_by == f"{severity.word}.made"
    assert banner(found.values()) is None


def test_the_cue_a_muted_rule_would_mute_is_muted_by_what_mutes_that_rule() -> None:
    found = cues(fired(Severity.NOTE, Severity.ADJUST, Severity.PAUSE), 4, *ALL)
    assert {cue.muted_by for cue in found.values()} == {"pause.made", None}


def test_a_rule_that_replaces_another_keeps_it_out_of_the_banner_while_both_hold() -> None:
    lesser = made("adjust.lesser", 5)
    fuller = made("adjust.fuller", 6, clears=lighter, replaces=("adjust.lesser",))
    records = built("d,e5 d,e6 d,e9")
    assert cues(records, 1, lesser, fuller)["adjust.lesser"].state is State.FIRING
    both = cues(records, 2, lesser, fuller)
    assert both["adjust.lesser"].muted_by == "adjust.fuller"
    assert banner(both.values()) == both["adjust.fuller"]
    assert cues(records, 3, lesser, fuller)["adjust.lesser"].state is State.FIRING


def test_answering_the_rule_that_replaces_does_not_bring_back_the_other() -> None:
    lesser = made("adjust.lesser", 5)
    fuller = made("adjust.fuller", 6, replaces=("adjust.lesser",))
    found = cues(answered(built("d,e5 d,e6"), answer("adjust.fuller", 2)), 2, lesser, fuller)
    assert banner(found.values()) is None


def test_while_the_plan_is_paused_only_support_shows() -> None:
    records = fired(*Severity)
    paused = replace(records, pauses=(Pause(id="p", cycle="here", at=at(on(7)), first=on(7)),))
    assert list(cues(paused, 6, *ALL)) == [f"{each.word}.made" for each in sorted(Severity, reverse=True)]
    found = cues(paused, 7, *ALL)
    assert {rule_id: cue.state for rule_id, cue in found.items()} == {"support.made": State.FIRING}


# -- what a cue carries ------------------------------------------------------------------------------------------------


def test_a_cue_carries_what_explains_it() -> None:
    in_force, _ = thresholds({"recover.second_cancel": {"run": 4}})
    (cue,) = (each for each in evaluate(built("c d c"), in_force, on(3)) if each.rule == "recover.second_cancel")
    assert cue.severity.word == "recover"
    assert cue.params == {"count": 2, "run": 4}
    assert cue.cooldown_days == 3
    assert cue.origin.kind is OriginKind.GUIDE
    assert cue.evidence.rows == (Row(on(1), "outcome", "cancelled"), Row(on(3), "outcome", "cancelled"))
    assert (cue.evidence.observed, cue.evidence.threshold, cue.evidence.clears_when) == (2, 2, "kept_day")
    assert cue.sources == ("guide", "sharif_shu_2017", "lally_2010")
    assert cue.step is Step.MINIMUM_TOMORROW


@pytest.mark.parametrize(
    ("records", "day", "rule_id", "rows", "observed"),
    [
        (
            built("d,anxious/4"),
            1,
            "pause.session_dominated",
            [(1, "feeling", "anxious"), (1, "strength", 4)],
            4,
        ),
        (built("d,r12,r3,r15"), 1, "recover.restart_due", [(1, "recoveries", 12), (1, "recoveries", 15)], 15),
        (built("d*6 c c"), 8, "recover.second_cancel", [(7, "outcome", "cancelled"), (8, "outcome", "cancelled")], 2),
        (
            built("d*20", adjustments=[[15], [18]]),
            18,
            "adjust.one_change",
            [(15, "adjustment", "change of day 15"), (18, "adjustment", "change of day 18")],
            2,
        ),
        (
            built("d*7 .*6 m,240 m,230 m,220 m,210 m,200 m,190 m,180 m,170"),
            21,
            "adjust.no_clear_change",
            [(day, "amount", 240.0 - 10 * (day - 14)) for day in range(14, 22)],
            -10,
        ),
        (built("d c"), 2, "note.spare_used", [(2, "outcome", "cancelled")], 1),
        (
            built("d,anxious/4 d,calm d,ashamed/5 d,anxious/4"),
            4,
            "support.repeated_pause",
            [
                (1, "feeling", "anxious"),
                (1, "strength", 4),
                (3, "feeling", "ashamed"),
                (3, "strength", 5),
                (4, "feeling", "anxious"),
                (4, "strength", 4),
            ],
            3,
        ),
        (
            built("d,anxious/4 d,calm d,ashamed/5"),
            3,
            "pause.lighter_next",
            [(1, "feeling", "anxious"), (1, "strength", 4), (3, "feeling", "ashamed"), (3, "strength", 5)],
            2,
        ),
        (
            built("d . . . ."),
            6,
            "recover.welcome_back",
            [(day, "mark", "not_recorded") for day in (2, 3, 4, 5)],
            4,
        ),
        (
            built("d,e5*5 . . d,e7 d,390,e8 d,e8", baseline=[[400, 5, 3]] * 5, frozen_on=7),
            10,
            "recover.effort_creep",
            [
                (8, "effort", 7),
                (8, "amount", 400.0),
                (9, "effort", 8),
                (9, "amount", 390.0),
                (10, "effort", 8),
                (10, "amount", 400.0),
            ],
            3,
        ),
        (
            built("d r d*5 d,e7*4 d,e8"),
            12,
            "recover.no_rest",
            [*((day, "effort", 7) for day in (8, 9, 10, 11)), (12, "effort", 8)],
            10,
        ),
        (
            built("d r d*4 d,e7*5 d*1"),
            12,
            "recover.no_rest",
            [*((day, "effort", 7) for day in (7, 8, 9, 10, 11)), (12, "outcome", "done")],
            10,
        ),
        (
            built("d*7 m,200*4 m,200,m20*3 m,200*4 m,200,m30 m,200,m25*2"),
            21,
            "adjust.time_before_intensity",
            [
                *((day, "minutes", 20) for day in (12, 13, 14)),
                (19, "minutes", 30),
                *((d, "minutes", 25) for d in (20, 21)),
            ],
            25,
        ),
        (
            built("d*4", checks=[[2, "Anna"], [4, "Ben"]]),
            4,
            "adjust.one_source",
            [(2, "source", "Anna"), (4, "source", "Ben")],
            2,
        ),
        (
            built("p c p d p"),
            5,
            "adjust.shrink_minimum",
            [
                (1, "outcome", "partial"),
                (2, "outcome", "cancelled"),
                (3, "outcome", "partial"),
                (5, "outcome", "partial"),
            ],
            4,
        ),
        (
            built("d,e5 d d,@desk d c p d"),
            7,
            "adjust.process_missing",
            [
                (2, "outcome", "done"),
                (4, "outcome", "done"),
                (5, "outcome", "cancelled"),
                (6, "outcome", "partial"),
                (7, "outcome", "done"),
            ],
            5,
        ),
        (
            built("d*7 d d . p r p"),
            15,
            "note.bad_week",
            [(8, "outcome", "done"), (9, "outcome", "done"), (11, "outcome", "partial"), (13, "outcome", "partial")],
            50,
        ),
        (
            built("d,c3*5 d,390,c5*5"),
            10,
            "note.confidence_gap",
            [
                *(
                    (day, field, value)
                    for day in range(1, 6)
                    for field, value in (("amount", 400.0), ("confidence", 3))
                ),
                *(
                    (day, field, value)
                    for day in range(6, 11)
                    for field, value in (("amount", 390.0), ("confidence", 5))
                ),
            ],
            2,
        ),
        (
            built("d*5 . . d,c3 d,440,c3*4", baseline=[[400, 5, 3]] * 5, frozen_on=7),
            12,
            "note.depth_first",
            [
                (8, "amount", 400.0),
                (8, "confidence", 3),
                *(
                    (day, field, value)
                    for day in range(9, 13)
                    for field, value in (("amount", 440.0), ("confidence", 3))
                ),
            ],
            0.9,
        ),
        (
            built("d,frustrated/2 d,calm d,ashamed/1 d,calm d,frustrated"),
            5,
            "note.fewer_errors",
            [
                (1, "feeling", "frustrated"),
                (1, "strength", 2),
                (3, "feeling", "ashamed"),
                (3, "strength", 1),
                (5, "feeling", "frustrated"),
            ],
            3,
        ),
    ],
)
def test_the_evidence_is_the_rows_a_rule_saw(
    records: CycleRecords, day: int, rule_id: str, rows: list[tuple[int, str, object]], observed: float
) -> None:
    in_force, _ = thresholds({"adjust.shrink_minimum": {"from_day": 4}})
    (evidence,) = (each.evidence for each in evaluate(records, in_force, on(day)) if each.rule == rule_id)
    assert [tuple(row) for row in evidence.rows] == [(on(position), field, value) for position, field, value in rows]
    assert evidence.observed == observed


def test_a_slope_that_is_nearly_level_is_told_as_nought_without_a_sign() -> None:
    records = built("d*7 .*6 " + " ".join(f"m,{200 - 0.001 * each:.3f}" for each in range(8)))
    assert str(cues(records, 21)["adjust.no_clear_change"].evidence.observed) == "0.0"


def test_stays_are_told_by_their_first_day_and_then_by_the_order_of_the_rules() -> None:
    found = episodes(built("d,e5*7 c,anxious/4 d,e5*9 c"), Thresholds(), on(18))
    assert [(each.since, each.rule.id) for each in found] == [
        (on(8), "pause.session_dominated"),
        (on(8), "note.spare_used"),
        (on(18), "note.spare_used"),
    ]


def test_each_rule_is_told_with_the_day_on_which_it_last_fired() -> None:
    records = built("d,e5 c d,anxious/4 d,e5*5 c d,anxious/4 d")
    fired_on = last_fired(records, Thresholds(), on(11))
    assert fired_on["note.spare_used"] == on(9)
    assert fired_on["pause.session_dominated"] == on(10)
    assert "recover.welcome_back" not in fired_on
    assert last_fired(records, Thresholds(), on(8))["note.spare_used"] == on(2), "as of an earlier day"
    assert last_fired(records, Thresholds(), on(1)) == {}


def test_the_nineteen_rules_stand_in_the_order_of_the_table() -> None:
    assert [rule.id for rule in RULES] == [
        "support.repeated_pause",
        "pause.session_dominated",
        "pause.lighter_next",
        "recover.restart_due",
        "recover.second_cancel",
        "recover.welcome_back",
        "recover.effort_creep",
        "recover.no_rest",
        "adjust.time_before_intensity",
        "adjust.no_clear_change",
        "adjust.one_change",
        "adjust.one_source",
        "adjust.shrink_minimum",
        "adjust.process_missing",
        "note.spare_used",
        "note.bad_week",
        "note.confidence_gap",
        "note.depth_first",
        "note.fewer_errors",
    ]
    cooling = {rule.id: rule.cooldown_days for rule in RULES if rule.cooldown_days}
    assert cooling == {
        "recover.second_cancel": 3,
        "recover.welcome_back": 7,
        "recover.effort_creep": 5,
        "recover.no_rest": 7,
        "adjust.one_change": 7,
        "adjust.one_source": 7,
        "adjust.shrink_minimum": 7,
        "adjust.process_missing": 7,
        "note.bad_week": 7,
        "note.confidence_gap": 7,
        "note.depth_first": 10,
        "note.fewer_errors": 5,
    }


def test_where_a_rule_follows_another_ones_figures_it_follows_those_in_force() -> None:
    records = built("d*7 m,200,m20*7 m,200,m30*7")
    both = {"adjust.time_before_intensity", "adjust.no_clear_change"}
    assert both <= set(cues(records, 21))
    raised, _ = thresholds({"adjust.no_clear_change": {"smallest": 15}})
    assert not both & {cue.rule for cue in evaluate(records, raised, on(21))}


def test_the_rules_stand_in_the_order_of_their_severity_and_each_family_bears_its_name() -> None:
    assert [rule.severity for rule in RULES] == sorted((rule.severity for rule in RULES), reverse=True)
    assert all(rule.id.startswith(f"{rule.severity.word}.") for rule in RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_run_that_fires_late_is_told_in_its_whole_length() -> None:
    evidence = cues(built("d c c d c c c c"), 8)["recover.second_cancel"].evidence
    assert (evidence.variant, evidence.observed, evidence.threshold) == ("running", 4, 2)
    assert [row.day for row in evidence.rows] == [on(5), on(6), on(7), on(8)]
