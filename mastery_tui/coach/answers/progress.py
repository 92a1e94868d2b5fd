"""How plans go and went: progress, the summary, the history."""

from datetime import date
from typing import Literal

from msgspec import Struct

from mastery_tui.practice.choices import Changed, ClosedAs, Ending, Feeling, Mark, Next, Outcome, State
from mastery_tui.practice.contexts import Conditions
from mastery_tui.practice.earlier import CycleBand
from mastery_tui.practice.history import EntryKind
from mastery_tui.practice.progress import BaselineStatus, Compared
from mastery_tui.practice.records import Confidence, Effort, Strength
from mastery_tui.practice.timeline import Adherence


class Trend(Struct):
    """The line through the results.

    Attributes:
        a_week: the change from one week to the next, in the result's unit.
        n: results it rests on.
    """

    a_week: float
    n: int


class Week(Struct):
    """A plan week in figures.

    Attributes:
        number: 1 to 5, 5 is the wrap-up.
        first: its first plan day.
        last: its last plan day.
        counts: its dates so far, by what they show.
        n: results it has.
        result: their median.
        minutes: the median of its sessions' minutes.
        effort: of their effort.
        confidence: of their confidence.
        begun: whether its first day has come.
        current: whether the plan is in it.
    """

    number: int
    first: int
    last: int
    counts: dict[Mark, int]
    adherence: Adherence
    n: int
    result: float | None
    minutes: float | None
    effort: float | None
    confidence: float | None
    begun: bool
    current: bool


class Day(Struct):
    """A plan day.

    Attributes:
        mark: what it shows; null while it is open.
        events: a letter for each kind of event: b baseline, m minimum, f feedback, a adjustment, e easier, x transfer.
    """

    plan_day: int
    day: date
    mark: Mark | None
    result: float | None
    effort: Effort | None
    feeling: Feeling | None
    strength: Strength | None
    confidence: Confidence | None
    events: str


class Figures(Struct):
    """How a plan goes.

    Attributes:
        rate: kept of recorded, 0 to 1; null under 3 recorded days.
        compared: null while no baseline is frozen.
        trend: null where there are too few results.
        earlier: earlier plans of the same practice that can be compared.
        earlier_more: how many of them are not listed.
    """

    state: State
    kept: int
    recorded: int
    not_recorded: int
    rate: float | None
    baseline: BaselineStatus
    compared: Compared | None
    trend: Trend | None
    weeks: list[Week]
    contexts: Conditions
    earlier: list[CycleBand]
    earlier_more: int
    days: list[Day]


class Progress(Figures):
    """How a plan goes."""

    schema: Literal[1]


class Tested(Struct):
    """A transfer test.

    Attributes:
        changed: what was changed.
        context: the new context.
        held: what still worked there.
        broke: what did not carry over.
        next: what to try there next.
    """

    day: date
    changed: Changed
    context: str
    amount: float | None
    errors: int | None
    score: float | None
    held: str
    broke: str
    next: str


class Tried(Struct):
    """An adjustment; it has no last day while it is tried."""

    text: str
    opened_on: date
    closed_on: date | None
    closed_as: ClosedAs | None


class Summary(Struct):
    """A plan in one answer.

    Attributes:
        first: its first day.
        last: its last day, so far as it is known.
        ending: null until it has ended.
        next: what was chosen for afterward.
        summary: the person's own, '' for none.
    """

    schema: Literal[1]
    behaviour: str
    standard: str
    first: date
    last: date
    ending: Ending | None
    next: Next | None
    summary: str
    transfer_tests: list[Tested]
    adjustments: list[Tried]
    progress: Figures


class Entry(Struct):
    """Something that was recorded; what its kind does not have is null.

    Attributes:
        cycle: the plan's number.
        behaviour: its name.
        plan_day: null on paused dates and outside the plan.
        result: the number that shows progress.
        texts: what the person wrote, each as typed.
    """

    cycle: int
    behaviour: str
    day: date
    plan_day: int | None
    kind: EntryKind
    result: float | None
    texts: list[str]
    outcome: Outcome | None
    amount: float | None
    minutes: int | None
    effort: Effort | None
    feeling: Feeling | None
    strength: Strength | None
    confidence: Confidence | None
    contexts: list[str]


class History(Struct):
    """What was recorded or was found, the newest first."""

    schema: Literal[2]
    entries: list[Entry]
