"""Which of the next steps can be done as things stand, and what each would make easier."""

from collections.abc import Callable
from datetime import date

from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.draft import can_rest
from mastery_tui.practice.reducing import Easier, easier_sessions, half_the_minimum, only_the_minimum
from mastery_tui.practice.timeline import Timeline, written_standard

AMOUNT_STEPS: dict[str, Callable[[Timeline], Easier | None]] = {
    "minimum_tomorrow": only_the_minimum,
    "halve_minimum": half_the_minimum,
    "reduce": easier_sessions,
}
"""The steps that make an amount smaller, each with the standard that it plans."""


def easier_of(step: str, timeline: Timeline) -> Easier | None:
    """The easier standard that a step plans, None where it plans none or nothing can be made easier."""
    plan = None if timeline.behaviour.yes_no else AMOUNT_STEPS.get(step)
    return None if plan is None else plan(timeline)


def can_take(step: str, timeline: Timeline, since: date) -> bool:
    """Whether one key can do a step as things stand.

    Args:
        step: the step.
        timeline: the cycle.
        since: the date on which the cue fired; what was made easier since then for longer is not halved again while it
            lasts.
    """
    match step:
        case "support_screen" | "timer" | "count_as_pause":
            return True
        case "rest_tomorrow":
            return can_rest(timeline, timeline.today + ONE_DAY)
        case "park_others":
            return sum(tried.closed_on is None for tried in timeline.records.adjustments) > 1
    return easier_of(step, timeline) is not None and not _taken(step, timeline, since)


def _taken(step: str, timeline: Timeline, since: date) -> bool:
    """Whether what a step made easier since a date still lasts."""
    written = written_standard(timeline.records, timeline.today)
    lasting = [
        easier
        for easier in timeline.records.reductions
        if easier.from_day >= since and easier.until_day >= timeline.today and easier.until_day > easier.from_day
    ]
    if step == "reduce":
        return any(easier.target < written.target for easier in lasting)
    return step == "halve_minimum" and any(easier.target == written.target for easier in lasting)
