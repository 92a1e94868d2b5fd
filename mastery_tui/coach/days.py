"""What people record of days: check-ins, rests and pauses."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct, UnsetType

from mastery_tui.practice.days import ONE_DAY, PAUSE_AHEAD
from mastery_tui.practice.draft import NOT_PRACTISED, Draft, can_rest, check_day, check_in_of, open_for_rest
from mastery_tui.practice.records import Behaviour, CheckIn, Outcome, Pause, PauseReason, Source, replace
from mastery_tui.practice.reducing import measured_again
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.session import Told, carried_over, unsaid
from mastery_tui.practice.timeline import Day, State, Timeline

from .context import CoachContext
from .measures import measure
from .views import CheckInForm, SavedView, SessionView
from .words import check_in as words

if TYPE_CHECKING:
    from mastery_tui.journal.change import Change


class Recorded(Struct, frozen=True):
    """A check-in that was recorded.

    Attributes:
        check_in: the record.
        pause_ended: whether recording today ended a pause.
        pause_removed: whether it removed a pause that was to begin today, and so never held.
        before: what was recorded for the day before, None where nothing was.
        added: whether this was added to it.
        brought: what sessions of the timer brought to it where nothing was said of that, None for nothing.
    """

    check_in: CheckIn
    pause_ended: bool
    pause_removed: bool
    before: CheckIn | None = None
    added: bool = False
    brought: Told | None = None


class Days:
    """Check-ins, rests and pauses. What is read stands inside the change, so that another window's words are kept."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context

    def form(self, day: date | None = None) -> CheckInForm:
        """The check-in's form for a day, the date of the cycle that is nearest to today where none is named.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``; ``day.before_start`` or ``day.after_end`` outside the cycle.
        """
        timeline, timed = self._context.recordable, self._context.timed()
        found = timeline.require_day(day or timeline.nearest_day)
        return words.form(timeline, found, timed, self._ended_number(timeline))

    def saved(self, day: date) -> SavedView | None:
        """What is shown after saving the check-in of a day; None where none is recorded that could be."""
        timeline = self._context.timeline
        if timeline is None or (timeline.state is State.ENDED and not self._context.cycle_id):
            return None
        found = timeline.day(day)
        if found is None or found.check_in is None:
            return None
        return words.saved(timeline, found, self._ended_number(timeline))

    def _ended_number(self, timeline: Timeline) -> int:
        """The number of a cycle that has ended, 0 for the one that runs."""
        return self._context.number_of(timeline.records.cycle) if timeline.state is State.ENDED else 0

    def check_open(self, day: date) -> None:
        """Refuse a date on which nothing can be recorded yet, or at all.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``; ``day.before_start``, ``day.after_end``, ``day.future``.
        """
        self._open_on(day, None)

    def behaviour(self, day: date | None = None) -> Behaviour:
        """The behaviour that a day's check-in is about, today's where none is named.

        Raises:
            Refused: ``cycle.none``, ``cycle.ended``, ``day.earlier``.
        """
        return self._cycle_of(day or self._context.today).behaviour

    def _cycle_of(self, day: date) -> Timeline:
        """The cycle that a day is recorded in, be it inside of it or not.

        Raises:
            Refused: ``day.earlier`` where the day belongs to a cycle that has ended, and the current one is meant.
        """
        context = self._context
        owner = None if context.cycle_id else context.ended_on(day)
        if owner is not None:
            number = context.number_of(owner)
            raise Refused("day.earlier", day=day, number=number, behavior=owner.behaviour.name)
        return context.recordable

    def _open_on(self, day: date, outcome: Outcome | UnsetType | None) -> Timeline:
        """The same, where the day can be recorded there."""
        timeline = self._cycle_of(day)
        last = timeline.last_day if timeline.state is State.ENDED else timeline.plan.last
        check_day(day, outcome, timeline.first_day, last, timeline.today)
        return timeline

    @property
    def begun(self) -> bool:
        """Whether anything is recorded in the cycle."""
        return bool(self._context.recordable.records.check_ins)

    def last_session(self, before: date) -> SessionView | None:
        """The newest session before a date."""
        timeline = self._context.recordable
        earlier = [check_in for check_in in timeline.sessions if check_in.day < before]
        return words.session(timeline, earlier[-1]) if earlier else None

    def check_in(
        self,
        draft: Draft,
        day: date | None = None,
        *,
        source: Source = Source.TUI,
        on_paused: bool = False,
    ) -> Recorded:
        """Record a day. Recording today during a pause ends the pause yesterday, while the cycle runs.

        Args:
            draft: what was said.
            day: the practice day, today where none is named.
            source: the face that records it.
            on_paused: record an earlier paused date although it counts nowhere.

        Raises:
            Refused: ``pause.paused`` for an earlier paused date, ``cycle.awaiting`` for today after day 30,
                ``day.earlier`` for a date of a cycle that has ended, or a value out of bounds.
        """
        day = day or self._context.today
        with self._context.change("check_in", day=day) as change:
            shown = self._context.timeline
            if shown is not None and shown.state is State.AWAITING_SUMMARY and day >= self._context.today:
                raise Refused("cycle.awaiting")
            timeline = self._open_on(day, draft.outcome)
            ended = self._ended_number(timeline)
            if ended:
                change.tell("correct", day=day, cycle=ended)
            paused = timeline.plan.is_paused(day)
            ending_pause = paused and day == self._context.today and not ended
            if paused and not ending_pause and not on_paused:
                raise Refused("pause.paused", day=day)
            pauses = self._ended_pauses(timeline) if ending_pause else []
            if ending_pause:
                for pause, left in pauses:
                    change.put(left) if left is not None else change.delete(pause)
                timeline = Timeline.of(
                    replace(timeline.records, pauses=self._pauses_after(timeline)), self._context.today
                )
            found = timeline.require_day(day)
            record, brought = self._record(timeline, draft, found, source), self._context.timed().told(day)
            if draft.edited or record.outcome in NOT_PRACTISED:
                brought = None  # a form has it among what it says, and a day without practice leaves it
            if brought is not None:
                record = self._record(timeline, carried_over(draft, found.check_in, brought), found, source)
                brought = unsaid(brought, draft)
            saved = self._put(change, timeline, found, record)
            held = any(left is not None for _, left in pauses)
            return Recorded(saved, held, ending_pause and not held, found.check_in, draft.add, brought)

    def _record(self, timeline: Timeline, draft: Draft, day: Day, source: Source) -> CheckIn:
        """What a draft makes of a day."""
        return check_in_of(
            draft,
            day,
            cycle=timeline.records.cycle.id,
            yes_no=timeline.behaviour.yes_no,
            source=source,
            at=self._context.now(),
            seconds=measure(timeline.behaviour.unit).seconds,
        )

    def _put(self, change: "Change", timeline: Timeline, day: Day, record: CheckIn) -> CheckIn:
        """Write a day, and what that means for earlier reductions."""
        saved = change.put(replace(record, id="") if day.check_in is None else record)
        self._measure(change, timeline, day.day, saved)
        return saved

    def _measure(self, change: "Change", timeline: Timeline, day: date, saved: CheckIn | None) -> None:
        """Keep what reductions led to, now that a day holds another check-in or none."""
        others = (check_in for check_in in timeline.records.check_ins if check_in.day != day)
        now = (*others, *(() if saved is None else (saved,)))
        for reduction in measured_again(Timeline.of(replace(timeline.records, check_ins=now), timeline.today)):
            change.put(reduction)

    def delete(self, day: date) -> CheckIn:
        """Delete what is recorded for a day, and give what it was.

        Raises:
            Refused: ``check_in.none``, ``day.earlier``.
        """
        with self._context.change("delete", day=day) as change:
            timeline = self._cycle_of(day)
            if ended := self._ended_number(timeline):
                change.tell("delete_earlier", day=day, cycle=ended)
            check_in = timeline.require_day(day).check_in
            if check_in is None:
                raise Refused("check_in.none", day=day)
            change.delete(check_in)
            self._measure(change, timeline, day, None)
            return check_in

    def rest(self, day: date | None = None, *, source: Source = Source.TUI) -> CheckIn:
        """Record a rest for today or ahead, tomorrow where no date is named.

        Raises:
            Refused: ``day.before_start``, ``day.after_end``, ``rest.past``, ``rest.paused``, ``rest.recorded`` for a
                day that holds anything but a rest, ``rest.already`` where it is one.
        """
        with self._context.change() as change:
            return self.rest_in(change, day or self._context.today + ONE_DAY, source)

    def rest_in(self, change: "Change", day: date, source: Source = Source.TUI) -> CheckIn:
        """Record a rest as a part of a change."""
        change.tell("rest", day=day)
        timeline = self._context.running
        found = open_for_rest(timeline, day)
        record = self._record(timeline, Draft(outcome=Outcome.REST), found, source)
        return self._put(change, timeline, found, record)

    def can_rest(self, day: date | None = None) -> bool:
        """Whether a rest can be recorded for a day, tomorrow where none is named."""
        return can_rest(self._context.running, day or self._context.today + ONE_DAY)

    def pause(self, first: date | None = None, last: date | None = None, reason: PauseReason | None = None) -> Pause:
        """Let the plan stand still, from any date of the plan to 60 days ahead; without ``last`` it stays open.

        Raises:
            Refused: ``pause.range``, ``pause.order``.
        """
        with self._context.change() as change:
            return self.pause_in(change, first or self._context.today, last, reason)

    def pause_in(self, change: "Change", first: date, last: date | None, reason: PauseReason | None) -> Pause:
        """Let the plan stand still as a part of a change."""
        change.tell("pause", day=first)
        timeline = self._context.running
        latest = self._context.today + timedelta(days=PAUSE_AHEAD)
        if timeline.plan.last is not None:
            latest = min(latest, timeline.plan.last)
        if not timeline.first_day <= first <= latest:
            raise Refused("pause.range", first=timeline.first_day, last=latest)
        cycle = timeline.records.cycle.id
        return change.put(Pause(id="", cycle=cycle, at=self._context.now(), first=first, last=last, reason=reason))

    def pause_now(self, reason: PauseReason) -> Pause:
        """Let the plan stand still at once and without an end; from tomorrow on where today is recorded and counts.

        Raises:
            Refused: ``pause.range``.
        """
        with self._context.change() as change:
            timeline = self._context.running
            today = timeline.day(timeline.today)
            recorded = today is not None and today.check_in is not None
            return self.pause_in(change, timeline.today + ONE_DAY if recorded else timeline.today, None, reason)

    def can_pause_now(self) -> bool:
        """Whether the plan runs, and no pause without an end begins by tomorrow."""
        timeline = self._context.timeline
        return (
            timeline is not None
            and timeline.state is State.RUNNING
            and not any(
                pause.last is None and pause.first <= timeline.today + ONE_DAY for pause in timeline.records.pauses
            )
        )

    def pause_ahead(self) -> bool:
        """Whether a pause begins after today."""
        timeline = self._context.running
        return any(pause.first > timeline.today for pause in timeline.records.pauses)

    def covered(self, first: date, last: date | None) -> str:
        """How many days are recorded between two dates, which a pause leaves uncounted; a rest is none; '' for none.

        Args:
            first: the first date.
            last: the last one, None for no end.
        """
        check_ins = self._context.running.records.check_ins
        recorded = (check_in.day for check_in in check_ins if check_in.outcome is not Outcome.REST)
        return words.covered(sum(first <= day and (last is None or day <= last) for day in recorded))

    def resume(self) -> bool:
        """Take the plan up again today: the pause ended yesterday. A pause that lies ahead is taken back.

        Returns:
            Whether a pause ended; else one that never held was removed.

        Raises:
            Refused: ``pause.none``.
        """
        with self._context.change("resume", day=self._context.today) as change:
            timeline = self._context.running
            ended = self._ended_pauses(timeline)
            ahead = [pause for pause in timeline.records.pauses if pause.first > self._context.today]
            if not ended and not ahead:
                raise Refused("pause.none")
            for pause, left in ended or [(min(ahead, key=lambda pause: pause.first), None)]:
                change.put(left) if left is not None else change.delete(pause)
            return any(left is not None for _, left in ended)

    def _ended_pauses(self, timeline: Timeline) -> list[tuple[Pause, Pause | None]]:
        """The pauses that together hold today, each with what is left of it; None where nothing is."""
        span = next((span for span in timeline.plan.paused if span.holds(self._context.today)), None)
        if span is None:
            return []
        yesterday = self._context.today - ONE_DAY
        return [
            (pause, replace(pause, last=yesterday) if pause.first <= yesterday else None)
            for pause in timeline.records.pauses
            if span.holds(pause.first) and (pause.last is None or pause.last >= self._context.today)
        ]

    def _pauses_after(self, timeline: Timeline) -> tuple[Pause, ...]:
        left = {pause.id: rest for pause, rest in self._ended_pauses(timeline)}
        kept = (left.get(pause.id, pause) for pause in timeline.records.pauses)
        return tuple(pause for pause in kept if pause is not None)
