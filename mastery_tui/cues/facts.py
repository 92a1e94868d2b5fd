"""What a rule may see: the cycle as of one day, and nothing later."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice, takewhile
from operator import attrgetter
from typing import NamedTuple, TypeVar

from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.progress import sessions_since
from mastery_tui.practice.records import Adjustment, Baseline, Behaviour, CheckIn, FeedbackCheck, Reduction, ResultKind
from mastery_tui.practice.reducing import measured
from mastery_tui.practice.timeline import Day, Timeline, result_of, turned

Dated = TypeVar("Dated", Day, CheckIn)
Having = Callable[[CheckIn], bool] | None
"""What a check-in has to have; None for nothing, so that each will do."""

_DAY = attrgetter("day")

FELT_DATES = 21
"""Dates that a window of feelings reaches back, over a cycle's start too."""

RECENT_PLAN_DAYS = 21
"""Plan days that a window of the last sessions or days reaches back."""


class Row(NamedTuple):
    """One recorded fact that a rule saw."""

    day: date
    field: str
    value: int | float | str


class DayIndex:
    """What windows pick from, sorted once for all days of a timeline.

    Attributes:
        timeline: the timeline.
        unpaused: the dates that have a plan day.
        scheduled: the scheduled days.
        recorded: the scheduled days with a check-in.
        cancelled: the scheduled days whose block was cancelled.
        sessions: the sessions.
        felt: the check-ins of unpaused days that have a feeling.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.unpaused = [day for day in timeline.days if day.plan_day is not None and not day.ahead]
        self.scheduled = [day for day in self.unpaused if day.scheduled]
        self.recorded = [day for day in self.scheduled if day.check_in is not None]
        self.cancelled = [day for day in self.recorded if day.cancelled]
        written = [day.check_in for day in self.unpaused if day.check_in is not None]
        self.sessions = [check_in for check_in in written if check_in.outcome.session]
        self.felt = [check_in for check_in in written if check_in.feeling is not None]


class Facts:
    """The cycle as of one day: the records dated up to it, as they stand now.

    Attributes:
        day: the date.
        is_today: whether it is the newest day of this evaluation, which may still become recorded.
        timer: minutes of the recovery that runs now; None on every day but today, and while none runs.
        paused: whether the plan stands still on this day.
        plan_day: 1 to 30, None on a paused date and after the plan.
        week: the plan week, None on a paused date and after the plan.
        recorded: this very day where a check-in is recorded that counts; None while there is none.
        days: what windows reach: the cycle's dates up to this day, without it while it is not recorded.
    """

    def __init__(
        self, timeline: Timeline, day: date, timer: int | None = None, *, index: DayIndex | None = None
    ) -> None:
        """See a timeline as of ``day``, which is the timeline's today or a date before it."""
        place = (day - timeline.plan.started_on).days
        current = timeline.day(day)
        self._timeline = timeline
        self._index = index or DayIndex(timeline)
        self.day = day
        self.is_today = day == timeline.today
        self.timer = timer if self.is_today else None
        self.paused = timeline.plan.is_paused(day)
        self.plan_day = None if current is None else current.plan_day
        self.week = None if current is None else current.week
        self.recorded = current if current is not None and current.outcome is not None else None
        self.days: tuple[Day, ...] = timeline.days[: place + (self.recorded is not None)]
        # A window ends the day before until the day itself is recorded.
        self._last = day if self.recorded is not None else day - ONE_DAY
        recent = self._until(self._index.unpaused)[-RECENT_PLAN_DAYS:]
        self._first_recent = recent[0].day if recent else day

    @property
    def behaviour(self) -> Behaviour:
        """The one core behaviour."""
        return self._timeline.behaviour

    @property
    def baseline(self) -> Baseline | None:
        """The baseline, once it is frozen."""
        baseline = self._timeline.records.cycle.baseline
        return baseline if baseline is not None and baseline.frozen_on <= self.day else None

    @property
    def open_adjustments(self) -> tuple[Adjustment, ...]:
        """Adjustments that are open on this day, oldest first."""
        opened = (change for change in self._timeline.records.adjustments if change.opened_on <= self.day)
        still = [change for change in opened if change.closed_on is None or change.closed_on > self.day]
        return tuple(sorted(still, key=attrgetter("opened_on")))

    @property
    def feedback_checks(self) -> tuple[FeedbackCheck, ...]:
        """All feedback checks so far, in the order of the records."""
        return tuple(check for check in self._timeline.records.feedback_checks if check.day <= self.day)

    @property
    def reductions(self) -> tuple[Reduction, ...]:
        """The reductions that began up to this day, in the order of their dates."""
        return tuple(easier for easier in self._timeline.records.reductions if easier.from_day <= self.day)

    def date_of(self, plan_day: int) -> date | None:
        """The date of a plan day, None while a pause leaves it open."""
        return self._timeline.plan.date_of(plan_day)

    def measured_after(self, reduction: Reduction) -> float | None:
        """The first result after a reduction, as recorded up to this day; None while there is none."""
        return measured(reduction, self.days, self.behaviour)

    @property
    def begun_back(self) -> bool:
        """Whether the plan was begun on a later date than it started on."""
        return self._timeline.records.cycle.begun_on is not None

    @property
    def recorded_before(self) -> bool:
        """Whether any date before this one is recorded."""
        return any(day.check_in is not None for day in self.days if day.day < self.day)

    def rest_planned(self, day: date) -> bool:
        """Whether a rest is planned for a date after this one: a rest weekday, or a rest recorded ahead.

        What is planned ahead is known before its day, so here alone a later record is seen.
        """
        found = self._timeline.day(day)
        return found.rest_planned if found is not None else day.isoweekday() in self.behaviour.rest_weekdays

    def week_of(self, day: date) -> int | None:
        """The plan week of a date up to this day, None on a paused date."""
        found = self._timeline.day(min(day, self.day))
        return None if found is None else found.week

    # -- days --------------------------------------------------------------------------------------------------------

    def plan_days(self, first: int, last: int) -> tuple[Day, ...]:
        """The days from plan day ``first`` to ``last``, as far as windows reach."""
        return tuple(day for day in self._until(self._index.unpaused) if first <= (day.plan_day or 0) <= last)

    def last_plan_days(self, count: int) -> tuple[Day, ...]:
        """The last plan days, recorded or not, oldest first; paused dates have none."""
        return _newest(self._recent(self._index.unpaused), count)

    def scheduled(self, count: int) -> tuple[Day, ...]:
        """The last scheduled days, recorded or not, oldest first; rest and paused dates are skipped."""
        return _newest(self._recent(self._index.scheduled), count)

    def unrecorded_run(self) -> tuple[Day, ...]:
        """The scheduled days before this one that are not recorded, back to one that is, oldest first."""
        before = (day for day in reversed(self._index.scheduled) if day.day < self.day)
        return tuple(takewhile(lambda day: day.check_in is None, before))[::-1]

    def recorded_days(self, count: int) -> tuple[Day, ...]:
        """The last scheduled days that are recorded, oldest first, within 21 plan days."""
        return _newest(self._recent(self._index.recorded), count)

    def cancelled_in_week(self) -> tuple[Day, ...]:
        """The cancelled blocks of this day's plan week so far."""
        if self.week is None:
            return ()
        return tuple(day for day in self._until(self._index.cancelled) if day.week == self.week)

    # -- sessions ----------------------------------------------------------------------------------------------------

    def all_sessions(self) -> tuple[CheckIn, ...]:
        """The sessions of this cycle so far, oldest first."""
        return tuple(self._until(self._index.sessions))

    def sessions(self, count: int, having: Having = None) -> tuple[CheckIn, ...]:
        """The last sessions of this cycle that have something, all where nothing is named, within 21 plan days.

        Oldest first. A session in which the field is blank is left out, so that an older one stands in for it.
        """
        return _newest(filter(having, self._recent(self._index.sessions)), count)

    def felt(self, count: int, having: Having = None) -> tuple[CheckIn, ...]:
        """The last check-ins with a feeling that have something, all of those where nothing is named.

        Within 21 dates, oldest first; they may lie in earlier cycles. Rests and cancelled blocks count too once they
        have a feeling; paused dates count nowhere.
        """
        first = self._last - timedelta(days=FELT_DATES - 1)
        newest = chain(reversed(self._until(self._index.felt)), reversed(self._timeline.records.earlier_check_ins))
        recent = takewhile(lambda check_in: check_in.day >= first, newest)
        return _newest(filter(having, (check_in for check_in in recent if check_in.feeling is not None)), count)

    def results(self, sessions: Iterable[CheckIn]) -> list[float]:
        """The results of some sessions that have one, turned so that more is better."""
        found = (result_of(session, self.behaviour) for session in sessions)
        return [turned(value, self.behaviour) for value in found if value is not None]

    def result_rows(self, check_in: CheckIn) -> tuple[Row, ...]:
        """A session's result as it was recorded, as a row; none where it has none."""
        value = result_of(check_in, self.behaviour)
        return () if value is None else (Row(check_in.day, self.behaviour.result.value, value),)

    def since_baseline(self) -> tuple[CheckIn, ...]:
        """The sessions since the baseline, oldest first; none without a baseline."""
        return sessions_since(self.baseline, self.all_sessions())

    def baseline_results(self) -> tuple[float, ...]:
        """The frozen baseline's results, turned so that more is better; none without a baseline or a result."""
        if self.baseline is None or self.behaviour.result is ResultKind.NONE:
            return ()
        return tuple(turned(row.result, self.behaviour) for row in self.baseline.rows if row.result is not None)

    # -- windows -----------------------------------------------------------------------------------------------------

    def _until(self, dated: Sequence[Dated]) -> Sequence[Dated]:
        """Some days or check-ins as far as windows reach, oldest first."""
        return dated[: bisect_right(dated, self._last, key=_DAY)]

    def _recent(self, dated: Sequence[Dated]) -> Iterator[Dated]:
        """Those of some days or check-ins that lie in the last 21 plan days, newest first."""
        return takewhile(lambda one: one.day >= self._first_recent, reversed(self._until(dated)))


def _newest(found: Iterable[Dated], count: int) -> tuple[Dated, ...]:
    """The first of what comes newest first, oldest first."""
    return tuple(islice(found, count))[::-1]
