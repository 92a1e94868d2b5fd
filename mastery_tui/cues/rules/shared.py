"""What several rules share: so many of the last ones, rows, and how a stay ends."""

from collections.abc import Iterable, Sized
from datetime import date

from mastery_tui.cues.facts import Facts, Row
from mastery_tui.cues.figures import FewerErrors, LighterNext, ProcessMissing, RepeatedPause, ShrinkMinimum
from mastery_tui.cues.params import Params
from mastery_tui.cues.rule import Evidence
from mastery_tui.practice.records import CheckIn
from mastery_tui.practice.timeline import Day

Counting = FewerErrors | LighterNext | ProcessMissing | RepeatedPause | ShrinkMinimum
"""The figures of the rules that count among the last sessions or days."""


def counted(found: Sized, among: Sized, params: Counting, rows: tuple[Row, ...], clears_when: str) -> Evidence | None:
    """The evidence that so many were found among the last ones; None where either are too few."""
    if len(among) < params.smallest or len(found) < params.count:
        return None
    return Evidence(rows, len(found), params.count, clears_when)


def felt_rows(sessions: Iterable[CheckIn]) -> tuple[Row, ...]:
    """What some sessions felt like, as rows; a strength where there is one."""
    rows = []
    for session in sessions:
        if session.feeling is not None:
            rows.append(Row(session.day, "feeling", session.feeling.value))
        if session.strength is not None:
            rows.append(Row(session.day, "strength", session.strength))
    return tuple(rows)


def outcome_rows(days: Iterable[Day | CheckIn]) -> tuple[Row, ...]:
    """What became of some recorded days, as rows."""
    return tuple(Row(day.day, "outcome", day.outcome.value) for day in days if day.outcome is not None)


def after_a_week(facts: Facts, params: Params, since: date) -> bool:
    """Never by itself: the engine ends every adjust cue and every note after a week."""
    return False


def next_week(facts: Facts, params: Params, since: date) -> bool:
    """Another plan week than that of ``since`` runs, or the plan is through; a pause ends no week."""
    return not facts.paused and facts.week != facts.week_of(since)
