"""The days of a cycle in words, a column each."""

from collections import Counter

from mastery_tui import guide
from mastery_tui.practice.records import (
    Adjustment,
    Baseline,
    CheckIn,
    FeedbackCheck,
    Feeling,
    Reduction,
    TransferTest,
)
from mastery_tui.practice.strip import DayColumn, Happened, Strip
from mastery_tui.practice.timeline import Mark, Timeline

from ..progress_views import ColumnView
from . import phrases, plan


def column_view(timeline: Timeline, column: DayColumn) -> ColumnView:
    """One plan day of the strip."""
    day, check_in, unit = column.day, column.check_in, timeline.behaviour.unit
    mark = (Mark.REST if day.rest_planned else None) if day.ahead else day.mark
    today = day.day == timeline.today
    short = guide.date_words(day.day, "short")
    outcome = phrases.mark_word(mark, unit) if mark is not None else guide.word("progress_table", "not_yet")
    open_yet = guide.word("plan", "not_recorded_yet") if mark is None else outcome
    result = "" if column.result is None else guide.number(column.result)
    told = {} if check_in is None else phrases.told(check_in, unit)
    return ColumnView(
        day=day.day,
        number=column.number,
        mark=mark,
        ahead=day.ahead,
        today=today,
        result=column.result,
        result_words=result,
        effort=None if check_in is None else check_in.effort,
        feeling=None if check_in is None else check_in.feeling,
        strength=None if check_in is None else check_in.strength,
        confidence=None if check_in is None else check_in.confidence,
        events=column.letters,
        trying=column.trying,
        easier=column.easier,
        paused_before=column.paused_before,
        title=f"{plan.day_title(column.number)} · {short}",
        date=short,
        outcome=outcome,
        feeling_letter=_letter(check_in),
        feeling_words=told.get("feeling", ""),
        brief=open_yet if check_in is None else _brief(timeline, column),
        done=open_yet if check_in is None else phrases.measured(check_in, unit),
        felt=tuple(told[field] for field in sorted(told, key=timeline.behaviour.result.value.__ne__)),
        contexts="" if check_in is None else phrases.tags(check_in.contexts),
        second=_second(timeline, column),
    )


def _letter(check_in: CheckIn | None) -> str:
    feeling = None if check_in is None else check_in.feeling
    return "" if feeling is None else guide.word("progress_feelings", feeling.value)


def feelings(strip: Strip) -> tuple[tuple[Feeling, str, int], ...]:
    """Each feeling with its word and the days that had it."""
    felt = Counter(column.check_in.feeling for column in strip.columns if column.check_in is not None)
    return tuple((feeling, guide.word("feelings", feeling.value), felt[feeling]) for feeling in Feeling)


def _brief(timeline: Timeline, column: DayColumn) -> str:
    check_in = column.check_in
    assert check_in is not None
    unit = timeline.behaviour.unit
    if check_in.amount is None:
        return phrases.outcome_word(check_in.outcome, unit)
    return guide.amount_words(check_in.amount, unit)


def _second(timeline: Timeline, column: DayColumn) -> str:
    events = [f"{event.value} {_event(record)}" for event, record in column.events]
    if events:
        return " · ".join(events)
    note = "" if column.check_in is None else _line(column.check_in.note)
    return f"'{note}'" if note else ""


def _event(record: Happened) -> str:
    """What the plan had on a day, by the record of it."""
    if isinstance(record, FeedbackCheck):
        return guide.say("progress_events", "feedback", text=_line(record.finding))
    if isinstance(record, Adjustment):
        return guide.say("progress_events", "adjustment", text=_line(record.text))
    if isinstance(record, TransferTest):
        return guide.say("progress_events", "transfer", text=_line(record.context))
    if isinstance(record, Reduction):
        return guide.say("progress_events", "easier", until=guide.date_words(record.until_day, "short"))
    return guide.word("progress_events", "baseline" if isinstance(record, Baseline) else "minimum")


def _line(text: str) -> str:
    return " ".join(text.split())
