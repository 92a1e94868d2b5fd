"""Recover: begin again, smaller."""

from datetime import date

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.params import OriginKind, RestartDue, SecondCancel
from mastery_tui.cues.shapes import Evidence, Origin, Row, Severity, rule


def _next_practice_day(facts: Facts, params: RestartDue, since: date) -> bool:
    return facts.day > since


@rule(
    id="recover.restart_due",
    severity=Severity.RECOVER,
    origin=Origin(OriginKind.GUIDE, "ten_minutes_of_recovery"),
    params=RestartDue,
    clears=_next_practice_day,
)
def restart_due(facts: Facts, params: RestartDue) -> Evidence | None:
    """A recovery is longer than it may be; a running one that is restarted or closed is no longer in the timer."""
    check_in = None if facts.recorded is None else facts.recorded.check_in
    recoveries = [*(() if check_in is None else check_in.recoveries), *(() if facts.timer is None else (facts.timer,))]
    longer = [minutes for minutes in recoveries if minutes > params.minutes]
    if not longer:
        return None
    rows = tuple(Row(facts.day, "recoveries", minutes) for minutes in longer)
    return Evidence(rows, max(longer), params.minutes, "restarted_or_next_day")


def _kept_day(facts: Facts, params: SecondCancel, since: date) -> bool:
    return facts.recorded is not None and facts.recorded.kept


@rule(
    id="recover.second_cancel",
    severity=Severity.RECOVER,
    origin=Origin(OriginKind.GUIDE, "one_spare_a_week"),
    params=SecondCancel,
    clears=_kept_day,
    cooldown_days=3,
)
def second_cancel(facts: Facts, params: SecondCancel) -> Evidence | None:
    """More blocks are cancelled in this plan week than the spare covers, or the last scheduled days all are."""
    cancelled = facts.cancelled_in_week()
    threshold = params.count
    if len(cancelled) < threshold:
        cancelled, threshold = facts.scheduled(params.run), params.run
        if len(cancelled) < threshold or not all(day.cancelled for day in cancelled):
            return None
    rows = tuple(Row(day.day, "outcome", "cancelled") for day in cancelled)
    return Evidence(rows, len(cancelled), threshold, "kept_day")
