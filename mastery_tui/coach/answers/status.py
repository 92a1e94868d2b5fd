"""Where the plan stands."""

from datetime import date
from typing import Literal

from msgspec import Struct

from mastery_tui.practice.choices import State, TimerState

from .cues import Cue


class Behaviour(Struct):
    """The one behaviour, and what is asked of it now.

    Attributes:
        unit: what amounts are counted in; '' for done or not, with a target and minimum of 1.
        target: for an ordinary good day, on this date.
        minimum: for the hardest day, on this date.
    """

    name: str
    standard: str
    unit: str
    target: float
    minimum: float
    pause_signs: str
    error_kinds: list[str]
    better_in_a_week: str


class Cycle(Struct):
    """The plan.

    Attributes:
        number: its place among all plans.
        day: the plan day, 1 to 30; null while the plan is paused, and before and after it.
        days: how many it has.
        week: the plan week, 1 to 5.
        theme: that week's.
    """

    number: int
    started_on: date
    day: int | None
    days: int
    week: int | None
    theme: str | None


class Task(Struct):
    """What the plan day asks for."""

    id: str
    day: int
    title: str
    how: str


class Kept(Struct):
    """How many days were kept.

    Attributes:
        kept: days with the target or the minimum met.
        recorded: scheduled days with a check-in.
        not_recorded: scheduled days without one; they are not canceled.
        scheduled: days that count so far.
        rate: kept of recorded, 0 to 1; null under 3 recorded days.
    """

    kept: int
    recorded: int
    not_recorded: int
    scheduled: int
    rate: float | None


class KeptInWeek(Kept):
    """How many days of this plan week were kept.

    Attributes:
        cancelled: canceled sessions.
        spare: canceled sessions that the week still allows.
    """

    cancelled: int
    spare: int


class TransferTests(Struct):
    """The transfer tests that are done, and how many the plan has."""

    done: int
    of: int


class TimerNow(Struct):
    """What the timer is at.

    Attributes:
        minutes: of the session, or of those that wait for their check-in.
        left_seconds: of a recovery.
    """

    state: TimerState
    minutes: int
    left_seconds: int | None


class Status(Struct):
    """Where the plan stands.

    Attributes:
        today: the practice day.
        state: null before the first plan.
        adherence: over the whole plan.
        week: of this plan week; null where no plan day is today.
        trying: adjustments that are tried.
        kept: adjustments that were kept.
        due: ids of tasks and events.
        timer: null while it is at nothing.
        cue: the one that shows now.
    """

    schema: Literal[1]
    today: date
    state: State | None
    behaviour: Behaviour | None
    cycle: Cycle | None
    task: Task | None
    recorded_today: bool
    adherence: Kept
    week: KeptInWeek | None
    trying: list[str]
    kept: list[str]
    transfer_tests: TransferTests | None
    due: list[str]
    timer: TimerNow | None
    cue: Cue | None
