"""Dates and plan days: the practice day of a moment, pauses, plan weeks and calendar weeks."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from .records import Pause
from .refused import Refused

PLAN_DAYS = 30
WEEKS = 5
WEEK_DAYS = 7
WRAP_UP = 5
EARLIEST_START = 6
LATEST_START = 14
PAUSE_AHEAD = 60
ONE_DAY = timedelta(days=1)


def practice_day(moment: datetime, rollover_hour: int = 4) -> date:
    """The date that a moment belongs to: its wall clock as written, less the rollover hour.

    The zone is left out on purpose: subtracting hours across a change of the clocks would give another date.
    """
    return (moment.replace(tzinfo=None) - timedelta(hours=rollover_hour)).date()


def plan_week(plan_day: int) -> int:
    """The plan week of a plan day: 1 to 4, and 5 for the wrap-up on days 29 and 30."""
    return (plan_day - 1) // WEEK_DAYS + 1


def days_of_week(week: int) -> range:
    """The plan days of a plan week."""
    return range((week - 1) * WEEK_DAYS + 1, min(week * WEEK_DAYS, PLAN_DAYS) + 1)


def dates(first: date, last: date) -> Iterator[date]:
    """Each date from ``first`` to ``last``, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def check_start(day: date, today: date) -> date:
    """The date itself, if a cycle may start on it: from 6 days back to 14 ahead.

    Raises:
        Refused: ``start.range``.
    """
    first, last = today - timedelta(days=EARLIEST_START), today + timedelta(days=LATEST_START)
    if not first <= day <= last:
        raise Refused("start.range", first=first, last=last)
    return day


class Span(Struct, frozen=True):
    """Dates from ``first`` to ``last``, both included; without ``last`` it is open."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the span holds a date."""
        return self.first <= day and (self.last is None or day <= self.last)


def union(pauses: Iterable[Pause]) -> tuple[Span, ...]:
    """Pauses as spans that neither overlap nor touch, in order."""
    spans: list[Span] = []
    for pause in sorted(pauses, key=lambda pause: pause.first):
        if spans:
            before = spans[-1]
            if before.last is None:
                break
            if pause.first <= before.last + ONE_DAY:
                last = None if pause.last is None else max(before.last, pause.last)
                spans[-1] = Span(before.first, last)
                continue
        spans.append(Span(pause.first, pause.last))
    return tuple(spans)


class PlanDays(Struct, frozen=True):
    """Which date is which plan day: paused dates have none, so a pause moves the rest of the plan."""

    started_on: date
    paused: tuple[Span, ...]

    @classmethod
    def of(cls, started_on: date, pauses: Iterable[Pause]) -> "PlanDays":
        """The plan days of a cycle."""
        return cls(started_on, union(pauses))

    def is_paused(self, day: date) -> bool:
        """Whether the plan stands still on a date."""
        return any(span.holds(day) for span in self.paused)

    def plan_day(self, day: date) -> int | None:
        """1 to 30, or None on paused dates and outside the plan."""
        if day < self.started_on or self.is_paused(day):
            return None
        number = (day - self.started_on).days + 1 - self._paused_before(day)
        return number if number <= PLAN_DAYS else None

    def date_of(self, plan_day: int) -> date | None:
        """The date of a plan day, or None while an open pause leaves it undecided."""
        day = self.started_on + timedelta(days=plan_day - 1)
        for span in self.paused:
            if span.last is None:
                return None if day >= span.first else day
            if span.last < self.started_on:
                continue
            first = max(span.first, self.started_on)
            if first <= day:
                day += span.last - first + ONE_DAY
        return day

    @property
    def last(self) -> date | None:
        """The date of plan day 30, or None under an open pause."""
        return self.date_of(PLAN_DAYS)

    def _paused_before(self, day: date) -> int:
        before = day - ONE_DAY
        spans = ((max(span.first, self.started_on), min(span.last or before, before)) for span in self.paused)
        return sum(max(0, (last - first).days + 1) for first, last in spans)


def calendar_weeks(first: date, last: date, week_start: int = 1) -> tuple[tuple[date, ...], ...]:
    """Whole calendar weeks that cover ``first`` to ``last``.

    Args:
        first: a date in the first week.
        last: a date in the last week.
        week_start: ISO weekday on which weeks begin, Monday is 1.
    """
    begin = first - (first.isoweekday() - week_start) % WEEK_DAYS * ONE_DAY
    begins = (begin + offset * ONE_DAY for offset in range(0, (last - begin).days + 1, WEEK_DAYS))
    return tuple(tuple(dates(opening, opening + (WEEK_DAYS - 1) * ONE_DAY)) for opening in begins)
