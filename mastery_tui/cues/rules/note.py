"""Note: worth knowing, nothing to do."""

from datetime import date

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.figures import BadWeek, ConfidenceGap, DepthFirst, FewerErrors, SpareUsed
from mastery_tui.cues.params import OriginKind, Params
from mastery_tui.cues.rule import Evidence, Origin, Row, Severity, rule
from mastery_tui.practice.days import WEEK_DAYS
from mastery_tui.practice.progress import nap
from mastery_tui.practice.records import Baseline, CheckIn, Feeling
from mastery_tui.practice.timeline import Adherence

from .pause import felt_rows

TROUBLED = (Feeling.FRUSTRATED, Feeling.ASHAMED)
"""The feelings that a named error eases."""


def _week_over(facts: Facts, params: SpareUsed, since: date) -> bool:
    """Another plan week has begun, or the plan is through; a pause ends no week."""
    return facts.in_another_week(since)


@rule(
    id="note.spare_used",
    severity=Severity.NOTE,
    origin=Origin(OriginKind.GUIDE, "one_spare_a_week"),
    params=SpareUsed,
    clears=_week_over,
    sources=("guide", "sharif_shu_2017", "lally_2010"),
)
def spare_used(facts: Facts, params: SpareUsed) -> Evidence | None:
    """The plan week's spare is used. Only one block can be a week's first, so a cooldown of a week is built in."""
    cancelled = facts.cancelled_in_week()
    if len(cancelled) != params.count:
        return None
    rows = tuple(Row(day.day, "outcome", "cancelled") for day in cancelled)
    return Evidence(rows, len(cancelled), params.count, "week_end")


def _after_a_week(facts: Facts, params: Params, since: date) -> bool:
    """No sooner than the engine ends every note."""
    return False


@rule(
    id="note.bad_week",
    severity=Severity.NOTE,
    origin=Origin(OriginKind.GUIDE, "a_week_is_no_month"),
    params=BadWeek,
    clears=_after_a_week,
    cooldown_days=7,
    about_time=True,
    sources=("guide", "lally_2010", "breines_chen_2012"),
)
def bad_week(facts: Facts, params: BadWeek) -> Evidence | None:
    """Told once, on the first plan day after a week that kept clearly less than the weeks before it."""
    if facts.week is None or facts.plan_day != (facts.week - 1) * WEEK_DAYS + 1:
        return None
    end = facts.plan_day - 1
    days = facts.plan_days(end - WEEK_DAYS + 1, end)
    week, before = Adherence.of(days), Adherence.of(facts.plan_days(1, end - WEEK_DAYS))
    if min(week.recorded, before.recorded) < params.smallest:
        return None
    if 100 * before.kept < params.before * before.recorded:
        return None
    # Compared in whole numbers, so that a difference of exactly so many points is one.
    drop = before.kept * week.recorded - week.kept * before.recorded
    pairs = before.recorded * week.recorded
    if 100 * drop < params.drop * pairs:
        return None
    rows = tuple(Row(day.day, "outcome", day.outcome.value) for day in days if day.recorded and day.outcome)
    return Evidence(rows, round(100 * drop / pairs), params.drop, "seven_days")


def _with_confidence(check_in: CheckIn) -> bool:
    return check_in.confidence is not None


def _confidence(sessions: tuple[CheckIn, ...]) -> float:
    from statistics import median

    return median(each.confidence or 0 for each in sessions)


def _confidence_ahead(facts: Facts, params: ConfidenceGap) -> Evidence | None:
    from statistics import median

    told = tuple(each for each in facts.all_sessions() if _with_confidence(each))
    if len(told) < max(params.smallest, 2 * params.sessions):
        return None
    first, last = told[: params.sessions], told[-params.sessions :]
    gap = _confidence(last) - _confidence(first)
    before, now = ([value for each in some if (value := facts.result(each)) is not None] for some in (first, last))
    if gap < params.gap or not before or not now or median(now) > median(before):
        return None
    rows = [row for each in (*first, *last) for row in _confidence_rows(facts, each)]
    return Evidence(tuple(rows), gap, params.gap, "gap_closed")


def _confidence_rows(facts: Facts, check_in: CheckIn) -> tuple[Row, ...]:
    said = () if check_in.confidence is None else (Row(check_in.day, "confidence", check_in.confidence),)
    return (*facts.result_rows(check_in), *said)


def _confidence_level(facts: Facts, params: ConfidenceGap, since: date) -> bool:
    return _confidence_ahead(facts, params) is None


@rule(
    id="note.confidence_gap",
    severity=Severity.NOTE,
    origin=Origin(OriginKind.GUIDE, "confidence_after_short_wins"),
    params=ConfidenceGap,
    clears=_confidence_level,
    cooldown_days=7,
    sources=("guide", "sanchez_dunning_2018", "conway_ross_1984"),
)
def confidence_gap(facts: Facts, params: ConfidenceGap) -> Evidence | None:
    """Confidence rose since the first sessions while results did not."""
    if facts.recorded is None or not params.from_day <= (facts.plan_day or 0) <= params.until_day:
        return None
    return _confidence_ahead(facts, params)


def _depth_ahead(facts: Facts, params: DepthFirst) -> Evidence | None:
    """Results since the baseline are likely better than it is, and confidence since then is not."""
    level, later = facts.baseline_results(), facts.since_baseline()
    before, now = _confidences(facts.baseline, later)
    if min(len(level), len(before), len(now)) < params.each or _median(now) > _median(before):
        return None
    results = [value for each in later if (value := facts.result(each)) is not None]
    share = nap(level, results)
    if len(results) < params.each or share is None or share < params.nap:
        return None
    rows = tuple(row for each in later for row in _confidence_rows(facts, each))
    return Evidence(rows, round(share, 2), params.nap, "confidence_rises")


def _caught_up(facts: Facts, params: DepthFirst, since: date) -> bool:
    """Confidence lies over the baseline's by now, results do not any more, or too little is left to compare."""
    return _depth_ahead(facts, params) is None


def _confidences(baseline: Baseline | None, later: tuple[CheckIn, ...]) -> tuple[list[int], list[int]]:
    rows = () if baseline is None else baseline.rows
    before = [row.confidence for row in rows if row.confidence is not None]
    return before, [each.confidence for each in later if each.confidence is not None]


def _median(values: list[int]) -> float:
    from statistics import median

    return median(values)


@rule(
    id="note.depth_first",
    severity=Severity.NOTE,
    origin=Origin(OriginKind.GUIDE, "depth_before_confidence"),
    params=DepthFirst,
    clears=_caught_up,
    cooldown_days=10,
    sources=("guide", "parker_vannest_2009", "conway_ross_1984"),
)
def depth_first(facts: Facts, params: DepthFirst) -> Evidence | None:
    """Results are likely better than the baseline while confidence is not."""
    return None if facts.recorded is None else _depth_ahead(facts, params)


def _troubled(facts: Facts, params: FewerErrors) -> tuple[tuple[CheckIn, ...], tuple[CheckIn, ...]]:
    """The last kept sessions with a feeling, and those of them that felt frustrated or ashamed."""
    kept = facts.sessions(params.sessions, lambda each: each.outcome.kept and each.feeling is not None)
    return kept, tuple(each for each in kept if each.feeling in TROUBLED)


def _eased(facts: Facts, params: FewerErrors, since: date) -> bool:
    return len(_troubled(facts, params)[1]) <= params.clears_at


@rule(
    id="note.fewer_errors",
    severity=Severity.NOTE,
    origin=Origin(OriginKind.GUIDE, "one_error_fewer"),
    params=FewerErrors,
    clears=_eased,
    cooldown_days=5,
    sources=("guide", "kluger_denisi_1996"),
)
def fewer_errors(facts: Facts, params: FewerErrors) -> Evidence | None:
    """Frustration or shame came with several of the last kept sessions within 21 plan days."""
    if facts.recorded is None:
        return None
    kept, troubled = _troubled(facts, params)
    if len(kept) < params.smallest or len(troubled) < params.count:
        return None
    return Evidence(felt_rows(troubled), len(troubled), params.count, "eased")
