"""The timer behind its keys: what each does to the journal, what it shows, and what the check-in begins with."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.typed.check_in import draft_of_texts, texts_of
from mastery_tui.coach.typed.moments import clock_of, duration_of, moment_of
from mastery_tui.coach.words.timer import clock
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.practice.choices import EndedAs, Outcome, Source, State, TimerState
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import CheckIn, Session
from mastery_tui.practice.refused import Refused
from mastery_tui.settings import Settings, Timer as TimerSettings
from tests.tui.people import (
    PRACTISED,
    WRITING,
    begin,
    big_key,
    clock_of as clock_in,
    coach_at,
    moment_on,
    plan_date,
    record,
)

RULE = "recover.restart_due"


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return begin(coach_at(tmp_path, 12))


def later(coach: Coach, minutes: float) -> None:
    clock = clock_in(coach)
    clock.moment += timedelta(minutes=minutes)


def refused(code: str) -> "pytest.RaisesContext[Refused]":
    return pytest.raises(Refused, match=f"^{code}$")


def state(coach: Coach) -> str:
    return coach.timer.at().state.value


def rules(coach: Coach) -> set[str]:
    return {cue.rule for cue in coach.cues.all()}


def sessions(coach: Coach) -> tuple[Session, ...]:
    return coach.context.running.records.sessions


def practised(coach: Coach, *minutes: float, how: EndedAs = EndedAs.DONE) -> None:
    """A session that is stopped and begun again after so many minutes in turn, and then ended."""
    coach.timer.start()
    for number, some in enumerate(minutes):
        later(coach, some)
        if number == len(minutes) - 1:
            coach.timer.end(how)
        else:
            big_key(coach)


def saved_form(coach: Coach, **texts: str) -> CheckIn:
    """The check-in that today's form saves with something typed over what it begins with."""
    form = coach.days.form()
    return coach.days.check_in(draft_of_texts({**texts_of(form), **texts}, form)).check_in


# -- its keys ----------------------------------------------------------------------------------------------------------


def test_the_one_big_key_starts_stops_and_begins_again(coach: Coach) -> None:
    seen = []
    for minutes in (0, 14, 6, 14):
        later(coach, minutes)
        big_key(coach)
        seen.append(state(coach))
    assert seen == ["practising", "recovering", "practising", "recovering"]
    (session,) = sessions(coach)
    assert (session.day, len(session.breaks), coach.timer.at().minutes) == (plan_date(12), 2, 28)


def test_another_window_goes_on_where_this_one_is(coach: Coach, tmp_path: Path) -> None:
    coach.timer.start()
    later(coach, 8)
    other = coach_at(tmp_path)
    clock_in(other).moment = clock_in(coach).moment
    other.timer.start()
    assert sessions(other) == sessions(coach), "start while one runs starts nothing"
    other.timer.stop()
    later(coach, 3)
    assert coach.window.refresh()
    assert (state(coach), coach.timer.digits()) == ("recovering", "7:00")
    coach.timer.restart()
    coach.timer.restart()
    assert state(coach) == "practising"


def test_it_is_not_in_undo_and_undo_does_not_pass_through_it(coach: Coach) -> None:
    record(coach, 12, amount=400)
    practised(coach, 20)
    assert coach.context.journal.next_undo() == "check_in"
    coach.undo()
    assert len(sessions(coach)) == 1


def test_discarding_leaves_a_tombstone_and_takes_one_that_waits_too(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 3)
    coach.timer.discard(sure=True)
    assert (sessions(coach), state(coach)) == ((), "ready")
    practised(coach, 20)
    coach.timer.discard(sure=True)
    assert sessions(coach) == ()
    with refused("timer.none"):
        coach.timer.discard()


def test_a_first_move_belongs_to_its_session_and_to_no_note(coach: Coach) -> None:
    coach.timer.start()
    with refused("timer.none"):
        coach.timer.write_first_move("too early")
    later(coach, 14)
    coach.timer.stop()
    coach.timer.write_first_move("  read the last\tparagraph aloud ")
    assert coach.timer.view().first_move == "read the last paragraph aloud"
    coach.timer.restart()
    later(coach, 5)
    coach.timer.end(EndedAs.DONE)
    assert saved_form(coach, amount="420").note == ""
    told = coach.progress.history().find("").entry(0).told
    assert told[-1].text == guide.say("history", "first_move", text="read the last paragraph aloud")
    coach.timer.start()
    coach.timer.stop()
    with refused("text.length"):
        coach.timer.write_first_move("a" * 121)


@pytest.mark.parametrize("action", ["stop", "restart", "leave_out", "end"])
def test_where_nothing_runs_there_is_nothing_to_do(coach: Coach, action: str) -> None:
    with refused("timer.none"):
        coach.timer.end(EndedAs.DONE) if action == "end" else getattr(coach.timer, action)()


def test_a_session_that_was_left_ends_as_that_when_the_next_begins(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 14)
    coach.timer.stop()
    later(coach, 60)
    assert state(coach) == "left"
    with refused("timer.left"):
        coach.timer.restart()
    coach.timer.start()
    first, second = sessions(coach)
    assert (first.ended_as, first.ended, second.ended) == (EndedAs.LEFT, first.breaks[0].stopped, None)


# -- when it began, and when it ended ----------------------------------------------------------------------------------

NOW = datetime.fromisoformat("2026-11-27T08:30:00+01:00")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("07:45", "2026-11-27T07:45:00+01:00"),
        (" 7:45 ", "2026-11-27T07:45:00+01:00"),
        ("08:31", "2026-11-26T08:31:00+01:00"),
        ("10m", "2026-11-27T08:20:00+01:00"),
        ("1h10", "2026-11-27T07:20:00+01:00"),
        ("2026-11-27T06:30", "2026-11-27T06:30:00+01:00"),
        ("2026-11-27T06:30:00+00:00", "2026-11-27T07:30:00+01:00"),
    ],
)
def test_a_moment_is_read_as_people_write_it(text: str, moment: str) -> None:
    assert moment_of(text, NOW) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", ["", "25", "25:00", "12:60", "soon", "2026-13-01T08:00", "-10m"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with refused("moment.or_ago"):
        moment_of(text, NOW)


NIGHT_CLOCKS_CHANGED = "2026-10-25"
"""In Berlin they went from 03:00 back to 02:00."""


@pytest.mark.parametrize(
    ("text", "now", "moment"),
    [
        ("01:30", "T08:00:00+01:00", "T01:30:00+02:00"),
        ("02:30", "T08:00:00+01:00", "T02:30:00+01:00"),
        ("02:30", "T02:10:00+01:00", "T02:30:00+02:00"),
        ("2026-10-25T01:30", "T08:00:00+01:00", "T01:30:00+02:00"),
        ("01:30", "T08:00:00-05:00", "T01:30:00-05:00"),
    ],
)
def test_a_time_before_the_clocks_were_changed_is_what_they_told_then(
    text: str, now: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    at = [datetime.fromisoformat(NIGHT_CLOCKS_CHANGED + each) for each in (now, moment)]
    try:
        assert clock_of(text, at[0]) == at[1]
        assert clock(at[1], at[0]) == text[-5:]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_a_moment_beyond_the_calendar_is_none(text: str) -> None:
    with refused("moment.or_ago"):
        moment_of(text, NOW)


def test_a_duration_is_told_from_a_moment_by_its_word() -> None:
    assert [duration_of(text) for text in ("25m", "1h10", "1.5h", "09:40", "25", "x")] == [25, 70, 90, None, None, None]
    with refused("moment.shape"):
        clock_of("10m", NOW)


def test_it_began_earlier_but_neither_ahead_nor_before_the_last_one_ended(coach: Coach) -> None:
    practised(coach, 20)
    later(coach, 30)
    coach.timer.began_earlier("10m")
    assert coach.timer.at().minutes == 10
    coach.timer.discard(sure=True)
    for text in ("31m", "07:59", "2026-11-27T08:51"):
        with refused("timer.moment") as caught:
            coach.timer.began_earlier(text)
        assert "08:20" in guide.refusal(caught.value.code, **caught.value.facts)
    coach.timer.began_earlier("08:20")
    assert coach.timer.at().minutes == 30


def test_a_session_belongs_to_the_practice_day_of_its_start(coach: Coach) -> None:
    clock_in(coach).moment = moment_on(plan_date(13), 3)
    coach.timer.start()
    later(coach, 90)
    assert coach.today == plan_date(13)
    assert coach.timer.end(EndedAs.DONE).day == plan_date(12)
    assert coach.days.form(plan_date(12)).brought is not None
    assert coach.days.form(plan_date(13)).brought is None


# -- forgotten ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def forgotten(coach: Coach) -> Coach:
    for day in (9, 10, 11):
        record(coach, day, amount=400, minutes=25)
    coach.timer.start()
    later(coach, 9 * 60 + 2)
    return coach


def test_after_three_hours_in_one_go_it_asks_and_until_then_nothing_is_written(forgotten: Coach) -> None:
    view = forgotten.timer.view()
    assert (view.state, forgotten.timer.digits()) == (TimerState.ASKING, "")
    assert [which for which, _ in view.answers] == ["usual", "other", "now", "discard"]
    actions: list[Callable[[], object]] = [
        forgotten.timer.start,
        forgotten.timer.stop,
        forgotten.timer.restart,
        lambda: forgotten.timer.end(EndedAs.DONE),
    ]
    for action in actions:
        with refused("timer.asking") as caught:
            action()
        assert "9 h 2 min since 08:00" in guide.refusal(caught.value.code, **caught.value.facts)


@pytest.mark.parametrize(("which", "minutes"), [("usual", 25), ("now", 542), ("", None), ("discard", None)])
def test_an_answer_ends_it(forgotten: Coach, which: str, minutes: int | None) -> None:
    day = forgotten.timer.answer(which)
    assert day == (None if which == "discard" else plan_date(12))
    assert state(forgotten) == "ready"
    brought = forgotten.days.form(plan_date(12)).brought
    assert (None if brought is None else brought.minutes) == minutes


@pytest.mark.parametrize(("text", "minutes"), [("08:40", 40), ("25m", 25), ("17:02", 542)])
def test_when_it_ended_can_be_told_by_the_clock_or_by_how_long_it_was(
    forgotten: Coach, text: str, minutes: int
) -> None:
    forgotten.timer.ended_then(text)
    brought = forgotten.days.form(plan_date(12)).brought
    assert brought is not None
    assert brought.minutes == minutes


def test_an_end_outside_of_it_is_refused_with_its_bounds(forgotten: Coach) -> None:
    with refused("timer.moment") as caught:
        forgotten.timer.ended_then("07:59")
    assert "08:00 to 17:02" in guide.refusal(caught.value.code, **caught.value.facts)
    with refused("timer.minutes") as caught:
        forgotten.timer.ended_then("9h3")
    assert caught.value.facts == {"low": 0, "high": 542}
    assert state(forgotten) == "asking"


def test_a_stop_that_is_told_is_no_question_any_more(forgotten: Coach) -> None:
    forgotten.timer.stop(moment_on(plan_date(12), 9))
    assert (state(forgotten), forgotten.timer.at().minutes) == ("left", 60)


def test_over_a_day_it_cannot_have_gone_on_until_now(forgotten: Coach) -> None:
    later(forgotten, 16 * 60)
    assert [which for which, _ in forgotten.timer.view().answers] == ["usual", "other", "discard"]
    with refused("timer.long"):
        forgotten.timer.end(EndedAs.DONE, until_now=True)


def test_after_more_than_a_day_a_time_is_the_first_one_after_it_began(forgotten: Coach) -> None:
    later(forgotten, 24 * 60)
    with refused("timer.moment") as caught:
        forgotten.timer.ended_then("2026-11-28T12:00")
    assert "Friday 08:00 to Saturday 08:00" in guide.refusal(caught.value.code, **caught.value.facts)
    forgotten.timer.ended_then("08:40")
    brought = forgotten.days.form(plan_date(12)).brought
    assert brought is not None
    assert brought.minutes == 40


def test_where_the_clock_went_back_an_end_by_the_clock_is_one_after_the_beginning(coach: Coach) -> None:
    coach.timer.start()
    later(coach, -30)
    for text in ("07:45", "2026-11-27T20:01"):
        with refused("timer.moment") as caught:
            coach.timer.ended_then(text)
        assert "08:00 to 20:00" in guide.refusal(caught.value.code, **caught.value.facts)
    coach.timer.ended_then("08:20")
    brought = coach.days.form(plan_date(12)).brought
    assert brought is not None
    assert brought.minutes == 20
    # Practice from now on overlaps with it, and can have begun no later than now.
    with refused("timer.moment") as caught:
        coach.timer.began_earlier("07:20")
    assert "07:30 to 07:30" in guide.refusal(caught.value.code, **caught.value.facts)


def test_where_the_clock_went_back_a_stopped_session_goes_on_from_its_stop(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 15)
    coach.timer.stop()
    later(coach, -5)
    with refused("timer.moment") as caught:
        coach.timer.restart(coach.timer.moment("08:16"))
    assert "08:15 to 08:15" in guide.refusal(caught.value.code, **caught.value.facts)
    coach.timer.restart(coach.timer.moment("08:15"))
    later(coach, 6)
    assert (state(coach), coach.timer.at().minutes) == ("practising", 16)


def test_a_clock_that_was_set_back_is_asked_about(coach: Coach) -> None:
    coach.timer.start()
    later(coach, -10)
    view = coach.timer.view()
    assert view.heading == guide.word("timer", "asking_back")
    assert [which for which, _ in view.answers] == ["other", "discard"]
    with refused("timer.asking_back"):
        coach.timer.stop()
    coach.timer.ended_then("25m")
    brought = coach.days.form(plan_date(12)).brought
    assert brought is not None
    assert brought.minutes == 25


def test_the_hours_after_which_it_asks_can_be_set(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12, Settings(timer=TimerSettings(ask_after=30))))
    coach.timer.start()
    later(coach, 30)
    assert state(coach) == "asking"


# -- nobody looked -----------------------------------------------------------------------------------------------------


def test_a_machine_that_slept_is_told_and_one_key_leaves_it_out(coach: Coach) -> None:
    coach.timer.start()
    for minutes in (0, 3, 9.9):
        later(coach, minutes)
        assert coach.timer.view().gap == ""
    later(coach, 40)
    assert "08:12 to 08:52" in coach.timer.view().gap
    later(coach, 1)
    coach.timer.tab()
    assert coach.timer.view().gap, "it is told until the stretch is over"
    coach.timer.leave_out()
    assert (coach.timer.at().minutes, coach.timer.view().gap) == (13, "")
    with refused("timer.none"):
        coach.timer.leave_out()
    later(coach, 5)
    coach.timer.end(EndedAs.DONE)
    brought = coach.days.form().brought
    assert brought is not None
    assert (brought.minutes, brought.recoveries) == (18, ())


def test_a_gap_is_of_its_stretch_alone(coach: Coach) -> None:
    coach.timer.view()
    later(coach, 30)
    coach.timer.start()
    assert coach.timer.view().gap == "", "before it began nobody had to look"
    later(coach, 20)
    assert coach.timer.view().gap
    coach.timer.stop()
    assert coach.timer.view().gap == ""
    later(coach, 2)
    coach.timer.restart()
    assert coach.timer.view().gap == ""


# -- where it may start ------------------------------------------------------------------------------------------------


def test_it_starts_where_a_check_in_could_be_recorded(tmp_path: Path) -> None:
    coach = coach_at(tmp_path, 1)
    with refused("cycle.none"):
        coach.timer.start()
    begin(coach)
    clock_in(coach).set(plan_date(31))
    assert coach.state is State.AWAITING_SUMMARY
    with refused("cycle.awaiting"):
        coach.timer.start()
    assert coach.timer.view().closed == guide.refusal("cycle.awaiting")


def test_while_the_plan_is_paused_it_asks_once(coach: Coach) -> None:
    coach.days.pause()
    assert coach.timer.view().asks
    with refused("timer.paused"):
        coach.timer.start()
    coach.timer.start(on_paused=True)
    assert state(coach) == "practising"
    assert not coach.timer.view().asks


def test_on_a_rest_day_it_just_starts_and_a_plan_that_ends_meanwhile_changes_nothing(coach: Coach) -> None:
    coach.days.rest(plan_date(12))
    coach.timer.start()
    coach.plan.finish()
    later(coach, 20)
    assert coach.timer.end(EndedAs.DONE).ended is not None
    assert coach.timer.at().session is None


def test_a_session_after_the_last_day_of_its_plan_waits_for_nothing_and_that_is_said(coach: Coach) -> None:
    coach.timer.start()
    coach.plan.finish()
    later(coach, 20)
    session = coach.timer.end(EndedAs.DONE)
    assert not coach.timer.at().wants
    outside = guide.say("timer_shell", "ended_outside", what="20 min")
    assert coach.timer.ended_line(session) == outside
    coach.plan.start(WRITING, 400, 150, plan_date(12))
    assert coach.timer.ended_line(session) == outside


def test_looking_back_there_is_no_timer(coach: Coach) -> None:
    coach.timer.start()
    assert coach.as_of(plan_date(12)).timer.at().session is None


# -- merge and restore -------------------------------------------------------------------------------------------------


def test_of_two_open_sessions_the_one_that_began_last_runs_and_the_other_is_asked_about(
    coach: Coach, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other_file = tmp_path / "other" / "mastery.json"
    other_file.write_bytes((tmp_path / "mastery.json").read_bytes())
    coach.timer.start()
    later(coach, 10)
    coach.timer.stop()
    other = coach_at(tmp_path / "other")
    clock_in(other).moment = clock_in(coach).moment
    other.timer.start()
    Maintenance(coach.context.journal).merge([other_file])
    later(coach, 5)
    assert (state(coach), coach.timer.at().minutes) == ("left", 10)
    assert coach.timer.view().lines == (guide.word("timer", "others"),), "it was stopped five minutes ago"
    assert RULE not in rules(coach)
    coach.timer.end(EndedAs.LEFT)
    assert coach.timer.view().lines != (guide.word("timer", "others"),)
    assert (state(coach), coach.timer.at().minutes) == ("practising", 5)
    coach.timer.end(EndedAs.DONE)
    brought = coach.days.form().brought
    assert brought is not None
    assert brought.minutes == 15


# -- into the check-in -------------------------------------------------------------------------------------------------


def test_the_form_begins_with_what_the_timer_brings_and_it_waits_until_that_is_saved(coach: Coach) -> None:
    practised(coach, 14, 6, 14)
    for _ in range(2):
        texts = texts_of(coach.days.form())
        assert (texts["minutes"], texts["recoveries"], texts["outcome"]) == ("28", "6", "")
    assert coach.days.form().minutes_hint == guide.say("timer_check_in", "from", first="08:00", last="08:34")
    saved = saved_form(coach, amount="420")
    assert (saved.minutes, saved.recoveries, saved.sessions) == (28, (6,), (sessions(coach)[0].id,))
    assert coach.days.form().brought is None
    coach.undo()
    assert texts_of(coach.days.form())["minutes"] == "28", "it waits again"


def test_what_it_brings_can_be_edited_and_cleared_and_is_dealt_with_then_too(coach: Coach) -> None:
    practised(coach, 14, 6, 14)
    saved = saved_form(coach, amount="420", minutes="", recoveries="4")
    assert (saved.minutes, saved.recoveries, len(saved.sessions)) == (None, (4,), 1)
    assert coach.days.form().brought is None


def test_on_a_recorded_day_it_stands_on_top_of_what_is_recorded(coach: Coach) -> None:
    practised(coach, 28)
    saved_form(coach, amount="420")
    practised(coach, 10, 4, 8)
    form = coach.days.form()
    texts = texts_of(form)
    assert (texts["minutes"], texts["recoveries"], texts["amount"]) == ("46", "4", "420")
    assert form.minutes_hint == guide.say("timer_check_in", "added", n=18, before=28)
    saved = saved_form(coach)
    assert (saved.minutes, saved.recoveries, saved.amount) == (46, (4,), 420)
    assert saved.sessions == tuple(session.id for session in sessions(coach))


def test_while_it_runs_the_form_says_so_and_begins_with_nothing(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 14)
    form = coach.days.form()
    assert (form.brought, texts_of(form)["minutes"]) == (None, "")
    assert form.minutes_hint == guide.say("timer_check_in", "runs", time="14 min")
    assert coach.days.form(plan_date(11)).minutes_hint == ""


@pytest.mark.parametrize("outcome", ["cancelled", "rest"])
def test_a_day_without_practice_leaves_it_waiting(coach: Coach, outcome: str) -> None:
    practised(coach, 28)
    saved = saved_form(coach, outcome=outcome)
    assert (saved.minutes, saved.sessions) == (None, ())
    assert texts_of(coach.days.form())["minutes"] == "28"


def test_an_amount_of_nothing_leaves_it_waiting_too(coach: Coach) -> None:
    practised(coach, 28)
    saved = saved_form(coach, amount="0")
    assert (saved.outcome, saved.minutes, saved.sessions) == (Outcome.CANCELLED, None, ())


def test_closed_as_partial_it_is_partial_while_no_amount_is_typed(coach: Coach) -> None:
    practised(coach, 14, how=EndedAs.PARTIAL)
    assert texts_of(coach.days.form())["outcome"] == "partial"
    assert saved_form(coach).outcome is Outcome.PARTIAL


def test_done_stands_chosen_where_there_is_no_amount(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12), PRACTISED)
    practised(coach, 14)
    assert texts_of(coach.days.form())["outcome"] == "done"
    assert saved_form(coach).outcome is Outcome.DONE


def test_a_draft_that_says_nothing_of_it_takes_it_along(coach: Coach) -> None:
    practised(coach, 14, 6, 14)
    recorded = coach.days.check_in(Draft(amount=420), source=Source.CLI)
    assert (recorded.check_in.minutes, recorded.check_in.recoveries) == (28, (6,))
    assert recorded.brought is not None
    practised(coach, 10)
    recorded = coach.days.check_in(Draft(amount=20, minutes=5, add=True), source=Source.CLI)
    assert recorded.check_in.minutes == 33
    assert recorded.brought is not None
    assert recorded.brought.minutes is None
    assert coach.days.form().brought is None


def test_after_a_week_it_is_not_offered_any_more(coach: Coach) -> None:
    practised(coach, 28)
    clock_in(coach).set(plan_date(19))
    assert coach.days.form(plan_date(12)).brought is not None
    assert "timer" in coach.plan.status().due
    clock_in(coach).set(plan_date(20))
    assert coach.days.form(plan_date(12)).brought is None
    assert "timer" not in coach.plan.status().due


# -- the cue -----------------------------------------------------------------------------------------------------------


def test_the_cue_comes_with_the_eleventh_minute_in_an_open_window_and_goes_with_the_restart(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 14)
    coach.timer.stop()
    for minutes, shows in ((0, False), (10.99, False), (0.01, True), (48.99, True), (0.01, False)):
        later(coach, minutes)
        cue = coach.cues.banner()
        assert (cue is not None and cue.rule == RULE) is shows, clock_in(coach).moment
    later(coach, -40)
    cue = coach.cues.banner()
    assert cue is not None
    assert (cue.step, cue.step_word) == ("timer", guide.word("steps", "timer"))
    why = coach.cues.why(RULE)
    assert why is not None
    assert why.rows[0].value == "20"
    with refused("step.none"):
        coach.cues.take_step(RULE)
    coach.timer.restart()
    assert RULE not in rules(coach)


def test_the_cue_never_comes_on_a_later_day(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 14)
    coach.timer.stop()
    for day in (13, 14):
        clock_in(coach).set(plan_date(day))
        assert RULE not in rules(coach)


def test_closing_late_leaves_nothing_that_a_rule_could_see(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 14)
    coach.timer.stop()
    later(coach, 30)
    coach.timer.end(EndedAs.PARTIAL)
    assert saved_form(coach, amount="160").recoveries == ()
    assert RULE not in rules(coach)


# -- what it shows -----------------------------------------------------------------------------------------------------


def test_a_view_is_the_same_until_the_minute_is_over(coach: Coach) -> None:
    coach.timer.start()
    later(coach, 14.1)
    before = coach.timer.view()
    later(coach, 0.8)
    assert coach.timer.view() == before
    later(coach, 0.2)
    assert coach.timer.view() != before


@pytest.mark.parametrize(
    ("steps", "digits", "tab", "narrow"),
    [
        ((), "0:00", None, None),
        ((0,), "0:00", "0 min · day 12", "0m"),
        ((0, 14.55), "14:33", "14 min · day 12", "14m"),
        ((0, 64.5), "1:04:30", "64 min · day 12", "64m"),
        ((0, 14, None, 2.2), "7:48", "8 min left · day 12", "8 left"),
        ((0, 14, None, 12.5), "12:30", "go on? · day 12", "go on?"),
        ((0, 14, None, 90), "14:00", "14 min wait · day 12", "14m"),
        ((0, 200), "", "ended when? · day 12", "ended?"),
    ],
)
def test_digits_and_the_place_on_other_screens(
    coach: Coach, steps: tuple[float | None, ...], digits: str, tab: str | None, narrow: str | None
) -> None:
    """Steps: minutes that go by after the key; None is the key alone."""
    for number, step in enumerate(steps):
        if number == 0 or step is None:
            big_key(coach)
        later(coach, step or 0)
    found = coach.timer.tab()
    assert coach.timer.digits() == digits
    assert (found and found.wide, found and found.narrow) == (tab, narrow)


def test_on_another_day_the_place_names_its_own(coach: Coach) -> None:
    clock_in(coach).moment = moment_on(plan_date(13), 3)
    coach.timer.start()
    later(coach, 65)
    found = coach.timer.tab()
    assert found is not None
    assert found.wide == "65 min, Friday · day 13"


def test_every_state_is_worded(coach: Coach) -> None:
    seen = {}
    for minutes, key in ((0, True), (5, True), (15, False), (60, False)):
        later(coach, minutes)
        if key:
            big_key(coach)
        view = coach.timer.view()
        assert view.heading
        assert view.lines
        assert "{" not in str(view)
        seen[view.state] = view
    assert seen.keys() == {TimerState.PRACTISING, TimerState.RECOVERING, TimerState.OVER, TimerState.LEFT}
    assert (seen[TimerState.LEFT].last, seen[TimerState.OVER].last) == ("08:05", guide.word("timer", "now"))
