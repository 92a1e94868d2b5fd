"""What every reader of a format gives: habits with a row a day, and what a person has to know or decide about them."""

from collections.abc import Mapping
from datetime import date, tzinfo
from enum import StrEnum

from msgspec import Struct

from mastery_tui.practice.choices import Outcome
from mastery_tui.practice.numbers import Measure


class TheirMark(StrEnum):
    """What another tracker says of a day, where it says no amount."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"
    AUTOMATIC = "automatic"
    UNKNOWN = "unknown"


class HabitKind(StrEnum):
    """What the rows of a habit are: amounts, yes and no, or what only a person can tell."""

    NUMBERS = "numbers"
    YES_NO = "yes_no"
    ASK = "ask"


class DateOrder(StrEnum):
    """In which order a date says its parts."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


class DecimalSign(StrEnum):
    """What stands before the decimals of an amount; the other one then stands between its thousands."""

    COMMA = "comma"
    POINT = "point"


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One day of a habit; a habit has at most one of a day.

    Attributes:
        day: the date; it may be in the future, which a remark counts.
        mark: what they say of it; None where an amount or an outcome says it instead, or nothing does.
        amount: in the habit's unit, 0 or more.
        minutes: how long it took, 0-1440.
        note: their comment, up to 4000 characters, cleaned.
        tags: contexts, up to six, in the shape that contexts have.
        outcome: what a word for an outcome meant.
        word: that word as it is written in the file, up to 40 characters; only a preview shows it.
        line: the first line of the file that says something of the day, from 1.
    """

    day: date
    mark: TheirMark | None = None
    amount: float | None = None
    minutes: int | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    outcome: Outcome | None = None
    word: str = ""
    line: int = 0


class Remark(Struct, frozen=True, kw_only=True):
    """What a person has to know of a habit or a file before they bring it in.

    Attributes:
        code: what it is about; see the readers.
        facts: its numbers and dates, and known words.
    """

    code: str
    facts: Mapping[str, object] = {}


class Habit(Struct, frozen=True, kw_only=True):
    """One behavior of another tracker.

    Attributes:
        name: as they call it, up to 80 characters, cleaned; '' where the file does not say.
        question: Loop's question, up to 200 characters.
        unit: what its amounts are counted in, up to 20 characters.
        kind: numbers, yes and no, or ask; where a person has to be asked, the rows are read as amounts.
        at_most: whether less is better there.
        target: what they aim at, above 0; None where they do not say.
        times: how often in so many ``days``.
        days: in how many days.
        archived: whether they have put it away.
        rows: a row a day, oldest first.
        remarks: what a person has to know of it.
    """

    name: str
    question: str = ""
    unit: str = ""
    kind: HabitKind = HabitKind.YES_NO
    at_most: bool = False
    target: float | None = None
    times: int = 1
    days: int = 1
    archived: bool = False
    rows: tuple[Row, ...] = ()
    remarks: tuple[Remark, ...] = ()


class SourceFile(Struct, frozen=True, kw_only=True):
    """A file, a folder or an archive as it was read.

    Attributes:
        format: ``loop``, ``harsh`` or ``csv``.
        name: its name without a folder, fit to be shown.
        dialect: which version's way of writing it is; '' where there is one.
        habits: in the order of the file.
        date_orders: the one order that dates have, or several where only a person can tell; then the rows are read in
            the first.
        separator: what stands between the columns of a table, '' elsewhere.
        encoding: how its text is written.
        columns: the first line of a table, cleaned, where it names columns.
        lines: so many lines were read.
        remarks: what a person has to know of the whole.
    """

    format: str
    name: str
    dialect: str = ""
    habits: tuple[Habit, ...] = ()
    date_orders: tuple[DateOrder, ...] = (DateOrder.YMD,)
    separator: str = ""
    encoding: str = "utf-8"
    columns: tuple[str, ...] = ()
    lines: int = 0
    remarks: tuple[Remark, ...] = ()


class Columns(Struct, frozen=True, kw_only=True):
    """The columns of a table, each by the name in its first line or by its number from 1.

    Attributes:
        date: the day, with or without a time of day.
        time: the time of day, where it stands in a column of its own.
        amount: a number.
        minutes: a duration.
        outcome: a word for what became of the day.
        note: a text.
        tag: contexts.
        where: only rows are read in which these columns have these values.
    """

    date: str
    time: str = ""
    amount: str = ""
    minutes: str = ""
    outcome: str = ""
    note: str = ""
    tag: str = ""
    where: tuple[tuple[str, str], ...] = ()


class Options(Struct, frozen=True, kw_only=True):
    """What a person, or the day on which they ask, tells a reader.

    Attributes:
        today: the practice day; later ones are remarked on.
        measure: the words of time, for durations.
        kind: numbers or yes and no, where a person has told.
        dates: the order of dates, where a person has told.
        encoding: of the text, where a person has told, as Python names it.
        separator: between the columns of a table, where a person has told; one character.
        decimal: what stands before the decimals of its amounts, where a person has told.
        rollover: the hour at which a practice day begins, 0-23.
        zone: where the person is; moments with an offset are told in it, None for as they are written.
        columns: of a table.
        words: outcomes by the person's own words for them, in any case.
    """

    today: date
    measure: Measure = Measure()
    kind: HabitKind | None = None
    dates: DateOrder | None = None
    encoding: str | None = None
    separator: str | None = None
    decimal: DecimalSign | None = None
    rollover: int = 0
    zone: tzinfo | None = None
    columns: Columns | None = None
    words: Mapping[str, Outcome] = {}
