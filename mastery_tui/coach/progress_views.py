"""What the page Progress shows: one value, worded and measured; nothing is left but where it is drawn."""

from datetime import date

from msgspec import Struct

from mastery_tui.practice.choices import Feeling, Mark


class ColumnView(Struct, frozen=True):
    """One plan day of the strip.

    Attributes:
        day: the date.
        number: the plan day, 1 to 30.
        mark: what became of it, a rest that is planned where it lies ahead; None for nothing yet.
        ahead: whether it lies after today.
        today: whether it is today.
        result: the number that tells improvement, None where there is none.
        result_words: that number, '' for none.
        effort: 1 to 10, None where nothing is said.
        feeling: the feeling, None where nothing is said.
        strength: how strong it was, 1 to 5, None where nothing is said.
        confidence: 1 to 5, None where nothing is said.
        events: the plan's events by the keys that record them, as in "fa".
        trying: whether an adjustment is tried on it.
        easier: whether easier days hold on it.
        paused_before: paused dates between it and the plan day before.
        title: as in "Day 22 · Wed 25 Nov".
        date: as in "Wed 25 Nov".
        outcome: what became of it in a word or two.
        feeling_letter: its letter, '' for none; a capital where it is one of the heavier.
        feeling_words: as in "anxious 4", '' for nothing.
        brief: what came of it in short, as in "408 words".
        done: the same with the outcome, as in "408 words, done".
        felt: how it was, part by part: effort, feeling, confidence, and what else was counted.
        contexts: its tags, as in "@desk @morning".
        second: what the plan had there, else the note; one line, '' for nothing.
    """

    day: date
    number: int
    mark: Mark | None
    ahead: bool
    today: bool
    result: float | None
    result_words: str
    effort: int | None
    feeling: Feeling | None
    strength: int | None
    confidence: int | None
    events: str
    trying: bool
    easier: bool
    paused_before: int
    title: str
    date: str
    outcome: str
    feeling_letter: str
    feeling_words: str
    brief: str
    done: str
    felt: tuple[str, ...]
    contexts: str
    second: str


class Level(Struct, frozen=True):
    """A line of the plot: its value, its label with that value, and the same where there is little room."""

    value: float
    label: str
    short: str


class TrendLine(Struct, frozen=True):
    """The trend as a line: its first and last plan day, and its value there."""

    first: int
    last: int
    at_first: float
    at_last: float


class Value(Struct, frozen=True):
    """A result of a plan day, with what became of that day."""

    number: int
    mark: Mark
    result: float


class Glance(Struct, frozen=True):
    """The results in a few lines.

    Attributes:
        heading: as in "Words so far".
        length: the plan days of a plan.
        line: middle of the last values and of the baseline, or what that waits for; '' where nothing is counted.
        columns: the plan days that have a result.
        levels: highest, baseline, lowest, by those names; none without a baseline.
        trend: the trend's line, None for too few values.
    """

    heading: str
    length: int
    line: str
    columns: tuple[Value, ...]
    levels: dict[str, Level]
    trend: TrendLine | None


class WeekRow(Struct, frozen=True):
    """A plan week in figures.

    Attributes:
        number: 1 to 5.
        first: its first plan day.
        label: as in "1 Baseline".
        short: its name, as in "Baseline".
        counts: its dates by what they show, in the order of :class:`Mark`.
        kept: as in "5 of 6", '' while nothing is recorded.
        begun: whether its first day has come.
        current: whether the plan is in it.
    """

    number: int
    first: int
    label: str
    short: str
    counts: tuple[int, ...]
    kept: str
    begun: bool
    current: bool


class SinceRow(Struct, frozen=True):
    """A figure in its three columns, '' for nothing; a part of the row above is indented."""

    label: str
    cells: tuple[str, str, str]
    part: bool = False


class ContextRow(Struct, frozen=True):
    """A context beside the days without it.

    Attributes:
        tag: as in "@quiet".
        with_tag: as in "4 of 7".
        without: the same for the days without it.
        told: what may be said of it.
        interval: lowest, middle and highest difference, each from -1 to 1; None for too few days.
    """

    tag: str
    with_tag: str
    without: str
    told: str
    interval: tuple[float, float, float] | None = None


class EarlierRow(Struct, frozen=True):
    """A cycle in one line.

    Attributes:
        title: as in "16 Aug on".
        marks: what its plan days show, 1 to 30.
        kept: as in "22 of 25".
        results: lowest, middle and highest result, None of none.
        median: the middle one in words.
        this: whether it is the cycle that is looked at.
    """

    title: str
    marks: tuple[Mark | None, ...]
    kept: str
    results: tuple[float, float, float] | None
    median: str
    this: bool = False


class EarlierView(Struct, frozen=True):
    """Earlier cycles and this one below them, and a line on those that have no place here."""

    rows: tuple[EarlierRow, ...]
    more: str


class ProgressView(Struct, frozen=True):
    """The page Progress.

    Attributes:
        kept: as in "16 of 19 kept, 1 not recorded".
        kept_short: as in "16 of 19", '' while nothing is recorded.
        rate: as in "84%", '' under 3 recorded days.
        state: a sentence where the plan does not run yet or stands still, '' otherwise.
        length: the plan days of a plan.
        columns: the plan days that have a date.
        today: the plan day that the cursor begins on, None before the first.
        paused_now: paused dates after the last column that has come.
        feelings: each feeling with its word and the sessions that had it.
        weeks: the five weeks.
        totals: the counts of all weeks, in the order of :class:`Mark`.
        marks: what the counts are counts of.
        counted: whether there is a number to plot.
        label: what the number is called, as in "Words".
        levels: highest, baseline, lowest, target, by those names; those that there are.
        trend: the trend's line, None for too few values.
        first_value: what stands in the plot before its first value.
        verdict: what may be said of the results.
        detail: what it rests on, '' for nothing.
        since_head: the heads of the three columns.
        since: figures of the baseline, since then, and last.
        since_note: how many frozen days are minimum days, '' for none.
        trend_words: as in "+31.6 words a week, n 16".
        contexts_heading: the heading of the contexts.
        contexts: each context, most days first.
        contexts_note: what is left out, or that there is none.
    """

    kept: str
    kept_short: str
    rate: str
    state: str
    length: int
    columns: tuple[ColumnView, ...]
    today: int | None
    paused_now: int
    feelings: tuple[tuple[Feeling, str, int], ...]
    weeks: tuple[WeekRow, ...]
    totals: tuple[int, ...]
    marks: tuple[Mark, ...]
    counted: bool
    label: str
    levels: dict[str, Level]
    trend: TrendLine | None
    first_value: str
    verdict: str
    detail: str
    since_head: tuple[str, str, str]
    since: tuple[SinceRow, ...]
    since_note: str
    trend_words: str
    contexts_heading: str
    contexts: tuple[ContextRow, ...]
    contexts_note: str
