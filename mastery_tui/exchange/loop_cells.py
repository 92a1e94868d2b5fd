"""The cells of Loop Habit Tracker, in the three ways that its versions write them."""

import re
from collections.abc import Iterable

from .days import MOST_AMOUNT
from .rows import HabitKind, TheirMark

Value = int | TheirMark | None
"""What a cell says: a number as it is written, a word, or nothing."""

WORDS = {
    "YES_MANUAL": TheirMark.YES,
    "YES_AUTO": TheirMark.AUTOMATIC,
    "NO": TheirMark.NO,
    "SKIP": TheirMark.SKIP,
    "UNKNOWN": TheirMark.UNKNOWN,
}
"""The words of 2.3.1; they stand between the amounts of a habit with numbers too."""
_NUMBERED = {
    -1: TheirMark.UNKNOWN,
    0: TheirMark.NO,
    1: TheirMark.AUTOMATIC,
    2: TheirMark.YES,
    3: TheirMark.SKIP,
}
_BOTH = (-1, 0, 3)
"""What means the same for a habit with numbers."""
THOUSANDTHS = 1000
_ENTRY = r"Entry\(timestamp=[^,()\n]{1,40}, ?value=(-?\d{1,15})(?:, ?notes=[^()\n]{0,4000})?\)"
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]0{1,3})?", re.ASCII)


def without_entries(text: str) -> str:
    """A text in which ``Entry(timestamp=2023-04-04, value=2)`` of 2.0.1 to 2.0.3 is 2: its comma splits cells."""
    return re.sub(_ENTRY, r"\1", text) if "Entry(" in text else text


def value_of(cell: str) -> Value:
    """What a cell says.

    Raises:
        ValueError: it is none of their words and no number in their bounds.
    """
    said = cell.strip()
    if not said:
        return None
    if (mark := WORDS.get(said.upper())) is not None:
        return mark
    if _NUMBER.fullmatch(said) is None:
        raise ValueError
    number = int(said.replace(",", ".").partition(".")[0])
    if not -1 <= number <= MOST_AMOUNT * THOUSANDTHS:
        raise ValueError
    return number


def kind_of(values: Iterable[Value]) -> HabitKind:
    """What the values of a habit are, where nothing else tells."""
    large = {value for value in values if isinstance(value, int)} - _NUMBERED.keys()
    if not large:
        return HabitKind.YES_NO
    # In some versions and some spreadsheets a tick is in thousandths as well.
    return HabitKind.ASK if large <= {THOUSANDTHS * mark for mark in (1, 2, 3)} else HabitKind.NUMBERS


def meaning_of(value: int | TheirMark, kind: HabitKind) -> TheirMark | float:
    """What a value means: a mark, or an amount.

    Raises:
        ValueError: a habit of yes and no does not have it.
    """
    if isinstance(value, TheirMark):
        return value
    if kind is not HabitKind.YES_NO:
        return _NUMBERED[value] if value in _BOTH else value / THOUSANDTHS
    mark = _NUMBERED.get(value // THOUSANDTHS if value >= THOUSANDTHS and value % THOUSANDTHS == 0 else value)
    if mark is None:
        raise ValueError
    return mark


def dialect_of(cells: Iterable[str]) -> str:
    """Which way of writing the cells met are of: ``words``, else ``numbers``."""
    return "words" if any(cell.strip().upper() in WORDS for cell in cells) else "numbers"
