"""What the page shows: one value, worded and measured; nothing is left but how it is drawn."""

from msgspec import Struct

from mastery_tui.practice.choices import Mark

Told = tuple[str, str]
"""A label, and what is told beside it."""


class PageWords(Struct, frozen=True):
    """Headings, heads of columns and single words of the page, by what they are for."""

    over: str
    kept: str
    week: str
    since: str
    weeks: str
    days: str
    days_shown: str
    context: str
    with_it: str
    without: str
    said: str
    trend: str
    test_legend: str
    feedback: str
    adjustments: str
    elsewhere: str
    changes: str
    following: str
    meant: str


# -- what was kept -----------------------------------------------------------------------------------------------------


class Day(Struct, frozen=True):
    """A plan day in the grid of weeks.

    Attributes:
        mark: what became of it, a planned rest where it lies ahead; None for nothing yet.
        value: its result in a few characters, '' for none.
        said: the day in words, as in "Wed 28 Oct: minimum, 173 words"; '' without a mark.
        waited: whether the plan stood still before it.
    """

    mark: Mark | None
    value: str = ""
    said: str = ""
    waited: bool = False


class Week(Struct, frozen=True):
    """A plan week: its name, its first date, its days, and as in "5 of 6"."""

    label: str
    begins: str
    days: tuple[Day, ...]
    kept: str


class Kept(Struct, frozen=True):
    """What was kept.

    Attributes:
        kept: as in "21 of 25 kept".
        rest: as in "1 not recorded", '' for nothing.
        rate: as in "84%", '' for too few days.
        heads: the weekdays, or 1 to 7 after a pause.
        weeks: the plan weeks that have dates.
        counts: each mark that there is with its count in words.
        paused: what is said of pauses, '' for none.
    """

    kept: str
    rest: str
    rate: str
    heads: tuple[str, ...]
    weeks: tuple[Week, ...]
    counts: tuple[tuple[Mark, str], ...]
    paused: str


# -- the plot ----------------------------------------------------------------------------------------------------------


class Value(Struct, frozen=True):
    """A result on its plan day; without a mark it is a transfer test's."""

    day: int
    value: float
    mark: Mark | None
    said: str


class Level(Struct, frozen=True):
    """A height with its name, '' for a bare number, and the number in words."""

    value: float
    name: str
    number: str


class Baseline(Struct, frozen=True):
    """The baseline's range and its middle."""

    lowest: Level
    middle: Level
    highest: Level


class Step(Struct, frozen=True):
    """Plan days with one target."""

    first: int
    last: int
    value: float


class Line(Struct, frozen=True):
    """The trend: its first and last plan day, and its value there."""

    first: int
    last: int
    at_first: float
    at_last: float


class Plot(Struct, frozen=True):
    """The results over the plan days.

    Attributes:
        title: what the picture is of.
        told: the picture in sentences.
        days: plan days.
        weeks: the first day of each week, and its name.
        values: the results.
        tests: results of transfer tests.
        ends: the lowest and the highest of all that is drawn, without names.
        baseline: None where none is frozen.
        target: the target's height as it is labelled, None where there is none.
        steps: the target by days.
        trend: None for too few values.
        letters: the plan's events by day, as in (17, "fa").
        runs: the first and last day of what was tried for a while.
    """

    title: str
    told: str
    days: int
    weeks: tuple[tuple[int, str], ...]
    values: tuple[Value, ...]
    tests: tuple[Value, ...]
    ends: tuple[Level, Level]
    baseline: Baseline | None = None
    target: Level | None = None
    steps: tuple[Step, ...] = ()
    trend: Line | None = None
    letters: tuple[tuple[int, str], ...] = ()
    runs: tuple[tuple[int, int], ...] = ()


# -- tables and texts --------------------------------------------------------------------------------------------------


class Span(Struct, frozen=True):
    """A range with its middle; one of a single value is a transfer test's. ``since``: what came after the baseline."""

    lowest: float
    middle: float
    highest: float
    since: bool = False
    test: bool = False


class Row(Struct, frozen=True):
    """A row of a table: its label, its cells, and its range on the scale that all rows of the page share."""

    label: str
    cells: tuple[str, ...]
    span: Span | None = None


class Table(Struct, frozen=True):
    """A table.

    Attributes:
        heads: of the column of labels, '' for none, and of the cells.
        rows: one at least.
        note: what stands below it, '' for nothing.
        drawn: what the note goes on with where the ranges are drawn, '' for nothing.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    drawn: str = ""


class Context(Struct, frozen=True):
    """A context beside the days without it: shares in words, what may be said, and the difference with its interval."""

    tag: str
    with_it: str
    without: str
    told: str
    interval: tuple[float, float, float] | None = None


class Where(Struct, frozen=True):
    """The contexts: a heading, a row each, and what is left out."""

    heading: str
    rows: tuple[Context, ...]
    note: str


class Card(Struct, frozen=True):
    """A text of the person's.

    Attributes:
        text: the text, '' for none.
        over: what stands above it: when, or the question.
        told: what is told below it, each with its label.
        under: how it went on.
        strong: whether the text is a name that others are told below.
    """

    text: str
    over: str = ""
    told: tuple[Told, ...] = ()
    under: str = ""
    strong: bool = False


class PageView(Struct, frozen=True):
    """The page.

    Attributes:
        language: of the program's words, as in "en".
        dates: as in "28 Oct to 26 November 2026".
        state: as in "complete" or "day 4 of 30, still under way".
        name: the behavior's.
        standard: what counts as done.
        facts: target, when-then line, feedback, starting conditions; those that there are.
        kept: what was kept.
        label: what the results are called.
        verdict: what may be said of them.
        detail: what that rests on, '' for nothing.
        trend: the trend in a sentence, '' for none.
        plot: None where nothing is counted, or no value is there.
        events: the plan's events in words, each with its letter, '' where there is no plot.
        since: the baseline, what came since and the transfer tests; None where nothing is compared.
        weeks: the weeks' middles, None where there are none.
        days: every day, None before the first.
        where: None where no context is recorded.
        feedback: what the source found.
        adjustments: what was tried.
        elsewhere: the transfer tests.
        changes: what changed and with what.
        reflections: the other weeks' answers.
        following: what comes next, '' where nothing was chosen.
        sentence: the person's own summary, '' for none.
        meant: what the numbers are, what is left out, care, and when it was written.
        words: headings and heads.
    """

    language: str
    dates: str
    state: str
    name: str
    standard: str
    facts: tuple[Told, ...]
    kept: Kept
    label: str
    verdict: str
    detail: str
    trend: str
    plot: Plot | None
    events: tuple[Told, ...]
    since: Table | None
    weeks: Table | None
    days: Table | None
    where: Where | None
    feedback: tuple[Card, ...]
    adjustments: tuple[Card, ...]
    elsewhere: tuple[Card, ...]
    changes: tuple[Told, ...]
    reflections: tuple[Card, ...]
    following: str
    sentence: str
    meant: tuple[str, ...]
    words: PageWords
