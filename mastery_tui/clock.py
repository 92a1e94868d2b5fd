"""The only place that asks the machine what time it is."""

import os
import time
from datetime import datetime, tzinfo

from mastery_tui.limits import FIRST_YEAR, LAST_YEAR

FIXED = "MASTERY_NOW"


class UnclearMoment(ValueError):
    """What time it is cannot be used.

    Attributes:
        code: names the sentence in the guide: ``now.shape``: ``MASTERY_NOW`` is not an ISO moment with an offset;
            ``now.range``: it lies too far away; ``clock.range``: the machine's own clock does.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def now() -> datetime:
    """This moment, aware, in the machine's zone as it is set now.

    ``MASTERY_NOW`` (ISO, with offset) fixes it and is taken as written.

    Raises:
        UnclearMoment: ``MASTERY_NOW`` is set to anything else, or the year is none of those that a record can have.
    """
    fixed = os.environ.get(FIXED)
    if fixed:
        try:
            moment = datetime.fromisoformat(fixed)
        except ValueError:
            raise UnclearMoment("now.shape") from None
        if moment.tzinfo is None:
            raise UnclearMoment("now.shape")
        return _in_range(moment, "now.range")
    # A running program keeps the zone it started in; the person may have travelled since.
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        moment = datetime.now().astimezone()
    except (OverflowError, ValueError, OSError):  # beyond the calendar
        raise UnclearMoment("clock.range") from None
    return _in_range(moment, "clock.range")


def zone_of(moment: datetime) -> tzinfo | None:
    """The zone in which the times around a moment are told, as :meth:`datetime.astimezone` takes it.

    Args:
        moment: this moment.

    Returns:
        None for the machine's own zone, whose clocks change twice a year; the moment's offset where that is another.
    """
    return None if moment.utcoffset() == moment.astimezone().utcoffset() else moment.tzinfo


def _in_range(moment: datetime, code: str) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise UnclearMoment(code)
    return moment
