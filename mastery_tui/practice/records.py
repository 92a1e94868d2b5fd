"""The records that are stored: frozen structs with their bounds.

Bounds stand in the types, so that decoding enforces them, and :func:`checked` enforces them for a record that was
built here. What holds between fields is said in ``__post_init__``. Every refusal is a code with numbers.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from mastery_tui.limits import LAST_REV, MOST

from .bounds import check_field as check_field, checked as checked, dates_of as dates_of, out_of_time as out_of_time
from .choices import (
    DIRECTION as DIRECTION,
    AnswerKind as AnswerKind,
    Better as Better,
    BreakKind as BreakKind,
    Changed as Changed,
    ClosedAs as ClosedAs,
    EndedAs as EndedAs,
    Ending as Ending,
    FeedbackKind as FeedbackKind,
    Feeling as Feeling,
    Next as Next,
    Outcome as Outcome,
    PauseReason as PauseReason,
    ResultKind as ResultKind,
    Source as Source,
)
from .refused import Refused

Amount = Annotated[float, Meta(ge=0, le=1_000_000_000)]
Errors = Annotated[int, Meta(ge=0, le=1_000_000)]
Score = Annotated[float, Meta(ge=0, le=100)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
RecoveryMinutes = Annotated[int, Meta(ge=0, le=600)]
Effort = Annotated[int, Meta(ge=1, le=10)]
Strength = Annotated[int, Meta(ge=1, le=5)]
Confidence = Annotated[int, Meta(ge=1, le=5)]
Result = Annotated[float, Meta(ge=1 - MOST, le=MOST - 1)]
PositiveAmount = Annotated[float, Meta(gt=0, le=1_000_000_000)]
Weekday = Annotated[int, Meta(ge=1, le=7)]
Tag = Annotated[str, Meta(min_length=1, max_length=20)]
Tags = Annotated[tuple[Tag, ...], Meta(max_length=6)]
Note = Annotated[str, Meta(max_length=4000)]
Line200 = Annotated[str, Meta(max_length=200)]
Line500 = Annotated[str, Meta(max_length=500)]
Moment = Annotated[datetime, Meta(tz=True)]
ErrorKind = Annotated[str, Meta(min_length=1, max_length=80)]
Identifier = Annotated[str, Meta(min_length=1, max_length=64)]


LONGEST_PAUSE = 366
"""Days after its first that a pause may last; an open one may last longer."""

MOST_RECOVERIES = 20
MOST_BREAKS = 50
"""Breaks of one session of the timer."""

MOST_SESSIONS = 100
"""Sessions of the timer that one check-in can deal with."""


class _Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a record."""


class Record(_Value, frozen=True, kw_only=True):
    """What every record carries.

    Attributes:
        id: a uuid4.
        cycle: the id of the cycle it belongs to (a cycle's own id for a cycle).
        rev: the journal revision that wrote it.
        at: when it was written.
    """

    id: Identifier
    cycle: Identifier
    rev: Annotated[int, Meta(ge=0, le=LAST_REV)] = 0
    at: Moment


class Standard(_Value, frozen=True, kw_only=True):
    """The standard as amounts, from a date on; the minimum is provisional until it is locked."""

    from_day: date
    target: PositiveAmount
    minimum: PositiveAmount
    locked: bool = False

    def __post_init__(self) -> None:
        """Refuse a minimum above the target."""
        if self.minimum > self.target:
            raise Refused("minimum.above_target", target=self.target)


class Behaviour(_Value, frozen=True, kw_only=True):
    """The one core behaviour.

    Attributes:
        name: what it is called.
        standard: a done-test that a stranger could judge.
        unit: what the amount is counted in; '' is yes or no, with target and minimum 1.
        result: which number tells improvement.
        better: the direction in which that number improves.
        feedback_source: the one trusted source.
        feedback_kind: what kind of source that is.
        contexts: tags without ``@``.
        anchor_when: the "when" of the when-then line.
        anchor_at: its "at".
        starting_conditions: where the person starts from.
        transfer_idea: a context for week 4.
        rest_weekdays: ISO weekdays, Monday is 1.
        pause_signs: the person's own signs to pause.
        error_kinds: the kinds of error to have fewer of.
        better_in_a_week: what better looks like one week after the start.
    """

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    standard: Annotated[str, Meta(min_length=1, max_length=200)]
    unit: Annotated[str, Meta(max_length=20)] = ""
    result: ResultKind = ResultKind.AMOUNT
    better: Better = Better.MORE
    feedback_source: Annotated[str, Meta(min_length=1, max_length=120)]
    feedback_kind: FeedbackKind = FeedbackKind.COMPARISON
    contexts: Tags = ()
    anchor_when: Line200 = ""
    anchor_at: Line200 = ""
    starting_conditions: Line500 = ""
    transfer_idea: Line200 = ""
    rest_weekdays: Annotated[tuple[Weekday, ...], Meta(max_length=6)] = ()
    pause_signs: Line200 = ""
    error_kinds: Annotated[tuple[ErrorKind, ...], Meta(max_length=3)] = ()
    better_in_a_week: Line200 = ""

    def __post_init__(self) -> None:
        """Refuse an amount as the result of a behaviour that has none, and a tag, weekday or error named twice."""
        if self.yes_no and self.result is ResultKind.AMOUNT:
            raise Refused("result.needs_unit")
        for field in ("contexts", "rest_weekdays", "error_kinds"):
            values = getattr(self, field)
            if len(set(values)) < len(values):
                raise Refused(f"{field}.twice")

    @property
    def turned_round(self) -> bool:
        """Whether its result improves in another direction than results of its kind do."""
        return self.better is not DIRECTION[self.result]

    @property
    def yes_no(self) -> bool:
        """Whether the behaviour is done or not, without an amount."""
        return self.unit == ""


class BaselineRow(_Value, frozen=True, kw_only=True):
    """One day of week 1 as it was frozen."""

    day: date
    result: Result | None = None
    effort: Effort | None = None
    confidence: Confidence | None = None


class Baseline(_Value, frozen=True, kw_only=True):
    """Week 1's results, as the person froze them."""

    frozen_on: date
    rows: tuple[BaselineRow, ...]


class Cycle(Record, frozen=True, kw_only=True):
    """One run of the 30-day plan.

    Attributes:
        begun_on: the practice day on which it was begun, where that is a later one than it started on.
    """

    behaviour: Behaviour
    standards: Annotated[tuple[Standard, ...], Meta(min_length=1)]
    started_on: date
    begun_on: date | None = None
    ended_on: date | None = None
    ending: Ending | None = None
    baseline: Baseline | None = None
    summary: Note = ""
    next: Next | None = None

    def __post_init__(self) -> None:
        """Refuse a yes-or-no behaviour with amounts, and an end before the start."""
        if self.behaviour.yes_no and any((standard.target, standard.minimum) != (1, 1) for standard in self.standards):
            raise Refused("standard.yes_no")
        if self.ended_on is not None and self.ended_on < self.started_on:
            raise Refused("ended_on.before_start")


class CheckIn(Record, frozen=True, kw_only=True):
    """What happened on one practice day.

    Attributes:
        planned: whether a rest was recorded ahead for this day; whatever was told of the day since.
        sessions: ids of the timer's sessions that it has dealt with, whatever became of their minutes.
    """

    day: date
    outcome: Outcome
    amount: Amount | None = None
    errors: Errors | None = None
    score: Score | None = None
    minutes: Minutes | None = None
    effort: Effort | None = None
    feeling: Feeling | None = None
    strength: Strength | None = None
    confidence: Confidence | None = None
    recoveries: Annotated[tuple[RecoveryMinutes, ...], Meta(max_length=MOST_RECOVERIES)] = ()
    contexts: Tags = ()
    note: Note = ""
    planned: bool = False
    sessions: Annotated[tuple[Identifier, ...], Meta(max_length=MOST_SESSIONS)] = ()
    source: Source

    def __post_init__(self) -> None:
        """Refuse a strength without one of the feelings that have one."""
        if self.strength is not None and (self.feeling is None or not self.feeling.has_strength):
            raise Refused("strength.feeling")

    @property
    def dominating(self) -> int:
        """Strength of anxiety or shame in this session, 0 where there is none or the strength is blank."""
        return (self.strength or 0) if self.feeling is not None and self.feeling.distress else 0


class Break(_Value, frozen=True, kw_only=True):
    """Time inside a session that is no practice; without ``restarted`` it goes on.

    Attributes:
        first_move: what comes first when practice begins again, in the person's words.
    """

    stopped: Moment
    restarted: Moment | None = None
    kind: BreakKind = BreakKind.RECOVERY
    first_move: Annotated[str, Meta(max_length=120)] = ""


class Session(Record, frozen=True, kw_only=True):
    """One run of the timer; what it is at follows from this and the clock, and nothing else is stored.

    Attributes:
        day: the practice day that it belongs to, decided at its start and never again.
        breaks: in order; only the last may go on.
        ended: when it ended. At its start, where the person told no time.
    """

    day: date
    started: Moment
    breaks: Annotated[tuple[Break, ...], Meta(max_length=MOST_BREAKS)] = ()
    ended: Moment | None = None
    ended_as: EndedAs | None = None

    def __post_init__(self) -> None:
        """Refuse breaks out of order, and an end before the start or without its kind."""
        moments = [self.started]
        for pause in self.breaks:
            moments += [pause.stopped] if pause.restarted is None else [pause.stopped, pause.restarted]
        goes_on = any(pause.restarted is None for pause in self.breaks[:-1])
        if goes_on or any(later < earlier for earlier, later in pairwise(moments)):
            raise Refused("session.breaks")
        if (self.ended is None) != (self.ended_as is None) or (self.ended is not None and self.ended < self.started):
            raise Refused("session.ended")


class Pause(Record, frozen=True, kw_only=True):
    """Dates on which the plan stands still; without ``last`` it is open."""

    first: date
    last: date | None = None
    reason: PauseReason | None = None

    def __post_init__(self) -> None:
        """Refuse a pause that ends before it begins."""
        if self.last is None:
            return
        if self.last < self.first:
            raise Refused("pause.order", first=self.first)
        if (self.last - self.first).days > LONGEST_PAUSE:
            raise Refused("pause.long", last=self.first + timedelta(days=LONGEST_PAUSE))


class FeedbackCheck(Record, frozen=True, kw_only=True):
    """One look at the work by the trusted source."""

    day: date
    source: Annotated[str, Meta(min_length=1, max_length=120)]
    finding: Annotated[str, Meta(min_length=1, max_length=1000)]


class Adjustment(Record, frozen=True, kw_only=True):
    """The one change that is being tried."""

    text: Annotated[str, Meta(min_length=1, max_length=200)]
    opened_on: date
    closed_on: date | None = None
    closed_as: ClosedAs | None = None


class Reduction(Record, frozen=True, kw_only=True):
    """A temporary easier target and minimum, and the day it is measured again."""

    from_day: date
    until_day: date
    target: PositiveAmount
    minimum: PositiveAmount
    result_after: Result | None = None

    def __post_init__(self) -> None:
        """Refuse a minimum above the target, and an end before the beginning."""
        if self.minimum > self.target:
            raise Refused("minimum.above_target", target=self.target)
        if self.until_day < self.from_day:
            raise Refused("reduction.order", first=self.from_day)


class TransferTest(Record, frozen=True, kw_only=True):
    """The same skill in a changed context."""

    day: date
    changed: Changed
    context: Annotated[str, Meta(min_length=1, max_length=200)]
    amount: Amount | None = None
    errors: Errors | None = None
    score: Score | None = None
    held: Line500 = ""
    broke: Line500 = ""
    next: Line500 = ""


class Conditions(_Value, frozen=True, kw_only=True):
    """What made it possible, slot by slot."""

    time: Line200 = ""
    place: Line200 = ""
    people: Line200 = ""
    tools: Line200 = ""
    state: Line200 = ""
    cue: Line200 = ""


class Reflection(Record, frozen=True, kw_only=True):
    """A plan week's prompt and its answer, kept as typed.

    Attributes:
        week: the plan week.
        answers: text by prompt id; week 3 has ``now`` and ``instead``, the others ``prompt``.
        conditions: week 3's slots.
        evidence: a fact from the log.
        counter_example: a day that went well without the conditions.
        better_next_week: what better looks like next week.
    """

    week: Annotated[int, Meta(ge=1, le=4)]
    answers: dict[Annotated[str, Meta(max_length=20)], Note] = {}
    conditions: Conditions = Conditions()
    evidence: Line200 = ""
    counter_example: Line500 = ""
    better_next_week: Line500 = ""


class Answer(Record, frozen=True, kw_only=True):
    """What a person answered to a cue; only ever appended."""

    rule: Annotated[str, Meta(min_length=1, max_length=60)]
    day: date
    answer: AnswerKind
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a snooze without its end."""
        if (self.answer is AnswerKind.SNOOZED) != (self.until is not None):
            raise Refused("answer.until")


class Tombstone(Record, frozen=True, kw_only=True):
    """What is left of a deleted record: its id and natural key, none of its content."""

    deleted: bool
    day: date | None = None
    week: int | None = None


class CycleRecords(Struct, frozen=True, kw_only=True):
    """All live records of one cycle, in the order of their dates.

    Attributes:
        earlier_check_ins: check-ins of earlier cycles, for rules whose windows cross a cycle's start.
    """

    cycle: Cycle
    check_ins: tuple[CheckIn, ...] = ()
    pauses: tuple[Pause, ...] = ()
    feedback_checks: tuple[FeedbackCheck, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    transfer_tests: tuple[TransferTest, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    answers: tuple[Answer, ...] = ()
    sessions: tuple[Session, ...] = ()
    earlier_check_ins: tuple[CheckIn, ...] = ()


replace = msgspec.structs.replace
