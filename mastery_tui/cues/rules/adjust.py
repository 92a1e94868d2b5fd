"""Adjust: change one thing, and make it easier first."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.figures import (
    NoClearChange,
    OneChange,
    OneSource,
    ProcessMissing,
    ShrinkMinimum,
    TimeBeforeIntensity,
)
from mastery_tui.cues.params import OriginKind
from mastery_tui.cues.rule import Evidence, Origin, Row, Step, rule
from mastery_tui.practice.comparing import median
from mastery_tui.practice.days import WEEK_DAYS
from mastery_tui.practice.records import CheckIn, ResultKind
from mastery_tui.practice.timeline import Day, results_of, turned
from mastery_tui.practice.trend import theil_sen_slope

from .shared import after_a_week, counted, next_week, outcome_rows

LOOKS = (21, 28)
"""The plan days on which the results are looked at: the ends of weeks 3 and 4."""


@rule(
    id="adjust.no_clear_change",
    origin=Origin(OriginKind.GUIDE, "easier_before_longer"),
    params=NoClearChange,
    # The next look is never less than seven days away.
    clears=after_a_week,
    about_time=True,
    sources=("guide", "theil_sen"),
    step=Step.REDUCE,
)
def no_clear_change(facts: Facts, params: NoClearChange) -> Evidence | None:
    """On a look, results neither rise nor have a better second half; silent where half of them reach the target.

    The halves are halves of the values, not of the days.
    """
    if facts.plan_day not in LOOKS:
        return None
    looked_at = [day for day in facts.last_plan_days(params.window) if (day.plan_day or 0) > WEEK_DAYS]
    found = results_of(looked_at, facts.behaviour)
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
    level = Evidence(rows, round(slope, 2) + 0.0, 0, "next_look")
    return _last_look(facts, found, level) if facts.plan_day == LOOKS[-1] else level


def _last_look(facts: Facts, found: Sequence[tuple[Day, float]], level: Evidence) -> Evidence:
    """The last look promises no further one; it tells what the measurement after the easier sessions showed."""
    first_look = facts.date_of(LOOKS[0])
    for reduction in reversed(facts.reductions):
        after = facts.measured_after(reduction)
        before = [value for day, value in found if day.day < reduction.from_day]
        if after is not None and before and first_look is not None and reduction.from_day >= first_look:
            return replace(level, variant="measured", figures={"before": median(before), "after": after}, acts=False)
    return replace(level, variant="last")


@rule(
    id="adjust.time_before_intensity",
    origin=Origin(OriginKind.GUIDE, "easier_before_longer"),
    params=TimeBeforeIntensity,
    clears=after_a_week,
    about_time=True,
    replaces=("adjust.no_clear_change",),
    step=Step.REDUCE,
    within=no_clear_change,
)
def time_before_intensity(facts: Facts, params: TimeBeforeIntensity, level: Evidence) -> Evidence | None:
    """Results are level on a look while sessions grew longer than in the week before."""
    # A look is the last day of its plan week.
    end = facts.plan_day or 0
    before = _timed(facts.plan_days(end - 2 * WEEK_DAYS + 1, end - WEEK_DAYS))
    now = _timed(facts.plan_days(end - WEEK_DAYS + 1, end))
    if min(len(before), len(now)) < params.smallest:
        return None
    shorter, longer = (median(minutes for _, minutes in week) for week in (before, now))
    if shorter <= 0 or 100 * (longer - shorter) < params.rise * shorter:
        return None
    rows = tuple(Row(day, "minutes", minutes) for day, minutes in (*before, *now))
    rise = round(100 * (longer - shorter) / shorter)
    return replace(level, rows=rows, observed=rise, threshold=params.rise)


def _timed(days: tuple[Day, ...]) -> list[tuple[date, int]]:
    """The minutes of the sessions of some days, where they are recorded."""
    sessions = (day.session for day in days if day.session is not None)
    return [(session.day, session.minutes) for session in sessions if session.minutes is not None]


def _one_open(facts: Facts, params: OneChange, since: date) -> bool:
    return len(facts.open_adjustments) <= params.count


@rule(
    id="adjust.one_change",
    origin=Origin(OriginKind.GUIDE, "one_adjustment_at_a_time"),
    params=OneChange,
    clears=_one_open,
    cooldown_days=7,
    step=Step.PARK_OTHERS,
    heard_on_its_day=True,
)
def one_change(facts: Facts, params: OneChange) -> Evidence | None:
    """More adjustments are open in this plan week than can be told apart."""
    opened = facts.open_adjustments
    if facts.week is None or len(opened) <= params.count:
        return None
    rows = tuple(Row(adjustment.opened_on, "adjustment", adjustment.text) for adjustment in opened)
    return Evidence(rows, len(opened), params.count, "count_or_fewer_open")


@rule(
    id="adjust.one_source",
    origin=Origin(OriginKind.GUIDE, "one_feedback_source"),
    params=OneSource,
    clears=next_week,
    cooldown_days=7,
    sources=("guide", "kluger_denisi_1996"),
)
def one_source(facts: Facts, params: OneSource) -> Evidence | None:
    """The plan week holds more sources of feedback, or more looks, than can be told apart."""
    if facts.week is None:
        return None
    checks = [check for check in facts.feedback_checks if facts.week_of(check.day) == facts.week]
    # Case and spacing make no second source.
    sources = {" ".join(check.source.casefold().split()) for check in checks}
    if len(checks) < params.smallest:
        return None
    if len(sources) > params.sources:
        observed, threshold = len(sources), params.sources
    elif len(checks) > params.checks:
        observed, threshold = len(checks), params.checks
    else:
        return None
    rows = tuple(Row(check.day, "source", check.source) for check in checks)
    return Evidence(rows, observed, threshold, "next_week")


def _not_kept(facts: Facts, params: ShrinkMinimum) -> tuple[Day, ...]:
    return tuple(day for day in facts.recorded_days(params.days) if not day.kept)


def _mostly_kept(facts: Facts, params: ShrinkMinimum, since: date) -> bool:
    return len(_not_kept(facts, params)) <= params.clears_at


@rule(
    id="adjust.shrink_minimum",
    origin=Origin(OriginKind.JUDGEMENT, "minimum_for_the_worst_day"),
    params=ShrinkMinimum,
    clears=_mostly_kept,
    cooldown_days=7,
    step=Step.HALVE_MINIMUM,
)
def shrink_minimum(facts: Facts, params: ShrinkMinimum) -> Evidence | None:
    """Most of the last recorded days, within 21 plan days, stayed under the minimum, once it is locked."""
    if (facts.plan_day or 0) < params.from_day:
        return None
    missed = _not_kept(facts, params)
    return counted(missed, facts.recorded_days(params.days), params, outcome_rows(missed), "mostly_kept")


def _without_process(facts: Facts, params: ProcessMissing) -> tuple[CheckIn, ...]:
    sessions = facts.sessions(params.sessions)
    return tuple(session for session in sessions if session.effort is None and not session.contexts)


def _process_told(facts: Facts, params: ProcessMissing, since: date) -> bool:
    return len(_without_process(facts, params)) <= params.clears_at


@rule(
    id="adjust.process_missing",
    origin=Origin(OriginKind.GUIDE, "process_before_outcome"),
    params=ProcessMissing,
    clears=_process_told,
    cooldown_days=7,
    sources=("guide", "harkin_2016"),
)
def process_missing(facts: Facts, params: ProcessMissing) -> Evidence | None:
    """The last sessions, within 21 plan days, say neither how hard they were nor where they took place."""
    bare = _without_process(facts, params)
    return counted(bare, facts.sessions(params.sessions), params, outcome_rows(bare), "process_told")
