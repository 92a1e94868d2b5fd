"""What a reduction led to: the first result after it."""

from msgspec.structs import replace

from .records import CheckIn, Reduction
from .timeline import Timeline, result_of


def measured_again(timeline: Timeline, saved: CheckIn) -> tuple[Reduction, ...]:
    """Reductions whose first result afterwards is another one, now that a check-in is saved.

    Args:
        timeline: the cycle as it was before.
        saved: the check-in that is being saved.
    """
    others = (each for each in timeline.records.check_ins if each.day != saved.day)
    days = sorted((*others, saved), key=lambda each: each.day)
    changed = []
    for reduction in timeline.records.reductions:
        later = (result_of(each, timeline.behaviour) for each in days if each.day > reduction.until_day)
        first = next((result for result in later if result is not None), None)
        if first != reduction.result_after:
            changed.append(replace(reduction, result_after=first))
    return tuple(changed)
