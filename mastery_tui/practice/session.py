"""The timer: what a session is at and how long it was follows from its record and the clock alone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import UNSET, Struct

from .choices import BreakKind, EndedAs, Outcome, TimerState
from .comparing import median
from .draft import Draft, sum_of
from .records import MOST_BREAKS, MOST_RECOVERIES, MOST_SESSIONS, Break, CheckIn, CycleRecords, Session, replace
from .refused import Refused

SLIP = timedelta(seconds=60)
"""A stop shorter than this is none."""
SHORTEST = 30
"""Seconds from which on a session has minutes."""
LEFT = timedelta(minutes=60)
"""From here on a stop is no recovery any more."""
LONGEST_RECOVERY = 600
JITTER = timedelta(seconds=5)
"""So far a clock may go back without being asked about."""
GAP = timedelta(minutes=10)
"""From here on nobody looked: the machine slept, or its clock went ahead."""
FARTHEST = timedelta(hours=24)
"""So far back a session can begin, and so long it can be."""
TOLD_BLIND = timedelta(hours=12)
"""So long a stretch can be told to have been where the clock cannot: no time of the day comes twice in it."""
MOST_MINUTES = 1440
MOST_CELLS = 56
OFFERED = timedelta(days=7)
"""So long a session waits for a check-in."""
FEWEST_USUAL = 3
"""Check-ins with minutes that tell what is usual."""

Stretch = tuple[datetime, datetime]
"""Practice without a break, from one moment to another."""


def elapsed(earlier: datetime, later: datetime) -> timedelta:
    """The time between two aware moments, whatever zones they are told in."""
    # Of two moments in one zone Python compares the wall clocks, which a change of the clocks moves.
    return later.astimezone(UTC) - earlier.astimezone(UTC)


# -- one session -------------------------------------------------------------------------------------------------------


def open_stop(session: Session) -> datetime | None:
    """Since when a session is stopped; None while it is practised, and where it has ended."""
    last = session.breaks[-1] if session.ended is None and session.breaks else None
    return last.stopped if last is not None and last.restarted is None else None


def last_begun(session: Session) -> datetime:
    """When the last stretch began."""
    closed = [pause.restarted for pause in session.breaks if pause.restarted is not None]
    return closed[-1] if closed else session.started


def newest_moment(session: Session) -> datetime:
    """The newest moment that a session holds but for its end."""
    return open_stop(session) or last_begun(session)


def stretches(session: Session, now: datetime) -> Iterator[Stretch]:
    """What of a session is practice; a stop of under a minute is a part of it."""
    begun, until = session.started, session.ended or open_stop(session) or now
    for pause in _breaks(session):
        assert pause.restarted is not None
        yield begun, pause.stopped
        begun = pause.restarted
    yield begun, max(begun, until)


def cells_of(session: Session, now: datetime) -> tuple[bool, ...]:
    """A session in equal parts, a minute each up to 56 of them, and whether each is practice."""
    stopped = open_stop(session)
    over = stopped is not None and elapsed(stopped, now) >= LEFT
    until = session.ended or (stopped if over else now) or now
    whole = max(elapsed(session.started, until), timedelta())
    count = min(int(whole.total_seconds()) // 60 + 1, MOST_CELLS)
    middles = (session.started + whole * (2 * part + 1) / (2 * count) for part in range(count))
    found = [*stretches(session, now)]
    return tuple(any(begun <= middle <= last for begun, last in found) for middle in middles)


def recoveries(session: Session) -> tuple[int, ...]:
    """The whole minutes of each recovery after which practice went on."""
    closed = (pause for pause in _breaks(session) if pause.kind is BreakKind.RECOVERY)
    took = (elapsed(pause.stopped, pause.restarted) for pause in closed if pause.restarted is not None)
    return tuple(min(int(time.total_seconds()) // 60, LONGEST_RECOVERY) for time in took)


def _breaks(session: Session) -> Iterator[Break]:
    """The breaks after which practice went on, before the end that was told."""
    for pause in session.breaks:
        if pause.restarted is None or (session.ended is not None and session.ended < pause.restarted):
            return
        if elapsed(pause.stopped, pause.restarted) >= SLIP:
            yield pause


def seconds_of(session: Session, now: datetime) -> int:
    """The seconds practised."""
    return _seconds(stretches(session, now))


def _seconds(found: Iterable[Stretch]) -> int:
    return int(sum((elapsed(*stretch) for stretch in found), timedelta()).total_seconds())


def minutes_of(seconds: int) -> int:
    """Seconds as the minutes that are recorded: rounded down, 1 at least from half a minute on, a day at most."""
    return 0 if seconds < SHORTEST else min(max(seconds // 60, 1), MOST_MINUTES)


def state_of(session: Session, now: datetime, limit: int, ask_after: int) -> TimerState:
    """What the timer is at with a session.

    Args:
        session: the session.
        now: this moment.
        limit: minutes that a recovery may take.
        ask_after: minutes of one stretch after which it is asked whether it still goes on.
    """
    if session.ended is not None:
        return TimerState.READY
    if went_back(session, now):
        return TimerState.ASKING
    stopped = open_stop(session)
    if stopped is None:
        asks = elapsed(last_begun(session), now) >= timedelta(minutes=ask_after)
        return TimerState.ASKING if asks else TimerState.PRACTISING
    since = elapsed(stopped, now)
    if since >= LEFT:
        return TimerState.LEFT
    return TimerState.RECOVERING if since < timedelta(minutes=limit) else TimerState.OVER


def went_back(session: Session, now: datetime) -> bool:
    """Whether the clock stands before what a session holds."""
    return elapsed(now, newest_moment(session)) > JITTER


# -- what becomes of it ------------------------------------------------------------------------------------------------


def stopped_at(session: Session, at: datetime) -> Session:
    """The session, stopped.

    Raises:
        Refused: ``timer.breaks``: it was stopped too often.
    """
    if len(session.breaks) >= MOST_BREAKS:
        raise Refused("timer.breaks", most=MOST_BREAKS)
    return replace(session, breaks=(*session.breaks, Break(stopped=_later(at, session))))


def begun_again(session: Session, at: datetime) -> Session:
    """A stopped session, practised again; a stop of under a minute leaves no trace, unless it brought a first move."""
    *before, last = session.breaks
    at = _later(at, session)
    if elapsed(last.stopped, at) < SLIP and not last.first_move:
        return replace(session, breaks=tuple(before))
    return replace(session, breaks=(*before, replace(last, restarted=at)))


def left_out(session: Session, gap: Stretch) -> Session:
    """The session without a time in which nobody looked.

    Raises:
        Refused: ``timer.breaks``.
    """
    if len(session.breaks) >= MOST_BREAKS:
        raise Refused("timer.breaks", most=MOST_BREAKS)
    away = Break(stopped=gap[0], restarted=gap[1], kind=BreakKind.AWAY)
    return replace(session, breaks=(*session.breaks, away))


def with_first_move(session: Session, text: str) -> Session:
    """A session that was stopped, with what comes first when practice begins again."""
    *before, last = session.breaks
    return replace(session, breaks=(*before, replace(last, first_move=text)))


def first_move(session: Session) -> str:
    """The newest first move of a session, '' where none was written."""
    return next((pause.first_move for pause in reversed(session.breaks) if pause.first_move), "")


def first_moves(sessions: Iterable[Session], day: date) -> tuple[str, ...]:
    """All first moves of a day, in their order."""
    breaks = (pause for session in sessions if session.day == day for pause in session.breaks)
    return tuple(pause.first_move for pause in breaks if pause.first_move)


def ended_at(session: Session, at: datetime, how: EndedAs) -> Session:
    """The session, ended; one that was stopped ends no later than its stop, so that an open stop is no recovery."""
    stopped = open_stop(session)
    at = _later(at, session) if stopped is None else min(at, stopped)
    going_on = stopped is not None and at < stopped and not session.breaks[-1].first_move
    return replace(session, ended=at, ended_as=how, breaks=session.breaks[:-1] if going_on else session.breaks)


def ended_without_minutes(session: Session) -> Session:
    """The session, ended where nobody knows when: it has no minutes."""
    return replace(session, ended=session.started, ended_as=EndedAs.ASKED)


def bounds_of_end(session: Session, now: datetime) -> Stretch:
    """Between which moments a session can be told to have ended: in its last stretch, which is over where it stopped.

    Where the clock went back nobody knows how long that was.
    """
    first = last_begun(session)
    stopped = open_stop(session)
    if stopped is not None:
        return first, stopped
    return first, first + TOLD_BLIND if went_back(session, now) else min(now, first + FARTHEST)


def end_after(session: Session, minutes: int) -> datetime:
    """When a session ended that was practised for so many minutes, as its last stretch tells; before that in vain."""
    first = last_begun(session)
    *closed, _ = stretches(session, first)
    before = _seconds(closed)
    return first + timedelta(minutes=minutes) - timedelta(seconds=before)


def _later(at: datetime, session: Session) -> datetime:
    """A moment, not before what the session holds: a clock may go back by a few seconds."""
    return max(at, newest_moment(session), key=lambda moment: moment.astimezone(UTC))


# -- all of them -------------------------------------------------------------------------------------------------------


class Told(Struct, frozen=True):
    """What ended sessions bring to their day's check-in.

    Attributes:
        sessions: their ids.
        minutes: practised in all, time in which two of them ran counted once; None for none.
        recoveries: minutes of each.
        outcome: the outcome that the last of them was closed with, None where it told none.
        began: when the first began.
        ended: when the last ended.
    """

    sessions: tuple[str, ...]
    minutes: int | None
    recoveries: tuple[int, ...]
    outcome: Outcome | None
    began: datetime
    ended: datetime


class Timed(Struct, frozen=True):
    """What the timer is at.

    Attributes:
        state: what that is.
        session: the session that it is about, None where none is open.
        now: the moment of this look.
        seconds: practised in it.
        left: seconds that are left of a recovery.
        since: seconds since the stop.
        limit: minutes that a recovery may take.
        back: whether the clock went back.
        waiting: ended sessions that no check-in names yet, oldest first.
        others: how many other sessions are open, as a merge leaves them.
    """

    now: datetime
    state: TimerState = TimerState.READY
    session: Session | None = None
    seconds: int = 0
    left: int | None = None
    since: int | None = None
    limit: int = 0
    back: bool = False
    waiting: tuple[Session, ...] = ()
    others: int = 0

    @property
    def minutes(self) -> int:
        """The minutes that the session would bring now."""
        return minutes_of(self.seconds)

    @property
    def recovery(self) -> int | None:
        """Whole minutes of the recovery that runs now, None while none does."""
        running = self.state in (TimerState.RECOVERING, TimerState.OVER)
        return None if self.since is None or not running else self.since // 60

    @property
    def wants(self) -> bool:
        """Whether something of it is open to be done: a session was left or is asked about, or one waits."""
        return self.state in (TimerState.LEFT, TimerState.ASKING) or bool(self.waiting)

    @property
    def can_end_now(self) -> bool:
        """Whether the session can be told to have gone on until now."""
        return self.session is not None and not self.back and elapsed(self.session.started, self.now) <= FARTHEST

    def told(self, day: date | None = None) -> Told | None:
        """What waits for the check-in of a day, or for any where none is named; None where nothing does."""
        return told([session for session in self.waiting if day in (None, session.day)])


def timed(opened: Sequence[Session], waiting: tuple[Session, ...], now: datetime, limit: int, ask_after: int) -> Timed:
    """What the timer is at.

    Of several open sessions, as a merge leaves them, the one that started last runs; each other one is asked about
    first.

    Args:
        opened: the open sessions, in the order of their start.
        waiting: those that wait.
        now: this moment.
        limit: minutes that a recovery may take.
        ask_after: minutes of one stretch after which it is asked whether it still goes on.
    """
    if not opened:
        return Timed(now, waiting=waiting)
    session = opened[0]
    stopped = open_stop(session)
    state = state_of(session, now, limit, ask_after)
    if len(opened) > 1:
        state = TimerState.ASKING if stopped is None else TimerState.LEFT
    since = None if stopped is None else max(0, int(elapsed(stopped, now).total_seconds()))
    recovering = state is TimerState.RECOVERING and since is not None
    return Timed(
        now,
        state,
        session,
        seconds_of(session, now),
        limit * 60 - (since or 0) if recovering else None,
        since,
        limit,
        went_back(session, now),
        waiting,
        len(opened) - 1,
    )


def waiting_in(records: CycleRecords, today: date) -> tuple[Session, ...]:
    """The ended sessions of a cycle that no check-in names yet and that bring something, for a week."""
    found = unnamed(records.sessions, records.check_ins)
    return tuple(session for session in found if session.day >= today - OFFERED)


def unnamed(sessions: Iterable[Session], check_ins: Iterable[CheckIn]) -> tuple[Session, ...]:
    """The ended ones of some sessions that no check-in names and that would bring something to one."""
    named = {name for check_in in check_ins for name in check_in.sessions}
    return tuple(
        session
        for session in sessions
        if session.ended is not None and session.id not in named and _brings(session, session.ended)
    )


def _brings(session: Session, ended: datetime) -> bool:
    return minutes_of(seconds_of(session, ended)) > 0 or bool(recoveries(session))


def told(sessions: Sequence[Session]) -> Told | None:
    """What ended sessions bring to a check-in, None where there are none."""
    ends = [session.ended for session in sessions if session.ended is not None]
    if not ends:
        return None
    sessions = sessions[:MOST_SESSIONS]
    minutes = sum(minutes_of(_seconds(_union(group))) for group in _overlapping(sessions))
    last = max(sessions, key=lambda session: session.started)
    outcome = {EndedAs.DONE: Outcome.DONE, EndedAs.PARTIAL: Outcome.PARTIAL}.get(last.ended_as or EndedAs.LEFT)
    return Told(
        sessions=tuple(session.id for session in sessions),
        minutes=min(minutes, MOST_MINUTES) or None,
        recoveries=tuple(took for session in sessions for took in recoveries(session))[:MOST_RECOVERIES],
        outcome=outcome,
        began=min(session.started for session in sessions),
        ended=max(ends),
    )


def _overlapping(sessions: Sequence[Session]) -> Iterator[list[Session]]:
    """Sessions in groups that overlap in time, as two machines leave them."""
    group: list[Session] = []
    until: datetime | None = None
    for session in sorted(sessions, key=lambda session: session.started):
        if until is not None and session.started >= until:
            yield group
            group, until = [], None
        group.append(session)
        ended = session.ended or session.started
        until = ended if until is None else max(until, ended)
    if group:
        yield group


def _union(sessions: Iterable[Session]) -> Iterator[Stretch]:
    """What is practice in any of some ended sessions, each time once."""
    found = sorted(stretch for session in sessions for stretch in stretches(session, session.started))
    begun, until = found[0]
    for first, last in found[1:]:
        if first > until:
            yield begun, until
            begun, until = first, last
        until = max(until, last)
    yield begun, until


def usual_minutes(records: CycleRecords) -> int | None:
    """The median of a cycle's minutes, None under three of them."""
    found = [check_in.minutes for check_in in records.check_ins if check_in.minutes]
    if len(found) < FEWEST_USUAL:
        return None
    return int(median(found))


# -- into the check-in -------------------------------------------------------------------------------------------------


def carried_over(draft: Draft, recorded: CheckIn | None, brought: Told) -> Draft:
    """A draft with what the timer brings, where nothing is said of it.

    Args:
        draft: what was said.
        recorded: what is recorded for the day.
        brought: what waits for its check-in.
    """
    before, brought = None if recorded is None or draft.add else recorded, unsaid(brought, draft)
    dealt_with = () if recorded is None else recorded.sessions
    said: dict[str, object] = {"sessions": (*dealt_with, *brought.sessions)[:MOST_SESSIONS]}
    if brought.minutes is not None:
        minutes = sum_of(None if before is None else before.minutes, brought.minutes)
        said["minutes"] = min(minutes or 0, MOST_MINUTES)
    if brought.recoveries:
        there = () if recorded is None else recorded.recoveries
        room = brought.recoveries[: MOST_RECOVERIES - len(there)]
        said["recoveries"] = room if before is None else (*there, *room)
    return replace(draft, **said)


def unsaid(brought: Told, draft: Draft) -> Told:
    """What the timer brings but for what a draft says itself."""
    minutes = brought.minutes if draft.minutes is UNSET else None
    return replace(brought, minutes=minutes, recoveries=brought.recoveries if draft.recoveries is UNSET else ())
