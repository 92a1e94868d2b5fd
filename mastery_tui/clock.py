"""The only place that asks the machine what time it is."""

import os
import time
from datetime import datetime

FIXED = "MASTERY_NOW"
FIRST_YEAR, LAST_YEAR = 1970, 9000
"""Years a fixed moment may lie in: a month and its pauses still fit into the calendar on either side."""


class UnclearMoment(ValueError):
    """``MASTERY_NOW`` is not an ISO moment with an offset."""


def now() -> datetime:
    """This moment, aware, in the machine's zone as it is set now.

    ``MASTERY_NOW`` (ISO, with offset) fixes it and is taken as written.

    Raises:
        UnclearMoment: if ``MASTERY_NOW`` is set to anything else.
    """
    fixed = os.environ.get(FIXED)
    if fixed:
        try:
            moment = datetime.fromisoformat(fixed)
        except ValueError:
            raise UnclearMoment from None
        if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise UnclearMoment
        return moment
    # A running program keeps the zone it started in; the person may have travelled since.
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now().astimezone()
