"""Three months of a made-up person, one after another: each begins higher than the one before."""

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from mastery_tui.practice.days import PLAN_DAYS
from mastery_tui.practice.records import ClosedAs, Next, PauseReason

from .people import Persona

A_WEEK = 7
"""Dates that somebody pauses, so that the days of rest stay the same days of the week."""


class Month(Struct, frozen=True, kw_only=True):
    """A person's month, and what comes about in it beside ordinary days.

    Attributes:
        persona: the person, in the figures of this month.
        pause_day: the plan day before which the plan stands still, after the last one where it never does.
        paused: dates that it stands still.
        reason: why.
        easier_day: the plan day from which on an easier week holds, 0 for none.
        tried: what is tried first, '' where that is the first of the person's adjustments.
        closed_as: what becomes of it, None while it goes on.
        following: what is chosen at the end.
        summary: what is written at the end.
        gap: dates between its end and the next month.
    """

    persona: Persona
    pause_day: int = PLAN_DAYS + 1
    paused: int = 0
    reason: PauseReason | None = None
    easier_day: int = 0
    tried: str = ""
    closed_as: ClosedAs | None = None
    following: Next = Next.CONTINUE
    summary: str = ""
    gap: int = 0

    @property
    def dates(self) -> timedelta:
        """How long it is, with the days after it on which no plan runs."""
        return timedelta(days=PLAN_DAYS + self.paused + self.gap)

    def date_of(self, plan_day: int, first: date) -> date:
        """The date of a plan day in the month that begins on ``first``."""
        waited = self.paused if plan_day >= self.pause_day else 0
        return first + timedelta(days=plan_day - 1 + waited)


def months_of(persona: Persona) -> tuple[Month, Month, Month]:
    """Three whole months of a person: the first with a journey, the second with a bad week, the last as they are."""
    words = persona.words
    return (
        Month(
            persona=earlier(persona, 2),
            pause_day=13,
            paused=A_WEEK,
            reason=PauseReason.TRAVEL,
            tried=words["tried_1"],
            closed_as=ClosedAs.REVERTED,
            following=Next.ADJUST,
            summary=words["summary_1"],
            gap=8,
        ),
        Month(
            persona=replace(earlier(persona, 1), crowded_week=2, crowded=0.5),
            easier_day=16,
            tried=words["tried_2"],
            closed_as=ClosedAs.PARKED,
            summary=words["summary_2"],
            gap=3,
        ),
        Month(
            persona=replace(persona, plan_day=PLAN_DAYS + 1),
            pause_day=20,
            paused=A_WEEK,
            reason=PauseReason.ILLNESS,
            closed_as=ClosedAs.KEPT,
            summary=words["summary_3"],
        ),
    )


def earlier(persona: Persona, months: int) -> Persona:
    """A person in the figures of some months before: less of it, more errors, and not yet so sure."""
    share = 1 - months / 8
    return replace(
        persona,
        seed=persona.seed + 100 * months,
        plan_day=PLAN_DAYS + 1,
        target=_step(persona, share * persona.target),
        minimum=_step(persona, share * persona.minimum),
        lighter_minimum=None,
        level=share * persona.level,
        errors=None if persona.errors is None else persona.errors + 2 * months,
        score=None if persona.score is None else persona.score - 4 * months,
        confidence=persona.confidence - months / 4,
        away=None,
    )


def _step(persona: Persona, amount: float) -> float:
    """An amount as somebody would set it: in whole steps, in tens where it is large."""
    step = persona.step * 10 if amount >= 100 * persona.step else persona.step
    return max(persona.step, round(amount / step) * step)
