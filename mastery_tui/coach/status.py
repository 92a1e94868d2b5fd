"""Where the plan stands, as one value: for a prompt, a pipe or a program."""

from msgspec import Struct

from mastery_tui import guide
from mastery_tui.practice.days import PLAN_DAYS, plan_week
from mastery_tui.practice.tasks import KEPT_IN, TRANSFER_TESTS, due, minimum_locked, task_id
from mastery_tui.practice.timeline import Adherence, Day, Timeline

from . import left, wording
from .desk import Desk


class StatusView(Struct, frozen=True):
    """Where the plan stands.

    Attributes:
        timeline: the cycle, None before the first.
        number: the cycle's number.
        day: today's date in the cycle while it runs.
        task: today's task in words, None outside a running day.
        recorded: what is recorded today, '' for nothing.
        due: ids of what is due.
        adherence: of the whole cycle.
        adjusting: what is tried and what was kept of adjustments, each with its label.
        keeps: the field that keeps what today's task asks for, while it is empty; '' otherwise.
        locked: whether the minimum is locked, so that of day 8 only the when-then line can be open.
    """

    timeline: Timeline | None
    number: int
    day: Day | None
    task: guide.TaskWords | None
    recorded: str
    due: tuple[str, ...]
    adherence: Adherence
    adjusting: tuple[left.Told, ...] = ()
    keeps: str = ""
    locked: bool = False


class Standing(Desk):
    """Where the plan stands."""

    def status(self) -> StatusView:
        """Where the plan stands today, or on the date that is looked at."""
        timeline = self.timeline
        if timeline is None:
            return StatusView(None, 0, None, None, "", (), Adherence(0, 0, 0))
        day = timeline.day(self.today) if timeline.plan_day is not None else None
        task = None if day is None or day.paused else wording.task_words(timeline, day)
        check_in = None if day is None else day.check_in
        field = "" if day is None or day.plan_day is None else KEPT_IN.get(task_id(day.plan_day), "")
        return StatusView(
            timeline=timeline,
            number=self.number_of(timeline.records.cycle),
            day=day,
            task=task,
            recorded="" if check_in is None else wording.measured(check_in, timeline.behaviour.unit),
            due=due(timeline),
            adherence=timeline.adherence,
            adjusting=left.adjusting(timeline, self.today),
            keeps=field if field and not getattr(timeline.behaviour, field) else "",
            locked=minimum_locked(timeline),
        )

    def status_rows(self) -> dict[str, object]:
        """The status as DESIGN's stable keys; the shell writes it as JSON."""
        status = self.status()
        timeline, day = status.timeline, status.day
        rows: dict[str, object] = {
            "schema": 1,
            "today": self.today.isoformat(),
            "state": None if timeline is None else timeline.state.value,
            "behaviour": None,
            "cycle": None,
            "task": None,
            "recorded_today": bool(status.recorded),
            "adherence": _adherence_rows(status.adherence),
            "week": None,
            "trying": (),
            "kept": (),
            "transfer_tests": None,
            "due": list(status.due),
        }
        if timeline is None:
            return rows
        behaviour = timeline.behaviour
        standing = timeline.day(min(max(self.today, timeline.first_day), timeline.last_day))
        assert standing is not None
        rows["behaviour"] = {
            "name": behaviour.name,
            "standard": behaviour.standard,
            "unit": behaviour.unit,
            "target": standing.target,
            "minimum": standing.minimum,
            "pause_signs": behaviour.pause_signs,
            "error_kinds": list(behaviour.error_kinds),
            "better_in_a_week": behaviour.better_in_a_week,
        }
        adjustments = timeline.records.adjustments
        rows["trying"], rows["kept"] = left.tried(adjustments, self.today), left.kept(adjustments, self.today)
        rows["transfer_tests"] = {"done": len(timeline.records.transfer_tests), "of": TRANSFER_TESTS}
        number = timeline.plan_day
        week = None if number is None else plan_week(number)
        rows["cycle"] = {
            "number": status.number,
            "started_on": timeline.first_day.isoformat(),
            "day": number,
            "days": PLAN_DAYS,
            "week": week,
            "theme": None if week is None else guide.week(week).theme,
        }
        if day is not None and status.task is not None and number is not None and week is not None:
            found = timeline.week(week)
            rows["task"] = {
                "id": task_id(number),
                "day": number,
                "title": status.task.title,
                "how": status.task.how,
            }
            rows["week"] = {
                **_adherence_rows(found.adherence),
                "cancelled": found.cancelled,
                "spare": found.spare,
            }
        return rows


def _adherence_rows(adherence: Adherence) -> dict[str, object]:
    return {
        "kept": adherence.kept,
        "recorded": adherence.recorded,
        "not_recorded": adherence.not_recorded,
        "scheduled": adherence.scheduled,
        "rate": adherence.rate,
    }
