"""Where the plan stands, as one value: for a prompt, a pipe or a program."""

from datetime import date

from mastery_tui import guide
from mastery_tui.practice.days import PLAN_DAYS, plan_week
from mastery_tui.practice.tasks import TRANSFER_TESTS, due, minimum_locked, task_id
from mastery_tui.practice.timeline import Adherence, Timeline

from ..views import StatusView
from . import left, phrases, plan


def view(timeline: Timeline | None, number: int) -> StatusView:
    """Where the plan stands today.

    Args:
        timeline: the cycle, None before the first.
        number: the cycle's number.
    """
    if timeline is None:
        return StatusView(None, 0, None, None, "", (), Adherence(0, 0, 0))
    day = timeline.day(timeline.today) if timeline.plan_day is not None else None
    check_in = None if day is None else day.check_in
    field = plan.answer_field(day)
    return StatusView(
        timeline=timeline,
        number=number,
        day=day,
        task=None if day is None or day.paused else phrases.task_words(timeline, day),
        recorded="" if check_in is None else phrases.measured(check_in, timeline.behaviour.unit),
        due=due(timeline),
        adherence=timeline.adherence,
        adjusting=left.adjusting(timeline, timeline.today),
        keeps=field if field and not getattr(timeline.behaviour, field) else "",
        locked=minimum_locked(timeline),
    )


def rows(status: StatusView, today: date) -> dict[str, object]:
    """The status as DESIGN's stable keys.

    Args:
        status: the status.
        today: the practice day.
    """
    timeline = status.timeline
    told: dict[str, object] = {
        "schema": 1,
        "today": today.isoformat(),
        "state": None if timeline is None else timeline.state.value,
        "behaviour": None,
        "cycle": None,
        "task": None,
        "recorded_today": bool(status.recorded),
        "adherence": _adherence(status.adherence),
        "week": None,
        "trying": (),
        "kept": (),
        "transfer_tests": None,
        "due": list(status.due),
    }
    return told if timeline is None else told | _cycle_rows(status, timeline)


def _cycle_rows(status: StatusView, timeline: Timeline) -> dict[str, object]:
    behaviour, records = timeline.behaviour, timeline.records
    standing = timeline.require_day(timeline.nearest_day)
    number = timeline.plan_day
    week = None if number is None else plan_week(number)
    told: dict[str, object] = {
        "behaviour": {
            "name": behaviour.name,
            "standard": behaviour.standard,
            "unit": behaviour.unit,
            "target": standing.target,
            "minimum": standing.minimum,
            "pause_signs": behaviour.pause_signs,
            "error_kinds": list(behaviour.error_kinds),
            "better_in_a_week": behaviour.better_in_a_week,
        },
        "trying": left.tried(records.adjustments, timeline.today),
        "kept": left.kept(records.adjustments, timeline.today),
        "transfer_tests": {"done": len(records.transfer_tests), "of": TRANSFER_TESTS},
        "cycle": {
            "number": status.number,
            "started_on": timeline.first_day.isoformat(),
            "day": number,
            "days": PLAN_DAYS,
            "week": week,
            "theme": None if week is None else guide.week(week).theme,
        },
    }
    if status.day is not None and status.task is not None and number is not None and week is not None:
        found = timeline.week(week)
        told["task"] = {
            "id": task_id(number),
            "day": number,
            "title": status.task.title,
            "how": status.task.how,
        }
        told["week"] = {**_adherence(found.adherence), "cancelled": found.cancelled, "spare": found.spare}
    return told


def _adherence(adherence: Adherence) -> dict[str, object]:
    names = ("kept", "recorded", "not_recorded", "scheduled", "rate")
    return {name: getattr(adherence, name) for name in names}
