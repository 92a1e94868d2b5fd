"""What the timer shows: plain frozen values, already worded."""

from datetime import date

from msgspec import Struct

from mastery_tui.practice.choices import TimerState


class TimerView(Struct, frozen=True):
    """What the timer shows but for its digits; two that are equal need no drawing between them.

    Attributes:
        state: what it is at.
        heading: what that is called.
        beside: since when, or for how long.
        digits_word: what the digits tell.
        first: the moment at the left end of the line, '' without a line.
        last: what stands at its right end.
        cells: the line, in at most 56 equal parts, and whether each is practice.
        lines: what helps now, a sentence or two each.
        gap: that nobody looked for a while, and what to do about it; '' for nothing.
        rows: label and text of the first move, today's task and its standard.
        goal: the amounts under the standard, '' for yes or no.
        answers: while asking, the ids and words of what can be answered: usual, other, now, discard.
        first_move: the first move as it was written, '' for none.
        minutes: what the session would bring now.
        day: the practice day of the session, or today.
        asks: the question before it starts while the plan is paused; '' where it just starts.
        closed: why it cannot start, '' where it can.
    """

    state: TimerState
    heading: str
    beside: str
    digits_word: str
    first: str
    last: str
    cells: tuple[bool, ...]
    lines: tuple[str, ...]
    gap: str
    rows: tuple[tuple[str, str], ...]
    goal: str
    answers: tuple[tuple[str, str], ...]
    first_move: str
    minutes: int
    day: date
    asks: str
    closed: str


class TimerTab(Struct, frozen=True):
    """The timer's place on other screens: with what stands beside it, and short."""

    wide: str
    narrow: str


class TimerPanel(Struct, frozen=True):
    """What stands beside the timer where there is room.

    Attributes:
        week: of the days of this plan week for which something is recorded: the day, its minutes or its outcome, and
            its recoveries, '' for none.
        routine: when and where it is practiced, '' where neither is written down.
        last: what was noted of the last session, '' for nothing.
    """

    week: tuple[tuple[str, str, str], ...]
    routine: str
    last: str
