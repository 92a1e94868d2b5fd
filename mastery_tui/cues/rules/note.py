"""Note: worth knowing, nothing to do."""

from collections.abc import Iterable
from datetime import date

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.figures import BadWeek, ConfidenceGap, DepthFirst, FewerErrors, SpareUsed
from mastery_tui.cues.params import OriginKind
from mastery_tui.cues.rule import Evidence, Origin, Row, rule
from mastery_tui.practice.comparing import median, nap
from mastery_tui.practice.days import WEEK_DAYS
from mastery_tui.practice.records import BaselineRow, CheckIn, Feeling
from mastery_tui.practice.timeline import Adherence

from .shared import after_a_week, counted, felt_rows, next_week, outcome_rows

TROUBLED = (Feeling.FRUSTRATED, Feeling.ASHAMED)
"""The feelings that a named error eases."""


@rule(
    id="note.spare_used",
    origin=Origin(OriginKind.GUIDE, "one_spare_a_week"),
    params=SpareUsed,
    clears=next_week,
    sources=("guide", "sharif_shu_2017", "lally_2010"),
)
def spare_used(facts: Facts, params: SpareUsed) -> Evidence | None:
    """The plan week's spare is used. Only one block can be a week's first, so a cooldown of a week is built in."""
    cancelled = facts.cancelled_in_week()
    if len(cancelled) != params.count:
        return None
    return Evidence(outcome_rows(cancelled), len(cancelled), params.count, "week_end")


@rule(
    id="note.bad_week",
    origin=Origin(OriginKind.GUIDE, "a_week_is_no_month"),
    params=BadWeek,
    clears=after_a_week,
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
    rows = outcome_rows(day for day in days if day.recorded)
    return Evidence(rows, round(100 * drop / pairs), params.drop, "seven_days")


def _confidences(sessions: Iterable[CheckIn | BaselineRow]) -> list[int]:
    """How sure a person was in some sessions, where it is recorded."""
    return [session.confidence for session in sessions if session.confidence is not None]


def _confidence_ahead(facts: Facts, params: ConfidenceGap) -> Evidence | None:
    told = [session for session in facts.all_sessions() if session.confidence is not None]
    if len(told) < max(params.smallest, 2 * params.sessions):
        return None
    first, last = told[: params.sessions], told[-params.sessions :]
    gap = median(_confidences(last)) - median(_confidences(first))
    before, now = facts.results(first), facts.results(last)
    if gap < params.gap or not before or not now or median(now) > median(before):
        return None
    return Evidence(_confidence_rows(facts, (*first, *last)), gap, params.gap, "gap_closed")


def _confidence_rows(facts: Facts, sessions: Iterable[CheckIn]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for session in sessions:
        rows += facts.result_rows(session)
        if session.confidence is not None:
            rows.append(Row(session.day, "confidence", session.confidence))
    return tuple(rows)


def _confidence_level(facts: Facts, params: ConfidenceGap, since: date) -> bool:
    return _confidence_ahead(facts, params) is None


@rule(
    id="note.confidence_gap",
    origin=Origin(OriginKind.GUIDE, "confidence_after_short_wins"),
    params=ConfidenceGap,
    clears=_confidence_level,
    cooldown_days=7,
    sources=("guide", "sanchez_dunning_2018", "conway_ross_1984"),
)
def confidence_gap(facts: Facts, params: ConfidenceGap) -> Evidence | None:
    """Confidence rose since the first sessions while results did not."""
    in_its_days = params.from_day <= (facts.plan_day or 0) <= params.until_day
    return _confidence_ahead(facts, params) if in_its_days else None


def _caught_up(facts: Facts, params: DepthFirst, since: date) -> bool:
    """Confidence lies over the baseline's by now, results do not any more, or too little is left to compare."""
    return depth_first.fires(facts, params) is None


@rule(
    id="note.depth_first",
    origin=Origin(OriginKind.GUIDE, "depth_before_confidence"),
    params=DepthFirst,
    clears=_caught_up,
    cooldown_days=10,
    sources=("guide", "parker_vannest_2009", "conway_ross_1984"),
)
def depth_first(facts: Facts, params: DepthFirst) -> Evidence | None:
    """Results since the baseline are likely better than it is, and confidence since then is not."""
    level, later = facts.baseline_results(), facts.since_baseline()
    before, now = _confidences(() if facts.baseline is None else facts.baseline.rows), _confidences(later)
    if min(len(level), len(before), len(now)) < params.each or median(now) > median(before):
        return None
    results = facts.results(later)
    share = nap(level, results)
    if len(results) < params.each or share is None or share < params.nap:
        return None
    return Evidence(_confidence_rows(facts, later), round(share, 2), params.nap, "confidence_rises")


def _troubled(facts: Facts, params: FewerErrors) -> tuple[tuple[CheckIn, ...], tuple[CheckIn, ...]]:
    """The last kept sessions with a feeling, and those of them that felt frustrated or ashamed."""
    kept = facts.sessions(params.sessions, lambda session: session.outcome.kept and session.feeling is not None)
    return kept, tuple(session for session in kept if session.feeling in TROUBLED)


def _eased(facts: Facts, params: FewerErrors, since: date) -> bool:
    return len(_troubled(facts, params)[1]) <= params.clears_at


@rule(
    id="note.fewer_errors",
    origin=Origin(OriginKind.GUIDE, "one_error_fewer"),
    params=FewerErrors,
    clears=_eased,
    cooldown_days=5,
    sources=("guide", "kluger_denisi_1996"),
)
def fewer_errors(facts: Facts, params: FewerErrors) -> Evidence | None:
    """Frustration or shame came with several of the last kept sessions within 21 plan days."""
    kept, troubled = _troubled(facts, params)
    return counted(troubled, kept, params, felt_rows(troubled), "eased")
