"""The timer's arithmetic, with a clock that is set by hand: what a session is at, and what it brings."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.draft import Draft, check_in_of
from mastery_tui.practice.records import (
    MOST_BREAKS,
    Break,
    BreakKind,
    CheckIn,
    EndedAs,
    Outcome,
    Session,
    Source,
    checked,
    replace,
)
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.session import (
    Timed,
    begun_again,
    bounds_of_end,
    carried_over,
    cells_of,
    elapsed,
    end_after,
    ended_at,
    ended_without_minutes,
    first_move,
    left_out,
    minutes_of,
    newest_moment,
    recoveries,
    seconds_of,
    state_of,
    stopped_at,
    stretches,
    timed,
    told,
    unnamed,
    usual_minutes,
    waiting_in,
    with_first_move,
)

DAY = date(2026, 11, 27)
EIGHT = datetime(2026, 11, 27, 8, 2, tzinfo=timezone(timedelta(hours=1)))
LIMIT, ASK_AFTER = 10, 180


def at(minutes: float) -> datetime:
    """So many minutes after the session began."""
    return EIGHT + timedelta(minutes=minutes)


def begun(**fields: Any) -> Session:
    return Session(**{"id": "s", "cycle": "c", "at": EIGHT, "day": DAY, "started": EIGHT, **fields})


def run(*moments: float, **fields: Any) -> Session:
    """A session that was stopped and begun again at these minutes in turn."""
    session = begun(**fields)
    for number, minute in enumerate(moments):
        session = begun_again(session, at(minute)) if number % 2 else stopped_at(session, at(minute))
    return checked(session)


def state(session: Session, minutes: float) -> str:
    return state_of(session, at(minutes), LIMIT, ASK_AFTER).value


def looked(session: Session, minutes: float, *others: Session) -> Timed:
    return timed([session, *others], (), at(minutes), LIMIT, ASK_AFTER)


# -- the states --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("session", "minutes", "expected"),
    [
        (run(), 0, "practising"),
        (run(), 179.99, "practising"),
        (run(), 180, "asking"),
        (run(), 9 * 60 + 2, "asking"),
        (run(14), 14, "recovering"),
        (run(14), 23.99, "recovering"),
        (run(14), 24, "over"),
        (run(14), 73.99, "over"),
        (run(14), 74, "left"),
        (run(14), 24 * 60, "left"),
        (run(14, 20), 20, "practising"),
        (run(14, 20), 199.9, "practising"),
        (run(14, 20), 200, "asking"),
        (run(170, 175), 300, "practising"),
        (run(), -0.08, "practising"),
        (run(), -0.1, "asking"),
        (run(14), 13.95, "recovering"),
        (run(14), 13, "asking"),
        (run(14, 20), 19, "asking"),
        (ended_at(run(14, 20), at(34), EndedAs.DONE), 40, "ready"),
    ],
)
def test_the_state_is_told_by_the_record_and_the_clock(session: Session, minutes: float, expected: str) -> None:
    assert state(session, minutes) == expected


def test_the_limit_and_the_hours_after_which_it_asks_can_be_others() -> None:
    assert state_of(run(14), at(19), 5, ASK_AFTER).value == "over"
    assert state_of(run(), at(31), LIMIT, 30).value == "asking"
    assert state_of(run(), at(1439), LIMIT, 1440).value == "practising"


def test_without_a_session_it_is_ready_and_with_two_each_other_one_is_asked_about_first() -> None:
    assert timed([], (), at(0), LIMIT, ASK_AFTER).state.value == "ready"
    forgotten, stopped, running = run(), run(14), begun(id="r", started=at(60))
    assert looked(forgotten, 61, running).state.value == "asking"
    assert looked(stopped, 61, running).state.value == "left"
    assert looked(forgotten, 61, running).session == forgotten
    assert looked(running, 61).state.value == "practising"


def test_what_is_left_of_a_recovery_counts_down_and_then_the_time_since_the_stop_counts_up() -> None:
    session = run(14)
    recovering, over = looked(session, 16.25), looked(session, 25)
    assert (recovering.left, recovering.since, recovering.recovery) == (465, 135, 2)
    assert (over.left, over.since, over.recovery) == (None, 660, 11)
    assert looked(session, 74).recovery is None
    assert looked(run(), 5).recovery is None


# -- the arithmetic ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 0), (29, 0), (30, 1), (59, 1), (60, 1), (119, 1), (120, 2), (1679, 27), (86_400, 1440), (200_000, 1440)],
)
def test_minutes_are_what_the_digits_show(seconds: int, minutes: int) -> None:
    assert minutes_of(seconds) == minutes


@pytest.mark.parametrize(
    ("session", "minutes", "practised", "recovered"),
    [
        (run(), 14.5, 870, ()),
        (run(14), 30, 840, ()),
        (run(14, 20), 34, 28 * 60, (6,)),
        (run(14, 20.99), 34.99, 28 * 60, (6,)),
        (run(14, 14.9), 30, 1800, ()),
        (run(14, 15), 30, 29 * 60, (1,)),
        (run(10, 16, 20, 24), 30, 20 * 60, (6, 4)),
        (run(14, 73), 80, 21 * 60, (59,)),
        (ended_at(run(14, 20), at(34), EndedAs.DONE), 600, 28 * 60, (6,)),
        (ended_at(run(14), at(40), EndedAs.PARTIAL), 600, 14 * 60, ()),
        (ended_at(run(14), at(200), EndedAs.LEFT), 600, 14 * 60, ()),
        (ended_without_minutes(run(14, 20)), 600, 0, ()),
        (left_out(run(), (at(3), at(13))), 20, 600, ()),
        (left_out(run(5, 8), (at(10), at(30))), 40, 17 * 60, (3,)),
    ],
)
def test_practice_and_recoveries(session: Session, minutes: float, practised: int, recovered: tuple[int, ...]) -> None:
    assert (seconds_of(session, at(minutes)), recoveries(session)) == (practised, recovered)


def test_a_slip_leaves_no_trace_but_for_its_first_move() -> None:
    assert run(14, 14.5) == run()
    kept = begun_again(with_first_move(run(14), "read it aloud"), at(14.5))
    assert (first_move(kept), recoveries(kept), seconds_of(kept, at(20))) == ("read it aloud", (), 1200)


def test_a_clock_that_goes_back_by_a_few_seconds_puts_no_moment_before_another() -> None:
    assert stopped_at(run(), at(-0.05)).breaks[0].stopped == EIGHT
    assert begun_again(run(14), at(13.95)) == run()
    assert ended_at(run(14, 20), at(19.95), EndedAs.DONE).ended == at(20)


def test_the_fifty_first_stop_is_refused() -> None:
    session = run(*range(2, 2 + 2 * MOST_BREAKS))
    assert len(session.breaks) == MOST_BREAKS
    for change in (lambda: stopped_at(session, at(500)), lambda: left_out(session, (at(500), at(511)))):
        with pytest.raises(Refused) as caught:
            change()
        assert (caught.value.code, caught.value.facts) == ("timer.breaks", {"most": MOST_BREAKS})
    assert checked(ended_at(session, at(500), EndedAs.DONE))


@pytest.mark.parametrize(
    ("breaks", "fields"),
    [
        ((Break(stopped=at(5)), Break(stopped=at(8), restarted=at(9))), {}),
        ((Break(stopped=at(-1)),), {}),
        ((Break(stopped=at(5), restarted=at(4)),), {}),
        ((Break(stopped=at(5), restarted=at(9)), Break(stopped=at(8))), {}),
        ((), {"ended": at(-1), "ended_as": EndedAs.DONE}),
        ((), {"ended": at(1)}),
        ((), {"ended_as": EndedAs.DONE}),
    ],
)
def test_a_session_that_cannot_have_been_is_refused(breaks: tuple[Break, ...], fields: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"session\.(breaks|ended)"):
        begun(breaks=breaks, **fields)


# -- hostile time ------------------------------------------------------------------------------------------------------


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "now", "minutes"),
    [
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", 60),
        ("2026-11-27T20:00:00+01:00", "2026-11-27T14:25:00-05:00", 25),
        ("2026-03-29T01:50:00+01:00", "2026-03-29T03:10:00+02:00", 20),
        ("2026-11-28T03:40:00+01:00", "2026-11-28T04:20:00+01:00", 40),
    ],
    ids=["the clocks go back", "a flight west", "the clocks go forward", "over the rollover hour"],
)
def test_only_moments_count_whatever_the_wall_clock_says(start: str, now: str, minutes: int) -> None:
    session = begun(started=moment(start))
    assert state_of(session, moment(now), LIMIT, ASK_AFTER).value == "practising"
    assert seconds_of(session, moment(now)) == minutes * 60
    ended = ended_at(stopped_at(session, moment(now)), moment(now), EndedAs.DONE)
    assert (ended.day, minutes_of(seconds_of(ended, moment(now)))) == (DAY, minutes)


def test_two_moments_of_one_zone_are_not_compared_by_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))
    assert elapsed(first, second) == timedelta(hours=1)


def test_asleep_while_recovering_is_rest_and_nothing_more() -> None:
    session = run(14)
    assert [state(session, minutes) for minutes in (20, 54, 134)] == ["recovering", "over", "left"]
    assert recoveries(ended_at(session, at(134), EndedAs.LEFT)) == ()


def test_asleep_while_practising_counts_unless_it_is_left_out() -> None:
    session = run()
    assert seconds_of(session, at(60)) == 3600
    without = left_out(session, (at(5), at(45)))
    assert (seconds_of(without, at(60)), recoveries(without)) == (20 * 60, ())
    assert state(without, 45 + 179) == "practising"


def test_a_forgotten_evening_writes_nine_hours_only_where_that_is_said() -> None:
    session, now = run(), at(9 * 60 + 2)
    assert bounds_of_end(session, now) == (EIGHT, now)
    assert minutes_of(seconds_of(ended_at(session, now, EndedAs.ASKED), now)) == 542
    assert ended_at(session, end_after(session, 25), EndedAs.ASKED).ended == at(25)
    nothing = ended_without_minutes(session)
    assert (nothing.ended, nothing.ended_as) == (EIGHT, EndedAs.ASKED)
    assert minutes_of(seconds_of(nothing, now)) == 0


def test_where_the_clock_went_back_the_end_is_told_by_what_the_session_holds() -> None:
    session = run(14, 20)
    assert bounds_of_end(session, at(5)) == (at(20), at(20 + 12 * 60)), "no time of the day comes twice in it"
    assert bounds_of_end(run(14), at(5)) == (EIGHT, at(14))
    assert end_after(session, 25) == at(31)
    assert seconds_of(ended_at(session, end_after(session, 25), EndedAs.ASKED), at(5)) == 25 * 60


def test_an_end_told_before_the_stop_takes_the_stop_away() -> None:
    session = run(10, 16, 30)
    ended = ended_at(session, at(20), EndedAs.DONE)
    assert (seconds_of(ended, at(99)), recoveries(ended), len(ended.breaks)) == (14 * 60, (6,), 1)


MINUTES = st.floats(0, 400, allow_nan=False)


@st.composite
def histories(draw: Callable[..., Any]) -> tuple[Session, float]:
    """A session with a random history, as its keys write it, and a moment of looking at it."""
    session, now = begun(), 0.0
    for _ in range(draw(st.integers(0, 8))):
        now += draw(st.floats(-0.07, 120))
        stop = session.breaks and session.breaks[-1].restarted is None
        session = begun_again(session, at(now)) if stop else stopped_at(session, at(now))
    return session, now + draw(st.floats(-200, 2000))


@given(histories())
def test_nothing_is_ever_negative_and_parts_make_the_whole(history: tuple[Session, float]) -> None:
    session, now = history
    checked(session)
    found = [*stretches(session, at(now))]
    assert all(first <= last for first, last in found)
    assert 0 <= minutes_of(seconds_of(session, at(now))) <= 1440
    assert all(minutes >= 1 for minutes in recoveries(session))
    looked_at = looked(session, now)
    assert (looked_at.left is None) == (looked_at.state.value != "recovering")
    assert looked_at.left is None or 0 < looked_at.left <= LIMIT * 60 + 5
    assert 1 <= len(cells_of(session, at(now))) <= 56


@given(histories(), st.sampled_from(EndedAs))
def test_what_is_shown_is_what_is_written(history: tuple[Session, float], how: EndedAs) -> None:
    session, now = history
    later = max(at(now), newest_moment(session))
    before = seconds_of(session, later)
    ended = checked(ended_at(session, later, how))
    assert seconds_of(ended, later + timedelta(days=3)) == before
    assert recoveries(ended) == recoveries(session)
    assert told([ended]) is not None


@given(histories(), st.integers(0, 600))
def test_an_end_after_minutes_has_these_minutes_unless_they_were_over_before(
    history: tuple[Session, float], minutes: int
) -> None:
    session, _ = history
    end = end_after(session, minutes)
    first, last = bounds_of_end(session, end)
    if first <= end <= last:
        assert seconds_of(ended_at(session, end, EndedAs.ASKED), end) // 60 == minutes


@pytest.mark.parametrize(("session", "end"), [(run(14), 10), (run(14, 20, 30), 26)])
def test_minutes_that_are_told_of_a_stopped_session_are_those_before_its_stop(session: Session, end: float) -> None:
    minutes = 10 if end == 10 else 20
    assert end_after(session, minutes) == at(end)
    assert seconds_of(ended_at(session, at(end), EndedAs.DONE), at(60)) == minutes * 60


def test_an_end_can_be_told_within_a_day_of_the_last_beginning() -> None:
    assert bounds_of_end(run(), at(30 * 60)) == (EIGHT, at(24 * 60))


# -- the line ----------------------------------------------------------------------------------------------------------


def drawn(session: Session, minutes: float) -> str:
    return "".join("━" if practised else "╌" for practised in cells_of(session, at(minutes)))


def test_the_line_has_a_cell_a_minute_and_is_scaled_from_56_on() -> None:
    assert drawn(run(), 0) == "━"
    assert drawn(run(14), 16.2) == "━" * 15 + "╌" * 2
    assert drawn(run(14, 20), 33.5) == "━" * 14 + "╌" * 6 + "━" * 14
    assert drawn(run(), 170) == "━" * 56
    assert drawn(run(60, 90), 120) == "━" * 28 + "╌" * 14 + "━" * 14
    assert drawn(run(14), 197) == "━" * 15, "left: it ends at the stop"


# -- into the check-in -------------------------------------------------------------------------------------------------


def ended(name: str, start: float, end: float, *breaks: float, how: EndedAs = EndedAs.DONE) -> Session:
    session = begun(id=name, started=at(start))
    for number, minute in enumerate(breaks):
        session = begun_again(session, at(minute)) if number % 2 else stopped_at(session, at(minute))
    return ended_at(session, at(end), how)


def test_sessions_of_a_day_add_up() -> None:
    found = told([ended("a", 0, 28, 10, 16), ended("b", 60, 78.9, how=EndedAs.PARTIAL)])
    assert found is not None
    assert (found.sessions, found.minutes, found.recoveries) == (("a", "b"), 22 + 18, (6,))
    assert (found.outcome, found.began, found.ended) == (Outcome.PARTIAL, EIGHT, at(78.9))
    assert told([]) is None


def test_time_in_which_two_machines_ran_counts_once() -> None:
    found = told([ended("a", 0, 30), ended("b", 20, 50), ended("c", 60, 70)])
    assert found is not None
    assert found.minutes == 60
    inside = told([ended("a", 0, 60, 10, 40), ended("b", 20, 30)])
    assert inside is not None
    assert inside.minutes == 40


def test_a_day_brings_no_more_than_a_check_in_holds() -> None:
    many = [ended(str(number), 10 * number, 10 * number + 5, 10 * number + 1, 10 * number + 3) for number in range(300)]
    found = told(many)
    assert found is not None
    assert (len(found.sessions), len(found.recoveries), found.minutes) == (100, 20, 300)
    long = told([ended("a", 0, 1441), ended("b", 2000, 3000)])
    assert long is not None
    assert long.minutes == 1440


def test_a_session_waits_until_a_check_in_names_it_or_a_week_is_over(make: Any) -> None:
    sessions = (ended("a", 0, 28), ended("b", 60, 78), ended("c", 90, 90.3), run())
    records = make.records([make.check_in(DAY, sessions=("a",))], sessions=sessions)
    assert [session.id for session in waiting_in(records, DAY)] == ["b"]
    assert [session.id for session in waiting_in(records, DAY + timedelta(days=7))] == ["b"]
    assert waiting_in(records, DAY + timedelta(days=8)) == ()
    assert [session.id for session in unnamed(records.sessions, records.check_ins)] == ["b"]


def test_what_is_usual_is_the_median_of_three_and_more(make: Any) -> None:
    days = [make.check_in(number, minutes=minutes) for number, minutes in enumerate((20, None, 40), 1)]
    assert usual_minutes(make.records(days)) is None
    assert usual_minutes(make.records([*days, make.check_in(4, minutes=25)])) == 25


def saved(make: Any, draft: Draft, recorded: CheckIn | None = None) -> CheckIn:
    timeline = make.timeline([] if recorded is None else [recorded], today=1)
    return check_in_of(draft, timeline.days[0], cycle="c", yes_no=False, source=Source.CLI, at=EIGHT, seconds=0)


BROUGHT = told([ended("a", 0, 34, 14, 20)])


@pytest.mark.parametrize(
    ("draft", "minutes", "recovered"),
    [
        (Draft(amount=420), 28, (6,)),
        (Draft(amount=420, minutes=25), 25, (6,)),
        (Draft(amount=420, recoveries=(3,)), 28, (3,)),
        (Draft(amount=420, minutes=25, recoveries=()), 25, ()),
    ],
)
def test_what_the_timer_brings_is_recorded_where_nothing_is_said_of_it(
    make: Any, draft: Draft, minutes: int, recovered: tuple[int, ...]
) -> None:
    assert BROUGHT is not None
    found = saved(make, carried_over(draft, None, BROUGHT))
    assert (found.minutes, found.recoveries, found.sessions) == (minutes, recovered, ("a",))


@pytest.mark.parametrize("add", [True, False])
def test_on_a_recorded_day_it_adds_up(make: Any, add: bool) -> None:
    assert BROUGHT is not None
    recorded = make.check_in(1, minutes=18, recoveries=(2,), amount=200, sessions=("z",))
    found = saved(make, carried_over(Draft(amount=200, add=add), recorded, BROUGHT), recorded)
    assert (found.minutes, found.recoveries, found.sessions) == (46, (2, 6), ("z", "a"))


@pytest.mark.parametrize("outcome", [Outcome.CANCELLED, Outcome.REST])
def test_a_day_without_practice_names_no_session_and_keeps_none_of_what_they_brought(
    make: Any, outcome: Outcome
) -> None:
    recorded = make.check_in(1, minutes=28, recoveries=(6,), amount=200, sessions=("a",))
    found = saved(make, Draft(outcome=outcome), recorded)
    assert (found.minutes, found.recoveries, found.sessions) == (None, (), ())
    by_hand = saved(make, Draft(outcome=outcome), replace(recorded, sessions=()))
    assert (by_hand.minutes, by_hand.recoveries) == (28, (6,))


def test_away_is_a_break_of_its_own_kind() -> None:
    (away,) = left_out(run(), (at(3), at(13))).breaks
    assert (away.kind, away.restarted) == (BreakKind.AWAY, at(13))
    assert away.stopped.astimezone(UTC) == at(3)
