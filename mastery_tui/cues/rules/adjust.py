"""Adjust: change one thing, and make it easier first."""

from datetime import date

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.params import NoClearChange, OneChange, OriginKind
from mastery_tui.cues.shapes import Evidence, Origin, Row, Severity, rule
from mastery_tui.practice.days import WEEK_DAYS
from mastery_tui.practice.progress import theil_sen_slope
from mastery_tui.practice.records import ResultKind
from mastery_tui.practice.timeline import turned

LOOKS = (21, 28)
"""The plan days on which the results are looked at: the ends of weeks 3 and 4."""


def _after_a_week(facts: Facts, params: NoClearChange, since: date) -> bool:
    """No sooner than the engine ends every adjust cue: the next look is never less than seven days away."""
    return False


@rule(
    id="adjust.no_clear_change",
    severity=Severity.ADJUST,
    origin=Origin(OriginKind.GUIDE, "easier_before_longer"),
    params=NoClearChange,
    clears=_after_a_week,
    cooldown_days=7,
    about_time=True,
)
def no_clear_change(facts: Facts, params: NoClearChange) -> Evidence | None:
    """Results neither rise nor have a better second half; silent where half of them reach the target."""
    if facts.plan_day not in LOOKS:
        return None
    from statistics import median

    looked_at = [day for day in facts.last_plan_days(params.window) if (day.plan_day or 0) > WEEK_DAYS]
    found = facts.results(tuple(looked_at))
    if len(found) < params.smallest:
        return None
    if facts.behaviour.result is ResultKind.AMOUNT and 2 * sum(v >= day.target for day, v in found) >= len(found):
        return None
    values = [turned(value, facts.behaviour) for _, value in found]
    slope = theil_sen_slope([(float(day.plan_day or 0), value) for (day, _), value in zip(found, values, strict=True)])
    half = len(values) // 2
    if slope is None or slope > 0 or median(values[-half:]) > median(values[:half]):
        return None
    rows = tuple(Row(day.day, facts.behaviour.result.value, value) for day, value in found)
    # Adding nought makes nought of a slope that was rounded to less than nothing.
    return Evidence(rows, round(slope, 2) + 0.0, 0, "next_look")


def _one_open(facts: Facts, params: OneChange, since: date) -> bool:
    return len(facts.open_adjustments) <= params.count


@rule(
    id="adjust.one_change",
    severity=Severity.ADJUST,
    origin=Origin(OriginKind.GUIDE, "one_adjustment_at_a_time"),
    params=OneChange,
    clears=_one_open,
    cooldown_days=7,
)
def one_change(facts: Facts, params: OneChange) -> Evidence | None:
    """More adjustments are open in this plan week than can be told apart."""
    opened = facts.open_adjustments
    if facts.week is None or len(opened) <= params.count:
        return None
    rows = tuple(Row(each.opened_on, "adjustment", each.text) for each in opened)
    return Evidence(rows, len(opened), params.count, "count_or_fewer_open")
