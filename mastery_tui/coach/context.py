"""What every part of the Coach works on: the journal, the settings, the clock, and the cycle read through Timeline."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from mastery_tui.cues.weight import can_weigh
from mastery_tui.journal import Journal
from mastery_tui.practice.days import practice_day
from mastery_tui.practice.records import Cycle, Session
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.session import Timed, open_stop, timed, waiting_in
from mastery_tui.practice.timeline import State, Timeline
from mastery_tui.settings import Settings

from . import configured

if TYPE_CHECKING:
    from mastery_tui.cues.engine import Cue
    from mastery_tui.cues.thresholds import Thresholds
    from mastery_tui.journal.change import Change
    from mastery_tui.journal.safety.drafts import Drafts

BACKWARDS = timedelta(minutes=5)


class CoachContext:
    """The journal, the settings and the clock, with what follows from them kept until one of them changes.

    Attributes:
        journal: what is remembered.
        settings: the settings in force.
        now: the clock.
        as_of_day: the date that everything is looked at as of; then nothing can be changed. None for now.
        cycle_id: the id of the cycle that is looked at, '' for the current one.
        program: how sentences call the program in commands.
    """

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        now: Callable[[], datetime],
        as_of_day: date | None,
        *,
        keeps_drafts: bool,
        program: str,
        cycle_id: str = "",
    ) -> None:
        self.journal = journal
        self.settings = settings
        self.now = now
        self.program = program
        self.as_of_day = as_of_day
        self.cycle_id = cycle_id
        self._keeps_drafts = keeps_drafts
        self._moment: date | None = None
        self._read: tuple[tuple[int, date], Timeline | None] | None = None
        self._cues: tuple[tuple[int, date, int | None], list[Cue]] | None = None

    @cached_property
    def drafts(self) -> "Drafts":
        """What is typed and not saved; made when first asked for, so that a command does not wait for it."""
        from mastery_tui.journal.safety.drafts import Drafts

        return Drafts(self.journal, on=self._keeps_drafts)

    @property
    def today(self) -> date:
        """The practice day that this moment belongs to, or the date that is looked at."""
        return self.as_of_day or self._moment or practice_day(self.now(), self.settings.rollover_hour)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let no day begin while many things are asked that belong together."""
        before, self._moment = self._moment, self.today
        try:
            yield
        finally:
            self._moment = before

    @property
    def timeline(self) -> Timeline | None:
        """The cycle that is looked at, else the one that has not ended, else the newest; None where there is none."""
        key = (self.journal.version, self.today)
        if self._read is None or self._read[0] != key:
            self._read = (key, self._timeline())
        return self._read[1]

    def _timeline(self) -> Timeline | None:
        cycles = self.journal.cycles()
        if self.as_of_day is not None:
            cycles = tuple(cycle for cycle in cycles if cycle.started_on <= self.as_of_day)
        current = self._current(cycles)
        if current is None:
            return None
        records = self.journal.records(current.id)
        if self.as_of_day is not None:
            from mastery_tui.practice.looking_back import as_of

            records = as_of(records, self.as_of_day, self.settings.rollover_hour)
        return Timeline.of(records, self.today)

    def _current(self, cycles: tuple[Cycle, ...]) -> Cycle | None:
        if self.cycle_id:
            return next((cycle for cycle in cycles if cycle.id == self.cycle_id), None)
        return next((cycle for cycle in cycles if cycle.ended_on is None), cycles[-1] if cycles else None)

    @property
    def running(self) -> Timeline:
        """The cycle that has not ended.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``.
        """
        timeline = self.timeline
        if timeline is None:
            raise Refused("cycle.none")
        if timeline.state is State.ENDED:
            raise Refused("cycle.ended", last=timeline.records.cycle.ended_on)
        return timeline

    @property
    def shown(self) -> Timeline:
        """The current cycle, whether it has ended or not.

        Raises:
            Refused: ``cycle.none``.
        """
        return self.timeline or self.running

    @property
    def recordable(self) -> Timeline:
        """The cycle whose days can be recorded: the one that runs, or the one that is looked at, ended or not.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``.
        """
        return self.shown if self.cycle_id else self.running

    def ended_on(self, day: date) -> Cycle | None:
        """The ended cycle that a date belongs to, None where it belongs to none."""
        for cycle in self.journal.cycles():
            if cycle.ended_on is not None and cycle.started_on <= day <= cycle.ended_on:
                return cycle
        return None

    def number_of(self, cycle: Cycle) -> int:
        """A cycle's number: its place by the date it started on."""
        return [other.id for other in self.journal.cycles()].index(cycle.id) + 1

    @cached_property
    def thresholds(self) -> "Thresholds":
        """The thresholds of all rules in force."""
        return configured.thresholds(self.settings)

    def firing(self) -> "list[Cue]":
        """All cues of the current cycle as of this moment, highest severity first."""
        timeline = self.timeline
        if timeline is None or timeline.state in (State.ENDED, State.NOT_STARTED):
            return []
        recovery = self._recovery()
        key = (self.journal.version, self.today, recovery)
        if self._cues is None or self._cues[0] != key:
            from mastery_tui.cues.engine import evaluate

            self._cues = (key, evaluate(timeline.records, self.thresholds, self.today, recovery))
        return self._cues[1]

    def _recovery(self) -> int | None:
        """The minutes of the recovery that runs, None while it does not run for too long.

        Only then it changes what fires, and from then on what is said of it, minute by minute.
        """
        recovery = self.timed().recovery
        return None if recovery is None or recovery <= self.recovery_limit else recovery

    def can_weigh(self) -> bool:
        """Whether a cue from pause on can fire, or one whose next step is the timer; told without the rules."""
        timeline = self.timeline
        return timeline is not None and can_weigh(timeline.records, self._recovery())

    @cached_property
    def recovery_limit(self) -> int:
        """Minutes that a recovery may take."""
        return configured.recovery_limit(self.thresholds)

    def timed(self) -> Timed:
        """What the timer is at, at this moment; nothing where a date is looked back at."""
        now = self.now()
        if self.as_of_day is not None:
            return Timed(now)
        timeline, opened = self.timeline, self.journal.open_sessions()
        waiting: tuple[Session, ...] = ()
        if timeline is not None:  # A plan can have ended before a session's day: then no check-in takes it.
            found = waiting_in(timeline.records, self.today)
            waiting = tuple(session for session in found if timeline.day(session.day) is not None)
        stopped = any(open_stop(session) is not None for session in opened)
        limit = self.recovery_limit if stopped else 0
        return timed(opened, waiting, now, limit, self.settings.timer.ask_after)

    def clock_went_back(self) -> bool:
        """Whether the clock stands before what the journal already holds; nothing is changed for it."""
        at, day = self.journal.newest()
        recorded_ahead = day is not None and self.timeline is not None and day > self.today
        if recorded_ahead and day is not None and self.timeline is not None:
            ahead = self.timeline.day(day)
            recorded_ahead = ahead is not None and ahead.session is not None
        return (at is not None and self.now() < at - BACKWARDS) or recorded_ahead

    @contextmanager
    def change(self, label: str = "", **facts: str | int | date) -> "Iterator[Change]":
        """One change of the journal. What is read inside is what the file holds now; nobody else writes meanwhile.

        Args:
            label: names the change, for what undo says; where it is told inside, none.
            facts: the few small facts that go with it.
        """
        assert self.as_of_day is None, "looking back changes nothing"
        with self.journal.change(label, facts) as change:
            yield change

    @contextmanager
    def bring_in(self) -> "Iterator[Change]":
        """The same for what comes from elsewhere: a backup is made first, and undo starts afresh."""
        assert self.as_of_day is None, "looking back changes nothing"
        with self.journal.bring_in() as change:
            yield change
