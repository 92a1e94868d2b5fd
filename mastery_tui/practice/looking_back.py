"""Looking back: the records of a cycle as they stood on an earlier date."""

from datetime import date

from .days import practice_day
from .records import CycleRecords, replace


def as_of(records: CycleRecords, day: date, rollover_hour: int) -> CycleRecords:
    """The records dated up to a day, as they stand now; what was closed or frozen later is still open.

    Args:
        records: everything that is recorded of a cycle.
        day: the practice date that is looked at.
        rollover_hour: the hour at which a practice day ends.
    """
    cycle = records.cycle
    if cycle.ended_on is not None and cycle.ended_on > day:
        cycle = replace(cycle, ended_on=None, ending=None)
    if cycle.baseline is not None and cycle.baseline.frozen_on > day:
        cycle = replace(cycle, baseline=None)
    still_open = {"closed_on": None, "closed_as": None}
    adjustments = (
        replace(tried, **still_open if tried.closed_on is not None and tried.closed_on > day else {})
        for tried in records.adjustments
        if tried.opened_on <= day
    )
    return replace(
        records,
        cycle=cycle,
        check_ins=tuple(
            check_in
            for check_in in records.check_ins
            if check_in.day <= day or (check_in.planned and practice_day(check_in.at, rollover_hour) <= day)
        ),
        pauses=tuple(pause for pause in records.pauses if pause.first <= day),
        feedback_checks=tuple(check for check in records.feedback_checks if check.day <= day),
        adjustments=tuple(adjustments),
        reductions=tuple(reduction for reduction in records.reductions if reduction.from_day <= day),
        reflections=tuple(written for written in records.reflections if practice_day(written.at, rollover_hour) <= day),
        transfer_tests=tuple(test for test in records.transfer_tests if test.day <= day),
        answers=tuple(answer for answer in records.answers if answer.day <= day),
        sessions=(),
    )
