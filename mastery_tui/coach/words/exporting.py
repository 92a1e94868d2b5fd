"""A plan in words for a calendar: what each of its days asks."""

from collections.abc import Iterator

from mastery_tui import guide
from mastery_tui.exchange.ics import Entry
from mastery_tui.practice.days import WEEKS, days_of_week
from mastery_tui.practice.tasks import FEEDBACK_DAYS, TRANSFER_DAYS, reflected
from mastery_tui.practice.timeline import Day, Timeline

from . import phrases

REFLECTED_IN_TASK = 3
"""The week whose last task is its reflection."""


def entries(timeline: Timeline) -> Iterator[Entry]:
    """What the plan asks for on each of its dates; paused ones, and those after its end, ask for nothing.

    Those remind that lie ahead and ask for something still: what was recorded, and a rest, is left in peace.
    """
    for day in timeline.days:
        if day.plan_day is None:
            continue
        yield _task(timeline, day, day.plan_day)
        for week in range(1, WEEKS):
            if days_of_week(week)[-1] == day.plan_day and week != REFLECTED_IN_TASK:
                yield _reflection(timeline, day, week)


def _task(timeline: Timeline, day: Day, plan_day: int) -> Entry:
    words, unit, name = phrases.task_words(timeline, day), timeline.behaviour.unit, timeline.behaviour.name
    return Entry(
        uid=_uid(timeline, str(plan_day)),
        day=day.day,
        title=guide.say("export", "task", name=name, day=plan_day, title=words.title),
        text="\n".join(part for part in (words.how, phrases.standard_words(day, unit)) if part),
        kind=_kind(plan_day),
        reminds=not day.past and day.check_in is None and not day.rest_weekday,
    )


def _reflection(timeline: Timeline, day: Day, week: int) -> Entry:
    name = timeline.behaviour.name
    return Entry(
        uid=_uid(timeline, f"{day.plan_day}-reflection"),
        day=day.day,
        title=guide.say("export", "reflection", name=name, week=week),
        text="",
        kind=guide.word("export", "kind_reflection"),
        reminds=not day.past and not reflected(timeline, week),
    )


def _uid(timeline: Timeline, part: str) -> str:
    return f"{timeline.records.cycle.id}-{part}@mastery-tui"


def _kind(plan_day: int) -> str:
    """What a day's task is."""
    if plan_day in TRANSFER_DAYS:
        return guide.word("export", "kind_transfer")
    if plan_day in FEEDBACK_DAYS:
        return guide.word("export", "kind_feedback")
    reflection = plan_day == days_of_week(REFLECTED_IN_TASK)[-1]
    return guide.word("export", "kind_reflection" if reflection else "kind_task")
