"""The timer: a session that is practised, stopped and begun again, and what it brings to the check-in."""

from datetime import date, datetime, timedelta

from mastery_tui.practice.choices import EndedAs, TimerState
from mastery_tui.practice.days import practice_day
from mastery_tui.practice.draft import check_day
from mastery_tui.practice.records import Session
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.session import (
    FARTHEST,
    GAP,
    MOST_MINUTES,
    Stretch,
    Timed,
    begun_again,
    bounds_of_end,
    elapsed,
    end_after,
    ended_at,
    ended_without_minutes,
    last_begun,
    left_out,
    minutes_of,
    newest_moment,
    open_stop,
    seconds_of,
    stopped_at,
    usual_minutes,
    with_first_move,
)
from mastery_tui.practice.text import clean_line
from mastery_tui.practice.timeline import State, Timeline

from .context import CoachContext
from .timer_views import TimerPanel, TimerTab, TimerView
from .words import timer as words

LABEL = "timer"
"""What its changes are called in the journal; undo passes over them."""
ASKS_FROM = 5
"""Minutes from which on a session is not discarded unless somebody is sure."""


class Timer:
    """What the timer is at, and its keys. Each look and each key goes by the journal and the clock alone."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context
        self._looked: datetime | None = None
        self._gap: Stretch | None = None

    # -- what it shows -----------------------------------------------------------------------------------------------

    def at(self) -> Timed:
        """What the timer is at, at this moment."""
        return self._context.timed()

    def view(self) -> TimerView:
        """What its screen shows, but for the digits. It is a look: two of them far apart are a gap, which is told.

        Raises:
            Refused: ``cycle.none`` before the first cycle.
        """
        timed, timeline = self._look(), self._context.shown
        limit, ask_after = self._context.recovery_limit, self._context.settings.timer.ask_after
        return words.view(timed, timeline, limit, ask_after, self._usual(timed), self._gap, self._closed(timed))

    def panel(self) -> TimerPanel:
        """What stands beside the timer where there is room.

        Raises:
            Refused: ``cycle.none`` before the first cycle.
        """
        timeline, session = self._context.shown, self.at().session
        day = None if session is None else timeline.day(session.day)  # The plan can have ended before it.
        return words.panel(timeline, day or timeline.require_day(timeline.nearest_day))

    def digits(self) -> str:
        """What the digits show: time practised, what is left of a recovery, time since the stop; '' while it asks."""
        return words.digits(self.at())

    def minute(self) -> tuple[TimerState, int, int] | None:
        """What changes with each minute and each state of an open session, to be compared; None while none is open."""
        timed = self.at()
        if timed.session is None:
            return None
        return timed.state, timed.minutes, (timed.since or 0) // 60

    def tab(self) -> TimerTab | None:
        """Its place on other screens, None while it is at nothing; a look as :meth:`view` is."""
        timed, timeline = self._look(), self._context.timeline
        return None if timeline is None else words.tab(timed, timeline)

    def where(self) -> str:
        """Where it is and what can follow, in a sentence for the shell."""
        return words.where(self.at(), self._context.program)

    def rows(self) -> dict[str, object]:
        """The same as DESIGN's stable keys."""
        return words.rows(self.at())

    def taken(self, day: date) -> bool:
        """Whether a check-in can take what was practised on a day: the plan can have ended before it."""
        return self._context.shown.day(day) is not None

    def ended_line(self, session: Session) -> str:
        """What an ended session brings, and how its day is recorded in a shell."""
        timeline = self._context.shown
        cycle = timeline.records.cycle
        day = timeline.day(session.day) if session.cycle == cycle.id else None
        number = None if timeline.state is not State.ENDED else self._context.number_of(cycle)
        return words.ended(session, timeline, day, self._context.program, number)

    def _look(self) -> Timed:
        """Look at it, and notice where nobody looked for a while: the machine slept, or its clock went ahead."""
        timed, before = self.at(), self._looked
        self._looked = timed.now
        session = timed.session
        if session is None or timed.state is not TimerState.PRACTISING:
            self._gap = None
            return timed
        begun = last_begun(session)
        if before is not None and elapsed(begun, before) >= timedelta() and elapsed(before, timed.now) >= GAP:
            self._gap = (before, timed.now)
        if self._gap is not None and elapsed(begun, self._gap[0]) < timedelta():
            self._gap = None
        return timed

    def _usual(self, timed: Timed) -> int | None:
        """What a session usually takes, where this one can have taken it."""
        timeline = self._context.timeline
        if timed.session is None or timed.state is not TimerState.ASKING or timeline is None:
            return None
        usual = usual_minutes(timeline.records)
        if usual is None:
            return None
        first, last = bounds_of_end(timed.session, timed.now)
        return usual if first <= end_after(timed.session, usual) <= last else None

    def _closed(self, timed: Timed) -> Refused | None:
        if timed.session is not None:
            return None  # It goes on, and ends, whatever became of the plan.
        try:
            self._check_open(self._context.running)
        except Refused as refusal:
            return refusal
        return None

    # -- its keys ----------------------------------------------------------------------------------------------------

    def start(self, at: datetime | None = None, *, on_paused: bool = False) -> None:
        """Begin a session; where one runs, nothing is done, and one that was left ends as that.

        Args:
            at: when it began, now where no moment is named.
            on_paused: start although the plan is paused.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``, ``cycle.awaiting``, ``day.before_start``; ``timer.paused``,
                ``timer.moment``, ``timer.asking`` or ``timer.asking_back``.
        """
        with self._context.change(LABEL) as change:
            timeline, timed = self._context.running, self.at()
            self._check_open(timeline)
            self._refuse_asking(timed)
            if timed.session is not None:
                if timed.state is not TimerState.LEFT:
                    return
                change.put(ended_at(timed.session, timed.now, EndedAs.LEFT))
                if timed.others:
                    return
            moment = at or timed.now
            if at is not None:
                _check_between(at, self._earliest(timeline, timed), timed.now, timed.now)
            day = practice_day(moment, self._context.settings.rollover_hour)
            check_day(day, None, timeline.first_day, timeline.plan.last, self._context.today)
            if timeline.state is State.PAUSED and not on_paused:
                raise Refused("timer.paused")
            cycle = timeline.records.cycle.id
            change.put(Session(id="", cycle=cycle, at=timed.now, day=day, started=moment))

    def stop(self, at: datetime | None = None) -> None:
        """Stop the session that is practised; one that is stopped stays so.

        Raises:
            Refused: ``timer.none``, ``timer.moment``, ``timer.breaks``, ``timer.asking`` or ``timer.asking_back``.
        """
        with self._context.change(LABEL) as change:
            timed, session = self._running(at)
            if open_stop(session) is not None:
                return
            first, last = bounds_of_end(session, timed.now)
            if at is not None:
                _check_between(at, first, last, timed.now)
            change.put(stopped_at(session, at or timed.now))

    def restart(self, at: datetime | None = None) -> None:
        """Begin the session again that is stopped; one that is practised goes on.

        Raises:
            Refused: ``timer.none``, ``timer.left``, ``timer.moment``, ``timer.asking`` or ``timer.asking_back``.
        """
        with self._context.change(LABEL) as change:
            timed, session = self._running(at)
            stopped = open_stop(session)
            if stopped is None:
                return
            if timed.state is TimerState.LEFT:
                raise Refused("timer.left", at=words.clock(stopped, timed.now))
            if at is not None:
                _check_between(at, stopped, max(stopped, timed.now), timed.now)
            change.put(begun_again(session, at or timed.now))

    def began_earlier(self, text: str, *, on_paused: bool = False) -> None:
        """Begin a session as of an earlier moment.

        Args:
            text: as in '07:45' or '10m'.
            on_paused: start although the plan is paused.

        Raises:
            Refused: ``moment.or_ago``, or what :meth:`start` refuses.
        """
        from .typed.moments import moment_of

        self.start(moment_of(text, self._context.now()), on_paused=on_paused)

    def end(
        self,
        how: EndedAs,
        *,
        at: datetime | None = None,
        minutes: int | None = None,
        until_now: bool = False,
    ) -> Session:
        """End the session: now, or at its stop. Its minutes wait for the check-in of its day.

        Args:
            how: done, partial, left, or asked where a forgotten one is told about.
            at: when it ended, as it is told.
            minutes: how long it was practised, as it is told.
            until_now: it went on until now, however long that was.

        Raises:
            Refused: ``timer.none``, ``timer.moment``, ``timer.minutes``, ``timer.long``, ``timer.asking`` or
                ``timer.asking_back``.
        """
        with self._context.change(LABEL) as change:
            timed, session = self._running(at, told=minutes is not None or until_now)
            first, last = bounds_of_end(session, timed.now)
            if minutes is not None:
                least, most = (minutes_of(seconds_of(ended_at(session, end, how), end)) for end in (first, last))
                if not least <= minutes <= min(most, MOST_MINUTES):
                    raise Refused("timer.minutes", low=least, high=min(most, MOST_MINUTES))
                at = max(first, end_after(session, minutes))
            elif at is not None:
                _check_between(at, first, last, timed.now)
            elif until_now and not timed.can_end_now:
                raise Refused("timer.long")
            return change.put(ended_at(session, last if at is None else at, how))

    def answer(self, which: str) -> date | None:
        """Answer to when a session ended.

        Args:
            which: usual, now, discard; '' ends it without minutes.

        Returns:
            The day whose check-in follows, None where none does.

        Raises:
            Refused: as :meth:`end` does.
        """
        match which:
            case words.USUAL:
                return self.end(EndedAs.ASKED, minutes=self._usual(self.at())).day
            case words.NOW:
                return self.end(EndedAs.ASKED, until_now=True).day
            case words.DISCARD:
                self.discard(sure=True)
                return None
        with self._context.change(LABEL) as change:
            _, session = self._running(told=True)
            return change.put(ended_without_minutes(session)).day

    def ended_then(self, text: str) -> date:
        """End a session that is asked about; says whose day's check-in follows.

        Args:
            text: when, as in '09:40', or how long it was practised, as in '25m'.

        Raises:
            Refused: ``moment.or_minutes``, or what :meth:`end` refuses.
        """
        from .typed.moments import duration_of

        minutes = duration_of(text)
        if minutes is not None:
            return self.end(EndedAs.ASKED, minutes=minutes).day
        try:
            ended = self.moment(text)
        except Refused:
            raise Refused("moment.or_minutes") from None
        return self.end(EndedAs.ASKED, at=ended).day

    def moment(self, text: str) -> datetime:
        """A moment by the clock of the session that is open: the first such time since it began, or began again.

        Args:
            text: as in '09:40', or ISO; without an open session the last such time.

        Raises:
            Refused: ``moment.shape``.
        """
        from .typed.moments import clock_of

        timed = self.at()
        begun = None if timed.session is None else last_begun(timed.session)
        return clock_of(text, timed.now, begun)

    def discard_asks(self) -> bool:
        """Whether somebody has to be sure to discard the session: it waits for a check-in, or has some minutes."""
        timed = self.at()
        return timed.session is None or timed.minutes >= ASKS_FROM

    def discard(self, *, sure: bool = False) -> None:
        """Drop the session; where none is open, the newest that waits for a check-in. It cannot be undone.

        Args:
            sure: whether the person is, where :meth:`discard_asks`.

        Raises:
            Refused: ``timer.none``; ``timer.discard``: nobody said to be sure.
        """
        with self._context.change(LABEL) as change:
            timed = self.at()
            session = timed.session or next(reversed(timed.waiting), None)
            if session is None:
                raise Refused("timer.none", program=self._context.program)
            if not sure and self.discard_asks():
                raise Refused("timer.discard", time=words.time(minutes_of(seconds_of(session, timed.now))))
            change.delete(session)

    def leave_out(self) -> None:
        """Leave the time out in which nobody looked.

        Raises:
            Refused: ``timer.none``, ``timer.breaks``.
        """
        with self._context.change(LABEL) as change:
            self._look()
            _, session = self._running()
            if self._gap is None:
                raise Refused("timer.none", program=self._context.program)
            change.put(left_out(session, self._gap))

    def write_first_move(self, text: str) -> None:
        """Write down what comes first when practice begins again.

        Raises:
            Refused: ``timer.none`` where it is not stopped, ``text.length``.
        """
        with self._context.change(LABEL) as change:
            _, session = self._running()
            if open_stop(session) is None:
                raise Refused("timer.none", program=self._context.program)
            change.put(with_first_move(session, clean_line(text)))

    # -- what it may ---------------------------------------------------------------------------------------------------

    def _check_open(self, timeline: Timeline) -> None:
        if timeline.state is State.AWAITING_SUMMARY:
            raise Refused("cycle.awaiting")
        check_day(self._context.today, None, timeline.first_day, timeline.plan.last, self._context.today)

    def _running(self, at: datetime | None = None, *, told: bool = False) -> tuple[Timed, Session]:
        """The session that is open, where it is known what the time of it is, or somebody tells it."""
        timed = self.at()
        if timed.session is None:
            raise Refused("timer.none", program=self._context.program)
        if at is None and not told:
            self._refuse_asking(timed)
        return timed, timed.session

    def _refuse_asking(self, timed: Timed) -> None:
        if timed.state is TimerState.ASKING and timed.session is not None:
            program = self._context.program
            if timed.back:
                since = words.clock(newest_moment(timed.session), timed.now)
                raise Refused("timer.asking_back", since=since, program=program)
            since = words.clock(timed.session.started, timed.now)
            raise Refused("timer.asking", time=words.time(timed.minutes), since=since, program=program)

    def _earliest(self, timeline: Timeline, timed: Timed) -> datetime:
        """From when on a session can have begun: a day back at most, and not before the last one ended."""
        ends = [session.ended for session in timeline.records.sessions if session.ended is not None]
        stopped = None if timed.session is None else open_stop(timed.session)
        earliest = max([timed.now - FARTHEST, *ends, *([] if stopped is None else [stopped])])
        return min(earliest, timed.now)  # Where the clock went back, one can have ended later than now.


def _check_between(at: datetime, first: datetime, last: datetime, now: datetime) -> None:
    """Refuse a moment outside of what it can be."""
    if elapsed(first, at) < timedelta() or elapsed(at, last) < timedelta():
        raise Refused("timer.moment", **words.between(first, last, now))
