"""Reflections: a week's question, its answer, and how far the answer names its conditions."""

from mastery_tui.practice.days import WEEKS, days_of_week
from mastery_tui.practice.records import Conditions, Reflection
from mastery_tui.practice.reflecting import SLOTS
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_line, clean_note
from mastery_tui.practice.timeline import Timeline

from .context import CoachContext
from .views import ReflectView, TierView
from .words import reflection as words


class Reflections:
    """What people write about a week, and what they are shown for it."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context

    def open_week(self) -> int:
        """The week whose reflection is open: the newest that has begun, 1 to 4."""
        return words.open_week(self._context.shown)

    def view(self, week: int | None = None) -> ReflectView:
        """One week's reflection, the open one where no week is named.

        Raises:
            Refused: ``cycle.none``; ``week.range``: it is none from 1 to 4.
        """
        if week is not None:
            _check_range(week)
        timeline = self._context.shown
        return words.view(timeline, words.open_week(timeline) if week is None else week)

    def tier(self, behaviour: str, conditions: Conditions) -> TierView:
        """How far an answer names its conditions, while it is being typed."""
        return words.tier(behaviour, conditions)

    def write(
        self,
        week: int,
        answers: dict[str, str],
        *,
        conditions: Conditions | None = None,
        evidence: str = "",
        counter_example: str = "",
        better_next_week: str = "",
    ) -> Reflection:
        """Write a week's reflection; writing it again replaces it.

        Raises:
            Refused: ``week.range``, ``week.not_yet``, ``reflection.empty``, or a text over its length.
        """
        kept = {key: clean_note(text) for key, text in answers.items() if clean_note(text)}
        slots = conditions or Conditions()
        cleaned = Conditions(**{slot: clean_line(getattr(slots, slot)) for slot in SLOTS})
        with self._context.change("reflect", week=week) as change:
            timeline = self._context.running
            _check_week(timeline, week)
            reflection = Reflection(
                id="",
                cycle=timeline.records.cycle.id,
                at=self._context.now(),
                week=week,
                answers=kept,
                conditions=cleaned,
                evidence=clean_line(evidence),
                counter_example=clean_line(counter_example),
                better_next_week=clean_line(better_next_week),
            )
            if not kept and cleaned == Conditions() and not reflection.counter_example + reflection.better_next_week:
                raise Refused("reflection.empty")
            return change.put(reflection)


def _check_range(week: int) -> None:
    if not 1 <= week < WEEKS:
        raise Refused("week.range", first=1, last=WEEKS - 1)


def _check_week(timeline: Timeline, week: int) -> None:
    _check_range(week)
    first = timeline.plan.date_of(days_of_week(week)[0])
    if first is None or timeline.today < first:
        raise Refused("week.not_yet", week=week, first=days_of_week(week)[0])
