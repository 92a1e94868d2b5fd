"""A row a day for spreadsheets and statistics: RFC 4180, UTF-8, a stable header."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from mastery_tui.practice.records import CheckIn, Feeling, Outcome, Record, Source

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet runs (https://owasp.org/www-community/attacks/CSV_Injection), or would once
its quotes in front are gone."""

BETWEEN = " "
"""Between several values in a cell; neither a tag nor a number holds one."""


class DayRow(Struct, frozen=True, kw_only=True):
    """One date of a cycle; its fields are the header, in this order, and none of them goes or changes its meaning.

    Attributes:
        date: the practice day.
        cycle: the cycle's number, from 1.
        behaviour: its name.
        plan_day: 1 to 30, empty on a paused date.
        week: the plan week, 1 to 5, empty on a paused date.
        outcome: done, minimum, partial, cancelled or rest; empty where nothing is recorded.
        amount: in the unit.
        unit: what amounts are counted in, empty for yes or no.
        target: the target in force on that date, empty for yes or no.
        minimum: the minimum in force on that date, empty for yes or no.
        errors: how many.
        score: 0 to 100.
        minutes: how long it took.
        effort: 1 to 10.
        feeling: one of seven words.
        strength: 1 to 5.
        confidence: 1 to 5.
        recoveries: minutes of each, with a space between.
        contexts: tags, with a space between.
        rest_planned: yes where a rest was planned.
        paused: yes where the plan stood still.
        easier: yes where target and minimum were lowered for a while.
        source: what recorded it: tui, cli or import.
        note: the note, line breaks included.
    """

    date: date
    cycle: int
    behaviour: str
    plan_day: int | None
    week: int | None
    outcome: Outcome | None = None
    amount: float | None = None
    unit: str
    target: float | None
    minimum: float | None
    errors: int | None = None
    score: float | None = None
    minutes: int | None = None
    effort: int | None = None
    feeling: Feeling | None = None
    strength: int | None = None
    confidence: int | None = None
    recoveries: tuple[int, ...] = ()
    contexts: tuple[str, ...] = ()
    rest_planned: bool
    paused: bool
    easier: bool
    source: Source | None = None
    note: str = ""


HEADER = DayRow.__struct_fields__
RECORDED = tuple(name for name in HEADER if name in {*CheckIn.__struct_fields__} - {*Record.__struct_fields__})
"""What a check-in says of its day."""


def write(rows: Iterable[DayRow]) -> str:
    """The rows below their header, with CRLF at the end of each."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(HEADER)
    table.writerows([_cell(getattr(row, name)) for name in HEADER] for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, tuple):
        return guarded(BETWEEN.join(map(str, value)))
    return guarded(str(value))


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that would be one has one quote more in front."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that :func:`guarded` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
