"""What the page History shows: rows and one entry in full, already worded, with what was looked for in them."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from mastery_tui.practice.choices import Mark


class Opens(StrEnum):
    """What an entry leads to: the form of its day, its whole text, or the summary of its cycle."""

    DAY = "day"
    TEXT = "text"
    SUMMARY = "summary"


class Text(Struct, frozen=True):
    """A text, and where what was looked for stands in it.

    Attributes:
        text: the text, in one line.
        hits: first and end of each stretch that was looked for.
    """

    text: str = ""
    hits: tuple[tuple[int, int], ...] = ()


class HistoryRow(Struct, frozen=True):
    """An entry in one line.

    Attributes:
        date: as in "Wed 18 Nov".
        plan_day: as in "15", '' on a paused date and outside the plan.
        mark: the mark of a check-in's outcome, None for another entry.
        sign: the key that records another entry, '' for a check-in.
        result: the result of a check-in, its outcome where it has none, or what another entry is.
        effort: as in "e6", '' for none.
        feeling: as in "anxious 4", '' for none.
        text: what was written.
    """

    date: Text
    plan_day: str
    mark: Mark | None
    sign: str
    result: Text
    effort: Text
    feeling: Text
    text: Text


class HistoryEntry(Struct, frozen=True):
    """One entry in full.

    Attributes:
        title: as in "Wednesday 18 November"; a date of another year with its year.
        remark: as in "day 15".
        what: as in "453 words, done", or what another entry is.
        told: how it was, or what it was about, line by line.
        contexts: as in "@desk @morning", '' for none.
        written: what was written, each text as typed but in one line.
        cycle: as in "Cycle 2, Write 400 words".
        day: the date that it opens, the nearest one of its cycle.
        number: its cycle's number.
        ended: whether its cycle has ended.
        opens: what it leads to.
    """

    title: str
    remark: str
    what: Text
    told: tuple[Text, ...]
    contexts: Text
    written: tuple[Text, ...]
    cycle: str
    day: date
    number: int
    ended: bool
    opens: Opens


class Section(Struct, frozen=True):
    """The heading over the entries of a cycle.

    Attributes:
        title: as in "Cycle 2, Write 400 words".
        dates: as in "4 Oct to 3 November 2026".
    """

    title: str
    dates: str
