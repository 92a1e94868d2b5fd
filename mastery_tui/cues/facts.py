"""What a rule may see: the cycle as of one day, and nothing later."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.progress import measured_until
from mastery_tui.practice.records import Adjustment, Baseline, Behaviour, CheckIn, FeedbackCheck, Reduction, ResultKind
from mastery_tui.practice.reducing import measured
from mastery_tui.practice.timeline import Day, Timeline, result_of, turned

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
        sessions: the days with a session.
        felt: the unpaused days with a feeling.
    """

    __slots__ = ("cancelled", "felt", "recorded", "scheduled", "sessions", "timeline", "unpaused")

    def __init__(self, timeline: Timeline) -> None:
        """Sort a timeline's days by what they hold."""
        self.timeline = timeline
        self.unpaused = [day for day in timeline.days if day.plan_day is not None and not day.ahead]
        self.scheduled = [day for day in self.unpaused if day.scheduled]
        self.recorded = [day for day in self.scheduled if day.check_in is not None]
        self.cancelled = [day for day in self.recorded if day.cancelled]
        written = [day for day in self.unpaused if day.check_in is not None]
        self.sessions = [day for day in written if day.session is not None]
        self.felt = [day for day in written if day.check_in is not None and day.check_in.feeling is not None]


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

    __slots__ = (
        "_index",
        "_last",
        "_timeline",
        "day",
        "days",
        "is_today",
        "paused",
        "plan_day",
        "recorded",
        "timer",
        "week",
    )

    def __init__(
        self,
        timeline: Timeline,
        day: date,
        timer: int | None = None,
        *,
        index: DayIndex | None = None,
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
        opened = (each for each in self._timeline.records.adjustments if each.opened_on <= self.day)
        still = [each for each in opened if each.closed_on is None or each.closed_on > self.day]
        return tuple(sorted(still, key=lambda each: each.opened_on))

    @property
    def feedback_checks(self) -> tuple[FeedbackCheck, ...]:
        """All feedback checks so far, in the order of the records."""
        return tuple(each for each in self._timeline.records.feedback_checks if each.day <= self.day)

    @property
    def reductions(self) -> tuple[Reduction, ...]:
        """The reductions that began up to this day, in the order of their dates."""
        return tuple(each for each in self._timeline.records.reductions if each.from_day <= self.day)

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

    def recorded_before(self, day: date) -> bool:
        """Whether any date before this one is recorded."""
        return any(each.check_in is not None for each in self.days if each.day < day)

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

    def in_another_week(self, since: date) -> bool:
        """Whether another plan week than that of ``since`` runs, or the plan is through; a pause ends no week."""
        return not self.paused and self.week != self.week_of(since)

    # -- days --------------------------------------------------------------------------------------------------------

    def plan_days(self, first: int, last: int) -> tuple[Day, ...]:
        """The days from plan day ``first`` to ``last``, as far as windows reach."""
        return tuple(day for day in self._until(self._index.unpaused) if first <= (day.plan_day or 0) <= last)

    def last_plan_days(self, count: int) -> tuple[Day, ...]:
        """The last plan days, recorded or not, oldest first; paused dates have none."""
        return self._newest(self._index.unpaused, count)

    def scheduled(self, count: int) -> tuple[Day, ...]:
        """The last scheduled days, recorded or not, oldest first; rest and paused dates are skipped."""
        return self._newest(self._index.scheduled, count)

    def unrecorded_run(self) -> tuple[Day, ...]:
        """The scheduled days before this one that are not recorded, back to one that is, oldest first."""
        run = []
        for day in reversed(self._index.scheduled):
            if day.day < self.day:
                if day.check_in is not None:
                    break
                run.append(day)
        return tuple(reversed(run))

    def recorded_days(self, count: int) -> tuple[Day, ...]:
        """The last scheduled days that are recorded, oldest first, within 21 plan days."""
        return self._newest(self._index.recorded, count)

    def cancelled_in_week(self) -> tuple[Day, ...]:
        """The cancelled blocks of this day's plan week so far."""
        if self.week is None:
            return ()
        return tuple(day for day in self._until(self._index.cancelled) if day.week == self.week)

    def results(self, days: tuple[Day, ...]) -> tuple[tuple[Day, float], ...]:
        """Those of some days that have a result, with the result as recorded."""
        found = ((day, result_of(day.session, self.behaviour)) for day in days if day.session is not None)
        return tuple((day, value) for day, value in found if value is not None)

    # -- sessions ----------------------------------------------------------------------------------------------------

    def all_sessions(self) -> tuple[CheckIn, ...]:
        """The sessions of this cycle so far, oldest first."""
        return tuple(day.check_in for day in self._until(self._index.sessions) if day.check_in is not None)

    def sessions(self, count: int, having: Callable[[CheckIn], bool] | None = None) -> tuple[CheckIn, ...]:
        """The last sessions of this cycle that have something, all where nothing is named, within 21 plan days.

        Oldest first. A session in which the field is blank is left out, so that an older one stands in for it.
        """
        picked = list(islice(self._sessions_that(having), count))
        return tuple(reversed(picked))

    def felt(self, count: int, having: Callable[[CheckIn], bool] | None = None) -> tuple[CheckIn, ...]:
        """The last check-ins with a feeling that have something, all of those where nothing is named.

        Within 21 dates, oldest first; they may lie in earlier cycles. Rests and cancelled blocks count too once they
        have a feeling; paused dates count nowhere.
        """
        first = self._last - timedelta(days=FELT_DATES - 1)
        found: list[CheckIn] = []
        for day in reversed(self._until(self._index.felt)):
            if day.day < first or len(found) == count:
                break
            if day.check_in is not None and (having is None or having(day.check_in)):
                found.append(day.check_in)
        for each in reversed(self._timeline.records.earlier_check_ins):
            if each.day < first or len(found) == count:
                break
            if each.feeling is not None and (having is None or having(each)):
                found.append(each)
        return tuple(reversed(found))

    def result(self, check_in: CheckIn) -> float | None:
        """A session's result, turned so that more is better; None where it has none."""
        value = result_of(check_in, self.behaviour)
        return None if value is None else turned(value, self.behaviour)

    def result_rows(self, check_in: CheckIn) -> tuple[Row, ...]:
        """A session's result as it was recorded, as a row; none where it has none."""
        value = result_of(check_in, self.behaviour)
        return () if value is None else (Row(check_in.day, self.behaviour.result.value, value),)

    def since_baseline(self) -> tuple[CheckIn, ...]:
        """The sessions since the baseline, oldest first; none without a baseline."""
        if self.baseline is None:
            return ()
        last = measured_until(self.baseline)
        return tuple(each for each in self.all_sessions() if each.day > last)

    def baseline_results(self) -> tuple[float, ...]:
        """The frozen baseline's results, turned so that more is better; none without a baseline or a result."""
        if self.baseline is None or self.behaviour.result is ResultKind.NONE:
            return ()
        return tuple(turned(row.result, self.behaviour) for row in self.baseline.rows if row.result is not None)

    # -- windows -----------------------------------------------------------------------------------------------------

    def _until(self, days: list[Day]) -> list[Day]:
        """Some days as far as windows reach, oldest first."""
        return days[: bisect_right(days, self._last, key=_date)]

    def _recent(self, days: list[Day]) -> Iterator[Day]:
        """Some days of the last 21 plan days, newest first."""
        reached = self._until(self._index.unpaused)
        newest = reached[-1].plan_day if reached else None
        first = (newest or 0) - RECENT_PLAN_DAYS + 1
        return (day for day in reversed(self._until(days)) if (day.plan_day or 0) >= first)

    def _sessions_that(self, having: Callable[[CheckIn], bool] | None) -> Iterator[CheckIn]:
        """Recent sessions that have something, newest first."""
        found = (day.check_in for day in self._recent(self._index.sessions) if day.check_in is not None)
        return found if having is None else (each for each in found if having(each))

    def _newest(self, days: list[Day], count: int) -> tuple[Day, ...]:
        return tuple(reversed(list(islice(self._recent(days), count))))


def _date(day: Day) -> date:
    return day.day
