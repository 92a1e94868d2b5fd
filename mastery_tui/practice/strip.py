"""The strip of a cycle: a column a plan day, with what was recorded, what the plan had there, and what was tried."""

from collections import defaultdict
from datetime import date
from enum import StrEnum

from msgspec import Struct

from .records import (
    Adjustment,
    Baseline,
    CheckIn,
    CycleRecords,
    FeedbackCheck,
    Reduction,
    Standard,
    TransferTest,
)
from .timeline import Day, Timeline, result_of

Happened = Baseline | Standard | FeedbackCheck | Adjustment | Reduction | TransferTest
"""What the plan's events are recorded as."""


class Event(StrEnum):
    """An event of the plan, in the order in which several stand on a day; each is the key that records it."""

    BASELINE = "b"
    MINIMUM = "m"
    FEEDBACK = "f"
    ADJUSTMENT = "a"
    EASIER = "e"
    TRANSFER = "x"


class DayColumn(Struct, frozen=True):
    """One plan day of the strip.

    Attributes:
        day: the date as the timeline has it.
        number: the plan day, 1 to 30.
        result: the day's result as recorded, None where it has none.
        events: what the plan had on this day, in the order of :class:`Event`.
        trying: whether an adjustment is being tried on this day; never ahead.
        easier: whether easier days hold, those ahead among them.
        paused_before: paused dates between the plan day before and this one, up to today.
    """

    day: Day
    number: int
    result: float | None
    events: tuple[tuple[Event, Happened], ...]
    trying: bool
    easier: bool
    paused_before: int

    @property
    def check_in(self) -> CheckIn | None:
        """What was recorded, where the day counts already."""
        return None if self.day.ahead else self.day.check_in

    @property
    def letters(self) -> str:
        """Each kind of event once: 'fa'."""
        return "".join(dict.fromkeys(event.value for event, _ in self.events))


class Strip(Struct, frozen=True):
    """The strip of a cycle.

    Attributes:
        columns: the plan days that have a date, in order; under an open pause the later ones have none.
        paused_now: paused dates up to today that no column follows.
    """

    columns: tuple[DayColumn, ...]
    paused_now: int


def strip(timeline: Timeline) -> Strip:
    """A cycle as columns, plan day by plan day.

    What happened on a paused date, before the plan or after it stands on the plan day before that, else on the first.
    """
    records, happened = timeline.records, _events(timeline)
    columns, paused = [], 0
    for day in timeline.days:
        if day.plan_day is None:
            paused += not day.ahead
            continue
        session = day.session
        result = None if session is None or day.ahead else result_of(session, timeline.behaviour)
        events = tuple(sorted(happened.get(day.plan_day, ()), key=_order))
        trying, easier = not day.ahead and _tried(records, day.day), _easier(records, day.day)
        columns.append(DayColumn(day, day.plan_day, result, events, trying, easier, paused))
        paused = 0
    return Strip(tuple(columns), paused)


def plan_events(records: CycleRecords) -> tuple[tuple[date, Event, Happened], ...]:
    """The events of a plan with their dates, kind by kind."""
    cycle = records.cycle
    baseline = () if cycle.baseline is None else ((cycle.baseline.frozen_on, Event.BASELINE, cycle.baseline),)
    locked = sorted((standard for standard in cycle.standards if standard.locked), key=_first_day)[:1]
    return (
        *baseline,
        *((standard.from_day, Event.MINIMUM, standard) for standard in locked),
        *((check.day, Event.FEEDBACK, check) for check in records.feedback_checks),
        *((trial.opened_on, Event.ADJUSTMENT, trial) for trial in records.adjustments),
        *((reduction.from_day, Event.EASIER, reduction) for reduction in records.reductions),
        *((test.day, Event.TRANSFER, test) for test in records.transfer_tests),
    )


def _events(timeline: Timeline) -> dict[int, list[tuple[Event, Happened]]]:
    """The plan's events by the plan day that they stand on."""
    found: dict[int, list[tuple[Event, Happened]]] = defaultdict(list)
    for day, event, record in plan_events(timeline.records):
        found[_plan_day(timeline, day)].append((event, record))
    return found


def _plan_day(timeline: Timeline, day: date) -> int:
    plan_day = timeline.plan.plan_day(day)
    if plan_day is not None:
        return plan_day
    before = (other.plan_day for other in reversed(timeline.days) if other.day < day and other.plan_day is not None)
    return next(before, 1)


def _tried(records: CycleRecords, day: date) -> bool:
    return any(_holds(trial.opened_on, trial.closed_on, day) for trial in records.adjustments)


def _holds(first: date, closed: date | None, day: date) -> bool:
    """Whether an adjustment is tried on a date: from its first day to the last one before it was closed."""
    return first <= day and (closed is None or day < closed)


def _easier(records: CycleRecords, day: date) -> bool:
    return any(reduction.from_day <= day <= reduction.until_day for reduction in records.reductions)


def _order(event: tuple[Event, Happened]) -> int:
    return _PLACES[event[0]]


def _first_day(standard: Standard) -> date:
    return standard.from_day


_PLACES = {event: place for place, event in enumerate(Event)}
