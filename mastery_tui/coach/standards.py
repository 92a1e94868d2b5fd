"""The target and the minimum of a cycle: those in force, what a change makes of them, and what is asked about first."""

from datetime import date

from mastery_tui.practice.records import Cycle, Standard, checked, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Timeline, written_standard


def current_standard(timeline: Timeline) -> Standard:
    """The standard of today, or of the first day where that lies ahead; easier days do not show in it."""
    return written_standard(timeline.records, _from(timeline))


def changed_standards(
    timeline: Timeline, target: float | None, minimum: float | None, *, lock: bool = False
) -> tuple[Standard, ...]:
    """The standards with a new one from today on; what is not said stays.

    Args:
        timeline: the cycle.
        target: the new target, None for the same.
        minimum: the new minimum, None for the same.
        lock: whether the minimum is locked with it; one that is stays so.
    """
    standards, now, first = timeline.records.cycle.standards, current_standard(timeline), _from(timeline)
    new = Standard(
        from_day=first,
        target=now.target if target is None else target,
        minimum=now.minimum if minimum is None else minimum,
        locked=lock or now.locked,
    )
    if replace(now, from_day=first) == new:
        return standards
    return (*(standard for standard in standards if standard.from_day < first), new)


def asked(timeline: Timeline, cycle: Cycle, *, raising: bool) -> Cycle:
    """A change of the cycle that can be saved; one that raises is asked about only where nothing else is wrong.

    Raises:
        Refused: ``standard.raised`` unless ``raising``; or a value out of bounds.
    """
    found = checked(cycle)
    if not raising and found.standards != timeline.records.cycle.standards:
        _ask_before_raising(current_standard(timeline), found.standards[-1])
    return found


def _ask_before_raising(now: Standard, new: Standard) -> None:
    """Refuse a higher target, or a higher minimum where that is locked: standard and baseline are looked at first."""
    locked = ("minimum",) if now.locked else ()
    for field in ("target", *locked):
        before, then = getattr(now, field), getattr(new, field)
        if then > before:
            raise Refused("standard.raised", field=field, now=before, then=then)


def _from(timeline: Timeline) -> date:
    return max(timeline.today, timeline.records.cycle.started_on)
