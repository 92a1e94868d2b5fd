"""What a record chooses between, as it is stored; and what a cycle and its dates are found to be, as nothing stores."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a practice day."""

    DONE = "done"
    MINIMUM = "minimum"
    PARTIAL = "partial"
    CANCELLED = "cancelled"
    REST = "rest"

    @property
    def kept(self) -> bool:
        """Whether the day counts as kept: the target or the minimum was met."""
        return self in (Outcome.DONE, Outcome.MINIMUM)

    @property
    def session(self) -> bool:
        """Whether this is a session: any check-in but a rest."""
        return self is not Outcome.REST


class Feeling(StrEnum):
    """How a session felt, in the program's own seven words."""

    CALM = "calm"
    FOCUSED = "focused"
    SATISFIED = "satisfied"
    FLAT = "flat"
    FRUSTRATED = "frustrated"
    ANXIOUS = "anxious"
    ASHAMED = "ashamed"

    @property
    def has_strength(self) -> bool:
        """Whether a strength of 1 to 5 goes with this feeling."""
        return self in (Feeling.FRUSTRATED, Feeling.ANXIOUS, Feeling.ASHAMED)

    @property
    def distress(self) -> bool:
        """Whether this feeling can dominate a session: anxious or ashamed."""
        return self in (Feeling.ANXIOUS, Feeling.ASHAMED)


class ResultKind(StrEnum):
    """Which number tells improvement."""

    AMOUNT = "amount"
    ERRORS = "errors"
    SCORE = "score"
    NONE = "none"


class Better(StrEnum):
    """The direction in which the result improves."""

    MORE = "more"
    FEWER = "fewer"


DIRECTION = {
    ResultKind.AMOUNT: Better.MORE,
    ResultKind.ERRORS: Better.FEWER,
    ResultKind.SCORE: Better.MORE,
    ResultKind.NONE: Better.MORE,
}
"""The direction of each kind of result. A stored one of another direction is read and computed as it is."""


class FeedbackKind(StrEnum):
    """What the one trusted source of feedback is."""

    COACH = "coach"
    RUBRIC = "rubric"
    COMPARISON = "comparison"


class Source(StrEnum):
    """Where a check-in was recorded."""

    TUI = "tui"
    CLI = "cli"
    IMPORT = "import"


class Ending(StrEnum):
    """How a cycle ended."""

    FINISHED = "finished"
    STOPPED = "stopped"


class Next(StrEnum):
    """What follows a cycle."""

    CONTINUE = "continue"
    ADJUST = "adjust"
    STOP = "stop"


class PauseReason(StrEnum):
    """Why the plan stands still."""

    REST = "rest"
    ILLNESS = "illness"
    TRAVEL = "travel"
    TOO_MUCH = "too much"
    OTHER = "other"


class ClosedAs(StrEnum):
    """What became of an adjustment."""

    KEPT = "kept"
    REVERTED = "reverted"
    PARKED = "parked"


class Changed(StrEnum):
    """What a transfer test changed."""

    PLACE = "place"
    TIME = "time"
    TOOL = "tool"
    AUDIENCE = "audience"
    CONSTRAINT = "constraint"


class AnswerKind(StrEnum):
    """What a person answered to a cue."""

    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"


class BreakKind(StrEnum):
    """What a break of a session is: a recovery, or time away that is left out of it."""

    RECOVERY = "recovery"
    AWAY = "away"


class EndedAs(StrEnum):
    """How a session of the timer ended: by one of its keys, or by the answer to when it did."""

    DONE = "done"
    PARTIAL = "partial"
    LEFT = "left"
    ASKED = "asked"


class TimerState(StrEnum):
    """What the timer is at; nothing stores it."""

    READY = "ready"
    PRACTISING = "practising"
    RECOVERING = "recovering"
    OVER = "over"
    LEFT = "left"
    ASKING = "asking"


class State(StrEnum):
    """Where a cycle stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    AWAITING_SUMMARY = "awaiting_summary"
    ENDED = "ended"


class Mark(StrEnum):
    """What a date shows in a calendar."""

    DONE = "done"
    MINIMUM = "minimum"
    PARTIAL = "partial"
    CANCELLED = "cancelled"
    REST = "rest"
    PAUSED = "paused"
    UNRECORDED = "unrecorded"
