"""What the shell answers in JSON, command by command: the shapes from which its schemas are made.

Nothing is built of these; a test holds every answer against them. A docstring's attributes are the descriptions.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from mastery_tui.cues.params import OriginKind
from mastery_tui.practice.choices import Changed, ClosedAs, Ending, Feeling, Mark, Next, Outcome, State, TimerState
from mastery_tui.practice.contexts import Conditions
from mastery_tui.practice.earlier import CycleBand
from mastery_tui.practice.history import EntryKind
from mastery_tui.practice.progress import BaselineStatus, Compared
from mastery_tui.practice.records import Confidence, Effort, Moment, RecoveryMinutes, Strength
from mastery_tui.practice.timeline import Adherence

Severity = Literal["support", "pause", "recover", "adjust", "note"]
Standing = Literal["firing", "acknowledged", "snoozed", "muted"]

# -- cues --------------------------------------------------------------------------------------------------------------


class Seen(Struct):
    """A fact that a rule saw."""

    day: date
    field: str
    value: int | float | str


class Evidence(Struct):
    """What made a rule say so.

    Attributes:
        rows: the facts, in the order of their dates.
        observed: the figure that was seen.
        threshold: the figure it is held against.
        clears_when: what clears the cue, in words.
    """

    rows: list[Seen]
    observed: float
    threshold: float
    clears_when: str


class Origin(Struct):
    """What a rule rests on, as a kind and in words."""

    kind: OriginKind
    source: str


class Cue(Struct):
    """What the program advises, and why.

    Attributes:
        rule: the id of its rule.
        severity: how much it weighs.
        state: where it stands; one that is not firing shows nowhere by itself.
        muted_by: the id of the rule that mutes it.
        since: the date on which it began.
        own: a sentence in the person's own words, '' for none.
    """

    rule: str
    severity: Severity
    state: Standing
    muted_by: str | None
    since: date
    title: str
    message: str
    next_step: str
    own: str
    evidence: Evidence
    origin: Origin


class Cues(Struct):
    """The cues, the weightiest first; with --all those too that are answered or muted."""

    schema: Literal[2]
    cues: list[Cue]


class Figure(Struct):
    """A threshold of a rule.

    Attributes:
        key: how config.toml names it.
        value: the one in force.
        default: the one without a setting.
        low: the lowest that is allowed.
        high: the highest that is allowed.
        origin: what the default rests on, in words.
    """

    key: str
    value: float
    default: float
    low: float
    high: float
    origin: str


class Rule(Struct):
    """A rule as it stands.

    Attributes:
        rule: its id, which begins with its severity.
        word: its severity in words.
        title: the title of its cue.
        fires: when its cue shows.
        clears: what clears the cue.
        cooldown: days it stays quiet after that.
        origin: what it rests on.
        sources: what it leans on.
        thresholds: its figures.
        last_fired: the date on which its cue last showed in this plan.
    """

    rule: str
    word: str
    title: str
    fires: str
    clears: str
    cooldown: int
    origin: str
    sources: list[str]
    thresholds: list[Figure]
    last_fired: date | None


class Rules(Struct):
    """Every rule, the weightiest first."""

    schema: Literal[1]
    rules: list[Rule]


# -- status ------------------------------------------------------------------------------------------------------------


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


# -- check-ins and the timer -------------------------------------------------------------------------------------------


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


# -- progress and history ----------------------------------------------------------------------------------------------


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


# -- days from elsewhere -----------------------------------------------------------------------------------------------


class Became(Struct):
    """What days become, counted.

    Attributes:
        not_recorded: dates in between without an entry.
    """

    done: int
    minimum: int
    partial: int
    cancelled: int
    rest: int
    not_recorded: int


class BecomingCycle(Struct):
    """A plan that days become, or one that is here already and gains some.

    Attributes:
        stopped: whether it ends before its thirtieth day.
        here_already: whether it is here already.
        counts: the days that come in.
    """

    number: int
    started_on: date
    ended_on: date
    stopped: bool
    here_already: bool
    counts: Became


class LeftOut(Struct):
    """How many days or comments are left out, by the reason.

    Attributes:
        silent: days without an entry.
        notes: those of them that have a comment.
        inside: days in plans that are here already.
        recorded: days that are recorded here already.
        paused: days on which a plan here is paused.
    """

    silent: int
    notes: int
    inside: int
    recorded: int
    paused: int


class Imported(Struct):
    """What an import would bring, or has brought in.

    Attributes:
        habit: what the behavior is called.
        dry_run: whether nothing was changed.
        days: the check-ins.
        baselines: how many plans have their first week frozen.
        backup: the name of the backup that undoes it; null where nothing was written.
    """

    schema: Literal[1]
    kind: Literal["loop", "harsh", "csv"]
    habit: str
    dry_run: bool
    days: int
    counts: Became
    cycles: list[BecomingCycle]
    baselines: int
    left_out: LeftOut
    backup: str | None


class ImportedJournal(Struct):
    """What a whole journal would bring, or has brought in.

    Attributes:
        dry_run: whether nothing was changed.
        new: records that are not here yet.
        changed: records that were changed there since.
        superseded: older versions that are set aside.
        backup: the name of the backup that undoes it; null where nothing was written.
    """

    schema: Literal[1]
    kind: Literal["mastery"]
    dry_run: bool
    new: int
    changed: int
    superseded: int
    backup: str | None


ANSWERS: dict[str, type[Struct] | Callable[[], dict[str, Any]]] = {
    "log": Logged,
    "timer": Timer,
    "status": Status,
    "progress": Progress,
    "summary": Summary,
    "history": History,
    "cues": Cues,
    "cues rules": Rules,
    "import": Imported,
    "import mastery": ImportedJournal,
}
"""The shape of each command's answer, by the command, or by it and a word; a function gives the whole schema."""
