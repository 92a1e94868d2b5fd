"""What a rule may see: the cycle as of one day, and nothing later."""

from datetime import date, timedelta

from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import Adjustment, Baseline, Behaviour, CheckIn, FeedbackCheck
from mastery_tui.practice.timeline import Day, Timeline, result_of

FELT_DATES = 21
"""Dates that a window of feelings reaches back, over a cycle's start too."""


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

    __slots__ = ("_timeline", "day", "days", "is_today", "paused", "plan_day", "recorded", "timer", "week")

    def __init__(self, timeline: Timeline, day: date, timer: int | None = None) -> None:
        """See a timeline as of ``day``, which is the timeline's today or a date before it."""
        index = (day - timeline.plan.started_on).days
        current = timeline.day(day)
        self._timeline = timeline
        self.day = day
        self.is_today = day == timeline.today
        self.timer = timer if self.is_today else None
        self.paused = timeline.plan.is_paused(day)
        self.plan_day = None if current is None else current.plan_day
        self.week = None if current is None else current.week
        self.recorded = current if current is not None and current.outcome is not None else None
        self.days: tuple[Day, ...] = timeline.days[: index + (self.recorded is not None)]

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

    def week_of(self, day: date) -> int | None:
        """The plan week of a date up to this day, None on a paused date."""
        found = self._timeline.day(min(day, self.day))
        return None if found is None else found.week

    def plan_days(self, first: int, last: int) -> tuple[Day, ...]:
        """The days from plan day ``first`` to ``last``, as far as windows reach."""
        return tuple(day for day in self.days if day.plan_day is not None and first <= day.plan_day <= last)

    def last_plan_days(self, count: int) -> tuple[Day, ...]:
        """The last plan days, recorded or not, oldest first; paused dates have none."""
        return tuple(day for day in self.days if day.plan_day is not None)[-count:]

    def scheduled(self, count: int) -> tuple[Day, ...]:
        """The last scheduled days, recorded or not, oldest first; rest and paused dates are skipped."""
        return tuple(day for day in self.days if day.scheduled)[-count:]

    def recorded_days(self, count: int) -> tuple[Day, ...]:
        """The last scheduled days that are recorded, oldest first."""
        return tuple(day for day in self.days if day.recorded)[-count:]

    def cancelled_in_week(self) -> tuple[Day, ...]:
        """The cancelled blocks of this day's plan week so far."""
        return tuple(day for day in self.days if day.week is not None and day.week == self.week and day.cancelled)

    def sessions(self, count: int) -> tuple[CheckIn, ...]:
        """The last sessions of this cycle, oldest first."""
        return tuple(day.session for day in self.days if day.session is not None)[-count:]

    def felt(self, count: int) -> tuple[CheckIn, ...]:
        """The last check-ins with a feeling within 21 dates, oldest first; they may lie in earlier cycles.

        Rests and cancelled blocks count too once they have a feeling; paused dates count nowhere.
        """
        end = self.day if self.recorded is not None else self.day - ONE_DAY
        first = end - timedelta(days=FELT_DATES - 1)
        here = [day.check_in for day in self.days if not day.paused and day.check_in is not None and day.day >= first]
        before = []
        for each in reversed(self._timeline.records.earlier_check_ins):
            if each.day < first:
                break
            before.append(each)
        return tuple(each for each in (*reversed(before), *here) if each.feeling is not None)[-count:]

    def results(self, days: tuple[Day, ...]) -> tuple[tuple[Day, float], ...]:
        """Those of some days that have a result, with the result as recorded."""
        found = ((day, result_of(day.session, self.behaviour)) for day in days if day.session is not None)
        return tuple((day, value) for day, value in found if value is not None)
