"""What faces show: plain frozen values, already worded, nothing left to compute."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from mastery_tui.guide import TaskWords
from mastery_tui.practice.choices import Mark
from mastery_tui.practice.records import CheckIn, Outcome, Reflection
from mastery_tui.practice.session import Told

if TYPE_CHECKING:
    from mastery_tui.guide import ExampleWords


class CueView(Struct, frozen=True):
    """A cue as a banner shows it.

    Attributes:
        rule: the rule's id.
        severity: its level: note, adjust, recover, pause or support.
        word: the severity for a person, as in "Recover".
        title: what was seen, in a few words.
        message: why it matters.
        next_step: one thing that makes it easier or clearer.
        own: what the person wrote down for when it speaks, in a sentence; '' for nothing.
        state: firing, acknowledged, snoozed or muted.
        muted_by: the id of the rule that mutes it, or None.
        since: the date on which this episode began.
        muted_title: the word and title of that rule's cue, '' where none mutes it.
        stands: where it stands, as in "showing, since 25 Nov".
        step: what one key does about it, '' for nothing.
        step_word: the word for that key.
    """

    rule: str
    severity: str
    word: str
    title: str
    message: str
    next_step: str
    state: str
    muted_by: str | None
    since: date
    muted_title: str = ""
    stands: str = ""
    step: str = ""
    step_word: str = ""
    own: str = ""


class EvidenceRow(Struct, frozen=True):
    """One row that a rule saw, worded: plan day or blank, date, field, value, and its mark where it is an outcome."""

    plan_day: str
    date: str
    field: str
    value: str
    mark: Mark | None = None


class WhyView(Struct, frozen=True):
    """A cue with everything that made it say so.

    Attributes:
        cue: the cue.
        rows: the rows it saw.
        rule: the rule in words, with the threshold in force and what was observed.
        cooldown: how long it stays quiet after clearing.
        origin: where the rule and its figures come from.
        clears: what clears it.
        change: the keys in config.toml that change it, in a sentence; '' for none.
    """

    cue: CueView
    rows: tuple[EvidenceRow, ...]
    rule: str
    cooldown: str
    origin: str
    clears: str
    change: str


class ThresholdView(Struct, frozen=True):
    """One figure of a rule: its key in config.toml, the value in force, and where that may lie."""

    key: str
    value: float
    default: float
    low: float
    high: float
    origin: str


class RuleView(Struct, frozen=True):
    """A rule as it stands, whether its cue shows or not.

    Attributes:
        rule: the rule's id.
        word: its severity for a person.
        title: the title of its cue.
        fires: when it fires, with the thresholds in force.
        clears: what clears it.
        cooldown: practice dates it stays quiet after clearing.
        origin: where it and its figures come from.
        sources: what it leans on, each in a line.
        thresholds: its figures.
        last_fired: the date on which it last fired in this cycle, None where it has not.
    """

    rule: str
    word: str
    title: str
    fires: str
    clears: str
    cooldown: int
    origin: str
    sources: tuple[str, ...]
    thresholds: tuple[ThresholdView, ...]
    last_fired: date | None


class Cell(Struct, frozen=True):
    """One day in the calendar.

    Attributes:
        day: the date; None for a plan day that has none yet, under a pause without an end. Such a cell is drawn faint,
            and the cursor passes over it.
        number: the plan day, or the day of the month where the view is by calendar weeks.
        mark: what is drawn beside the number, None for nothing yet.
        amount: the recorded result as text, '' where there is none.
        today: whether this is today.
        ahead: whether the day lies ahead of today.
    """

    day: date | None
    number: str
    mark: Mark | None = None
    amount: str = ""
    today: bool = False
    ahead: bool = False


class CalendarRow(Struct, frozen=True):
    """One row of seven places; None is an empty place, outside of the plan.

    Attributes:
        label: as in "2 Minimum" or "23 Nov".
        cells: seven places.
        kept: as in "2 of 3", or ''.
        remark: as in "spare used" or "1 unrecorded", or ''.
        current: whether today lies in this row.
    """

    label: str
    cells: tuple[Cell | None, ...]
    kept: str
    remark: str
    current: bool


class CalendarView(Struct, frozen=True):
    """The calendar: a header of seven short words, and its rows."""

    header: tuple[str, ...]
    rows: tuple[CalendarRow, ...]


class CheckInForm(Struct, frozen=True):
    """What the check-in form needs to know about one day.

    Attributes:
        day: the date the form is for.
        title: as in "Friday 27 November".
        remark: as in "today, week 2 · spare used".
        task: the day's task in one line.
        unit: what the amount is counted in, '' for yes or no.
        outcomes: every outcome with its word.
        goal: as in "target 400, minimum 150".
        target: the target in force.
        minimum: the minimum in force.
        result: amount, errors, score or none: which extra number stands after the amount.
        contexts: the tags that can be chosen.
        carried: the tags of the last session, offered as the default.
        recorded: what is recorded already, None for nothing.
        paused: whether the plan stands still on this day.
        rest_planned: whether a rest is planned for this day.
        earlier: the date before, None at the first day.
        later: the date after, None at today.
        spare: what the spare in the remark is, until the first check-in of the plan; '' from then on.
        adjusting: what is tried and what was kept of adjustments, each with its label.
        keeps: the word for writing down what the task asks for, '' where it asks for nothing that is kept, or is done.
        summary: the word for opening the summary where the task asks for that, '' otherwise.
        cycle: whose day it is, as in "Cycle 2, Write 400 words", where that cycle has ended; '' for the one that runs.
        brought: what ended sessions of the timer bring to it, which the form begins with; None for nothing.
        minutes_hint: where its minutes come from, or that the timer runs; '' for neither.
    """

    day: date
    title: str
    remark: str
    task: str
    unit: str
    outcomes: tuple[tuple[Outcome, str], ...]
    goal: str
    target: float
    minimum: float
    result: str
    contexts: tuple[str, ...]
    carried: tuple[str, ...]
    recorded: CheckIn | None
    paused: bool
    rest_planned: bool
    earlier: date | None
    later: date | None
    spare: str
    adjusting: tuple[tuple[str, str], ...]
    keeps: str
    summary: str
    cycle: str
    brought: Told | None
    minutes_hint: str


class SessionView(Struct, frozen=True):
    """A session told in a few lines: a title, its remark, what was done, how it was, where, and the note."""

    title: str
    remark: str
    done: str
    how: str
    contexts: str
    note: str


class SavedView(Struct, frozen=True):
    """What is shown after saving a check-in.

    Attributes:
        mark: of the outcome.
        title: the day, as in "Friday 27 November".
        line: what is said about the outcome.
        week: the day's plan week in a row, None on a paused date.
        day: the date.
        spare: what the spare is, where this day uses the first one; '' otherwise.
        week_over: what the week was, where nothing of it is left to record; none otherwise.
        tomorrow: a heading, as in "Tomorrow, day 13".
        task: what tomorrow asks, '' for nothing.
        how: how it is done.
        cycle: whose day it is, where that cycle has ended; '' for the one that runs.
    """

    day: date
    mark: Mark
    title: str
    line: str
    week: CalendarRow | None
    spare: str
    week_over: tuple[str, ...]
    tomorrow: str
    task: str
    how: str
    cycle: str


class DayView(Struct, frozen=True):
    """One date as the plan tells it.

    Attributes:
        day: the date.
        title: as in "Day 12 · Friday 27 November · today".
        remark: what became of it, with its mark, or "not recorded yet".
        mark: of what became of it.
        task: the task's title, '' on a paused date.
        how: how the task is done.
        standard: as in "Minimum 150 words, target 400".
        can_check_in: whether a check-in can be recorded for it: it is today or past.
        recorded: whether something is recorded.
        felt: how it was, as in "effort 6, calm, confidence 3"; '' where nothing is said.
        contexts: its tags, as in "@desk @morning".
        note: the note, '' for none.
        told: what else belongs to it, label and text: findings, transfer results, adjustments, what its task asked for.
        keeps: the word for writing down what the task asks for, '' where it asks for nothing that is kept, or is done.
        summary: the word for opening the summary where the task asks for that, '' otherwise.
    """

    day: date
    title: str
    remark: str
    mark: Mark | None
    task: str
    how: str
    standard: str
    can_check_in: bool
    recorded: bool
    felt: str
    contexts: str
    note: str
    told: tuple[tuple[str, str], ...]
    keeps: str
    summary: str


class MilestoneView(Struct, frozen=True):
    """One part of what makes a week done."""

    label: str
    done: bool


class WeekView(Struct, frozen=True):
    """A plan week.

    Attributes:
        title: as in "Week 3".
        theme: what it is about.
        milestones: what makes it done.
        kept: how much of it is kept, as in "3 of 4 kept, spare used".
        tip: '' in most weeks.
        aim: what better looks like by its end, in week 1, as it was written at the start; '' for nothing.
        told: what it brought, label and text: findings, transfer results, adjustments.
    """

    title: str
    theme: str
    milestones: tuple[MilestoneView, ...]
    kept: str
    tip: str
    aim: str
    told: tuple[tuple[str, str], ...]


class PlanView(Struct, frozen=True):
    """Everything the plan shows but the day under the cursor.

    Attributes:
        calendar: the weeks.
        today: today's date, or the nearest date of the cycle.
        state: the state's sentence where the plan does not run, '' while it runs.
        routine: label and text, line by line.
        offers: ids of what can be done now: record, edit, pause, resume, freeze, lock, easier, begin; from day 30 on
            summary and finish, before it stop.
        legend: every mark with its word.
    """

    calendar: CalendarView
    today: date
    state: str
    routine: tuple[tuple[str, str], ...]
    offers: frozenset[str]
    legend: tuple[tuple[Mark, str], ...]


class CarriedView(Struct, frozen=True):
    """The plan that ended, for Setup to begin with.

    Attributes:
        example: all of it as an example; what belongs to one month is '' in it.
        begins: whether Setup begins with it filled in; otherwise it is only offered among the examples.
        at: the field that is looked at first, '' for the first one.
        now: where the results had come to, as in "last 5: median 476 words"; '' where too few tell.
        first: the first day that the next plan can have, as a date to type; '' for today.
    """

    example: "ExampleWords"
    begins: bool
    at: str
    now: str
    first: str


class ReflectView(Struct, frozen=True):
    """One week's reflection.

    Attributes:
        week: the plan week, 1 to 4.
        title: as in "Week 3, feedback".
        last_better: what the week before called better, '' for nothing.
        aim: for week 1, what was called better when the plan began; '' for nothing.
        prompt: the week's question.
        three_weeks: whether this is the question after three weeks, with its condition slots.
        written: what is written already.
        facts: facts from the log that can be picked as evidence.
        baseline: the frozen baseline in words.
        adherence: the week so far, as in "9 of 10 kept, 1 not recorded".
        starting_conditions: where the person started from.
        closed: why it cannot be written yet or any more, '' if it can.
    """

    week: int
    title: str
    last_better: str
    aim: str
    prompt: str
    three_weeks: bool
    written: Reflection | None
    facts: tuple[str, ...]
    baseline: str
    adherence: str
    starting_conditions: str
    closed: str


class TierView(Struct, frozen=True):
    """How far an answer names its conditions: the tier's word, its sentence, and a question where one helps."""

    tier: str
    word: str
    text: str
    question: str


class FreezeView(Struct, frozen=True):
    """What freezing the baseline now would keep, or why it cannot be frozen.

    Attributes:
        line: the values in words.
        again: the sentence about the baseline it replaces, '' for none.
        refused: why not, '' if it can.
        started_with: the starting conditions with their label, '' for none.
    """

    line: str
    again: str
    refused: str
    started_with: str


class StatusView(Struct, frozen=True):
    """Where the plan stands.

    Attributes:
        state: where the cycle stands, a sentence; before the first that there is none, and all else is empty.
        name: what the cycle is about.
        so_far: the adherence of the whole cycle in words.
        results: the results so far with their label, '' where nothing is counted.
        due: ids of what is due.
        due_words: the same in words.
        adjusting: what is tried and what was kept of adjustments, each with its label.
        task: today's task in words; None outside a running day, and then all below is ''.
        recorded: what is recorded today, '' for nothing.
        today: that it is recorded, open or a rest, a sentence.
        keeps: the field that keeps what today's task asks for, while it is empty; '' otherwise.
        standard: the standard in force.
        easier: the easier days that run or are about to, '' for none.
        week: how this week stands, as in "Week 2: 3 of 4 kept, spare used".
        timer: what the timer is at, '' while it is at nothing.
    """

    state: str
    name: str = ""
    so_far: str = ""
    results: str = ""
    due: tuple[str, ...] = ()
    due_words: tuple[str, ...] = ()
    adjusting: tuple[tuple[str, str], ...] = ()
    task: TaskWords | None = None
    recorded: str = ""
    today: str = ""
    keeps: str = ""
    standard: str = ""
    easier: str = ""
    week: str = ""
    timer: str = ""
