"""What may be known on a date: adherence and windows, read naively from the records.

This is the second reading of DESIGN section 6 and of RULES: every question walks over all days again. Nothing of
the package computes here; the records are only looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

DAYS_OF_A_PLAN = 30
DAYS_OF_A_WEEK = 7
A_DAY = timedelta(days=1)
SESSION_WINDOW = 21

WORKED = ("done", "minimum", "partial")
KEPT = ("done", "minimum")


@dataclass(frozen=True)
class Adherence:
    """The counts of DESIGN section 6."""

    kept: int
    recorded: int
    scheduled: int
    cancelled: int

    @property
    def not_recorded(self) -> int:
        return self.scheduled - self.recorded

    @property
    def rate(self) -> float | None:
        return None if self.recorded < 3 else self.kept / self.recorded


class Known:
    """The records dated up to a date, as they stand now; laid out anew for each date."""

    def __init__(self, records: Any, today: date, timer: int | None = None) -> None:
        self.records = records
        self.today = today
        self.timer = timer
        self._numbers = {day: number for number, day in enumerate(self.plan_dates(), start=1)}
        self._written = {each.day: each for each in records.check_ins if each.day in self._numbers}

    # ---- days

    def paused(self, day: date) -> bool:
        return any(each.first <= day and (each.last is None or day <= each.last) for each in self.records.pauses)

    def plan_dates(self) -> list[date]:
        """The dates that have a plan day, up to today: the first is plan day 1."""
        ended_on = self.records.cycle.ended_on
        last = self.today if ended_on is None else min(self.today, ended_on)
        dates = self.dates_between(self.records.cycle.started_on, last)
        return [day for day in dates if not self.paused(day)][:DAYS_OF_A_PLAN]

    def last_date(self) -> date:
        """Today, or the date of plan day 30 once the plan is through, or the date on which it was stopped."""
        dates = self.plan_dates()
        through = dates[-1] if len(dates) == DAYS_OF_A_PLAN else self.today
        ended_on = self.records.cycle.ended_on
        return through if ended_on is None else min(through, ended_on)

    def plan_day(self, day: date) -> int | None:
        return self._numbers.get(day)

    def week_of(self, day: date) -> int | None:
        """Plan weeks 1 to 4, and 5 for the wrap-up."""
        number = self.plan_day(day)
        return None if number is None else (number - 1) // DAYS_OF_A_WEEK + 1

    def dates_of_week(self, week: int | None) -> list[date]:
        return [day for day in self.plan_dates() if week is not None and self.week_of(day) == week]

    def dates_between(self, first: date, last: date) -> list[date]:
        """All dates, paused ones too."""
        return [first + number * A_DAY for number in range((last - first).days + 1)]

    # ---- what was recorded

    def check_in(self, day: date) -> Any:
        """What counts of a date: a check-in on a date with a plan day."""
        return self._written.get(day)

    def planned_rest(self, day: date) -> bool:
        if day.isoweekday() in self.records.cycle.behaviour.rest_weekdays:
            return True
        here = self.check_in(day)
        return here is not None and here.planned

    def scheduled(self, day: date) -> bool:
        here = self.check_in(day)
        if here is not None and here.outcome in WORKED:
            return True
        return not self.planned_rest(day) and (here is None or here.outcome != "rest")

    def recorded(self, day: date) -> bool:
        return self.check_in(day) is not None

    def kept(self, day: date) -> bool:
        here = self.check_in(day)
        return here is not None and here.outcome in KEPT

    def cancelled(self, day: date) -> bool:
        here = self.check_in(day)
        return here is not None and here.outcome == "cancelled"

    def adherence(self, dates: Sequence[date] | None = None) -> Adherence:
        """Counts over plan days up to today; today only once it is recorded."""
        chosen = self.plan_dates() if dates is None else dates
        scheduled = [day for day in chosen if self.scheduled(day) and (day != self.today or self.recorded(day))]
        return Adherence(
            kept=sum(self.kept(day) for day in scheduled),
            recorded=sum(self.recorded(day) for day in scheduled),
            scheduled=len(scheduled),
            cancelled=sum(self.cancelled(day) for day in scheduled),
        )

    # ---- windows

    def window(self, days: int | None = None) -> list[date]:
        """Plan dates up to today; up to the day before until today is recorded."""
        dates = [day for day in self.plan_dates() if day != self.today or self.recorded(day)]
        return dates if days is None else dates[-days:]

    def session(self, day: date) -> bool:
        here = self.check_in(day)
        return here is not None and here.outcome != "rest"

    def sessions(self) -> list[Any]:
        """Check-ins that are not rest, of the last 21 plan days."""
        return [self.check_in(day) for day in self.window(SESSION_WINDOW) if self.session(day)]

    def all_sessions(self) -> list[Any]:
        """Check-ins that are not rest, of the whole cycle."""
        return [self.check_in(day) for day in self.plan_dates() if self.session(day)]

    def felt(self) -> list[Any]:
        """Check-ins with a feeling of the last 21 dates, those of an earlier cycle too."""
        last = self.today if self.recorded(self.today) else self.today - A_DAY
        first = last - (SESSION_WINDOW - 1) * A_DAY
        earlier = [each for each in self.records.earlier_check_ins if each.day < self.records.cycle.started_on]
        here = self._written.values()
        found = [each for each in [*earlier, *here] if each.feeling is not None and first <= each.day <= last]
        return sorted(found, key=lambda each: each.day)

    # ---- results

    def result(self, check_in: Any) -> float | None:
        """The number that tells improvement, turned so that more is better."""
        behaviour = self.records.cycle.behaviour
        if check_in is None or behaviour.result == "none" or check_in.outcome in ("rest", "cancelled"):
            return None
        return self.turned(getattr(check_in, str(behaviour.result)))

    def turned(self, number: float | None) -> float | None:
        fewer = self.records.cycle.behaviour.better == "fewer"
        return None if number is None else -number if fewer else number

    def baseline(self) -> Sequence[Any] | None:
        """The frozen rows, once they are frozen."""
        found = self.records.cycle.baseline
        return None if found is None or found.frozen_on > self.today else found.rows

    def since_baseline(self) -> list[Any]:
        """Check-ins of the plan days after the last frozen row."""
        rows = self.baseline() or ()
        if not rows:
            return []
        last = max(row.day for row in rows)
        return [each for each in self.all_sessions() if each.day > last]

    def standard(self, day: date) -> tuple[float, float]:
        """The standard of a day: its target and its minimum."""
        standards = [each for each in self.records.cycle.standards if each.from_day <= day]
        chosen = max(standards, key=lambda each: each.from_day) if standards else self.records.cycle.standards[0]
        return chosen.target, chosen.minimum

    def in_force(self, day: date) -> tuple[float, float]:
        """The same, each number the lowest of the standard's and of the reductions that hold."""
        target, minimum = self.standard(day)
        eased = [each for each in self.records.reductions if each.from_day <= day <= each.until_day]
        return min([target, *(each.target for each in eased)]), min([minimum, *(each.minimum for each in eased)])


def present(values: Sequence[float | None]) -> list[float]:
    return [each for each in values if each is not None]


def middle(values: Sequence[float | None]) -> float | None:
    known = present(values)
    return median(known) if known else None


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Theil-Sen: the median of the slopes of all pairs."""
    return median((y2 - y1) / (x2 - x1) for i, (x1, y1) in enumerate(points) for x2, y2 in points[i + 1 :])


def better_pairs(before: Sequence[float], after: Sequence[float]) -> float:
    """NAP: the share of pairs in which the later value is better, a tie counting half."""
    wins = sum(1.0 if late > early else 0.5 if late == early else 0.0 for early in before for late in after)
    return wins / (len(before) * len(after))
