"""What faces show of days that come from elsewhere, and what a person tells about them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from mastery_tui.exchange.rows import (
    DateOrder as DateOrder,
    DecimalSign as DecimalSign,
    Habit,
    HabitKind as HabitKind,
)
from mastery_tui.practice.choices import Better, Mark, Outcome, ResultKind


class ImportKind(StrEnum):
    """What days come from."""

    LOOP = "loop"
    HARSH = "harsh"
    CSV = "csv"
    MASTERY = "mastery"


class Automatic(StrEnum):
    """What becomes of days that the other tracker ticked by itself."""

    SKIP = "skip"
    DONE = "done"


class Reading(Struct, frozen=True, kw_only=True):
    """How a file is read, where a person has told; what is not told is found out.

    Attributes:
        kind: amounts or yes and no, where only a person can tell.
        dates: the order of the parts of dates.
        encoding: of the text, as Python names it.
        separator: what stands between the columns of a table.
        decimal: what stands before the decimals of its amounts, where only a person can tell.
        columns: the columns of a table, by what they hold: date, time, amount, minutes, outcome, note, tag.
        where: the values that columns of a table have in the rows that are read.
        words: outcomes by the words that stand for them in a table; None for words that say nothing of a day.
    """

    kind: HabitKind | None = None
    dates: DateOrder | None = None
    encoding: str | None = None
    separator: str | None = None
    decimal: DecimalSign | None = None
    columns: Mapping[str, str] = {}
    where: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, Outcome | None] = {}


class Answers(Struct, frozen=True, kw_only=True):
    """What was asked then, as a person types it; texts are '' where nothing is said.

    Attributes:
        name: the behavior's, else the habit's.
        standard: what counted as done, else the habit's question, else the name.
        unit: what amounts are counted in; None is the habit's own.
        target: the amount of an ordinary good day.
        minimum: the smallest amount that counted.
        result: the number that tells improvement; None is the amount where there is one.
        better: its direction; None follows from the result.
        automatic: what becomes of days that were ticked by themselves.
        notes: whether comments become notes.
        into: whether the behavior is that of the cycles that are here, so that days on their dates fill what is not
            recorded.
        replace: whether they also take the place of what is.
    """

    name: str = ""
    standard: str = ""
    unit: str | None = None
    target: str = ""
    minimum: str = ""
    result: ResultKind | None = None
    better: Better | None = None
    automatic: Automatic = Automatic.SKIP
    notes: bool = True
    into: bool = False
    replace: bool = False


class HabitView(Struct, frozen=True, kw_only=True):
    """One habit of a file.

    Attributes:
        number: its place in the file, from 1.
        name: what it is called.
        days: how many rows can become something.
        first: the first of them, None where there is none.
        last: the last of them.
        span: as in '306 days, 19 January to 20 November 2026'.
        numbers: as in 'Numbers, in words: 0 to 1,240, the middle is 380.'; '' without amounts.
        comments: how many comments there are; '' for none.
        automatic: how many days were ticked by hand, where others were ticked by themselves; else ''.
        remarks: what else is to be known of it, sentences.
        asks_kind: whether a person has to tell if it is amounts or yes and no; it is read as amounts until then.
        same_note: whether the same comment stands on each of its days.
        counted: whether it has amounts.
        by_minutes: whether nothing but minutes is told of its days, so that those are its amounts.
        asks_words: whether words for what became of a day are not known yet.
        at_most: whether less is better there.
        archived: whether it was put away there.
        habit: the habit as it was read; not for faces.
    """

    number: int
    name: str
    days: int
    first: date | None
    last: date | None
    span: str
    numbers: str = ""
    comments: str = ""
    automatic: str = ""
    remarks: tuple[str, ...] = ()
    asks_kind: bool = False
    same_note: bool = False
    counted: bool = False
    by_minutes: bool = False
    asks_words: bool = False
    at_most: bool = False
    archived: bool = False
    habit: Habit


class SourceView(Struct, frozen=True, kw_only=True):
    """A file as it was read.

    Attributes:
        kind: what it is.
        name: its name, without the folder.
        found: what was found out about it, as in 'columns between semicolons, utf-8'; '' where that says nothing.
        habits: in the order of the file.
        remarks: what is to be known of all of it, sentences.
        date_orders: two or more where only a person can tell the order of dates; it is read in the first until then.
    """

    kind: ImportKind
    name: str
    found: str
    habits: tuple[HabitView, ...]
    remarks: tuple[str, ...] = ()
    date_orders: tuple[DateOrder, ...] = ()


class CountsView(Struct, frozen=True, kw_only=True):
    """What becomes of days, counted.

    Attributes:
        open: days in between without an entry, which stay open.
        words: mark, number and word of each outcome, in the order in which they are shown.
        open_words: the same of open days, as in '25 stay open, they had no entry'.
    """

    done: int = 0
    minimum: int = 0
    partial: int = 0
    cancelled: int = 0
    rest: int = 0
    open: int = 0
    words: tuple[tuple[Mark, int, str], ...] = ()
    open_words: str = ""

    @property
    def row(self) -> tuple[int, ...]:
        """The six numbers, in the order in which they are shown."""
        return self.done, self.minimum, self.partial, self.cancelled, self.rest, self.open


class ImportedCycle(Struct, frozen=True, kw_only=True):
    """A cycle that days become, or one that is here already and gains some.

    Attributes:
        number: the number that it has once they are in.
        first: its first date.
        last: its last one.
        label: the first date as it stands before the row.
        title: as in 'Cycle 10'.
        dates: as in '16 October to 14 November 2026'.
        dates_short: the same with short months.
        marks: a mark a date.
        stays: places of dates that are recorded here already and stay as they are.
        written_over: places of dates that are recorded here and become others.
        counts: its days, counted.
        kept: as in '23 of 27 kept'.
        stopped: whether it ends before its thirtieth day.
        here_already: whether it is here already.
    """

    number: int
    first: date
    last: date
    label: str
    title: str
    dates: str
    dates_short: str
    marks: tuple[Mark, ...]
    stays: frozenset[int] = frozenset()
    written_over: frozenset[int] = frozenset()
    counts: CountsView
    kept: str
    stopped: bool
    here_already: bool = False


class ImportedDay(Struct, frozen=True, kw_only=True):
    """One date of a cycle that days become.

    Attributes:
        plan_day: 1 to 30, None where the plan pauses.
        day: the date.
        date: as in 'Fri 16 Oct'.
        theirs: what stands in the file, in short; '' where nothing does.
        mark: what it becomes.
        becomes: the word for it.
        amount: with its unit; '' without one.
        note: in one line.
        stays: whether it is recorded here already and stays as it is.
    """

    plan_day: int | None
    day: date
    date: str
    theirs: str
    mark: Mark
    becomes: str
    amount: str = ""
    note: str = ""
    stays: bool = False


class PreviewView(Struct, frozen=True, kw_only=True):
    """What becomes of a habit's days, before anything does.

    Attributes:
        title: as in 'What becomes of 306 days'.
        aim: as in 'target 400, minimum 150'; '' for done or not.
        days: how many check-ins would be written.
        cycles: those that come to be, and those that gain days, in the order of their start.
        counts: all of their days, counted.
        becomes: how many cycles, in words.
        baselines: how many are frozen, in words.
        left_out: what is left out and why, sentences.
        before: what is done first, in words.
        rows: the four above, each with its label.
        name: what the behavior is called.
        frozen: how many baselines are frozen.
        left: how many days or comments are left out, by the reason.
        overlaps: days of the file that fall into cycles that are here already.
        remarks: what else is to be known, sentences.
        habit: what it was made from.
        answers: likewise.
    """

    title: str
    aim: str
    days: int
    cycles: tuple[ImportedCycle, ...]
    counts: CountsView
    becomes: str
    baselines: str
    left_out: tuple[str, ...]
    before: str
    rows: tuple[tuple[str, str], ...]
    name: str
    frozen: int
    left: Mapping[str, int]
    overlaps: int = 0
    remarks: tuple[str, ...] = ()
    habit: HabitView
    answers: Answers

    @property
    def nothing(self) -> bool:
        """Whether nothing would be written."""
        return self.days == 0


class JournalView(Struct, frozen=True, kw_only=True):
    """What the journal of another place would bring.

    Attributes:
        lines: sentences.
        nothing_new: whether everything in it is here already.
        numbers: how many records are new, changed and superseded.
    """

    lines: tuple[str, ...]
    nothing_new: bool
    numbers: Mapping[str, int]


class BroughtIn(Struct, frozen=True, kw_only=True):
    """What came in.

    Attributes:
        days: how many check-ins were written.
        cycles: how many cycles came to be.
        backup: the name of the backup that restoring undoes it with; '' where nothing was written.
        said: what is so now, and the command that undoes it.
        setup: whether this was the first that is here and no cycle runs, so that Setup is what follows.
        numbers: of a whole journal, how many records are new, changed and superseded.
    """

    days: int
    cycles: int = 0
    backup: str = ""
    said: tuple[str, ...]
    setup: bool = False
    numbers: Mapping[str, int] = {}
