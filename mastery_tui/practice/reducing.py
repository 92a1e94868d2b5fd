"""Making it easier for a while: where it begins, what is offered, and what it led to."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from .days import ONE_DAY
from .records import Behaviour, Reduction, ResultKind
from .timeline import Day, State, Timeline, results_of

EASIER_SESSIONS = 3
"""Sessions that a reduction lasts where results flatten, before it is measured again."""

EASIER_DATES = 7
"""Dates that an offered reduction lasts: the week of the rule that halves the minimum."""


class Easier(Struct, frozen=True):
    """An easier standard for a while.

    Attributes:
        first: the first date it holds for.
        until: the last one.
        target: in the behaviour's unit.
        minimum: likewise.
    """

    first: date
    until: date
    target: float
    minimum: float


class Offer(Easier, frozen=True):
    """The reduction that is offered: the standard in force halved, in steps as fine as it was given in.

    Attributes:
        smallest: whether the minimum cannot be halved, so that only a shorter version in words helps.
    """

    smallest: bool


def open_days(timeline: Timeline) -> tuple[Day, ...]:
    """The scheduled days from today on that are not recorded yet: no rest, no pause, none past the plan."""
    if timeline.state is State.ENDED:
        return ()
    ahead = (day for day in timeline.days if day.day >= timeline.today)
    return tuple(day for day in ahead if not day.paused and not day.rest_weekday and day.check_in is None)


def offered(timeline: Timeline) -> Offer | None:
    """Half of the standard in force, from the next open day on for a week; None where no day is open."""
    days = open_days(timeline)
    if not days:
        return None
    first, finest = days[0], min(_step(days[0].target), _step(days[0].minimum))
    minimum = _half(first.minimum, finest)
    return Offer(
        first=first.day,
        until=min(first.day + (EASIER_DATES - 1) * ONE_DAY, days[-1].day),
        target=max(minimum, _half(first.target, finest)),
        minimum=minimum,
        smallest=minimum >= first.minimum,
    )


def only_the_minimum(timeline: Timeline) -> Easier | None:
    """The minimum as the target, on the next open day; None where no day is open, or it is the target already."""
    days = open_days(timeline)
    if not days or days[0].target == days[0].minimum:
        return None
    return Easier(days[0].day, days[0].day, days[0].minimum, days[0].minimum)


def half_the_minimum(timeline: Timeline) -> Easier | None:
    """The minimum halved for a week, each target as it is; None where no day is open, or it is at its smallest."""
    offer = offered(timeline)
    if offer is None or offer.smallest:
        return None
    target = max(day.target for day in open_days(timeline) if day.day <= offer.until)
    return Easier(offer.first, offer.until, target, offer.minimum)


def easier_sessions(timeline: Timeline) -> Easier | None:
    """Both halved for the next sessions; None where no day is open, or nothing can be halved."""
    offer = offered(timeline)
    days = open_days(timeline)[:EASIER_SESSIONS]
    if offer is None or (offer.target, offer.minimum) == (days[0].target, days[0].minimum):
        return None
    return Easier(offer.first, days[-1].day, offer.target, offer.minimum)


def _step(value: float) -> Decimal:
    """The step that a number was given in: 1 for 400, 0.1 for 0.8."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(0, exponent))


def _half(value: float, step: Decimal) -> float:
    """Half of a value, rounded up to whole steps."""
    return float((Decimal(repr(value)) / 2 / step).to_integral_value(ROUND_CEILING) * step)


# -- what it led to ----------------------------------------------------------------------------------------------------


class After(StrEnum):
    """What comes after easier days: they are measured again, the plan is over, or neither."""

    MEASURED = "measured"
    OVER = "over"
    PLAIN = "plain"


def afterwards(timeline: Timeline, until: date) -> After:
    """What comes after easier days up to a date; a result is measured on an open day that none eases."""
    later = [day for day in open_days(timeline) if day.day > until]
    if not later:
        return After.OVER
    measures = timeline.behaviour.result is not ResultKind.NONE and not all(day.reduced for day in later)
    return After.MEASURED if measures else After.PLAIN


def measured(reduction: Reduction, days: Iterable[Day], behaviour: Behaviour) -> float | None:
    """The first result after a reduction, as recorded, on a day that none eases; None while there is none."""
    later = (day for day in days if day.day > reduction.until_day and not day.reduced)
    return next((result for _, result in results_of(later, behaviour)), None)


def measured_again(timeline: Timeline) -> tuple[Reduction, ...]:
    """The reductions whose first result afterwards is another one than they hold.

    Args:
        timeline: the cycle as it stands after a change.
    """
    found = ((easier, measured(easier, timeline.days, timeline.behaviour)) for easier in timeline.records.reductions)
    return tuple(replace(easier, result_after=result) for easier, result in found if result != easier.result_after)
