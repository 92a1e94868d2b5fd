"""What is recorded, and what the timer is at."""

from datetime import date
from typing import Literal

from msgspec import Struct

from mastery_tui.practice.choices import Feeling, Outcome, TimerState
from mastery_tui.practice.records import Confidence, Effort, Moment, RecoveryMinutes, Strength

from .cues import Cue


class Recorded(Struct):
    """A check-in as it is saved; its note stays in the journal.

    Attributes:
        recoveries: minutes of each.
    """

    day: date
    outcome: Outcome
    amount: float | None
    errors: int | None
    score: float | None
    minutes: int | None
    effort: Effort | None
    feeling: Feeling | None
    strength: Strength | None
    confidence: Confidence | None
    recoveries: list[RecoveryMinutes]
    contexts: list[str]


class Logged(Struct):
    """What was recorded, and the cue that shows now."""

    schema: Literal[1]
    recorded: Recorded
    cue: Cue | None


class Timed(Struct):
    """The session that is timed.

    Attributes:
        stopped: since when it is stopped.
        minutes: practiced so far.
        recoveries: minutes of each so far.
        left_seconds: of a recovery.
        first_move: the smallest way to begin, as the person wrote it.
    """

    day: date
    started: Moment
    stopped: Moment | None
    minutes: int
    recoveries: list[int]
    left_seconds: int | None
    first_move: str | None


class Waiting(Struct):
    """A session that ended and waits for its day's check-in."""

    day: date
    minutes: int
    recoveries: list[int]


class Timer(Struct):
    """What the timer is at."""

    schema: Literal[1]
    state: TimerState
    session: Timed | None
    waiting: list[Waiting]
