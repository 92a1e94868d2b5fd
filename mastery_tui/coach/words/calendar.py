"""The weeks of a plan as rows of cells: by plan weeks, by calendar weeks, and one alone."""

from datetime import date

from mastery_tui import guide
from mastery_tui.practice.days import ONE_DAY, WEEK_DAYS, WRAP_UP, calendar_weeks, days_of_week
from mastery_tui.practice.timeline import Adherence, Day, State, Timeline, Week

from ..views import CalendarRow, CalendarView, Cell
from . import phrases


def plan_weeks(timeline: Timeline) -> CalendarView:
    """The plan in plan weeks."""
    return CalendarView(_weekdays(timeline), tuple(_plan_row(timeline, week) for week in timeline.weeks))


def by_calendar(timeline: Timeline, week_start: int) -> CalendarView:
    """The plan in calendar weeks.

    Args:
        timeline: the cycle.
        week_start: the ISO weekday on which weeks begin.
    """
    weeks = calendar_weeks(timeline.first_day, timeline.last_day, week_start)
    header = tuple(guide.word("weekdays_short", day.isoweekday()) for day in weeks[0])
    return CalendarView(header, tuple(_calendar_row(timeline, days) for days in weeks))


def week(timeline: Timeline, number: int) -> CalendarRow:
    """One plan week in a row, its label in full."""
    found = timeline.week(number)
    return CalendarRow(
        label=guide.word("plan", "wrap_up") if number == WRAP_UP else guide.say("saved", "week", week=number),
        cells=tuple(_cell(timeline, day) for day in found.days),
        kept=phrases.adherence_words(found.adherence),
        remark=guide.word("adherence", "spare_used") if found.cancelled else "",
        current=any(day.day == timeline.today for day in found.days),
    )


def _cell(timeline: Timeline, day: Day, number: str | None = None) -> Cell:
    return Cell(
        day=day.day,
        number=str(day.plan_day or "") if number is None else number,
        mark=day.mark,
        amount=phrases.amount_of(day, timeline),
        today=day.day == timeline.today,
        ahead=day.day > timeline.today,
    )


def _plan_row(timeline: Timeline, found: Week) -> CalendarRow:
    numbers = days_of_week(found.number)
    places: list[Cell | None] = [None] * WEEK_DAYS
    if timeline.plan.last is None and timeline.state is not State.ENDED:
        # Under a pause without an end the days that are left have no date yet.
        places[: len(numbers)] = [Cell(None, str(number), ahead=True) for number in numbers]
    for day in found.days:
        assert day.plan_day is not None
        places[day.plan_day - numbers[0]] = _cell(timeline, day)
    name = guide.week(found.number).name
    return CalendarRow(
        label=f"  {name}" if found.number == WRAP_UP else f"{found.number} {name}",
        cells=tuple(places),
        kept=phrases.kept_short(found.adherence),
        remark=phrases.week_remark(found),
        current=any(day.day == timeline.today for day in found.days),
    )


def _weekdays(timeline: Timeline) -> tuple[str, ...]:
    """The weekdays of a plan without a pause, else 1 to 7."""
    if any(day.paused for day in timeline.days):
        return tuple(str(place) for place in range(1, WEEK_DAYS + 1))
    first_week = (timeline.first_day + place * ONE_DAY for place in range(WEEK_DAYS))
    return tuple(guide.date_words(day, "weekday_short") for day in first_week)


def _calendar_row(timeline: Timeline, dates: tuple[date, ...]) -> CalendarRow:
    days = [timeline.day(day) for day in dates]
    adherence = Adherence.of(day for day in days if day is not None)
    unrecorded = adherence.not_recorded
    return CalendarRow(
        label=guide.date_words(dates[0], "day_month"),
        cells=tuple(None if day is None else _cell(timeline, day, str(day.day.day)) for day in days),
        kept=phrases.kept_short(adherence),
        remark=guide.say("adherence", "unrecorded", n=unrecorded) if unrecorded else "",
        current=timeline.today in dates,
    )
