"""What Progress and Summary show as codes and numbers, under stable keys, for programs."""

from typing import Any

from msgspec import to_builtins

from mastery_tui.practice import progress, strip, weekly
from mastery_tui.practice.choices import Mark
from mastery_tui.practice.contexts import compared_conditions
from mastery_tui.practice.earlier import CycleBand
from mastery_tui.practice.timeline import Timeline
from mastery_tui.practice.trend import trend

TESTED = ("day", "changed", "context", "amount", "errors", "score", "held", "broke", "next")
TRIED = ("text", "opened_on", "closed_on", "closed_as")
"""What is told of a transfer test, and of an adjustment."""


def rows(timeline: Timeline, before: tuple[CycleBand, ...], more: int) -> dict[str, Any]:
    """A cycle by its stable keys; what has no value is None.

    Args:
        timeline: the cycle.
        before: earlier ones that can be compared with it.
        more: how many earlier ones are not among them.
    """
    return {"schema": 1, **_figures(timeline, before, more)}


def summary_rows(timeline: Timeline, before: tuple[CycleBand, ...], more: int) -> dict[str, Any]:
    """A cycle in one answer: what was asked, what the person wrote of it, and all figures.

    Args:
        timeline: the cycle.
        before: earlier ones that can be compared with it.
        more: how many earlier ones are not among them.
    """
    records = timeline.records
    cycle, tests, adjustments = records.cycle, records.transfer_tests, records.adjustments
    return {
        "schema": 1,
        "behaviour": cycle.behaviour.name,
        "standard": cycle.behaviour.standard,
        "first": timeline.first_day.isoformat(),
        "last": timeline.last_day.isoformat(),
        "ending": to_builtins(cycle.ending),
        "next": to_builtins(cycle.next),
        "summary": cycle.summary,
        "transfer_tests": [{name: to_builtins(getattr(test, name)) for name in TESTED} for test in tests],
        "adjustments": [{name: to_builtins(getattr(tried, name)) for name in TRIED} for tried in adjustments],
        "progress": _figures(timeline, before, more),
    }


def _figures(timeline: Timeline, before: tuple[CycleBand, ...], more: int) -> dict[str, Any]:
    line, weeks = trend(timeline), weekly.weekly(timeline)
    kept = timeline.adherence
    return {
        "state": timeline.state.value,
        "kept": kept.kept,
        "recorded": kept.recorded,
        "not_recorded": kept.not_recorded,
        "rate": kept.rate,
        "baseline": to_builtins(progress.baseline_status(timeline)),
        "compared": to_builtins(progress.compared(timeline)),
        "trend": None if line is None else {"a_week": line.a_week, "n": line.n},
        "weeks": [_week(week) for week in weeks],
        "contexts": to_builtins(compared_conditions(timeline)),
        "earlier": [to_builtins(cycle) for cycle in before],
        "earlier_more": more,
        "days": [_day(column) for column in strip.strip(timeline).columns if not column.day.ahead],
    }


def _week(week: weekly.WeekProgress) -> dict[str, Any]:
    counts = {mark.value: count for mark, count in zip(Mark, week.counts, strict=True)}
    return {**to_builtins(week), "counts": counts}


def _day(column: strip.DayColumn) -> dict[str, Any]:
    check_in, mark = column.check_in, column.day.mark
    told = {name: getattr(check_in, name, None) for name in ("effort", "feeling", "strength", "confidence")}
    return {
        "plan_day": column.number,
        "day": column.day.day.isoformat(),
        "mark": None if mark is None else mark.value,
        "result": column.result,
        **to_builtins(told),
        "events": column.letters,
    }
