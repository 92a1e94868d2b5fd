"""Cycles beside each other: the marks, what was kept, and the range of the results of each."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from .days import PLAN_DAYS
from .progress import Band, band
from .records import Behaviour, Cycle, ResultKind
from .timeline import Adherence, Mark, Timeline

MOST_EARLIER = 6
"""Earlier cycles that stand beside the one that is looked at."""


class CycleBand(Struct, frozen=True):
    """A cycle in one line.

    Attributes:
        cycle: its id.
        started_on: its first date.
        ended_on: its last date, None while it runs.
        marks: what its plan days show, 1 to 30; None for one that is open, ahead, or never came.
        adherence: what was kept.
        results: middle and range of all its results as recorded, without its transfer tests; None of none.
    """

    cycle: str
    started_on: date
    ended_on: date | None
    marks: tuple[Mark | None, ...]
    adherence: Adherence
    results: Band | None


class EarlierCycles(Struct, frozen=True):
    """The cycles before one that can be compared with it.

    Attributes:
        shown: the newest of them, oldest first, 6 at most.
        more: how many earlier cycles are not among them.
    """

    shown: tuple[Cycle, ...]
    more: int


def earlier_cycles(cycles: Iterable[Cycle], current: Cycle) -> EarlierCycles:
    """The cycles that began before ``current`` with the same practice."""
    before = sorted((cycle for cycle in cycles if cycle.started_on < current.started_on), key=_start)
    same = [cycle for cycle in before if same_practice(cycle.behaviour, current.behaviour)]
    shown = tuple(same[-MOST_EARLIER:])
    return EarlierCycles(shown, len(before) - len(shown))


def same_practice(one: Behaviour, other: Behaviour) -> bool:
    """Whether the results of two behaviours can share a scale: one name, one kind of result, one unit of an amount."""
    if one.name.casefold() != other.name.casefold() or (one.result, one.better) != (other.result, other.better):
        return False
    return one.result is not ResultKind.AMOUNT or one.unit.casefold() == other.unit.casefold()


def cycle_band(timeline: Timeline) -> CycleBand:
    """A cycle in one line."""
    cycle = timeline.records.cycle
    by_number = {day.plan_day: day.mark for day in timeline.days if not day.ahead}
    return CycleBand(
        cycle=cycle.id,
        started_on=cycle.started_on,
        ended_on=cycle.ended_on,
        marks=tuple(by_number.get(number) for number in range(1, PLAN_DAYS + 1)),
        adherence=timeline.adherence,
        results=band([value for _, value in timeline.results()]),
    )


def _start(cycle: Cycle) -> date:
    return cycle.started_on
