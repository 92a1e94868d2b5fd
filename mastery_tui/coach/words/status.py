"""Where the plan stands: for a prompt, a pipe or a program."""

from collections.abc import Iterable
from datetime import date

from mastery_tui import guide
from mastery_tui.practice.choices import State
from mastery_tui.practice.days import PLAN_DAYS, WRAP_UP, plan_week
from mastery_tui.practice.records import replace
from mastery_tui.practice.session import Timed
from mastery_tui.practice.tasks import TRANSFER_TESTS, due, minimum_locked, task_id
from mastery_tui.practice.timeline import Adherence, Day, Timeline

from ..views import StatusView
from . import easier, glances, left, phrases, plan, timer

LONGEST_NAME = 40
"""So many letters of the name stand in a prompt."""
TIMER = "timer"
"""What is due where a session of the timer waits for its check-in, or for when it ended."""
LOCKING = "lock_minimum"
"""The task that locks the minimum and writes the when-then line."""


def view(timeline: Timeline | None, timed: Timed) -> StatusView:
    """Where the plan stands today, and the timer; before the first cycle, that there is none."""
    if timeline is None:
        return StatusView(state=guide.word("cli", "no_plan"))
    status = StatusView(
        name=timeline.behaviour.name,
        state=state(timeline),
        so_far=phrases.adherence_words(timeline.adherence),
        results=_results(timeline),
        due=_due_now(timeline, timed),
        due_words=(*_due(timeline), *(due_words((TIMER,), "") if timed.wants else ())),
        timer=timer.status(timed),
        adjusting=left.adjusting(timeline, timeline.today),
    )
    day = _today(timeline)
    if day is None or day.week is None:
        return status
    field, unit = plan.answer_field(day), timeline.behaviour.unit
    recorded = "" if day.check_in is None else phrases.measured(day.check_in, unit)
    is_open = guide.word("cli", "today_rest" if day.rest_weekday else "today_open")
    week = timeline.week(day.week)
    return replace(
        status,
        task=phrases.task_words(timeline, day),
        recorded=recorded,
        today=guide.say("cli", "today_recorded", what=recorded) if recorded else is_open,
        keeps=field if field and not getattr(timeline.behaviour, field) else "",
        standard=phrases.standard_words(day, unit),
        easier=easier.now(timeline),
        week=f"{plan.week_title(day.week)}: {plan.week_kept(week)}",
    )


def state(timeline: Timeline) -> str:
    """Where the cycle stands, in a sentence."""
    number = timeline.plan_day
    if number is not None:
        week = plan_week(number)
        key = "wrap_up_day" if week == WRAP_UP else "plan_day"
        return guide.say("cli", key, day=number, days=PLAN_DAYS, week=week, theme=guide.week(week).theme)
    if timeline.state is State.ENDED:
        return guide.say("cli", "ended", last=timeline.last_day)
    if timeline.state is State.AWAITING_SUMMARY:
        return guide.word("cli", "awaiting")
    if timeline.state is State.NOT_STARTED:
        return guide.say("cli", "not_started", first=timeline.first_day)
    span = next(span for span in timeline.plan.paused if span.holds(timeline.today))
    if span.last is None:
        return guide.say("cli", "paused", first=span.first)
    return guide.say("cli", "paused_until", **phrases.pause_end(span.last))


def _results(timeline: Timeline) -> str:
    found = glances.line(timeline)
    return guide.say("cli", "results", unit=phrases.result_label(timeline.behaviour), what=found) if found else ""


def line(timeline: Timeline | None, timed: Timed) -> str:
    """Where the plan stands in one line, as in ``Write day 12/30 2 of 3 kept · 14 min · due: today's check-in``."""
    if timeline is None:
        return guide.word("cli", "no_plan_line")
    name, number = timeline.behaviour.name, timeline.plan_day
    parts = [name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"]
    if number is None:
        parts.append(guide.word("states", timeline.state.value))
    else:
        parts.append(guide.say("cli", "line_day", day=number, days=PLAN_DAYS))
        found = timeline.week(plan_week(number)).adherence
        if found.recorded:
            parts.append(guide.say("adherence", "kept", kept=found.kept, recorded=found.recorded))
    what = _due(timeline)
    told = (" ".join(parts), timer.line(timed), guide.say("cli", "line_due", what=what) if what else "")
    return " · ".join(part for part in told if part)


def due_words(things: Iterable[str], unit: str, *, locked: bool = False) -> tuple[str, ...]:
    """What is due in words, by its ids; each thing once.

    Args:
        things: the ids.
        unit: what the amount is counted in.
        locked: whether the minimum is locked, so that of its task only the when-then line is open.
    """
    return tuple(_due_words(thing, "" if locked and thing == LOCKING else unit) for thing in things)


def _due_now(timeline: Timeline, timed: Timed) -> tuple[str, ...]:
    """The ids of what is due, the timer's where a session waits or is asked about."""
    return (*due(timeline), *((TIMER,) if timed.wants else ()))


def _due(timeline: Timeline) -> tuple[str, ...]:
    return due_words(due(timeline), timeline.behaviour.unit, locked=minimum_locked(timeline))


def _due_words(thing: str, unit: str) -> str:
    if thing.startswith("reflect_") and thing.removeprefix("reflect_").isdigit():
        return guide.say("cli_due", "reflect", week=thing.removeprefix("reflect_"))
    own = guide.words("cli_due")
    title = own[thing] if thing in own else guide.task(thing, unit=unit).title
    return title[:1].lower() + title[1:]


def _today(timeline: Timeline) -> Day | None:
    """Today, while the cycle runs."""
    return None if timeline.plan_day is None else timeline.day(timeline.today)


def rows(timeline: Timeline | None, number: int, today: date, timed: Timed) -> dict[str, object]:
    """The status as DESIGN's stable keys.

    Args:
        timeline: the cycle, None before the first.
        number: the cycle's number.
        today: the practice day.
        timed: what the timer is at.
    """
    day = None if timeline is None else _today(timeline)
    told: dict[str, object] = {
        "schema": 1,
        "today": today.isoformat(),
        "state": None if timeline is None else timeline.state.value,
        "behaviour": None,
        "cycle": None,
        "task": None,
        "recorded_today": day is not None and day.check_in is not None,
        "adherence": _adherence(Adherence(0, 0, 0) if timeline is None else timeline.adherence),
        "week": None,
        "trying": (),
        "kept": (),
        "transfer_tests": None,
        "due": [] if timeline is None else list(_due_now(timeline, timed)),
        "timer": None if timeline is None else timer.status_rows(timed),
    }
    return told if timeline is None else told | _cycle_rows(timeline, number, day)


def _cycle_rows(timeline: Timeline, cycle: int, day: Day | None) -> dict[str, object]:
    behaviour, records = timeline.behaviour, timeline.records
    nearest = timeline.require_day(timeline.nearest_day)
    number = timeline.plan_day
    week = None if number is None else plan_week(number)
    told: dict[str, object] = {
        "behaviour": {
            "name": behaviour.name,
            "standard": behaviour.standard,
            "unit": behaviour.unit,
            "target": nearest.target,
            "minimum": nearest.minimum,
            "pause_signs": behaviour.pause_signs,
            "error_kinds": list(behaviour.error_kinds),
            "better_in_a_week": behaviour.better_in_a_week,
        },
        "trying": left.tried(records.adjustments, timeline.today),
        "kept": left.kept(records.adjustments, timeline.today),
        "transfer_tests": {"done": len(records.transfer_tests), "of": TRANSFER_TESTS},
        "cycle": {
            "number": cycle,
            "started_on": timeline.first_day.isoformat(),
            "day": number,
            "days": PLAN_DAYS,
            "week": week,
            "theme": None if week is None else guide.week(week).theme,
        },
    }
    if day is not None and number is not None and week is not None:
        task, found = phrases.task_words(timeline, day), timeline.week(week)
        told["task"] = {
            "id": task_id(number),
            "day": number,
            "title": task.title,
            "how": task.how,
        }
        told["week"] = {**_adherence(found.adherence), "cancelled": found.cancelled, "spare": found.spare}
    return told


def _adherence(adherence: Adherence) -> dict[str, object]:
    names = ("kept", "recorded", "not_recorded", "scheduled", "rate")
    return {name: getattr(adherence, name) for name in names}
