"""What the page Summary shows: one value, worded and measured; the same lines as Markdown."""

from msgspec import Struct

from mastery_tui.practice.choices import Mark

Told = tuple[str, str]
"""A label, and what is told beside it."""


class SpanRow(Struct, frozen=True):
    """Results on the one scale: a stretch of the plan with its range, or one transfer test.

    Attributes:
        label: as in "since" or "new place".
        lowest: the lowest value; the same as the highest for a single one.
        middle: the median, or the value.
        highest: the highest value.
        words: the middle as text.
        range: as in "173 to 453", '' for a single value.
        since: whether it is what came since the baseline.
    """

    label: str
    lowest: float
    middle: float
    highest: float
    words: str
    range: str = ""
    since: bool = False


class WeeksTable(Struct, frozen=True):
    """The plan weeks beside each other.

    Attributes:
        heads: their names.
        short: the same where there is little room.
        rows: label and a text for each week, '' for nothing.
        note: what the numbers are.
    """

    heads: tuple[str, ...]
    short: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    note: str


class Elsewhere(Struct, frozen=True):
    """A transfer test: what was changed, the new context with its result, and what worked, broke and comes next."""

    changed: str
    text: str
    told: tuple[Told, ...]


class SummaryView(Struct, frozen=True):
    """The page Summary.

    Attributes:
        name: the behavior's.
        standard: what counts as done.
        dates: as in "28 Oct to 26 November 2026".
        state: how far the page goes, or that the plan was ended early; '' for a whole month.
        kept: as in "21 of 25 kept".
        rate: as in "84%", '' under 3 recorded days.
        marks: what the days show, week by week; None for a day without a mark yet.
        counts: what became of the days, as in "16 done, 4 rest".
        label: what the results are called, as in "Words".
        verdict: what may be said of them.
        detail: what that rests on, '' for nothing.
        spans: baseline, since then and transfer tests, on one scale; empty where nothing is compared.
        trend: as in "+23.5 words a week, n 21", '' for nothing.
        weeks: the plan weeks beside each other.
        elsewhere: the transfer tests.
        changes: what changed and with what, each with its label; a label may be '' where it goes on.
        following: what comes next, in a word; '' where nothing was chosen.
        sentence: the person's own summary, '' for none.
        markdown: all of it as Markdown.
    """

    name: str
    standard: str
    dates: str
    state: str
    kept: str
    rate: str
    marks: tuple[tuple[Mark | None, ...], ...]
    counts: str
    label: str
    verdict: str
    detail: str
    spans: tuple[SpanRow, ...]
    trend: str
    weeks: WeeksTable
    elsewhere: tuple[Elsewhere, ...]
    changes: tuple[Told, ...]
    following: str
    sentence: str
    markdown: str = ""
