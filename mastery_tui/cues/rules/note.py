"""Note: worth knowing, nothing to do."""

from datetime import date

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.params import OriginKind, SpareUsed
from mastery_tui.cues.shapes import Evidence, Origin, Row, Severity, rule


def _week_over(facts: Facts, params: SpareUsed, since: date) -> bool:
    """Another plan week has begun, or the plan is through; a pause ends no week."""
    return not facts.paused and facts.week != facts.week_of(since)


@rule(
    id="note.spare_used",
    severity=Severity.NOTE,
    origin=Origin(OriginKind.GUIDE, "one_spare_a_week"),
    params=SpareUsed,
    clears=_week_over,
)
def spare_used(facts: Facts, params: SpareUsed) -> Evidence | None:
    """The plan week's spare is used. Only one block can be a week's first, so a cooldown of a week is built in."""
    cancelled = facts.cancelled_in_week()
    if len(cancelled) != params.count:
        return None
    rows = tuple(Row(day.day, "outcome", "cancelled") for day in cancelled)
    return Evidence(rows, len(cancelled), params.count, "week_end")
