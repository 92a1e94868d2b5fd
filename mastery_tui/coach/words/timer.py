"""The timer in words: its screen, its place on others, what it brings to a check-in, and its lines in the shell."""

from datetime import datetime, timedelta
from math import ceil

from mastery_tui import guide
from mastery_tui.clock import zone_of
from mastery_tui.guide.wording import capital
from mastery_tui.practice.choices import TimerState
from mastery_tui.practice.records import Outcome, Session
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.session import (
    Timed,
    Told,
    cells_of,
    elapsed,
    first_move,
    minutes_of,
    newest_moment,
    open_stop,
    recoveries,
    seconds_of,
    told,
)
from mastery_tui.practice.timeline import Day, State, Timeline

from ..timer_views import TimerPanel, TimerTab, TimerView
from . import phrases

HOUR = 60
RUNNING = (TimerState.PRACTISING, TimerState.RECOVERING, TimerState.OVER)
"""What a session is at while its time is still open."""
USUAL, OTHER, NOW, DISCARD = "usual", "other", "now", "discard"
"""What can be answered to when a session ended."""


def clock(moment: datetime, now: datetime) -> str:
    """A moment by the clock as it is now, as in '08:02'."""
    return f"{moment.astimezone(zone_of(now)):%H:%M}"


def between(first: datetime, last: datetime, now: datetime) -> dict[str, str]:
    """Two moments by the clock, each with its weekday where they are on different days."""
    zone = zone_of(now)
    days = [guide.date_words(moment.astimezone(zone).date(), "weekday") for moment in (first, last)]
    clocks = [clock(moment, now) for moment in (first, last)]
    if days[0] != days[1]:
        clocks = [f"{day} {said}" for day, said in zip(days, clocks, strict=True)]
    return {"first": clocks[0], "last": clocks[1]}


def time(minutes: int) -> str:
    """As in '14 min', '3 h', '9 h 2 min'."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return guide.say("timer_time", "minutes", n=rest)
    return guide.say("timer_time", "both", h=hours, n=rest) if rest else guide.say("timer_time", "hours", h=hours)


def digits(timed: Timed) -> str:
    """What the digits show: practice, what is left of a recovery, or the time since the stop; '' while it asks."""
    match timed.state:
        case TimerState.ASKING:
            return ""
        case TimerState.RECOVERING:
            seconds = timed.left or 0
        case TimerState.OVER:
            seconds = timed.since or 0
        case _:
            seconds = timed.seconds
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, HOUR)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


# -- the screen --------------------------------------------------------------------------------------------------------


def view(
    timed: Timed,
    timeline: Timeline,
    limit: int,
    ask_after: int,
    usual: int | None,
    gap: tuple[datetime, datetime] | None,
    closed: Refused | None,
) -> TimerView:
    """What the timer shows.

    Args:
        timed: what it is at.
        timeline: the cycle.
        limit: minutes that a recovery may take.
        ask_after: minutes in one go after which it asks.
        usual: what a session usually takes, None where that is unknown.
        gap: a time in which nobody looked, None for none.
        closed: why it cannot start, None where it can.
    """
    session, now, state = timed.session, timed.now, timed.state
    ready = TimerState.READY
    drawn = session if state in (*RUNNING, TimerState.LEFT) else None
    stopped = None if session is None else open_stop(session)
    end = clock(stopped, now) if stopped is not None and state is TimerState.LEFT else guide.word("timer", "now")
    day = timeline.day(timeline.nearest_day if session is None else session.day)
    paused = timeline.state is State.PAUSED and state is ready and closed is None
    return TimerView(
        state=state,
        heading=_heading(timed),
        beside=_beside(timed),
        digits_word=_digits_word(timed, limit),
        first="" if drawn is None else clock(drawn.started, now),
        last="" if drawn is None else end,
        cells=() if drawn is None else cells_of(drawn, now),
        lines=(guide.word("timer", "others"),) if timed.others else _lines(state, limit, ask_after, back=timed.back),
        gap="" if gap is None else guide.say("timer", "slept", first=clock(gap[0], now), last=clock(gap[1], now)),
        rows=_rows(timed, timeline, day),
        goal=_goal(timeline, day),
        answers=_answers(timed, usual) if state is TimerState.ASKING else (),
        first_move="" if session is None else first_move(session),
        minutes=timed.minutes,
        day=timeline.today if session is None else session.day,
        asks=guide.word("timer", "paused") if paused else "",
        closed="" if closed is None else guide.refusal(closed.code, **closed.facts),
    )


def _heading(timed: Timed) -> str:
    if timed.session is None:
        return guide.word("timer", "ready")
    match timed.state:
        case TimerState.ASKING:
            return guide.word("timer", "asking_back" if timed.back else "asking")
        case TimerState.LEFT:
            return guide.say("timer", "left", at=clock(newest_moment(timed.session), timed.now))
        case TimerState.PRACTISING:
            return guide.word("timer", "practising")
    return guide.word("timer", "recovering")


def _beside(timed: Timed) -> str:
    session, now = timed.session, timed.now
    if session is None:
        return guide.word("timer", "runs_on")
    ago = time(int(elapsed(session.started, now).total_seconds()) // 60)
    match timed.state:
        case TimerState.ASKING if timed.back:
            return guide.say("timer", "back", at=clock(newest_moment(session), now))
        case TimerState.ASKING:
            return guide.say("timer", "begun", at=clock(session.started, now), time=ago)
        case TimerState.PRACTISING:
            return guide.say("timer", "since", at=clock(session.started, now))
        case TimerState.LEFT:
            return guide.say("timer", "ago", time=time((timed.since or 0) // 60))
    return guide.say("timer", "stopped", at=clock(newest_moment(session), now), time=time(timed.minutes))


def _digits_word(timed: Timed, limit: int) -> str:
    match timed.state:
        case TimerState.RECOVERING:
            return guide.say("timer", "left_of", limit=limit)
        case TimerState.OVER:
            return guide.word("timer", "since_stop")
    again = timed.session is not None and bool(recoveries(timed.session))
    return guide.word("timer", "practised_again" if again else "practised")


def _lines(state: TimerState, limit: int, ask_after: int, *, back: bool) -> tuple[str, ...]:
    closing = guide.word("timer", "closing")
    match state:
        case TimerState.READY:
            return (guide.say("timer", "stop_ready", limit=limit),)
        case TimerState.PRACTISING:
            return guide.say("timer", "stop", limit=limit), closing
        case TimerState.RECOVERING:
            return guide.word("timer", "leave_it"), closing
        case TimerState.OVER:
            return guide.say("timer", "over", limit=limit), closing
        case TimerState.LEFT:
            return (guide.word("timer", "over_left"),)
    one_go = guide.say("timer", "in_one_go", time=time(ask_after))
    return (guide.word("timer", "cannot_tell") if back else one_go,)


def _rows(timed: Timed, timeline: Timeline, day: Day | None) -> tuple[tuple[str, str], ...]:
    """The first move, the day's task and the standard, each with its label."""
    if timed.state not in (TimerState.READY, *RUNNING):
        return ()
    move = "" if timed.session is None else first_move(timed.session)
    if not move and timed.state in (TimerState.RECOVERING, TimerState.OVER):
        move = guide.word("timer", "first_move_hint")
    task = "" if day is None or day.paused else phrases.task_words(timeline, day).line
    texts = (("first_move", move), ("today", task), ("done_when", timeline.behaviour.standard))
    return tuple((guide.word("timer", name), text) for name, text in texts if text)


def _goal(timeline: Timeline, day: Day | None) -> str:
    if day is None or timeline.behaviour.yes_no:
        return ""
    return guide.say("timer", "goal", target=day.target, minimum=day.minimum)


def _answers(timed: Timed, usual: int | None) -> tuple[tuple[str, str], ...]:
    """What can be answered to when a session ended: what is usual where it can have been so, and now within a day."""
    session = timed.session
    assert session is not None
    answers = [(OTHER, guide.word("timer", "answer_other")), (DISCARD, guide.word("timer", "answer_discard"))]
    if usual is not None:
        answers.insert(0, (USUAL, guide.say("timer", "answer_usual", time=time(usual))))
    if timed.can_end_now:
        whole = guide.say("timer", "answer_now", time=time(timed.minutes))
        answers.insert(len(answers) - 1, (NOW, whole))
    return tuple(answers)


def panel(timeline: Timeline, day: Day) -> TimerPanel:
    """What stands beside the timer where there is room.

    Args:
        timeline: the cycle.
        day: the day that it is about.
    """
    found = [] if day.week is None else [one for one in timeline.week(day.week).days if one.check_in is not None]
    behaviour = timeline.behaviour
    routine = behaviour.anchor_when
    if routine and behaviour.anchor_at:
        routine = guide.say("plan", "when_line", when=routine, at=behaviour.anchor_at)
    noted = [check_in.note for check_in in timeline.sessions if check_in.day < day.day and check_in.note]
    routine = guide.say("timer", "when", text=routine) if routine else ""
    return TimerPanel(tuple(map(_practised, found)), routine, noted[-1] if noted else "")


def _practised(day: Day) -> tuple[str, str, str]:
    """A recorded day: its name, its minutes or its outcome, and its recoveries."""
    check_in = day.check_in
    assert check_in is not None
    name = f"{guide.date_words(day.day, 'weekday_short')} {day.day.day}"
    done = guide.word("outcomes", check_in.outcome.value) if check_in.minutes is None else time(check_in.minutes)
    recovered = ", ".join(map(str, check_in.recoveries))
    return name, done, guide.say("timer", "recovered", minutes=recovered) if recovered else ""


# -- on other screens --------------------------------------------------------------------------------------------------


def tab(timed: Timed, timeline: Timeline) -> TimerTab | None:
    """The timer's place on other screens, None while it is at nothing."""
    number, state = _number(timed), timed.state.value
    if number is None:
        return None
    wide = guide.say("timer_tab", state, n=number)
    day = timed.waiting[-1].day if timed.session is None else timed.session.day
    if day != timeline.today:
        wide = guide.say("timer_tab_beside", "weekday", what=wide, weekday=guide.date_words(day, "weekday"))
    if timeline.plan_day is not None:
        wide = guide.say("timer_tab_beside", "day", what=wide, day=timeline.plan_day)
    return TimerTab(wide, guide.say("timer_tab_narrow", state, n=number))


def line(timed: Timed) -> str:
    """The timer in one line for a prompt, '' while it is at nothing."""
    number = _number(timed)
    return "" if number is None else guide.say("timer_tab", timed.state.value, n=number)


def _number(timed: Timed) -> int | None:
    """The minutes of its place on other screens; None where nothing runs, nothing waits and nothing is asked."""
    if timed.session is None:
        waiting = timed.told()
        return None if waiting is None else waiting.minutes or 0
    return timed.minutes if timed.left is None else ceil(timed.left / 60)


# -- the check-in ------------------------------------------------------------------------------------------------------


def minutes_hint(timed: Timed, found: Told | None, day: Day) -> str:
    """Where a form's minutes come from, or that the timer runs; '' for neither."""
    before = None if day.check_in is None else day.check_in.minutes
    if found is not None and found.minutes is not None:
        if before:
            return guide.say("timer_check_in", "added", n=found.minutes, before=before)
        first, last = clock(found.began, timed.now), clock(found.ended, timed.now)
        return guide.say("timer_check_in", "from", first=first, last=last)
    runs = timed.session is not None and timed.session.day == day.day and timed.state in RUNNING
    return guide.say("timer_check_in", "runs", time=time(timed.minutes)) if runs else ""


def brought(found: Told) -> str:
    """What sessions bring, as in '28 min and a recovery of 6 min'."""
    parts = [time(found.minutes)] if found.minutes is not None else []
    if found.recoveries:
        times = tuple(map(time, found.recoveries))
        one = len(times) == 1
        parts.append(guide.say("timer_shell", "recovery" if one else "recoveries", time=times[0], times=times))
    return parts[0] if len(parts) == 1 else guide.say("timer_shell", "and", first=parts[0], second=parts[1])


# -- the shell ---------------------------------------------------------------------------------------------------------


def status(timed: Timed) -> str:
    """What the timer is at, a sentence of the status; '' while it is at nothing."""
    session = timed.session
    if session is None:
        waiting = timed.told()
        return "" if waiting is None else guide.say("timer_shell", "status_waiting", what=brought(waiting))
    facts = {"at": clock(session.started, timed.now), "time": time(timed.minutes)}
    match timed.state:
        case TimerState.PRACTISING:
            return guide.say("timer_shell", "status", **facts)
        case TimerState.ASKING:
            return guide.say("timer_shell", "status_back" if timed.back else "status_asking", **facts)
    return guide.say("timer_shell", "status_stopped", time=facts["time"])


def where(timed: Timed, program: str) -> str:
    """Where the timer is, and what can follow.

    Args:
        timed: what it is at.
        program: how the program is called.
    """
    session, now = timed.session, timed.now
    if session is None:
        return status(timed) or guide.say("timer_shell", "ready", program=program)
    facts = {"at": clock(session.started, now), "time": time(timed.minutes), "program": program}
    match timed.state:
        case TimerState.PRACTISING:
            return guide.say("timer_shell", "practising_for" if timed.minutes else "practising", **facts)
        case TimerState.ASKING:
            if timed.back:
                return guide.say("timer_shell", "back", since=clock(newest_moment(session), now), program=program)
            return guide.say("timer_shell", "asking", **facts)
        case TimerState.LEFT:
            return guide.say("timer_shell", "left", **facts)
    if timed.left is None:
        return guide.say("timer_shell", "over", since=time((timed.since or 0) // 60), **facts)
    by = clock(newest_moment(session) + timedelta(minutes=timed.limit), now)
    return guide.say("timer_shell", "stopped", by=by, **facts)


def begun_again(before: Timed, now: Timed) -> str:
    """That a session goes on that was stopped before; '' where it was not, or the stop leaves no trace."""
    if before.since is None or now.state is not TimerState.PRACTISING or not now.session or not recoveries(now.session):
        return ""
    facts = {"time": time(recoveries(now.session)[-1]), "so_far": time(now.minutes)}
    return guide.say("timer_shell", "again", **facts)


def ended(session: Session, timeline: Timeline, day: Day | None, program: str, number: int | None = None) -> str:
    """What a session brings that has ended, and how its day is recorded in a shell.

    Args:
        session: the session.
        timeline: the cycle.
        day: the session's day, None where it is no day of the cycle.
        program: how the program is called.
        number: the cycle's, where that has ended.
    """
    brought_by = told([session])
    if brought_by is None or (brought_by.minutes is None and not brought_by.recoveries):
        return guide.word("timer_shell", "ended_none")
    what = capital(brought(brought_by))
    if day is None:
        return guide.say("timer_shell", "ended_outside", what=what)
    outcome = Outcome.DONE if timeline.behaviour.yes_no else brought_by.outcome
    amount = not timeline.behaviour.yes_no and outcome is not Outcome.PARTIAL
    example = str(outcome or Outcome.PARTIAL)
    if amount:
        example = f"{'' if day.check_in is None else '+'}{guide.number(day.target)}"
    if session.day != timeline.today:
        example = f"{example} --day {session.day.isoformat()}"
    if number is not None:
        example = f"{example} --cycle {number}"
    return guide.say("timer_shell", "ended", what=what, program=program, example=example)


def from_the_timer(found: Told | None) -> str:
    """That something is from the timer, a sentence; '' where nothing is."""
    if found is None or (found.minutes is None and not found.recoveries):
        return ""
    return guide.say("timer_shell", "from", what=capital(brought(found)))


def rows(timed: Timed) -> dict[str, object]:
    """The timer as DESIGN's stable keys."""
    session = timed.session
    return {
        "schema": 1,
        "state": timed.state.value,
        "session": None
        if session is None
        else {
            "day": session.day.isoformat(),
            "started": session.started.isoformat(),
            "stopped": None if (stopped := open_stop(session)) is None else stopped.isoformat(),
            "minutes": timed.minutes,
            "recoveries": list(recoveries(session)),
            "left_seconds": timed.left,
            "first_move": first_move(session) or None,
        },
        "waiting": [
            {
                "day": waiting.day.isoformat(),
                "minutes": minutes_of(seconds_of(waiting, timed.now)),
                "recoveries": list(recoveries(waiting)),
            }
            for waiting in timed.waiting
        ],
    }


def status_rows(timed: Timed) -> dict[str, object] | None:
    """The timer in the status, None while it is at nothing."""
    waiting = timed.told()
    if timed.session is None and waiting is None:
        return None
    minutes = timed.minutes if timed.session is not None or waiting is None else waiting.minutes or 0
    return {"state": timed.state.value, "minutes": minutes, "left_seconds": timed.left}
