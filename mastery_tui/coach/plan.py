"""The cycle and what belongs to it: its start, its standards, its end, and what the plan shows."""

from datetime import date

from mastery_tui.practice import progress
from mastery_tui.practice.days import WEEKS, check_start
from mastery_tui.practice.records import (
    Behaviour,
    Cycle,
    Ending,
    Next,
    Standard,
    checked,
    replace,
)
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.tasks import LOCK_DAY
from mastery_tui.practice.text import clean_line, clean_note
from mastery_tui.practice.timeline import State, end_of_stopped

from .context import CoachContext
from .events import Events
from .standards import asked, changed_standards, current_standard
from .views import CalendarRow, CarriedView, DayView, FreezeView, PlanView, StatusView, WeekView
from .words import baseline, phrases, plan as words


class Plan:
    """What people do to a cycle as a whole, and what the plan shows; its events are those of :class:`Events`."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context
        events = Events(context)
        self.feedback, self.adjust, self.transfer = events.feedback, events.adjust, events.transfer
        self.open_adjustments, self.park_in = events.open_adjustments, events.park_in
        self.several_adjustments = events.several_adjustments
        self.tried, self.kept = events.tried, events.kept

    @property
    def cycle(self) -> Cycle:
        """The cycle that runs: its behaviour, standards and baseline.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``.
        """
        return self._context.running.records.cycle

    @property
    def cycle_id(self) -> str:
        """The id of the current cycle, which may have ended; '' before the first."""
        timeline = self._context.timeline
        return "" if timeline is None else timeline.records.cycle.id

    @property
    def number(self) -> int:
        """The number of the current cycle, which may have ended; 0 before the first."""
        timeline = self._context.timeline
        return 0 if timeline is None else self._context.number_of(timeline.records.cycle)

    @property
    def pause_signs(self) -> str:
        """The person's own signs to pause, of the current cycle; '' where none are written down."""
        timeline = self._context.timeline
        return "" if timeline is None else timeline.behaviour.pause_signs

    # -- what it shows -----------------------------------------------------------------------------------------------

    def header(self) -> str:
        """The right end of the tab bar, as in 'Write 400 words · day 12'; '' before the first cycle."""
        timeline = self._context.timeline
        return "" if timeline is None else words.header(timeline)

    def opening(self) -> str:
        """Where the app opens: setup before the first plan, the summary after one, else check-in or plan."""
        timeline = self._context.timeline
        if timeline is None:
            return "setup"
        if timeline.state in (State.AWAITING_SUMMARY, State.ENDED):
            return "summary"
        today = timeline.day(timeline.today)
        if timeline.state is not State.RUNNING or today is None:
            return "plan"
        return "plan" if today.check_in is not None or today.rest_weekday else "check-in"

    def view(self, *, by_calendar: bool = False) -> PlanView:
        """The plan, in plan weeks or in calendar weeks.

        Raises:
            Refused: ``cycle.none`` before the first cycle.
        """
        from .words import calendar

        timeline, start = self._context.shown, self._context.settings.week_start
        weeks = calendar.by_calendar(timeline, start) if by_calendar else calendar.plan_weeks(timeline)
        return words.page(timeline, weeks)

    def offers(self) -> frozenset[str]:
        """What can be done to the plan now, as :meth:`view` has it.

        Raises:
            Refused: ``cycle.none`` before the first cycle.
        """
        return words.offers(self._context.shown)

    def day(self, day: date) -> DayView:
        """One date as the plan tells it.

        Raises:
            Refused: outside the cycle.
        """
        timeline = self._context.shown
        return words.day(timeline, timeline.require_day(day))

    def week(self, week: int) -> WeekView:
        """A plan week: what makes it done, and what of it is.

        Raises:
            Refused: ``cycle.none``; ``week.range``: it is none from 1 to 5.
        """
        timeline = self._context.shown
        if not 1 <= week <= WEEKS:
            raise Refused("week.range", first=1, last=WEEKS)
        return words.week(timeline, week)

    def current_week(self) -> int:
        """The plan week that has begun last, 1 to 5; week 1 before the plan begins."""
        return words.current_week(self._context.shown)

    def week_days(self, week: int) -> tuple[tuple[str, str], ...]:
        """The days of a plan week, each with what became of it and how it was."""
        return words.week_days(self._context.shown, week)

    def week_row(self, week: int) -> CalendarRow:
        """One plan week in a row, its label in full."""
        from .words import calendar

        return calendar.week(self._context.recordable, week)

    def week_of(self, day: date) -> int | None:
        """The plan week of a date, None on a paused one."""
        return self._context.shown.require_day(day).week

    def answer_field(self, day: date) -> str:
        """The field of the behaviour that keeps what a day's task asks for; '' for none."""
        return words.answer_field(self._context.shown.day(day))

    def status(self) -> StatusView:
        """Where the plan stands today, or on the date that is looked at."""
        from .words import status

        return status.view(self._context.timeline, self._context.timed())

    def status_line(self) -> str:
        """The same in one line, for a prompt."""
        from .words import status

        return status.line(self._context.timeline, self._context.timed())

    def status_rows(self) -> dict[str, object]:
        """The same as DESIGN's stable keys; the shell writes it as JSON."""
        from .words import status

        return status.rows(self._context.timeline, self.number, self._context.today, self._context.timed())

    def carried(self) -> CarriedView | None:
        """What Setup begins with once a plan has ended; None before the first one, and while one runs."""
        timeline = self._context.timeline
        if timeline is None or timeline.records.cycle.ended_on is None:
            return None
        from mastery_tui.practice import carrying

        from .words import carried

        found = carrying.carried(timeline)
        return carried.view(found, timeline.records.cycle.ended_on, self._context.today)

    # -- the cycle ---------------------------------------------------------------------------------------------------

    def start(
        self, behaviour: Behaviour, target: float, minimum: float, day: date | None = None, *, goes_on: bool = False
    ) -> Cycle:
        """Begin a cycle.

        Args:
            behaviour: what is practiced.
            target: the amount of an ordinary good day.
            minimum: the amount of the worst day.
            day: the first day, today where none is named.
            goes_on: whether the routine of the last cycle goes on, with the signs to pause that were written down.

        Raises:
            Refused: while another runs, for a date out of range, inside an earlier cycle, a value out of bounds, or a
                ``direction`` that results of this kind do not have.
        """
        if behaviour.turned_round:
            raise Refused(f"direction.{behaviour.result.value}")
        first = check_start(day or self._context.today, self._context.today)
        standard = checked(Standard(from_day=first, target=target, minimum=minimum))
        if goes_on:
            before = self._context.shown.behaviour
            behaviour = replace(behaviour, pause_signs=behaviour.pause_signs or before.pause_signs)
        with self._context.change("start", day=first) as change:
            for cycle in self._context.journal.cycles():
                if cycle.ended_on is None:
                    raise Refused("cycle.running", started_on=cycle.started_on)
                if first <= cycle.ended_on:
                    raise Refused("cycle.overlap", first=cycle.started_on, last=cycle.ended_on)
            begun = Cycle(
                id="",
                cycle="",
                at=self._context.now(),
                behaviour=checked(behaviour),
                standards=(standard,),
                started_on=first,
                begun_on=self._context.today if self._context.today > first else None,
            )
            return change.put(begun)

    def edit(
        self,
        *,
        name: str | None = None,
        standard: str | None = None,
        feedback_source: str | None = None,
        contexts: tuple[str, ...] | None = None,
        added_contexts: tuple[str, ...] = (),
        anchor_when: str | None = None,
        anchor_at: str | None = None,
        pause_signs: str | None = None,
        error_kinds: tuple[str, ...] | None = None,
        better_in_a_week: str | None = None,
        target: float | None = None,
        minimum: float | None = None,
        raising: bool = False,
    ) -> Cycle:
        """Change what may change while the cycle runs, as one change; None leaves a field as it is.

        A new target or minimum counts from today on; a locked minimum stays locked. A higher target, or a higher
        minimum where that is locked, is taken only with ``raising``: standard and baseline are looked at first.
        Added contexts follow those that are named, else those that there are by then.

        Raises:
            Refused: ``cycle.none``, ``standard.raised``, or a value out of bounds.
        """
        said = {
            "name": name,
            "standard": standard,
            "feedback_source": feedback_source,
            "anchor_when": anchor_when,
            "anchor_at": anchor_at,
            "pause_signs": pause_signs,
            "better_in_a_week": better_in_a_week,
        }
        fields: dict[str, object] = {key: clean_line(value) for key, value in said.items() if value is not None}
        if error_kinds is not None:
            fields["error_kinds"] = tuple(kind for kind in map(clean_line, error_kinds) if kind)
        with self._context.change("edit", day=self._context.today) as change:
            cycle = self._context.running.records.cycle
            standards = cycle.standards
            if target is not None or minimum is not None:
                standards = changed_standards(self._context.running, target, minimum)
            if contexts is not None or added_contexts:
                tags = cycle.behaviour.contexts if contexts is None else contexts
                fields["contexts"] = (*tags, *dict.fromkeys(tag for tag in added_contexts if tag not in tags))
            behaviour = replace(cycle.behaviour, **fields)
            edited = replace(cycle, behaviour=behaviour, standards=standards)
            return change.put(asked(self._context.running, edited, raising=raising))

    def lock(
        self,
        minimum: float | None = None,
        *,
        anchor_when: str | None = None,
        anchor_at: str | None = None,
        raising: bool = False,
    ) -> Cycle:
        """Lock the minimum, from plan day 8 on, with the when-then line that goes with it, as one change.

        Args:
            minimum: the one in force where none is named.
            anchor_when: the "when" of the line; None leaves it as it is.
            anchor_at: its "at"; None leaves it as it is.
            raising: whether a minimum that is locked already is raised all the same.

        Raises:
            Refused: ``lock.too_early``, ``standard.raised``, ``minimum.above_target``, ``number.positive``,
                ``text.length``.
        """
        said = {"anchor_when": anchor_when, "anchor_at": anchor_at}
        line = {name: clean_line(text) for name, text in said.items() if text is not None}
        with self._context.change("lock", day=self._context.today) as change:
            timeline = self._context.running
            first = timeline.plan.date_of(LOCK_DAY)
            if first is None or self._context.today < first:
                raise Refused("lock.too_early", first=LOCK_DAY)
            cycle = timeline.records.cycle
            standards = changed_standards(self._context.running, None, minimum, lock=True)
            locked = replace(cycle, behaviour=replace(cycle.behaviour, **line), standards=standards)
            return change.put(asked(self._context.running, locked, raising=raising))

    def freeze(self, minimum: float | None = None, *, raising: bool = False) -> Cycle:
        """Freeze the baseline, from plan day 7 on; freezing again replaces it and can be undone.

        Args:
            minimum: the minimum that the baseline suggests, the one in force where none is named.
            raising: whether a minimum that is locked already is raised all the same.

        Raises:
            Refused: ``baseline.too_early``, ``baseline.too_few``, ``standard.raised``, ``minimum.above_target``,
                ``number.positive``.
        """
        with self._context.change("freeze", day=self._context.today) as change:
            timeline = self._context.running
            cycle, baseline = timeline.records.cycle, checked(progress.frozen_baseline(timeline))
            standards = cycle.standards if minimum is None else changed_standards(self._context.running, None, minimum)
            frozen = replace(cycle, baseline=baseline, standards=standards)
            return change.put(asked(self._context.running, frozen, raising=raising))

    def baseline(self) -> str:
        """The frozen baseline in words, or that it is not frozen yet."""
        return baseline.line(self._context.shown)

    def in_sight(self) -> tuple[tuple[str, str], ...]:
        """What a target is measured by, label and text: standard, baseline, starting conditions.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``.
        """
        return baseline.in_sight(self._context.running)

    def freezing(self) -> FreezeView:
        """What freezing the baseline today would keep."""
        return baseline.freezing(self._context.running)

    def is_complete(self) -> bool:
        """Whether day 30 has come: what ends now is finished, not stopped, whatever became of that day."""
        last = self._context.running.plan.last
        return last is not None and last <= self._context.today

    def finish(self, following: Next | None = None, summary: str = "") -> Cycle:
        """End the cycle: finished from day 30 on, stopped before that.

        Raises:
            Refused: ``finish.not_yet`` before the cycle's first day.
        """
        with self._context.change("finish", day=self._context.today) as change:
            timeline = self._context.running
            if timeline.state is State.NOT_STARTED:
                raise Refused("finish.not_yet", first=timeline.first_day)
            complete = self.is_complete()
            ended = replace(
                timeline.records.cycle,
                ended_on=timeline.plan.last if complete else end_of_stopped(timeline),
                ending=Ending.FINISHED if complete else Ending.STOPPED,
                summary=clean_note(summary),
                next=following,
            )
            return change.put(checked(ended))

    # -- target and minimum ------------------------------------------------------------------------------------------

    def standard(self) -> Standard:
        """The standard of today, or of the first day where that lies ahead; easier days do not show in it."""
        return current_standard(self._context.running)

    def standard_words(self) -> str:
        """The standard as it is written, whatever eases it for a while."""
        return phrases.standard_words(self.standard(), self.cycle.behaviour.unit)
